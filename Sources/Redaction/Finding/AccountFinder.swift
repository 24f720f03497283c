/// Finds names of accounts: after @, and after words that say that an account follows.
struct AccountFinder {
  let ground: TextGround
  private var text: ScannedText { ground.text }
  private(set) var found: [Candidate] = []

  private static let longestHandle = 64
  private static let longestQuote = 60

  /// - Complexity: O(n) in the length of the text.
  init(_ ground: TextGround) {
    self.ground = ground
    for unit in 0..<text.count where text.codes[unit] == UInt8(ascii: "@") {
      if let handle = handle(at: unit) { found.append(handle) }
    }
    for token in text.tokens.indices {
      guard let cue = ground.pack.match(.cueAccount, text, at: token) else { continue }
      if let named = named(after: cue.tokens.upperBound - 1) { found.append(named) }
    }
  }

  private static func isHandle(_ code: UInt8) -> Bool {
    LetterTable.isLetter(code) && code < 0x80 || LetterTable.isDigit(code)
      || code == UInt8(ascii: "_")
      || code == UInt8(ascii: ".") || code == UInt8(ascii: "-")
  }

  private func handle(at unit: Int) -> Candidate? {
    let before = text.code(unit - 1)
    guard !Self.isHandle(before) || before == UInt8(ascii: "."), before != LetterTable.otherLetter,
      before != UInt8(ascii: "@")
    else { return nil }
    var end = endOfHandle(from: unit + 1)
    guard end - unit > 2 else { return nil }
    let first = text.tokenAt[unit + 1]
    if let platform = ground.pack.match(.platform, text, at: first),
      text.tokens[platform.tokens.upperBound - 1].units.upperBound == end
    {
      return nil
    }
    // @user@host of the fediverse.
    if text.code(end) == UInt8(ascii: "@") { end = max(end, endOfHandle(from: end + 1)) }
    return Candidate(
      units: unit..<end, kind: .account, reason: .accountHandle, confidence: .certain)
  }

  private func endOfHandle(from start: Int) -> Int {
    var end = start
    while end < text.count, end - start < Self.longestHandle, Self.isHandle(text.codes[end]) {
      end += 1
    }
    while end > start,
      text.codes[end - 1] == UInt8(ascii: ".") || text.codes[end - 1] == UInt8(ascii: "-")
    {
      end -= 1
    }
    return end
  }

  /// A name in quotation marks, or one that no word of a sentence looks like.
  private func named(after token: Int) -> Candidate? {
    var unit = text.tokens[token].units.upperBound
    var blanks = 0
    while blanks < 3, [LetterTable.space, UInt8(ascii: ":")].contains(text.code(unit)) {
      unit += 1
      blanks += 1
    }
    guard blanks > 0 else { return nil }
    let sign = text.code(unit)
    if sign == UInt8(ascii: "\"") || sign == UInt8(ascii: "'") { return quoted(unit + 1, sign) }
    let end = endOfHandle(from: unit)
    let codes = text.codes[unit..<max(unit, end)]
    guard codes.count >= 3 else { return nil }
    let letters = codes.count { LetterTable.isLetter($0) }
    let digits = codes.count { LetterTable.isDigit($0) }
    let hasSign = codes.contains(UInt8(ascii: "_")) || codes.contains(UInt8(ascii: "."))
    let isHandle = letters >= 2 && (digits > 0 || hasSign)
    let isNumber = letters == 0 && digits >= 8 && digits == codes.count
    // A web address, or a law: not the name of an account.
    guard isHandle || isNumber, text.code(end) != UInt8(ascii: "/"), ground.isFree(unit..<end)
    else {
      return nil
    }
    return Candidate(units: unit..<end, kind: .account, reason: .accountCued, confidence: .likely)
  }

  private func quoted(_ start: Int, _ sign: UInt8) -> Candidate? {
    var end = start
    while end < text.count, end - start <= Self.longestQuote, text.codes[end] != sign,
      text.codes[end] != LetterTable.newline, text.codes[end] < LetterTable.otherSign
    { end += 1 }
    guard text.code(end) == sign, end > start else { return nil }
    return Candidate(units: start..<end, kind: .account, reason: .accountCued, confidence: .likely)
  }
}
