extension RecordKind {
  /// The type of the field at a JSON pointer, or `nil` where the schema has none.
  public func type(at pointer: String) -> FieldType? {
    var type = FieldType.object(fields)
    for name in JSONPointer.names(pointer) ?? [] {
      switch type {
      case .object(let fields):
        guard let field = fields.first(where: { $0.name == name }) else { return nil }
        type = field.type
      case .list(let element): type = element
      case .localized: type = .text
      case .numbers: type = .number
      default: return nil
      }
    }
    return type
  }
}
