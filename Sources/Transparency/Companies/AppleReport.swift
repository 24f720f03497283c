internal import Record

/// Apple's transparency report as one JSON file (docket specification 3.5).
public struct AppleReport: Sendable {
  /// Its numbers: of requests to remove apps, and of all others.
  public private(set) var figures: [TransparencyFigure] = []
  /// What was met.
  public private(set) var notes = ReadingNotes()

  /// Requests to remove apps: the kinds of request that are about the law and about the store's rules.
  public static let takedowns: Set<String> = [
    "app_takedown_legal_violation", "app_takedown_platform_policy",
  ]

  private static func measure(_ name: String, of request: String) -> Measure? {
    switch name {
    case "requests_received": takedowns.contains(request) ? .appRemovalRequests : .dataRequests
    case "items_specified": takedowns.contains(request) ? .appsRequested : .accountsReferenced
    case "requests_challenged_rejected": .requestsRefused
    case "pct_data_provided": .shareWithData
    case "accounts_preserved": .accountsPreserved
    case "requests_app_removed": .requestsMet
    case "apps_removed": .appsRemoved
    case "appeals_received": .appealsReceived
    case "appeals_granted": .appealsGranted
    case "apps_reinstated": .appsReinstated
    default: nil
    }
  }

  /// Reads the file; a missing number gives no figure.
  ///
  /// - Throws: `FigureFileFault`.
  public static func read(_ bytes: [UInt8], vintage: String) throws(FigureFileFault) -> AppleReport
  {
    let file = try FigureTape(bytes)
    var result = AppleReport()
    let lists = (
      periods: try file.texts("periods"), countries: try file.texts("countries"),
      requests: try file.texts("request_types"), measures: try file.texts("measures")
    )
    file.eachRow(of: try file.list("rows")) { number, fields in
      result.notes.rows += 1
      guard fields.count == lists.measures.count + 3,
        let period = fields[0].name(in: lists.periods),
        let country = fields[1].name(in: lists.countries),
        let request = fields[2].name(in: lists.requests)
      else {
        result.notes.refuse(row: number, "rows", "\(fields.count) fields")
        return
      }
      for (name, field) in zip(lists.measures, fields[3...]) {
        if case .nothing = field { continue }
        guard let value = field.number, value >= 0 else {
          result.notes.refuseNumber(row: number, name, "no number")
          continue
        }
        guard let measure = measure(name, of: request) else {
          result.notes.note(name, in: "measures")
          continue
        }
        let isShare = measure == .shareWithData
        result.figures.append(
          TransparencyFigure(
            publisher: "Apple", platform: "Apple",
            product: takedowns.contains(request) ? "App Store" : nil, territory: .named(country),
            reason: request,
            period: HalfYear(parsing: period).map { .halfYear($0) } ?? .other(period),
            measure: measure, low: value, high: value, unit: isShare ? .percent : .count,
            vintage: vintage,
            caveats: isShare || value == value.rounded() ? [] : [.fractionInCount], row: number))
      }
    }
    return result
  }
}
