public import Record

/// One row of Google's figures on government removals: what one kind of authority asked for, and what became of it.
public struct RemovalRow: Sendable, Hashable {
  /// Counts of a row; `nil` where the file has no such column.
  public struct Counts: Sendable, Hashable {
    /// Requests.
    public var requests: Int?
    /// Items that they name.
    public var itemsRequested: Int?
    /// Items removed by law.
    public var removedLegal: Int?
    /// Items removed by Google’s own rules.
    public var removedPolicy: Int?
    /// Items that were not found.
    public var notFound: Int?
    /// Items of which too little was told.
    public var notEnoughInfo: Int?
    /// Items left alone.
    public var noAction: Int?
    /// Items that were gone already.
    public var alreadyRemoved: Int?

    /// Makes counts of nothing.
    public init() {}

    /// What became of the items, where all of it is told.
    public var outcomes: Int? {
      guard let removedLegal, let removedPolicy, let notFound, let notEnoughInfo, let noAction,
        let alreadyRemoved
      else { return nil }
      // Sums of numbers of up to 15 digits.
      return removedLegal + removedPolicy + notFound + notEnoughInfo + noAction + alreadyRemoved
    }

    /// By how many the outcomes are more than the items; `nil` where that is not known.
    public var excess: Int? {
      guard let outcomes, let itemsRequested else { return nil }
      return outcomes - itemsRequested
    }

    /// The count of a measure.
    public subscript(measure: Measure) -> Int? {
      get { Self.path(of: measure).flatMap { self[keyPath: $0] } }
      set { if let path = Self.path(of: measure) { self[keyPath: path] = newValue } }
    }

    private static func path(of measure: Measure) -> WritableKeyPath<Counts, Int?>? {
      switch measure {
      case .requests: \.requests
      case .itemsRequested: \.itemsRequested
      case .itemsRemovedLegal: \.removedLegal
      case .itemsRemovedPolicy: \.removedPolicy
      case .itemsNotFound: \.notFound
      case .itemsNotEnoughInfo: \.notEnoughInfo
      case .itemsNoAction: \.noAction
      case .itemsAlreadyRemoved: \.alreadyRemoved
      default: nil
      }
    }

    /// The measures that a row can have, in the order of the files.
    public static let measures: [Measure] = [
      .requests, .itemsRequested, .itemsRemovedLegal, .itemsRemovedPolicy, .itemsNotFound,
      .itemsNotEnoughInfo, .itemsNoAction, .itemsAlreadyRemoved,
    ]

    /// The sum, column by column; what neither has stays unknown.
    public static func + (left: Counts, right: Counts) -> Counts {
      func sum(_ one: Int?, _ other: Int?) -> Int? {
        guard let one, let other else { return one ?? other }
        let (sum, overflows) = one.addingReportingOverflow(other)
        return overflows ? .max : sum
      }
      var counts = Counts()
      counts.requests = sum(left.requests, right.requests)
      counts.itemsRequested = sum(left.itemsRequested, right.itemsRequested)
      counts.removedLegal = sum(left.removedLegal, right.removedLegal)
      counts.removedPolicy = sum(left.removedPolicy, right.removedPolicy)
      counts.notFound = sum(left.notFound, right.notFound)
      counts.notEnoughInfo = sum(left.notEnoughInfo, right.notEnoughInfo)
      counts.noAction = sum(left.noAction, right.noAction)
      counts.alreadyRemoved = sum(left.alreadyRemoved, right.alreadyRemoved)
      return counts
    }
  }

  /// When.
  public var period: HalfYear
  /// Where from.
  public var territory: Territory
  /// The country as the file names it.
  public var territoryName: String
  /// Who asked; `nil` where the file does not say.
  public var requestor: String?
  /// The product, by the name of the file of requests where it is known.
  public var product: String
  /// The reason, as the file of requests spells it where it is known.
  public var reason: String
  /// The counts.
  public var counts: Counts
  /// The row in the file, counted from 1; the row of names is row 1.
  public var row: Int

  /// The figures of the row, one for each count.
  public func figures(vintage: String) -> [TransparencyFigure] {
    Counts.measures.compactMap { measure in
      guard let count = counts[measure] else { return nil }
      var caveats: Set<TransparencyFigure.Caveat> = []
      if measure == .itemsRequested, let excess = counts.excess, excess != 0 {
        caveats.insert(.partsDoNotAddUp(by: Double(excess)))
      }
      if period < RemovalRegime.firstWithAllOutcomes { caveats.insert(.outcomesPartlyFilled) }
      return TransparencyFigure(
        publisher: "Google", publisherKind: .company, platform: "Google", product: product,
        territory: territory, authority: requestor, reason: reason, period: .halfYear(period),
        measure: measure, low: Double(count), high: Double(count), unit: .count, isTotal: false,
        vintage: vintage, caveats: caveats, row: row)
    }
  }
}

/// Which outcomes Google's files fill: rates before and after are never joined.
public enum RemovalRegime: String, Sendable, Hashable {
  /// Only what was removed by law and what was not acted upon.
  case legalOrNothing = "legal-or-nothing"
  /// All six outcomes.
  case allOutcomes = "all-outcomes"

  /// The first half-year with all outcomes.
  public static let firstWithAllOutcomes = HalfYear(year: 2019, half: 1)!

  /// The regime of a half-year.
  public init(_ period: HalfYear) {
    self = period < Self.firstWithAllOutcomes ? .legalOrNothing : .allOutcomes
  }
}
