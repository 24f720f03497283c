/// One day of the Gregorian calendar, extended backwards before its adoption.
///
/// Held as the count of days since 1970-01-01, so that comparing and counting days is integer
/// arithmetic. The calendar algorithms are those of Howard Hinnant, "chrono-Compatible Low-Level
/// Date Algorithms".
public struct CivilDay: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Whole days since 1970-01-01; negative before it.
  public let sinceEpoch: Int32

  /// The day `sinceEpoch` days after 1970-01-01.
  public init(sinceEpoch: Int32) {
    self.sinceEpoch = sinceEpoch
  }

  /// The day of that year, month and day of the month, or `nil` when the calendar has no such day.
  ///
  /// Years run from -9999 to 99999.
  public init?(year: Int, month: Int, day: Int) {
    guard (-9999...99999).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilDay.daysInMonth(month, ofYear: year)
    else { return nil }
    self.init(checkedYear: year, month: month, day: day)
  }

  /// The day that `text` spells as `YYYY-MM-DD`, or `nil` for any other spelling or an impossible
  /// day.
  public init?(parsing text: some StringProtocol) {
    let bytes = Array(text.utf8.prefix(11))
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = CivilDay.number(bytes[0..<4]), let month = CivilDay.number(bytes[5..<7]),
      let day = CivilDay.number(bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// For callers that have checked that the day exists.
  init(checkedYear year: Int, month: Int, day: Int) {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    sinceEpoch = Int32(clamping: era * 146_097 + dayOfEra - 719_468)
  }

  /// The calendar's name for the day.
  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = Int(sinceEpoch) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// The year, negative before year 0.
  public var year: Int { parts.year }

  /// The month, 1 to 12.
  public var month: Int { parts.month }

  /// The day of the month, 1 to 31.
  public var day: Int { parts.day }

  /// The day of the week as ISO 8601 counts: 1 is Monday, 7 is Sunday.
  public var weekday: Int {
    let sinceMonday = (Int(sinceEpoch) + 3) % 7
    return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1
  }

  /// The instant at which the day begins at that distance from UTC, in seconds since 1970 UTC.
  public func begins(in zone: TimeZoneOffset = .utc) -> Int64 {
    Int64(sinceEpoch) * 86_400 - Int64(zone.minutesEast) * 60
  }

  /// The day on which `instant`, in seconds since 1970 UTC, falls at that distance from UTC.
  public init(of instant: Int64, in zone: TimeZoneOffset = .utc) {
    let (local, overflow) = instant.addingReportingOverflow(Int64(zone.minutesEast) * 60)
    let seconds = overflow ? instant : local
    let day = seconds >= 0 ? seconds / 86_400 : -((-(seconds + 1)) / 86_400) - 1
    sinceEpoch = Int32(clamping: day)
  }

  /// The day `count` days later, or earlier when negative; saturates at the ends of the count.
  public func adding(days count: Int) -> CivilDay {
    let (sum, overflow) = Int(sinceEpoch).addingReportingOverflow(count)
    return CivilDay(sinceEpoch: overflow ? (count > 0 ? .max : .min) : Int32(clamping: sum))
  }

  /// The same day of the month `count` months later, or the last day of that month when it is
  /// shorter: 2019-08-31 and 6 months is 2020-02-29. `nil` outside the years -9999 to 99999.
  public func adding(months count: Int) -> CivilDay? {
    let (year, month, day) = parts
    guard (-2_000_000...2_000_000).contains(count) else { return nil }
    let index = year * 12 + month - 1 + count
    let monthIndex = ((index % 12) + 12) % 12
    let newYear = (index - monthIndex) / 12
    let last = CivilDay.daysInMonth(monthIndex + 1, ofYear: newYear)
    return CivilDay(year: newYear, month: monthIndex + 1, day: min(day, last))
  }

  /// Whole days from this day until `other`; negative when `other` is earlier.
  public func days(until other: CivilDay) -> Int {
    Int(other.sinceEpoch) - Int(sinceEpoch)
  }

  /// Whether the year has a 29 February.
  public static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  /// How many days the month has; 0 when there is no such month.
  public static func daysInMonth(_ month: Int, ofYear year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    case 1...12: 31
    default: 0
    }
  }

  /// Earlier days first.
  public static func < (left: CivilDay, right: CivilDay) -> Bool {
    left.sinceEpoch < right.sinceEpoch
  }

  /// The day as `YYYY-MM-DD` (ISO 8601).
  public var description: String {
    let (year, month, day) = parts
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }
}

/// `number` in decimal, with zeros in front up to `width` digits.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number.magnitude)
  let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
  return (number < 0 ? "-" : "") + zeros + digits
}
