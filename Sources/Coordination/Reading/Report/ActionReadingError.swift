/// Why a file of actions is of no use at all.
public enum ActionReadingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is nothing in it.
  case empty
  /// Columns without which nothing can be found are not there.
  case missingColumns([ActionField], columns: [String])
  /// The map speaks of columns that the file has not.
  case absentColumns([String], columns: [String])
  /// Times without a zone, all of them.
  case noZone(rows: Int, first: RowPlace)
  /// The whole file is one JSON list.
  case list
  /// The file is in UTF-16.
  case utf16
  /// The row of names does not end within a mebibyte.
  case headTooLong

  /// What is wrong and what to do, in one line.
  public var description: String {
    switch self {
    case .empty: "there is nothing in the file"
    case .missingColumns(_, let columns) where Self.isData(columns):
      "the first row looks like data; write a row with the names of the columns above it"
    case .absentColumns(_, let columns) where Self.isData(columns):
      "the first row looks like data; write a row with the names of the columns above it"
    case .missingColumns(let fields, let columns):
      "no column for \(fields.map(\.rawValue).joined(separator: ", ")); the file has: "
        + "\(Self.list(columns)). Say which is which with --map "
        + fields.map { "\($0.rawValue)=COLUMN" }.joined(separator: ",")
        + (fields.contains(.target) ? ", or --map action=:post when nothing is acted upon" : "")
    case .absentColumns(let names, let columns):
      "the map names \(Self.list(names)), which the file has not; it has: \(Self.list(columns))"
    case .noZone(let rows, let first):
      "all times are without a zone (\(rows) rows, the first is \(first)); say whose clock it was "
        + "with --tz, for example --tz +07:00"
    case .list:
      "the file is one JSON list; write one object in each line, for example with jq -c '.[]'"
    case .utf16: "the file is in UTF-16; save it as UTF-8"
    case .headTooLong: "the row of names does not end; is this a table?"
    }
  }

  /// Whether what stands where names of columns should be is a row of somebody's: then it is not repeated.
  private static func isData(_ columns: [String]) -> Bool {
    columns.contains { name in
      let name = name.drop(while: \.isWhitespace)
      return name.contains("@") || name.contains("://") || Double(name) != nil
        || (name.first?.isNumber ?? false)
    }
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(60).map { "`\($0)`" }.joined(separator: ", ")
    return names.count > 60 ? shown + " and \(names.count - 60) more" : shown
  }
}
