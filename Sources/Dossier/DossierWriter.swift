public import Bytes
public import Record

/// Writes records as people edit them: YAML, one field to a line, in the order of the schema.
public enum DossierWriter {
  /// The text of one record.
  public static func text(of content: JSONValue, kind: RecordKind) -> String {
    var out = ""
    append(content, .object(kind.fields), indent: "", to: &out)
    return out
  }

  /// A dossier file with records of one kind.
  public static func file(of records: [JSONValue], kind: RecordKind) -> String {
    var out = "\(kind.plural):\n"
    for record in records { appendItem(record, .object(kind.fields), indent: "  ", to: &out) }
    return out
  }

  /// Members as the schema orders them; what it does not know follows.
  static func ordered(_ value: JSONValue, _ type: FieldType) -> [(name: String, type: FieldType)] {
    let fields: [Field] = if case .object(let fields) = type { fields } else { [] }
    let names = value.object?.members.map(\.name) ?? []
    let known = fields.filter { names.contains($0.name) }.map { ($0.name, $0.type) }
    let inner: FieldType =
      switch type {
      case .localized: .text
      case .numbers: .number
      default: .anything
      }
    return known
      + names.filter { name in !fields.contains { $0.name == name } }.map { ($0, inner) }
  }

  static func append(
    _ value: JSONValue, _ type: FieldType, indent: String, to out: inout String
  ) {
    for (name, inner) in ordered(value, type) {
      out += "\(indent)\(key(name)):"
      appendValue(value[name], inner, indent: indent, to: &out)
    }
  }

  private static func appendValue(
    _ value: JSONValue, _ type: FieldType, indent: String, to out: inout String
  ) {
    switch value {
    case .object(let object) where !object.isEmpty:
      out += "\n"
      append(value, type, indent: indent + "  ", to: &out)
    case .array(let elements) where isFlow(elements):
      out += " [\(elements.map { scalar($0, element(of: type)) }.joined(separator: ", "))]\n"
    case .array(let elements):
      out += "\n"
      for item in elements { appendItem(item, element(of: type), indent: indent + "  ", to: &out) }
    default: out += " \(scalar(value, type))\n"
    }
  }

  private static func appendItem(
    _ item: JSONValue, _ type: FieldType, indent: String, to out: inout String
  ) {
    guard case .object(let object) = item, !object.isEmpty else {
      if case .array = item {
        out += "\(indent)- \(item.canonicalText)\n"
      } else {
        out += "\(indent)- \(scalar(item, type))\n"
      }
      return
    }
    var inner = ""
    append(item, type, indent: indent + "  ", to: &inner)
    out += "\(indent)- \(inner.dropFirst(indent.count + 2))"
  }

  private static func element(of type: FieldType) -> FieldType {
    if case .list(let element) = type { element } else { .anything }
  }

  /// Short lists of plain words and numbers stand on one line.
  private static func isFlow(_ elements: [JSONValue]) -> Bool {
    elements.allSatisfy {
      switch $0 {
      case .string(let text): text.utf8.count <= 60
      case .object, .array: false
      default: true
      }
    } && elements.reduce(0) { $0 + ($1.text?.utf8.count ?? 6) + 2 } <= 100
  }

  private static func key(_ name: String) -> String {
    isPlain(name) ? name : JSONValue.string(name).canonicalText
  }

  private static func scalar(_ value: JSONValue, _ type: FieldType) -> String {
    guard case .string(let text) = value else { return value.canonicalText }
    switch type {
    case .slug, .reference, .choice: return isPlain(text) ? text : value.canonicalText
    default: return value.canonicalText
    }
  }

  /// Words that YAML reads as something else than text.
  private static let reserved: Set<String> = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null",
  ]

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, (0x61...0x7A).contains(first), !reserved.contains(text)
    else { return false }
    return text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
        || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
    }
  }
}
