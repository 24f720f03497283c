/// What a full check of a log found.
public struct LedgerReport: Sendable, Hashable {
  /// The checkpoint that everything was compared with; `nil` when it is not a valid one.
  public internal(set) var checkpoint: SignedCheckpoint?
  /// What known witnesses have said about the checkpoint.
  public internal(set) var cosignatures: [Cosignature] = []
  /// How many entries were read and hashed.
  public internal(set) var entries = 0
  /// How many tiles and bundles were read.
  public internal(set) var files = 0
  /// What is wrong, at most `mostFindings`, one for each file.
  public internal(set) var findings: [DamagedFile] = []
  /// How many more findings there were.
  public internal(set) var furtherFindings = 0

  /// The most findings that are listed.
  public static let mostFindings = 1000

  /// Whether every entry and every tile is what the checkpoint signs.
  public var isSound: Bool { checkpoint != nil && findings.isEmpty }

  mutating func add(_ path: String, _ offset: Int, _ fault: DamagedFile.Fault) {
    guard findings.count < Self.mostFindings else {
      furtherFindings += 1
      return
    }
    findings.append(DamagedFile(path: path, offset: offset, fault: fault))
  }
}

extension Ledger {
  /// Reads all entries and all tiles of a log, computes every hash again, and compares with the
  /// signed checkpoint.
  ///
  /// Damage is a finding, not an error, and names the file and the byte. Where an entry and its
  /// tile disagree, the hash above them tells which of the two is damaged.
  ///
  /// - Parameters:
  ///   - directory: the log's folder.
  ///   - vkey: the log's key, from elsewhere than this folder.
  ///   - witnesses: keys whose cosignatures are wanted.
  ///   - progress: called now and then with the number of entries read and of all.
  ///   - entry: called with every readable entry in order.
  /// - Complexity: O(bytes of the log) time; memory of a few tiles.
  /// - Throws: `LedgerError` when there is no log, or what `entry` throws.
  public static func check(
    at directory: String, vkey: VerificationKey, witnesses: [VerificationKey] = [],
    progress: (_ done: Int, _ all: Int) -> Void = { _, _ in },
    entry: (_ index: Int, _ entry: ArraySlice<UInt8>) throws -> Void = { _, _ in }
  ) throws -> LedgerReport {
    var check = FullCheck(folder: LogFolder(path: directory))
    try check.run(log: vkey, witnesses: witnesses, progress: progress, entry: entry)
    return check.report
  }

  /// Checks all of this log; see `check(at:vkey:witnesses:progress:entry:)`.
  ///
  /// - Throws: `LedgerError` when the log has gone.
  public func check(
    progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws -> LedgerReport {
    try Self.check(at: directory, vkey: key, progress: progress)
  }
}
