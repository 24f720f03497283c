import Testing

@testable import Signals

@Suite("Leiden communities")
struct LeidenTests {
  private static let karate: [(Int, [Int])] = [
    (0, [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31]),
    (1, [2, 3, 7, 13, 17, 19, 21, 30]), (2, [3, 7, 27, 28, 32, 9, 8, 13]), (3, [7, 12, 13]),
    (4, [6, 10]), (5, [6, 10, 16]), (6, [16]), (8, [30, 32, 33]), (9, [33]), (13, [33]),
    (14, [32, 33]), (15, [32, 33]), (18, [32, 33]), (19, [33]), (20, [32, 33]), (22, [32, 33]),
    (23, [25, 27, 32, 33, 29]), (24, [25, 27, 31]), (25, [31]), (26, [29, 33]), (27, [33]),
    (28, [31, 33]), (29, [32, 33]), (30, [32, 33]), (31, [32, 33]), (32, [33]),
  ]

  /// The maximum is 0.419789… (Brandes and others, On modularity clustering, 2008).
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func ofTheKarateClubAreTheBest(seed: UInt64) {
    let edges = Self.karate.flatMap { one, others in others.map { (one, $0) } }
    let graph = MadeUpGraph(nodeCount: 34, edges: edges).graph
    #expect(graph.edgeCount == 78)
    let found = Leiden(seed: seed).communities(of: graph)
    let quality = modularity(of: found, in: graph)
    #expect(quality > 0.4197 && quality < 0.41979)
    #expect(Set(found).count == 4)
  }

  @Test func ofARingOfCliquesAreTheCliques() {
    var edges: [(Int, Int)] = []
    for clique in 0..<20 {
      for one in 0..<6 {
        for other in 0..<one { edges.append((6 * clique + one, 6 * clique + other)) }
      }
      edges.append((6 * clique, (6 * clique + 7) % 120))
    }
    let graph = MadeUpGraph(nodeCount: 120, edges: edges).graph
    let found = Leiden().communities(of: graph)
    #expect(found == (0..<120).map { $0 / 6 })
    // 15 of 16 edges are inside, and each of 20 communities has a twentieth of the strength.
    #expect(abs(modularity(of: found, in: graph) - (15.0 / 16 - 1.0 / 20)) < 1e-12)
  }

  @Test func ofPlantedPartitionsAreThePlantedOnes() {
    for seed in 1...5 as ClosedRange<UInt64> {
      let made = MadeUpGraph.planted(1000, edges: 15_000, size: 50, share: 0.8, seed: seed)
      #expect(Leiden(seed: seed).communities(of: made.graph) == (0..<1000).map { $0 / 50 })
    }
  }

  @Test func areFewerAtALowerResolution() {
    let graph = MadeUpGraph.planted(600, edges: 6000, size: 20, share: 0.6, seed: 3).graph
    let counts = [0.2, 1, 5].map { Set(Leiden(resolution: $0).communities(of: graph)).count }
    #expect(counts[0] < counts[1] && counts[1] < counts[2])
  }

  @Test func atResolutionZeroAreTheComponents() {
    for seed in 1...20 as ClosedRange<UInt64> {
      let graph = MadeUpGraph.blind(200, edges: 150, seed: seed).graph
      #expect(Leiden(resolution: 0).communities(of: graph) == graph.components())
    }
  }

  @Test func neverReachOverComponents() {
    var edges: [(Int, Int)] = []
    for first in [0, 4] {
      for one in first..<first + 4 { for other in first..<one { edges.append((one, other)) } }
    }
    let graph = MadeUpGraph(nodeCount: 9, edges: edges).graph
    #expect(graph.components() == [0, 0, 0, 0, 1, 1, 1, 1, 2])
    #expect(Leiden().communities(of: graph) == [0, 0, 0, 0, 1, 1, 1, 1, 2])
  }

  @Test func ofGraphsWithoutEdgesAreTheNodes() {
    let empty = MadeUpGraph(nodeCount: 0, edges: []).graph
    #expect(Leiden().communities(of: empty).isEmpty)
    #expect(empty.components().isEmpty)
    #expect(modularity(of: [], in: empty) == 0)

    let bare = MadeUpGraph(nodeCount: 3, edges: []).graph
    #expect(Leiden().communities(of: bare) == [0, 1, 2])
    #expect(bare.components() == [0, 1, 2])
    #expect(modularity(of: [0, 1, 2], in: bare) == 0)

    let weightless = WeightedGraph(nodeCount: 2, from: [0], to: [1], weights: [0])
    #expect(Leiden().communities(of: weightless) == [0, 1])
    #expect(weightless.edgeCount == 0)

    let loop = WeightedGraph(nodeCount: 2, from: [1], to: [1], weights: [3])
    #expect(Leiden().communities(of: loop) == [0, 1])
    #expect(modularity(of: [0, 1], in: loop) == 0)
  }

  @Test func ofNoRoundsAreTheNodes() {
    let graph = MadeUpGraph(nodeCount: 2, edges: [(0, 1)]).graph
    #expect(Leiden(iterations: 0).communities(of: graph) == [0, 1])
    #expect(Leiden(iterations: 1).communities(of: graph) == [0, 0])
  }

  /// A heavy loop makes a node so strong that what joins it to others is less than expected.
  @Test func headLoops() {
    let plain = MadeUpGraph(nodeCount: 3, edges: [(0, 1), (1, 2), (0, 2)]).graph
    #expect(Leiden().communities(of: plain) == [0, 0, 0])
    let looped = WeightedGraph(
      nodeCount: 3, from: [0, 1, 0, 0, 1, 2], to: [1, 2, 2, 0, 1, 2],
      weights: [1, 1, 1, 10, 10, 10])
    #expect(looped.totalWeight == 33)
    #expect(looped.edgeCount == 3)
    #expect(Leiden().communities(of: looped) == [0, 1, 2])
  }

  @Test func areTheSameWhateverTheOrderOfEdges() {
    for seed in 1...10 as ClosedRange<UInt64> {
      var made = MadeUpGraph.skewed(300, edges: 1500, seed: seed)
      // Weights whose sums hang on the order of adding.
      var random = SplitMix64(seed: seed)
      for edge in made.weights.indices { made.weights[edge] = 0.1 + random.uniform() }
      let graph = made.graph
      let other = made.shuffled(seed: seed + 100).graph
      #expect(graph == other)
      let search = Leiden(seed: seed)
      #expect(search.communities(of: graph) == search.communities(of: other))
    }
  }

  @Test func doNotHangOnTheUnitOfWeight() {
    let made = MadeUpGraph.planted(400, edges: 2000, size: 25, share: 0.6, seed: 8)
    var scaled = made
    for edge in scaled.weights.indices { scaled.weights[edge] *= 0x1p-30 }
    #expect(Leiden().communities(of: made.graph) == Leiden().communities(of: scaled.graph))
  }

  /// The paper's guarantee, which Louvain's method does not give.
  @Test func areConnectedAndNumberedByTheirSmallestNodes() {
    for seed in 1...200 as ClosedRange<UInt64> {
      var random = SplitMix64(seed: seed)
      let count = 2 + random.below(150)
      let edges = random.below(4 * count)
      let made =
        switch seed % 3 {
        case 0: MadeUpGraph.blind(count, edges: edges, seed: seed)
        case 1: MadeUpGraph.planted(count, edges: edges, size: 10, share: 0.7, seed: seed)
        default: MadeUpGraph.skewed(count, edges: edges, seed: seed)
        }
      let graph = made.graph
      let search = Leiden(resolution: 0.5 + random.uniform(), seed: seed, iterations: 1)
      let found = search.communities(of: graph)
      #expect(found == graph.components(within: found.map { Int32($0) }).map { Int($0) })
      // No node is better off alone.
      let quality = modularity(of: found, in: graph, resolution: search.resolution)
      let alone = modularity(of: Array(0..<count), in: graph, resolution: search.resolution)
      #expect(quality >= alone - 1e-12)
    }
  }

  @Test func getNoWorseWithMoreRounds() {
    let graph = MadeUpGraph.blind(500, edges: 1500, seed: 4).graph
    var last = -1.0
    for rounds in 1...8 {
      let found = Leiden(iterations: rounds).communities(of: graph)
      let quality = modularity(of: found, in: graph)
      #expect(quality >= last - 1e-12)
      last = quality
    }
  }

  /// What igraph 1.0.0 says of nodes grouped by their number modulo 7, at resolutions of 1 and ½; and
  /// the mean of what leidenalg 0.12.0 finds in five rounds with ten seeds.
  static let judged: [(made: MadeUpGraph, bySevens: (Double, Double), leidenalg: Double)] = [
    (
      .blind(300, edges: 900, seed: 1), (-0.0011895061728394996, 0.07051635802469135),
      0.41151438271604934
    ),
    (.blind(1000, edges: 5000, seed: 2), (0.010272540000000004, 0.08173627), 0.310613258),
    (
      .planted(600, edges: 3000, size: 30, share: 0.7, seed: 3),
      (0.010506795370907141, 0.08196097506005336), 0.6720635210354805
    ),
    (
      .planted(1000, edges: 4000, size: 100, share: 0.6, seed: 4),
      (0.006091365754011646, 0.07757608077642009), 0.5555384364428437
    ),
    (
      .skewed(800, edges: 2400, seed: 5), (-0.009922482638888896, 0.06253875868055556),
      0.41203486979166665
    ),
  ]

  @Test func haveTheModularityThatOthersMeasure() {
    for (made, known, _) in Self.judged {
      let sevens = (0..<made.nodeCount).map { $0 % 7 }
      let graph = made.graph
      #expect(abs(modularity(of: sevens, in: graph) - known.0) < 1e-12)
      #expect(abs(modularity(of: sevens, in: graph, resolution: 0.5) - known.1) < 1e-12)
    }
  }

  /// Seeds differ by some percent where there is nothing to be found, so means are compared.
  @Test func areAsGoodAsThoseOfTheReference() {
    for (made, _, reference) in Self.judged {
      let graph = made.graph
      let found = (1...10).map { seed in
        modularity(of: Leiden(seed: seed).communities(of: graph), in: graph)
      }
      let mean = found.reduce(0, +) / 10
      #expect(mean >= 0.995 * reference, "\(mean) \(reference)")
    }
  }
}
