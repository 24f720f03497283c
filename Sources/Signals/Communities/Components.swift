extension WeightedGraph {
  /// The number of each node's connected component; components are numbered in the order of their
  /// smallest nodes. Complexity: O(n + m).
  public func components() -> [Int] {
    components(within: [Int32](repeating: 0, count: nodeCount)).map { Int($0) }
  }

  /// The connected parts of each community, numbered in the order of their smallest nodes: two nodes
  /// share a number when a path inside one community joins them.
  func components(within communities: [Int32]) -> [Int32] {
    var numbers = [Int32](repeating: -1, count: nodeCount)
    var pending: [Int32] = []
    var count: Int32 = 0
    for start in 0..<nodeCount where numbers[start] < 0 {
      numbers[start] = count
      pending.append(Int32(start))
      while let node = pending.popLast().map({ Int($0) }) {
        for place in offsets[node]..<offsets[node + 1] {
          let other = Int(neighbours[place])
          guard numbers[other] < 0, communities[other] == communities[node] else { continue }
          numbers[other] = count
          pending.append(Int32(other))
        }
      }
      count += 1
    }
    return numbers
  }
}
