extension FindingGraph {
  /// The graph as Pajek's network (Pajek reference manual, "Input files"): vertices from 1 without gaps, then
  /// edges. UTF-8 with a byte order mark, and lines that end as on Windows, where Pajek runs.
  ///
  /// Labels have no quotes, because Pajek knows no escape, and no backslashes, which readers take for one.
  public var pajekNetwork: [UInt8] {
    var names = PlainNames()
    var text = "\u{FEFF}*Vertices \(nodes.count)\r\n"
    for (number, node) in nodes.enumerated() {
      text += "\(number + 1) \"\(names.name(for: Self.pajekLabel(node.id)))\"\r\n"
    }
    text += "*Edges\r\n"
    for edge in edges { text += "\(edge.source + 1) \(edge.target + 1) \(edge.weight)\r\n" }
    return Array(text.utf8)
  }

  /// The finding of each vertex as Pajek's partition: its number from 1.
  public var pajekClusters: [UInt8] {
    var text = "*Vertices \(nodes.count)\r\n"
    for node in nodes { text += "\(node.home + 1)\r\n" }
    return Array(text.utf8)
  }

  private static func pajekLabel(_ name: String) -> String {
    var label = String.UnicodeScalarView()
    for scalar in name.unicodeScalars where scalar != "\"" {
      label.append(scalar == "\\" ? "/" : scalar)
    }
    return String(label)
  }

  /// The graph in the DOT language (graphviz.org/doc/info/lang.html), or nil when it is too large to be drawn
  /// as one picture.
  ///
  /// - Parameter most: Nodes, and tenths of edges, above which it is too large.
  public func dot(most: Int = 500) -> [UInt8]? {
    guard nodes.count <= most, edges.count <= most * 10 else { return nil }
    var text = "graph lockstep {\n  node [shape=circle, style=filled];\n"
    for (number, node) in nodes.enumerated() {
      text +=
        "  n\(number) [label=\"\(Self.dotLabel(node.id))\", fillcolor=\"\(FindingColour(node.home).hex)\"];\n"
    }
    for edge in edges {
      text +=
        "  n\(edge.source) -- n\(edge.target) [weight=\(edge.weight), color=\"\(FindingColour(edge.home).hex)\"];\n"
    }
    return Array((text + "}\n").utf8)
  }

  /// In labels a backslash starts a command and an ampersand an entity of HTML.
  private static func dotLabel(_ name: String) -> String {
    var label = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\\": label.append(contentsOf: "\\\\".unicodeScalars)
      case "\"": label.append(contentsOf: "\\\"".unicodeScalars)
      case "&": label.append(contentsOf: "&amp;".unicodeScalars)
      default: label.append(scalar)
      }
    }
    return String(label)
  }
}
