/// The form of a number as tables have it: `#` is a digit, `@` a capital letter, `~` may be a blank, a
/// dot, a hyphen or nothing; everything else is itself.
struct NumberShape: Sendable, Hashable {
  private var signs: [UInt8]

  init(_ text: String) { signs = Array(text.utf8) }

  /// How many digits there are, counting those that are given.
  var digits: Int {
    signs.count { $0 == UInt8(ascii: "#") || LetterTable.isDigit($0) }
  }

  /// Whether bare digits have the form.
  func matches(digits: some Collection<UInt8>) -> Bool {
    guard digits.count == signs.count else { return false }
    return zip(signs, digits).allSatisfy { sign, digit in
      sign == UInt8(ascii: "#") ? LetterTable.isDigit(digit) : sign == digit
    }
  }

  /// Where the form ends if it begins at a unit.
  func end(in text: ScannedText, at start: Int) -> Int? {
    var unit = start
    for sign in signs {
      let code = text.code(unit)
      switch sign {
      case UInt8(ascii: "#"):
        guard LetterTable.isDigit(code) else { return nil }
      case UInt8(ascii: "@"):
        guard LetterTable.isLetter(code), code < 0x80, text.uppers[unit] else { return nil }
      case UInt8(ascii: "~"):
        if code != LetterTable.space, code != UInt8(ascii: "-"), code != UInt8(ascii: ".") {
          continue
        }
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        guard code == sign | 0x20, text.uppers[unit] else { return nil }
      default:
        guard code == sign else { return nil }
      }
      unit += 1
    }
    return unit
  }
}
