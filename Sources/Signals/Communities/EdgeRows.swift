/// Rows of edges while a graph is made of them.
struct EdgeRows: Sendable {
  /// Where the row of each node begins, and at last where the last one ends.
  var offsets: [Int]
  /// The node at the other end of each edge.
  var neighbours: [Int32]
  /// The weight of each edge.
  var weights: [Double]

  /// Rows that are given as they are.
  init(offsets: [Int], neighbours: [Int32], weights: [Double]) {
    self.offsets = offsets
    self.neighbours = neighbours
    self.weights = weights
  }

  /// Each edge in the rows of both its ends, without loops and edges of weight 0; a row is in the order
  /// in which the edges came.
  init(nodeCount: Int, from: [Int32], to: [Int32], weights given: [Double]) {
    func isKept(_ edge: Int) -> Bool { from[edge] != to[edge] && given[edge] > 0 }
    var counts = [Int](repeating: 0, count: nodeCount)
    for edge in from.indices where isKept(edge) {
      counts[Int(from[edge])] += 1
      counts[Int(to[edge])] += 1
    }
    offsets = runningSums(of: counts)
    neighbours = [Int32](repeating: 0, count: offsets[nodeCount])
    weights = [Double](repeating: 0, count: offsets[nodeCount])
    var next = offsets
    func put(_ other: Int32, at node: Int32, _ weight: Double) {
      let place = next[Int(node)]
      next[Int(node)] = place + 1
      neighbours[place] = other
      weights[place] = weight
    }
    for edge in from.indices where isKept(edge) {
      put(to[edge], at: from[edge], given[edge])
      put(from[edge], at: to[edge], given[edge])
    }
  }

  /// The same edges seen from their other ends, each row in rising order. As each edge stands in both
  /// its rows, that sorts them, in linear time.
  func transposed() -> EdgeRows {
    var sorted = self
    var next = offsets
    for node in 0..<offsets.count - 1 {
      for place in offsets[node]..<offsets[node + 1] {
        let other = Int(neighbours[place])
        sorted.neighbours[next[other]] = Int32(node)
        sorted.weights[next[other]] = weights[place]
        next[other] += 1
      }
    }
    return sorted
  }

  /// Makes one edge of those of a row that lead to the same node. Rows are in rising order.
  mutating func mergeParallelEdges() {
    var kept = 0
    var begin = 0
    for node in 0..<offsets.count - 1 {
      let end = offsets[node + 1]
      offsets[node] = kept
      while begin < end {
        var after = begin + 1
        while after < end && neighbours[after] == neighbours[begin] { after += 1 }
        neighbours[kept] = neighbours[begin]
        // In rising order, so that both rows of an edge, and all orders of input, have the same sum.
        weights[kept] =
          after == begin + 1 ? weights[begin] : weights[begin..<after].sorted().reduce(0, +)
        kept += 1
        begin = after
      }
    }
    offsets[offsets.count - 1] = kept
    neighbours.removeSubrange(kept...)
    weights.removeSubrange(kept...)
  }
}

/// 0, the first count, the first two together, and so on: one more number than there are counts.
func runningSums(of counts: [Int]) -> [Int] {
  var sums = [0]
  sums.reserveCapacity(counts.count + 1)
  var sum = 0
  for count in counts {
    sum += count
    sums.append(sum)
  }
  return sums
}
