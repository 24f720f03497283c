/// Fast local moving (Traag, Waltman and van Eck, 2019, algorithm A.2, lines 13 to 25): nodes wait in a
/// line; the first goes to the community where it raises the quality most, and its neighbours outside
/// that community join the line. It ends when no node is better off elsewhere.
struct LocalMoving: ~Copyable {
  /// What a move asks of a community, side by side because memory is what a move waits for.
  private struct Community {
    /// The sum of its nodes' strengths.
    var strength = 0.0
    /// The weight between it and the node that is looked at; 0 when it has not been met.
    var beside = 0.0
  }

  private let graph: WeightedGraph
  private let scale: Double
  /// The community of each node.
  private var homes: Cells<Int32>
  private var communities: Cells<Community>
  /// How many nodes each community has.
  private var sizes: Cells<Int32>
  /// The communities beside the node that is looked at.
  private var met: Cells<Int32>
  /// Communities without a node: a stack.
  private var empty: Cells<Int32>
  private var emptyCount = 0

  /// - Parameters:
  ///   - graph: The graph.
  ///   - initial: The community of each node, below the number of nodes.
  ///   - scale: γ / 2W: times the strengths of two sets of nodes, the weight expected between them.
  init(_ graph: WeightedGraph, from initial: [Int32], scale: Double) {
    let count = graph.nodeCount
    self.graph = graph
    self.scale = scale
    homes = Cells(initial)
    communities = Cells(repeating: Community(), count: count)
    sizes = Cells(repeating: 0, count: count)
    met = Cells(repeating: 0, count: count)
    empty = Cells(repeating: 0, count: count)
    for node in 0..<count {
      communities[initial[node]].strength += graph.strengths[node]
      sizes[initial[node]] += 1
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
      let own = homes[node]
      for place in offsets[unchecked: Int(node)]..<offsets[unchecked: Int(node) + 1] {
        let other = neighbours[unchecked: place]
        guard !waits[other], homes[other] != own else { continue }
        let end = first + waiting
        line[end < count ? end : end - count] = other
        waits[other] = true
        waiting += 1
      }
    }
    return homes.values
  }

  /// Moves a node to where it is best; whether that is elsewhere.
  @inline(__always)
  private mutating func move(_ node: Int32, in graph: WeightedGraph) -> Bool {
    let strength = graph.strengths.span[unchecked: Int(node)]
    let metCount = meet(node, in: graph)
    let own = homes[node]
    let expected = strength * scale
    let stay = communities[own].beside - expected * (communities[own].strength - strength)
    var best = own
    // A gain has to be larger than what rounding may feign, or two nodes could change places for ever.
    var most = stay + 1e-11 * strength
    for place in 0..<metCount {
      let community = met[place]
      let gain = communities[community].beside - expected * communities[community].strength
      communities[community].beside = 0
      if community != own, gain > most { (best, most) = (community, gain) }
    }
    // Alone it would gain nothing and lose nothing.
    if most < 0, sizes[own] > 1 {
      emptyCount -= 1
      best = empty[emptyCount]
    }
    guard best != own else { return false }
    communities[own].strength -= strength
    sizes[own] -= 1
    if sizes[own] == 0 {
      // What rounding has left behind must not follow the next who comes here.
      communities[own].strength = 0
      empty[emptyCount] = own
      emptyCount += 1
    }
    communities[best].strength += strength
    sizes[best] += 1
    homes[node] = best
    return true
  }

  /// Lists the communities beside a node, each with the weight of the edges into it; how many there are.
  @inline(__always)
  private mutating func meet(_ node: Int32, in graph: WeightedGraph) -> Int {
    let offsets = graph.offsets.span
    let neighbours = graph.neighbours.span
    let weights = graph.weights.span
    var count = 0
    for place in offsets[unchecked: Int(node)]..<offsets[unchecked: Int(node) + 1] {
      let community = homes[neighbours[unchecked: place]]
      let before = communities[community].beside
      if before == 0 {
        met[count] = community
        count += 1
      }
      communities[community].beside = before + weights[unchecked: place]
    }
    return count
  }
}
