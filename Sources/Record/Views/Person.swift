public import Bytes

/// A person to whom something happened, named only where recognised publications name them.
public struct Person: RecordView, Hashable {
  /// `.person`.
  public static let kind = RecordKind.person

  /// How the person was, as a source last reported. Never live: it carries its date.
  public struct StatusReport: Sendable, Hashable {
    /// How the person was.
    public var status: PersonStatus
    /// When that was so.
    public var asOf: EDTF
  }

  /// Their name.
  public var id: Slug
  /// The name as written.
  public var name: LocalizedText
  /// The name without diacritics, as most foreign sources print it.
  public var nameASCII: String?
  /// Pen names and other spellings.
  public var aliases: [String]
  /// What they do.
  public var role: LocalizedText?
  /// Where they published.
  public var platforms: [Slug]
  /// How they were, when last heard of.
  public var statusReports: [StatusReport]
  /// What the record rests on.
  public var evidence: Evidence

  /// Reads checked content.
  public init(_ content: JSONValue) throws(FieldFault) {
    let reader = FieldReader(content: content)
    id = try reader.slug()
    name = try reader.localized("name")
    nameASCII = reader.optionalText("name_ascii")
    aliases = reader.texts("aliases")
    role = reader.optionalLocalized("role")
    platforms = reader.slugs("platforms")
    statusReports = try reader.list("status_reports") { reader throws(FieldFault) in
      StatusReport(
        status: try reader.code("status", PersonStatus.self), asOf: try reader.date("as_of"))
    }
    evidence = try Evidence(reader)
  }
}

/// One proceeding against a person, step by step.
public struct Proceeding: RecordView, Hashable {
  /// `.proceeding`.
  public static let kind = RecordKind.proceeding

  /// An arrest, a charge, a verdict…
  public struct Step: Sendable, Hashable {
    /// What was done.
    public var step: ProceedingStep
    /// When; `nil` when no source says.
    public var on: EDTF?
    /// Which court.
    public var court: Slug?
    /// Under which provisions, by the slugs statutes give them.
    public var provisions: [Slug]
    /// How it ended.
    public var outcome: LocalizedText?
    /// The prison term, in months; the lower end where only a range is known.
    public var prisonMonths: Int?
    /// The upper end of the range.
    public var prisonMonthsTo: Int?
    /// Whether the term is for life.
    public var isLife: Bool
    /// Whether the term was suspended.
    public var isSuspended: Bool
    /// Whether the person was out of reach when it was imposed.
    public var isInAbsentia: Bool
    /// Supervised residence after prison, in months.
    public var probationMonths: Int?
    /// Sources for this step alone.
    public var sources: [Slug]
    /// A remark for readers.
    public var note: LocalizedText?

    init(_ reader: FieldReader) throws(FieldFault) {
      step = try reader.code("step", ProceedingStep.self)
      on = try reader.optionalDate("on")
      court = reader.optionalSlug("court")
      provisions = reader.slugs("provisions")
      outcome = reader.optionalLocalized("outcome")
      prisonMonths = reader.content["prison_months"].int
      prisonMonthsTo = reader.content["prison_months_to"].int
      isLife = reader.content["life"].bool ?? false
      isSuspended = reader.content["suspended"].bool ?? false
      isInAbsentia = reader.content["in_absentia"].bool ?? false
      probationMonths = reader.content["probation_months"].int
      sources = reader.slugs("sources")
      note = reader.optionalLocalized("note")
    }
  }

  /// Its name.
  public var id: Slug
  /// Against whom.
  public var person: Slug
  /// Which of the person's proceedings it is.
  public var role: ProceedingRole
  /// The steps, in order.
  public var steps: [Step]
  /// Events on the timeline that tell of it.
  public var events: [Slug]
  /// What the record rests on.
  public var evidence: Evidence

  /// Reads checked content.
  public init(_ content: JSONValue) throws(FieldFault) {
    let reader = FieldReader(content: content)
    id = try reader.slug()
    person = try reader.slug("person")
    role = try reader.code("role", ProceedingRole.self)
    steps = try reader.list("steps") { reader throws(FieldFault) in try Step(reader) }
    events = reader.slugs("events")
    evidence = try Evidence(reader)
  }

  /// The first step of a kind.
  public func first(_ step: ProceedingStep) -> Step? { steps.first { $0.step == step } }

  /// The last step of a kind.
  public func last(_ step: ProceedingStep) -> Step? { steps.last { $0.step == step } }
}
