internal import Bytes
internal import Record

/// GitHub's transparency figures as one JSON file (docket specification 3.5).
public struct GitHubReport: Sendable {
  /// What governments asked for and what became of it.
  public private(set) var figures: [TransparencyFigure] = []
  /// Rows of the tables that are about something else, by the name of the table.
  public private(set) var passedOver: [String: Int] = [:]
  /// What was met.
  public private(set) var notes = ReadingNotes()

  private static let columns = [
    "year", "period", "dataset", "government", "iso2", "category", "metric", "count_low",
    "count_high",
  ]

  /// Whether JSON has the columns of this file.
  static func hasColumns(_ tape: JSONTape) -> Bool {
    var names: Set<String> = []
    if let list = tape.member("columns", of: .root) {
      tape.eachElement(of: list) { node in
        if let name = tape.text(of: node) { names.insert(name) }
      }
    }
    return names.isSuperset(of: columns)
  }

  /// Reads the file.
  ///
  /// - Throws: `FigureFileFault`; a file with other columns is refused, since its rows have no names.
  public static func read(_ bytes: [UInt8], vintage: String) throws(FigureFileFault) -> GitHubReport
  {
    let file = try FigureTape(bytes)
    var result = GitHubReport()
    let names = try file.texts("columns")
    guard Set(columns).isSubset(of: names) else { throw .unknownHeader(names) }
    result.notes.unknownColumns = names.filter { !columns.contains($0) }
    let places = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    file.eachRow(of: try file.list("rows")) { number, fields in
      result.notes.rows += 1
      guard fields.count == names.count else {
        result.notes.refuse(row: number, "rows", "\(fields.count) fields")
        return
      }
      func field(_ name: String) -> FigureTape.Field { places[name].map { fields[$0] } ?? .nothing }
      let dataset = field("dataset").text ?? ""
      guard dataset.hasPrefix("government_takedowns") else {
        result.passedOver[dataset, default: 0] += 1
        return
      }
      let metric = field("metric").text ?? ""
      guard let measure = measure(metric, of: dataset) else {
        result.notes.note(metric, in: "metric")
        return
      }
      guard let low = field("count_low").number, let high = field("count_high").number, low <= high,
        low >= 0, let year = field("year").number.flatMap({ Int(exactly: $0) })
      else {
        result.notes.refuse(row: number, "count_low", "no band")
        return
      }
      let part = field("period").text ?? ""
      let code = field("iso2").text ?? ""
      let name = field("government").text ?? ""
      let category = field("category").text ?? ""
      result.figures.append(
        TransparencyFigure(
          publisher: "GitHub", platform: "GitHub",
          territory: Territory(code: code, name: name) == .unknown || code.isEmpty
            ? (name.isEmpty ? nil : .named(name)) : Territory(code: code, name: name),
          reason: category.isEmpty ? nil : category, period: period(year, part), measure: measure,
          low: low, high: high, vintage: vintage, caveats: low == high ? [] : [.band], row: number))
    }
    return result
  }

  private static func measure(_ metric: String, of dataset: String) -> Measure? {
    switch metric {
    case "received": .requests
    case "processed": .requestsProcessed
    case "repos_affected": .repositoriesAffected
    case "accounts_affected": .accountsAffected
    case "pages_affected": .pagesAffected
    default: nil
    }
  }

  private static func period(_ year: Int, _ part: String) -> TransparencyFigure.Period {
    switch part {
    case "": .year(year)
    case "Jan-Jun": HalfYear(year: year, half: 1).map { .halfYear($0) } ?? .other("\(year) \(part)")
    case "Jul-Dec": HalfYear(year: year, half: 2).map { .halfYear($0) } ?? .other("\(year) \(part)")
    default: .other("\(year) \(part)")
    }
  }
}
