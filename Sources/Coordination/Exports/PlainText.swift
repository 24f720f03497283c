/// Names as every format of graphs can hold them: on one line, without characters that steer.
///
/// XML 1.0 (section 2.2) holds no control characters but tab and line ends, and readers make spaces of those;
/// GEXF calls labels tokens, in which several spaces are one. What differs only in such characters must
/// not differ in one file and be the same in the next, so all files have the same form.
enum PlainText {
  /// The text without control characters and noncharacters; each run of white space is one space.
  ///
  /// Surrogates need no care: a text of Swift has none.
  static func plain(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return text }
    var plain = String.UnicodeScalarView()
    var isSpaceDue = false
    for scalar in text.unicodeScalars where !isDropped(scalar) {
      if isSpace(scalar) {
        isSpaceDue = !plain.isEmpty
        continue
      }
      if isSpaceDue { plain.append(" ") }
      isSpaceDue = false
      plain.append(scalar)
    }
    return String(plain)
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x85: false
    case 0x00...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }
}

/// Gives names a plain form that no other has.
struct PlainNames {
  private var taken: Set<ExactName> = []
  private var next: [ExactName: Int] = [:]

  /// The plain form; with a number in brackets where another name has taken it, and `_` for a name of which
  /// nothing is left.
  mutating func name(for text: String) -> String {
    let plain = PlainText.plain(text)
    let base = plain.isEmpty ? "_" : plain
    var name = base
    while !taken.insert(ExactName(name)).inserted {
      let number = next[ExactName(base), default: 2]
      next[ExactName(base)] = number + 1
      name = "\(base) (\(number))"
    }
    return name
  }
}
