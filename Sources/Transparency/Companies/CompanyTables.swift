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
  }

  /// Whose table it is.
  public let kind: Kind
  /// Its numbers.
  public internal(set) var figures: [TransparencyFigure] = []
  /// What was met.
  public internal(set) var notes = ReadingNotes()

  init(kind: Kind) { self.kind = kind }

  /// Reads a table.
  ///
  /// - Parameter period: of the whole table, where it has no column for it.
  /// - Throws: `FigureFileFault` for a table with other columns.
  public static func read(
    _ bytes: [UInt8], period: TransparencyFigure.Period, vintage: String
  ) throws(FigureFileFault) -> CompanyTable {
    let table = try FigureTable(titled: bytes)
    guard let kind = Kind(of: table) else { throw .unknownHeader(table.names) }
    var result = CompanyTable(kind: kind)
    result.read(table, period, vintage)
    return result
  }

  /// Reads a table whose period stands in its rows, in the name of its file or in a title above its columns.
  ///
  /// - Parameter name: of the file, without its folder.
  /// - Throws: `FigureFileFault` for a table with other columns, and for one whose rows have no column for their time where
  ///   no half-year or more than one is told.
  public static func read(
    _ bytes: [UInt8], named name: String, vintage: String
  ) throws(FigureFileFault) -> CompanyTable {
    let table = try FigureTable(titled: bytes)
    guard let kind = Kind(of: table) else { throw .unknownHeader(table.names) }
    let halves = NamedPeriod.halves(in: name).union(NamedPeriod.halves(in: table.title ?? ""))
    var result = CompanyTable(kind: kind)
    if table.place(folding: periodColumn) == nil {
      guard !halves.isEmpty else { throw .noPeriod(kind.rawValue) }
      guard halves.count == 1 else {
        throw .severalPeriods(kind.rawValue, halves.sorted().map(\.description))
      }
    }
    result.read(table, halves.count == 1 ? halves.first.map { .halfYear($0) } : nil, vintage)
    return result
  }

  /// The column of a row's own time.
  static let periodColumn = "TIME PERIOD"
}

extension CompanyTable.Kind {
  /// Whose table has these columns; `nil` for another table.
  init?(of table: FigureTable) {
    func has(_ names: String...) -> Bool { names.allSatisfy { table.place(folding: $0) != nil } }
    guard has("Country") else { return nil }
    if has("Government requests", "Total accounts specified") {
      self = .tiktok
    } else if has("ACCOUNTS SPECIFIED"),
      has("ACCOUNTS WITHHELD") || has("TWEETS WITHHELD") || has("REMOVAL REQUESTS (COURT ORDERS)")
        || has("REMOVAL REQUESTS (GOV'T AGENCY, POLICE, OTHER)")
    {
      self = .x
    } else if has("Content Restrictions") || has("Requests for User Data")
      || has("Total Requests for User Data") || has("Total Requests", "Users / Accounts requested")
    {
      self = .meta
    } else {
      return nil
    }
  }

  var publisher: String {
    switch self {
    case .meta: "Meta"
    case .tiktok: "TikTok"
    case .x: "X"
    }
  }

  /// Columns and what they count, with all spellings but for capitals; the first of each is the usual one.
  var columns: [(names: [String], measure: Measure)] {
    switch self {
    case .meta:
      [
        (
          ["Total Requests for User Data", "Requests for User Data", "Total Requests"],
          .dataRequests
        ),
        (
          [
            "Total User Accounts Referenced", "User Accounts Referenced",
            "Users / Accounts requested",
          ], .accountsReferenced
        ),
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

  /// Columns that are read for something else than a number, or name what is known already.
  var otherColumns: [String] {
    switch self {
    case .meta, .tiktok: ["Country"]
    case .x: ["Country", "LINKS", "TIME PERIOD", "ISO CODE", "REPORT LINKS", "FLAGS"]
    }
  }
}
