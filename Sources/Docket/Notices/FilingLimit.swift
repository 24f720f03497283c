public import Record

/// Until when one can appeal, in the words of a notice. It wins over every rule (specification, section 5.2).
public enum FilingLimit: Sendable, Hashable {
  /// A length of time from the notice.
  case term(Term)
  /// Hours from the notice.
  case hours(Int)
  /// A day on which it can still be filed.
  case lastDay(CivilDay)

  /// Days, for comparing limits with each other: a date is taken before a term, for it needs no start.
  fileprivate var order: Int {
    switch self {
    case .lastDay(let day): Int(day.sinceEpoch) - 1_000_000
    case .hours(let hours): hours / 24
    case .term(let term): term.years * 365 + term.months * 28 + term.days
    }
  }
}

/// Why a limit in a notice is not certain, so that a person has to look.
public enum LimitDoubt: Sendable, Hashable {
  /// Figures that can be either day; the earlier one that can be is used.
  case eitherDay(CivilDay, CivilDay)
  /// A day before the notice itself: it is not used.
  case beforeNotice(CivilDay)
  /// Working days: days of the calendar are used, which end earlier.
  case workingDays(Int)
  /// Several limits, by circumstances: the shortest is used.
  case several

  /// The key of the message to a person, without its area.
  public var code: String {
    switch self {
    case .eitherDay: "either-day"
    case .beforeNotice: "before-notice"
    case .workingDays: "working-days"
    case .several: "several"
    }
  }
}

/// The limit that a notice's words about appealing give; of several the shortest, as far as they can be compared.
struct LimitReading {
  private(set) var limit: FilingLimit?
  private(set) var doubts: [LimitDoubt] = []

  /// What longer is no limit for an appeal but a slip or a trick.
  private static let mostYears = 10
  /// How far after a limit another one can stand that is said of the same thing: "or within 10 days if …".
  private static let reach = 12

  private let words: NoticeWords
  private let sentOn: CivilDay?
  private var limits: [FilingLimit] = []

  init(in words: NoticeWords, _ matches: NoticeMatches, sentOn: CivilDay?) {
    self.words = words
    self.sentOn = sentOn
    for match in matches.of("N10", [.shows, .sure]) where match.row.part == "limit" {
      read(match.words)
      if let other = alternative(after: match.words) { read(other) }
    }
    limit = limits.min { $0.order < $1.order }
    if Set(limits.map(\.order)).count > 1 { note(.several) }
  }

  private mutating func note(_ doubt: LimitDoubt) {
    if !doubts.contains(doubt) { doubts.append(doubt) }
  }

  /// The words of the same sentence after an "or" or a "but".
  private func alternative(after range: Range<Int>) -> Range<Int>? {
    let rest = words.tokens[range.upperBound...].prefix(Self.reach)
    let end = rest.firstIndex { $0.kind == .stop } ?? rest.endIndex
    guard
      let turn = words.tokens[range.upperBound..<end].firstIndex(where: {
        ["or", "but", "hoac", "nhung"].contains($0.text)
      })
    else { return nil }
    let far = words.tokens[turn...].prefix(Self.reach)
    return turn..<(far.firstIndex { $0.kind == .stop } ?? far.endIndex)
  }

  private mutating func read(_ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      if let date = words.dates[index] {
        if let day = day(date) {
          limits.append(.lastDay(words.excludesDay(at: index) ? day.adding(days: -1) : day))
        }
        index = date.end
        continue
      }
      if let (count, next) = NoticeNumber.read(words.tokens, at: index),
        let limit = term(count, at: next)
      {
        limits.append(limit)
        index = next
      } else {
        index += 1
      }
    }
  }

  /// The first day that the figures can mean and that is not before the notice.
  private mutating func day(_ date: NoticeDates.Found) -> CivilDay? {
    let days = [date.day, date.other].compactMap { $0 }.sorted()
    if days.count == 2 { note(.eitherDay(days[0], days[1])) }
    guard let sentOn else { return days.first }
    guard let first = days.first(where: { $0 >= sentOn }) else {
      note(.beforeNotice(date.earliest))
      return nil
    }
    return first
  }

  private mutating func term(_ count: Int, at place: Int) -> FilingLimit? {
    let tokens = words.tokens
    var place = place
    var isWorking = false
    while place < tokens.count, ["working", "business", "calendar"].contains(tokens[place].text) {
      isWorking = isWorking || tokens[place].text != "calendar"
      place += 1
    }
    guard place < tokens.count, count > 0 else { return nil }
    let limit: FilingLimit?
    switch tokens[place].text {
    case "day", "days", "ngay":
      // "ngày làm việc"
      isWorking =
        isWorking || tokens[place...].dropFirst().prefix(2).map(\.text) == ["lam", "viec"]
      limit = count <= 366 * Self.mostYears ? .term(Term(days: count)) : nil
    case "week", "weeks", "tuan": limit = count <= 520 ? .term(Term(days: count * 7)) : nil
    case "month", "months", "thang": limit = count <= 120 ? .term(Term(months: count)) : nil
    case "year", "years", "nam":
      limit = count <= Self.mostYears ? .term(Term(years: count)) : nil
    case "hour", "hours", "gio", "tieng": limit = count <= 9000 ? .hours(count) : nil
    default: limit = nil
    }
    if limit != nil, isWorking { note(.workingDays(count)) }
    return limit
  }
}

extension NoticeWords {
  /// "Before the 4th" may leave the 3rd as the last day; "by the 4th" the 4th. The earlier day is the safe one.
  fileprivate func excludesDay(at index: Int) -> Bool {
    let before = tokens[max(0, index - 2)..<index].map(\.text)
    return before.contains("before") || before.contains("truoc")
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
