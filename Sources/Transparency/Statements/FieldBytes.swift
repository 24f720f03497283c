/// Fields as they stand between commas.
enum FieldBytes {
  /// What the field says, without quotes. `scratch` holds it where a quote is doubled.
  @inline(__always)
  static func withUnquoted<Result>(
    _ field: UnsafeRawBufferPointer, _ scratch: inout [UInt8],
    _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    guard field.count >= 2, field[0] == CSV.quote else { return body(field) }
    let inner = UnsafeRawBufferPointer(rebasing: field[1..<field.count - 1])
    guard hasQuote(inner) else { return body(inner) }
    undouble(inner, into: &scratch)
    return scratch.withUnsafeBytes(body)
  }

  private static func hasQuote(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var place = 0
    while place + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self) ^ (ones &* 0x22)
      if (word &- ones) & ~word & (ones &* 0x80) != 0 { return true }
      place += 8
    }
    while place < bytes.count {
      if bytes[place] == CSV.quote { return true }
      place += 1
    }
    return false
  }

  private static func undouble(_ bytes: UnsafeRawBufferPointer, into scratch: inout [UInt8]) {
    scratch.removeAll(keepingCapacity: true)
    var place = 0
    while place < bytes.count {
      scratch.append(bytes[place])
      place += bytes[place] == CSV.quote ? 2 : 1
    }
  }

  /// 64 bits out of all bytes (after Wang Yi's wyhash): equal bytes give equal bits on every machine of the
  /// same byte order, and nothing that is told depends on them.
  @inline(__always)
  static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let first: UInt64 = 0xA076_1D64_78BD_642F
    let second: UInt64 = 0xE703_7ED1_A0B4_28DB
    let count = bytes.count
    var hash = first ^ UInt64(truncatingIfNeeded: count)
    guard count >= 8, let base = bytes.baseAddress else {
      var word: UInt64 = 0
      for byte in bytes { word = word << 8 | UInt64(byte) }
      return folded(word ^ second, hash)
    }
    var place = 0
    while count - place > 16 {
      hash = folded(word(base + place) ^ second, word(base + place + 8) ^ hash)
      place += 16
    }
    let tail = max(place, count - 8)
    let head = count - place >= 8 ? word(base + place) : word(base + count - 8)
    return folded(head ^ second, word(base + min(tail, count - 8)) ^ hash)
  }

  @inline(__always)
  static func folded(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let product = one.multipliedFullWidth(by: other)
    return product.high ^ product.low
  }

  @inline(__always)
  private static func word(_ address: UnsafeRawPointer) -> UInt64 {
    address.loadUnaligned(as: UInt64.self)
  }

  /// Whether as many bytes at both addresses are the same.
  @inline(__always)
  static func areEqual(_ one: UnsafeRawPointer, _ other: UnsafeRawPointer, _ count: Int) -> Bool {
    guard count >= 8 else {
      for place in 0..<count
      where one.load(fromByteOffset: place, as: UInt8.self)
        != other.load(fromByteOffset: place, as: UInt8.self)
      {
        return false
      }
      return true
    }
    var place = 0
    while place + 8 < count {
      if word(one + place) != word(other + place) { return false }
      place += 8
    }
    return word(one + count - 8) == word(other + count - 8)
  }
}
