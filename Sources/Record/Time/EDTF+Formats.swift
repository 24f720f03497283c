/// The parts of a date as the TimelineJS document format has them.
public struct TimelineDate: Sendable, Hashable {
  /// The year.
  public var year: Int
  /// The month, 1 to 12.
  public var month: Int?
  /// The day of the month.
  public var day: Int?
  /// The hour, 0 to 23.
  public var hour: Int?
  /// The minute.
  public var minute: Int?
  /// Whether the parts say more or less than the date does, so that our own words must be shown.
  public var displayNeeded: Bool
}

/// The date in other people's formats.
extension EDTF {
  /// The value of an HTML `time` element's `datetime`, or `nil` when HTML has none for this date:
  /// only a single year, month, day or timestamp that is neither approximate nor uncertain.
  public var htmlDateTime: String? {
    guard case .single(let point) = extent, point.qualifier == .exact else { return nil }
    switch point.unit {
    // HTML years are greater than zero.
    case .year(let year), .month(let year, _): return year > 0 ? point.description : nil
    case .day(let day): return day.year > 0 ? point.description : nil
    case .minute(let instant, let zone):
      return CivilDay(of: instant, in: zone).year > 0 ? point.description : nil
    case .decade, .half, .quarter: return nil
    }
  }

  /// The beginning of the date as the prefix of an ISO 8601 timestamp in UTC, as FollowTheMoney
  /// keeps dates: `2020-02` for 2020-02~, `2020` for a quarter; `nil` when the start is open.
  /// Qualifiers, ends and coarser units are lost.
  public var isoPrefix: String? {
    guard let unit = start?.unit else { return nil }
    switch unit {
    case .decade(let year), .year(let year), .half(let year, _), .quarter(let year, _):
      return padded(year, 4)
    case .month, .day: return unit.description
    case .minute(let instant, _):
      return "\(CivilDay(of: instant))T\(EDTF.clock(instant, in: .utc))"
    }
  }

  /// The first day of an all-day calendar entry; `nil` when either end is open.
  public var firstDay: CivilDay? { isOpenEnd ? nil : earliest }

  /// The day after the last of an all-day calendar entry, as RFC 5545's exclusive `DTEND`; `nil`
  /// when either end is open.
  public var dayAfterLast: CivilDay? { isOpenStart ? nil : latest?.adding(days: 1) }

  /// The date as a TimelineJS slide's `start_date` and `end_date`.
  ///
  /// That format has neither qualifiers nor quarters nor open ends: what it cannot hold is given
  /// by the nearest months or years, with ``TimelineDate/displayNeeded`` set. A date with an open
  /// start stands at its end, because a start is required.
  ///
  /// - Parameter zone: the clock on which timestamps are told; their own when `nil`.
  public func timeline(in zone: TimeZoneOffset? = nil) -> (start: TimelineDate, end: TimelineDate?)
  {
    let needsWords = qualifier != .exact
    switch extent {
    case .single(let point):
      let first = point.unit.timelineDate(atEnd: false, zone, needsWords)
      let last = point.unit.timelineDate(atEnd: true, zone, needsWords)
      return (first, first == last ? nil : last)
    case .interval(let start, let end):
      let first = start.unit.timelineDate(atEnd: false, zone, needsWords)
      let last = end.unit.timelineDate(atEnd: true, zone, needsWords)
      return (first, first == last ? nil : last)
    case .since(let point): return (point.unit.timelineDate(atEnd: false, zone, true), nil)
    case .until(let point): return (point.unit.timelineDate(atEnd: true, zone, true), nil)
    }
  }
}

extension EDTF.Unit {
  fileprivate func timelineDate(
    atEnd: Bool, _ zone: TimeZoneOffset?, _ needsWords: Bool
  ) -> TimelineDate {
    switch self {
    case .decade(let first):
      return TimelineDate(year: atEnd ? first + 9 : first, displayNeeded: true)
    case .year(let year):
      return TimelineDate(year: year, displayNeeded: needsWords)
    case .half, .quarter:
      let day = (atEnd ? lastDay : firstDay).parts
      return TimelineDate(year: day.year, month: day.month, displayNeeded: true)
    case .month(let year, let month):
      return TimelineDate(year: year, month: month, displayNeeded: needsWords)
    case .day(let civil):
      let day = civil.parts
      return TimelineDate(
        year: day.year, month: day.month, day: day.day, displayNeeded: needsWords)
    case .minute(let instant, let own):
      let clock = zone ?? own
      let civil = CivilDay(of: instant, in: clock)
      let minutes = Int(instant - civil.begins(in: clock)) / 60
      let day = civil.parts
      return TimelineDate(
        year: day.year, month: day.month, day: day.day, hour: minutes / 60, minute: minutes % 60,
        displayNeeded: needsWords)
    }
  }
}
