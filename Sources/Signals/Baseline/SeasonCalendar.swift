/// What a moment has in common with others of its kind: the hour of its day, whether the day is one
/// of rest, whether it is a holiday. Days are those of one fixed offset from UTC.
public struct SeasonCalendar: Sendable, Hashable {
  /// Seconds that local time is ahead of UTC.
  public var offset: Int64
  /// Days of rest, counted from Monday as 0.
  public var weekend: Set<Int>
  /// Holidays, as days since 1970 in local time; those that move, like Tết, have to be given for each
  /// year.
  public var holidays: Set<Int64>

  /// A calendar; without arguments that of UTC with Saturday and Sunday.
  public init(offset: Int64 = 0, weekend: Set<Int> = [5, 6], holidays: Set<Int64> = []) {
    self.offset = offset
    self.weekend = weekend
    self.holidays = holidays
  }

  /// The local day of a moment, since 1970.
  func day(_ time: Int64) -> Int64 { floorDivided(time &+ offset, by: 86_400) }

  /// The hour of the local day, 0…23.
  func hour(_ time: Int64) -> Int {
    Int(floorDivided(time &+ offset &- day(time) &* 86_400, by: 3600))
  }

  /// Whether the moment lies on a day of rest.
  func isWeekend(_ time: Int64) -> Bool {
    // The first of January 1970 was a Thursday.
    let weekday = (day(time) &+ 3) % 7
    return weekend.contains(Int(weekday < 0 ? weekday + 7 : weekday))
  }

  /// Whether the moment lies on a holiday.
  func isHoliday(_ time: Int64) -> Bool { holidays.contains(day(time)) }
}

/// Division that rounds down also below 0.
func floorDivided(_ value: Int64, by divisor: Int64) -> Int64 {
  let quotient = value / divisor
  return value % divisor < 0 ? quotient - 1 : quotient
}
