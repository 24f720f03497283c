import Bytes
import Ledger
import Record

/// What the ledger should hold of each journal entry, as one digest per entry.
///
/// The line `ref` is left out of the comparison: it is made with a secret that an outsider does
/// not have, and says nothing about the content. All else must agree to the byte.
struct EntryExpectations {
  private var digests: [UInt8] = []

  /// How many entries are expected.
  var count: Int { digests.count / 32 }

  mutating func expect(_ entry: JournalEntry, line: [UInt8]) throws {
    let text = try Commitment.entryText(of: entry, line: line, secret: [])
    digests.append(contentsOf: Self.digest(text[...]))
  }

  /// Whether the ledger's entry at `index` is the one expected.
  func agrees(at index: Int, with entry: ArraySlice<UInt8>) -> Bool {
    let place = index * 32
    guard place + 32 <= digests.count else { return false }
    return Self.digest(entry).elementsEqual(digests[place..<place + 32])
  }

  private static func digest(_ entry: ArraySlice<UInt8>) -> [UInt8] {
    var kept: [UInt8] = []
    for line in entry.split(separator: 0x0A, omittingEmptySubsequences: false)
    where !line.starts(with: "ref ".utf8) {
      kept.append(contentsOf: line)
      kept.append(0x0A)
    }
    return SHA256Digest.of(kept)
  }
}
