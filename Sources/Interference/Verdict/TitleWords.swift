import Record

/// The words of a page's title, and how much two titles have in common.
///
/// Words of any length count, with case and marks taken away: words of Vietnamese are short, and a
/// set of none is like no other. Scripts that leave no room between words are cut into pairs of
/// letters.
struct TitleWords {
  /// How two titles agree.
  enum Agreement: Hashable {
    /// At least half of all their words are in both.
    case alike
    /// Some are.
    case partly
    /// Fewer than a quarter are.
    case apart
    /// One of the two has no words: nothing can be said.
    case unknown
  }

  let words: Set<String>

  init(_ title: String) {
    var words: Set<String> = []
    var word = ""
    var last: Unicode.Scalar?
    func end() {
      if !word.isEmpty { words.insert(word) }
      word = ""
    }
    for scalar in Folding.folded(title).unicodeScalars {
      guard Self.isOfWord(scalar) else {
        end()
        last = nil
        continue
      }
      guard Self.isOfRunningScript(scalar) else {
        word.unicodeScalars.append(scalar)
        last = nil
        continue
      }
      end()
      if let last {
        words.insert(String(String.UnicodeScalarView([last, scalar])))
      } else {
        words.insert(String(Character(scalar)))
      }
      last = scalar
    }
    end()
    self.words = words
  }

  /// How much the two have in common, in parts of all words of both (Jaccard's index).
  func agreement(with other: TitleWords) -> Agreement {
    guard !words.isEmpty, !other.words.isEmpty else { return .unknown }
    let common = words.intersection(other.words).count
    let all = words.count + other.words.count - common
    if common * 2 >= all { return .alike }
    return common * 4 >= all ? .partly : .apart
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return scalar.properties.isAlphabetic || 0x30...0x39 ~= scalar.value
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber:
      return true
    default: return false
    }
  }

  /// Thai, Lao, Burmese, Khmer, kana and the characters of Chinese.
  private static func isOfRunningScript(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x9FFF,
      0xF900...0xFAFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
