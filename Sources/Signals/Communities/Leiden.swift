/// Finds communities of a graph by raising their modularity with the Leiden algorithm (Traag, Waltman
/// and van Eck, From Louvain to Leiden: guaranteeing well-connected communities, Scientific Reports 9,
/// 5233, 2019).
///
/// Each round moves nodes until none is better off elsewhere, refines what came of it into connected
/// parts, and goes on with a graph of these parts, which begin in the communities they come from; it
/// ends when every community is one part. Further rounds begin with what the last one found, and never
/// make it worse.
///
/// The communities are connected. They are the same for the same graph, settings and seed, whatever the
/// order of the edges. Complexity: close to O(n + m) a round for the graphs that people make.
///
/// Modularity has many maxima that are nearly equal, so a community is a suggestion of where to look and
/// not a finding: graphs in which edges are drawn blindly have communities too (Guimerà, Sales-Pardo
/// and Amaral, 2004), and small ones may be swallowed by large ones (Fortunato and Barthélemy, 2007).
public struct Leiden: Sendable, Hashable {
  /// γ: the more, the smaller the communities. At 0 they are the connected components.
  public var resolution: Double
  /// What the draws begin with.
  public var seed: UInt64
  /// How many rounds there are at most; fewer when a round changes nothing.
  public var iterations: Int

  /// How random refinement is, in mean weights of an edge: the value of the paper's experiments.
  private static let randomness = 0.01

  /// Makes the search.
  /// - Parameters:
  ///   - resolution: γ, finite and at least 0.
  ///   - seed: What the draws begin with.
  ///   - iterations: How many rounds there are at most.
  public init(resolution: Double = 1, seed: UInt64 = 1, iterations: Int = 5) {
    precondition(resolution >= 0 && resolution.isFinite, "a resolution that is none")
    self.resolution = resolution
    self.seed = seed
    self.iterations = iterations
  }

  /// The number of each node's community; communities are numbered in the order of their smallest nodes.
  public func communities(of graph: WeightedGraph) -> [Int] {
    var found = (0..<Int32(graph.nodeCount)).map { $0 }
    guard graph.edgeCount > 0 else { return found.map { Int($0) } }
    var random = SplitMix64(seed: seed)
    for _ in 0..<max(0, iterations) {
      let before = found
      found = numbered(round(graph, from: before, &random)).numbers
      if found == before { break }
    }
    // Moving may cut a community in two, and refinement may by chance have stopped before it saw; two
    // communities that no edge joins are better than one.
    return graph.components(within: found).map { Int($0) }
  }

  private func round(
    _ whole: WeightedGraph, from initial: [Int32], _ random: inout SplitMix64
  ) -> [Int32] {
    let scale = resolution / (2 * whole.totalWeight)
    let temperature = Self.randomness * whole.totalWeight / Double(whole.edgeCount)
    var graph = whole
    var communities = initial
    // The node of `graph` that each node of the whole has become part of.
    var places = (0..<Int32(whole.nodeCount)).map { $0 }
    while true {
      let count = graph.nodeCount
      communities = LocalMoving(graph, from: communities, scale: scale)
        .settled(order: order(count, &random))
      let moved = numbered(communities)
      communities = moved.numbers
      guard moved.count < count else { break }
      let refined = numbered(
        Refinement(graph, communities: communities, scale: scale, temperature: temperature)
          .refined(order: order(count, &random), random: &random))
      guard refined.count < count else { break }
      graph = graph.aggregated(by: refined.numbers, count: refined.count)
      var next = [Int32](repeating: 0, count: refined.count)
      for node in 0..<count { next[Int(refined.numbers[node])] = communities[node] }
      communities = next
      for node in places.indices { places[node] = refined.numbers[Int(places[node])] }
    }
    return places.map { communities[Int($0)] }
  }

  /// Numbers without a gap, in the order of the first nodes, for labels below the number of nodes.
  private func numbered(_ labels: [Int32]) -> (numbers: [Int32], count: Int) {
    var numbers = [Int32](repeating: -1, count: labels.count)
    var count: Int32 = 0
    let renamed = labels.map { label in
      if numbers[Int(label)] < 0 {
        numbers[Int(label)] = count
        count += 1
      }
      return numbers[Int(label)]
    }
    return (renamed, Int(count))
  }

  /// All nodes in an order of chance, which finds a little more than the order of their numbers. In a
  /// large graph that is not so, and to jump about in memory costs a third to a half more time: there the
  /// order is that of the numbers.
  private func order(_ count: Int, _ random: inout SplitMix64) -> [Int32] {
    var order = (0..<Int32(count)).map { $0 }
    guard count <= 1 << 14 else { return order }
    for place in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(place, random.below(place + 1))
    }
    return order
  }
}
