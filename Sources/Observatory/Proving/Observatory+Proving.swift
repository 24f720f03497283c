import Bytes
import Ledger
public import Record

/// What a proof folder holds.
public struct WrittenProof: Sendable, Hashable {
  /// How many fields it shows.
  public var shown: Int
  /// How many it keeps back.
  public var hidden: Int
  /// How many entries the ledger had.
  public var size: Int
  /// Fields that are shown and still say what a hidden one says, each after its hidden one.
  public var leaks: [Leak]

  /// A hidden text that stands in a shown field, whatever its case and diacritics.
  public struct Leak: Sendable, Hashable {
    /// The field that was to be hidden.
    public var hidden: String
    /// The field that says the same.
    public var shown: String
  }
}

extension Observatory {
  /// Writes a folder with which an outsider can check one version of a record.
  ///
  /// - Parameters:
  ///   - hiding: JSON pointers of fields to keep back, with all below them and, for a date, its
  ///     coarser rungs.
  ///   - showing: pointers to show even so, such as `/when#month`.
  /// - Throws: `ObservatoryError.noSuchRecord`, `.noSuchField`, `.alreadyThere`, `DiskError`.
  public func prove(
    _ reference: RecordReference, version: Int? = nil, hiding: [String] = [],
    showing: [String] = [], to folder: String
  ) throws -> WrittenProof {
    let shown = try self.version(of: reference, number: version)
    guard try !Disk.exists(folder) || Disk.names(in: folder).isEmpty else {
      throw ObservatoryError.alreadyThere(folder)
    }
    let entry = try journalEntry(shown.entry)
    let commitment = try Commitment.recordCommitment(of: entry)
    let paths = try disclosed(commitment, hiding, showing)
    let ledger = try openLedger()
    let text = try EntryText(parsing: try ledger.entry(at: shown.entry))
    guard text.root == commitment.root else {
      throw ObservatoryError.ledgerMismatch("entry \(shown.entry) commits to other fields")
    }
    let proof = try ledger.proof(of: shown.entry)
    let disclosure = try Disclosure(of: commitment, paths: paths, entry: text, proof: proof)
    try ProofFolder(disclosure: disclosure, key: publicKeys.log).write(to: folder)
    return WrittenProof(
      shown: paths.count, hidden: commitment.fields.count - paths.count, size: ledger.size,
      leaks: Self.leaks(of: commitment, showing: Set(paths)))
  }

  /// Shorter texts occur by chance.
  private static let shortestLeak = 4

  private static func leaks(
    of commitment: RecordCommitment, showing shown: Set<String>
  ) -> [WrittenProof.Leak] {
    func folded(_ field: FieldLeaf) -> String {
      Folding.slug(from: String(decoding: field.value, as: UTF8.self))
    }
    let visible = commitment.fields.filter { shown.contains($0.path) }.map { ($0.path, folded($0)) }
    return commitment.fields.filter { !shown.contains($0.path) }.flatMap { field in
      let text = folded(field)
      guard text.count >= shortestLeak, field.value.first == UInt8(ascii: "\"") else {
        return [WrittenProof.Leak]()
      }
      return visible.filter { $0.1.contains(text) }.map {
        WrittenProof.Leak(hidden: field.path, shown: $0.0)
      }
    }
  }

  private func journalEntry(_ index: Int) throws -> JournalEntry {
    struct Found: Error { var entry: JournalEntry }
    do {
      try journal.each(from: index) { entry, _ in throw Found(entry: entry) }
    } catch let found as Found {
      return found.entry
    }
    throw ObservatoryError.ledgerMismatch("the journal has no entry \(index)")
  }

  private func disclosed(
    _ commitment: RecordCommitment, _ hiding: [String], _ showing: [String]
  ) throws -> [String] {
    let paths = commitment.fields.map(\.path)
    func covers(_ pointer: String, _ path: String) -> Bool {
      path == pointer || path.hasPrefix(pointer + "/") || path.hasPrefix(pointer + "#")
    }
    for pointer in hiding + showing where !paths.contains(where: { covers(pointer, $0) }) {
      throw ObservatoryError.noSuchField(pointer, paths)
    }
    return paths.filter { path in
      !hiding.contains { covers($0, path) } || showing.contains { covers($0, path) }
    }
  }
}
