internal import Bytes
internal import Record

/// Google's figures on government requests to remove content, of one export.
///
/// There are three generations of the file and a detailed one, and JSON made of the last; what a file is, is known
/// by its columns and never by its name. Exports revise each other: rows of two are kept apart by their vintage.
public struct GoogleRemovals: Sendable {
  /// What a file is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// One row for each country and half-year, until about 2017.
    case byCountry = "by-country"
    /// One row for each country, requestor, product and reason: the columns of the export to the first half of 2025.
    case requests
    /// The same with the columns of the export to the second half of 2025.
    case requestsRenamed = "requests-renamed"
    /// Requests by country, product and reason, without requestors and outcomes.
    case detailed
    /// JSON with tables of names and rows of numbers.
    case json
  }

  /// What the file is.
  public let kind: Kind
  /// The export it is of, as the caller names it.
  public let vintage: String
  /// The rows; none in a file by country.
  public internal(set) var rows: [RemovalRow] = []
  /// The figures of a file by country, the values of which may be bands.
  public internal(set) var figures: [TransparencyFigure] = []
  /// What was met.
  public internal(set) var notes = ReadingNotes()

  init(kind: Kind, vintage: String) {
    self.kind = kind
    self.vintage = vintage
  }

  /// Reads a table or JSON.
  ///
  /// - Throws: `FigureFileFault` for a file that is none of these.
  /// - Complexity: O(n) in the length of the file.
  public static func read(_ bytes: [UInt8], vintage: String) throws(FigureFileFault)
    -> GoogleRemovals
  {
    let first = bytes.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
    if first == UInt8(ascii: "{") { return try json(bytes, vintage: vintage) }
    let table = try FigureTable(bytes)
    switch kind(of: table) {
    case .detailed: return detailed(table, vintage: vintage)
    case .requests: return requests(table, .requests, vintage: vintage)
    case .requestsRenamed: return requests(table, .requestsRenamed, vintage: vintage)
    case .byCountry: return byCountry(table, vintage: vintage)
    case .json, nil: throw .unknownHeader(table.names)
    }
  }

  /// What a table is, by its columns; `nil` for a table that is none of these.
  static func kind(of table: FigureTable) -> Kind? {
    if table.has([
      "Period Ending", "Country/Region", "CLDR Territory Code", "Product", "Reason", "Total",
    ]) {
      return .detailed
    }
    let shared = [
      "time_period", "cldr_territory", "requestor", "product", "reason", "number_of_requests",
    ]
    if table.has(shared + ["country", "items_requested_removal"]) { return .requests }
    if table.has(shared + ["country_name", "items_requested"]) { return .requestsRenamed }
    if table.has([
      "Period Ending", "Country", "CLDR Territory Code", "All Requests: Number of Requests",
    ]) {
      return .byCountry
    }
    return nil
  }

  /// Columns of counts, by their names in either generation.
  private static let columns: [(names: [String], measure: Measure)] = [
    (["number_of_requests"], .requests),
    (["items_requested_removal", "items_requested"], .itemsRequested),
    (["items_removed_legal"], .itemsRemovedLegal), (["items_removed_policy"], .itemsRemovedPolicy),
    (["items_content_not_found"], .itemsNotFound), (["items_not_enough_info"], .itemsNotEnoughInfo),
    (["items_no_action_taken"], .itemsNoAction),
    (["items_content_already_removed"], .itemsAlreadyRemoved),
  ]

  private static func requests(_ table: FigureTable, _ kind: Kind, vintage: String)
    -> GoogleRemovals
  {
    var result = GoogleRemovals(kind: kind, vintage: vintage)
    var known: Set<String> = [
      "time_period", "country", "country_name", "cldr_territory", "requestor", "product", "reason",
    ]
    var places: [(place: Int, name: String, measure: Measure)] = []
    for (names, measure) in columns {
      known.formUnion(names)
      if let name = names.first(where: { table.place($0) != nil }), let place = table.place(name) {
        places.append((place, name, measure))
      } else {
        result.notes.missingColumns.append(names[0])
      }
    }
    result.notes.unknownColumns = table.unknown(besides: known)
    let texts = (
      period: table.place("time_period"), name: table.place("country", "country_name"),
      code: table.place("cldr_territory"), requestor: table.place("requestor"),
      product: table.place("product"), reason: table.place("reason")
    )
    var names = NameFolder()
    rows: for row in table.rows {
      result.notes.rows += 1
      guard row.count == table.names.count else {
        result.notes.refuse(row: row.number, line: row.line, "number of fields", "\(row.count)")
        continue
      }
      var counts = RemovalRow.Counts()
      for (place, name, measure) in places {
        guard let count = row.count(place) else {
          result.notes.refuse(row: row.number, line: row.line, name, row.text(place) ?? "not UTF-8")
          continue rows
        }
        counts[measure] = count
      }
      guard
        var read = names.row(
          period: row.text(texts.period), code: row.text(texts.code), name: row.text(texts.name),
          product: row.text(texts.product), reason: row.text(texts.reason), row.number, row.line,
          &result.notes)
      else { continue }
      read.requestor = names.requestor(row.text(texts.requestor) ?? "", &result.notes)
      read.counts = counts
      result.add(read)
    }
    return result
  }

  private static func detailed(_ table: FigureTable, vintage: String) -> GoogleRemovals {
    var result = GoogleRemovals(kind: .detailed, vintage: vintage)
    let known: Set<String> = [
      "Period Ending", "Country/Region", "CLDR Territory Code", "Product", "Reason", "Total",
    ]
    result.notes.unknownColumns = table.unknown(besides: known)
    var names = NameFolder()
    for row in table.rows {
      result.notes.rows += 1
      guard row.count == table.names.count, let count = row.count(table.place("Total")) else {
        result.notes.refuse(
          row: row.number, line: row.line, "Total", row.text(table.place("Total")) ?? "")
        continue
      }
      guard
        var read = names.row(
          period: row.text(table.place("Period Ending")),
          code: row.text(table.place("CLDR Territory Code")),
          name: row.text(table.place("Country/Region")), product: row.text(table.place("Product")),
          reason: row.text(table.place("Reason")), row.number, row.line, &result.notes)
      else { continue }
      read.counts.requests = count
      result.rows.append(read)
    }
    return result
  }

  mutating func add(_ row: RemovalRow) {
    if let excess = row.counts.excess, excess != 0 { notes.noteUneven(row: row.row) }
    rows.append(row)
  }
}

/// Reads the names of rows, each spelling once.
struct NameFolder {
  private var products: [String: String] = [:]
  private var reasons: [String: String] = [:]
  private var requestors: [String: String] = [:]
  private var periods: [String: HalfYear] = [:]

  mutating func row(
    period: String?, code: String?, name: String?, product: String?, reason: String?, _ number: Int,
    _ line: Int?, _ notes: inout ReadingNotes
  ) -> RemovalRow? {
    guard let period, let code, let name, let product, let reason else {
      notes.refuse(row: number, line: line, "text", "not UTF-8")
      return nil
    }
    guard let half = periods[period] ?? HalfYear(parsing: period) else {
      notes.refuse(row: number, line: line, "period", period)
      return nil
    }
    periods[period] = half
    guard let territory = Territory(code: code, name: name) else {
      notes.refuse(row: number, line: line, "territory", code)
      return nil
    }
    if case .country(let code) = territory, !CountryCode.all.contains(code) {
      notes.note(code, in: "territory")
    }
    return RemovalRow(
      period: half, territory: territory, territoryName: name, requestor: nil,
      product: folded(product, in: "product", GoogleNames.product, &products, &notes),
      reason: folded(reason, in: "reason", GoogleNames.reason, &reasons, &notes),
      counts: RemovalRow.Counts(), row: number)
  }

  mutating func requestor(_ text: String, _ notes: inout ReadingNotes) -> String {
    folded(text, in: "requestor", GoogleNames.requestor, &requestors, &notes)
  }

  private func folded(
    _ text: String, in field: String, _ fold: (String) -> String?, _ kept: inout [String: String],
    _ notes: inout ReadingNotes
  ) -> String {
    if let known = kept[text] { return known }
    guard let known = fold(text) else {
      // Kept as it is, and told for each of its rows.
      notes.note(text, in: field)
      return text
    }
    kept[text] = known
    return known
  }
}
