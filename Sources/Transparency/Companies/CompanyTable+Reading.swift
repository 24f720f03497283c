internal import Bytes
internal import Record

extension CompanyTable {
  /// A column that has a number.
  private struct Column {
    var place: Int
    var name: String
    var measure: Measure

    var isShare: Bool { measure == .shareWithData || measure == .statedRate }

    /// Reads a field as the column has it; `nil` for what is no number.
    func value(_ text: String) -> (
      low: Double, high: Double, caveats: Set<TransparencyFigure.Caveat>
    )? {
      if isShare { return FigureText.percent(text).map { ($0, $0, []) } }
      if let (low, high) = FigureText.band(text) { return (low, high, low == high ? [] : [.band]) }
      return FigureText.fraction(text).map { ($0, $0, [.fractionInCount]) }
    }
  }

  /// A row as it stands, before its numbers are read.
  private struct Row {
    var fields: CSVRow
    var territory: Territory?
    var period: TransparencyFigure.Period
  }

  mutating func read(
    _ table: FigureTable, _ period: TransparencyFigure.Period?, _ vintage: String
  ) {
    var known = kind.otherColumns
    var columns: [Column] = []
    for (names, measure) in kind.columns {
      known += names
      if let place = names.lazy.compactMap({ table.place(folding: $0) }).first {
        columns.append(Column(place: place, name: table.names[place], measure: measure))
      } else {
        notes.missingColumns.append(names[0])
      }
    }
    let folded = Set(known.map { $0.lowercased() })
    notes.unknownColumns = table.names.filter { !folded.contains($0.lowercased()) }
    // One territory and period has one row: a second would be added to the first.
    var seen: [TransparencyFigure.Period: Set<String>] = [:]
    for fields in table.rows {
      if (0..<fields.count).allSatisfy({ fields.text($0)?.allSatisfy(\.isWhitespace) ?? false }) {
        continue
      }
      notes.rows += 1
      guard fields.count == table.names.count,
        let name = fields.text(table.place(folding: "Country")).map(FigureTable.plain)
      else {
        notes.refuse(row: fields.number, line: fields.line, "number of fields", "\(fields.count)")
        continue
      }
      let time = fields.text(table.place(folding: Self.periodColumn)).map(FigureTable.plain) ?? ""
      guard let period = Self.period(time) ?? period else {
        notes.refuse(row: fields.number, line: fields.line, Self.periodColumn, time)
        continue
      }
      let code = fields.text(table.place(folding: "ISO CODE")).map(FigureTable.plain) ?? ""
      let row = Row(fields: fields, territory: Self.territory(code, name), period: period)
      let key = row.territory.map { $0.countryCode ?? $0.description.lowercased() } ?? ""
      guard seen[row.period, default: []].insert(key).inserted else {
        notes.refuse(row: fields.number, line: fields.line, "given twice", name)
        continue
      }
      read(row, columns, vintage)
    }
  }

  /// The time that a row tells of; `nil` where it tells none.
  private static func period(_ text: String) -> TransparencyFigure.Period? {
    if isNothing(text) { return nil }
    if let half = HalfYear(parsing: text) { return .halfYear(half) }
    let halves = NamedPeriod.halves(in: text)
    return halves.count == 1 ? halves.first.map { .halfYear($0) } : .other(text)
  }

  /// Whether a field has nothing in it, or a dash, which is no number and not zero.
  private static func isNothing(_ plain: String) -> Bool {
    ["", "-", "\u{2013}", "\u{2014}"].contains(plain)
  }

  /// `nil` for the row of all countries.
  private static func territory(_ code: String, _ name: String) -> Territory? {
    if ["TOTAL", "GRAND TOTAL"].contains(name.uppercased()) { return nil }
    if case .country(let code) = Territory(code: code, name: name) { return .country(code) }
    return .named(name)
  }

  private mutating func read(_ row: Row, _ columns: [Column], _ vintage: String) {
    var found: [TransparencyFigure] = []
    for column in columns {
      let (number, line) = (row.fields.number, row.fields.line)
      guard let text = row.fields.text(column.place) else {
        notes.refuseNumber(row: number, line: line, column.name, "not UTF-8")
        continue
      }
      if Self.isNothing(FigureTable.plain(text)) { continue }
      guard let (low, high, caveats) = column.value(text) else {
        notes.refuseNumber(row: number, line: line, column.name, text)
        continue
      }
      found.append(
        TransparencyFigure(
          publisher: kind.publisher, platform: kind.publisher, territory: row.territory,
          period: row.period, measure: column.measure, low: low, high: high,
          unit: column.isShare ? .percent : .count, isTotal: row.territory == nil,
          vintage: vintage, caveats: caveats, row: number))
    }
    markExcess(&found, row.fields.number)
    figures += found
  }

  /// More accounts of which one thing became than were named: both stay, and it is said. What became of them is never
  /// added up: something may have become of one account by law and by the company's rules.
  private mutating func markExcess(_ found: inout [TransparencyFigure], _ row: Int) {
    let parts: Set<Measure> = [
      .accountsActioned, .accountsWithheld, .accountsNotActioned, .accountsUnderTerms,
    ]
    guard let whole = found.firstIndex(where: { $0.measure == .accountsRequested }),
      let most = found.filter({ parts.contains($0.measure) }).map(\.low).max(),
      most > found[whole].high
    else { return }
    found[whole].caveats.insert(.partsDoNotAddUp(by: most - found[whole].high))
    notes.noteUneven(row: row)
  }
}
