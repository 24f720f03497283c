internal import Bytes
internal import Record

extension GoogleRemovals {
  /// Reads `{periods, countries, country_names, requestors, products, reasons, schema, rows}`, where a row has the
  /// places of its names in those lists.
  static func json(_ bytes: [UInt8], vintage: String) throws(FigureFileFault) -> GoogleRemovals {
    var tape = JSONTape()
    do { try tape.read(bytes) } catch { throw .json("\(error)") }
    func texts(_ name: StaticString) throws(FigureFileFault) -> [String] {
      guard let list = tape.member(name, of: .root), tape.kind(of: list) == .array else {
        throw .member("\(name)")
      }
      var texts: [String] = []
      tape.eachElement(of: list) { texts.append(tape.text(of: $0) ?? "") }
      return texts
    }
    let lists = (
      periods: try texts("periods"), codes: try texts("countries"),
      names: try texts("country_names"), requestors: try texts("requestors"),
      products: try texts("products"), reasons: try texts("reasons")
    )
    let schema = try texts("schema")
    guard let rows = tape.member("rows", of: .root), tape.kind(of: rows) == .array else {
      throw .member("rows")
    }
    var result = GoogleRemovals(kind: .json, vintage: vintage)
    let known = ["period", "country", "requestor", "product", "reason"] + members.map(\.name)
    result.notes.unknownColumns = schema.filter { !known.contains($0) }
    result.notes.missingColumns = known.filter { !schema.contains($0) }
    guard !result.notes.missingColumns.contains("period") else { throw .unknownHeader(schema) }
    let places = Dictionary(
      zip(schema, schema.indices), uniquingKeysWith: { first, _ in first })
    var folder = NameFolder()
    var number = 0
    var fields: [Int?] = []
    tape.eachElement(of: rows) { node in
      number += 1
      result.notes.rows += 1
      fields.removeAll(keepingCapacity: true)
      tape.eachElement(of: node) { fields.append(tape.integer(of: $0)) }
      func field(_ name: String) -> Int? {
        guard let place = places[name], place < fields.count else { return nil }
        return fields[place]
      }
      func text(_ name: String, _ list: [String]) -> String? {
        field(name).flatMap { list.indices.contains($0) ? list[$0] : nil }
      }
      guard fields.count == schema.count else {
        result.notes.refuse(row: number, "number of fields", "\(fields.count)")
        return
      }
      var counts = RemovalRow.Counts()
      for (name, measure) in members where places[name] != nil {
        guard let count = field(name), (0..<1_000_000_000_000_000).contains(count) else {
          result.notes.refuse(row: number, name, field(name).map(String.init) ?? "no whole number")
          return
        }
        counts[measure] = count
      }
      guard let requestor = text("requestor", lists.requestors) else {
        result.notes.refuse(row: number, "requestor", field("requestor").map(String.init) ?? "")
        return
      }
      guard
        var row = folder.row(
          period: text("period", lists.periods), code: text("country", lists.codes),
          name: text("country", lists.names), product: text("product", lists.products),
          reason: text("reason", lists.reasons), number, nil, &result.notes)
      else { return }
      row.requestor = folder.requestor(requestor, &result.notes)
      row.counts = counts
      result.add(row)
    }
    return result
  }

  private static let members: [(name: String, measure: Measure)] = [
    ("num_requests", .requests), ("items_requested", .itemsRequested),
    ("removed_legal", .itemsRemovedLegal), ("removed_policy", .itemsRemovedPolicy),
    ("not_found", .itemsNotFound), ("not_enough_info", .itemsNotEnoughInfo),
    ("no_action", .itemsNoAction),
    ("already_removed", .itemsAlreadyRemoved),
  ]

  /// Reads the first generation: one row for each country, of which values may be bands or unknown.
  static func byCountry(_ table: FigureTable, vintage: String) -> GoogleRemovals {
    var result = GoogleRemovals(kind: .byCountry, vintage: vintage)
    let groups: [(String, Measure, Measure, Measure)] = [
      ("All Requests", .requests, .itemsRequested, .statedRate),
      ("Court Orders", .requestsCourt, .itemsRequestedCourt, .statedRateCourt),
      (
        "Other Requests (Executive, Police, etc.)", .requestsOther, .itemsRequestedOther,
        .statedRateOther
      ),
    ]
    let columns = groups.flatMap { group, requests, items, rate in
      [
        ("\(group): Number of Requests", requests),
        ("\(group): % Fully Or Partially Complied With", rate),
        ("\(group): Items Requested To Be Removed", items),
      ]
    }
    let known = Set(columns.map(\.0) + ["Period Ending", "Country", "CLDR Territory Code"])
    result.notes.unknownColumns = table.unknown(besides: known)
    result.notes.missingColumns = columns.map(\.0).filter { table.place($0) == nil }
    for row in table.rows {
      result.notes.rows += 1
      let period = row.text(table.place("Period Ending")) ?? ""
      let code = row.text(table.place("CLDR Territory Code")) ?? ""
      guard row.count == table.names.count, let half = HalfYear(parsing: period) else {
        result.notes.refuse(row: row.number, line: row.line, "Period Ending", period)
        continue
      }
      let name = row.text(table.place("Country")) ?? ""
      guard let territory = Territory(code: code, name: name) else {
        result.notes.refuse(row: row.number, line: row.line, "CLDR Territory Code", code)
        continue
      }
      for (name, measure) in columns {
        guard let text = row.text(table.place(name)), text != "?", !text.isEmpty else { continue }
        let isRate = name.contains("%")
        let percent = isRate ? FigureText.percent(text).map { (low: $0, high: $0) } : nil
        guard let (low, high) = isRate ? percent : FigureText.band(text) else {
          result.notes.note(text, in: name)
          continue
        }
        result.figures.append(
          TransparencyFigure(
            publisher: "Google", publisherKind: .company, platform: "Google", territory: territory,
            period: .halfYear(half), measure: measure, low: low, high: high,
            unit: isRate ? .percent : .count, isTotal: measure == .requests, vintage: vintage,
            caveats: low == high ? [] : [.band], row: row.number))
      }
    }
    return result
  }
}
