import Bytes
import Record

/// All published cases as columns: read once for a state of the record, so that lists, counts of facets and tables
/// ask nobody.
struct DocketIndex: Sendable {
  /// The dates that a list tells of a case.
  enum Step: String, Sendable, CaseIterable {
    case asked, starts, told, filed, decided, restored, lifted

    func date(in record: Case) -> EDTF? {
      switch self {
      case .asked: record.requests.compactMap(\.sent).first
      case .starts: record.restrictions.compactMap(\.starts).first
      case .told: record.notices.compactMap(\.sent).first
      case .filed: record.stages.compactMap(\.filed).first
      case .decided: record.stages.compactMap(\.decided).last
      case .restored: record.stages.compactMap(\.restored).last
      case .lifted: record.restrictions.compactMap(\.lifted).last
      }
    }

    /// The date as recorded, or nothing.
    func values(in record: Case) -> [String] { date(in: record).map { [$0.description] } ?? [] }
  }

  /// What is shown of a list.
  struct View: Sendable {
    /// The places of its cases, the newest first.
    var places: [Int]
    /// For each facet how many cases each value has, were it chosen: the most frequent first.
    var tallies: [DocketFacet: [Tally]]
  }

  /// Cases on a page of a list.
  static let pageSize = 100

  /// Cases by when they began, the newest first.
  var ids: [Slug]
  /// The day of the newest version of each.
  var changed: [CivilDay]
  /// When each began, in seconds since 1970; the least number where nobody knows.
  var begun: [Int64]
  /// Which version of each was read.
  var versions: [Int]
  /// What was added up while reading.
  var scores: DocketScores
  var columns: [DocketColumn]
  /// All places, those that changed last first.
  var lately: [Int]
  var dates: [DocketColumn]

  /// Which column is whose.
  private static let facets = Dictionary(
    uniqueKeysWithValues: DocketFacet.allCases.enumerated().map { ($1, $0) })
  private static let steps = Dictionary(
    uniqueKeysWithValues: Step.allCases.enumerated().map { ($1, $0) })

  /// - Complexity: O(n log n) in the cases; each is read once.
  init(_ holdings: any Holdings) throws {
    var ids: [Slug] = []
    var changed: [CivilDay] = []
    var begun: [Int64] = []
    var versions: [Int] = []
    var columns = DocketFacet.allCases.map { _ in DocketColumn.Maker() }
    var dates = Step.allCases.map { _ in DocketColumn.Maker() }
    var scores = DocketScores(validities: try StatuteValidities(holdings))
    try holdings.each(.case) { version in
      let record = try Case(version.content)
      ids.append(version.reference.id)
      changed.append(version.day)
      begun.append(Self.beginning(of: record, in: holdings.state.zone))
      versions.append(version.number)
      for (place, facet) in DocketFacet.allCases.enumerated() {
        columns[place].append(facet.values(of: record))
      }
      for (place, step) in Step.allCases.enumerated() {
        dates[place].append(step.values(in: record))
      }
      scores.add(record)
    }
    let order = ids.indices.sorted { one, other in
      Self.isOrdered((begun[one], ids[one]), (begun[other], ids[other]))
    }
    self.ids = order.map { ids[$0] }
    self.changed = order.map { changed[$0] }
    self.begun = order.map { begun[$0] }
    self.versions = order.map { versions[$0] }
    self.columns = columns.map { $0.column(order) }
    self.dates = dates.map { $0.column(order) }
    self.scores = scores
    let (days, names) = (self.changed, self.ids)
    lately = names.indices.sorted { one, other in
      Self.isLater((days[one], names[one]), (days[other], names[other]))
    }
  }

  static func beginning(of record: Case, in zone: TimeZoneOffset) -> Int64 {
    record.began?.lo(in: zone) ?? .min
  }

  /// What began later stands first.
  static func isOrdered(_ one: (begun: Int64, id: Slug), _ other: (begun: Int64, id: Slug)) -> Bool
  {
    one.begun != other.begun ? one.begun > other.begun : one.id < other.id
  }

  /// What changed later stands first.
  static func isLater(_ one: (day: CivilDay, id: Slug), _ other: (day: CivilDay, id: Slug)) -> Bool
  {
    one.day != other.day ? one.day > other.day : one.id < other.id
  }

  /// The values of a facet that a case has.
  func values(_ facet: DocketFacet, at place: Int) -> [String] {
    Self.facets[facet].map { columns[$0].values(at: place) } ?? []
  }

  /// A date of a case as recorded, or an empty text.
  func date(_ step: Step, at place: Int) -> String {
    Self.steps[step].flatMap { dates[$0].values(at: place).first } ?? ""
  }

  /// A list of cases with the counts beside it.
  ///
  /// - Complexity: O(n) in all cases, one step for each facet.
  func view(_ selection: DocketSelection) -> View {
    let lacks = lacks(selection)
    var tallies: [DocketFacet: [Tally]] = [:]
    for (place, facet) in DocketFacet.allCases.enumerated() {
      let counts = columns[place].counts(UInt8(truncatingIfNeeded: place), lacks)
      tallies[facet] = zip(columns[place].values, counts).filter { $0.1 > 0 }
        .map { Tally(value: $0.0, count: $0.1) }.sorted { one, other in
          one.count != other.count
            ? one.count > other.count
            : one.value.utf8.lexicographicallyPrecedes(other.value.utf8)
        }
    }
    return View(places: lacks.counts.indices.filter { lacks.counts[$0] == 0 }, tallies: tallies)
  }

  /// The places of the cases of a list, the newest first.
  func places(_ selection: DocketSelection) -> [Int] {
    let lacks = lacks(selection)
    return lacks.counts.indices.filter { lacks.counts[$0] == 0 }
  }

  /// The places of the cases of a list that changed last.
  func latest(_ most: Int, of selection: DocketSelection) -> [Int] {
    let lacks = lacks(selection)
    return Array(lately.lazy.filter { lacks.counts[$0] == 0 }.prefix(most))
  }

  private func lacks(_ selection: DocketSelection) -> DocketColumn.Lacks {
    var lacks = DocketColumn.Lacks(cases: ids.count)
    for (place, facet) in DocketFacet.allCases.enumerated() {
      // What was taken back is no case of any other list.
      let unasked = facet == .state ? CaseState.retracted.rawValue : nil
      guard selection[facet] != nil || unasked != nil else { continue }
      columns[place].note(
        lacking: selection[facet], except: unasked, UInt8(truncatingIfNeeded: place), in: &lacks)
    }
    return lacks
  }

  /// How many pages a list has: at least one.
  func pageCount(_ selection: DocketSelection) -> Int {
    Self.pageCount(places(selection).count)
  }

  static func pageCount(_ cases: Int) -> Int { max(1, (cases + pageSize - 1) / pageSize) }
}

extension DocketFacet {
  /// The values that a case has.
  func values(of record: Case) -> [String] {
    let values =
      switch self {
      case .platform: record.restrictions.map(\.platform)
      case .country: record.restrictions.map(\.country)
      case .measure: record.restrictions.flatMap { $0.measures.map(\.rawValue) }
      case .trigger: record.restrictions.map(\.trigger.rawValue)
      case .ground: record.requests.map(\.grounds.rawValue)
      case .state: [record.state.rawValue]
      case .outcome: record.outcome.map { [$0.rawValue] } ?? []
      case .year: Self.years(of: record.began)
      case .authority: record.requests.compactMap { $0.authority?.text }
      case .provision: record.requests.flatMap { $0.provisions.map(\.text) }
      }
    return codes == nil ? values.filter { fault(in: $0) == nil } : values
  }

  /// The years in which a date may lie; none where they are too many to say anything.
  private static func years(of date: EDTF?) -> [String] {
    guard let first = date?.earliest?.year, let last = date?.latest?.year, first >= 0,
      last <= 9999, (0..<3).contains(last - first)
    else { return [] }
    return (first...last).map { year in
      let digits = String(year)
      return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
  }
}

extension Site {
  /// Reads what many pages are made of, so that no reader waits for it.
  ///
  /// - Complexity: O(n log n) in the cases; after an earlier site O(n), for copying.
  public func readAhead() throws { _ = try docket() }

  /// The published cases.
  func docket() throws -> DocketIndex { try memory.docket(of: holdings) }

  /// The lists of cases that an edition has as files: all, and one for each value of a facet.
  func docketLists() throws -> [DocketSelection] {
    let view = try docket().view(DocketSelection())
    return [DocketSelection()]
      + DocketFacet.allCases.flatMap { facet in
        (view.tallies[facet] ?? []).compactMap { DocketSelection(facet, $0.value) }
      }.filter { $0.listName != nil }
  }
}
