/// Writes GraphML (graphml.graphdrawing.org; Brandes et al., "GraphML Progress Report", 2002) with typed keys.
///
/// The schema calls identifiers name tokens, which hold neither spaces nor quotes: names of accounts are
/// labels here, and identifiers are `n0`, `n1`… What is there before the first node must be all keys.
struct GraphMLWriter {
  /// What a key is for.
  enum Domain: String {
    case node
    case edge
  }

  private var xml = XMLWriter()

  init() {
    xml.start(
      "graphml",
      [
        "xmlns": "http://graphml.graphdrawing.org/xmlns",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation": "http://graphml.graphdrawing.org/xmlns "
          + "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
      ])
  }

  mutating func key(_ name: String, _ type: AttributeType, for domain: Domain) {
    xml.empty(
      "key",
      [
        "id": "\(domain.rawValue).\(name)", "for": domain.rawValue, "attr.name": name,
        "attr.type": type.rawValue,
      ])
  }

  mutating func startGraph() {
    xml.start("graph", ["id": "G", "edgedefault": "undirected"])
  }

  mutating func node(_ id: String, _ values: [(name: String, value: AttributeValue?)]) {
    xml.start("node", ["id": id])
    data(values, of: .node)
    xml.end()
  }

  mutating func edge(
    _ id: String, _ source: String, _ target: String,
    _ values: [(name: String, value: AttributeValue?)]
  ) {
    xml.start("edge", ["id": id, "source": source, "target": target])
    data(values, of: .edge)
    xml.end()
  }

  private mutating func data(
    _ values: [(name: String, value: AttributeValue?)], of domain: Domain
  ) {
    for (name, value) in values {
      guard let text = value?.text else { continue }
      xml.element("data", ["key": "\(domain.rawValue).\(name)"], text: text)
    }
  }

  /// Ends the text and gives it.
  mutating func finished() -> [UInt8] {
    xml.end()
    xml.end()
    return xml.bytes
  }
}

extension FindingGraph {
  /// The graph as GraphML. The edges' attribute `weight` is the weight to Gephi, igraph and networkx.
  public var graphML: [UInt8] {
    var writer = GraphMLWriter()
    writer.key("label", .text, for: .node)
    for attribute in Self.nodeAttributes { writer.key(attribute.name, attribute.type, for: .node) }
    writer.key("weight", .number, for: .edge)
    for attribute in Self.edgeAttributes { writer.key(attribute.name, attribute.type, for: .edge) }
    writer.startGraph()
    for (number, node) in nodes.enumerated() {
      writer.node("n\(number)", values(of: node))
    }
    for (number, edge) in edges.enumerated() {
      writer.edge(
        "e\(number)", "n\(edge.source)", "n\(edge.target)",
        [("weight", .whole(edge.weight))]
          + Self.edgeAttributes.map { ($0.name, $0.value(edge, self)) })
    }
    return writer.finished()
  }

  /// A node's label and attributes.
  func values(of node: Node) -> [(name: String, value: AttributeValue?)] {
    [("label", .text(node.id))] + Self.nodeAttributes.map { ($0.name, $0.value(node, self)) }
  }
}
