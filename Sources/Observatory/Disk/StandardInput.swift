import Glibc

/// Standard input in pieces, as they come.
package enum StandardInput {
  /// Calls with each piece until the end.
  ///
  /// - Throws: `DiskError`, and what `take` throws.
  package static func each(_ take: (UnsafeRawBufferPointer) throws -> Void) throws {
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = piece.withUnsafeMutableBytes {
        Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw DiskError("read", "standard input") }
      if count == 0 { return }
      try piece.withUnsafeBytes { try take(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }
}
