internal import Record

/// When clocks are changed every year, as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ClockRule: Sendable {
  /// A day of the year and a time on it.
  private enum Day: Sendable, Hashable {
    case week(month: Int, week: Int, weekday: Int)
    /// Counted from 1, without 29 February.
    case plain(Int)
    /// Counted from 0, with it.
    case counted(Int)
  }

  private var standard: Int64
  private var summer: Int64
  private var begins: (day: Day, time: Int64)
  private var ends: (day: Day, time: Int64)

  /// `nil` when the rule cannot be read or nothing is ever changed.
  init?(_ text: ArraySlice<UInt8>) {
    var text = text
    guard Self.skipName(&text), let west = Self.time(&text), Self.skipName(&text) else {
      return nil
    }
    standard = -west
    summer = standard + 3600
    if text.first != UInt8(ascii: ",") {
      guard let west = Self.time(&text) else { return nil }
      summer = -west
    }
    guard let begins = Self.rule(&text), let ends = Self.rule(&text), text.isEmpty else {
      return nil
    }
    self.begins = begins
    self.ends = ends
  }

  /// The changes of a year and the offsets that they lead to, in the order of time.
  func changes(in year: Int) -> [(time: Int64, offset: Int64)] {
    [
      (Self.instant(begins, year) - standard, summer),
      (Self.instant(ends, year) - summer, standard),
    ].sorted { $0.time < $1.time }
  }

  private static func instant(_ rule: (day: Day, time: Int64), _ year: Int) -> Int64 {
    func day(_ month: Int, _ day: Int) -> Int {
      Int(CivilDay(year: year, month: month, day: day)?.sinceEpoch ?? 0)
    }
    let date: Int
    switch rule.day {
    case .plain(let number):
      date = day(1, 1) + number - 1 + (number >= 60 && CivilDay.isLeap(year) ? 1 : 0)
    case .counted(let number): date = day(1, 1) + number
    case .week(let month, let week, let weekday):
      let first = day(month, 1)
      // 1 January 1970 was a Thursday, day 4.
      let ahead = ((weekday - (first + 4)) % 7 + 7) % 7
      var wanted = first + ahead + (week - 1) * 7
      while wanted >= first + CivilDay.daysInMonth(month, ofYear: year) { wanted -= 7 }
      date = wanted
    }
    return Int64(date) * 86_400 + rule.time
  }

  private static func skipName(_ text: inout ArraySlice<UInt8>) -> Bool {
    if text.first == UInt8(ascii: "<") {
      guard let end = text.firstIndex(of: UInt8(ascii: ">")) else { return false }
      text = text[(end + 1)...]
      return true
    }
    let name = text.prefix { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
    text = text[name.endIndex...]
    return name.count >= 3
  }

  private static func number(_ text: inout ArraySlice<UInt8>) -> Int? {
    let digits = text.prefix { $0 &- 0x30 < 10 }
    text = text[digits.endIndex...]
    guard (1...3).contains(digits.count) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private static func skip(_ byte: UInt8, _ text: inout ArraySlice<UInt8>) -> Bool {
    guard text.first == byte else { return false }
    text.removeFirst()
    return true
  }

  private static func time(_ text: inout ArraySlice<UInt8>) -> Int64? {
    let isNegative = skip(UInt8(ascii: "-"), &text)
    if !isNegative { _ = skip(UInt8(ascii: "+"), &text) }
    guard let hours = number(&text) else { return nil }
    var seconds = hours * 3600
    if skip(UInt8(ascii: ":"), &text) {
      guard let minutes = number(&text) else { return nil }
      seconds += minutes * 60
      if skip(UInt8(ascii: ":"), &text) {
        guard let rest = number(&text) else { return nil }
        seconds += rest
      }
    }
    return Int64(isNegative ? -seconds : seconds)
  }

  private static func rule(_ text: inout ArraySlice<UInt8>) -> (day: Day, time: Int64)? {
    guard skip(UInt8(ascii: ","), &text) else { return nil }
    let day: Day
    if skip(UInt8(ascii: "M"), &text) {
      guard let month = number(&text), skip(UInt8(ascii: "."), &text),
        let week = number(&text), skip(UInt8(ascii: "."), &text), let weekday = number(&text),
        (1...12).contains(month), (1...5).contains(week), weekday < 7
      else { return nil }
      day = .week(month: month, week: week, weekday: weekday)
    } else {
      let isPlain = skip(UInt8(ascii: "J"), &text)
      guard let number = number(&text), number <= 365 else { return nil }
      day = isPlain ? .plain(number) : .counted(number)
    }
    guard skip(UInt8(ascii: "/"), &text) else { return (day, 7200) }
    return time(&text).map { (day, $0) }
  }
}
