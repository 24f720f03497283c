public import Bytes
public import Record

/// What an entry of the journal does.
public enum Act: String, Sendable, Hashable, CaseIterable {
  /// Opens the journal: the observatory's title, origin and public keys.
  case begin
  /// Announces files taken in together: what was read, by its digests.
  case importing = "import"
  /// States one version of one record.
  case record
  /// States that an edition was published: its manifest's digest and the size it covers.
  case publish
}

/// One line of the journal: one act, with the random seed of its commitment.
public struct JournalEntry: Sendable, Hashable {
  /// Its position, from 0.
  public var index: Int
  /// What it does.
  public var act: Act
  /// When it was written, in seconds since 1970, UTC; never before the entry above it.
  public var time: Int64
  /// The record it states, for `.record`.
  public var reference: RecordReference?
  /// The version of that record, from 1.
  public var number: Int?
  /// The fields.
  public var content: JSONValue
  /// 32 random bytes from which the salts of its fields are derived.
  public var seed: [UInt8]

  /// Makes an entry.
  public init(
    index: Int, act: Act, time: Int64, reference: RecordReference? = nil, number: Int? = nil,
    content: JSONValue, seed: [UInt8]
  ) {
    self.index = index
    self.act = act
    self.time = time
    self.reference = reference
    self.number = number
    self.content = content
    self.seed = seed
  }

  /// The day it was written (UTC).
  public var day: CivilDay { CivilDay(of: time) }

  /// The line, without the line feed that ends it.
  public var line: [UInt8] {
    var members = JSONObject([
      ("act", .string(act.rawValue)), ("at", .string(Instant.text(time))), ("content", content),
      ("entry", .integer(Int64(index))), ("seed", .string(Base64.text(seed))),
    ])
    members["of"] = reference.map { .string($0.description) }
    members["version"] = number.map { .integer(Int64($0)) }
    return JSONValue.object(members).canonicalBytes
  }

  /// Reads a line.
  ///
  /// - Throws: `JournalFault.Reason` with what is wrong.
  public init(line: some Collection<UInt8>) throws(JournalFault.Reason) {
    let value: JSONValue
    do { value = try JSONValue(parsing: line) } catch { throw .notJSON(error) }
    guard let act = value["act"].text.flatMap({ Act(rawValue: $0) }) else { throw .field("act") }
    guard let time = value["at"].text.flatMap({ Instant.seconds($0) }) else { throw .field("at") }
    guard let index = value["entry"].int, index >= 0 else { throw .field("entry") }
    guard let seed = value["seed"].text.flatMap({ Base64.bytes($0) }), seed.count == 32 else {
      throw .field("seed")
    }
    let reference = value["of"].text.flatMap { RecordReference($0) }
    let number = value["version"].int
    if act == .record, reference == nil { throw .field("of") }
    if act == .record, (number ?? 0) < 1 { throw .field("version") }
    self.init(
      index: index, act: act, time: time, reference: reference, number: number,
      content: value["content"], seed: seed)
  }

  /// The version that a `.record` entry states.
  public var version: RecordVersion? {
    guard let reference, let number, act == .record else { return nil }
    return RecordVersion(
      reference: reference, number: number, entry: index, day: day, content: content)
  }
}

/// Something wrong in the journal, with its place.
public struct JournalFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Error, Sendable, Hashable {
    case notJSON(JSONError)
    case field(String)
    /// The entry's number is not the one its place calls for.
    case outOfOrder(expected: Int, found: Int)
    case earlierThanBefore
    case torn
    /// The ledger covers more entries than the journal holds.
    case missing(journal: Int, ledger: Int)
    case notCanonical
    case tooLong
  }

  /// The segment's path.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// What is wrong.
  public var reason: Reason

  /// What is wrong, where, and what to do.
  public var description: String {
    let what =
      switch reason {
      case .notJSON(let error): "is not an entry (\(error))"
      case .field(let name): "has no valid \"\(name)\""
      case .outOfOrder(let expected, let found):
        "is entry \(found) where entry \(expected) belongs: a line was removed, added or moved"
      case .earlierThanBefore: "is dated before the entry above it"
      case .torn: "ends in the middle of an entry"
      case .missing(let journal, let ledger):
        "the journal ends after \(journal) entries, the ledger covers \(ledger): lines are missing"
      case .notCanonical: "is not in canonical form: it was edited by hand"
      case .tooLong: "is longer than an entry may be"
      }
    return "\(file):\(line): \(what); restore the journal from a backup and run 'haidang verify'"
  }
}
