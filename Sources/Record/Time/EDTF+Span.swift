/// The time that a date covers.
extension EDTF {
  /// The first day it can be, or `nil` when the start is open. A timestamp counts on its own clock.
  public var earliest: CivilDay? { start?.unit.firstDay }

  /// The last day it can be, or `nil` when the end is open. A timestamp counts on its own clock.
  public var latest: CivilDay? { end?.unit.lastDay }

  /// The instants covered, half-open, in seconds since 1970 UTC. An open start is `Int64.min`, an
  /// open end `Int64.max`.
  ///
  /// - Parameter zone: the clock by which days, months and years are reckoned; a timestamp keeps
  ///   its own.
  public func instants(in zone: TimeZoneOffset = .utc) -> Range<Int64> {
    let lo = start?.unit.instants(in: zone).lowerBound ?? .min
    let hi = end?.unit.instants(in: zone).upperBound ?? .max
    // A timestamp on a far clock can begin after the last day, reckoned on another, is over.
    return lo..<max(hi, lo == .min ? hi : lo + 60)
  }

  /// The first instant covered, see ``instants(in:)``.
  public func lo(in zone: TimeZoneOffset = .utc) -> Int64 { instants(in: zone).lowerBound }

  /// The first instant no longer covered, see ``instants(in:)``.
  public func hi(in zone: TimeZoneOffset = .utc) -> Int64 { instants(in: zone).upperBound }

  /// The instants within which a search finds the date: those covered, and a month more at each
  /// end that is approximate.
  public func searchInstants(in zone: TimeZoneOffset = .utc) -> Range<Int64> {
    let exact = instants(in: zone)
    var lo = exact.lowerBound
    var hi = exact.upperBound
    if startQualifier.isApproximate, let day = earliest?.adding(months: -1) {
      lo = min(lo, day.begins(in: zone))
    }
    if endQualifier.isApproximate, let day = dayAfterLast?.adding(months: 1) {
      hi = max(hi, day.begins(in: zone))
    }
    return lo..<hi
  }

  /// The first instant of ``searchInstants(in:)``.
  public func searchLo(in zone: TimeZoneOffset = .utc) -> Int64 {
    searchInstants(in: zone).lowerBound
  }

  /// The first instant after ``searchInstants(in:)``.
  public func searchHi(in zone: TimeZoneOffset = .utc) -> Int64 {
    searchInstants(in: zone).upperBound
  }

  /// Whether the two dates have an instant in common.
  public func intersects(_ other: EDTF, in zone: TimeZoneOffset = .utc) -> Bool {
    instants(in: zone).overlaps(other.instants(in: zone))
  }

  /// Whether the date has an instant between the beginning of `from` and the end of `to`; a missing
  /// bound does not limit. Never when `from` begins after `to` has ended.
  public func intersects(from: EDTF?, to: EDTF?, in zone: TimeZoneOffset = .utc) -> Bool {
    let lo = from?.lo(in: zone) ?? .min
    let hi = to?.hi(in: zone) ?? .max
    guard lo < hi else { return false }
    return instants(in: zone).overlaps(lo..<hi)
  }

  /// Whether every instant of `other` is one of this date.
  public func contains(_ other: EDTF, in zone: TimeZoneOffset = .utc) -> Bool {
    let mine = instants(in: zone)
    let theirs = other.instants(in: zone)
    return mine.lowerBound <= theirs.lowerBound && theirs.upperBound <= mine.upperBound
  }

  /// Whether something of this date came before something of `other`: yes when this date is over
  /// before the other begins, no when it cannot be earlier, maybe when the two overlap.
  public func isBefore(_ other: EDTF, in zone: TimeZoneOffset = .utc) -> Answer {
    let mine = instants(in: zone)
    let theirs = other.instants(in: zone)
    if mine.upperBound <= theirs.lowerBound { return .yes }
    return mine.lowerBound >= theirs.upperBound ? .no : .maybe
  }

  /// The order of a timeline: what begins first, then what ends first, then by spelling.
  ///
  /// - Parameter zone: the clock by which days are reckoned, as for ``instants(in:)``.
  public func isOrdered(before other: EDTF, in zone: TimeZoneOffset) -> Bool {
    let mine = instants(in: zone)
    let theirs = other.instants(in: zone)
    if mine.lowerBound != theirs.lowerBound { return mine.lowerBound < theirs.lowerBound }
    if mine.upperBound != theirs.upperBound { return mine.upperBound < theirs.upperBound }
    // By bytes: the order must not depend on how strings are compared.
    return description.utf8.lexicographicallyPrecedes(other.description.utf8)
  }
}

extension EDTF: Comparable {
  /// ``isOrdered(before:in:)`` with days reckoned in UTC.
  public static func < (left: EDTF, right: EDTF) -> Bool {
    left.isOrdered(before: right, in: .utc)
  }
}

extension EDTF.Unit {
  /// The first day of the unit.
  public var firstDay: CivilDay {
    switch self {
    case .decade(let year), .year(let year): CivilDay(checkedYear: year, month: 1, day: 1)
    case .half(let year, let half): CivilDay(checkedYear: year, month: half * 6 - 5, day: 1)
    case .quarter(let year, let quarter):
      CivilDay(checkedYear: year, month: quarter * 3 - 2, day: 1)
    case .month(let year, let month): CivilDay(checkedYear: year, month: month, day: 1)
    case .day(let day): day
    case .minute(let instant, let zone): CivilDay(of: instant, in: zone)
    }
  }

  /// The last day of the unit.
  public var lastDay: CivilDay {
    switch self {
    case .decade(let year): CivilDay(checkedYear: year + 9, month: 12, day: 31)
    case .year(let year): CivilDay(checkedYear: year, month: 12, day: 31)
    case .half(let year, let half): EDTF.Unit.lastDay(ofMonth: half * 6, year)
    case .quarter(let year, let quarter): EDTF.Unit.lastDay(ofMonth: quarter * 3, year)
    case .month(let year, let month): EDTF.Unit.lastDay(ofMonth: month, year)
    case .day, .minute: firstDay
    }
  }

  private static func lastDay(ofMonth month: Int, _ year: Int) -> CivilDay {
    let day = CivilDay.daysInMonth(month, ofYear: year)
    return CivilDay(checkedYear: year, month: month, day: day)
  }

  /// The instants of the unit in seconds since 1970 UTC, half-open.
  func instants(in zone: TimeZoneOffset) -> Range<Int64> {
    if case .minute(let instant, _) = self { return instant..<instant + 60 }
    return firstDay.begins(in: zone)..<lastDay.adding(days: 1).begins(in: zone)
  }
}
