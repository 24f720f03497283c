import Bytes
import Record

/// What a table is, told by the names in its first row.
enum CSVForm {
  /// Whole records of one kind, as an edition or `show --csv` writes them.
  case records(RecordKind)
  /// Some fields of records, as `list --csv` or the table of a page has them.
  case listing(columns: [String])
  /// Another program's: a timeline as a spreadsheet.
  case timeline

  /// Looks at the first row of `bytes`; the file's name decides where several kinds have the same
  /// columns.
  init(bytes: [UInt8], name: String) {
    let names = Self.header(of: bytes)
    guard names.contains("id") else {
      self = .timeline
      return
    }
    let kinds = RecordKind.allCases.filter { Self.fits(names, RecordTable($0)) }
    let named = RecordKind(word: String(name.prefix { $0 != "." }))
    if let kind = named ?? (kinds.count == 1 ? kinds[0] : nil), Self.isWhole(names, kind) {
      self = .records(kind)
    } else if let kind = kinds.first {
      self = .records(kind)
    } else {
      self = .listing(columns: names)
    }
  }

  private static func header(of bytes: [UInt8]) -> [String] {
    // Cut at a line's end, not inside a quoted field of the second row.
    let head = bytes.prefix(1 << 16).prefix { $0 != 0x0A && $0 != 0x0D }
    let first = try? CSVReader.rows(of: Array(head)).first?.texts()
    return first ?? []
  }

  private static func fits(_ names: [String], _ table: RecordTable) -> Bool {
    let known = Set(table.header)
    return names.allSatisfy(known.contains)
      && table.columns.allSatisfy { !$0.isRequired || names.contains($0.name) }
  }

  /// Whether a table that is named after a kind is meant as records of it; columns that are wrong
  /// are told one by one then.
  private static func isWhole(_ names: [String], _ kind: RecordKind) -> Bool {
    names.contains("record_version") || fits(names, RecordTable(kind))
  }
}
