import Glibc

/// A file too large for memory, block by block.
enum FileBlocks {
  /// A file that cannot be opened or read.
  struct Unreadable: Error, CustomStringConvertible {
    var path: String
    var code: Int32
    var description: String { "\(path): \(String(cString: strerror(code)))" }
  }

  private static let size = 1 << 20

  /// Calls `body` with each block, in order.
  ///
  /// - Throws: ``Unreadable``, or what `body` throws.
  static func each(_ path: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Unreadable(path: path, code: errno) }
    defer { close(file) }
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 64)
    defer { block.deallocate() }
    while true {
      let count = read(file, block.baseAddress, size)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Unreadable(path: path, code: errno) }
      guard count > 0 else { return }
      try body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(block)[..<count]))
    }
  }

  /// The first bytes of a file.
  ///
  /// - Throws: ``Unreadable``.
  static func start(of path: String, count: Int) throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Unreadable(path: path, code: errno) }
    defer { close(file) }
    return [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
      filled = max(0, read(file, bytes.baseAddress, count))
    }
  }
}
