/// The words, numbers and marks of a typed date.
enum DateToken: Hashable {
  case word(String)
  case number(Int, digits: Int)
  case mark(Unicode.Scalar)

  /// The tokens of `text` without case, diacritics and what carries no meaning; `nil` when it holds
  /// something that no date does.
  static func tokens(of text: String) -> [DateToken]? {
    guard let raw = split(Folding.folded(text)) else { return nil }
    var kept: [DateToken] = []
    for (index, token) in raw.enumerated() {
      let isNumber = kept.last.map { if case .number = $0 { true } else { false } } ?? false
      switch token {
      case .word(let word) where isNumber && ["st", "nd", "rd", "th"].contains(word): continue
      case .word(let word) where ["ngay", "the", "of", "in", "on", "vao"].contains(word): continue
      case .word(let word) where kept.last == .word("quy"):
        guard let place = ["i", "ii", "iii", "iv"].firstIndex(of: word) else { return nil }
        kept.append(.number(place + 1, digits: 1))
      case .mark(","): continue
      // A full stop parts numbers, or else ends an abbreviation.
      case .mark(".") where !(isNumber && index + 1 < raw.count && raw[index + 1].isNumber):
        continue
      default: kept.append(token)
      }
    }
    return kept
  }

  private var isNumber: Bool {
    if case .number = self { true } else { false }
  }

  private static func split(_ folded: String) -> [DateToken]? {
    var tokens: [DateToken] = []
    var rest = folded.unicodeScalars[...]
    var spaced = true
    while let scalar = rest.first {
      switch scalar {
      case "0"..."9":
        let digits = String(rest.prefix { ("0"..."9").contains($0) })
        guard digits.utf8.count <= 4, let value = Int(digits) else { return nil }
        tokens.append(.number(value, digits: digits.utf8.count))
        rest = rest.dropFirst(digits.utf8.count)
      case "a"..."z":
        let word = String(rest.prefix { ("a"..."z").contains($0) })
        tokens.append(.word(word))
        rest = rest.dropFirst(word.utf8.count)
      case " ", "\t", "\u{A0}":
        rest = rest.dropFirst()
        spaced = true
        continue
      default:
        guard let mark = mark(scalar, spaced: spaced && rest.dropFirst().first == " ") else {
          return nil
        }
        tokens.append(.mark(mark))
        rest = rest.dropFirst()
      }
      spaced = false
    }
    return tokens
  }

  /// A hyphen between spaces is the dash of a span.
  private static func mark(_ scalar: Unicode.Scalar, spaced: Bool) -> Unicode.Scalar? {
    switch scalar {
    case "-": spaced ? "–" : "-"
    case "–", "—": "–"
    case "/", ".", ",", "(", ")", "?", "~": scalar
    default: nil
    }
  }
}
