/// Numbers as a reader of a language writes them: 1.234.567,891 in Vietnamese, 1,234,567.891 in
/// English.
///
/// Rounding works on the shortest decimal digits that stand for the number, and a half goes away
/// from zero, so that 0.2345 is 23.5 % and not what its binary neighbour would give.
public enum NumberText {
  /// A whole number with its thousands apart.
  public static func integer(_ value: Int, in language: Language) -> String {
    if (0..<1000).contains(value) { return String(value) }
    let digits = grouped(Array(String(value.magnitude).utf8), language)
    return (value < 0 ? "-" : "") + digits
  }

  /// A number rounded to at most `places` digits after the mark, without zeros at its end.
  /// Infinity is `∞`, what is not a number is `NaN`.
  public static func decimal(
    _ value: Double, atMost places: Int = 3, in language: Language
  ) -> String {
    text(value, shift: 0, places, keepsZeros: false, language)
  }

  /// A number rounded to exactly `places` digits after the mark.
  public static func fixed(_ value: Double, places: Int, in language: Language) -> String {
    text(value, shift: 0, places, keepsZeros: true, language)
  }

  /// A share of 1 as a percentage with at most `places` digits after the mark: 0.234 is "23,4 %"
  /// in Vietnamese, with a space that does not break, and "23.4%" in English.
  public static func percent(
    _ share: Double, atMost places: Int = 1, in language: Language
  ) -> String {
    let number = text(share, shift: 2, places, keepsZeros: false, language)
    return language == .vi ? number + "\u{A0}%" : number + "%"
  }

  private static func text(
    _ value: Double, shift: Int, _ places: Int, keepsZeros: Bool, _ language: Language
  ) -> String {
    guard value.isFinite else {
      return value.isNaN ? "NaN" : (value < 0 ? "-∞" : "∞")
    }
    let places = min(max(places, 0), 340)
    var (whole, fraction) = DecimalDigits(value).rounded(shift: shift, places: places)
    if !keepsZeros {
      while fraction.last == UInt8(ascii: "0") { fraction.removeLast() }
    }
    let isZero = (whole + fraction).allSatisfy { $0 == UInt8(ascii: "0") }
    let mark = fraction.isEmpty ? "" : (language == .vi ? "," : ".")
    let sign = value < 0 && !isZero ? "-" : ""
    return sign + grouped(whole, language) + mark + String(decoding: fraction, as: UTF8.self)
  }

  private static func grouped(_ digits: [UInt8], _ language: Language) -> String {
    let mark = language == .vi ? UInt8(ascii: ".") : UInt8(ascii: ",")
    var out: [UInt8] = []
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { out.append(mark) }
      out.append(digit)
    }
    return String(decoding: out, as: UTF8.self)
  }
}

/// The shortest decimal digits that read back as a number, without sign: 0.d₁d₂d₃… × 10^exponent.
private struct DecimalDigits {
  private var digits: [UInt8] = []
  private var exponent = 0

  /// The digits of a finite number, from the standard library's shortest round-trip spelling.
  init(_ value: Double) {
    var seenMark = false
    var bytes = value.magnitude.description.utf8[...]
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "."): seenMark = true
      case UInt8(ascii: "e"):
        exponent += Int(String(bytes) ?? "") ?? 0
        bytes = bytes.suffix(0)
      default:
        digits.append(byte)
        if !seenMark { exponent += 1 }
      }
    }
  }

  /// The digits before and after the mark of the number times 10^shift, a half rounded up.
  func rounded(shift: Int, places: Int) -> (whole: [UInt8], fraction: [UInt8]) {
    let zero = UInt8(ascii: "0")
    let point = exponent + shift
    var out = Array(repeating: zero, count: max(0, -point)) + digits
    let wanted = max(point, 0) + places
    let roundsUp = wanted < out.count && out[wanted] >= UInt8(ascii: "5")
    out = Array(out.prefix(wanted)) + Array(repeating: zero, count: max(0, wanted - out.count))
    if roundsUp { DecimalDigits.increment(&out) }
    var whole = Array(out.dropLast(places).drop { $0 == zero })
    if whole.isEmpty { whole = [zero] }
    return (whole, Array(out.suffix(places)))
  }

  /// The digits plus one in the last place.
  private static func increment(_ digits: inout [UInt8]) {
    var index = digits.count - 1
    while index >= 0, digits[index] == UInt8(ascii: "9") {
      digits[index] = UInt8(ascii: "0")
      index -= 1
    }
    if index >= 0 { digits[index] += 1 } else { digits.insert(UInt8(ascii: "1"), at: 0) }
  }
}
