import Bytes

/// Rows under headings, as a table for people, CSV for spreadsheets or JSON for programs.
struct Table {
  /// The names of the columns, stable: programs rely on them.
  var columns: [String]
  /// One value per column and row.
  var rows: [[JSONValue]] = []

  /// How to write it.
  enum Form { case text, csv, json }

  /// The table in the form asked for.
  func rendered(as form: Form) -> [UInt8] {
    switch form {
    case .text: Array(text.utf8)
    case .csv: csv
    case .json: Array(json.indentedText.utf8)
    }
  }

  private var json: JSONValue {
    .array(rows.map { row in .object(JSONObject(zip(columns, row))) })
  }

  private var csv: [UInt8] {
    var out = CSVWriter(.guarded)
    out.row(columns)
    for row in rows {
      for value in row { out.append(value: value) }
      out.endRow()
    }
    return out.bytes
  }

  private var text: String {
    // What others wrote must not move the cursor, nor break a row in two.
    let cells = [columns] + rows.map { $0.map { ShownText.line(Self.plain($0)) } }
    let widths = columns.indices.map { column in
      min(60, cells.map { $0[column].count }.max() ?? 0)
    }
    return cells.map { row in
      row.enumerated().map { column, cell in
        column == columns.count - 1 ? cell : Self.padded(cell, to: widths[column])
      }.joined(separator: "  ") + "\n"
    }.joined()
  }

  private static func padded(_ cell: String, to width: Int) -> String {
    if cell.count > width { return String(cell.prefix(width - 1)) + "…" }
    return cell + String(repeating: " ", count: width - cell.count)
  }

  /// A value as a cell: text as it is, anything else as JSON.
  static func plain(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .string(let text): text
    default: value.canonicalText
    }
  }
}
