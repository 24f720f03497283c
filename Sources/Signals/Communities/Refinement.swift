import func Glibc.exp

/// Refinement of communities (Traag, Waltman and van Eck, 2019, algorithm A.2, lines 26 to 43): inside
/// each community, nodes that are still alone join one another at random, the better the likelier, and
/// only where both are well connected with the rest of the community. So every part is connected.
struct Refinement: ~Copyable {
  /// A part, which bears the number of the node it began with.
  private struct Part {
    /// The sum of its nodes' strengths.
    var strength: Double
    /// The weight of the edges between it and the rest of its community.
    var outward: Double
    /// The weight between it and the node that is looked at; 0 when it has not been met.
    var beside = 0.0
  }

  private let graph: WeightedGraph
  private let communities: [Int32]
  private let scale: Double
  /// How random the choice is, in weight.
  private let temperature: Double
  /// The part of each node.
  private var places: Cells<Int32>
  private var parts: Cells<Part>
  /// Whether a node is the only one of the part that bears its number.
  private var isAlone: Cells<Bool>
  /// The parts beside the node that is looked at.
  private var met: Cells<Int32>
  private var metCount = 0
  private var candidates: [(part: Int32, gain: Double)] = []

  /// - Parameters:
  ///   - graph: The graph.
  ///   - communities: The community of each node, below the number of nodes.
  ///   - scale: γ / 2W: times the strengths of two sets of nodes, the weight expected between them.
  ///   - temperature: θ, in weight.
  init(_ graph: WeightedGraph, communities: [Int32], scale: Double, temperature: Double) {
    self.graph = graph
    self.communities = communities
    self.scale = scale
    self.temperature = temperature
    places = Cells((0..<Int32(graph.nodeCount)).map { $0 })
    parts = Cells(repeating: Part(strength: 0, outward: 0), count: graph.nodeCount)
    isAlone = Cells(repeating: true, count: graph.nodeCount)
    met = Cells(repeating: 0, count: graph.nodeCount)
  }

  /// The part of each node; `order` is that in which the nodes choose.
  consuming func refined(order: [Int32], random: inout SplitMix64) -> [Int32] {
    // Copies of its own, whose rows can be looked at while this value changes.
    let (graph, communities) = (graph, communities)
    let own = communities.span
    var whole = Cells(repeating: 0.0, count: graph.nodeCount)
    for node in 0..<graph.nodeCount {
      whole[own[unchecked: node]] += graph.strengths[node]
      parts[node].strength = graph.strengths[node]
      parts[node].outward = weightInside(node, of: communities, in: graph)
    }
    for node in order where isAlone[node] && parts[node].outward > 0 {
      let all = whole[own[unchecked: Int(node)]]
      guard isWellConnected(node, in: all) else { continue }
      meet(node, of: communities, in: graph)
      if let chosen = choice(for: node, in: all, &random) { join(node, to: chosen) }
      for place in 0..<metCount { parts[met[place]].beside = 0 }
    }
    return places.values
  }

  private func weightInside(
    _ node: Int, of communities: [Int32], in graph: WeightedGraph
  ) -> Double {
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
    let strength = parts[part].strength
    return parts[part].outward >= scale * strength * (all - strength)
  }

  /// Lists the parts of a node's community beside it, each with the weight of the edges into it.
  private mutating func meet(_ node: Int32, of communities: [Int32], in graph: WeightedGraph) {
    let own = communities.span
    let neighbours = graph.neighbours.span
    let weights = graph.weights.span
    let community = own[unchecked: Int(node)]
    metCount = 0
    for place in graph.offsets[Int(node)]..<graph.offsets[Int(node) + 1] {
      let other = neighbours[unchecked: place]
      guard own[unchecked: Int(other)] == community else { continue }
      let part = places[other]
      let before = parts[part].beside
      if before == 0 {
        met[metCount] = part
        metCount += 1
      }
      parts[part].beside = before + weights[unchecked: place]
    }
  }

  /// The part that a node joins: one of those where it loses nothing, or none, each with a chance that
  /// goes as exp(gain / θ).
  private mutating func choice(
    for node: Int32, in all: Double, _ random: inout SplitMix64
  ) -> Int32? {
    candidates.removeAll(keepingCapacity: true)
    let expected = parts[node].strength * scale
    var most = 0.0
    for place in 0..<metCount {
      let part = met[place]
      let gain = parts[part].beside - expected * parts[part].strength
      guard gain >= 0, isWellConnected(part, in: all) else { continue }
      candidates.append((part, gain))
      most = max(most, gain)
    }
    // Against the best, so that nothing overflows; what is hopeless costs nothing.
    func chance(_ gain: Double) -> Double {
      let power = (gain - most) / temperature
      return power == 0 ? 1 : power > -40 ? exp(power) : 0
    }
    // To stay alone gains 0.
    var sum = chance(0)
    let alone = sum
    for place in candidates.indices {
      sum += chance(candidates[place].gain)
      candidates[place].gain = sum
    }
    let drawn = random.uniform() * sum
    return drawn < alone ? nil : candidates.first { $0.gain > drawn }?.part
  }

  private mutating func join(_ node: Int32, to part: Int32) {
    parts[part].outward += parts[node].outward - 2 * parts[part].beside
    parts[part].strength += parts[node].strength
    isAlone[part] = false
    isAlone[node] = false
    places[node] = part
  }
}
