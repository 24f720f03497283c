/// A quick hash under a secret key, for sketches: the same key and bytes give the same number in every
/// process and on every machine, and who does not know the key cannot make keys that fall together.
///
/// Folded multiplication (the high half of a product of 128 bits, exclusive-or its low half) over sixteen bytes at a
/// time, as in wyhash (Wang Yi, 2019). It is no cryptographic hash: nothing is proved by it.
public struct KeyedHash: Sendable, Hashable {
  @usableFromInline let first: UInt64
  @usableFromInline let second: UInt64

  /// A hash under a key of two numbers.
  public init(key: (UInt64, UInt64)) {
    var draw = SplitMix64(seed: key.0)
    // A factor of 0 would forget what it is multiplied with.
    first = draw.next() ^ key.1 | 1
    second = draw.next() &+ key.1 | 1
  }

  @inlinable @inline(__always)
  static func fold(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let product = one.multipliedFullWidth(by: other)
    return product.high ^ product.low
  }

  /// The hash of a number.
  @inlinable @inline(__always)
  public func callAsFunction(_ number: UInt64) -> UInt64 {
    Self.fold(
      Self.fold(number ^ first, 0xa076_1d64_78bd_642f ^ second), second ^ 0xe703_7ed1_a0b4_28db)
  }

  /// The hash of two numbers.
  @inlinable @inline(__always)
  public func callAsFunction(_ one: UInt64, _ other: UInt64) -> UInt64 {
    Self.fold(
      Self.fold(one ^ first, other ^ 0xa076_1d64_78bd_642f) ^ second, 0xe703_7ed1_a0b4_28db ^ first)
  }

  /// The hash of `count` bytes from `start`, which must all be readable.
  /// - Complexity: O(n), sixteen bytes a step.
  @inlinable @inline(__always)
  public func callAsFunction(_ start: UnsafePointer<UInt8>, count: Int) -> UInt64 {
    let bytes = UnsafeRawPointer(start)
    var state = first ^ UInt64(truncatingIfNeeded: count)
    var place = 0
    if count >= 64 {
      // Two chains that do not wait for each other.
      var other = second ^ UInt64(truncatingIfNeeded: count)
      while place &+ 32 <= count {
        let a = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        let b = UInt64(
          littleEndian: bytes.loadUnaligned(fromByteOffset: place &+ 8, as: UInt64.self))
        let c = UInt64(
          littleEndian: bytes.loadUnaligned(fromByteOffset: place &+ 16, as: UInt64.self))
        let d = UInt64(
          littleEndian: bytes.loadUnaligned(fromByteOffset: place &+ 24, as: UInt64.self))
        state = Self.fold(a ^ second, b ^ state)
        other = Self.fold(c ^ first, d ^ other)
        place &+= 32
      }
      state = state ^ (other << 32 | other >> 32)
    }
    while place &+ 16 <= count {
      let one = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      let other = UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: place &+ 8, as: UInt64.self))
      state = Self.fold(one ^ second, other ^ state)
      place &+= 16
    }
    var (low, high): (UInt64, UInt64) = (0, 0)
    if place &+ 8 <= count {
      low = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place &+= 8
    }
    if place &+ 4 <= count {
      high = UInt64(
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
      place &+= 4
    }
    while place < count {
      high = high << 8 | UInt64(start[place])
      place &+= 1
    }
    return Self.fold(Self.fold(low ^ second, high ^ state), 0xe703_7ed1_a0b4_28db ^ first)
  }

  /// The hash of bytes.
  public func callAsFunction(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return self(0, 0) }
      return self(start, count: buffer.count)
    }
  }

  /// The hash of a text's UTF-8 bytes.
  public func callAsFunction(_ text: String) -> UInt64 { self(Array(text.utf8)) }
}
