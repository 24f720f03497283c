import Bytes
import Messages
import Record

/// What the columns of a table mean and hold, in the vocabulary of the W3C's CSV on the Web
/// ("Metadata Vocabulary for Tabular Data").
enum TableMetadata {
  /// The metadata file of the table of `kind`.
  static func bytes(_ kind: RecordKind, state: HoldingsState) -> [UInt8] {
    let table = RecordTable(kind)
    let context: JSONValue = ["http://www.w3.org/ns/csvw", ["@language": "en"]]
    let columns =
      table.columns.map { column($0, kind) } + RecordTable.versionColumns.map(versionColumn)
    let value: JSONValue = [
      "@context": context,
      "dc:date": .string(state.day.description),
      "dc:license": ["@id": .string(Licence.address)],
      "dc:publisher": .string(state.title.text(for: .en).text),
      "dc:title": .string(Messages.text("data.kind.\(kind.rawValue)", in: .en)),
      "tableSchema": ["columns": .array(columns), "primaryKey": "id"],
      "url": .string("\(kind.plural).csv"),
    ]
    return Array(value.indentedText.utf8)
  }

  private static func column(_ column: RecordTable.Column, _ kind: RecordKind) -> JSONValue {
    var value: JSONValue = [
      "datatype": datatype(of: column),
      "dc:description": [
        "@language": "en", "@value": .string(FieldWords.meaning(of: column, kind, in: .en)),
      ],
      "name": .string(column.name), "titles": .string(column.name),
    ]
    if column.isRequired { value["required"] = true }
    if column.form == .list { value["separator"] = " | " }
    if case .localized = column.type, let language = column.path.last {
      value["lang"] = .string(language)
    }
    return value
  }

  private static func versionColumn(_ name: String) -> JSONValue {
    [
      "datatype": .string(name == "recorded" ? "date" : "integer"), "name": .string(name),
      "required": true, "titles": .string(name),
      "dc:description": [
        "@language": "en", "@value": .string(Messages.text("data.column.\(name)", in: .en)),
      ],
    ]
  }

  private static func datatype(of column: RecordTable.Column) -> JSONValue {
    if column.form == .json { return "json" }
    switch column.type {
    case .integer: return "integer"
    case .number: return "number"
    case .boolean: return "boolean"
    case .address: return "anyURI"
    default: return "string"
    }
  }
}

/// The licence under which the record is published.
enum Licence {
  static let name = "CC-BY-4.0"
  static let title = "Creative Commons Attribution 4.0 International"
  static let address = "https://creativecommons.org/licenses/by/4.0/"
}
