public import Record

/// One number of a transparency report for a country and a period: what its rows add up to.
public struct FigureTotal: Sendable, Hashable {
  /// The company, by name.
  public var company: String
  /// The service it is about, where that is not the company as a whole.
  public var service: String?
  /// The part that is counted, where it is not all, in the words of the report.
  public var scope: String?
  /// The country by its code of two letters; `EU` for the Union as a whole.
  public var area: String
  /// When.
  public var period: EDTF
  /// What is counted.
  public var measure: Measure
  /// The least that it may be; the number itself where that is known.
  public var low: Double
  /// The most that it may be.
  public var high: Double
  /// What has to be said with it.
  public var caveats: Set<FigureCaveat> = []
  /// Of how many rows it is the sum.
  public var rows = 1
  /// How many of them have parts that do not add up.
  public var unevenRows = 0
  /// By how much the parts of those are more than the whole; less than nothing where they are less.
  public var excess: Double = 0

  /// What tells it from the others of a file.
  struct Key: Hashable {
    var company: String
    var service: String?
    var scope: String?
    var area: String
    var period: EDTF
    var measure: Measure
  }

  var key: Key {
    Key(
      company: company, service: service, scope: scope, area: area, period: period,
      measure: measure)
  }

  /// In what it is measured, as records write it.
  public var unit: String { measure.unit }

  /// Adds another row of the same. Shares and times are never added.
  ///
  /// - Returns: whether it was added.
  mutating func add(_ other: FigureTotal) -> Bool {
    guard measure.isCount else { return false }
    low += other.low
    high += other.high
    caveats.formUnion(other.caveats)
    rows += other.rows
    unevenRows += other.unevenRows
    excess += other.excess
    return true
  }

  /// By company, service, part, area, measure, period.
  static func isOrdered(_ one: FigureTotal, _ other: FigureTotal) -> Bool {
    let (left, right) = (one.names, other.names)
    if left != right { return left.lexicographicallyPrecedes(right) }
    return one.period < other.period
  }

  private var names: [String] {
    let place = Measure.allCases.firstIndex(of: measure) ?? 0
    return [company, service ?? "", scope ?? "", area, place < 10 ? "0\(place)" : "\(place)"]
  }
}

extension Measure {
  /// In what it is measured, as records write it.
  public var unit: String {
    switch self {
    case .requests, .requestsProcessed, .requestsCourt, .requestsOther, .dataRequests,
      .preservationsRequested, .appRemovalRequests, .requestsRefused, .requestsMet:
      "requests"
    case .itemsRequested, .itemsRemovedLegal, .itemsRemovedPolicy, .itemsRestrictedLocal,
      .itemsNotFound, .itemsNotEnoughInfo, .itemsNoAction, .itemsAlreadyRemoved, .itemsInOrders,
      .itemsRequestedCourt, .itemsRequestedOther, .contentActioned:
      "items"
    case .accountsRequested, .accountsActioned, .accountsReferenced, .accountsPreserved,
      .accountsWithheld, .accountsNotActioned, .accountsUnderTerms, .accountsAffected:
      "accounts"
    case .ordersToAct, .ordersForInformation: "orders"
    case .complaints, .complaintsUpheld, .complaintsReversed, .complaintsPartly,
      .complaintsOmitted:
      "complaints"
    case .disputes, .disputesUpheld, .disputesReversed, .disputesPartly, .disputesOmitted:
      "disputes"
    case .restrictionsOnComplaint, .contentRestrictions: "restrictions"
    case .suspensions: "suspensions"
    case .medianTime, .shareImplemented: "unstated"
    case .claimedRate, .statedRate, .statedRateCourt, .statedRateOther, .shareWithData: "percent"
    case .appsRequested, .appsRemoved, .appsReinstated: "apps"
    case .appealsReceived, .appealsGranted: "appeals"
    case .repositoriesAffected: "repositories"
    case .pagesAffected: "pages"
    case .statements: "statements"
    }
  }
}

extension TransparencyFigure.Period {
  /// The period as records write it; `nil` for what is no date.
  public var date: EDTF? {
    switch self {
    case .halfYear(let half): half.date
    case .year(let year): EDTF(year: year)
    case .other(let text): Self.date(text)
    }
  }

  /// Half a year written as two days is half a year.
  static func date(_ text: String) -> EDTF? {
    guard let date = try? EDTF(parsing: text) else { return nil }
    guard let first = date.firstDay?.parts, let last = date.latest?.parts, first.year == last.year
    else { return date }
    switch (first.month, first.day, last.month, last.day) {
    case (1, 1, 6, 30): return HalfYear(year: first.year, half: 1)?.date
    case (7, 1, 12, 31): return HalfYear(year: first.year, half: 2)?.date
    default: return date
    }
  }
}
