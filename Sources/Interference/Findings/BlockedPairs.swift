import Bytes
import Record
import Signals

/// What an episode of blocking may tell: the pairs of target and network that were interfered with and
/// have enough vantage points, from onset to end.
///
/// A target that was never measured in a network, or was reachable in it, is not told of together with
/// that network. Networks with too few volunteers stand together, target by target, or are not told of.
struct BlockedPairs {
  struct Pair: Hashable, Comparable {
    var target: String
    /// `nil` for several networks together.
    var network: UInt32?

    static func < (one: Pair, other: Pair) -> Bool {
      (one.target, one.network ?? .max) < (other.target, other.network ?? .max)
    }
  }

  /// The pairs with their counts, by target and network.
  let rows: [(pair: Pair, count: ObservationCount)]
  /// All of them added up.
  let total: ObservationCount
  /// The days about the episode that may be shown, all pairs together.
  let cells: [Reachability.Cell]
  /// The days of each network that may be shown.
  let days: [UInt32: Set<CivilDay>]
  /// The observations of these pairs from onset to end, by time.
  let observations: [Observation]

  private static let margin: Int64 = 2 * 86_400
  private static let interfered: Set<FindingState> = [.blocked, .likelyBlocked, .impaired]

  var targets: [String] { Array(Set(rows.map(\.pair.target))).sorted() }
  var networks: [UInt32] { Array(Set(rows.compactMap(\.pair.network))).sorted() }

  /// - Parameter observations: those of the episode's country and targets, in any order.
  init(of episode: Episode, among observations: [Observation], _ floor: DisclosureFloor) {
    let begin = episode.onset.earliest
    let end = max(begin + 1, episode.end?.latest ?? episode.lastSeen + 1)
    let networks = Set(episode.networks)
    let near = observations.filter { observation in
      observation.network.map(networks.contains) ?? false
        && (begin - Self.margin..<end + Self.margin).contains(observation.start)
    }.sorted { ($0.start, $0.measurement, $0.target) < ($1.start, $1.measurement, $1.target) }
    let during = near.filter { (begin..<end).contains($0.start) }
    let pairs = Self.pairs(during, floor)
    rows = pairs.shown
    total = rows.reduce(into: ObservationCount()) { $0.add($1.count) }
    let named = Set(rows.map(\.pair))
    func isShown(_ observation: Observation) -> Bool {
      named.contains(Pair(target: observation.target, network: observation.network))
        || pairs.together.contains(observation.target)
          && !pairs.alone.contains(
            Pair(target: observation.target, network: observation.network))
    }
    let shown = near.filter(isShown)
    cells = Reachability.cells(of: shown, network: nil, floor)
    days = Dictionary(grouping: shown, by: { $0.network ?? 0 }).mapValues {
      Set(
        Reachability.cells(of: $0, network: nil, floor).filter {
          $0.count.vantagePoints >= floor.vantagePoints
        }
        .map(\.day))
    }
    self.observations = during.filter(isShown)
  }

  /// Pairs with enough vantage points by themselves, the rest of each target together, and which of
  /// both were interfered with.
  private static func pairs(
    _ observations: [Observation], _ floor: DisclosureFloor
  ) -> (shown: [(pair: Pair, count: ObservationCount)], alone: Set<Pair>, together: Set<String>) {
    var counts: [Pair: ObservationCount] = [:]
    for observation in observations {
      counts[
        Pair(target: observation.target, network: observation.network), default: ObservationCount()
      ].add(observation)
    }
    var alone: Set<Pair> = []
    var rest: [String: ObservationCount] = [:]
    for (pair, count) in counts {
      if floor.admits(vantagePoints: count.vantagePoints, networks: 1) {
        alone.insert(pair)
      } else {
        rest[pair.target, default: ObservationCount()].add(count)
      }
    }
    var shown = counts.filter { alone.contains($0.key) && interfered.contains($0.value.state) }
      .map { (pair: $0.key, count: $0.value) }
    var together: Set<String> = []
    for (target, count) in rest
    where floor.admits(vantagePoints: count.vantagePoints, networks: count.networks)
      && interfered.contains(count.state)
    {
      together.insert(target)
      shown.append((Pair(target: target, network: nil), count))
    }
    return (shown.sorted { $0.pair < $1.pair }, alone, together)
  }
}
