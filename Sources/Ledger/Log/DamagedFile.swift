/// A file of a log that is not what the signed checkpoint says it must be.
public struct DamagedFile: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong with it.
  public enum Fault: Sendable, Hashable {
    /// The checkpoint covers it, and it is not there.
    case missing
    /// It has another length than its name says.
    case length(expected: Int, found: Int)
    /// An entry runs over the end of the file, or something follows the last entry.
    case malformed
    /// The entry is not the one that was logged.
    case otherEntry(index: Int)
    /// The hash is not that of the entries or tiles below it.
    case otherHash
    /// No tree of the signed size has such a file.
    case unexpected
    /// The files agree with each other, but not with the root that the checkpoint signs.
    case otherRoot
    /// The checkpoint is not readable or not signed by the log's key.
    case checkpoint(SignedCheckpoint.Fault)
    /// The file cannot be read; the system's error number.
    case unreadable(code: Int32)
  }

  /// The path below the log's folder.
  public var path: String
  /// The first byte in question.
  public var offset: Int
  /// What is wrong.
  public var fault: Fault

  /// Makes a finding.
  public init(path: String, offset: Int = 0, fault: Fault) {
    self.path = path
    self.offset = offset
    self.fault = fault
  }

  /// What is wrong and where, in one line.
  public var description: String { "\(path), byte \(offset): \(reason)" }

  private var reason: String {
    switch fault {
    case .missing: "the file is missing"
    case .length(let expected, let found): "\(found) bytes instead of \(expected)"
    case .malformed: "the entries' lengths do not fit the file"
    case .otherEntry(let index): "entry \(index) is not the one that was logged"
    case .otherHash: "a hash does not follow from what lies below it"
    case .unexpected: "a log of the signed size has no such file"
    case .otherRoot: "the files do not give the signed root"
    case .checkpoint(let fault): fault.description
    case .unreadable(let code): "the file cannot be read (system error \(code))"
    }
  }
}
