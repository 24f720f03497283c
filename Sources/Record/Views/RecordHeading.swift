public import Bytes

extension RecordKind {
  /// The name by which a list shows a record of this kind.
  ///
  /// - Returns: an empty text for kinds that have none of their own, such as a proceeding.
  public func heading(of content: JSONValue) -> LocalizedText {
    if let text = LocalizedText(content["title"]) ?? LocalizedText(content["name"]) { return text }
    if self == .case, let number = content["number"].text {
      return LocalizedText(vi: number, en: number)
    }
    guard self == .source, let publisher = content["publisher"].text else { return LocalizedText() }
    return LocalizedText(vi: publisher, en: publisher)
  }

  /// The date by which a list orders a record of this kind, if it has one.
  public func date(of content: JSONValue) -> EDTF? {
    let name =
      switch self {
      case .event: "when"
      case .source, .report: "published"
      case .statute: "adopted"
      case .figure: "period"
      case .finding, .lockstep: "span"
      default: "valid_from"
      }
    return content[name].text.flatMap { try? EDTF(parsing: $0) }
  }

  /// Texts of a record that a search looks through: all that people wrote, in the order of the
  /// fields, without codes and addresses.
  public func searchText(of content: JSONValue) -> [String] {
    var texts: [String] = []
    collect(content, .object(fields), into: &texts)
    return texts
  }

  private func collect(_ value: JSONValue, _ type: FieldType, into texts: inout [String]) {
    guard !value.isNull else { return }
    switch type {
    case .text:
      if let text = value.text { texts.append(text) }
    case .localized:
      for member in value.object?.members ?? [] {
        if let text = member.value.text { texts.append(text) }
      }
    case .list(let element):
      for item in value.elements { collect(item, element, into: &texts) }
    case .object(let fields):
      for field in fields { collect(value[field.name], field.type, into: &texts) }
    default: break
    }
  }
}
