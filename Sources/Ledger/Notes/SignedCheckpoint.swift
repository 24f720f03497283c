/// A checkpoint together with the note that carries it.
public struct SignedCheckpoint: Sendable, Hashable {
  /// What is signed.
  public let checkpoint: Checkpoint
  /// The note with its signatures.
  public let note: SignedNote

  /// Why a file is not a checkpoint of the log with the given key.
  public enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
    /// The note is malformed or not signed by the key.
    case note(NoteFault)
    /// The note's text is not a checkpoint.
    case checkpoint(CheckpointFault)
    /// The checkpoint is another log's.
    case otherOrigin(String)

    /// What is wrong.
    public var description: String {
      switch self {
      case .note(let fault): fault.description
      case .checkpoint(let fault): fault.description
      case .otherOrigin(let origin): "the checkpoint is of another log, \(origin)"
      }
    }
  }

  /// Signs a checkpoint.
  public init(_ checkpoint: Checkpoint, signer: SigningKey) throws {
    self.checkpoint = checkpoint
    note = try SignedNote(text: checkpoint.text, signer: signer)
  }

  /// Reads a checkpoint file and checks the log's signature.
  ///
  /// - Throws: `Fault`.
  public init(parsing bytes: [UInt8], log: VerificationKey) throws(Fault) {
    do {
      note = try SignedNote(parsing: bytes)
      try note.verify(log: log)
    } catch { throw .note(error) }
    do { checkpoint = try Checkpoint(parsing: note.text) } catch { throw .checkpoint(error) }
    guard checkpoint.origin.utf8.elementsEqual(log.name.utf8) else {
      throw .otherOrigin(checkpoint.origin)
    }
  }

  /// The file's bytes.
  public var bytes: [UInt8] { note.bytes }
  /// The number of entries.
  public var size: Int { checkpoint.size }
  /// The root of the tree.
  public var root: TreeHash { checkpoint.root }
  /// The log's name.
  public var origin: String { checkpoint.origin }
}
