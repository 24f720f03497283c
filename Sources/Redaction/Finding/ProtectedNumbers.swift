/// Finds numbers that are no one's: citations of laws, dates, times and amounts.
struct ProtectedNumbers {
  private static let slash = UInt8(ascii: "/")

  /// Marks them in a ground.
  ///
  /// - Complexity: O(n) in the length of the text.
  static func mark(_ ground: inout TextGround) {
    let text = ground.text
    for token in text.tokens.indices where text.tokens[token].kind == .number {
      if let end = citation(text, token) ?? file(text, token) ?? date(text, token)
        ?? amount(ground, token)
      {
        ground.protect(text.tokens[token].units.lowerBound..<end)
      }
    }
  }

  private static func value(_ text: ScannedText, _ token: Int) -> Int? {
    let units = text.tokens[token].units
    guard units.count <= 9 else { return nil }
    return units.reduce(0) { $0 * 10 + Int(text.codes[$1] - UInt8(ascii: "0")) }
  }

  /// Whether a token is a number right behind the one before, with one sign between.
  private static func follows(_ text: ScannedText, _ token: Int, _ sign: UInt8) -> Bool {
    guard text.tokens.indices.contains(token), text.tokens[token].kind == .number else {
      return false
    }
    let before = text.tokens[token - 1].units.upperBound
    return text.codes[before] == sign && text.tokens[token].units.lowerBound == before + 1
  }

  /// 147/2024, 147/2024/NĐ-CP, 116/2025/QH15: number, year, issuer.
  private static func citation(_ text: ScannedText, _ token: Int) -> Int? {
    let units = text.tokens[token].units
    guard units.count <= 5, text.code(units.lowerBound - 1) != slash,
      follows(text, token + 1, slash), text.tokens[token + 1].units.count == 4,
      let year = value(text, token + 1), (1800...2199).contains(year)
    else { return nil }
    var end = text.tokens[token + 1].units.upperBound
    guard text.code(end) == slash, LetterTable.isLetter(text.code(end + 1)) else { return end }
    end += 1
    // An issuer is short: what is longer belongs to something else.
    let limit = end + 24
    while end < limit, isIssuer(text.code(end)) { end += 1 }
    while text.code(end - 1) == UInt8(ascii: "-") { end -= 1 }
    return end
  }

  /// 1234/STTTT-TTBCXB: number and issuer, without a year.
  private static func file(_ text: ScannedText, _ token: Int) -> Int? {
    let units = text.tokens[token].units
    guard units.count <= 6, token + 1 < text.tokens.count,
      text.code(units.upperBound) == slash
    else { return nil }
    let issuer = text.tokens[token + 1]
    guard issuer.shape == .capitals, issuer.units.lowerBound == units.upperBound + 1,
      issuer.units.count > 1
    else { return nil }
    var end = issuer.units.upperBound
    let limit = end + 24
    while end < limit, isIssuer(text.code(end)) { end += 1 }
    return end
  }

  private static func isIssuer(_ code: UInt8) -> Bool {
    LetterTable.isLetter(code) || LetterTable.isDigit(code) || code == UInt8(ascii: "-")
  }

  /// 10/12/2025, 10.12.2025, 2025-12-10.
  private static func date(_ text: ScannedText, _ token: Int) -> Int? {
    let first = text.tokens[token].units
    for sign in [slash, UInt8(ascii: "."), UInt8(ascii: "-")] {
      guard follows(text, token + 1, sign), follows(text, token + 2, sign) else { continue }
      let last = text.tokens[token + 2].units
      guard let a = value(text, token), let b = value(text, token + 1),
        let c = value(text, token + 2)
      else { continue }
      let isDayFirst =
        first.count <= 2 && (1...31).contains(a) && (1...12).contains(b)
        && text.tokens[token + 1].units.count <= 2 && last.count == 4 && (1800...2199).contains(c)
      let isYearFirst =
        first.count == 4 && (1800...2199).contains(a) && (1...12).contains(b)
        && (1...31).contains(c)
        && last.count <= 2
      // A third number of four digits that goes on with the same sign is a telephone number.
      if isDayFirst || isYearFirst, !follows(text, token + 3, sign) { return last.upperBound }
    }
    return nil
  }

  /// 50.000.000 đồng, $50,000, 12,5 %: what a trunk digit begins is none.
  private static func amount(_ ground: TextGround, _ token: Int) -> Int? {
    let text = ground.text
    let start = text.tokens[token].units.lowerBound
    let before = text.code(start - 1)
    guard before != UInt8(ascii: "."), before != UInt8(ascii: ","), before != UInt8(ascii: "+"),
      text.codes[start] != UInt8(ascii: "0") || text.tokens[token].units.count < 4
    else { return nil }
    var last = token
    while last - token < 8,
      follows(text, last + 1, UInt8(ascii: ".")) || follows(text, last + 1, UInt8(ascii: ","))
    { last += 1 }
    var end = text.tokens[last].units.upperBound
    if before == UInt8(ascii: "$") { return end }
    if text.code(end) == LetterTable.space { end += 1 }
    if text.code(end) == UInt8(ascii: "%") || text.code(end) == UInt8(ascii: "$") { return end + 1 }
    guard last + 1 < text.tokens.count, text.tokens[last + 1].units.lowerBound == end,
      ground.pack.phrases[.moneyAfter]?.match(text, at: last + 1) != nil
    else { return nil }
    return text.tokens[last + 1].units.upperBound
  }
}
