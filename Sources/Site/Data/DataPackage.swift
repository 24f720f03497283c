import Bytes
import Messages
public import Record

/// The descriptor of all data files together, a Frictionless Data Package (version 1).
public enum DataPackage {
  /// One data file as it lies in the edition.
  public struct Resource: Sendable, Hashable {
    /// The kind of record in it.
    public var kind: RecordKind
    /// The path relative to the descriptor, such as `events.csv`.
    public var path: String
    /// How long it is, in bytes.
    public var count: Int
    /// Its SHA-256, as hexadecimal digits.
    public var sha256: String

    /// Makes a resource.
    public init(kind: RecordKind, path: String, count: Int, sha256: String) {
      self.kind = kind
      self.path = path
      self.count = count
      self.sha256 = sha256
    }
  }

  /// The path of the descriptor in an edition.
  public static let path = "data/datapackage.json"

  /// The descriptor; `datapackage.json` is its usual name.
  ///
  /// A hash is given, not worked out, because this module has no cryptography of its own.
  public static func descriptor(_ resources: [Resource], state: HoldingsState) -> [UInt8] {
    let tables = Set(resources.filter { $0.path.hasSuffix(".csv") }.map(\.kind))
    let value: JSONValue = [
      "created": .string(Instant.midnight(state.day)),
      "description": .string(Messages.text("data.package.description", in: .en)),
      "id": .string(PermanentName(origin: state.origin).data),
      "licenses": [
        [
          "name": .string(Licence.name), "path": .string(Licence.address),
          "title": .string(Licence.title),
        ]
      ],
      "name": .string(name(state)),
      "profile": "data-package",
      "resources": .array(resources.map { resource($0, tables) }),
      "title": .string(state.title.text(for: .en).text),
      "version": .string(String(state.size)),
    ]
    return Array(value.indentedText.utf8)
  }

  private static func name(_ state: HoldingsState) -> String {
    let slug = Folding.slug(from: state.origin)
    return slug.isEmpty ? "record" : slug
  }

  private static func resource(_ file: Resource, _ tables: Set<RecordKind>) -> JSONValue {
    let isTable = file.path.hasSuffix(".csv")
    var value: JSONValue = [
      "bytes": .integer(Int64(file.count)),
      "encoding": "utf-8",
      "format": .string(isTable ? "csv" : "json"),
      "hash": .string("sha256:\(file.sha256)"),
      "mediatype": .string(isTable ? "text/csv" : "application/json"),
      "name": .string(isTable ? file.kind.plural : "\(file.kind.plural)-json"),
      "path": .string(file.path),
      "title": .string(Messages.text("data.kind.\(file.kind.rawValue)", in: .en)),
    ]
    if isTable {
      value["profile"] = "tabular-data-resource"
      value["dialect"] = ["delimiter": ",", "doubleQuote": true, "lineTerminator": "\n"]
      value["schema"] = schema(file.kind, tables)
    }
    return value
  }

  private static func schema(_ kind: RecordKind, _ tables: Set<RecordKind>) -> JSONValue {
    let table = RecordTable(kind)
    let fields =
      table.columns.map { field($0, kind) } + RecordTable.versionColumns.map(versionField)
    let keys = table.columns.compactMap { column -> JSONValue? in
      guard case .reference(let target) = column.type, column.form == .text,
        tables.contains(target)
      else { return nil }
      // An empty resource means the table itself.
      let resource = target == kind ? "" : target.plural
      return [
        "fields": .string(column.name),
        "reference": ["fields": "id", "resource": .string(resource)],
      ]
    }
    var schema: JSONValue = [
      "fields": .array(fields), "missingValues": [""], "primaryKey": "id",
    ]
    if !keys.isEmpty { schema["foreignKeys"] = .array(keys) }
    return schema
  }

  private static func field(_ column: RecordTable.Column, _ kind: RecordKind) -> JSONValue {
    var field: JSONValue = [
      "description": .string(FieldWords.meaning(of: column, kind, in: .en)),
      "name": .string(column.name), "type": .string(type(of: column)),
    ]
    var constraints: JSONValue = .object(JSONObject())
    if column.isRequired { constraints["required"] = true }
    if column.name == "id" { constraints["unique"] = true }
    if case .choice(let vocabulary) = column.type, column.form == .text {
      constraints["enum"] = .array(vocabulary.codes.map { .string($0) })
    }
    if constraints.object?.isEmpty == false { field["constraints"] = constraints }
    if case .address = column.type, column.form == .text { field["format"] = "uri" }
    if case .boolean = column.type {
      field["trueValues"] = ["true"]
      field["falseValues"] = ["false"]
    }
    return field
  }

  private static func versionField(_ name: String) -> JSONValue {
    [
      "constraints": ["required": true],
      "description": .string(Messages.text("data.column.\(name)", in: .en)),
      "name": .string(name), "type": .string(name == "recorded" ? "date" : "integer"),
    ]
  }

  private static func type(of column: RecordTable.Column) -> String {
    switch (column.form, column.type) {
    case (.json, .list): "array"
    case (.json, .numbers): "object"
    case (.json, _): "any"
    case (.plain, .integer): "integer"
    case (.plain, .boolean): "boolean"
    case (.plain, _): "number"
    case (.text, _), (.list, _): "string"
    }
  }
}
