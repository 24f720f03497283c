/// Who sent a request: an address of the internet, or what else the log has in its place.
///
/// IPv4 stands as IPv6 addresses that hold it do (`::ffff:a.b.c.d`), so that both spellings are one client.
public struct ClientAddress: Sendable, Hashable, Comparable {
  /// The first 64 bits.
  public var high: UInt64
  /// The last 64 bits.
  public var low: UInt64

  /// Makes an address of its bits.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// An IPv4 address.
  public init(v4 number: UInt32) {
    self.init(high: 0, low: 0xFFFF_0000_0000 | UInt64(number))
  }

  /// Something that is no address (a name, a socket), by its hash: it lies in ff00::/8, which no client has.
  init(named hash: UInt64) { self.init(high: 0xFF7F_0000_0000_0000, low: hash) }

  /// The IPv4 address as a number; `nil` of others.
  public var v4: UInt32? {
    high == 0 && low >> 32 == 0xFFFF ? UInt32(truncatingIfNeeded: low) : nil
  }
  /// Whether it is no address at all.
  public var isNamed: Bool { high == 0xFF7F_0000_0000_0000 }

  /// The network it is counted with: the /24 of IPv4, the /48 of IPv6.
  public var network: ClientAddress {
    if v4 != nil { return ClientAddress(high: high, low: low & ~0xFF) }
    return isNamed ? self : ClientAddress(high: high & ~0xFFFF, low: 0)
  }

  /// Orders by the bits.
  public static func < (one: ClientAddress, other: ClientAddress) -> Bool {
    (one.high, one.low) < (other.high, other.low)
  }

  /// An address out of its text, with or without brackets, port or zone.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    let found: ClientAddress? = bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { ClientAddress(Piece($0, count: buffer.count)) }
    }
    guard let found else { return nil }
    self = found
  }

  @inline(__always)
  init?(_ text: Piece) {
    if let number = Self.v4(text) {
      self.init(v4: number)
    } else {
      guard let other = Self.other(text) else { return nil }
      self = other
    }
  }

  /// Four numbers and nothing else.
  @inline(__always)
  private static func v4(_ text: Piece) -> UInt32? {
    guard text.count >= 7, text.count <= 15 else { return nil }
    var (value, part, digits, dots): (UInt32, UInt32, Int, Int) = (0, 0, 0, 0)
    for place in 0..<text.count {
      let digit = UInt32(text[place] &- 0x30)
      if digit < 10 {
        part = part &* 10 &+ digit
        digits &+= 1
      } else {
        guard text[place] == 0x2E, digits > 0, digits <= 3, part <= 255 else { return nil }
        value = value << 8 | part
        (part, digits, dots) = (0, 0, dots &+ 1)
      }
    }
    return dots == 3 && digits > 0 && digits <= 3 && part <= 255 ? value << 8 | part : nil
  }

  /// Brackets, ports, zones, and IPv6.
  @inline(never)
  private static func other(_ text: Piece) -> ClientAddress? {
    var text = text
    if text.count > 2, text[0] == 0x5B, let close = text.place(of: 0x5D) {
      text = Piece(text.start + 1, count: close - 1)
    }
    if let zone = text.place(of: 0x25) { text = text.prefix(zone) }
    guard let colon = text.place(of: 0x3A) else { return nil }
    if text.place(of: 0x3A, from: colon + 1) == nil {
      return v4(text.prefix(colon)).map { ClientAddress(v4: $0) }
    }
    return v6(text)
  }

  private static func v6(_ text: Piece) -> ClientAddress? {
    guard text.count <= 45 else { return nil }
    var groups: (UInt64, UInt64) = (0, 0)
    var count = 0
    var gap: Int?
    func put(_ value: UInt64) {
      let moved = value << UInt64(48 - 16 * (count & 3))
      if count < 4 { groups.0 |= moved } else if count < 8 { groups.1 |= moved }
      count += 1
    }
    var place = 0
    if text.starts(with: "::") {
      gap = 0
      place = 2
    }
    while place < text.count {
      guard count < 8 else { return nil }
      var (value, digits): (UInt64, Int) = (0, 0)
      let start = place
      while place < text.count, let digit = hex(text[place]), digits < 4 {
        value = value << 4 | digit
        digits += 1
        place += 1
      }
      if place < text.count, text[place] == 0x2E {
        guard let number = v4(text.dropFirst(start)), count <= 6 else { return nil }
        put(UInt64(number >> 16))
        put(UInt64(number & 0xFFFF))
        break
      }
      guard digits > 0 else { return nil }
      put(value)
      if place == text.count { break }
      guard text[place] == 0x3A, place + 1 < text.count else { return nil }
      place += 1
      if text[place] == 0x3A {
        guard gap == nil else { return nil }
        gap = count
        place += 1
      }
    }
    guard let gap else { return count == 8 ? ClientAddress(high: groups.0, low: groups.1) : nil }
    guard count < 8 else { return nil }
    // What stands behind the gap belongs at the end.
    var (high, low): (UInt64, UInt64) = (0, 0)
    for index in 0..<count {
      let half = index < 4 ? groups.0 : groups.1
      let group = (half >> UInt64(48 - 16 * (index & 3))) & 0xFFFF
      let place = index < gap ? index : 8 - count + index
      let moved = group << UInt64(48 - 16 * (place & 3))
      if place < 4 { high |= moved } else { low |= moved }
    }
    return ClientAddress(high: high, low: low)
  }

  @inline(__always)
  private static func hex(_ byte: UInt8) -> UInt64? {
    switch byte {
    case 0x30...0x39: UInt64(byte &- 0x30)
    case 0x61...0x66: UInt64(byte &- 0x57)
    case 0x41...0x46: UInt64(byte &- 0x37)
    default: nil
    }
  }
}

extension ClientAddress: CustomStringConvertible {
  /// The address as text: dotted, or the groups of IPv6 with the longest run of zeros left out (RFC 5952).
  public var description: String {
    if let v4 { return "\(v4 >> 24).\(v4 >> 16 & 255).\(v4 >> 8 & 255).\(v4 & 255)" }
    if isNamed { return "named-" + String(low, radix: 16) }
    let groups = (0..<8).map { place -> UInt64 in
      let half = place < 4 ? high : low
      return (half >> UInt64(48 - 16 * (place % 4))) & 0xFFFF
    }
    var (best, length) = (8, 1)
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, groups[end] == 0 { end += 1 }
      if end - start > length { (best, length) = (start, end - start) }
      start = max(end, start + 1)
    }
    func text(_ part: ArraySlice<UInt64>) -> String {
      part.map { String($0, radix: 16) }.joined(separator: ":")
    }
    return best == 8
      ? text(groups[...]) : text(groups[..<best]) + "::" + text(groups[(best + length)...])
  }
}
