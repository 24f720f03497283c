/// Finds postal addresses: a house, a street, a hamlet, a commune or ward, and the district that follows.
/// What stands above is left.
struct AddressFinder {
  let ground: TextGround
  private var text: ScannedText { ground.text }
  private var pack: LocalePack { ground.pack }
  private(set) var found: [Candidate] = []

  private enum Level: Int { case house, lane, street, hamlet, commune, district }

  private struct Part {
    var level: Level
    var tokens: Range<Int>
    var isStrong: Bool
    var end: Int
  }

  private static let levels: [(LocalePack.WordKind, Level)] = [
    (.house, .house), (.lane, .lane), (.street, .street), (.hamlet, .hamlet), (.commune, .commune),
    (.district, .district),
  ]
  private static let mostParts = 10
  private static let mostWords = 5

  /// - Complexity: O(n) in the length of the text.
  init(_ ground: TextGround) {
    self.ground = ground
    var token = 0
    while token < text.tokens.count {
      if let (candidate, next) = address(at: token) {
        found.append(candidate)
        token = max(token + 1, next)
      } else {
        token += 1
      }
    }
  }

  private func address(at first: Int) -> (Candidate, next: Int)? {
    guard let head = part(at: first) ?? numbered(at: first) else { return nil }
    var parts = [head]
    while parts.count < Self.mostParts, let last = parts.last, let next = follower(of: last) {
      parts.append(next)
    }
    let isStrong = parts.contains { $0.isStrong && $0.level != .district }
    let isChained = parts.count > 1 && parts.contains { $0.level != .district }
    guard isStrong || isChained else { return nil }
    let isCommuneAlone = parts.allSatisfy { $0.level == .commune || $0.level == .district }
    if isCommuneAlone, belongsToAuthority(first) { return nil }
    let isCertain = parts.contains { $0.level.rawValue <= Level.street.rawValue } && parts.count > 1
    let start = text.tokens[first].units.lowerBound
    let last = parts[parts.count - 1]
    return (
      Candidate(
        units: start..<last.end, kind: .address, reason: .addressParts,
        confidence: isCertain ? .certain : .likely), last.tokens.upperBound
    )
  }

  /// The ward of a police station is an organisation's, not a person's.
  private func belongsToAuthority(_ first: Int) -> Bool {
    for back in 1...4 where first - back >= 0 {
      if let match = pack.match(.authorityWord, text, at: first - back),
        match.tokens.upperBound == first
      {
        return true
      }
    }
    return false
  }

  private func part(at token: Int) -> Part? {
    guard text.tokens[token].kind == .word else { return nil }
    for (kind, level) in Self.levels {
      guard let match = pack.match(kind, text, at: token), let value = value(after: match) else {
        continue
      }
      // A short word without its diacritics may be another word.
      let isSure = !match.word.isMarked || match.tokens.contains { text.tokens[$0].isMarked }
      return Part(
        level: level, tokens: token..<value.tokens.upperBound,
        isStrong: match.word.note == "strong" && isSure, end: value.end)
    }
    return nil
  }

  private func value(
    after match: (tokens: Range<Int>, word: LocalePack.Word)
  ) -> (tokens: Range<Int>, end: Int)? {
    let last = match.tokens.upperBound - 1
    let first = match.tokens.upperBound
    guard first < text.tokens.count else { return nil }
    var unit = text.tokens[last].units.upperBound
    if match.word.needsDot {
      let isNumber = LetterTable.isDigit(text.code(unit))
      guard text.code(unit) == UInt8(ascii: ".") || isNumber else { return nil }
      if !isNumber { unit += 1 }
    }
    while text.code(unit) == LetterTable.space || text.code(unit) == UInt8(ascii: ":") { unit += 1 }
    guard text.tokens[first].units.lowerBound == unit else { return nil }
    return number(at: first) ?? words(at: first)
  }

  /// 12, 12/3A, 12-14, 12A.
  private func number(at first: Int) -> (tokens: Range<Int>, end: Int)? {
    guard text.tokens[first].kind == .number, text.tokens[first].units.count <= 5 else {
      return nil
    }
    var token = first + 1
    var end = text.tokens[first].units.upperBound
    while token < text.tokens.count, token - first < 6 {
      let start = text.tokens[token].units.lowerBound
      let joint = text.code(start - 1)
      let isJoined =
        start == end
        || start == end + 1 && (joint == UInt8(ascii: "/") || joint == UInt8(ascii: "-"))
      guard isJoined, text.tokens[token].units.count <= (start == end ? 2 : 5) else { break }
      end = text.tokens[token].units.upperBound
      token += 1
    }
    // A citation is no house, and neither is an amount.
    guard ground.isFree(text.tokens[first].units.lowerBound..<end) else { return nil }
    return (first..<token, end)
  }

  private func words(at first: Int) -> (tokens: Range<Int>, end: Int)? {
    var token = first
    while token < text.tokens.count, token - first < Self.mostWords, text.tokens[token].isCapital {
      if token > first, !text.areApart(byBlanksAfter: token - 1) { break }
      if token > first, isPlace(token), token - first > 0 { break }
      token += 1
    }
    guard token > first else { return nil }
    // Số 2, phố Tôn Đức Thắng 12: a number may end the name.
    return (first..<token, text.tokens[token - 1].units.upperBound)
  }

  private func isPlace(_ token: Int) -> Bool {
    guard let match = pack.match(.place, text, at: token) else { return false }
    return match.tokens.count > 1
  }

  /// A number and a street without a word for it: 12 Nguyễn Trãi, phường 2; 12 Main Street.
  private func numbered(at first: Int) -> Part? {
    guard let number = number(at: first), number.tokens.upperBound < text.tokens.count,
      text.tokens[number.tokens.upperBound].units.lowerBound == number.end + 1,
      text.code(number.end) == LetterTable.space
    else { return nil }
    let next = number.tokens.upperBound
    if let street = part(at: next), [.street, .lane].contains(street.level), street.isStrong {
      return Part(
        level: .house, tokens: first..<street.tokens.upperBound, isStrong: true, end: street.end)
    }
    guard let street = words(at: next) else { return nil }
    for place in street.tokens.dropFirst() {
      if let after = pack.match(.streetAfter, text, at: place) {
        let end = text.tokens[after.tokens.upperBound - 1].units.upperBound
        return Part(
          level: .house, tokens: first..<after.tokens.upperBound, isStrong: true, end: end)
      }
    }
    let after = street.tokens.upperBound
    guard after < text.tokens.count, isComma(between: after - 1, and: after),
      let part = part(at: after),
      part.isStrong || part.level == .district
    else { return nil }
    return Part(level: .house, tokens: first..<after, isStrong: true, end: street.end)
  }

  private func isComma(between token: Int, and next: Int) -> Bool {
    let gap = text.tokens[token].units.upperBound..<text.tokens[next].units.lowerBound
    return gap.count <= 3
      && gap.contains { text.codes[$0] == UInt8(ascii: ",") || text.codes[$0] == UInt8(ascii: "-") }
  }

  private func follower(of last: Part) -> Part? {
    let next = last.tokens.upperBound
    guard next < text.tokens.count else { return nil }
    let gap = last.end..<text.tokens[next].units.lowerBound
    guard gap.count <= 4, gap.allSatisfy({ Self.chains(text.codes[$0]) }) else { return nil }
    if let part = part(at: next) { return part }
    // Số 12, Nguyễn Trãi, phường 2: a name between two parts.
    guard last.level == .house || last.level == .lane, let street = words(at: next), !isPlace(next)
    else { return nil }
    let after = street.tokens.upperBound
    let isBetween =
      after < text.tokens.count && isComma(between: after - 1, and: after) && part(at: after) != nil
    let isDirect = !gap.contains { text.codes[$0] == UInt8(ascii: ",") }
    guard isBetween || isDirect else { return nil }
    return Part(level: .street, tokens: street.tokens, isStrong: isBetween, end: street.end)
  }

  private static func chains(_ code: UInt8) -> Bool {
    code == LetterTable.space || code == UInt8(ascii: ",") || code == UInt8(ascii: "-")
      || code == LetterTable.newline
  }
}
