import Glibc

/// A file operation that the operating system refused.
public struct DiskError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was tried, as a verb: `write`, `read`, `rename`…
  public var operation: String
  /// On what.
  public var path: String
  /// The system's number for the refusal.
  public var code: Int32

  init(_ operation: String, _ path: String, _ code: Int32 = errno) {
    self.operation = operation
    self.path = path
    self.code = code
  }

  /// Whether the disk, the quota or the size limit is exhausted.
  public var isFull: Bool { code == ENOSPC || code == EDQUOT || code == EFBIG }

  /// What happened and what to do.
  public var description: String {
    let why = String(cString: strerror(code))
    return "\(PathText.shown(path)): cannot \(operation): \(why)\(remedy)"
  }

  /// Why the system refused, without the place.
  var reason: String { "cannot \(operation): \(String(cString: strerror(code)))" }

  private var remedy: String {
    switch code {
    case ENOSPC, EDQUOT:
      "; free some space and run the command again: what was there before is untouched"
    case EFBIG where operation == "read": "; it is larger than is read at once: split it"
    case EFBIG: "; raise the file size limit (ulimit -f) and run the command again"
    case EACCES, EPERM: "; check who owns the folder"
    case EROFS: "; the disk is read-only"
    case ELOOP: "; a symbolic link leads back to itself"
    case ENOENT: "; check the path"
    default: ""
    }
  }
}
