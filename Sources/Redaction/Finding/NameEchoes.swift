/// Finds given names that stand alone where the same text has the whole name.
struct NameEchoes {
  private(set) var found: [Candidate] = []

  /// - Complexity: O(n) in the length of the text.
  init(_ text: ScannedText, _ pack: LocalePack, _ finder: NameFinder, _ names: [Candidate]) {
    var exact: Set<WordKey> = []
    var bare: Set<WordKey> = []
    for candidate in names {
      guard let name = candidate.name else { continue }
      guard let last = People.parts(name, text).last, !last.isInitial, last.bare != WordKey() else {
        continue
      }
      exact.insert(last.exact)
      bare.insert(last.bare)
    }
    guard !exact.isEmpty else { return }
    for token in text.tokens.indices where !finder.isTaken[token] {
      let word = text.tokens[token]
      guard word.isCapital, !word.isInitial, !word.isGlued, word.units.count > 1,
        let key = word.exact
      else { continue }
      // Without diacritics a word is the name only where the text has none.
      guard exact.contains(key) || !word.isMarked && !text.isMarked && bare.contains(key) else {
        continue
      }
      guard !Self.isCrowded(text, finder, token), !Self.mayBeginSentence(text, pack, token) else {
        continue
      }
      found.append(
        Candidate(
          units: word.units, kind: .name, reason: .nameAgain, confidence: .likely,
          name: NameTokens(tokens: token..<token + 1, isFull: false)))
    }
  }

  /// Whether another capital that is no name stands beside it: then it is part of something longer.
  private static func isCrowded(_ text: ScannedText, _ finder: NameFinder, _ token: Int) -> Bool {
    let after = text.areApart(byBlanksAfter: token) && text.tokens[token + 1].isCapital
    return after && !finder.isTaken[token + 1] && text.tokens[token].shape != .capitals
  }

  /// Whether the capital may be that of a sentence and the word one of everyday language.
  private static func mayBeginSentence(_ text: ScannedText, _ pack: LocalePack, _ token: Int)
    -> Bool
  {
    guard
      pack.match(.neverName, text, at: token) != nil || pack.match(.title, text, at: token) != nil
    else { return false }
    var unit = text.tokens[token].units.lowerBound - 1
    while unit >= 0, text.codes[unit] == LetterTable.space || text.codes[unit] == UInt8(ascii: "\"")
    { unit -= 1 }
    return unit < 0 || ".!?:\n".utf8.contains(text.codes[unit])
  }
}
