import Signals

/// Accounts that pairs beyond chance tie together, before anything is said about them.
public struct CandidateGroup: Sendable, Hashable {
  /// The accounts, in the order of their numbers.
  public var members: [UInt32]
  /// Places of the pairs among them.
  public var pairs: [Int]

  /// Pairs that are there, of those that could be.
  public var density: Double {
    let most = Double(members.count * (members.count - 1) / 2)
    return most == 0 ? 0 : Double(pairs.count) / most
  }
}

/// Cuts the graph of pairs into groups: its components, and sparse large ones once more by Leiden's
/// method where that finds a clear structure.
struct GroupCut: Sendable {
  var leastMembers = 3
  var leastToSplit = 9
  var denseEnough = 0.6
  var leastModularity = 0.2
  var depth = 3
  var seed: UInt64 = 1

  func groups(of pairs: [AccountPair]) -> [CandidateGroup] {
    let whole = LocalGraph(Array(pairs.indices), of: pairs)
    return whole.groups(by: whole.graph.components())
      .flatMap { cut($0, of: pairs, depth: depth) }
      .sorted { $0.members.lexicographicallyPrecedes($1.members) }
  }

  private func cut(_ group: CandidateGroup, of pairs: [AccountPair], depth: Int) -> [CandidateGroup]
  {
    guard group.members.count >= leastMembers else { return [] }
    guard depth > 0, group.members.count >= leastToSplit, group.density < denseEnough else {
      return [group]
    }
    let inner = LocalGraph(group.pairs, of: pairs)
    let communities = Leiden(seed: seed).communities(of: inner.graph)
    guard modularity(of: communities, in: inner.graph) > leastModularity else { return [group] }
    // A part may fall into pieces when pairs to other parts are let go.
    return inner.groups(by: communities).filter { $0.members.count >= leastMembers }
      .flatMap { part in
        let graph = LocalGraph(part.pairs, of: pairs)
        return graph.groups(by: graph.graph.components())
          .flatMap { cut($0, of: pairs, depth: depth - 1) }
      }
  }
}

/// Some pairs as a graph whose nodes are numbered without gaps.
private struct LocalGraph {
  let places: [Int]
  let names: [UInt32]
  let graph: WeightedGraph
  private let ends: [(UInt32, UInt32)]

  init(_ places: [Int], of pairs: [AccountPair]) {
    self.places = places
    var names = places.flatMap { [pairs[$0].first, pairs[$0].second] }
    names.sort()
    var kept = 0
    for name in names where kept == 0 || names[kept - 1] != name {
      names[kept] = name
      kept += 1
    }
    names.removeLast(names.count - kept)
    self.names = names
    ends = places.map { place in
      (
        Self.place(of: pairs[place].first, in: names),
        Self.place(of: pairs[place].second, in: names)
      )
    }
    graph = WeightedGraph(
      nodeCount: names.count, from: ends.map { Int32($0.0) }, to: ends.map { Int32($0.1) },
      weights: places.map { min(60, Double(-pairs[$0].logChance) / 2.302_585_092_994_046) })
  }

  private static func place(of name: UInt32, in names: [UInt32]) -> UInt32 {
    var (low, high) = (0, names.count)
    while low < high {
      let middle = (low + high) / 2
      if names[middle] < name { low = middle + 1 } else { high = middle }
    }
    return UInt32(low)
  }

  /// The parts with the pairs inside each; pairs between parts are let go.
  func groups(by communities: [Int]) -> [CandidateGroup] {
    var groups = [CandidateGroup](
      repeating: CandidateGroup(members: [], pairs: []), count: (communities.max() ?? -1) + 1)
    for (node, name) in names.enumerated() { groups[communities[node]].members.append(name) }
    for (edge, place) in places.enumerated() {
      let community = communities[Int(ends[edge].0)]
      if community == communities[Int(ends[edge].1)] { groups[community].pairs.append(place) }
    }
    return groups
  }
}
