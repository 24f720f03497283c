public import Record

/// Until when one can appeal, in the words of a notice. It wins over every rule (specification, section 5.2).
public enum FilingLimit: Sendable, Hashable {
  /// A length of time from the notice.
  case term(Term)
  /// Hours from the notice.
  case hours(Int)
  /// A day on which it can still be filed.
  case lastDay(CivilDay)

  /// What longer is no limit for an appeal but a slip or a trick.
  private static let mostYears = 10

  /// The limit that the words about appealing give; of several the shortest, as far as they can be compared.
  init?(in words: NoticeWords, _ matches: NoticeMatches) {
    var limits: [FilingLimit] = []
    for match in matches.of("N10", [.shows, .sure]) where match.row.part == "limit" {
      limits += Self.limits(in: match.words, words)
    }
    guard let first = limits.min(by: { $0.order < $1.order }) else { return nil }
    self = first
  }

  /// Days, for comparing limits with each other: a date is taken before a term, for it needs no start.
  private var order: Int {
    switch self {
    case .lastDay(let day): Int(day.sinceEpoch) - 1_000_000
    case .hours(let hours): hours / 24
    case .term(let term): term.years * 365 + term.months * 28 + term.days
    }
  }

  private static func limits(in range: Range<Int>, _ words: NoticeWords) -> [FilingLimit] {
    var limits: [FilingLimit] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if let date = words.dates[index] {
        limits.append(.lastDay(date.isLastIncluded(words, at: index)))
        index = date.end
        continue
      }
      if let (count, next) = NoticeNumber.read(words.tokens, at: index),
        let limit = limit(count, words, at: next)
      {
        limits.append(limit)
        index = next
      } else {
        index += 1
      }
    }
    return limits
  }

  private static func limit(_ count: Int, _ words: NoticeWords, at place: Int) -> FilingLimit? {
    var place = place
    // "30 working days": the days of the calendar are fewer, and so on the safe side.
    while place < words.tokens.count,
      ["working", "business", "calendar"].contains(words.tokens[place].text)
    {
      place += 1
    }
    guard place < words.tokens.count, count > 0 else { return nil }
    switch words.tokens[place].text {
    case "day", "days", "ngay": return count <= 366 * mostYears ? .term(Term(days: count)) : nil
    case "week", "weeks", "tuan": return count <= 520 ? .term(Term(days: count * 7)) : nil
    case "month", "months", "thang": return count <= 120 ? .term(Term(months: count)) : nil
    case "year", "years", "nam": return count <= mostYears ? .term(Term(years: count)) : nil
    case "hour", "hours", "gio", "tieng": return count <= 9000 ? .hours(count) : nil
    default: return nil
    }
  }
}

extension NoticeDates.Found {
  /// "Before the 4th" may leave the 3rd as the last day; "by the 4th" the 4th. The earlier day is the safe one.
  fileprivate func isLastIncluded(_ words: NoticeWords, at index: Int) -> CivilDay {
    let before = words.tokens[max(0, index - 2)..<index].map(\.text)
    let excludes = before.contains("before") || before.contains("truoc")
    return excludes ? earliest.adding(days: -1) : earliest
  }
}

/// Numbers in figures and, up to ninety, in words.
enum NoticeNumber {
  /// The number that begins there, and the word after it.
  static func read(_ tokens: [NoticeToken], at index: Int) -> (Int, Int)? {
    if tokens[index].hasDigit { return Int(tokens[index].text).map { ($0, index + 1) } }
    let spelt = tokens[index].spelt
    if index + 1 < tokens.count, let number = words["\(spelt) \(tokens[index + 1].spelt)"] {
      return (number, index + 2)
    }
    return words[spelt].map { ($0, index + 1) }
  }

  // With their marks: "sáu ngày" is six days, "sau ngày" is after a day.
  private static let words: [String: Int] = [
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20,
    "thirty": 30, "sixty": 60, "ninety": 90, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5,
    "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười bốn": 14, "mười lăm": 15,
    "hai mươi": 20, "ba mươi": 30, "sáu mươi": 60, "chín mươi": 90,
  ]
}
