import Bytes
import Record
import Testing

@testable import Site

@Suite("The docket of a later state is made of the one before")
struct DocketFollowingTests {
  /// A record that grows, and that notes whether all cases were read.
  private final class Growing {
    var records = MadeUpDocket.surroundings

    func site(following earlier: Site? = nil) throws -> Site {
      var holdings = WholeHoldings(records) { CivilDay(sinceEpoch: 20_000 + Int32($0 % 50)) }
      holdings.state.size = records.count
      holdings.state.day = CivilDay(sinceEpoch: 20_800)
      return try Site(holdings: holdings, following: earlier)
    }

    func add(_ cases: [MadeUpCase]) { records += cases.map { (.case, $0.content) } }
  }

  private struct Draws {
    var state: UInt64
    mutating func next(below bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    mutating func one(of names: [String]) -> String { names[next(below: names.count)] }
  }

  private static func made(_ name: String, _ draws: inout Draws) -> MadeUpCase {
    var one = MadeUpCase(name)
    one.platforms = [draws.one(of: ["facebook", "youtube", "p\(draws.next(below: 400))"])]
    if draws.next(below: 3) == 0 { one.platforms.insert("youtube", at: 0) }
    one.country = draws.one(of: ["VN", "DE"])
    one.starts =
      draws.next(below: 5) == 0 ? nil : "202\(draws.next(below: 6))-0\(1 + draws.next(below: 9))"
    one.sent = draws.next(below: 2) == 0 ? "2026-08-0\(1 + draws.next(below: 9))" : nil
    one.authority = draws.next(below: 2) == 0 ? "ministry" : nil
    one.provisions = draws.next(below: 2) == 0 ? ["law-1-art-1"] : []
    one.stages = (0..<draws.next(below: 3)).map { _ in
      MadeUpCase.stage(
        draws.one(of: ["reversed", "upheld", "pending"]),
        filed: "2026-0\(1 + draws.next(below: 9))",
        decided: draws.next(below: 2) == 0 ? "2026-1\(draws.next(below: 3))" : nil)
    }
    one.retracted = draws.next(below: 8) == 0
    return one
  }

  /// All that pages ask of an index.
  private static func expectEqual(_ one: DocketIndex, _ other: DocketIndex) {
    #expect(one.ids == other.ids && one.changed == other.changed)
    #expect(one.scores == other.scores)
    for place in one.ids.indices where place < other.ids.count {
      for facet in DocketFacet.allCases {
        #expect(one.values(facet, at: place) == other.values(facet, at: place))
      }
      for step in DocketIndex.Step.allCases {
        #expect(one.date(step, at: place) == other.date(step, at: place))
      }
    }
    for selection in [DocketSelection(), DocketSelection(.country, "VN") ?? DocketSelection()] {
      let (left, right) = (one.view(selection), other.view(selection))
      #expect(left.places == right.places && left.tallies == right.tallies)
      #expect(one.latest(1_000, of: selection) == other.latest(1_000, of: selection))
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func whateverChangesItIsTheOneThatIsReadAnew(seed: UInt64) throws {
    var draws = Draws(state: seed &* 7_919)
    let growing = Growing()
    growing.add((0..<60).map { Self.made("td-\($0)", &draws) })
    var site = try growing.site()
    _ = try site.docket()
    for step in 0..<12 {
      // Some new, some changed, some twice; now and then nothing, and nobody looks at every state.
      growing.add(
        (0..<draws.next(below: 6)).map { _ in
          Self.made("td-\(draws.next(below: 60 + step * 4))", &draws)
        })
      site = try growing.site(following: site)
      if draws.next(below: 3) == 0 { continue }
      Self.expectEqual(try site.docket(), try growing.site().docket())
      for (reference, versions) in WholeHoldings(growing.records).versions {
        let kind = reference.kind
        #expect(site.names.has(kind, reference.id), "\(versions.count)")
      }
    }
  }

  @Test func whatWasReadIsNotReadAgain() throws {
    final class Counting: Holdings, @unchecked Sendable {
      let inner: WholeHoldings
      private(set) var read = 0
      init(_ inner: WholeHoldings) { self.inner = inner }
      var state: HoldingsState { inner.state }
      func version(of reference: RecordReference) -> RecordVersion? { inner.version(of: reference) }
      func history(of reference: RecordReference) -> [RecordVersion] {
        inner.history(of: reference)
      }
      func each(_ kind: RecordKind, _ body: (RecordVersion) throws -> Void) throws {
        try inner.each(kind) {
          if kind == .case { read += 1 }
          try body($0)
        }
      }
      func changes(of kinds: Set<RecordKind>, since entry: Int, most: Int) -> [RecordVersion]? {
        inner.changes(of: kinds, since: entry, most: most)
      }
      func count(of kind: RecordKind) -> Int { inner.count(of: kind) }
      func events(_ selection: EventSelection) throws -> EventListing {
        try inner.events(selection)
      }
      func count(_ selection: EventSelection) throws -> Int { try inner.count(selection) }
      func tally(_ selection: EventSelection, by facet: EventFacet) throws -> [Tally] {
        try inner.tally(selection, by: facet)
      }
      func heat(_ selection: EventSelection) -> [MonthCount] { inner.heat(selection) }
      func lanes(_ selection: EventSelection, by facet: EventFacet) -> [LaneCount] {
        inner.lanes(selection, by: facet)
      }
      func search(_ query: String, kinds: [RecordKind], after: Int, limit: Int) -> SearchListing {
        inner.search(query, kinds: kinds, after: after, limit: limit)
      }
      func citations(of reference: RecordReference) -> [RecordReference] { [] }
      func figures(of series: Slug) -> [RecordVersion] { inner.figures(of: series) }
      func proceedings(against person: Slug) -> [RecordVersion] { [] }
      func statute(with provision: Slug) -> Slug? { nil }
    }
    func holdings(_ cases: Int, _ more: [(RecordKind, JSONValue)] = []) -> Counting {
      var inner = WholeHoldings(
        MadeUpDocket.surroundings + (0..<cases).map { (.case, MadeUpCase("td-\($0)").content) }
          + more)
      inner.state.size = MadeUpDocket.surroundings.count + cases + more.count
      return Counting(inner)
    }
    let first = holdings(30)
    let site = try Site(holdings: first)
    #expect(try site.docket().ids.count == 30 && first.read == 60)
    let second = holdings(31)
    let later = try Site(holdings: second, following: site)
    #expect(try later.docket().ids.count == 31 && second.read == 0)
    #expect(try MadeUpDocket.text(.page(.en, .docket(DocketSelection(), number: 1)), later) != nil)
    // Another law is no reason; other times of a law that cases cite are.
    let source = holdings(31, [(.source, ["id": "other", "publisher": "Other"])])
    #expect(try Site(holdings: source, following: later).docket().ids.count == 31)
    #expect(source.read == 0)
    var law = try #require(MadeUpDocket.surroundings.last).1
    law["in_force"] = "2020-01-01"
    let changed = holdings(31, [(.statute, law)])
    let after = try Site(holdings: changed, following: later)
    #expect(
      try after.docket().scores.validities
        == (try Site(holdings: changed).docket().scores.validities))
    #expect(changed.read >= 31)
    // Another record, and one that has shrunk, are read as a whole.
    let other = holdings(5)
    #expect(try Site(holdings: other, following: later).docket().ids.count == 5)
    #expect(other.read == 10)
  }

  @Test func aProvisionThatALawNoLongerHasHasNoName() throws {
    let growing = Growing()
    let site = try growing.site()
    let provision = try #require(Slug("law-1-art-1"))
    #expect(site.names.provision(provision)?.article == "1")
    var law = try #require(MadeUpDocket.surroundings.last).1
    law["provisions"] = []
    law["title"] = ["en": "Law Two"]
    growing.records.append((.statute, law))
    let later = try growing.site(following: site)
    #expect(later.names.provision(provision) == nil)
    #expect(later.names.name(of: .statute, try #require(Slug("law-1"))).en == "Law Two")
  }

  @Test func appealsStandByTheHalfYearOfFiling() throws {
    var one = MadeUpCase("td-1")
    one.stages = [
      MadeUpCase.stage("reversed", filed: "2025-06", decided: "2025-07"),
      MadeUpCase.stage("upheld", filed: "2025-07-01", decided: "2025-08"),
      MadeUpCase.stage("pending", filed: "2025"), MadeUpCase.stage("pending", filed: "2025-12~"),
    ]
    let site = try MadeUpDocket.site([one])
    let halves = try #require(try site.docket().scores.platforms["facebook"]?.halves)
    func stage(_ half: HalfYear?) -> DocketScores.Stage? { halves[half]?[.platformInternal] }
    #expect(stage(HalfYear(year: 2025, half: 1))?.reversed == 1)
    #expect(stage(HalfYear(year: 2025, half: 1))?.filed == 1)
    #expect(stage(HalfYear(year: 2025, half: 2))?.decided == 1)
    #expect(stage(nil)?.filed == 2)
    let platform = try #require(Slug("facebook"))
    let page = try #require(
      try MadeUpDocket.text(.page(.en, .entry(.platforms, platform)), site))
    #expect(page.contains("Appeals, by half-year of filing"))
    #expect(page.contains("not known to the half-year"))
  }

  @Test func tablesHaveTheYear() throws {
    var one = MadeUpCase("td-1")
    one.starts = "2024-12/2025-01"
    let site = try MadeUpDocket.site([one])
    let csv = try #require(try MadeUpDocket.text(.docket(.en, DocketSelection(), .csv), site))
    let rows = csv.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let place = try #require(rows.first?.firstIndex(of: "year"))
    #expect(rows.last?[place] == "2024;2025")
    let json = try #require(try MadeUpDocket.text(.docket(.en, DocketSelection(), .json), site))
    #expect(json.contains("\"year\":[\"2024\",\"2025\"]"))
  }
}
