/// A date as well as it is known: a day, a month, a quarter, about a year, from one month to
/// another, since a day and still going on.
///
/// A subset of the Extended Date/Time Format, ISO 8601-2:2019: level 0 and 1 dates of four-digit
/// years with the qualifiers `~` (approximate), `?` (uncertain) and `%` (both), decades (`201X`),
/// quarters (`2020-33` to `2020-36`), half-years (`2020-40`, `2020-41`), intervals with open ends
/// (`..`), and timestamps to the minute with their distance from UTC. Every value has exactly one
/// spelling, ``description``, and two values are equal when it is the same.
public struct EDTF: Sendable, Hashable {
  /// The calendar unit that a date names.
  public enum Unit: Sendable, Hashable {
    /// Ten years, named by the first.
    case decade(Int)
    /// A year, 0 to 9999.
    case year(Int)
    /// The first or second half of a year.
    case half(year: Int, half: Int)
    /// One of the four quarters of a year.
    case quarter(year: Int, quarter: Int)
    /// A month, 1 to 12, of a year.
    case month(year: Int, month: Int)
    /// A day.
    case day(CivilDay)
    /// A minute, by the instant at which it begins in seconds since 1970 UTC, and the clock on
    /// which it was read.
    case minute(Int64, TimeZoneOffset)
  }

  /// What the source adds to a date.
  public enum Qualifier: String, Sendable, Hashable, CaseIterable {
    /// Nothing: the date is as stated.
    case exact = ""
    /// Near the date stated, `~`.
    case approximate = "~"
    /// The date stated, if the source is right, `?`.
    case uncertain = "?"
    /// Near the date stated, if the source is right, `%`.
    case both = "%"

    /// Whether the date is only near the one stated.
    public var isApproximate: Bool { self == .approximate || self == .both }
    /// Whether the source doubts the date.
    public var isUncertain: Bool { self == .uncertain || self == .both }

    /// All that either qualifier says.
    public func union(_ other: Qualifier) -> Qualifier {
      let approximate = isApproximate || other.isApproximate
      let uncertain = isUncertain || other.isUncertain
      return approximate ? (uncertain ? .both : .approximate) : (uncertain ? .uncertain : .exact)
    }
  }

  /// One date: a unit and what the source adds to it.
  public struct Point: Sendable, Hashable {
    /// The calendar unit named.
    public let unit: Unit
    /// What the source adds to it.
    public let qualifier: Qualifier

    init(_ unit: Unit, _ qualifier: Qualifier = .exact) {
      self.unit = unit
      self.qualifier = qualifier
    }
  }

  /// One date, or a span between dates.
  public enum Extent: Sendable, Hashable {
    /// One date.
    case single(Point)
    /// From the first date to the second, both included.
    case interval(Point, Point)
    /// From a date on, with no end.
    case since(Point)
    /// Up to and including a date, from nobody knows when.
    case until(Point)
  }

  /// How finely a date is known.
  public enum Precision: String, Sendable, Hashable, CaseIterable {
    case minute, day, month, quarter, half, year, decade
    /// An interval with both ends.
    case range
    /// An interval without one of its ends.
    case open
  }

  /// What the date says.
  public let extent: Extent

  /// For callers that have checked every part.
  init(checked extent: Extent) {
    self.extent = extent
  }

  /// A day, or a month without its day, or a year alone; `nil` when there is no such date or the
  /// year does not have four digits.
  public init?(
    year: Int, month: Int? = nil, day: Int? = nil, qualifier: Qualifier = .exact
  ) {
    guard (0...9999).contains(year) else { return nil }
    switch (month, day) {
    case (nil, nil):
      self.init(checked: .single(Point(.year(year), qualifier)))
    case (.some(let month), nil):
      guard (1...12).contains(month) else { return nil }
      self.init(checked: .single(Point(.month(year: year, month: month), qualifier)))
    case (.some(let month), .some(let day)):
      guard let civil = CivilDay(year: year, month: month, day: day) else { return nil }
      self.init(checked: .single(Point(.day(civil), qualifier)))
    case (nil, .some):
      return nil
    }
  }

  /// One day; `nil` when its year does not have four digits.
  public init?(_ day: CivilDay, qualifier: Qualifier = .exact) {
    guard (0...9999).contains(day.year) else { return nil }
    self.init(checked: .single(Point(.day(day), qualifier)))
  }

  /// The minute that holds `instant`, in seconds since 1970 UTC, as read on that clock; `nil` when
  /// its year does not have four digits.
  public init?(minuteOf instant: Int64, in zone: TimeZoneOffset = .utc) {
    guard (0...9999).contains(CivilDay(of: instant, in: zone).year) else { return nil }
    let intoMinute = ((instant % 60) + 60) % 60
    self.init(checked: .single(Point(.minute(instant - intoMinute, zone))))
  }

  /// The first date, nil when the start is open.
  public var start: Point? {
    switch extent {
    case .single(let point), .interval(let point, _), .since(let point): point
    case .until: nil
    }
  }

  /// The last date, nil when the end is open.
  public var end: Point? {
    switch extent {
    case .single(let point), .interval(_, let point), .until(let point): point
    case .since: nil
    }
  }

  /// What the source adds to the first date; exact when the start is open.
  public var startQualifier: Qualifier { start?.qualifier ?? .exact }

  /// What the source adds to the last date; exact when the end is open.
  public var endQualifier: Qualifier { end?.qualifier ?? .exact }

  /// All that the source adds to either date.
  public var qualifier: Qualifier { startQualifier.union(endQualifier) }

  /// Whether the date has no beginning.
  public var isOpenStart: Bool { start == nil }

  /// Whether the date has no end.
  public var isOpenEnd: Bool { end == nil }

  /// How finely the date is known.
  public var precision: Precision {
    switch extent {
    case .single(let point): point.unit.precision
    case .interval: .range
    case .since, .until: .open
    }
  }
}

extension EDTF.Unit {
  /// How fine the unit is.
  public var precision: EDTF.Precision {
    switch self {
    case .decade: .decade
    case .year: .year
    case .half: .half
    case .quarter: .quarter
    case .month: .month
    case .day: .day
    case .minute: .minute
    }
  }
}

extension EDTF: CustomStringConvertible {
  /// The one spelling of this date in the Extended Date/Time Format.
  public var description: String {
    switch extent {
    case .single(let point): point.description
    case .interval(let start, let end): "\(start)/\(end)"
    case .since(let start): "\(start)/.."
    case .until(let end): "../\(end)"
    }
  }
}

extension EDTF.Point: CustomStringConvertible {
  /// The date's spelling in the Extended Date/Time Format.
  public var description: String { unit.description + qualifier.rawValue }
}

extension EDTF.Unit: CustomStringConvertible {
  /// The unit's spelling in the Extended Date/Time Format.
  public var description: String {
    switch self {
    case .decade(let first): padded(first / 10, 3) + "X"
    case .year(let year): padded(year, 4)
    case .half(let year, let half): "\(padded(year, 4))-\(39 + half)"
    case .quarter(let year, let quarter): "\(padded(year, 4))-\(32 + quarter)"
    case .month(let year, let month): "\(padded(year, 4))-\(padded(month, 2))"
    case .day(let day): day.description
    case .minute(let instant, let zone):
      "\(CivilDay(of: instant, in: zone))T\(EDTF.clock(instant, in: zone))\(zone)"
    }
  }
}

extension EDTF {
  /// What a clock in `zone` shows at `instant`, as `HH:MM`.
  static func clock(_ instant: Int64, in zone: TimeZoneOffset) -> String {
    let midnight = CivilDay(of: instant, in: zone).begins(in: zone)
    let minutes = Int(instant - midnight) / 60
    return "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
  }
}
