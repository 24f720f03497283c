extension FindingGraph {
  /// The graph as GEXF 1.3 (gexf.net; github.com/gephi/gexf, schema 1.3): each node and edge is there from its
  /// first to its last action and has the colour of its finding.
  ///
  /// Weights do not change in time: importers mishandle those that do (gephi/gephi issues 1653, 2292, 2783).
  public var gexf: [UInt8] {
    var xml = XMLWriter()
    xml.start(
      "gexf",
      [
        "xmlns": "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3/viz",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation": "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd",
        "version": "1.3",
      ])
    xml.start("meta")
    xml.element("creator", text: "haidang")
    xml.end()
    xml.start(
      "graph",
      [
        "defaultedgetype": "undirected", "idtype": "string", "mode": "dynamic",
        "timeformat": "dateTime", "timerepresentation": "interval", "timezone": "UTC",
      ])
    declare(Self.nodeAttributes, as: "node", in: &xml)
    declare(Self.edgeAttributes, as: "edge", in: &xml)
    xml.start("nodes", ["count": String(nodes.count)])
    for node in nodes { write(node, in: &xml) }
    xml.end()
    xml.start("edges", ["count": String(edges.count)])
    for (number, edge) in edges.enumerated() { write(edge, number, in: &xml) }
    xml.end()
    xml.end()
    xml.end()
    return xml.bytes
  }

  private func declare<Element>(
    _ attributes: [GraphAttribute<Element>], as kind: String, in xml: inout XMLWriter
  ) {
    xml.start("attributes", ["class": kind, "mode": "static"])
    for attribute in attributes {
      xml.empty(
        "attribute",
        ["id": attribute.name, "title": attribute.name, "type": attribute.type.rawValue])
    }
    xml.end()
  }

  private func write(_ node: Node, in xml: inout XMLWriter) {
    xml.start(
      "node",
      [
        "id": node.id, "label": node.id, "start": MomentText.text(node.presence.lowerBound),
        "end": MomentText.text(node.presence.upperBound),
      ])
    write(Self.nodeAttributes, of: node, home: node.home, in: &xml)
    xml.end()
  }

  private func write(_ edge: Edge, _ number: Int, in xml: inout XMLWriter) {
    xml.start(
      "edge",
      [
        "id": String(number), "source": nodes[edge.source].id, "target": nodes[edge.target].id,
        "weight": String(edge.weight), "start": MomentText.text(edge.span.lowerBound),
        "end": MomentText.text(edge.span.upperBound),
      ])
    write(Self.edgeAttributes, of: edge, home: edge.home, in: &xml)
    xml.end()
  }

  private func write<Element>(
    _ attributes: [GraphAttribute<Element>], of element: Element, home: Int,
    in xml: inout XMLWriter
  ) {
    xml.start("attvalues")
    for attribute in attributes {
      guard let text = attribute.value(element, self)?.text else { continue }
      xml.empty("attvalue", ["for": attribute.name, "value": text])
    }
    xml.end()
    let colour = FindingColour(home)
    xml.empty(
      "viz:color",
      ["r": String(colour.red), "g": String(colour.green), "b": String(colour.blue)])
  }
}
