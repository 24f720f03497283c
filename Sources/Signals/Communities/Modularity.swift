/// How much more weight lies inside communities than chance would put there (Newman and Girvan, 2004;
/// with a resolution, Reichardt and Bornholdt, 2006).
///
/// The sum over communities of e / W − γ (s / 2W)², where W is the weight of all edges, e that of the
/// edges inside, and s the sum of the strengths of the nodes; a loop of a node adds twice its weight to
/// the node's strength. Null model: edges placed at random so that each node keeps its expected
/// strength. A graph without edges has 0. Complexity: O(n + m).
/// - Parameters:
///   - communities: The community of each node, a number of at least 0 and below the number of nodes.
///   - graph: The graph.
///   - resolution: γ, above 1 for small communities.
public func modularity(
  of communities: [Int], in graph: WeightedGraph, resolution: Double = 1
) -> Double {
  precondition(communities.count == graph.nodeCount, "a community for each node")
  guard graph.totalWeight > 0 else { return 0 }
  // Both ends of every edge inside, as the strengths count both ends as well.
  var inside = [Double](repeating: 0, count: graph.nodeCount)
  var strengths = inside
  for node in 0..<graph.nodeCount {
    let own = communities[node]
    var sum = 2 * graph.loops[node]
    for place in graph.offsets[node]..<graph.offsets[node + 1]
    where communities[Int(graph.neighbours[place])] == own { sum += graph.weights[place] }
    inside[own] += sum
    strengths[own] += graph.strengths[node]
  }
  let both = 2 * graph.totalWeight
  return zip(inside, strengths).reduce(0) { sum, one in
    let share = one.1 / both
    return sum + one.0 / both - resolution * share * share
  }
}
