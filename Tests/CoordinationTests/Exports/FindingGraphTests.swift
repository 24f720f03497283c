import Bytes
import Signals
import Testing

@testable import Coordination

@Suite("Findings make one graph") struct FindingGraphTests {
  typealias Made = MadeUpFindings

  /// Two findings that share the accounts b and c and their pair.
  private var overlapping: [LockstepFinding] {
    [
      Made.finding(
        "one", level: .medium,
        accounts: [Made.account("a"), Made.account("b", role: .late, raids: 1), Made.account("c")],
        targets: [Made.target("post", members: [0, 1, 2])],
        pairs: [Made.pair(0, 1, coActions: 3), Made.pair(1, 2, coActions: 4)]),
      Made.finding(
        "two", level: .high,
        accounts: [
          Made.account("c"), Made.account("b", raids: 2, from: -60_000), Made.account("d"),
        ],
        targets: [
          Made.target("post", members: [0, 1, 2]), Made.target("post", kind: "share", members: [1]),
        ],
        pairs: [Made.pair(0, 1, coActions: 9, to: 120_000)]),
    ]
  }

  @Test("An account of two findings is one node with the stronger one's numbers") func nodes() {
    let graph = FindingGraph(overlapping)
    #expect(graph.nodes.map(\.id) == ["a", "b", "c", "d"])
    let node = graph.nodes[1]
    #expect(node.findings == [0, 1] && node.home == 1)
    #expect(node.role == .core && node.raids == 2 && node.raidShare == 1)
    #expect(node.span == Made.start - 60_000...Made.start + 60_000)
    #expect(graph.nodes.map(\.degree) == [1, 2, 1, 0])
    #expect(graph.nodes.map(\.strength) == [3, 12, 9, 0])
  }

  @Test("A pair of two findings is one edge with the greater weight, not the sum") func edges() {
    let graph = FindingGraph(overlapping)
    #expect(graph.edges.map(\.weight) == [3, 9])
    let edge = graph.edges[1]
    #expect(edge.findings == [0, 1] && edge.home == 1)
    #expect(edge.span == Made.start...Made.start + 120_000)
    // The numbers are of the finding that has c first: who led keeps its sense.
    #expect(graph.nodes[edge.source].id == "c" && graph.nodes[edge.target].id == "b")
    #expect(edge.evidence == ["post"])
  }

  @Test("An action that two findings tell of counts once") func actions() {
    let graph = AccountTargetGraph(overlapping)
    #expect(graph.targets.map(\.name) == ["post"])
    let weights = Dictionary(
      uniqueKeysWithValues: graph.edges.map {
        (graph.accounts.nodes[$0.account].id, $0.actions.count)
      })
    // Times of "two" differ from those of "one" by the place in the list; b's share is another kind.
    #expect(weights == ["a": 1, "b": 2, "c": 2, "d": 1])
  }

  @Test("A node is there as long as its edges are") func presence() {
    let graph = FindingGraph(overlapping)
    for edge in graph.edges {
      for node in [graph.nodes[edge.source], graph.nodes[edge.target]] {
        #expect(node.presence.contains(edge.span.lowerBound))
        #expect(node.presence.contains(edge.span.upperBound))
      }
    }
  }

  @Test("Evidence names five co-actions at most") func evidence() {
    let targets = (0..<70).map {
      Made.target("post \($0)", kind: $0 < 69 ? "share" : "flag", members: [1, 0])
    }
    let finding = Made.finding(
      "x", accounts: [Made.account("a"), Made.account("b")], targets: targets,
      pairs: [Made.pair(0, 1)])
    let edge = FindingGraph([finding]).edges[0]
    #expect(edge.evidence == (0..<5).map { "post \($0)" })
    #expect(edge.kinds == ["flag", "share"])
  }

  @Test("Every name has a form of its own on one line") func names() {
    var names = PlainNames()
    let plain = Made.hostile.map { names.name(for: $0) }
    #expect(Set(plain.map(ExactName.init)).count == plain.count)
    for name in plain {
      #expect(!name.isEmpty && !name.hasPrefix(" ") && !name.hasSuffix(" "))
      #expect(name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
      #expect(
        !name.unicodeScalars.contains("\u{2028}") && !name.unicodeScalars.contains("\u{FFFE}"))
    }
    #expect(PlainText.plain("line\r\nbreak \u{7}x") == "line break x")
    #expect(PlainText.plain("🇻🇳 Nguyễn") == "🇻🇳 Nguyễn")
  }

  @Test("XML holds no byte that it may not, whatever names are") func xml() {
    var xml = XMLWriter()
    xml.element("a", text: "&<>\"'\u{0}\u{B}\u{1F}\u{FFFE}\u{FFFF}\u{FFFD}\t\n\rx")
    #expect(
      String(decoding: xml.bytes, as: UTF8.self).hasSuffix(
        "<a>&amp;&lt;&gt;&quot;&apos;\u{FFFD}&#9;&#10;&#13;x</a>\n"))
  }

  @Test("Findings drawn at random give the same bytes twice, and files that agree")
  func properties() throws {
    var draw = SplitMix64(seed: 22)
    for _ in 0..<40 {
      let findings = (0..<draw.below(4)).map { _ in MadeUpFindings.random(&draw) }
      let exports = FindingExports(findings)
      for file in FindingExports.File.allCases {
        #expect(exports.bytes(of: file) == FindingExports(findings).bytes(of: file))
      }
      let nodes = try rows(exports.bytes(of: .nodes))
      let ids = Set(nodes.map { ExactName($0[0]) })
      #expect(ids.count == nodes.count)
      let accounts = Set(findings.flatMap { $0.accounts.map { ExactName($0.name) } })
      #expect(nodes.count == accounts.count)
      let edges = try rows(exports.bytes(of: .edges))
      for edge in edges {
        #expect(ids.contains(ExactName(edge[0])) && ids.contains(ExactName(edge[1])))
      }
      #expect(edges.count == exports.graph.edges.count)
      let evidence = try rows(exports.bytes(of: .evidence))
      #expect(evidence.count == findings.flatMap(\.targets).map(\.times.count).reduce(0, +))
    }
  }

  private func rows(_ bytes: [UInt8]?) throws -> [[String]] {
    try CSVReader.rows(of: bytes ?? []).dropFirst().map { try $0.texts() }
  }
}
