extension WeightedGraph {
  /// The graph whose nodes are parts of this one: the edges between two parts become one edge, those
  /// inside a part become its loop. Complexity: O(n + m).
  /// - Parameters:
  ///   - parts: The part of each node, numbered from 0 without a gap.
  ///   - count: How many parts there are.
  func aggregated(by parts: [Int32], count: Int) -> WeightedGraph {
    var sizes = [Int](repeating: 0, count: count)
    for part in parts { sizes[Int(part)] += 1 }
    let members = runningSums(of: sizes)
    var next = Cells(members)
    var listed = Cells(repeating: Int32(0), count: nodeCount)
    for node in 0..<nodeCount {
      let place = next[parts[node]]
      listed[place] = Int32(node)
      next[parts[node]] = place + 1
    }

    var rows = EdgeRows(offsets: [0], neighbours: [], weights: [])
    rows.offsets.reserveCapacity(count + 1)
    rows.neighbours.reserveCapacity(neighbours.count)
    rows.weights.reserveCapacity(neighbours.count)
    var loops = [Double](repeating: 0, count: count)
    var strengths = loops
    var beside = NeighbourWeights(communityCount: count)
    let (places, ends, theirs) = (offsets.span, neighbours.span, parts.span)
    let weights = weights.span
    for part in 0..<count {
      for place in members[part]..<members[part + 1] {
        let node = Int(listed[place])
        strengths[part] += self.strengths[node]
        loops[part] += self.loops[node]
        for edge in places[unchecked: node]..<places[unchecked: node + 1] {
          beside.add(
            weights[unchecked: edge], to: theirs[unchecked: Int(ends[unchecked: edge])])
        }
      }
      for place in 0..<beside.count {
        let other = beside.community(place)
        let weight = beside.weight(to: other)
        if Int(other) == part {
          // Each edge inside was met from both its ends.
          loops[part] += weight / 2
        } else {
          rows.neighbours.append(other)
          rows.weights.append(weight)
        }
      }
      beside.clear()
      rows.offsets.append(rows.neighbours.count)
    }
    return WeightedGraph(rows: rows, loops: loops, strengths: strengths)
  }
}
