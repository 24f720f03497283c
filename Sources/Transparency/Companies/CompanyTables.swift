internal import Bytes
internal import Record

/// Tables of companies that give one row for each country (docket specification 3.5), known by their columns.
public struct CompanyTable: Sendable {
  /// Whose table it is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Meta's combined table of requests for data and restrictions, to 2017. The period stands in the name of the file.
    case meta
    /// TikTok's table of 2019. The period stands on the page.
    case tiktok
    /// X, then Twitter, to 2017.
    case x

    fileprivate var publisher: String {
      switch self {
      case .meta: "Meta"
      case .tiktok: "TikTok"
      case .x: "X"
      }
    }

    /// Columns and what they count, with all spellings; the first of each is the usual one.
    fileprivate var columns: [(names: [String], measure: Measure)] {
      switch self {
      case .meta:
        [
          (["Total Requests for User Data", "Requests for User Data"], .dataRequests),
          (["Total User Accounts Referenced", "User Accounts Referenced"], .accountsReferenced),
          (
            [
              "Total Percentage of Requests Where Some Data Produced",
              "Percentage of Requests Where Some Data Produced",
            ], .shareWithData
          ),
          (["Content Restrictions"], .contentRestrictions),
          (["Preservations Requested"], .preservationsRequested),
          (["Users/Accounts Preserved"], .accountsPreserved),
        ]
      case .tiktok:
        [
          (["Government requests"], .requests), (["Total accounts specified"], .accountsRequested),
          (["Accounts removed or restricted"], .accountsActioned),
          (["Content removed or restricted"], .contentActioned),
        ]
      case .x:
        [
          (["ACCOUNTS SPECIFIED"], .accountsRequested), (["ACCOUNTS WITHHELD"], .accountsWithheld),
          (["TWEETS WITHHELD"], .itemsRestrictedLocal),
          (["REMOVAL REQUESTS (COURT ORDERS)"], .requestsCourt),
          (
            [
              "REMOVAL REQUESTS (GOVERNMENT AGENCY, POLICE, OTHER)",
              "REMOVAL REQUESTS (GOV'T AGENCY, POLICE, OTHER)",
            ], .requestsOther
          ),
          (["ACCOUNTS (NO ACTION)"], .accountsNotActioned),
          (["PERCENTAGE WHERE SOME CONTENT WITHHELD"], .statedRate),
          (["ACCOUNTS (TOS)"], .accountsUnderTerms),
        ]
      }
    }
  }

  /// Whose table it is.
  public let kind: Kind
  /// Its numbers.
  public private(set) var figures: [TransparencyFigure] = []
  /// What was met.
  public private(set) var notes = ReadingNotes()

  /// Reads a table.
  ///
  /// - Parameter period: of the whole table, where it has no column for it.
  /// - Throws: `FigureFileFault` for a table with other columns.
  public static func read(
    _ bytes: [UInt8], period: TransparencyFigure.Period, vintage: String
  ) throws(FigureFileFault) -> CompanyTable {
    let table = try FigureTable(bytes)
    let kind: Kind
    if table.place("Content Restrictions") != nil, table.place("Country") != nil {
      kind = .meta
    } else if table.has(["Country", "Government requests", "Total accounts specified"]) {
      kind = .tiktok
    } else if table.has(["COUNTRY", "ACCOUNTS SPECIFIED"]) {
      kind = .x
    } else {
      throw .unknownHeader(table.names)
    }
    var result = CompanyTable(kind: kind)
    result.read(table, period, vintage)
    return result
  }

  private init(kind: Kind) { self.kind = kind }

  private mutating func read(
    _ table: FigureTable, _ period: TransparencyFigure.Period, _ vintage: String
  ) {
    var known: Set<String> = [
      "Country", "COUNTRY", "LINKS", "TIME PERIOD", "ISO CODE", "REPORT LINKS", "FLAGS",
    ]
    var places: [(place: Int, name: String, measure: Measure)] = []
    for (names, measure) in kind.columns {
      known.formUnion(names)
      if let name = names.first(where: { table.place($0) != nil }), let place = table.place(name) {
        places.append((place, name, measure))
      } else {
        notes.missingColumns.append(names[0])
      }
    }
    notes.unknownColumns = table.unknown(besides: known)
    for row in table.rows {
      notes.rows += 1
      guard row.count == table.names.count, let name = row.text(table.place("Country", "COUNTRY"))
      else {
        notes.refuse(row: row.number, line: row.line, "number of fields", "\(row.count)")
        continue
      }
      let isTotal = name.uppercased() == "TOTAL"
      let code = row.text(table.place("ISO CODE")) ?? ""
      let territory =
        isTotal
        ? nil
        : Territory(code: code, name: name).flatMap { known in
          if case .country = known { return known }
          return nil
        } ?? .named(name)
      let written = row.text(table.place("TIME PERIOD"))
      let when =
        written.map { text in
          HalfYear(parsing: text).map { .halfYear($0) } ?? .other(text)
        } ?? period
      for (place, column, measure) in places {
        guard let text = row.text(place) else {
          notes.refuse(row: row.number, line: row.line, column, "not UTF-8")
          continue
        }
        // A dash or nothing is no number, not zero.
        if text.isEmpty || text == "-" { continue }
        let isShare = measure == .shareWithData || measure == .statedRate
        let share = isShare ? FigureText.percent(text).map { (low: $0, high: $0) } : nil
        guard let (low, high) = isShare ? share : FigureText.band(text) else {
          notes.refuse(row: row.number, line: row.line, column, text)
          continue
        }
        figures.append(
          TransparencyFigure(
            publisher: kind.publisher, platform: kind.publisher, territory: territory, period: when,
            measure: measure, low: low, high: high, unit: isShare ? .percent : .count,
            isTotal: isTotal, vintage: vintage, caveats: low == high ? [] : [.band],
            row: row.number))
      }
    }
  }
}
