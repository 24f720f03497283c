/// A hash that is the same in every process and for ever: SipHash-2-4 with 128 bits of output and a
/// key of zeros (Aumasson and Bernstein, 2012). It names things and finds equal ones; with a key that
/// everybody knows it is no proof against somebody who looks for two texts of one hash.
public struct StableHash: Sendable, Hashable, Comparable {
  /// The first eight bytes, read as a little-endian number.
  public var low: UInt64
  /// The last eight.
  public var high: UInt64

  /// The hash of a text's UTF-8 bytes.
  public init(_ text: String) {
    var text = text
    self = text.withUTF8 { StableHash(UnsafeRawBufferPointer($0)) }
  }

  /// The hash of several texts in their order, each closed by a zero byte.
  public init(_ texts: [String]) {
    var bytes: [UInt8] = []
    for text in texts {
      bytes += text.utf8
      bytes.append(0)
    }
    self = bytes.withUnsafeBytes { StableHash($0) }
  }

  /// The hash of bytes under a key of two numbers.
  public init(_ bytes: UnsafeRawBufferPointer, key: (UInt64, UInt64) = (0, 0)) {
    var state = SipState(key)
    var place = 0
    while place + 8 <= bytes.count {
      state.absorb(
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
      place += 8
    }
    var last = UInt64(truncatingIfNeeded: bytes.count) << 56
    for (index, byte) in bytes[place...].enumerated() { last |= UInt64(byte) << UInt64(8 * index) }
    state.absorb(last)
    (low, high) = state.finished()
  }

  /// The first eight bytes in hexadecimal.
  public var shortText: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: (0..<8).flatMap { byte -> [UInt8] in
        let value = Int(truncatingIfNeeded: low >> UInt64(8 * byte)) & 0xff
        return [digits[value >> 4], digits[value & 15]]
      }, as: UTF8.self)
  }

  /// Orders by the numbers; the order means nothing but is always the same.
  public static func < (one: StableHash, other: StableHash) -> Bool {
    (one.low, one.high) < (other.low, other.high)
  }
}

private struct SipState {
  var (v0, v1, v2, v3): (UInt64, UInt64, UInt64, UInt64)

  init(_ key: (UInt64, UInt64)) {
    v0 = key.0 ^ 0x736f_6d65_7073_6575
    v1 = key.1 ^ 0x646f_7261_6e64_6f6d ^ 0xee
    v2 = key.0 ^ 0x6c79_6765_6e65_7261
    v3 = key.1 ^ 0x7465_6462_7974_6573
  }

  private mutating func round() {
    v0 &+= v1
    v1 = (v1 << 13 | v1 >> 51) ^ v0
    v0 = v0 << 32 | v0 >> 32
    v2 &+= v3
    v3 = (v3 << 16 | v3 >> 48) ^ v2
    v0 &+= v3
    v3 = (v3 << 21 | v3 >> 43) ^ v0
    v2 &+= v1
    v1 = (v1 << 17 | v1 >> 47) ^ v2
    v2 = v2 << 32 | v2 >> 32
  }

  mutating func absorb(_ word: UInt64) {
    v3 ^= word
    round()
    round()
    v0 ^= word
  }

  mutating func finished() -> (UInt64, UInt64) {
    v2 ^= 0xee
    for _ in 0..<4 { round() }
    let low = v0 ^ v1 ^ v2 ^ v3
    v1 ^= 0xdd
    for _ in 0..<4 { round() }
    return (low, v0 ^ v1 ^ v2 ^ v3)
  }
}
