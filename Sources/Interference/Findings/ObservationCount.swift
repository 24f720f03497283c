public import Record
import Signals

/// Observations added up: how many came to each state, how, from how many vantage points.
public struct ObservationCount: Sendable, Hashable {
  /// How many observations came to each state.
  public private(set) var states: [LayerState: Int] = [:]
  /// How many blocked observations were decided by each mechanism.
  public private(set) var mechanisms: [Mechanism: Int] = [:]
  /// How many blocked observations hold a trace that only interference leaves.
  public private(set) var artefacts = 0
  /// Begin of the first and of the last, seconds since 1970.
  public private(set) var first: Int64?
  /// Begin of the last.
  public private(set) var last: Int64?
  /// Begin of the first that was blocked.
  public private(set) var firstBlocked: Int64?
  /// Begin of the last that was blocked.
  public private(set) var lastBlocked: Int64?
  /// From whom they come, all together, by state, and the blocked ones by mechanism.
  private(set) var crowd = Crowd()
  private var crowds: [LayerState: Crowd] = [:]
  private var mechanismCrowds: [Mechanism: Crowd] = [:]

  /// Fewer judged observations than these say nothing.
  public static let fewest = 3

  /// Where nobody interferes, fewer measurements than this share fail here only.
  static let ordinary = 0.05

  /// Makes an empty count.
  public init() {}

  /// Counts observations.
  init(of observations: [Observation]) {
    for observation in observations { add(observation) }
  }

  /// Counts one more.
  public mutating func add(_ observation: Observation) {
    states[observation.state, default: 0] += 1
    crowd.add(observation)
    crowds[observation.state, default: Crowd()].add(observation)
    first = min(first ?? observation.start, observation.start)
    last = max(last ?? observation.start, observation.start)
    guard observation.state == .blocked else { return }
    if let mechanism = observation.mechanism {
      mechanisms[mechanism, default: 0] += 1
      mechanismCrowds[mechanism, default: Crowd()].add(observation)
    }
    if observation.hasArtefact { artefacts += 1 }
    firstBlocked = min(firstBlocked ?? observation.start, observation.start)
    lastBlocked = max(lastBlocked ?? observation.start, observation.start)
  }

  /// Adds another count; the same vantage point in both is one.
  public mutating func add(_ other: ObservationCount) {
    states.merge(other.states, uniquingKeysWith: +)
    mechanisms.merge(other.mechanisms, uniquingKeysWith: +)
    artefacts += other.artefacts
    crowd.formUnion(other.crowd)
    for (state, own) in other.crowds { crowds[state, default: Crowd()].formUnion(own) }
    for (mechanism, own) in other.mechanismCrowds {
      mechanismCrowds[mechanism, default: Crowd()].formUnion(own)
    }
    first = [first, other.first].compactMap(\.self).min()
    last = [last, other.last].compactMap(\.self).max()
    firstBlocked = [firstBlocked, other.firstBlocked].compactMap(\.self).min()
    lastBlocked = [lastBlocked, other.lastBlocked].compactMap(\.self).max()
  }

  /// How many there are.
  public var measurements: Int { states.values.reduce(0, +) }
  /// How many came to a state.
  public subscript(state: LayerState) -> Int { states[state, default: 0] }
  /// How many could be judged.
  public var judged: Int { measurements - self[.insufficient] }
  /// From how many vantage points they come at least: of programs without pseudonyms only those that
  /// ran at the same time are told apart.
  public var vantagePoints: Int { crowd.vantagePoints }
  /// How many of these made one that could be judged.
  public var judgedVantagePoints: Int { judgedCrowd.vantagePoints }
  /// From whom those come that could be judged.
  var judgedCrowd: Crowd {
    [LayerState.ok, .blocked, .down, .refused].reduce(into: Crowd()) {
      $0.formUnion(crowd(of: $1))
    }
  }
  /// How many of these saw interference.
  public var blockedVantagePoints: Int { crowd(of: .blocked).vantagePoints }
  /// From how many networks they come; those that are not known count for none.
  public var networks: Int { crowd.knownNetworks }
  /// How many networks are known; what may be told counts these alone.
  public var knownNetworks: Int { crowd.knownNetworks }

  /// From whom those of a state come.
  func crowd(of state: LayerState) -> Crowd { crowds[state] ?? Crowd() }

  /// From whom the blocked ones come that a mechanism decided.
  func crowd(of mechanism: Mechanism) -> Crowd { mechanismCrowds[mechanism] ?? Crowd() }

  /// The mechanisms that may be told, the most frequent first.
  func ranked(_ floor: DisclosureFloor) -> [(mechanism: Mechanism, count: Int)] {
    let ranked = ranked
    let isShown = Withholding.shown(ranked.map { mechanismCrowds[$0.mechanism] ?? Crowd() }, floor)
    return zip(ranked, isShown).filter(\.1).map(\.0)
  }

  /// The mechanisms, the most frequent first.
  public var ranked: [(mechanism: Mechanism, count: Int)] {
    mechanisms.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
      .map { ($0.key, $0.value) }
  }

  /// What all of them together support (``Numbers/state``).
  public var state: FindingState {
    Numbers(
      judged: judged, ok: self[.ok], blocked: self[.blocked], down: self[.down],
      refused: self[.refused], artefacts: artefacts, blockedVantagePoints: blockedVantagePoints
    ).state
  }

  /// What a state is said from.
  struct Numbers {
    var judged: Int
    var ok: Int
    var blocked: Int
    var down: Int
    var refused: Int
    var artefacts: Int
    var blockedVantagePoints: Int

    /// What they support.
    ///
    /// - *blocked*: more than half of those that could be judged, and half of these at least left a trace
    ///   that only interference leaves.
    /// - *likely blocked*: more than half, from two vantage points at least; fewer left such a trace.
    /// - *impaired*: more than one in twenty, as far as chance lets it be said (the lower end of
    ///   Wilson's interval), from two vantage points at least; they do not agree.
    /// - *refused*, *down*: more than half.
    /// - *ok*: half or more brought the page, and no more are blocked than chance lets be where nobody
    ///   interferes: what one vantage point alone saw is neither interference nor its absence.
    /// - *insufficient*: fewer than three could be judged, or nothing of the above holds.
    var state: FindingState {
      guard judged >= ObservationCount.fewest else { return .insufficient }
      if blocked * 2 > judged {
        if artefacts * 2 >= blocked { return .blocked }
        if blockedVantagePoints > 1 { return .likelyBlocked }
      }
      let share = Proportion(blocked, of: judged).wilson()
      let isBeyondChance = share.lowerBound > ObservationCount.ordinary
      if isBeyondChance, blockedVantagePoints > 1 { return .impaired }
      if refused * 2 > judged { return .refused }
      if down * 2 > judged { return .down }
      return ok * 2 >= judged && !isBeyondChance ? .ok : .insufficient
    }
  }
}
