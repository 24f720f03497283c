extension EDTF {
  /// Reads a date as people type it, in Vietnamese or English or as EDTF: "tháng 3 năm 2021",
  /// "21/11/2019", "quý 2/2021", "khoảng 2018", "early March 2021", "từ 11/2019 đến 1/2020".
  ///
  /// What can be read in two ways is refused rather than guessed. Beginnings and ends of months and
  /// years become approximate intervals: of a month ten days, of a year four months.
  ///
  /// - Parameter dayFirst: whether the writer is known to put the day before the month, as
  ///   Vietnamese does. Otherwise 03/04/2021 is ambiguous.
  public init(reading text: String, dayFirst: Bool) throws(DateReadingError) {
    let trimmed = text.drop(while: \.isWhitespace)
    let end = trimmed.lastIndex { !$0.isWhitespace }
    guard let end else { throw DateReadingError(text, .empty) }
    if let exact = try? EDTF(parsing: trimmed[...end]) {
      self = exact
      return
    }
    do throws(DateReadingError.Problem) {
      guard text.utf8.count <= 200, let tokens = DateToken.tokens(of: String(trimmed[...end]))
      else { throw DateReadingError.Problem.unreadable }
      self = try DateReader(dayFirst: dayFirst).date(tokens[...])
    } catch {
      throw DateReadingError(text, error)
    }
  }
}

/// The grammar of typed dates.
private struct DateReader {
  typealias Tokens = ArraySlice<DateToken>
  typealias Problem = DateReadingError.Problem

  let dayFirst: Bool

  func date(_ all: Tokens) throws(Problem) -> EDTF {
    try refuseLunar(all)
    let (tokens, qualifier) = DateReader.qualified(all)
    return try span(tokens).adding(qualifier)
  }

  private static let about = [
    "khoang", "chung", "about", "around", "circa", "c", "ca", "approximately", "approx", "~",
  ]

  /// The tokens without what they say of how sure the date is, and that.
  private static func qualified(_ all: Tokens) -> (Tokens, EDTF.Qualifier) {
    let sure = withoutDoubt(all)
    let doubt: EDTF.Qualifier = sure == nil ? .exact : .uncertain
    let tokens = sure ?? all
    guard let rest = tokens.dropping(about) else { return (tokens, doubt) }
    return (rest, doubt.union(.approximate))
  }

  private static func withoutDoubt(_ tokens: Tokens) -> Tokens? {
    if tokens.last == .mark("?") { return tokens.dropLast() }
    for doubt in [
      [DateToken.mark("("), .word("chua"), .word("chac"), .mark(")")],
      [.mark("("), .word("uncertain"), .mark(")")],
    ] where tokens.suffix(doubt.count) == doubt[...] {
      return tokens.dropLast(doubt.count)
    }
    return nil
  }

  /// "Mùng 5" is said of both calendars; Tết and "âm lịch" only of the lunar one.
  private func refuseLunar(_ tokens: Tokens) throws(Problem) {
    for word in ["tet", "mung", "mong", "lunar"] where tokens.contains(.word(word)) {
      throw .lunar
    }
    if zip(tokens, tokens.dropFirst()).contains(where: { $0 == (.word("am"), .word("lich")) }) {
      throw .lunar
    }
  }

  private func span(_ tokens: Tokens) throws(Problem) -> EDTF {
    if let rest = tokens.dropping(["ke tu", "tu", "from", "since", "between"]) {
      return try from(rest)
    }
    if let rest = tokens.dropping(["truoc cuoi", "den het", "den", "until", "by", "muon nhat"]) {
      return try joined(nil, side(rest))
    }
    if let rest = tokens.dropping(["truoc", "before"]) {
      return try joined(nil, neighbour(of: side(rest), after: false))
    }
    if let rest = tokens.dropping(["sau", "after"]) {
      return try joined(neighbour(of: side(rest), after: true), nil)
    }
    if let split = tokens.firstIndex(where: { DateReader.isTo($0) }) {
      return try between(tokens[..<split], tokens[(split + 1)...])
    }
    return try sideOrDashed(tokens)
  }

  private static func isTo(_ token: DateToken) -> Bool {
    [.word("den"), .word("to"), .word("until"), .mark("–")].contains(token)
  }

  private func from(_ tokens: Tokens) throws(Problem) -> EDTF {
    let split = tokens.firstIndex {
      DateReader.isTo($0) || $0 == .word("and") || $0 == .word("va")
    }
    guard let split else { return try joined(side(tokens), nil) }
    let end = tokens[(split + 1)...]
    for now in ["nay", "now", "present", "today"] where Array(end) == [.word(now)] {
      return try joined(side(tokens[..<split]), nil)
    }
    return try between(tokens[..<split], end)
  }

  /// A tight hyphen parts the numbers of one date, or else two dates: "21-25 September 2024".
  private func sideOrDashed(_ tokens: Tokens) throws(Problem) -> EDTF {
    let numbers = tokens.filter { if case .number(_, digits: 4) = $0 { true } else { false } }
    let dashes = tokens.indices.filter { tokens[$0] == .mark("-") }
    if dashes.count == 1, numbers.count == 2 || DateParts(tokens, dayFirst: dayFirst) == nil,
      third(of: tokens) == nil
    {
      return try between(tokens[..<dashes[0]], tokens[(dashes[0] + 1)...])
    }
    return try side(tokens)
  }

  private func between(_ first: Tokens, _ last: Tokens) throws(Problem) -> EDTF {
    let (start, end) = (parts(first), parts(last))
    return try joined(side(first, else: end), side(last, else: start))
  }

  private func joined(_ start: EDTF?, _ end: EDTF?) throws(Problem) -> EDTF {
    guard let date = EDTF(from: start, to: end) else { throw .reversed }
    return date
  }

  private func parts(_ tokens: Tokens) -> DateParts? {
    DateParts(DateReader.qualified(tokens).0, dayFirst: dayFirst)
  }

  /// One date, which may take its month or year from the other end of a span.
  private func side(_ all: Tokens, else other: DateParts? = nil) throws(Problem) -> EDTF {
    let (tokens, qualifier) = DateReader.qualified(all)
    if let (third, rest) = third(of: tokens) {
      return try part(third, of: unit(rest, else: other)).adding(qualifier)
    }
    let unit = try unit(tokens, else: other)
    return EDTF(checked: .single(EDTF.Point(unit, qualifier)))
  }

  private func unit(_ tokens: Tokens, else other: DateParts?) throws(Problem) -> EDTF.Unit {
    guard var parts = DateParts(tokens, dayFirst: dayFirst) else { throw .unreadable }
    if let other { parts.inherit(from: other) }
    return try parts.unit()
  }

  /// Which third of a month or year is meant, 0 to 2, and the tokens after the word for it.
  private func third(of tokens: Tokens) -> (Int, Tokens)? {
    let words = [
      ["dau", "early", "beginning", "start"], ["giua", "mid", "middle"], ["cuoi", "late", "end"],
    ]
    for (index, names) in words.enumerated() {
      guard let rest = tokens.dropping(names) else { continue }
      return (index, rest.first == .mark("-") ? rest.dropFirst() : rest)
    }
    return nil
  }

  private func part(_ third: Int, of unit: EDTF.Unit) throws(Problem) -> EDTF {
    let about = EDTF.Qualifier.approximate
    let first = unit.firstDay
    let start: CivilDay?
    let end: CivilDay?
    switch unit {
    case .month:
      start = first.adding(days: third * 10)
      end = third == 2 ? unit.lastDay : first.adding(days: third * 10 + 9)
    case .year:
      start = first.adding(months: third * 4)
      end = first.adding(months: third * 4 + 4)?.adding(days: -1)
    default: throw .unreadable
    }
    guard let date = EDTF(first: start, last: end, qualifiers: (about, about)) else {
      throw .impossible
    }
    return date
  }

  /// The unit just before or after a date.
  private func neighbour(of date: EDTF, after: Bool) throws(Problem) -> EDTF {
    guard case .single(let point) = date.extent else { throw .unreadable }
    let unit = point.unit
    let day = after ? unit.lastDay.adding(days: 1) : unit.firstDay.adding(days: -1)
    guard (0...9999).contains(day.year) else { throw .impossible }
    let next = EDTF.units(holding: day).first { $0.precision == unit.precision } ?? .day(day)
    return EDTF(checked: .single(EDTF.Point(next, point.qualifier)))
  }
}

extension EDTF {
  /// The date with what `qualifier` says said of each of its ends too.
  fileprivate func adding(_ qualifier: Qualifier) -> EDTF {
    func more(_ point: Point) -> Point { Point(point.unit, point.qualifier.union(qualifier)) }
    return switch extent {
    case .single(let point): EDTF(checked: .single(more(point)))
    case .interval(let start, let end): EDTF(checked: .interval(more(start), more(end)))
    case .since(let start): EDTF(checked: .since(more(start)))
    case .until(let end): EDTF(checked: .until(more(end)))
    }
  }
}

extension ArraySlice<DateToken> {
  /// What follows the first of `phrases`, words with spaces between, that stands at the front.
  fileprivate func dropping(_ phrases: [String]) -> ArraySlice<DateToken>? {
    for phrase in phrases {
      let words = phrase.split(separator: " ").map { word -> DateToken in
        word == "~" ? .mark("~") : .word(String(word))
      }
      if starts(with: words) { return dropFirst(words.count) }
    }
    return nil
  }
}
