/// Finds addresses of the internet protocol, version 4 and 6.
struct NetworkFinder {
  private(set) var found: [Candidate] = []

  /// - Complexity: O(n) in the length of the text.
  init(_ text: ScannedText) {
    for token in text.tokens.indices { four(text, token) }
    var unit = 0
    while unit < text.count {
      guard Self.isSix(text.codes[unit]) else {
        unit += 1
        continue
      }
      let start = unit
      while unit < text.count, Self.isSix(text.codes[unit]) { unit += 1 }
      six(text, start..<unit)
    }
  }

  private mutating func four(_ text: ScannedText, _ token: Int) {
    guard token + 3 < text.tokens.count else { return }
    let start = text.tokens[token].units.lowerBound
    let before = text.code(start - 1)
    guard !LetterTable.isLetter(before), before != UInt8(ascii: ".") else { return }
    for place in token...token + 3 {
      let units = text.tokens[place].units
      guard text.tokens[place].kind == .number, units.count <= 3,
        units.reduce(0, { $0 * 10 + Int(text.codes[$1]) - 48 }) <= 255
      else { return }
      if place > token {
        guard units.lowerBound == text.tokens[place - 1].units.upperBound + 1,
          text.codes[units.lowerBound - 1] == UInt8(ascii: ".")
        else { return }
      }
    }
    let end = text.tokens[token + 3].units.upperBound
    guard !(text.code(end) == UInt8(ascii: ".") && LetterTable.isDigit(text.code(end + 1))),
      !LetterTable.isLetter(text.code(end))
    else { return }
    found.append(
      Candidate(units: start..<end, kind: .network, reason: .networkAddress, confidence: .likely))
  }

  private static func isSix(_ code: UInt8) -> Bool {
    LetterTable.isDigit(code) || code >= UInt8(ascii: "a") && code <= UInt8(ascii: "f")
      || code == UInt8(ascii: ":")
  }

  private mutating func six(_ text: ScannedText, _ run: Range<Int>) {
    guard (4...39).contains(run.count), !LetterTable.isLetter(text.code(run.lowerBound - 1)),
      !LetterTable.isLetter(text.code(run.upperBound))
    else { return }
    let groups = text.codes[run].split(
      separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    let isShort = groups.dropFirst().dropLast().contains { $0.isEmpty }
    guard groups.allSatisfy({ $0.count <= 4 }),
      groups.count == 8 || isShort && (4...8).contains(groups.count),
      groups.count(where: { !$0.isEmpty }) >= 2
    else { return }
    found.append(
      Candidate(units: run, kind: .network, reason: .networkAddress, confidence: .likely))
  }
}
