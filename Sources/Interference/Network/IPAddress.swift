/// An address of the internet, version 4 or 6.
public struct IPAddress: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The 128 bits; an address of version 4 stands in the low 32.
  let high: UInt64
  let low: UInt64
  /// Whether it is of version 4.
  public let isV4: Bool

  /// An address of version 4 from its 32 bits.
  public init(v4 bits: UInt32) {
    high = 0
    low = UInt64(bits)
    isV4 = true
  }

  /// An address of version 6 from its 128 bits.
  public init(v6High high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
    isV4 = false
  }

  /// Reads dotted decimal (RFC 1123) or the text forms of RFC 4291, section 2.2, without a zone;
  /// brackets around version 6 are taken away.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    if bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]"), bytes.count > 2 {
      self.init(v6: bytes[1..<bytes.count - 1])
    } else if bytes.contains(UInt8(ascii: ":")) {
      self.init(v6: bytes[...])
    } else {
      guard let bits = Self.dotted(bytes[...]) else { return nil }
      self.init(v4: bits)
    }
  }

  private static func dotted(_ text: ArraySlice<UInt8>) -> UInt32? {
    var bits: UInt32 = 0
    var value: UInt32 = 0
    var digits = 0
    var dots = 0
    for byte in text {
      if byte == UInt8(ascii: "."), digits > 0, dots < 3 {
        bits = bits << 8 | value
        (value, digits, dots) = (0, 0, dots + 1)
        continue
      }
      // A leading zero would be octal to some programs and decimal to others.
      guard byte &- 0x30 < 10, digits < 3, digits == 0 || value > 0 else { return nil }
      value = value * 10 + UInt32(byte - 0x30)
      digits += 1
      guard value < 256 else { return nil }
    }
    return dots == 3 && digits > 0 ? bits << 8 | value : nil
  }

  private init?(v6 text: ArraySlice<UInt8>) {
    var head: [UInt16] = []
    var tail: [UInt16]?
    var parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)[...]
    guard parts.count >= 3 else { return nil }
    if parts.first?.isEmpty == true {
      guard parts.dropFirst().first?.isEmpty == true else { return nil }
      parts = parts.dropFirst()
    }
    if parts.last?.isEmpty == true {
      guard parts.dropLast().last?.isEmpty == true else { return nil }
      parts = parts.dropLast()
    }
    for (index, part) in parts.enumerated() {
      if part.isEmpty {
        guard tail == nil else { return nil }
        tail = []
        continue
      }
      guard let groups = Self.groups(part, isLast: index == parts.count - 1) else { return nil }
      if tail == nil { head += groups } else { tail?.append(contentsOf: groups) }
    }
    let count = head.count + (tail?.count ?? 0)
    guard tail == nil ? count == 8 : count < 8 else { return nil }
    let all = head + Array(repeating: 0, count: 8 - count) + (tail ?? [])
    self.init(
      v6High: all[..<4].reduce(0) { $0 << 16 | UInt64($1) },
      low: all[4...].reduce(0) { $0 << 16 | UInt64($1) })
  }

  private static func groups(_ part: ArraySlice<UInt8>, isLast: Bool) -> [UInt16]? {
    if isLast, part.contains(UInt8(ascii: ".")) {
      return dotted(part).map { [UInt16($0 >> 16), UInt16($0 & 0xFFFF)] }
    }
    guard 1...4 ~= part.count, let text = String(validating: part, as: UTF8.self),
      part.allSatisfy({ ($0 | 0x20) &- 0x61 < 6 || $0 &- 0x30 < 10 })
    else { return nil }
    return UInt16(text, radix: 16).map { [$0] }
  }

  /// Dotted decimal, or the form of RFC 5952.
  public var description: String {
    guard !isV4 else {
      return [24, 16, 8, 0].map { String((low >> UInt64($0)) & 255) }.joined(separator: ".")
    }
    let groups: [UInt64] = [high, low].flatMap { half in
      [48, 32, 16, 0].map { (half >> UInt64($0)) & 0xFFFF }
    }
    guard let zeros = Self.longestZeros(groups) else {
      return groups.map { String($0, radix: 16) }.joined(separator: ":")
    }
    func text(_ part: ArraySlice<UInt64>) -> String {
      part.map { String($0, radix: 16) }.joined(separator: ":")
    }
    return "\(text(groups[..<zeros.lowerBound]))::\(text(groups[zeros.upperBound...]))"
  }

  private static func longestZeros(_ groups: [UInt64]) -> Range<Int>? {
    var best: Range<Int>?
    var place = 0
    while place < groups.count {
      var end = place
      while end < groups.count, groups[end] == 0 { end += 1 }
      if end - place > max(1, best?.count ?? 0) { best = place..<end }
      place = end + 1
    }
    return best
  }

  /// Orders version 4 before 6, then by the bits.
  public static func < (one: IPAddress, other: IPAddress) -> Bool {
    if one.isV4 != other.isV4 { return one.isV4 }
    return (one.high, one.low) < (other.high, other.low)
  }
}

/// A block of addresses that begin with the same bits.
public struct AddressBlock: Sendable, Hashable {
  let base: IPAddress
  let length: Int

  /// Reads `address/length`.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let base = IPAddress(parts[0]), let length = Int(parts[1]),
      0...(base.isV4 ? 32 : 128) ~= length
    else { return nil }
    self.base = base
    self.length = length
  }

  /// Whether `address` is one of the block.
  public func contains(_ address: IPAddress) -> Bool {
    guard address.isV4 == base.isV4 else { return false }
    let length = base.isV4 ? length + 96 : length
    func mask(_ bits: Int) -> UInt64 { bits <= 0 ? 0 : bits >= 64 ? .max : ~(.max >> UInt64(bits)) }
    return (address.high ^ base.high) & mask(length) == 0
      && (address.low ^ base.low) & mask(length - 64) == 0
  }
}
