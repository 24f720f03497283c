public import Bytes

/// One version of one record, as the journal holds it.
public struct RecordVersion: Sendable, Hashable {
  /// Which record.
  public var reference: RecordReference
  /// 1 for the first version, then one more with each correction.
  public var number: Int
  /// The position of its entry in the journal and the ledger, from 0.
  public var entry: Int
  /// The day on which it was recorded (UTC).
  public var day: CivilDay
  /// The fields.
  public var content: JSONValue

  /// Makes a version.
  public init(
    reference: RecordReference, number: Int, entry: Int, day: CivilDay, content: JSONValue
  ) {
    self.reference = reference
    self.number = number
    self.entry = entry
    self.day = day
    self.content = content
  }
}
