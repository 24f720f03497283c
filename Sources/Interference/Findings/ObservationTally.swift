/// Observations of one target in one network, added up.
public struct TargetCount: Sendable, Hashable {
  /// What was tried.
  public var target: String
  /// The country of the volunteers, two letters; `nil` for not known.
  public var country: String?
  /// The number of the network; `nil` for not known.
  public var network: UInt32?
  /// The counts.
  public var count = ObservationCount()
  /// What made the rule fire in the first that was blocked in the most frequent way.
  public var evidence: [String] = []
  /// How many were set aside, because they began within half a minute of another that says the same
  /// (``BurstCheck``). They are among those that could not be judged.
  public var setAside = 0
  /// How many are of vantage points or networks for which most of what was tried failed (``WitnessHealth``). They
  /// are among those that could not be judged.
  public var withoutWitness = 0

  /// What counts are told apart by, in the order in which they are told.
  public struct Key: Sendable, Hashable, Comparable {
    var target: String
    var country: String?
    var network: UInt32?

    /// What is not known comes first, and is not the same as blank or 0.
    public static func < (one: Key, other: Key) -> Bool {
      if one.target != other.target { return one.target < other.target }
      if one.country != other.country {
        return precedes(one.country, other.country)
      }
      return precedes(one.network, other.network)
    }

    private static func precedes<Value: Comparable>(_ one: Value?, _ other: Value?) -> Bool {
      guard let other else { return false }
      return one.map { $0 < other } ?? true
    }
  }

  /// What tells it from other counts.
  public var key: Key { Key(target: target, country: country, network: network) }
}

/// Observations added up by target, country and network, when bursts and outages have been looked for
/// in them (``BurstCheck``, ``OutageCheck``, ``PartedJudgement``).
public struct ObservationTally: Sendable {
  private var counts: [TargetCount.Key: TargetCount] = [:]
  /// The first that was blocked, by how: a sentence that tells both takes both from one measurement.
  private var first: [TargetCount.Key: [Mechanism?: Observation]] = [:]

  /// Makes an empty tally.
  public init() {}

  /// Adds an observation.
  public mutating func add(_ observation: Observation) {
    let key = TargetCount.Key(
      target: observation.target, country: observation.country, network: observation.network)
    // In its place: a copy would copy all vantage points each time.
    counts[
      key, default: TargetCount(target: key.target, country: key.country, network: key.network)
    ].add(observation)
    guard observation.state == .blocked else { return }
    let how = observation.mechanism
    if first[key]?[how].map({ observation.isBefore($0) }) ?? true {
      first[key, default: [:]][how] = observation
    }
  }

  /// The counts, by target, country and network: the same in whatever order observations were added.
  public var rows: [TargetCount] {
    counts.sorted { $0.key < $1.key }.map { key, count in
      var count = count
      count.evidence = first[key]?[count.count.ranked.first?.mechanism]?.evidence ?? []
      return count
    }
  }
}

extension TargetCount {
  fileprivate mutating func add(_ observation: Observation) {
    count.add(observation)
    setAside += observation.rule == .burstSetAside ? 1 : 0
    withoutWitness += observation.rule?.isOfTheWholeLine ?? false ? 1 : 0
  }
}

extension Observation {
  /// By time, then by what they say: of those that began in one second always the same is first.
  fileprivate func isBefore(_ other: Observation) -> Bool {
    if start != other.start { return start < other.start }
    if evidence != other.evidence { return evidence.lexicographicallyPrecedes(other.evidence) }
    return vantagePoint < other.vantagePoint
  }
}
