/// Fast local moving (Traag, Waltman and van Eck, 2019, algorithm A.2, lines 13 to 25): nodes wait in a
/// line; the first goes to the community where it raises the quality most, and its neighbours outside
/// that community join the line. It ends when no node is better off elsewhere.
struct LocalMoving: ~Copyable {
  private let graph: WeightedGraph
  private let scale: Double
  private var communities: Cells<Int32>
  private var strengths: Cells<Double>
  private var sizes: Cells<Int32>
  private var beside: NeighbourWeights
  /// Communities without a node: a stack.
  private var empty: Cells<Int32>
  private var emptyCount = 0

  /// - Parameters:
  ///   - graph: The graph.
  ///   - communities: The community of each node, below the number of nodes.
  ///   - scale: γ / 2W: times the strengths of two sets of nodes, the weight expected between them.
  init(_ graph: WeightedGraph, communities: [Int32], scale: Double) {
    let count = graph.nodeCount
    self.graph = graph
    self.scale = scale
    self.communities = Cells(communities)
    strengths = Cells(repeating: 0, count: count)
    sizes = Cells(repeating: 0, count: count)
    beside = NeighbourWeights(communityCount: count)
    empty = Cells(repeating: 0, count: count)
    for node in 0..<count {
      strengths[communities[node]] += graph.strengths[node]
      sizes[communities[node]] += 1
    }
    for community in (0..<count).reversed() where sizes[community] == 0 {
      empty[emptyCount] = Int32(community)
      emptyCount += 1
    }
  }

  /// The community of each node once no node wants to move; `order` is that of the line at first.
  consuming func settled(order: [Int32]) -> [Int32] {
    // A copy of its own, whose rows can be looked at while this value changes.
    let graph = graph
    let count = graph.nodeCount
    let offsets = graph.offsets.span
    let neighbours = graph.neighbours.span
    var line = Cells(order)
    var waits = Cells(repeating: true, count: count)
    var (first, waiting) = (0, count)
    while waiting > 0 {
      let node = line[first]
      first = first + 1 == count ? 0 : first + 1
      waiting -= 1
      waits[node] = false
      guard move(node, in: graph) else { continue }
      let own = communities[node]
      for place in offsets[unchecked: Int(node)]..<offsets[unchecked: Int(node) + 1] {
        let other = neighbours[unchecked: place]
        guard !waits[other], communities[other] != own else { continue }
        let end = first + waiting
        line[end < count ? end : end - count] = other
        waits[other] = true
        waiting += 1
      }
    }
    return communities.values
  }

  /// Moves a node to where it is best; whether that is elsewhere.
  @inline(__always)
  private mutating func move(_ node: Int32, in graph: WeightedGraph) -> Bool {
    let offsets = graph.offsets.span
    let neighbours = graph.neighbours.span
    let weights = graph.weights.span
    let strength = graph.strengths.span[unchecked: Int(node)]
    for place in offsets[unchecked: Int(node)]..<offsets[unchecked: Int(node) + 1] {
      beside.add(weights[unchecked: place], to: communities[neighbours[unchecked: place]])
    }
    let own = communities[node]
    let expected = strength * scale
    let stay = beside.weight(to: own) - expected * (strengths[own] - strength)
    var best = own
    // A gain has to be larger than what rounding may feign, or two nodes could change places for ever.
    var most = stay + 1e-11 * strength
    for place in 0..<beside.count {
      let community = beside.community(place)
      guard community != own else { continue }
      let gain = beside.weight(to: community) - expected * strengths[community]
      if gain > most { (best, most) = (community, gain) }
    }
    beside.clear()
    // Alone it would gain nothing and lose nothing.
    if most < 0, sizes[own] > 1 {
      emptyCount -= 1
      best = empty[emptyCount]
    }
    guard best != own else { return false }
    strengths[own] -= strength
    sizes[own] -= 1
    if sizes[own] == 0 {
      // What rounding has left behind must not follow the next who comes here.
      strengths[own] = 0
      empty[emptyCount] = own
      emptyCount += 1
    }
    strengths[best] += strength
    sizes[best] += 1
    communities[node] = best
    return true
  }
}
