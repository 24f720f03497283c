/// Why a text is not a date that the record keeps, and where in the text that shows.
public struct EDTFError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Problem: Sendable, Hashable {
    /// There is nothing to read.
    case empty
    /// Longer than any date.
    case tooLong
    /// Not what a date has in this place, which would be `expected`.
    case unexpected(expected: String)
    /// A code after the year that is neither a month, a quarter nor a half-year.
    case month(Int)
    /// A code for a season or a third of a year, which the record does not keep.
    case season(Int)
    /// A day that the month does not have.
    case day(Int, daysInMonth: Int)
    /// An hour after 23 or a minute after 59.
    case clock(hour: Int, minute: Int)
    /// Seconds, which are finer than the record keeps.
    case seconds
    /// A time without its distance from UTC.
    case zoneMissing
    /// A distance from UTC beyond fourteen hours.
    case zone
    /// A timestamp with a qualifier.
    case qualifiedTime
    /// More than one unknown digit of a year.
    case unknownDigits
    /// An interval without one of its ends.
    case unknownEnd
    /// An interval open at both ends.
    case bothOpen
    /// An interval that ends before it begins.
    case reversed
  }

  /// The text, shortened to what a message can show and with unprintable bytes as `?`.
  public let text: String
  /// Where in the text, in bytes from its beginning.
  public let offset: Int
  /// What is wrong.
  public let problem: Problem

  init(_ bytes: [UInt8], at offset: Int, _ problem: Problem) {
    let shown = bytes.prefix(40)
    let printable = UInt8(ascii: " ")...UInt8(ascii: "~")
    let clean = shown.map { printable.contains($0) ? $0 : UInt8(ascii: "?") }
    text = String(decoding: clean, as: UTF8.self) + (bytes.count > 40 ? "…" : "")
    self.offset = offset
    self.problem = problem
  }

  /// The message, with the remedy: "2020-13: month 13 does not exist".
  public var description: String {
    text.isEmpty ? remedy : "\(text): \(remedy)"
  }

  private var remedy: String {
    switch problem {
    case .empty: "the date is empty; write a date such as 2020-02-12, 2020-02 or 2020"
    case .tooLong: "longer than any date; write a date such as 2020-02-12 or 2020-02/2020-04"
    case .unexpected(let expected): "expected \(expected) at byte \(offset)"
    case .month(let code): "month \(padded(code, 2)) does not exist"
    case .season(let code):
      "\(code) is a season or a third of a year; write the months instead, such as 2020-03/2020-05"
    case .day(let day, let days):
      "day \(padded(day, 2)) does not exist, the month has \(days) days"
    case .clock(let hour, let minute):
      "\(padded(hour, 2)):\(padded(minute, 2)) is not a time of day"
    case .seconds: "dates are kept to the minute; leave out the seconds"
    case .zoneMissing: "the time lacks its distance from UTC; add Z or one such as +07:00"
    case .zone: "the distance from UTC is more than 14 hours, or its minutes more than 59"
    case .qualifiedTime: "a time cannot be approximate or uncertain; give the day instead"
    case .unknownDigits: "only the last digit of a year can be unknown, as in 201X"
    case .unknownEnd: "an end of the interval is missing; write .. when it is open"
    case .bothOpen: "an interval open at both ends says nothing; give one of them"
    case .reversed: "the interval ends before it begins"
    }
  }
}
