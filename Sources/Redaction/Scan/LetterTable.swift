internal import Record

/// What one scalar is made of, as far as the words of a locale pack need to know.
struct LetterParts {
  /// The folded letter a to z, a digit 0 to 9, a sign of ASCII, or one of `LetterTable`'s codes.
  var code: UInt8
  /// What makes â, ă, ơ, đ of a, o, d: 0 none, 1 circumflex, 2 breve, 3 horn, 4 stroke, 5 other.
  var quality: UInt8 = 0
  /// The tone: 0 none, 1 grave, 2 acute, 3 hook, 4 tilde, 5 dot.
  var tone: UInt8 = 0
  var isUpper = false
}

/// Takes scalars apart into base letter, quality and tone, so that "Thuý" and "Thúy", NFC and NFD,
/// are one word, and a word without diacritics can be told from a word with others.
enum LetterTable {
  /// White space but for line ends.
  static let space = UInt8(ascii: " ")
  static let newline = UInt8(ascii: "\n")
  /// A letter that folds to nothing in a to z.
  static let otherLetter: UInt8 = 0x80
  /// A sign outside ASCII.
  static let otherSign: UInt8 = 0x81
  /// A byte that is no UTF-8.
  static let undecodable: UInt8 = 0x82

  static func isLetter(_ code: UInt8) -> Bool {
    code >= UInt8(ascii: "a") && code <= UInt8(ascii: "z") || code == otherLetter
  }

  static func isDigit(_ code: UInt8) -> Bool {
    code >= UInt8(ascii: "0") && code <= UInt8(ascii: "9")
  }

  /// The tone or quality that a combining mark stands for; `nil` when `scalar` is none.
  static func mark(_ scalar: Unicode.Scalar) -> (quality: UInt8, tone: UInt8)? {
    switch scalar.value {
    case 0x300, 0x340: (0, 1)
    case 0x301, 0x341: (0, 2)
    case 0x309: (0, 3)
    case 0x303: (0, 4)
    case 0x323: (0, 5)
    case 0x302: (1, 0)
    case 0x306: (2, 0)
    case 0x31B: (3, 0)
    case 0x335: (4, 0)
    case 0x304...0x36F: (5, 0)
    default: nil
    }
  }

  /// Signs that nobody sees: they neither part a word nor hide one.
  static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x34F, 0x61C, 0x180B...0x180F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F,
      0xFE00...0xFE0F, 0xFEFF, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  static func parts(_ scalar: Unicode.Scalar) -> LetterParts {
    switch scalar.value {
    case 0x41...0x5A: LetterParts(code: UInt8(scalar.value) + 32, isUpper: true)
    case 0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029: LetterParts(code: newline)
    case 0..<0x20, 0x7F: LetterParts(code: space)
    case 0x20..<0x7F: LetterParts(code: UInt8(scalar.value))
    case 0xC0..<0x250: latin[Int(scalar.value) - 0xC0]
    case 0x1E00..<0x1F00: additional[Int(scalar.value) - 0x1E00]
    // The full-width forms of ASCII.
    case 0xFF01...0xFF5E: parts(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
    default: sign(scalar)
    }
  }

  private static let latin = (UInt32(0xC0)..<0x250).map(worked)
  private static let additional = (UInt32(0x1E00)..<0x1F00).map(worked)

  private static func worked(_ value: UInt32) -> LetterParts {
    guard let scalar = Unicode.Scalar(value) else { return LetterParts(code: otherSign) }
    guard scalar.properties.isAlphabetic else { return LetterParts(code: otherSign) }
    let text = String(Character(scalar))
    guard let base = Folding.folded(text).utf8.first, base >= 0x61, base <= 0x7A else {
      return LetterParts(code: otherLetter, isUpper: scalar.properties.isUppercase)
    }
    var parts = LetterParts(code: base, isUpper: scalar.properties.isUppercase)
    for piece in Composition.nfd(text).unicodeScalars {
      guard let mark = mark(piece) else { continue }
      if mark.quality > 0 { parts.quality = mark.quality }
      if mark.tone > 0 { parts.tone = mark.tone }
    }
    // No normalisation takes the stroke of đ away.
    if value == 0x110 || value == 0x111 || value == 0xD0 || value == 0xF0 { parts.quality = 4 }
    return parts
  }

  private static func sign(_ scalar: Unicode.Scalar) -> LetterParts {
    switch scalar.value {
    case 0x2010...0x2015, 0x2212: LetterParts(code: UInt8(ascii: "-"))
    case 0x2018, 0x2019, 0x2BC: LetterParts(code: UInt8(ascii: "'"))
    case 0x201C...0x201F, 0xAB, 0xBB: LetterParts(code: UInt8(ascii: "\""))
    case 0x2024, 0x3002: LetterParts(code: UInt8(ascii: "."))
    default: rare(scalar)
    }
  }

  private static func rare(_ scalar: Unicode.Scalar) -> LetterParts {
    let properties = scalar.properties
    if properties.numericType == .decimal, let value = properties.numericValue {
      return LetterParts(code: UInt8(ascii: "0") + UInt8(min(9, max(0, value))))
    }
    if properties.isWhitespace { return LetterParts(code: space) }
    if properties.isAlphabetic {
      return LetterParts(code: otherLetter, isUpper: properties.isUppercase)
    }
    return LetterParts(code: otherSign)
  }
}
