import Bytes

/// A value of an attribute, as all formats of graphs know them.
enum AttributeValue: Sendable, Hashable {
  case text(String)
  case whole(Int)
  case number(Double)
  case flag(Bool)

  /// The value as text: plain on one line, numbers with nine digits as ECMAScript writes them; nil for a number
  /// that is none, which formats write differently or not at all.
  var text: String? {
    switch self {
    case .text(let text): PlainText.plain(text)
    case .whole(let number): String(number)
    case .number(let number):
      number.isFinite ? JSONValue.rounded(number).canonicalText : nil
    case .flag(let flag): flag ? "true" : "false"
    }
  }

  /// The value as JSON.
  var json: JSONValue? {
    switch self {
    case .text(let text): .string(PlainText.plain(text))
    case .whole(let number): .integer(Int64(number))
    case .number(let number): number.isFinite ? .rounded(number) : nil
    case .flag(let flag): .bool(flag)
    }
  }
}

/// The type of an attribute.
///
/// The raw value is its name both in GraphML (`attr.type`) and in GEXF (`attrtype-type`).
enum AttributeType: String, Sendable, Hashable {
  case text = "string"
  case whole = "long"
  case number = "double"
  case flag = "boolean"
}

/// An attribute of nodes or of edges: one table of them serves all formats.
struct GraphAttribute<Element>: Sendable {
  let name: String
  let type: AttributeType
  /// The value of an element of a graph, nil where it has none.
  let value: @Sendable (Element, FindingGraph) -> AttributeValue?

  init(
    _ name: String, _ type: AttributeType,
    _ value: @escaping @Sendable (Element, FindingGraph) -> AttributeValue?
  ) {
    self.name = name
    self.type = type
    self.value = value
  }
}

extension FindingGraph {
  /// What is told of an account, beside its name.
  static let nodeAttributes: [GraphAttribute<Node>] = [
    GraphAttribute("finding", .text) { .text($1.communities[$0.home].name) },
    GraphAttribute("findings", .text) { .text($1.names(of: $0.findings)) },
    GraphAttribute("community", .whole) { node, _ in .whole(node.home + 1) },
    GraphAttribute("level", .text) { .text($1.communities[$0.home].level.rawValue) },
    GraphAttribute("role", .text) { node, _ in .text(node.role.rawValue) },
    GraphAttribute("raid_objects", .whole) { node, _ in .whole(node.raids) },
    GraphAttribute("raid_share", .number) { node, _ in .number(node.raidShare) },
    GraphAttribute("objects", .whole) { node, _ in .whole(node.objects) },
    GraphAttribute("expected", .number) { node, _ in .number(node.expected) },
    GraphAttribute("p_log10", .number) { node, _ in
      .number(node.logChance / JSONValue.naturalOfTen)
    },
    GraphAttribute("first", .text) { node, _ in .text(MomentText.text(node.span.lowerBound)) },
    GraphAttribute("last", .text) { node, _ in .text(MomentText.text(node.span.upperBound)) },
    GraphAttribute("degree", .whole) { node, _ in .whole(node.degree) },
    GraphAttribute("strength", .number) { node, _ in .number(node.strength) },
  ]

  /// What is told of a pair, beside its weight.
  static let edgeAttributes: [GraphAttribute<Edge>] = [
    GraphAttribute("finding", .text) { .text($1.communities[$0.home].name) },
    GraphAttribute("findings", .text) { .text($1.names(of: $0.findings)) },
    GraphAttribute("expected", .number) { edge, _ in .number(edge.expected) },
    GraphAttribute("lift", .number) { edge, _ in edge.lift.map(AttributeValue.number) },
    GraphAttribute("jaccard", .number) { edge, _ in .number(edge.jaccard) },
    GraphAttribute("p_log10", .number) { edge, _ in
      .number(edge.logChance / JSONValue.naturalOfTen)
    },
    GraphAttribute("median_gap_s", .number) { edge, _ in .number(Double(edge.medianGap) / 1000) },
    GraphAttribute("leader", .number) { edge, _ in .number(edge.leader) },
    GraphAttribute("first", .text) { edge, _ in .text(MomentText.text(edge.span.lowerBound)) },
    GraphAttribute("last", .text) { edge, _ in .text(MomentText.text(edge.span.upperBound)) },
    GraphAttribute("kinds", .text) { edge, _ in .text(edge.kinds.joined(separator: "|")) },
    GraphAttribute("evidence", .text) { edge, _ in .text(edge.evidence.joined(separator: "|")) },
  ]

  /// Names of findings with bars between them.
  func names(of findings: [Int]) -> String {
    findings.map { communities[$0].name }.joined(separator: "|")
  }
}
