import Record

/// A reader's words as queries of the full-text index.
///
/// Words are all looked for; a text in quotes is looked for as it stands; the last word may be the
/// beginning of one. Nothing a reader writes is read as an operator.
struct SearchQuery {
  /// Finds the folded words; every exact hit is among its hits.
  let folded: String
  /// Finds the words as they are spelled.
  let exact: String

  /// The most words that are looked for.
  private static let mostWords = 16

  init(_ text: String) {
    let composed = Composition.nfc(text)
    exact = Self.expression("exact", Self.phrases(composed))
    folded = Self.expression("folded", Self.phrases(Folding.folded(composed)))
  }

  /// Whether there is nothing to look for.
  var isEmpty: Bool { folded == Self.nothing }

  private static let nothing = "folded : \"\u{1}\""

  private static func expression(
    _ column: String, _ phrases: [(text: String, isQuoted: Bool)]
  ) -> String {
    guard !phrases.isEmpty else { return nothing }
    let terms = phrases.enumerated().map { index, phrase in
      let isOpen = index == phrases.count - 1 && !phrase.isQuoted
      return "\"\(phrase.text)\"" + (isOpen ? "*" : "")
    }
    return "\(column) : (\(terms.joined(separator: " AND ")))"
  }

  private static func phrases(_ text: String) -> [(text: String, isQuoted: Bool)] {
    var found: [(String, Bool)] = []
    for (index, part) in text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
    {
      let words = part.split { !Self.isWord($0) }.map(String.init)
      guard !words.isEmpty else { continue }
      if index.isMultiple(of: 2) {
        found += words.map { ($0, false) }
      } else {
        found.append((words.joined(separator: " "), true))
      }
    }
    return Array(found.prefix(mostWords))
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
      || character.unicodeScalars.contains { $0.properties.generalCategory == .nonspacingMark }
  }
}
