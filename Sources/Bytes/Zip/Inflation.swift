internal import CIsal

/// Unpacks deflated bytes (RFC 1951) into one block that is used again and again.
///
/// By ISA-L, which unpacks twice as fast as zlib where archives are most of the work.
struct Inflation: ~Copyable {
  static let block = 1 << 18

  // The state holds its own buffers and is too large for the stack.
  private let state: UnsafeMutablePointer<inflate_state>
  private let output: UnsafeMutableRawBufferPointer

  init() {
    state = .allocate(capacity: 1)
    state.initialize(to: inflate_state())
    output = .allocate(byteCount: Self.block, alignment: 16)
    isal_inflate_init(state)
  }

  deinit {
    state.deallocate()
    output.deallocate()
  }

  /// Begins anew.
  mutating func reset() { isal_inflate_reset(state) }

  /// Unpacks one block.
  ///
  /// - Returns: How many bytes were used, what they unpack to, which is good until the next call, and whether
  ///   that is the end.
  mutating func step(
    _ bytes: UnsafeRawBufferPointer
  ) throws(ZipFault.Fault) -> (used: Int, made: UnsafeRawBufferPointer, isAtEnd: Bool) {
    let left = min(bytes.count, Int(UInt32.max))
    // Input is read through a pointer that is not marked const.
    state.pointee.next_in = UnsafeMutablePointer(
      mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
    state.pointee.avail_in = UInt32(left)
    state.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress
    state.pointee.avail_out = UInt32(output.count)
    guard isal_inflate(state) >= ISAL_DECOMP_OK else { throw .damaged }
    let made = output.count - Int(state.pointee.avail_out)
    let isAtEnd = state.pointee.block_state == ISAL_BLOCK_FINISH
    var used = left - Int(state.pointee.avail_in)
    if isAtEnd || made == output.count { used -= givenBack(of: used) }
    return (used, UnsafeRawBufferPointer(rebasing: output[..<made]), isAtEnd)
  }

  /// Gives back bytes that were read ahead: what follows the end is not the stream's. Where more is wanted than
  /// was given, all that was read is the stream's, and is kept.
  private mutating func givenBack(of used: Int) -> Int {
    let bits = Int(state.pointee.read_in_length)
    guard bits >= 8 else { return 0 }
    let count = min(bits / 8, used)
    let kept = bits - 8 * count
    state.pointee.read_in_length = Int32(kept)
    state.pointee.read_in &= kept >= 64 ? .max : (1 << UInt64(kept)) - 1
    return count
  }

  /// The check sum of bytes after those that `sum` is of (CRC-32 of ISO 3309).
  static func sum(_ sum: UInt32, _ bytes: UnsafeRawBufferPointer) -> UInt32 {
    crc32_gzip_refl(sum, bytes.bindMemory(to: UInt8.self).baseAddress, UInt64(bytes.count))
  }
}
