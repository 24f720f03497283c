public import Bytes

/// A law, decree, circular or order.
public struct Statute: RecordView, Hashable {
  /// `.statute`.
  public static let kind = RecordKind.statute

  /// One article, with the dates between which it held.
  public struct Provision: Sendable, Hashable {
    /// Its name, by which proceedings and requests cite it.
    public var id: Slug
    /// The article's number as printed; a dash where no source gives it.
    public var article: String
    /// What stands for a number that no source gives.
    public static let unnumbered = "–"
    /// What it says, in our words.
    public var paraphrase: LocalizedText
    /// What it threatens.
    public var penalty: LocalizedText?
    /// From when it held, where that differs from the statute.
    public var validFrom: EDTF?
    /// Until when it held, where that differs from the statute.
    public var validTo: EDTF?
    /// The provision that took its place.
    public var successor: Slug?
    /// Its sources.
    public var sources: [Slug]
    /// How well it is supported.
    public var confidence: Confidence
    /// A remark for readers.
    public var note: LocalizedText?

    init(_ reader: FieldReader) throws(FieldFault) {
      id = try reader.slug()
      article = reader.optionalText("article") ?? Self.unnumbered
      paraphrase = try reader.localized("paraphrase")
      penalty = reader.optionalLocalized("penalty")
      validFrom = try reader.optionalDate("valid_from")
      validTo = try reader.optionalDate("valid_to")
      successor = reader.optionalSlug("successor")
      sources = reader.slugs("sources")
      confidence = try reader.code("confidence", Confidence.self)
      note = reader.optionalLocalized("note")
    }
  }

  /// Its name.
  public var id: Slug
  /// Its title.
  public var title: LocalizedText
  /// Its official number.
  public var number: String?
  /// What kind of instrument it is.
  public var type: StatuteType
  /// Who issued it.
  public var issuers: [Slug]
  /// When it was adopted.
  public var adopted: EDTF?
  /// When it took effect.
  public var inForce: EDTF?
  /// When it ceased to hold.
  public var repealed: EDTF?
  /// Whether it holds.
  public var status: StatuteStatus
  /// The day until which that status is known to last.
  public var statusUntil: EDTF?
  /// The day from which that status begins.
  public var statusFrom: EDTF?
  /// What took its place.
  public var succeededBy: Slug?
  /// What it amends.
  public var amends: [Slug]
  /// Its articles that matter here.
  public var provisions: [Provision]
  /// What it threatens in general.
  public var penalties: LocalizedText?
  /// What it demands of platforms.
  public var platformObligations: [LocalizedText]
  /// What others said of it.
  public var criticism: LocalizedText?
  /// What the record rests on.
  public var evidence: Evidence

  /// Reads checked content.
  public init(_ content: JSONValue) throws(FieldFault) {
    let reader = FieldReader(content: content)
    id = try reader.slug()
    title = try reader.localized("title")
    number = reader.optionalText("number")
    type = try reader.code("type", StatuteType.self)
    issuers = reader.slugs("issuer")
    adopted = try reader.optionalDate("adopted")
    inForce = try reader.optionalDate("in_force")
    repealed = try reader.optionalDate("repealed")
    status = try reader.code("status", StatuteStatus.self)
    statusUntil = try reader.optionalDate("status_until")
    statusFrom = try reader.optionalDate("status_from")
    succeededBy = reader.optionalSlug("succeeded_by")
    amends = reader.slugs("amends")
    provisions = try reader.list("provisions") { reader throws(FieldFault) in
      try Provision(reader)
    }
    penalties = reader.optionalLocalized("penalties")
    platformObligations = reader.localizedTexts("platform_obligations")
    criticism = reader.optionalLocalized("criticism")
    evidence = try Evidence(reader)
  }
}
