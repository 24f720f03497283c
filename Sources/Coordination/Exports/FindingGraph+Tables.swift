import Bytes

extension FindingGraph {
  /// The nodes as Gephi's spreadsheet import takes them: the columns `Id`, `Label` and `timeset` must be called so
  /// (Gephi manual, "Import CSV"; gephi/gephi issue 1546).
  public var nodesCSV: [UInt8] {
    var table = CSVWriter()
    table.row(["Id", "Label", "timeset"] + Self.nodeAttributes.map(\.name))
    for node in nodes {
      table.append(node.id)
      table.append(node.id)
      table.append(Self.interval(node.presence))
      for attribute in Self.nodeAttributes { table.append(attribute.value(node, self)?.text ?? "") }
      table.endRow()
    }
    return table.bytes
  }

  /// The edges as Gephi's spreadsheet import takes them: the columns `Source`, `Target`, `Type`, `Weight` and
  /// `timeset` must be called so.
  public var edgesCSV: [UInt8] {
    var table = CSVWriter()
    table.row(["Source", "Target", "Type", "Weight", "timeset"] + Self.edgeAttributes.map(\.name))
    for edge in edges {
      table.append(nodes[edge.source].id)
      table.append(nodes[edge.target].id)
      table.append(plain: "Undirected")
      table.append(plain: String(edge.weight))
      table.append(Self.interval(edge.span))
      for attribute in Self.edgeAttributes { table.append(attribute.value(edge, self)?.text ?? "") }
      table.endRow()
    }
    return table.bytes
  }

  /// The edges as lines of two names and a weight with tabs between them and no heading, as igraph, networkx
  /// and most programs of clustering take them. Accounts without an edge have no line.
  public var edgeListTSV: [UInt8] {
    var bytes: [UInt8] = []
    for edge in edges {
      bytes += Array("\(nodes[edge.source].id)\t\(nodes[edge.target].id)\t\(edge.weight)\n".utf8)
    }
    return bytes
  }

  /// The graph as JSON of nodes and links, as D3 draws it and `networkx.node_link_graph(edges="links")` reads it.
  public var nodeLinkJSON: [UInt8] {
    let members = nodes.map { node -> JSONValue in
      var json: JSONValue = ["id": .string(node.id)]
      for attribute in Self.nodeAttributes { json[attribute.name] = attribute.json(node, self) }
      return json
    }
    let links = edges.map { edge -> JSONValue in
      var json: JSONValue = [
        "source": .string(nodes[edge.source].id), "target": .string(nodes[edge.target].id),
        "weight": .count(edge.weight),
      ]
      for attribute in Self.edgeAttributes { json[attribute.name] = attribute.json(edge, self) }
      return json
    }
    let whole: JSONValue = [
      "directed": false, "graph": [:], "links": .array(links), "multigraph": false,
      "nodes": .array(members),
    ]
    return whole.canonicalBytes + [0x0A]
  }

  /// A closed interval as Gephi's column `timeset` has it.
  private static func interval(_ span: ClosedRange<Int64>) -> String {
    "<[\(MomentText.text(span.lowerBound)), \(MomentText.text(span.upperBound))]>"
  }
}

extension GraphAttribute {
  fileprivate func json(_ element: Element, _ graph: FindingGraph) -> JSONValue {
    value(element, graph)?.json ?? .null
  }
}
