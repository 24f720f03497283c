import Bytes
import Record
import Yams

/// Reads YAML nodes as the schema says, never as YAML guesses: `NO` in a field of text is text.
struct NodeReading {
  let file: String
  /// Where each field stands.
  private(set) var places: [String: Mark] = [:]
  private(set) var faults: [DossierFault] = []
  /// Places of the file that were read: an alias leads to one of them again.
  private var seen: Set<Int>

  init(file: String, seen: Set<Int> = []) {
    self.file = file
    self.seen = seen
  }

  /// Deeper nesting than any record has; more is an attack on the stack.
  private static let deepest = 32

  /// The text as one node; `nil` for an empty text.
  static func root(of text: String, file: String) throws(DossierFault) -> Node? {
    do {
      let parser = try Parser(yaml: text, resolver: .basic)
      let root = try parser.singleRoot()
      return root
    } catch let error as YamlError {
      throw DossierFault(error, in: text, file: file)
    } catch {
      throw DossierFault(file, .notYAML("\(error)"))
    }
  }

  mutating func add(_ fault: DossierFault) { faults.append(fault) }

  /// Reads a node into a field of `type`; wrong shapes stay as they are for the schema's check to
  /// name.
  mutating func value(_ node: Node, _ type: FieldType, at pointer: String, depth: Int = 0)
    -> JSONValue
  {
    note(node, pointer)
    guard depth < Self.deepest else {
      report(node, .tooDeep)
      return .null
    }
    guard isFresh(node), isPlain(node) else { return .null }
    switch node {
    case .scalar(let scalar):
      refuse(scalar.string, node)
      return self.scalar(scalar, type)
    case .sequence(let sequence):
      let element: FieldType = if case .list(let element) = type { element } else { .anything }
      return .array(
        sequence.enumerated().map {
          value($0.element, element, at: "\(pointer)/\($0.offset)", depth: depth + 1)
        })
    case .mapping(let mapping): return self.mapping(mapping, type, at: pointer, depth)
    case .alias:
      report(node, .alias)
      return .null
    }
  }

  private mutating func mapping(
    _ mapping: Node.Mapping, _ type: FieldType, at pointer: String, _ depth: Int
  ) -> JSONValue {
    var members: [(String, JSONValue)] = []
    for (key, node) in mapping {
      guard let name = key.scalar?.string else {
        report(key, .notYAML("a key must be a single word"))
        continue
      }
      let place = JSONPointer.appending(name, to: pointer)
      let value = value(node, inner(type, name), at: place, depth: depth + 1)
      if !value.isNull { members.append((name, value)) }
    }
    return .object(JSONObject(members))
  }

  private func inner(_ type: FieldType, _ name: String) -> FieldType {
    switch type {
    case .localized: .text
    case .numbers: .number
    case .object(let fields): fields.first { $0.name == name }?.type ?? .anything
    default: .anything
    }
  }

  private func scalar(_ scalar: Node.Scalar, _ type: FieldType) -> JSONValue {
    let text = scalar.string
    let isPlain = scalar.style == .any || scalar.style == .plain
    if isPlain, ["", "~", "null", "Null", "NULL"].contains(text) { return .null }
    switch type {
    case .text, .localized, .date, .address, .choice, .reference, .slug, .pointer:
      return .string(text)
    default:
      guard isPlain else { return .string(text) }
      if text == "true" { return true }
      if text == "false" { return false }
      let first = text.utf8.first ?? 0
      let isNumeric = first == UInt8(ascii: "-") || (0x30...0x39).contains(first)
      guard isNumeric, let number = try? JSONValue(parsing: text), number.double != nil else {
        return .string(text)
      }
      return number
    }
  }

  /// Longer texts belong into a document that a source names.
  private static let longest = 1 << 16

  /// Refuses texts that would not show what they say, or would fill a page alone.
  private mutating func refuse(_ text: String, _ node: Node) {
    let bytes = text.utf8.count
    if bytes > Self.longest { report(node, .tooLong(bytes: bytes, most: Self.longest)) }
    if let hidden = text.unicodeScalars.first(where: Self.isHidden) {
      report(node, .hiddenCharacter(hidden))
    }
  }

  /// Control characters, and those that turn the direction of what follows (Unicode TR 9 and 36).
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  private mutating func note(_ node: Node, _ pointer: String) {
    if let mark = node.mark { places[pointer] = mark }
  }

  /// Whether this place of the file is read for the first time: an alias leads to one read before.
  private mutating func isFresh(_ node: Node) -> Bool {
    guard let mark = node.mark else { return true }
    if let scalar = node.scalar, scalar.string.isEmpty { return true }
    let form = node.scalar != nil ? 0 : (node.sequence != nil ? 1 : 2)
    guard seen.insert((mark.line << 24 | mark.column) << 2 | form).inserted else {
      report(node, .alias)
      return false
    }
    return true
  }

  /// Tags of YAML's own plain types change nothing here; any other would have to be obeyed.
  private static let plainTags: Set<String> = Set(
    ["", "!"]
      + ["str", "int", "float", "bool", "null", "timestamp", "seq", "map"].map {
        "tag:yaml.org,2002:\($0)"
      })

  private mutating func isPlain(_ node: Node) -> Bool {
    let tag: String
    switch node {
    case .scalar(let scalar): tag = scalar.tag.description
    case .sequence(let sequence): tag = sequence.tag.description
    case .mapping(let mapping): tag = mapping.tag.description
    case .alias: return true
    }
    guard !Self.plainTags.contains(tag) else { return true }
    report(node, .tag(tag))
    return false
  }

  private mutating func report(_ node: Node, _ reason: DossierFault.Reason) {
    faults.append(
      DossierFault(file, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0, reason))
  }

  /// Hands over the places read so far, to whoever reads the next record of the file.
  mutating func giveSeen() -> Set<Int> { exchange(&seen, with: []) }

  /// Forgets all places but those of some fields and of the record: a dossier has many records.
  mutating func keepPlaces(of pointers: Set<String>) {
    places = places.filter { $0.key.isEmpty || pointers.contains($0.key) }
  }

  /// The place of a field, or of the nearest field around it.
  func place(of pointer: String) -> (line: Int, column: Int) {
    var pointer = pointer[...]
    while true {
      if let mark = places[String(pointer)] { return (mark.line, mark.column) }
      guard let slash = pointer.lastIndex(of: "/") else { return (0, 0) }
      pointer = pointer[..<slash]
    }
  }
}
