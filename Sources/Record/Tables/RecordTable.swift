public import Bytes

/// Records of one kind as a table: a column for each single value that the schema knows.
///
/// Fields inside fields have dotted names (`retracted.on`), text in two languages has a column for
/// each (`title.en`, `title.vi`), lists of plain values are joined (``TableList``), and what is
/// deeper than that stands in one column as canonical JSON. Writing a record and reading it again
/// changes nothing.
public struct RecordTable: Sendable {
  /// How a column spells its value.
  public enum Form: Sendable, Hashable {
    /// Text as it is.
    case text
    /// A whole number, a number, or `true` or `false`, as JSON writes it.
    case plain
    /// Several texts in one cell, see ``TableList``.
    case list
    /// Canonical JSON.
    case json
  }

  /// One column.
  public struct Column: Sendable, Hashable {
    /// The name in the table's first row.
    public var name: String
    /// The names that lead to the value inside the record.
    public var path: [String]
    /// What the schema lets stand there; the type of the elements for a list.
    public var type: FieldType
    /// How the value is spelt.
    public var form: Form
    /// Whether a record without it is refused.
    public var isRequired: Bool
  }

  /// The columns of a table that are about the version and not the record; reading ignores them.
  public static let versionColumns = ["record_version", "recorded"]

  /// Which records.
  public let kind: RecordKind
  /// The columns in the order of the schema.
  public let columns: [Column]

  /// Lays out the table of a kind.
  public init(_ kind: RecordKind) {
    self.kind = kind
    columns = kind.fields.flatMap { Self.columns(of: $0, under: [], isRequired: true) }
  }

  /// The names in the table's first row.
  public var header: [String] { columns.map(\.name) + Self.versionColumns }

  private static func columns(of field: Field, under path: [String], isRequired: Bool) -> [Column] {
    let place = path + [field.name]
    let isRequired = isRequired && field.isRequired
    func column(_ form: Form, _ type: FieldType, _ path: [String]) -> Column {
      Column(
        name: path.joined(separator: "."), path: path, type: type, form: form,
        isRequired: isRequired && path == place)
    }
    switch field.type {
    case .text, .date, .address, .choice, .reference, .slug, .pointer:
      return [column(.text, field.type, place)]
    case .integer, .number, .boolean: return [column(.plain, field.type, place)]
    case .localized:
      return ["en", "vi"].map { column(.text, .localized, place + [$0]) }
    case .object(let fields):
      return fields.flatMap { columns(of: $0, under: place, isRequired: isRequired) }
    case .list(let element) where element.isText: return [column(.list, element, place)]
    case .list, .numbers, .anything: return [column(.json, field.type, place)]
    }
  }

  /// The cells of a record, one for each column; a value that is absent is an empty cell.
  public func cells(of content: JSONValue) -> [String] {
    columns.map { column in
      let value = column.path.reduce(content) { $0[$1] }
      if value.isNull { return "" }
      return switch column.form {
      case .text: value.text ?? ""
      case .plain, .json: value.canonicalText
      case .list: TableList.joined(value.elements.map { $0.text ?? "" })
      }
    }
  }

  /// Appends the row of a version to `writer`.
  public func write(_ version: RecordVersion, to writer: inout CSVWriter) {
    for (cell, column) in zip(cells(of: version.content), columns) {
      if column.form == .plain { writer.append(plain: cell) } else { writer.append(cell) }
    }
    writer.append(plain: String(version.number))
    writer.append(plain: version.day.description)
    writer.endRow()
  }
}

extension FieldType {
  /// Whether its values are single texts.
  fileprivate var isText: Bool {
    switch self {
    case .text, .date, .address, .choice, .reference, .slug, .pointer: true
    default: false
    }
  }
}
