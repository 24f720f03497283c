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
  /// What made the rule fire in the first that was blocked.
  public var evidence: [String] = []
}

extension TargetCount {
  fileprivate mutating func add(_ observation: Observation) {
    let firstBefore = count.firstBlocked
    count.add(observation)
    guard observation.state == .blocked, firstBefore.map({ observation.start < $0 }) ?? true else {
      return
    }
    evidence = observation.evidence
  }
}

/// Observations added up by target, country and network.
public struct ObservationTally: Sendable {
  private struct Key: Hashable, Comparable {
    var target: String
    var country: String?
    var network: UInt32?

    static func < (one: Key, other: Key) -> Bool {
      (one.target, one.country ?? "", one.network ?? 0)
        < (other.target, other.country ?? "", other.network ?? 0)
    }
  }

  private var counts: [Key: TargetCount] = [:]
  private var runs = RunSpans()

  /// Makes an empty tally.
  public init() {}

  /// Adds an observation.
  public mutating func add(_ observation: Observation) {
    runs.add(observation)
    let key = Key(
      target: observation.target, country: observation.country, network: observation.network)
    // In its place: a copy would copy all vantage points each time.
    counts[
      key,
      default: TargetCount(target: key.target, country: key.country, network: key.network)
    ].add(observation)
  }

  /// The counts, by target, country and network.
  public var rows: [TargetCount] {
    counts.sorted { $0.key < $1.key }.map { _, row in
      var row = row
      row.count.widen(by: runs)
      return row
    }
  }
}
