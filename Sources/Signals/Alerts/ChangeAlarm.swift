/// Which series it is: `family` is what kind (a site's volume, removals of a platform), `name` which one.
public struct SeriesID: Sendable, Hashable, Comparable {
  /// What kind of series.
  public var family: String
  /// Which one of them.
  public var name: String

  /// Names a series.
  public init(_ family: String, _ name: String) {
    self.family = family
    self.name = name
  }

  /// By family, then name.
  public static func < (one: SeriesID, other: SeriesID) -> Bool {
    (one.family, one.name) < (other.family, other.name)
  }
}

/// An alarm of one series.
public struct ChangeAlarm: Sendable, Hashable {
  /// Its number in its series, from 1.
  public var number: Int
  /// Whether there are more than expected, or fewer.
  public var isRise: Bool
  /// When the bin began that raised it.
  public var raised: Int64
  /// When the change came.
  public var change: ChangeTime
  /// The count (or hits) since the change.
  public var observed: Double
  /// What was expected since the change.
  public var expected: Double
  /// Observed divided by expected, with the limits that hold the true ratio 19 times of 20 while the
  /// change is taken as given.
  public var ratio: Double
  /// The lower limit.
  public var ratioLow: Double
  /// The upper limit.
  public var ratioHigh: Double
  /// The largest of Page's sums: by how many nats the change explains the bins better than chance.
  public var evidence: Double
  /// How much quiet watching there is, on average, to a false alarm with this much evidence: seconds.
  public var onceIn: Double
  /// When the bin began that ended it; `nil` while it is on.
  public var ended: Int64?
}

/// What an engine says about a series after a bin.
public struct ChangeEvent: Sendable, Hashable {
  /// What happened.
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// An alarm is on.
    case raised
    /// Its evidence has doubled.
    case grown
    /// The bins are ordinary again.
    case ended
    /// The change has lasted so long that it is what is ordinary now.
    case accepted
    /// What was counted later says that there was nothing.
    case withdrawn
  }

  /// The series.
  public var series: SeriesID
  /// What happened.
  public var kind: Kind
  /// The alarm as it is now.
  public var alarm: ChangeAlarm
}
