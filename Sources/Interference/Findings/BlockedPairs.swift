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
  let rows: [(pair: Pair, count: PublishedCount)]
  /// All of them added up.
  let total: PublishedCount
  /// The days about the episode that may be shown, all pairs together.
  let cells: [Reachability.Cell]
  /// The days of each network that may be shown, and those whose blocked count may be.
  let days: [UInt32: Set<CivilDay>]
  let blockedDays: [UInt32: Set<CivilDay>]
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
    let sum = rows.reduce(into: ObservationCount()) { $0.add($1.count.count) }
    var total = PublishedCount(sum, floor)
    total.protect(parts: rows.map(\.count), rest: ObservationCount())
    self.total = total
    let named = Set(rows.map(\.pair))
    func isShown(_ observation: Observation) -> Bool {
      named.contains(Pair(target: observation.target, network: observation.network))
        || pairs.together.contains(observation.target)
          && !pairs.alone.contains(
            Pair(target: observation.target, network: observation.network))
    }
    let shown = near.filter(isShown)
    cells = Reachability.protected(
      Reachability.cells(of: shown, network: nil, floor),
      in: PublishedCount(ObservationCount(of: shown), floor), shown
    ).filter(\.isTold)
    let own = Dictionary(grouping: shown, by: { $0.network ?? 0 }).mapValues {
      Reachability.cells(of: $0, network: nil, floor).filter {
        $0.count.vantagePoints >= floor.vantagePoints
      }
    }
    days = own.mapValues { Set($0.map(\.day)) }
    blockedDays = own.mapValues { cells in
      Set(cells.filter { $0.published[.blocked] != nil }.map(\.day))
    }
    self.observations = during.filter(isShown)
  }

  /// Pairs with enough vantage points by themselves, the rest of each target together, and which of
  /// both were interfered with.
  private static func pairs(
    _ observations: [Observation], _ floor: DisclosureFloor
  ) -> (shown: [(pair: Pair, count: PublishedCount)], alone: Set<Pair>, together: Set<String>) {
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
    var shown: [(pair: Pair, count: PublishedCount)] =
      counts.filter { alone.contains($0.key) }
      .map { ($0.key, PublishedCount($0.value, floor)) }
      .filter { interfered.contains($0.count.state) }
    var together: Set<String> = []
    for (target, count) in rest
    where count.vantagePoints > 1
      && floor.admits(vantagePoints: count.vantagePoints, networks: count.networks)
    {
      var published = PublishedCount(count, floor)
      published.hold(
        against: observations.filter {
          $0.target == target
            && !alone.contains(Pair(target: $0.target, network: $0.network))
        })
      guard interfered.contains(published.state) else { continue }
      together.insert(target)
      shown.append((Pair(target: target, network: nil), published))
    }
    return (shown.sorted { $0.pair < $1.pair }, alone, together)
  }
}
