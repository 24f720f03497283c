@testable import Signals

/// A graph drawn from a seed, as a list of edges that may be parallel or loops.
struct MadeUpGraph: Sendable {
  var nodeCount: Int
  var from: [Int32] = []
  var to: [Int32] = []
  var weights: [Double] = []

  var graph: WeightedGraph {
    WeightedGraph(nodeCount: nodeCount, from: from, to: to, weights: weights)
  }

  /// A graph of edges of weight 1.
  init(nodeCount: Int, edges: [(Int, Int)]) {
    self.nodeCount = nodeCount
    for edge in edges { add(edge.0, edge.1, 1) }
  }

  private mutating func add(_ one: Int, _ other: Int, _ weight: Double) {
    from.append(Int32(one))
    to.append(Int32(other))
    weights.append(weight)
  }

  /// Edges between nodes drawn blindly.
  static func blind(_ nodeCount: Int, edges: Int, seed: UInt64) -> MadeUpGraph {
    var random = SplitMix64(seed: seed)
    var made = MadeUpGraph(nodeCount: nodeCount, edges: [])
    for _ in 0..<edges { made.add(random.below(nodeCount), random.below(nodeCount), 1) }
    return made
  }

  /// Edges with weights from 1 to 4, of which a share stays in a community of neighbouring numbers.
  static func planted(
    _ nodeCount: Int, edges: Int, size: Int, share: Double, seed: UInt64
  ) -> MadeUpGraph {
    var random = SplitMix64(seed: seed)
    var made = MadeUpGraph(nodeCount: nodeCount, edges: [])
    for _ in 0..<edges {
      let one = random.below(nodeCount)
      let other =
        random.happens(share) ? one - one % size + random.below(size) : random.below(nodeCount)
      made.add(one, min(other, nodeCount - 1), Double(1 + random.below(4)))
    }
    return made
  }

  /// Edges of which one end has a small number far more often than a large one.
  static func skewed(_ nodeCount: Int, edges: Int, seed: UInt64) -> MadeUpGraph {
    var random = SplitMix64(seed: seed)
    var made = MadeUpGraph(nodeCount: nodeCount, edges: [])
    for _ in 0..<edges {
      let place = random.uniform()
      made.add(Int(place * place * place * Double(nodeCount)), random.below(nodeCount), 1)
    }
    return made
  }

  /// The same edges in another order, some of them turned round.
  func shuffled(seed: UInt64) -> MadeUpGraph {
    var random = SplitMix64(seed: seed)
    var made = MadeUpGraph(nodeCount: nodeCount, edges: [])
    for edge in from.indices.shuffled(using: &random) {
      let (one, other) = (Int(from[edge]), Int(to[edge]))
      let isTurned = random.happens(0.5)
      made.add(isTurned ? other : one, isTurned ? one : other, weights[edge])
    }
    return made
  }
}
