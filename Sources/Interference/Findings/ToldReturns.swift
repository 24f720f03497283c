import Bytes
import Record
import Signals

/// Which of the told pairs of an episode came back before the others, and when.
///
/// It is told no finer than the end of an episode is: between days, or months, that the months tell of these
/// very pairs.
struct ToldReturns {
  typealias Pair = ToldEpisode.Pair

  /// Pairs that came back together.
  struct Return: Equatable {
    /// None for a collapse, which is about all.
    var targets: [String]
    /// None where those that came back stand together with other small ones.
    var networks: [UInt32]
    var turn: ToldTurns.Turn

    var json: JSONValue {
      var content = JSONObject([
        ("earliest", .string(turn.earliest)), ("estimate", .string(turn.estimate)),
        ("latest", .string(turn.latest)),
      ])
      content.set("targets", .array(targets.map { .string($0) }))
      content.set("networks", .array(networks.map { .integer(Int64($0)) }))
      return .object(content)
    }
  }

  private struct Series: Hashable {
    var target: String?
    var network: UInt32?
  }

  private let early: [Series: EarlyEnd]
  private let byTarget: [String?: Set<UInt32?>]
  /// The networks that are told by themselves, by target.
  private let named: [String: Set<UInt32>]
  private let isSilence: Bool

  /// - Parameter pairs: all that may be told of the episode.
  init(of episode: Episode, pairs: some Sequence<Pair>) {
    isSilence = episode.kind == .collapse
    early = Dictionary(
      episode.earlyEnds.map { (Series(target: $0.target, network: $0.network), $0) },
      uniquingKeysWith: { first, _ in first })
    var series: [String?: Set<UInt32?>] = [:]
    for part in episode.parts { series[part.target, default: []].insert(part.network) }
    byTarget = series
    var named: [String: Set<UInt32>] = [:]
    for pair in pairs {
      if let network = pair.network { named[pair.target, default: []].insert(network) }
    }
    self.named = named
  }

  /// When a pair came back; `nil` where it did not before the others, or nothing says so.
  func time(of pair: Pair) -> ChangeTime? {
    guard !early.isEmpty else { return nil }
    let target = isSilence ? nil : pair.target
    let all = byTarget[target] ?? []
    var own: [UInt32?]
    if let network = pair.network {
      own = all.contains(network) ? [network] : []
    } else {
      let named = named[pair.target] ?? []
      own = all.filter { $0.map { !named.contains($0) } ?? false }
    }
    // What was seen over the country together is about each of its networks.
    if own.isEmpty, all.contains(nil) { own = [nil] }
    let ends = own.map { early[Series(target: target, network: $0)]?.time }
    guard !ends.isEmpty, ends.allSatisfy({ $0 != nil }) else { return nil }
    return ends.compactMap(\.self).max { ($0.estimate, $0.latest) < ($1.estimate, $1.latest) }
  }

  /// What is told of pairs that came back, in the order of time.
  ///
  /// - Parameters:
  ///   - pairs: those that are told.
  ///   - turns: what may be told of when some of them turned.
  func told(of pairs: [Pair], turns: (Set<Pair>) -> ToldTurns) -> [Return] {
    let back = pairs.compactMap { pair in time(of: pair).map { (pair: pair, time: $0) } }.sorted {
      $0.time.estimate != $1.time.estimate
        ? $0.time.estimate < $1.time.estimate : $0.pair < $1.pair
    }
    var groups: [[(pair: Pair, time: ChangeTime)]] = []
    for one in back {
      if let last = groups.last?.last,
        one.time.estimate - last.time.estimate <= EarlyEnd.margin
      {
        groups[groups.count - 1].append(one)
      } else {
        groups.append([one])
      }
    }
    return groups.flatMap { group -> [Return] in
      let times = group.map(\.time)
      guard
        let place = ChangeTime.consensus(of: times, isFirst: false, span: EarlyEnd.margin),
        let turn = turns(Set(group.map(\.pair))).turn(
          times[place], isDrawn: isSilence ? .forward : .nearest)
      else { return [] }
      return split(group.map(\.pair)).map {
        Return(targets: $0.targets, networks: $0.networks, turn: turn)
      }
    }
  }

  /// Targets that came back in the same networks are told together, so that each pair which is told is one.
  private func split(_ pairs: [Pair]) -> [(targets: [String], networks: [UInt32])] {
    if isSilence { return [([], Set(pairs.compactMap(\.network)).sorted())] }
    let networks = Dictionary(grouping: pairs, by: \.target).mapValues {
      $0.map { $0.network ?? .max }.sorted()
    }
    return Dictionary(grouping: networks.keys, by: { networks[$0] ?? [] }).map {
      ($0.value.sorted(), $0.key.filter { $0 != .max })
    }.sorted { $0.targets[0] < $1.targets[0] }
  }
}
