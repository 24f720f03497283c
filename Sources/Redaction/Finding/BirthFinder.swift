/// Finds dates behind words for birth.
struct BirthFinder {
  private(set) var found: [Candidate] = []

  private static let mostTokens = 8

  /// - Complexity: O(n) in the length of the text.
  init(_ text: ScannedText, _ pack: LocalePack) {
    for token in text.tokens.indices {
      guard let cue = pack.match(.cueBirth, text, at: token) else { continue }
      if let units = Self.date(text, pack, after: cue.tokens.upperBound - 1) {
        found.append(
          Candidate(units: units, kind: .birth, reason: .birthCued, confidence: .certain))
      }
    }
  }

  private static func date(_ text: ScannedText, _ pack: LocalePack, after cue: Int) -> Range<Int>? {
    var start: Int?
    var end: Int?
    var token = cue + 1
    while token < text.tokens.count, token <= cue + mostTokens {
      let gap = text.tokens[token - 1].units.upperBound..<text.tokens[token].units.lowerBound
      guard gap.count <= 3, gap.allSatisfy({ joins(text.codes[$0]) }) else { break }
      if text.tokens[token].kind == .number {
        guard text.tokens[token].units.count <= 4 else { break }
        start = start ?? text.tokens[token].units.lowerBound
        end = text.tokens[token].units.upperBound
      } else {
        guard let word = pack.match(.dateWord, text, at: token), word.tokens.count == 1 else {
          break
        }
        if text.tokens[token].units.count > 2 {
          start = start ?? text.tokens[token].units.lowerBound
        }
      }
      token += 1
    }
    guard let start, let end else { return nil }
    return start..<end
  }

  private static func joins(_ code: UInt8) -> Bool {
    [
      LetterTable.space, UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: ","), LetterTable.newline,
    ].contains(code)
  }
}
