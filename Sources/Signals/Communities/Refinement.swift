import func Glibc.exp

/// Refinement of communities (Traag, Waltman and van Eck, 2019, algorithm A.2, lines 26 to 43): inside
/// each community, nodes that are still alone join one another at random, the better the likelier, and
/// only where both are well connected with the rest of the community. So every part is connected.
struct Refinement: ~Copyable {
  private let graph: WeightedGraph
  private let communities: [Int32]
  private let scale: Double
  /// How random the choice is, in weight.
  private let temperature: Double
  private var parts: Cells<Int32>
  private var sizes: Cells<Int32>
  private var strengths: Cells<Double>
  /// The weight of the edges between a part and the rest of its community.
  private var outward: Cells<Double>
  private var beside: NeighbourWeights
  private var candidates: [(part: Int32, gain: Double)] = []

  /// - Parameters:
  ///   - graph: The graph.
  ///   - communities: The community of each node, below the number of nodes.
  ///   - scale: γ / 2W: times the strengths of two sets of nodes, the weight expected between them.
  ///   - temperature: θ, in weight.
  init(_ graph: WeightedGraph, communities: [Int32], scale: Double, temperature: Double) {
    let count = graph.nodeCount
    self.graph = graph
    self.communities = communities
    self.scale = scale
    self.temperature = temperature
    parts = Cells((0..<Int32(count)).map { $0 })
    sizes = Cells(repeating: 1, count: count)
    strengths = Cells(graph.strengths)
    outward = Cells(repeating: 0, count: count)
    beside = NeighbourWeights(communityCount: count)
  }

  /// The part of each node; `order` is that in which the nodes choose.
  consuming func parts(order: [Int32], random: inout SplitMix64) -> [Int32] {
    // Copies of its own, whose rows can be looked at while this value changes.
    let (graph, communities) = (graph, communities)
    let own = communities.span
    var whole = Cells(repeating: 0.0, count: graph.nodeCount)
    for node in 0..<graph.nodeCount {
      whole[own[unchecked: node]] += graph.strengths[node]
      outward[node] = weightInside(node)
    }
    for node in order where sizes[node] == 1 {
      let all = whole[own[unchecked: Int(node)]]
      guard parts[node] == node, isWellConnected(node, in: all) else { continue }
      gather(node, of: communities, in: graph, whole: all)
      if let chosen = choice(&random), chosen != node { join(node, to: chosen) }
      beside.clear()
    }
    return parts.values
  }

  private func weightInside(_ node: Int) -> Double {
    let own = communities.span
    let neighbours = graph.neighbours.span
    let weights = graph.weights.span
    let community = own[unchecked: node]
    var sum = 0.0
    for place in graph.offsets[node]..<graph.offsets[node + 1]
    where own[unchecked: Int(neighbours[unchecked: place])] == community {
      sum += weights[unchecked: place]
    }
    return sum
  }

  /// Whether at least as much weight as expected joins a part with the rest of its community, whose
  /// strength is `all`.
  private func isWellConnected(_ part: Int32, in all: Double) -> Bool {
    let strength = strengths[part]
    return outward[part] >= scale * strength * (all - strength)
  }

  /// Lists the parts that a node may join without loss; its own is the first.
  private mutating func gather(
    _ node: Int32, of communities: [Int32], in graph: WeightedGraph, whole all: Double
  ) {
    let own = communities.span
    let community = own[unchecked: Int(node)]
    let neighbours = graph.neighbours.span
    let weights = graph.weights.span
    for place in graph.offsets[Int(node)]..<graph.offsets[Int(node) + 1] {
      let other = neighbours[unchecked: place]
      guard own[unchecked: Int(other)] == community else { continue }
      beside.add(weights[unchecked: place], to: parts[other])
    }
    candidates.removeAll(keepingCapacity: true)
    candidates.append((node, 0))
    let expected = strengths[node] * scale
    for place in 0..<beside.count {
      let part = beside.community(place)
      let gain = beside.weight(to: part) - expected * strengths[part]
      if gain >= 0, isWellConnected(part, in: all) { candidates.append((part, gain)) }
    }
  }

  /// One of the candidates, each with a chance that goes as exp(gain / θ).
  private mutating func choice(_ random: inout SplitMix64) -> Int32? {
    guard candidates.count > 1 else { return nil }
    var most = 0.0
    for candidate in candidates { most = max(most, candidate.gain) }
    var sum = 0.0
    for place in candidates.indices {
      // Against the best, so that nothing overflows; what is hopeless costs nothing.
      let power = (candidates[place].gain - most) / temperature
      if power > -40 { sum += power == 0 ? 1 : exp(power) }
      candidates[place].gain = sum
    }
    let drawn = random.uniform() * sum
    return candidates.first { $0.gain > drawn }?.part
  }

  private mutating func join(_ node: Int32, to part: Int32) {
    outward[part] += outward[node] - 2 * beside.weight(to: part)
    strengths[part] += strengths[node]
    sizes[part] += 1
    sizes[node] = 0
    parts[node] = part
  }
}
