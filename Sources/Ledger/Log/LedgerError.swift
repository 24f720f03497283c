internal import Glibc

/// Why an act on a log did not happen. Whatever the error, the log is as it was before.
public enum LedgerError: Error, Sendable, Hashable {
  /// There is no log in the folder.
  case notALedger(String)
  /// There is a log, or something else, in the folder where one was to be made.
  case alreadyThere(String)
  /// Another program, or another value in this one, is writing to the log.
  case busy(String)
  /// The operating system refused a file operation.
  case disk(operation: String, path: String, code: Int32)
  /// What the checkpoint covers is damaged; a full check lists all of it.
  case damaged(DamagedFile)
  /// Two signed checkpoints of one size have different roots: the key signed two histories.
  case forked(size: Int)
  /// An entry is longer than 65,535 bytes; `index` counts from the first of the batch.
  case entryTooLong(index: Int, bytes: Int)
  /// The signing key is not the one that this log is checked with.
  case otherSigner(expected: String, given: String)
  /// The log has fewer entries than the act asks for.
  case beyondSize(asked: Int, size: Int)
  /// The key is not a key, or refuses to sign.
  case key(KeyFault)

  static func system(_ operation: String, _ path: String, code: Int32 = errno) -> LedgerError {
    .disk(operation: operation, path: path, code: code)
  }

  /// The system's error number, where the system refused.
  var code: Int32? {
    guard case .disk(_, _, let code) = self else { return nil }
    return code
  }

  /// Whether a disk, a quota or a file size limit is exhausted.
  public var isFull: Bool {
    code == ENOSPC || code == EDQUOT || code == EFBIG
  }
}

extension LedgerError: CustomStringConvertible {
  /// What happened and what to do.
  public var description: String {
    switch self {
    case .notALedger(let path): "\(path): no log here (no file named checkpoint); check the path"
    case .alreadyThere(let path): "\(path): something is there already; choose an empty folder"
    case .busy(let path): "\(path): another program is writing; wait for it to end and try again"
    case .disk(let operation, let path, let code):
      "\(path): cannot \(operation): \(String(cString: strerror(code)))\(remedy(code))"
    case .damaged(let file): "\(file); restore the file from a copy of the log"
    case .forked(let size):
      "two signed checkpoints of size \(size) differ: keep both, they prove that the key was misused"
    case .entryTooLong(let index, let bytes):
      "entry \(index) of the batch has \(bytes) bytes; at most \(EntryBundle.longestEntry) fit"
    case .otherSigner(let expected, let given):
      "the signing key is \(given), the log's is \(expected); use the log's own key"
    case .beyondSize(let asked, let size): "\(asked) is asked for, but the log has \(size) entries"
    case .key(let fault): "the key cannot be used: \(fault)"
    }
  }

  private func remedy(_ code: Int32) -> String {
    switch code {
    case ENOSPC, EDQUOT: "; free some space and try again: the log is as it was"
    case EFBIG: "; raise the file size limit (ulimit -f) and try again: the log is as it was"
    case EACCES, EPERM: "; check who owns the folder"
    case EROFS: "; the disk is read-only"
    case ELOOP: "; a symbolic link leads back to itself"
    default: ""
    }
  }
}
