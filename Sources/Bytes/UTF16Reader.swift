/// Makes UTF-8 of UTF-16 (RFC 2781), in pieces of any size: some programs of one system write it.
public struct UTF16Reader: Sendable {
  private let isLittle: Bool
  private var half: UInt8?
  private var high: UInt16?

  /// A reader of texts of which it is known that they are UTF-16.
  ///
  /// - Parameter isLittle: whether the low byte of two comes first.
  public init(isLittle: Bool) { self.isLittle = isLittle }

  /// Whether `bytes`, the first of a text, are UTF-16: they begin with a mark of the byte order, or
  /// with a bracket of JSON and a zero.
  ///
  /// - Returns: A reader, or `nil` for any other text.
  public init?(beginning bytes: [UInt8]) {
    guard bytes.count >= 2 else { return nil }
    let brackets: Set<UInt8> = [UInt8(ascii: "{"), UInt8(ascii: "[")]
    // What goes on with two zeros is UTF-32.
    let isWide = bytes.count >= 4 && bytes[2] == 0 && bytes[3] == 0
    switch (bytes[0], bytes[1]) {
    case (0xFF, 0xFE) where !isWide: isLittle = true
    case (0xFE, 0xFF): isLittle = false
    case (let letter, 0) where brackets.contains(letter) && !isWide: isLittle = true
    case (0, let letter) where brackets.contains(letter): isLittle = false
    default: return nil
    }
  }

  /// The next bytes as UTF-8. Half of a surrogate pair becomes three bytes that are no UTF-8, so that
  /// whoever reads them names the text that has it.
  public mutating func read(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    for byte in bytes {
      guard let first = half else {
        half = byte
        continue
      }
      half = nil
      let unit = isLittle ? UInt16(byte) << 8 | UInt16(first) : UInt16(first) << 8 | UInt16(byte)
      take(unit, &out)
    }
    return out
  }

  private mutating func take(_ unit: UInt16, _ out: inout [UInt8]) {
    if let first = high {
      high = nil
      if 0xDC00...0xDFFF ~= unit {
        let value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
        return Self.append(value, &out)
      }
      Self.append(UInt32(first), &out)
    }
    if 0xD800...0xDBFF ~= unit { high = unit } else { Self.append(UInt32(unit), &out) }
  }

  private static func append(_ value: UInt32, _ out: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | value >> shift & 0x3F) }
    switch value {
    case 0..<0x80: out.append(UInt8(value))
    case 0x80..<0x800: out += [UInt8(0xC0 | value >> 6), tail(0)]
    case 0x800..<0x10000: out += [UInt8(0xE0 | value >> 12), tail(6), tail(0)]
    default: out += [UInt8(0xF0 | value >> 18), tail(12), tail(6), tail(0)]
    }
  }
}
