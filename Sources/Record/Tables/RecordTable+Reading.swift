public import Bytes

extension RecordTable {
  /// What was read out of a table.
  public struct Reading: Sendable {
    /// The contents of the rows that could be read, each with its row.
    ///
    /// They are not compared with the schema yet: that is ``SchemaCheck``.
    public var contents: [(row: Int, content: JSONValue)] = []
    /// What is wrong with the others, in their order.
    public var faults: [TableFault] = []
  }

  /// Reads the records of `kind` in a table whose columns are named as ours, in any order; columns
  /// that are not there count as empty.
  ///
  /// - Parameter isGuarded: whether the table was written with a formula guard, as all are that people
  ///   open, so that the apostrophe before `=`, `+`, `-` and `@` is not part of the text.
  /// - Throws: `CSVError` when the text is no table at all.
  /// - Complexity: O(n) in the length of the text.
  public static func read(
    csv: [UInt8], kind: RecordKind, isGuarded: Bool = true
  ) throws(CSVError) -> Reading {
    let rows = try CSVReader.rows(of: csv)
    var reader = RecordTableReader(RecordTable(kind), isGuarded: isGuarded)
    guard let first = rows.first else {
      return Reading(faults: [TableFault(row: 1, .noHeader)])
    }
    reader.header(first)
    if reader.reading.faults.isEmpty {
      for row in rows.dropFirst() { reader.row(row) }
    }
    return reader.reading
  }
}

/// Reads the rows of one table.
private struct RecordTableReader {
  let table: RecordTable
  let isGuarded: Bool
  var reading = RecordTable.Reading()
  /// The column of each cell; `nil` for a column about the version.
  private var places: [RecordTable.Column?] = []

  init(_ table: RecordTable, isGuarded: Bool) {
    self.table = table
    self.isGuarded = isGuarded
  }

  private mutating func fault(_ row: Int, _ column: String, _ reason: TableFault.Reason) {
    reading.faults.append(TableFault(row: row, column: column, reason))
  }

  private mutating func texts(_ row: CSVRow) -> [String]? {
    do throws(CSVError) {
      let texts = try row.texts()
      return isGuarded ? texts.map(CSVFormulaGuard.removed) : texts
    } catch {
      let index = error.column - 1
      let name = places.indices.contains(index) ? places[index]?.name : nil
      fault(row.number, name ?? "\(error.column)", .notUTF8)
      return nil
    }
  }

  mutating func header(_ row: CSVRow) {
    guard let names = texts(row) else { return }
    let columns = Dictionary(
      table.columns.map { ($0.name, $0) }, uniquingKeysWith: { one, _ in one })
    var seen: Set<String> = []
    for name in names {
      let column = columns[name]
      if column == nil, !RecordTable.versionColumns.contains(name) {
        fault(row.number, name, .unknownColumn(accepted: table.columns.map(\.name)))
      }
      if !seen.insert(name).inserted { fault(row.number, name, .repeatedColumn) }
      places.append(column)
    }
    for column in table.columns where column.isRequired && !seen.contains(column.name) {
      fault(row.number, column.name, .missingColumn)
    }
  }

  mutating func row(_ row: CSVRow) {
    guard row.count == places.count else {
      return fault(row.number, "", .wrongCount(expected: places.count, found: row.count))
    }
    guard let cells = texts(row) else { return }
    var content = JSONValue.object(JSONObject())
    let faultsBefore = reading.faults.count
    for (cell, column) in zip(cells, places) {
      guard let column, !cell.isEmpty else { continue }
      if let value = value(of: cell, column, row.number) {
        content.set(value, at: column.path[...])
      }
    }
    guard reading.faults.count == faultsBefore else { return }
    reading.contents.append((row.number, content))
  }

  private mutating func value(
    of cell: String, _ column: RecordTable.Column, _ row: Int
  ) -> JSONValue? {
    let value: JSONValue?
    let expected: String
    switch column.form {
    case .text: return .string(cell)
    case .plain: (value, expected) = plain(cell, column.type)
    case .list:
      value = TableList.texts(in: cell).map { .array($0.map { .string($0) }) }
      expected = "texts with \" | \" between them; write \\ as \\\\ and | inside a text as \\|"
    case .json:
      value = try? JSONValue(parsing: cell)
      expected = "JSON, such as [{\"name\":\"value\"}]"
    }
    if value == nil { fault(row, column.name, .unreadable(expected: expected)) }
    return value
  }

  private func plain(_ cell: String, _ type: FieldType) -> (JSONValue?, String) {
    let value = try? JSONValue(parsing: cell)
    switch type {
    case .integer: return (value?.int == nil ? nil : value, "a whole number, such as 12")
    case .boolean: return (value?.bool == nil ? nil : value, "true or false")
    default: return (value?.double == nil ? nil : value, "a number, such as 12.5")
    }
  }
}

extension JSONValue {
  /// Sets the value that `path` leads to, making the objects on the way.
  fileprivate mutating func set(_ value: JSONValue, at path: ArraySlice<String>) {
    guard let name = path.first else {
      self = value
      return
    }
    var inner = self[name].isNull ? .object(JSONObject()) : self[name]
    inner.set(value, at: path.dropFirst())
    self[name] = inner
  }
}
