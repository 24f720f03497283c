import Messages
import Record

/// What a field means, in words of the message catalogue.
enum FieldWords {
  /// The meaning of the column's field.
  static func meaning(
    of column: RecordTable.Column, _ kind: RecordKind, in language: Language
  ) -> String {
    var path = column.path
    if case .localized = column.type { path.removeLast() }
    return Messages.text(
      "field.\(kind.rawValue).\(path.joined(separator: "."))", in: language)
  }
}
