public import Signals

/// Changes that came together in series of one family and one direction: a day of censorship is one
/// incident, not forty.
public struct Incident: Sendable, Hashable {
  /// How it stands.
  public enum State: UInt8, Sendable, Hashable, CaseIterable {
    /// An alarm is on.
    case open
    /// All its alarms have ended.
    case ended
    /// All its alarms were taken back.
    case withdrawn
  }

  /// One series' part in it.
  public struct Part: Sendable, Hashable {
    /// The alarm as it was last told of.
    public var alarm: ChangeAlarm
    /// Whether it was taken back.
    public var isWithdrawn: Bool
  }

  /// Its number, from 1.
  public var number: Int
  /// The family of its series.
  public var family: String
  /// Whether there are more than expected, or fewer.
  public var isRise: Bool
  /// When it was first seen, by the clock of whoever feeds the router.
  public var seen: Int64
  /// Its alarms.
  public var parts: [AlarmKey: Part]
  /// Who acknowledged it; `nil` while nobody has.
  public var acknowledgedBy: String?
  /// Whether anybody was told: not while it is muted.
  var isTold = false
  /// Whether the second channels were told.
  var isEscalated = false
  /// At how many series the next notice is due.
  var nextWidth = 2

  /// How it stands.
  public var state: State {
    if parts.values.contains(where: { !$0.isWithdrawn && $0.alarm.ended == nil }) { return .open }
    return parts.values.allSatisfy(\.isWithdrawn) ? .withdrawn : .ended
  }

  /// The series of alarms that were not taken back, in their order.
  public var series: [SeriesID] {
    Set(parts.filter { !$0.value.isWithdrawn }.keys.map(\.series)).sorted()
  }

  /// Whether an alarm's change came with one of these.
  func holds(_ change: ChangeTime, within seconds: Int64) -> Bool {
    parts.values.contains { !$0.isWithdrawn && $0.alarm.change.gap(to: change) <= seconds }
  }
}

/// Which alarm it is.
public struct AlarmKey: Sendable, Hashable, Comparable {
  /// Its series.
  public var series: SeriesID
  /// Its number in the series.
  public var number: Int

  /// Names an alarm.
  public init(_ series: SeriesID, _ number: Int) {
    self.series = series
    self.number = number
  }

  /// By series, then number.
  public static func < (one: AlarmKey, other: AlarmKey) -> Bool {
    (one.series, one.number) < (other.series, other.number)
  }
}

/// What somebody is told.
public struct AlertNotice: Sendable, Hashable {
  /// Why.
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// Something began.
    case raised
    /// There is twice as much evidence.
    case grown
    /// Twice as many series are hit.
    case widened
    /// It is over.
    case ended
    /// There was nothing, as later counts say.
    case withdrawn
    /// Nobody has acknowledged it.
    case escalated
    /// There was more than should be told one by one.
    case summary
  }

  /// Why.
  public var kind: Kind
  /// When, by the clock of whoever feeds the router.
  public var time: Int64
  /// Whom it is for.
  public var channels: [String]
  /// The incidents it is about: one, or those of a summary.
  public var incidents: [Int]
  /// The series that are hit.
  public var series: [SeriesID]
  /// How many notices a summary stands for; 1 otherwise.
  public var count: Int
}
