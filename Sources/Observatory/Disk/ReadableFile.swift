import Glibc

/// A file that is open to be read: what it holds stays the same when another takes its name.
struct ReadableFile: ~Copyable {
  private let path: String
  private let file: Int32

  /// - Throws: `DiskError`.
  init(_ path: String) throws(DiskError) {
    file = open(PathText.bytes(of: path), O_RDONLY | O_CLOEXEC)
    self.path = path
    guard file >= 0 else { throw DiskError("read", path) }
  }

  deinit { if file >= 0 { close(file) } }

  /// `count` bytes from `offset`; fewer where the file ends before.
  func read(from offset: Int, count: Int) throws(DiskError) -> [UInt8] {
    try Disk.bytes(of: file, count: count, from: offset, path)
  }
}
