import Bytes
import Ledger
import Record

/// What the ledger holds of a journal entry: a salted commitment to its fields, and the digest of
/// its line. Neither tells anything to who does not have the entry.
enum Commitment {
  /// The fields that an entry commits to: those of its content, and how it stands in the journal.
  static func fields(of entry: JournalEntry) -> [RecordContent.Leaf] {
    var leaves: [RecordContent.Leaf]
    if let reference = entry.reference {
      leaves = RecordContent.leaves(of: entry.content, kind: reference.kind)
      leaves.append(leaf("/@of", .string(reference.description)))
    } else {
      leaves = RecordContent.leaves(of: entry.content)
    }
    if let number = entry.number { leaves.append(leaf("/@version", .integer(Int64(number)))) }
    leaves.append(leaf("/@act", .string(entry.act.rawValue)))
    leaves.append(leaf("/@at", .string(Instant.text(entry.time))))
    return leaves.sorted { $0.pointer.utf8.lexicographicallyPrecedes($1.pointer.utf8) }
  }

  private static func leaf(_ pointer: String, _ value: JSONValue) -> RecordContent.Leaf {
    RecordContent.Leaf(pointer: pointer, value: value.canonicalBytes)
  }

  static func recordCommitment(of entry: JournalEntry) throws -> RecordCommitment {
    try RecordCommitment(
      fields: fields(of: entry).map { (path: $0.pointer, value: $0.value) }, seed: entry.seed)
  }

  /// The bytes of the ledger entry.
  static func entryText(
    of entry: JournalEntry, line: [UInt8], secret: [UInt8]
  ) throws -> [UInt8] {
    let commitment = try recordCommitment(of: entry)
    let kind = entry.reference.map { "record-\($0.kind.rawValue)" } ?? entry.act.rawValue
    let subject = entry.reference?.description ?? "\(entry.act.rawValue)/\(entry.index)"
    return try EntryText(
      kind: kind,
      ref: EntryText.reference(
        secret: secret, record: subject, version: UInt32(clamping: entry.number ?? 1)),
      fields: commitment.leafCount, root: commitment.root,
      ct: SHA256Digest.of(line), day: entry.day.description
    ).bytes
  }
}
