import Record

/// Dates in the words of a notice, in figures and in words, Vietnamese and English.
struct NoticeDates {
  /// A date and the words that it takes.
  struct Found: Hashable {
    var end: Int
    var day: CivilDay
    /// The other day that the figures may mean, where day and month could be the other way round.
    var other: CivilDay?

    /// The earlier of the days that it may mean.
    var earliest: CivilDay { other.map { min($0, day) } ?? day }
  }

  private let found: [Int: Found]

  subscript(index: Int) -> Found? { found[index] }

  /// - Parameter isVietnamese: figures are day, month, year, as in Vietnamese and in most of the world; where
  ///   that is not known, both orders are kept if both are days.
  init(_ tokens: [NoticeToken], isVietnamese: Bool) {
    var found: [Int: Found] = [:]
    for index in tokens.indices where tokens[index].kind == .word {
      if let date = Self.date(at: index, tokens, isVietnamese) { found[index] = date }
    }
    self.found = found
  }

  private static func date(
    at index: Int, _ tokens: [NoticeToken], _ isVietnamese: Bool
  ) -> Found? {
    let text = tokens[index].text
    // "Ngày" before figures says in which order they stand, however short the notice is.
    let isNamed = index > 0 && tokens[index - 1].text == "ngay"
    if tokens[index].hasDigit, let date = figures(text, isVietnamese || isNamed) {
      return Found(end: index + 1, day: date.0, other: date.1)
    }
    func number(_ offset: Int, _ range: ClosedRange<Int>) -> Int? {
      guard index + offset < tokens.count else { return nil }
      var text = tokens[index + offset].text[...]
      for ending in ["st", "nd", "rd", "th"] where text.hasSuffix(ending) && text.utf8.count > 2 {
        text = text.dropLast(2)
      }
      guard let number = Int(text), range.contains(number) else { return nil }
      return number
    }
    func word(_ offset: Int) -> String {
      index + offset < tokens.count ? tokens[index + offset].text : ""
    }
    // 3 thang 3 nam 2026
    if let day = number(0, 1...31), word(1) == "thang", let month = number(2, 1...12) {
      let at = word(3) == "nam" ? 4 : 3
      if let year = number(at, 1990...2100), let date = CivilDay(year: year, month: month, day: day)
      {
        return Found(end: index + at + 1, day: date)
      }
    }
    // 3 March 2026, March 3 2026
    if let day = number(0, 1...31) {
      let at = word(1) == "of" ? 2 : 1
      if let month = months[word(at)], let year = number(at + 1, 1990...2100),
        let date = CivilDay(year: year, month: month, day: day)
      {
        return Found(end: index + at + 2, day: date)
      }
    }
    if let month = months[text], let day = number(1, 1...31), let year = number(2, 1990...2100),
      let date = CivilDay(year: year, month: month, day: day)
    {
      return Found(end: index + 3, day: date)
    }
    return nil
  }

  private static let months: [String: Int] = {
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ]
    var months: [String: Int] = ["sept": 9]
    for (index, name) in names.enumerated() {
      months[name] = index + 1
      months[String(name.prefix(3))] = index + 1
    }
    return months
  }()

  private static func figures(
    _ text: String, _ isVietnamese: Bool
  ) -> (CivilDay, CivilDay?)? {
    let parts = text.split { ["/", "-", "."].contains($0) }
    guard parts.count == 3, parts.allSatisfy({ $0.utf8.count <= 4 }) else { return nil }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == 3 else { return nil }
    if parts[0].utf8.count == 4 {
      return CivilDay(year: numbers[0], month: numbers[1], day: numbers[2]).map { ($0, nil) }
    }
    let year = parts[2].utf8.count == 2 ? 2000 + numbers[2] : numbers[2]
    guard (1990...2100).contains(year) else { return nil }
    let dayFirst = CivilDay(year: year, month: numbers[1], day: numbers[0])
    let monthFirst = CivilDay(year: year, month: numbers[0], day: numbers[1])
    if isVietnamese { return dayFirst.map { ($0, nil) } }
    guard let first = dayFirst ?? monthFirst else { return nil }
    return (first, dayFirst == nil || monthFirst == first ? nil : monthFirst)
  }
}
