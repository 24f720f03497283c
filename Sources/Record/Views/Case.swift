public import Bytes

/// The public part of a case of the docket: what was restricted, who asked, and what came of appeals.
public struct Case: RecordView, Hashable {
  /// `.case`.
  public static let kind = RecordKind.case

  /// What was restricted, and how.
  public struct Restriction: Sendable, Hashable {
    /// The platform, by its name in the table of forums.
    public var platform: String
    /// The country of the person, ISO 3166-1 alpha-2.
    public var country: String
    /// What it hit.
    public var subject: CaseSubject
    /// What was done.
    public var measures: [CaseMeasure]
    /// What led to it.
    public var trigger: CaseTrigger
    /// How far it reaches.
    public var scope: CaseScope
    /// The countries in which it is blocked.
    public var scopeCountries: [String]
    /// When it began.
    public var starts: EDTF?
    /// When it ends.
    public var ends: EDTF?
    /// When it was lifted.
    public var lifted: EDTF?
    /// Why it was lifted.
    public var liftReason: CaseLiftReason?
  }

  /// A demand behind it.
  public struct Request: Sendable, Hashable {
    /// What was asked for.
    public var kind: CaseDemand
    /// How it came.
    public var channel: CaseDemandChannel
    /// What it points to.
    public var grounds: CaseGrounds
    /// Statutes of the record that it cites.
    public var statutes: [Slug]
    /// Provisions of the record that it cites.
    public var provisions: [Slug]
    /// Who sent it, where that is an actor of the record.
    public var authority: Slug?
    /// When it was sent.
    public var sent: EDTF?
  }

  /// How it was told to the person.
  public struct Notice: Sendable, Hashable {
    /// How the notice came.
    public var channel: CaseNoticeChannel
    /// When it came.
    public var sent: EDTF?
  }

  /// An appeal that was filed.
  public struct Stage: Sendable, Hashable {
    /// The stage.
    public var stage: CaseStage
    /// The forum, by its name in the table.
    public var forum: String
    /// When it was filed.
    public var filed: EDTF?
    /// When it was decided.
    public var decided: EDTF?
    /// What came of it.
    public var outcome: CaseOutcome
    /// When somebody saw the item there again.
    public var restored: EDTF?
  }

  /// Its name.
  public var id: Slug
  /// The number of the case in the docket.
  public var number: String
  /// What was restricted.
  public var restrictions: [Restriction]
  /// The demands behind it.
  public var requests: [Request]
  /// How it was told to the person.
  public var notices: [Notice]
  /// The appeals that were filed.
  public var stages: [Stage]
  /// Sources.
  public var sources: [Slug]
  /// A remark for readers.
  public var note: LocalizedText?
  /// Why and when it was taken back, if it was.
  public var retraction: Retraction?

  /// Reads checked content.
  public init(_ content: JSONValue) throws(FieldFault) {
    let reader = FieldReader(content: content)
    id = try reader.slug()
    number = try reader.text("number")
    restrictions = try reader.list("restrictions") { reader throws(FieldFault) in
      try Restriction(reader)
    }
    requests = try reader.list("requests") { reader throws(FieldFault) in try Request(reader) }
    notices = try reader.list("notices") { reader throws(FieldFault) in
      Notice(
        channel: try reader.code("channel", CaseNoticeChannel.self),
        sent: try reader.optionalDate("sent"))
    }
    stages = try reader.list("stages") { reader throws(FieldFault) in try Stage(reader) }
    sources = reader.slugs("sources")
    note = reader.optionalLocalized("note")
    retraction = try Retraction(reader)
  }
}

extension Case.Restriction {
  init(_ reader: FieldReader) throws(FieldFault) {
    platform = try reader.text("platform")
    country = try reader.text("country")
    subject = try reader.code("subject", CaseSubject.self)
    measures = reader.texts("measures").compactMap { CaseMeasure(rawValue: $0) }
    trigger = try reader.code("trigger", CaseTrigger.self)
    scope = try reader.code("scope", CaseScope.self)
    scopeCountries = reader.texts("scope_countries")
    starts = try reader.optionalDate("starts")
    ends = try reader.optionalDate("ends")
    lifted = try reader.optionalDate("lifted")
    liftReason = reader.optionalCode("lift_reason", CaseLiftReason.self)
  }
}

extension Case.Request {
  init(_ reader: FieldReader) throws(FieldFault) {
    kind = try reader.code("kind", CaseDemand.self)
    channel = try reader.code("channel", CaseDemandChannel.self)
    grounds = try reader.code("grounds", CaseGrounds.self)
    statutes = reader.slugs("statutes")
    provisions = reader.slugs("provisions")
    authority = reader.optionalSlug("authority")
    sent = try reader.optionalDate("sent")
  }
}

extension Case.Stage {
  init(_ reader: FieldReader) throws(FieldFault) {
    stage = try reader.code("stage", CaseStage.self)
    forum = try reader.text("forum")
    filed = try reader.optionalDate("filed")
    decided = try reader.optionalDate("decided")
    outcome = try reader.code("outcome", CaseOutcome.self)
    restored = try reader.optionalDate("restored")
  }
}
