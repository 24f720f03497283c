public import Record

/// A point in time as well as it is known: to the second, or to the day.
public enum DocketMoment: Sendable, Hashable {
  /// A day, on whichever clock.
  case day(CivilDay)
  /// Seconds since 1970 UTC.
  case instant(Int64)

  /// The day on a clock in `zone`.
  public func day(in zone: TimeZoneOffset) -> CivilDay {
    switch self {
    case .day(let day): day
    case .instant(let instant): CivilDay(of: instant, in: zone)
    }
  }

  /// The first instant that it can be on a clock in `zone`.
  func begins(in zone: TimeZoneOffset) -> Int64 {
    switch self {
    case .day(let day): day.begins(in: zone)
    case .instant(let instant): instant
    }
  }
}

/// The last moment at which an appeal can be filed (specification, section 5.2).
public struct Deadline: Sendable, Hashable {
  /// Where the limit comes from.
  public enum Basis: String, Sendable, Hashable, CaseIterable, Codable {
    /// The user's own notice says so: it wins.
    case noticeText = "notice_text"
    case platformRule = "platform_rule"
    case statute
    /// Nobody knows: the shortest limit of the table is used.
    case conservativeDefault = "conservative_default"
  }

  /// The instant from which on it is too late, in seconds since 1970 UTC: the earliest over all clocks by
  /// which the forum may reckon, and the person's own.
  public var closes: Int64
  /// The instant from which on it is too late on every clock by which anybody may reckon: what was filed before it may
  /// have been in time.
  public var surelyCloses: Int64
  /// Where the limit comes from.
  public var basis: Basis
  /// Whether the forum's clock is not known, so that the earliest clock on earth was used.
  public var isZoneAssumed: Bool
  /// The forum whose limit was taken where the basis is the conservative default.
  public var takenFrom: String?

  /// The last day that has at least a moment left, on a clock in `zone`.
  public func lastDay(in zone: TimeZoneOffset) -> CivilDay { CivilDay(of: closes - 1, in: zone) }

  /// The time on the last day at which it closes, on a clock in `zone`; `nil` where that day is left as a whole.
  public func lastTime(in zone: TimeZoneOffset) -> String? {
    let seconds = Int(closes - CivilDay(of: closes, in: zone).begins(in: zone))
    guard seconds > 0 else { return nil }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(seconds / 3600)):\(two(seconds / 60 % 60))"
  }

  /// Days of the calendar left at `now` on a clock in `zone`, 0 on the last day; negative when it is over. Two limits
  /// that end on one day have as many.
  public func daysLeft(at now: Int64, in zone: TimeZoneOffset) -> Int {
    closes > now ? CivilDay(of: now, in: zone).days(until: lastDay(in: zone)) : -1
  }

  /// Days before the end at which a reminder is due.
  public static let reminderDays = [14, 7, 3, 1]

  /// The reminders that are still to come at `now`: how many days before the end, and when.
  public func reminders(after now: Int64) -> [(days: Int, at: Int64)] {
    Self.reminderDays.map { (days: $0, at: closes - Int64($0) * 86_400) }.filter { $0.at > now }
  }

  /// The clock on which a day ends first.
  static let earliestZone = TimeZoneOffset(minutesEast: 840) ?? .utc
  /// The clock on which it ends last.
  static let latestZone = TimeZoneOffset(minutesEast: -720) ?? .utc

  /// The deadline of a limit.
  ///
  /// - Parameters:
  ///   - start: of the time limit: the notice, or the decision of the stage before.
  ///   - forumZones: the clocks by which the forum may reckon; none where that is not known.
  ///   - userZone: the person's own clock.
  /// - Returns: `nil` where the limit needs a start and there is none, or ends after the year 9999.
  public init?(
    _ limit: FilingLimit, from start: DocketMoment?, forumZones: [TimeZoneOffset],
    userZone: TimeZoneOffset, basis: Basis, takenFrom: String? = nil
  ) {
    let zones =
      (forumZones.isEmpty ? [Self.earliestZone, Self.latestZone] : forumZones) + [userZone]
    var ends: [Int64] = []
    for zone in zones {
      guard let end = Self.end(of: limit, from: start, in: zone) else { return nil }
      ends.append(end)
    }
    guard let first = ends.min(), let last = ends.max() else { return nil }
    closes = first
    surelyCloses = last
    self.basis = basis
    isZoneAssumed = forumZones.isEmpty
    self.takenFrom = takenFrom
  }

  private static func end(
    of limit: FilingLimit, from start: DocketMoment?, in zone: TimeZoneOffset
  ) -> Int64? {
    switch limit {
    case .lastDay(let day): return day.adding(days: 1).begins(in: zone)
    case .hours(let hours): return start.map { $0.begins(in: zone) + Int64(hours) * 3600 }
    case .term(let term):
      return start.flatMap { term.end(from: $0.day(in: zone)) }?.adding(days: 1).begins(in: zone)
    }
  }
}
