/// The public name of a case, such as `TD-2026-7XK2QM`: a year and six signs drawn at random, so that no counter tells how
/// many cases came in (specification, section 2.1).
public struct CaseNumber: Sendable, Hashable, CustomStringConvertible {
  /// Crockford's base 32: without I, L, O and U, which are misread.
  private static let signs = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  /// The year in which the case was opened.
  public let year: Int
  /// Thirty bits.
  public let drawn: UInt32

  /// The name that 30 random bits make; `nil` for a year without four digits.
  public init?(year: Int, drawn: UInt32) {
    guard (1000...9999).contains(year) else { return nil }
    self.year = year
    self.drawn = drawn & 0x3FFF_FFFF
  }

  /// Reads a name as people write it, in any case, with O for 0 and I or L for 1.
  public init?(parsing text: String) {
    let parts = text.uppercased().split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "TD", parts[1].utf8.count == 4, parts[2].utf8.count == 6,
      parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let year = Int(parts[1])
    else { return nil }
    var drawn: UInt32 = 0
    for byte in parts[2].utf8 {
      let read: UInt8 =
        switch byte {
        case UInt8(ascii: "O"): UInt8(ascii: "0")
        case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
        default: byte
        }
      guard let digit = Self.signs.firstIndex(of: read) else { return nil }
      drawn = drawn << 5 | UInt32(digit)
    }
    self.init(year: year, drawn: drawn)
  }

  /// The name.
  public var description: String {
    var signs: [UInt8] = []
    for place in 0..<6 { signs.append(Self.signs[Int(drawn >> (25 - 5 * place) & 31)]) }
    return "TD-\(year)-\(String(decoding: signs, as: UTF8.self))"
  }
}
