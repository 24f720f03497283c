public import Bytes

/// What a record rests on: sources, confidence, rival claims, notes, retraction.
public struct Evidence: Sendable, Hashable {
  /// The sources that support the record as a whole.
  public var sources: [Slug]
  /// How well it is supported; records of reference carry none.
  public var confidence: Confidence?
  /// Values for single fields, side by side where sources disagree.
  public var claims: [Claim]
  /// A remark for readers.
  public var note: LocalizedText?
  /// Why and when the record was taken back, if it was.
  public var retraction: Retraction?

  /// Reads the evidence out of a record's checked content.
  public init(_ content: JSONValue) throws(FieldFault) {
    try self.init(FieldReader(content: content))
  }

  init(_ reader: FieldReader) throws(FieldFault) {
    sources = reader.slugs("sources")
    confidence = reader.optionalCode("confidence", Confidence.self)
    claims = try reader.list("claims") { reader throws(FieldFault) in try Claim(reader) }
    isDisputed = Self.isDisputed(claims, beside: reader.content)
    note = reader.optionalLocalized("note")
    retraction = try Retraction(reader)
  }

  /// What a reader is told at a glance.
  public var standing: Standing? {
    if retraction != nil { return .retracted }
    if isDisputed { return .disputed }
    switch confidence {
    case .confirmed: return .confirmed
    case .reported: return .reported
    case .alleged: return .alleged
    case nil: return nil
    }
  }

  /// Whether a claim contradicts the record's own value, or two claims each other.
  public private(set) var isDisputed: Bool

  private static func isDisputed(_ claims: [Claim], beside content: JSONValue) -> Bool {
    claims.contains { claim in
      let own = JSONPointer.value(at: claim.field, in: content)
      return own != claim.value
        || claims.contains { $0.field == claim.field && $0.value != claim.value }
    }
  }
}

/// One value for one field from named sources.
public struct Claim: Sendable, Hashable {
  /// The JSON pointer of the field in the same record.
  public var field: String
  /// The value these sources give.
  public var value: JSONValue
  /// The sources that give it.
  public var sources: [Slug]
  /// How well the value is supported.
  public var confidence: Confidence
  /// A remark for readers.
  public var note: LocalizedText?

  init(_ reader: FieldReader) throws(FieldFault) {
    field = try reader.text("field")
    value = reader.content["value"]
    sources = reader.slugs("sources")
    confidence = try reader.code("confidence", Confidence.self)
    note = reader.optionalLocalized("note")
  }
}

/// That a record was taken back. Its page stays and says so.
public struct Retraction: Sendable, Hashable {
  /// When it was taken back.
  public var on: EDTF
  /// Why.
  public var reason: LocalizedText

  /// Reads the retraction of a record of any kind; `nil` when there is none.
  public init?(of content: JSONValue) throws(FieldFault) {
    try self.init(FieldReader(content: content))
  }

  init?(_ reader: FieldReader) throws(FieldFault) {
    let inner = FieldReader(
      content: reader.content["retracted"], pointer: reader.place("retracted"))
    guard !inner.content.isNull else { return nil }
    on = try inner.date("on")
    reason = try inner.localized("reason")
  }
}

/// A named quantity inside an event or report.
public struct Metric: Sendable, Hashable {
  /// What is counted, as a code such as `accounts_removed`.
  public var name: String
  /// The same in words, where somebody wrote them.
  public var title: LocalizedText?
  /// How many.
  public var value: Double
  /// Of what.
  public var unit: String
  /// Whether the value is exact; `nil` means it is given as such.
  public var bound: Bound?
  /// A remark for readers.
  public var note: LocalizedText?

  init(_ reader: FieldReader) throws(FieldFault) {
    name = try reader.text("name")
    title = reader.optionalLocalized("title")
    value = try reader.number("value")
    unit = try reader.text("unit")
    bound = reader.optionalCode("bound", Bound.self)
    note = reader.optionalLocalized("note")
  }
}
