import Signals

/// Who shows that a silence is one, and not a file that was never taken in.
///
/// Files that are missing look like measurements that were never made. Where others were measured in
/// the same hours as before, files of those hours are here; where everybody fell silent at once, it is
/// the files, or whoever collects them.
enum SilenceWitness: Sendable, Hashable {
  /// It is no silence.
  case notNeeded
  /// Other networks or other countries were measured in that time as before.
  case others
  /// It fills whole days of files, and nothing of the country is in these.
  case wholeDays
  /// It begins and ends as missing hour files would (``HourGap``).
  case wholeHours
  /// Measurements of that time were set aside.
  case setAside
  /// Nothing was taken in that was measured in that time, or far less of everybody than before.
  case nobody

  /// Whether it is known that what is silent is silent.
  var isWitnessed: Bool { self == .notNeeded || self == .others }

  /// What a finding says of it.
  var labels: [String] {
    switch self {
    case .notNeeded, .others: []
    case .wholeHours: ["uncorroborated", "whole-hours"]
    case .wholeDays, .setAside, .nobody: ["uncorroborated"]
    }
  }

  init(of episode: Episode, among observations: [Observation]) {
    guard episode.kind == .collapse else {
      self = .notNeeded
      return
    }
    let start = episode.onset.estimate
    let end = episode.end?.estimate ?? (observations.map(\.start).max() ?? start) &+ 1
    guard start < end else {
      self = .nobody
      return
    }
    if !Self.areOthersThere(start..<end, episode, observations) {
      self = .nobody
    } else if Self.isOfWholeDays(start..<end, episode, observations) {
      self = .wholeDays
    } else if HourGap(start..<end, of: episode, memory: Self.memory, in: observations)?.isLikely
      ?? false
    {
      self = .wholeHours
    } else {
      self = .others
    }
  }

  // MARK: Others

  private struct Arrival: Hashable {
    var vantagePoint: String
    var hour: Int64
  }

  /// Days before the silence to which others are compared.
  private static let memory: Int64 = 7 * 86_400
  /// A shorter time before it says nothing of how many there are.
  private static let leastMemory: Int64 = 86_400
  /// Who brings less of what was due is as silent (``EpisodeSettings/collapseShare``). A few come
  /// late, with files of other days.
  private static let share = 0.35

  private static func areOthersThere(
    _ silence: Range<Int64>, _ episode: Episode, _ observations: [Observation]
  ) -> Bool {
    let silent = Set(episode.networks)
    let (first, isTooEarly) = silence.lowerBound.subtractingReportingOverflow(memory)
    guard !isTooEarly else { return false }
    var before: Set<Arrival> = []
    var since = silence.lowerBound
    var during: Set<Arrival> = []
    for observation in observations where (first..<silence.upperBound).contains(observation.start) {
      let isOther =
        observation.country != episode.country
        || episode.scope != .country && !(observation.network.map(silent.contains) ?? true)
      guard isOther else { continue }
      let arrival = Arrival(
        vantagePoint: observation.vantagePoint, hour: observation.start / 3600)
      if silence.contains(observation.start) {
        during.insert(arrival)
      } else {
        before.insert(arrival)
        since = min(since, observation.start)
      }
    }
    guard !during.isEmpty else { return false }
    let known = silence.lowerBound - since
    guard known >= leastMemory else { return true }
    let due = Double(before.count) / Double(known) * Double(silence.upperBound - silence.lowerBound)
    return Double(during.count) >= share * due
  }

  // MARK: Whole days

  private static let day: Int64 = 86_400
  /// How long before midnight the last measurement of a file may lie, and after it the first of one.
  private static let edge: Int64 = 3600

  /// Whether nothing of the country is there of one or more whole days (UTC), and of the days beside them
  /// everything to midnight: files are cut there, and people seldom are.
  private static func isOfWholeDays(
    _ silence: Range<Int64>, _ episode: Episode, _ observations: [Observation]
  ) -> Bool {
    let length = silence.upperBound - silence.lowerBound
    let middle = silence.lowerBound + length / 2
    var last: Int64?
    var first: Int64?
    for observation in observations where observation.country == episode.country {
      if observation.start < middle {
        last = max(last ?? observation.start, observation.start)
      } else {
        first = min(first ?? observation.start, observation.start)
      }
    }
    guard let last, episode.end == nil || first != nil else { return false }
    let end = first ?? silence.upperBound
    let midnight = (last / day + 1) * day
    let lastMidnight = end / day * day
    return last >= 0 && midnight < lastMidnight && midnight - last <= edge
      && (first == nil || end - lastMidnight <= edge)
      && Double(end - last) >= 0.9 * Double(length)
  }
}
