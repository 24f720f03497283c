/// Reads a template.
struct TemplateParser {
  private let file: String
  /// Texts of files that may be put in, by name.
  private let includes: [String: String]
  private var open: [(sign: Character, field: String, line: Int, nodes: [TemplateNode])] = []
  private var nodes: [TemplateNode] = []
  private var isInList: Bool { open.contains { $0.sign == "*" } }

  private init(_ file: String, _ includes: [String: String]) {
    self.file = file
    self.includes = includes
  }

  /// The nodes of a template.
  ///
  /// - Complexity: O(n) in the length of the text and what is put in.
  static func nodes(
    of text: String, file: String, includes: [String: String] = [:]
  ) throws(TemplateFault) -> [TemplateNode] {
    var parser = TemplateParser(file, includes)
    try parser.read(text, depth: 0)
    if let left = parser.open.last { throw parser.fault(.blockNotClosed(left.field), left.line) }
    return parser.nodes
  }

  private func fault(_ kind: TemplateFault.Kind, _ line: Int) -> TemplateFault {
    TemplateFault(file: file, line: line, kind: kind)
  }

  private mutating func read(_ text: String, depth: Int) throws(TemplateFault) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for (index, line) in lines.enumerated() where line.first != "%" {
      try read(line: line, index + 1, depth)
      nodes.append(.lineEnd(wasBlank: line.isEmpty))
    }
  }

  private mutating func read(
    line: Substring, _ number: Int, _ depth: Int
  ) throws(TemplateFault) {
    var rest = line
    while let place = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[place] == "{" else { throw fault(.braceNotOpened, number) }
      if place > rest.startIndex { nodes.append(.text(String(rest[..<place]))) }
      rest = rest[rest.index(after: place)...]
      guard let end = rest.firstIndex(of: "}") else { throw fault(.braceNotClosed, number) }
      try take(rest[..<end], number, depth)
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { nodes.append(.text(String(rest))) }
  }

  /// Takes what stands in braces.
  private mutating func take(
    _ sign: Substring, _ line: Int, _ depth: Int
  ) throws(TemplateFault) {
    let name = String(sign.dropFirst())
    switch sign.first {
    case "?", "!", "*":
      guard Self.isField(name) else { throw fault(.badField(name), line) }
      if name.first == ".", !isInList { throw fault(.partOutsideList(name), line) }
      if sign.first == "*", isInList { throw fault(.nestedList(name), line) }
      open.append((sign[sign.startIndex], name, line, nodes))
      nodes = []
    case "/":
      try close(name, line)
    case ">":
      guard let text = includes[name], depth < 3 else { throw fault(.unknownInclude(name), line) }
      try read(text, depth: depth + 1)
    case "#":
      guard name.isEmpty else { throw fault(.badField(String(sign)), line) }
      nodes.append(.point)
    case ".":
      guard isInList else { throw fault(.partOutsideList(name), line) }
      guard name.isEmpty || Self.isField(name) else { throw fault(.badField(name), line) }
      nodes.append(.part(name))
    default:
      guard Self.isField(String(sign)) else { throw fault(.badField(String(sign)), line) }
      nodes.append(.field(String(sign)))
    }
  }

  private mutating func close(_ name: String, _ line: Int) throws(TemplateFault) {
    guard let block = open.popLast(), String(block.sign) == name else {
      throw fault(.blockNotOpened(name), line)
    }
    let inner = nodes
    nodes = block.nodes
    switch block.sign {
    case "?": nodes.append(.present(block.field, inner))
    case "!": nodes.append(.absent(block.field, inner))
    default: nodes.append(.each(block.field, inner))
    }
  }

  /// Names are letters, digits, dots and hyphens; inside a list a dot before them means the item's.
  private static func isField(_ name: String) -> Bool {
    !name.isEmpty && name.count <= 64
      && name.utf8.allSatisfy {
        $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x41 && $0 <= 0x5A || $0 >= 0x30 && $0 <= 0x39
          || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
      }
  }
}
