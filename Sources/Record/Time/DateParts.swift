/// What a typed date says of each part of the calendar, some of it perhaps left to the other end
/// of a span.
struct DateParts {
  /// The parts that the numbers of a shape stand for, in their order.
  enum Role {
    case day, month, year, quarter, half, decade
    /// Three numbers with marks between them, whose order is a matter of custom.
    case triple
    /// Two numbers with a mark between them: month and year, or day and month.
    case pair
    /// A number alone: a year, or the day of a span.
    case alone
  }

  var day: Int?
  var month: Int?
  var quarter: Int?
  var half: Int?
  var year: Int?
  var decade: Int?

  /// Whether the year was written with fewer than four digits.
  private(set) var hasShortYear = false

  /// The other reading of numbers whose order nothing tells.
  private(set) var other: (day: Int, month: Int)?

  /// Ways of writing a date: words as they are, `#` for a number, `M` for the English name of a
  /// month.
  private static let shapes: [String: [Role]] = [
    "# thang # nam #": [.day, .month, .year], "# thang # #": [.day, .month, .year],
    "# thang # / #": [.day, .month, .year], "# thang #": [.day, .month],
    "# M #": [.day, .month, .year], "M # #": [.month, .day, .year], "# M": [.day, .month],
    "# / # / #": [.triple], "# - # - #": [.triple], "# . # . #": [.triple],
    "# / #": [.pair], "# - #": [.pair], "# . #": [.pair], "#": [.alone], "nam #": [.year],
    "thang # nam #": [.month, .year], "thang # #": [.month, .year],
    "thang # / #": [.month, .year], "thang # - #": [.month, .year], "thang #": [.month],
    "t # / #": [.month, .year], "M": [.month], "# #": [.day, .year],
    "quy # / #": [.quarter, .year], "quy # nam #": [.quarter, .year],
    "quy # #": [.quarter, .year], "quy #": [.quarter], "q # / #": [.quarter, .year],
    "q # #": [.quarter, .year], "q #": [.quarter], "# - q #": [.year, .quarter],
    "nua dau nam #": [.year], "nua cuoi nam #": [.year], "first half #": [.year],
    "second half #": [.year], "h # #": [.half, .year], "h # / #": [.half, .year],
    "# - h #": [.year, .half], "thap nien #": [.decade], "nhung nam #": [.decade],
    "# s": [.decade],
  ]

  /// The parts that `tokens` name, or `nil` when they have no known shape.
  init?(_ tokens: some Collection<DateToken>, dayFirst: Bool) {
    var shape: [String] = []
    var numbers: [(value: Int, digits: Int)] = []
    for token in tokens {
      switch token {
      case .number(let value, let digits):
        shape.append("#")
        numbers.append((value, digits))
      case .mark(let mark): shape.append(String(Character(mark)))
      case .word(let word):
        if let month = DateParts.month(named: word) {
          shape.append("M")
          numbers.append((month, 2))
        } else {
          shape.append(word)
        }
      }
    }
    let key = shape.joined(separator: " ")
    if key == "M #" {
      fill(numbers[1].digits == 4 ? [.month, .year] : [.month, .day], numbers, dayFirst)
      return
    }
    guard let roles = DateParts.shapes[key] else { return nil }
    if key.hasPrefix("nua dau") || key.hasPrefix("first half") { half = 1 }
    if key.hasPrefix("nua cuoi") || key.hasPrefix("second half") { half = 2 }
    fill(roles, numbers, dayFirst)
  }

  private static let monthNames = EnglishMonth.names.map { $0.lowercased() }

  private static func month(named word: String) -> Int? {
    let isShort = word.utf8.count == 3 || word == "sept"
    return monthNames.firstIndex { $0 == word || (isShort && $0.hasPrefix(word)) }.map { $0 + 1 }
  }

  private mutating func fill(
    _ roles: [Role], _ numbers: [(value: Int, digits: Int)], _ dayFirst: Bool
  ) {
    var shown = numbers[...]
    for role in roles {
      guard let number = shown.popFirst() else { return }
      switch role {
      case .day: day = number.value
      case .month: month = number.value
      case .quarter: quarter = number.value
      case .half: half = number.value
      case .decade: decade = number.value
      case .year: setYear(number)
      case .alone: if number.digits > 2 { setYear(number) } else { day = number.value }
      case .pair: fillPair(number, numbers[1])
      case .triple: fillTriple(numbers, dayFirst)
      }
    }
  }

  private mutating func setYear(_ number: (value: Int, digits: Int)) {
    year = number.value
    hasShortYear = number.digits != 4
  }

  private mutating func fillPair(
    _ first: (value: Int, digits: Int), _ second: (value: Int, digits: Int)
  ) {
    if first.digits > 2 {
      setYear(first)
      month = second.value
    } else if second.digits > 2 {
      month = first.value
      setYear(second)
    } else {
      day = first.value
      month = second.value
    }
  }

  private mutating func fillTriple(_ numbers: [(value: Int, digits: Int)], _ dayFirst: Bool) {
    let (first, second, third) = (numbers[0], numbers[1], numbers[2])
    if first.digits == 4 {
      setYear(first)
      month = second.value
      day = third.value
      return
    }
    setYear(third)
    let isMonthFirst = !dayFirst && second.value > 12
    day = isMonthFirst ? second.value : first.value
    month = isMonthFirst ? first.value : second.value
    let isOpen = !dayFirst && first.value <= 12 && second.value <= 12
    if isOpen, first.value != second.value { other = (second.value, first.value) }
  }

  /// Takes from the other end of a span what this end leaves out.
  mutating func inherit(from other: DateParts) {
    if decade != nil { return }
    if year == nil {
      year = other.year
      hasShortYear = other.hasShortYear
    }
    if day != nil, month == nil { month = other.month }
  }

  /// The date that the parts name.
  func unit() throws(DateReadingError.Problem) -> EDTF.Unit {
    if let decade {
      guard decade.isMultiple(of: 10), (1000...9990).contains(decade) else { throw .impossible }
      return .decade(decade)
    }
    guard let year else { throw .yearMissing }
    guard !hasShortYear else { throw .shortYear }
    if let quarter {
      guard (1...4).contains(quarter) else { throw .impossible }
      return .quarter(year: year, quarter: quarter)
    }
    if let half {
      guard (1...2).contains(half) else { throw .impossible }
      return .half(year: year, half: half)
    }
    guard let date = EDTF(year: year, month: month, day: day), let unit = date.start?.unit else {
      throw .impossible
    }
    if let other {
      throw .ambiguous(
        EDTF(year: year, month: other.month, day: other.day).map { [date, $0] } ?? [])
    }
    return unit
  }
}
