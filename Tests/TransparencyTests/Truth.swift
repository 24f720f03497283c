import Transparency

/// The same counts by a reader that goes byte by byte.
enum SlowReader {
  static func rows(_ bytes: [UInt8]) -> [[[UInt8]]] {
    var rows: [[[UInt8]]] = []
    var (row, field, isQuoted) = ([[UInt8]](), [UInt8](), false)
    var place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    func flush() {
      if row.isEmpty, field.isEmpty { return }
      rows.append(row + [field])
      (row, field) = ([], [])
    }
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch (byte, isQuoted) {
      case (0x22, true) where place < bytes.count && bytes[place] == 0x22:
        field.append(byte)
        place += 1
      case (0x22, _): isQuoted.toggle()
      case (0x2C, false):
        row.append(field)
        field = []
      case (0x0A, false): flush()
      case (0x0D, false) where place < bytes.count && bytes[place] == 0x0A: break
      default: field.append(byte)
      }
    }
    flush()
    return rows
  }

  static func counts(_ bytes: [UInt8], _ names: [String]) -> [[[UInt8]]: Int] {
    let rows = rows(bytes)
    let places = names.map { name in rows[0].firstIndex { $0.elementsEqual(name.utf8) } ?? 0 }
    var counts: [[[UInt8]]: Int] = [:]
    for row in rows.dropFirst() where row.count == rows[0].count {
      counts[places.map { row[$0] }, default: 0] += 1
    }
    return counts
  }
}

/// Made-up statements.
enum Sample {
  static let names = StatementColumn.allCases.map(\.rawValue)

  /// A row in the order of the schema; what is not given is empty.
  static func row(_ fields: [StatementColumn: String]) -> String {
    StatementColumn.allCases.map { quoted(fields[$0] ?? "") }.joined(separator: ",")
  }

  static func quoted(_ field: String) -> String {
    field.utf8.contains { ",\" \\\t\r\n".utf8.contains($0) }
      ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
  }

  static func statement(_ number: Int) -> [StatementColumn: String] {
    [
      .uuid: "6c1f0a52-2b7e-4c1d-9a44-\(100_000_000_000 + number)",
      .decisionVisibility: "[\"DECISION_VISIBILITY_CONTENT_DISABLED\"]",
      .decisionGround: number % 3 == 0
        ? "DECISION_GROUND_ILLEGAL_CONTENT" : "DECISION_GROUND_INCOMPATIBLE_CONTENT",
      .category: number % 5 == 0
        ? "STATEMENT_CATEGORY_VIOLENCE" : "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
      .categorySpecification: "[]", .contentType: "[\"CONTENT_TYPE_TEXT\"]", .contentLanguage: "VI",
      .territorialScope: ["", "[\"DE\",\"FR\"]", "[\"VN\"]", "[]"][number % 4],
      .decisionFacts: [
        "Said \"x, y\" and ended in a backslash \\", "bare\rreturn", "Nội dung, bị hạn chế",
        String(repeating: "long ", count: 20), "\"\"", "",
      ][number % 6],
      .sourceType: "SOURCE_VOLUNTARY", .automatedDetection: number % 2 == 0 ? "Yes" : "No",
      .automatedDecision: "AUTOMATED_DECISION_FULLY",
      .platformName: ["Klip", "Plaza Shopping", "Reise, Hotel & Co", "A \"B\" C"][number % 4],
      .createdAt: "2025-09-0\(1 + number % 2) 09:15:02",
    ]
  }

  static func file(_ rows: Int, lineEnd: String = "\n") -> [UInt8] {
    Array(
      ([names.joined(separator: ",")] + (0..<rows).map { row(statement($0)) })
        .joined(separator: lineEnd).utf8)
  }
}

func counted(
  _ bytes: [UInt8], by query: StatementQuery, steps: Int...
) throws(StatementFault) -> StatementCounts {
  var counter = StatementCounter(query)
  var (start, turn) = (0, 0)
  while start < bytes.count {
    let end = min(bytes.count, start + (steps.isEmpty ? bytes.count : steps[turn % steps.count]))
    try counter.read(Array(bytes[start..<end]))
    (start, turn) = (end, turn + 1)
  }
  return try counter.finish()
}
