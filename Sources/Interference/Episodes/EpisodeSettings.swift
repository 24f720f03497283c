/// What the search for episodes is tuned by. Every field is part of a finding: the same settings and
/// the same observations give the same episodes.
public struct EpisodeSettings: Sendable, Hashable {
  /// The chance that a whole replay under the null model of a search holds one false alarm or more;
  /// thresholds follow from it and from how many tests the replay makes.
  public var falseAlarmChance = 0.01
  /// What part of that chance the search for blocks that come back at the same hours may use.
  public var recurringChance = 0.1
  /// No sum of evidence below this is an alarm, however few tests there are: ln 1000.
  public var leastEvidence = 6.907_755_278_982_137
  /// How many votes an alarm needs at the least.
  public var leastVotes = 3
  /// How many hours of the day a block that comes back day after day may last.
  public var recurringHours = 2...8
  /// On how many days it has to have come.
  public var leastRecurrences = 5
  /// What share of the votes of the other hours may be blocked at the most.
  public var quietHoursShare = 0.25
  /// How long a series is looked back on for what is ordinary, in seconds.
  public var memory: Int64 = 28 * 86_400
  /// What the ordinary share of blocked votes is held to.
  public var ordinaryShare: ClosedRange<Double> = 0.02...0.5
  /// The share of blocked votes thought of before a series has spoken, and how many votes that
  /// thought weighs.
  public var priorShare = 0.03
  /// See `priorShare`.
  public var priorVotes = 20.0
  /// How far back lately is, in seconds, and how many votes the longer memory weighs against it.
  public var recent: Int64 = 3 * 86_400
  /// See `recent`.
  public var recentVotes = 100.0
  /// How many votes have to lie before an onset for it to count as seen, and not as a state that
  /// was there before.
  public var leastVotesBefore = 12
  /// How long after an alarm votes still tell when it began, in seconds.
  public var reach: Int64 = 72 * 3600
  /// From what share of blocked votes on in the time of `reach` after it a pause is none that ends a block.
  public var pausedShare = 0.1
  /// What onsets have to be within to be one event, in seconds.
  public var together: Int64 = 6 * 3600
  /// Within what an event goes on, in seconds.
  public var extended: Int64 = 72 * 3600
  /// Within what the same target has to have moved in other countries to be a global change, in
  /// seconds, and in how many at the least, of three vantage points each (``GlobalChange``).
  public var globalSpan: Int64 = 3 * 3600
  /// See `globalSpan`.
  public var globalCountries = 3
  /// How near a change of what we judge by makes an onset suspect, in seconds.
  public var inputSpan: Int64 = 6 * 3600
  /// Below what share of successes outside a site counts as down.
  public var leastControlShare = 0.5

  /// The windows of the search for collapse, in hours.
  public var volumeWindows = [3, 6, 12, 24, 36, 48]
  /// How many arrivals a window has to have been due.
  public var leastExpected = 20.0
  /// What share of the due arrivals a collapse leaves at the most.
  public var collapseShare = 0.35
  /// What share of the ordinary arrivals a quiet day may bring.
  public var quietShare = 0.5
  /// The logarithm of the chance that such a day brings so little: an alarm needs one at or below
  /// this, ln 1e−5.
  public var quietEvidence = -11.512_925_464_970_229
  /// How many targets and vantage points a network's ordinary volume has to come from.
  public var leastVolumeTargets = 3
  /// See `leastVolumeTargets`.
  public var leastVolumeVantagePoints = 5

  /// What share of its ordinary goodput a slowdown leaves at the most.
  public var slowShare = 0.5
  /// From what share of it on the slowdown is over.
  public var usualShare = 0.7
  /// How long a series is looked back on for its ordinary goodput, in seconds.
  public var goodputMemory: Int64 = 14 * 86_400
  /// How many transfers, of how many vantage points, make an ordinary goodput.
  public var leastTransfers = 10
  /// How many slow transfers make a slowdown, from two vantage points at the least.
  public var leastSlowTransfers = 5
  /// How many other targets of the network have to tell how it fared itself.
  public var leastControlTargets = 5
  /// At or below what share of their ordinary goodput the other targets are slow as well.
  public var generalShare = 0.7

  /// The longest span of time that is searched, in seconds; where the observations lie over more, the
  /// span that holds most of them is.
  public var longestWindow: Int64 = 1100 * 86_400

  /// The settings as they are described in Documentation/episodes.md.
  public init() {}
}

/// A change of what measurements are judged by, which can look like a change of the network.
public struct InputChange: Sendable, Hashable {
  /// What changed.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case fingerprints, rules
    case probeRelease = "probe-release"
  }

  /// When, seconds since 1970.
  public var time: Int64
  /// What.
  public var kind: Kind

  /// Makes a change.
  public init(time: Int64, kind: Kind) {
    self.time = time
    self.kind = kind
  }
}
