/// Watches many series and says when their level changes: the one engine for counts and proportions.
///
/// A bin is given once, when it is over; a bin that was given before, or is older than the last, is a
/// revision. Nothing in it reads a clock or draws at random, so that the same bins in the same order
/// give the same events, and a snapshot goes on as if there had been none. The null model and its run
/// lengths are in Documentation/alerts.md.
public struct ChangeEngine: Sendable, Hashable {
  var tracks: [SeriesID: SeriesTrack] = [:]

  /// An engine without series.
  public init() {}

  /// The series, in their order.
  public var series: [SeriesID] { tracks.keys.sorted() }

  /// Begins to watch a series, or watches it under other settings: then it is learnt anew.
  public mutating func watch(_ id: SeriesID, _ settings: SeriesSettings) {
    guard tracks[id]?.settings != settings else { return }
    tracks[id] = SeriesTrack(settings)
  }

  /// Watches a series no longer.
  public mutating func forget(_ id: SeriesID) { tracks[id] = nil }

  /// Takes a bin in.
  /// - Parameters:
  ///   - bin: Its time may be any moment in the bin. A missing value (`nil`), or one that cannot be
  ///     (negative, exposure not above 0), raises nothing and teaches nothing; where a value was known
  ///     before, it is taken back.
  /// - Returns: What happened; nothing for a series that is not watched.
  @discardableResult
  public mutating func update(_ id: SeriesID, _ bin: SeriesBin) -> [ChangeEvent] {
    // Taken out, so that what is large in it is not copied.
    guard var track = tracks.removeValue(forKey: id) else { return [] }
    defer { tracks[id] = track }
    guard SeriesTrack.times.contains(bin.time) else { return [] }
    var bin = bin
    bin.time = track.begin(of: bin.time)
    return track.take(bin).map { ChangeEvent(series: id, kind: $0.0, alarm: $0.1) }
  }

  /// What is known of a series; `nil` of one that is not watched.
  public func state(of id: SeriesID) -> SeriesState? {
    tracks[id].map { SeriesState($0) }
  }
}

/// What an engine knows of a series.
public struct SeriesState: Sendable, Hashable {
  /// How a series is.
  public enum Phase: UInt8, Sendable, Hashable, CaseIterable {
    /// Too little is known of it for alarms.
    case learning
    /// As it should be.
    case quiet
    /// Within two nats of an alarm.
    case watch
    /// An alarm is on.
    case alarm
  }

  /// How it is.
  public var phase: Phase
  /// The begin of the last bin; `nil` before the first.
  public var last: Int64?
  /// The mean of a bin over a week, or the share.
  public var mean: Double
  /// The dispersion of counts, or the correlation of trials.
  public var dispersion: Double
  /// ln R̄, the larger of both directions; −∞ before alarms are raised.
  public var evidence: Double
  /// What ln R̄ has to reach.
  public var limit: Double
  /// How much quiet watching there is to a false alarm on average, in seconds: for counts measured, for
  /// proportions a lower bound. Infinite before alarms are raised.
  public var interval: Double
  /// Bins that were watched without an alarm.
  public var quietBins: Int
  /// Bins that came too late to be taken in.
  public var tooLate: Int
  /// Alarms that are on or can still be revised.
  public var alarms: [ChangeAlarm]
}
