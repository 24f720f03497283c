/// Counts of verdicts on one host in one network.
public struct VerdictCount: Sendable, Hashable {
  /// The host, in lower case.
  public var host: String
  /// The country of the volunteers, two letters; `nil` for not known.
  public var country: String?
  /// The number of the network; `nil` for not known.
  public var network: UInt32?
  /// How many measurements came to each state.
  public var states: [LayerState: Int] = [:]
  /// How many blocked measurements were decided by each mechanism.
  public var mechanisms: [Mechanism: Int] = [:]
  /// Pseudonyms of volunteers, or reports where programs have none.
  var people: Set<String> = []
  /// Begin of the first and of the last measurement, seconds since 1970.
  public var first: Int64?
  /// The beginning of the last.
  public var last: Int64?
  /// The beginning of the first and the last that were blocked.
  public var firstBlocked: Int64?
  /// The beginning of the last that was blocked.
  public var lastBlocked: Int64?
  /// What made the rule fire in the first that was blocked.
  public var evidence: [String] = []

  /// How many measurements there are.
  public var measurements: Int { states.values.reduce(0, +) }
  /// How many vantage points they come from at most: programs without pseudonyms are counted by
  /// their reports.
  public var vantagePoints: Int { people.count }
  /// How many have something to compare with.
  public var judged: Int { measurements - states[.insufficient, default: 0] }

  /// What all of them together support: a state is said only where three measurements can be judged
  /// and none is called blocked that is not so in the greater part of them.
  public var state: LayerState {
    guard judged >= Self.fewest else { return .insufficient }
    let blocked = states[.blocked, default: 0]
    if blocked * 2 > judged { return .blocked }
    for state in [LayerState.refused, .down] where states[state, default: 0] * 2 > judged {
      return state
    }
    return states[.ok, default: 0] * 2 >= judged ? .ok : .insufficient
  }

  /// Fewer measurements than these say nothing.
  public static let fewest = 3
}

/// Verdicts added up by host and network.
public struct VerdictTally: Sendable {
  private struct Key: Hashable {
    var host: String
    var country: String?
    var network: UInt32?
  }

  private var counts: [Key: VerdictCount] = [:]

  /// Makes an empty tally.
  public init() {}

  /// Adds the verdict on one measurement; `false` when its input is no address of a page.
  @discardableResult
  public mutating func add(_ verdict: WebVerdict, of measurement: Measurement) -> Bool {
    guard let host = measurement.host else { return false }
    let key = Key(host: host, country: measurement.country, network: measurement.network)
    // In place: a copy would copy all vantage points for each measurement.
    counts[
      key,
      default: VerdictCount(
        host: host, country: measurement.country, network: measurement.network)
    ].add(verdict, of: measurement)
    return true
  }

  /// The counts, by host and network.
  public var rows: [VerdictCount] {
    counts.values.sorted {
      ($0.host, $0.country ?? "", $0.network ?? 0) < ($1.host, $1.country ?? "", $1.network ?? 0)
    }
  }
}

extension VerdictCount {
  mutating func add(_ verdict: WebVerdict, of measurement: Measurement) {
    states[verdict.state, default: 0] += 1
    people.insert(measurement.vantagePoint ?? measurement.report ?? measurement.id)
    if let start = measurement.start {
      first = min(first ?? start, start)
      last = max(last ?? start, start)
    }
    guard verdict.state == .blocked, let decisive = verdict.decisive else { return }
    if let mechanism = decisive.mechanism { mechanisms[mechanism, default: 0] += 1 }
    guard let start = measurement.start else {
      if evidence.isEmpty { evidence = decisive.evidence }
      return
    }
    if start < firstBlocked ?? .max || evidence.isEmpty { evidence = decisive.evidence }
    firstBlocked = min(firstBlocked ?? start, start)
    lastBlocked = max(lastBlocked ?? start, start)
  }
}
