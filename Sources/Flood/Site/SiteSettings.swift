/// How a site is watched.
public struct SiteSettings: Sendable, Hashable {
  /// The statistic of shares at which there is an alarm: with h, independent bins of ten seconds give a false alarm every
  /// e^h bins at most.
  public var shareThreshold = 10.0
  /// The statistic of volume at which there is a surge.
  public var volumeThreshold = 12.0
  /// So long nothing is judged, in seconds: what is usual must be learned first.
  public var warmUp: Int64 = 1_800
  /// So many requests must have been seen first.
  public var leastLearned = 600
  /// How late a line may come at first, in seconds; learned later.
  public var lateness: Int64 = 5
  /// So long after the last sign an attack is over, in seconds.
  public var quiet: Int64 = 300
  /// Waves within so many seconds are one incident.
  public var mergeWithin: Int64 = 3_600
  /// The seed of all sampling.
  public var seed: UInt64 = 1

  /// The usual settings.
  public init() {}
}
