internal import Glibc

/// An append-only, signed log of entries in a folder of static files (C2SP tlog-tiles,
/// tlog-checkpoint): whoever holds a copy and the log's public key can check all of it without
/// this program.
///
/// A value shows the log as it was when it was opened or last appended to. Any number of programs
/// may read and append: an append holds the log's lock while it lasts, and goes after what others
/// have added meanwhile.
public struct Ledger: Sendable {
  /// The log's folder.
  public var directory: String { folder.path }
  /// The key that checkpoints are checked with.
  public let key: VerificationKey
  /// The newest checkpoint.
  public internal(set) var checkpoint: SignedCheckpoint
  /// The number of entries.
  public var size: Int { checkpoint.size }

  let folder: LogFolder
  var writer: Writer?

  /// How safe an append is when it returns.
  public enum Durability: Sendable, Hashable {
    /// A power cut loses nothing: costs one `fdatasync` for each append.
    case durable
    /// A killed program loses nothing, but after a power cut the caller may have to append again
    /// what it has in a journal of its own. Costs no `fsync`.
    case follower
  }

  static let checkpointFile = "checkpoint"
  static let signedFile = ".state/signed"
  static let markFile = ".state/writing"
  static let lockFile = ".state/lock"

  init(folder: LogFolder, key: VerificationKey, checkpoint: SignedCheckpoint) {
    self.folder = folder
    self.key = key
    self.checkpoint = checkpoint
  }

  /// Makes an empty log, with a signed checkpoint of size 0.
  ///
  /// - Parameters:
  ///   - directory: a folder that is empty or does not exist; its parent exists.
  ///   - signer: the log's key, whose name becomes the origin: a URL prefix without scheme.
  /// - Throws: `LedgerError`.
  public static func create(
    at directory: String, signer: SigningKey, durability: Durability = .durable
  ) throws -> Ledger {
    let folder = LogFolder(path: directory)
    guard mkdir(directory, 0o755) == 0 || errno == EEXIST else {
      throw LedgerError.system("make", directory)
    }
    guard try folder.names(in: "").allSatisfy({ $0.name == ".state" }) else {
      throw LedgerError.alreadyThere(directory)
    }
    try folder.makeFolders(above: lockFile)
    let key = try Self.key(of: signer)
    let empty = Checkpoint(origin: key.name, size: 0, root: .empty)
    let checkpoint = try SignedCheckpoint(empty, signer: signer)
    let isDurable = durability == .durable
    try folder.write(checkpoint.bytes, to: checkpointFile, isDurable: isDurable)
    return Ledger(folder: folder, key: key, checkpoint: checkpoint)
  }

  /// Opens a log, and puts in order what a killed or powered-off writer left behind.
  ///
  /// - Complexity: O(log n) files, plus the write-ahead file where there is one.
  /// - Throws: `LedgerError`; `.damaged` names the file and the byte when what the checkpoint
  ///   covers at the right edge is not what was signed. `check` reads the rest.
  public static func open(at directory: String, vkey: VerificationKey) throws -> Ledger {
    let folder = LogFolder(path: directory)
    if try folder.needsRepair(log: vkey), let lock = try? WriterLock(folder, attempts: 1) {
      let repaired = try folder.repair(log: vkey)
      _ = consume lock
      return Ledger(folder: folder, key: vkey, checkpoint: repaired.checkpoint)
    }
    let checkpoint = try folder.checkpoint(log: vkey)
    _ = try folder.edge(at: checkpoint)
    return Ledger(folder: folder, key: vkey, checkpoint: checkpoint)
  }

  static func key(of signer: SigningKey) throws(LedgerError) -> VerificationKey {
    do { return try signer.verificationKey } catch { throw .key(error) }
  }
}
