import Messages
public import Record

/// What each field of a record means, for `haidang fields` and the documents.
public struct FieldGuide {
  private let language: Language

  /// Speaks `language`.
  public init(language: Language) { self.language = language }

  /// The fields of a kind, one to a line, nested ones indented.
  public func text(for kind: RecordKind) -> String {
    let head = "\(kind.rawValue) — \(message("vocabulary.record-kind.\(kind.rawValue)"))\n"
    return head + lines(kind.fields, of: kind, at: "", indent: "  ")
  }

  private func lines(
    _ fields: [Field], of kind: RecordKind, at path: String, indent: String
  ) -> String {
    fields.map { field in
      let place = path.isEmpty ? field.name : "\(path).\(field.name)"
      let need = field.isRequired ? " (\(message("command.fields.required")))" : ""
      let meaning = message("field.\(kind.rawValue).\(place)")
      let line = "\(indent)\(field.name)\(need): \(meaning)\(codes(of: field.type))\n"
      return line + lines(Self.inner(field.type), of: kind, at: place, indent: indent + "  ")
    }.joined()
  }

  private func codes(of type: FieldType) -> String {
    switch type {
    case .choice(let vocabulary): " [\(vocabulary.codes.joined(separator: ", "))]"
    case .list(let element): codes(of: element)
    default: ""
    }
  }

  private static func inner(_ type: FieldType) -> [Field] {
    switch type {
    case .object(let fields): fields
    case .list(let element): inner(element)
    default: []
    }
  }

  private func message(_ key: String) -> String { Messages.text(key, in: language) }
}
