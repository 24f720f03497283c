/// An undirected graph whose edges have weights, kept as compressed rows: the neighbours of each node
/// stand side by side in rising order.
///
/// The graph is the same whatever the order and direction of the edges it is made from: the weights of
/// parallel edges are added from the smallest to the largest. An edge of weight 0 is no edge.
public struct WeightedGraph: Sendable, Hashable {
  /// Where the row of each node begins in `neighbours`, and at last where the last one ends.
  let offsets: [Int]
  /// The node at the other end of each edge; an edge that is no loop stands in two rows.
  let neighbours: [Int32]
  /// The weight of each edge, at the places of `neighbours`.
  let weights: [Double]
  /// The weight of each node's loop, counted once.
  let loops: [Double]
  /// The sum of weights at each node, its loop counted twice.
  let strengths: [Double]
  /// The sum of the weights of all edges, loops among them.
  public let totalWeight: Double

  /// How many nodes there are; they are numbered from 0.
  public var nodeCount: Int { strengths.count }

  /// How many pairs of different nodes have an edge.
  public var edgeCount: Int { neighbours.count / 2 }

  /// Makes a graph.
  ///
  /// The three lists are equally long. Nodes are at least 0 and below `nodeCount`, weights finite and
  /// at least 0, and so is their sum: anything else is a fault of the caller and stops the program.
  /// Complexity: O(n + m log p) for n nodes and m edges of which at most p are parallel.
  /// - Parameters:
  ///   - nodeCount: How many nodes there are, at most 2³¹ − 1.
  ///   - from: One end of each edge.
  ///   - to: Its other end, which may be the same node.
  ///   - weights: The weight of each edge.
  public init(nodeCount: Int, from: [Int32], to: [Int32], weights: [Double]) {
    precondition((0...Int(Int32.max)).contains(nodeCount), "too many nodes, or fewer than none")
    precondition(from.count == to.count && from.count == weights.count, "lists of unequal length")
    for edge in from.indices {
      precondition(
        from[edge] >= 0 && from[edge] < nodeCount && to[edge] >= 0 && to[edge] < nodeCount,
        "an edge of a node that is not there")
      precondition(weights[edge] >= 0 && weights[edge].isFinite, "a weight that is no weight")
    }
    var rows = EdgeRows(nodeCount: nodeCount, from: from, to: to, weights: weights).transposed()
    rows.mergeParallelEdges()
    let loops = Self.loops(nodeCount: nodeCount, from: from, to: to, weights: weights)
    let strengths = (0..<nodeCount).map { node in
      rows.weights[rows.offsets[node]..<rows.offsets[node + 1]].reduce(2 * loops[node], +)
    }
    self.init(rows: rows, loops: loops, strengths: strengths)
  }

  /// A graph of rows that are in order and in both directions.
  init(rows: EdgeRows, loops: [Double], strengths: [Double]) {
    offsets = rows.offsets
    neighbours = rows.neighbours
    weights = rows.weights
    self.loops = loops
    self.strengths = strengths
    totalWeight = strengths.reduce(0, +) / 2
    precondition(totalWeight.isFinite, "weights that have no finite sum")
  }

  private static func loops(
    nodeCount: Int, from: [Int32], to: [Int32], weights: [Double]
  ) -> [Double] {
    var loops = [Double](repeating: 0, count: nodeCount)
    let places = from.indices.filter { from[$0] == to[$0] }
    for place in places.sorted(by: { weights[$0] < weights[$1] }) {
      loops[Int(from[place])] += weights[place]
    }
    return loops
  }
}
