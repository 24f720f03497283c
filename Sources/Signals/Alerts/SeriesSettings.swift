/// How a series is watched. Times are in seconds.
public struct SeriesSettings: Sendable, Hashable {
  /// What the values are.
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// How many there were, per bin or per unit of exposure.
    case count
    /// How many of the exposure were hits.
    case proportion
  }

  /// Which changes are looked for.
  public enum Direction: UInt8, Sendable, Hashable, CaseIterable {
    case up
    case down
    case both
  }

  /// What the values are.
  public var kind: Kind
  /// Which changes are looked for.
  public var direction: Direction
  /// The length of a bin.
  public var width: Int64
  /// How much quiet watching there shall be to a false alarm, on average.
  public var interval: Int64
  /// Hours, weekends and holidays.
  public var calendar: SeasonCalendar
  /// The mean of similar series, per bin and unit of exposure (or the share), for a series that has
  /// little to say yet; worth a day's bins of this mean.
  public var sibling: Double?
  /// How long a series is learnt before alarms are raised; never less than a day.
  public var learning: Int64
  /// After how long half of what was learnt of the level is forgotten.
  public var levelHalfLife: Int64
  /// After how long half of what was learnt of hours, weekends, holidays and dispersion is forgotten.
  public var seasonHalfLife: Int64
  /// How long a change lasts before it is what is ordinary now.
  public var acceptance: Int64

  /// Settings of hourly counts with one false alarm a year.
  public init(
    kind: Kind = .count, direction: Direction = .up, width: Int64 = 3600,
    interval: Int64 = 8760 * 3600, calendar: SeasonCalendar = SeasonCalendar(),
    sibling: Double? = nil, learning: Int64 = 28 * 86_400, levelHalfLife: Int64 = 28 * 86_400,
    seasonHalfLife: Int64 = 90 * 86_400, acceptance: Int64 = 14 * 86_400
  ) {
    self.kind = kind
    self.direction = direction
    self.width = max(1, width)
    self.interval = max(interval, self.width)
    self.calendar = calendar
    self.sibling = sibling
    self.learning = max(86_400, learning)
    self.levelHalfLife = max(86_400, levelHalfLife)
    self.seasonHalfLife = max(86_400, seasonHalfLife)
    self.acceptance = max(86_400, acceptance)
  }
}

/// The value of a series in one bin.
public struct SeriesBin: Sendable, Hashable {
  /// When the bin begins, seconds since 1970.
  public var time: Int64
  /// The count, or the hits; `nil` where nothing is known.
  public var count: Int?
  /// What the count is out of: tests of a proportion; 1 for counts of whole bins.
  public var exposure: Double

  /// A bin.
  public init(time: Int64, count: Int?, exposure: Double = 1) {
    self.time = time
    self.count = count
    self.exposure = exposure
  }

  /// Whether the bin says anything: counts beyond 2⁴⁰ and exposures beyond 10⁻⁹…10¹² are no counts.
  var isKnown: Bool {
    guard let count else { return false }
    return (0...1 << 40).contains(count) && (1e-9...1e12).contains(exposure)
  }
}
