internal import CZlib

/// Unpacks deflated bytes (RFC 1951) into one block that is used again and again.
struct Inflation: ~Copyable {
  static let block = 1 << 18

  // zlib keeps the address of its stream: it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let output: UnsafeMutableRawBufferPointer

  init() throws(ZipFault.Fault) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    output = .allocate(byteCount: Self.block, alignment: 16)
    guard haidang_inflateInit(stream, -15) == Z_OK else { throw .noMemory }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    output.deallocate()
  }

  /// Begins anew.
  mutating func reset() throws(ZipFault.Fault) {
    guard inflateReset(stream) == Z_OK else { throw .noMemory }
  }

  /// Unpacks one block.
  ///
  /// - Returns: How many bytes were used, what they unpack to, which is good until the next call, and whether
  ///   that is the end.
  mutating func step(
    _ bytes: UnsafeRawBufferPointer
  ) throws(ZipFault.Fault) -> (used: Int, made: UnsafeRawBufferPointer, isAtEnd: Bool) {
    let left = min(bytes.count, Int(UInt32.max))
    // zlib reads its input through a pointer that is not marked const.
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
    stream.pointee.avail_in = UInt32(left)
    stream.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress
    stream.pointee.avail_out = UInt32(output.count)
    let status = inflate(stream, Z_NO_FLUSH)
    let used = left - Int(stream.pointee.avail_in)
    let made = output.count - Int(stream.pointee.avail_out)
    guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
      throw .damaged
    }
    return (used, UnsafeRawBufferPointer(rebasing: output[..<made]), status == Z_STREAM_END)
  }

  /// The check sum of bytes after those that `sum` is of (CRC-32 of ISO 3309).
  static func sum(_ sum: UInt32, _ bytes: UnsafeRawBufferPointer) -> UInt32 {
    UInt32(
      truncatingIfNeeded: crc32_z(
        UInt(sum), bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count))
  }
}
