internal import Record

/// Texts of values for a letter: in one line, and with nothing in them that could turn it into something else.
enum ValueText {
  /// `text` in one line: white space as single blanks, without controls and signs that turn the direction
  /// of writing.
  static func line(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in Composition.nfc(text).unicodeScalars {
      if scalar.properties.isWhitespace || scalar.value < 0x20 {
        if let last = out.last, last != " " { out.append(" ") }
      } else if !isHarmful(scalar) {
        out.append(scalar)
      }
    }
    if out.last == " " { out.removeLast() }
    return String(out)
  }

  /// The lines of a passage, each as `line` makes it.
  static func lines(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
      line(String($0))
    }
  }

  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0xAD, 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E,
      0x2060...0x206F, 0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  /// A day as the language of a letter writes it: 05/03/2026, 2026-03-05.
  static func day(_ day: CivilDay, in language: Language) -> String {
    let (year, month, number) = day.parts
    switch language {
    case .vi: return "\(padded(number))/\(padded(month))/\(year)"
    case .en: return day.description
    }
  }

  /// A date; where it is no single day, as the record words it.
  static func date(_ date: EDTF, in language: Language) -> String {
    if let first = date.earliest, first == date.latest { return day(first, in: language) }
    return date.text(in: language)
  }

  static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
