import Glibc

/// A folder that only this user can see, removed with all in it when it goes out of use.
public struct PrivateFolder: ~Copyable, Sendable {
  /// Where it is: in memory where the system has such a place.
  public let path: String

  /// Makes the folder.
  ///
  /// - Throws: `DiskError`.
  public init() throws {
    let base = Disk.isFolder("/dev/shm") ? "/dev/shm" : "/tmp"
    var template = Array("\(base)/haidang-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw DiskError("make a folder in", base) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    // Nothing can be told from here; what stays is readable by this user alone.
    try? Disk.remove(path)
  }
}
