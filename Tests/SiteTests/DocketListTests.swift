import Bytes
import Record
import Testing

@testable import Site

@Suite("The docket's lists")
struct DocketListTests {
  /// Numbers that look random and are the same every time (Marsaglia's xorshift).
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

  private static func cases(_ count: Int, seed: UInt64) -> [MadeUpCase] {
    var draws = Draws(state: seed)
    return (0..<count).map { number in
      var one = MadeUpCase("td-\(number)")
      one.platforms = [draws.one(of: ["facebook", "youtube", "tiktok"])]
      if draws.next(below: 5) == 0 { one.platforms.append("youtube") }
      one.country = draws.one(of: ["VN", "VN", "DE"])
      one.measures = draws.next(below: 3) == 0 ? ["removed", "demoted"] : ["disabled"]
      one.trigger = draws.one(of: ["state-request", "user-report", "unknown"])
      one.ground = draws.next(below: 4) == 0 ? nil : draws.one(of: ["local-law", "both"])
      one.starts =
        draws.next(below: 6) == 0
        ? nil : "20\(20 + draws.next(below: 6))-0\(1 + draws.next(below: 9))"
      if draws.next(below: 2) == 0 {
        one.stages = [MadeUpCase.stage(draws.one(of: ["reversed", "upheld", "pending"]))]
      }
      one.authority = draws.next(below: 2) == 0 ? "ministry" : nil
      one.retracted = draws.next(below: 12) == 0
      return one
    }
  }

  /// The same counts by looking at every case for every value.
  private static func counted(
    _ cases: [Case], _ facet: DocketFacet, _ selection: DocketSelection
  ) -> [String: Int] {
    let others = DocketFacet.allCases.filter { $0 != facet }
    var counts: [String: Int] = [:]
    for one in cases {
      let fits = others.allSatisfy { other in
        let values = other.values(of: one)
        if let wanted = selection[other] { return values.contains(wanted) }
        return other != .state || !values.contains("retracted")
      }
      guard fits else { continue }
      for value in Set(facet.values(of: one)) { counts[value, default: 0] += 1 }
    }
    return counts
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func countsBesideAListAreThoseOfTheListsTheyLeadTo(seed: UInt64) throws {
    let made = Self.cases(300, seed: seed)
    let cases = try made.map { try Case($0.content) }
    let index = try MadeUpDocket.site(made).docket()
    var draws = Draws(state: seed &* 977)
    for _ in 0..<12 {
      var selection = DocketSelection()
      for facet in DocketFacet.allCases where draws.next(below: 4) == 0 {
        guard
          let values = facet.codes ?? index.view(DocketSelection()).tallies[facet]?.map(\.value),
          !values.isEmpty
        else { continue }
        selection = selection.with(facet, draws.one(of: values))
      }
      let view = index.view(selection)
      for facet in DocketFacet.allCases {
        let expected = Self.counted(cases, facet, selection)
        let tallies = view.tallies[facet] ?? []
        #expect(
          Dictionary(uniqueKeysWithValues: tallies.map { ($0.value, $0.count) }) == expected,
          "\(facet) of \(selection)")
        #expect(tallies.map(\.count) == tallies.map(\.count).sorted(by: >))
        for tally in tallies.prefix(3) {
          #expect(index.places(selection.with(facet, tally.value)).count == tally.count)
        }
      }
    }
  }

  @Test func aColumnOfManyKindsOfCasesIsAsRightAsOneOfFew() {
    var maker = DocketColumn.Maker()
    for number in 0..<1000 { maker.append(["v\(number / 2)", "all"]) }
    let column = maker.column(Array((0..<1000).reversed()))
    #expect(column.values(at: 0) == ["v499", "all"] || column.values(at: 0) == ["all", "v499"])
    var lacks = DocketColumn.Lacks(cases: 1000)
    column.note(lacking: "v7", except: nil, 3, in: &lacks)
    #expect(lacks.counts.count { $0 == 0 } == 2)
    let counts = column.counts(3, lacks)
    #expect(counts.count == 501 && counts.max() == 1000 && counts.min() == 2)
  }

  @Test func theNewestStandsFirstAndPagesHaveAnEnd() throws {
    let made = (0..<250).map { number in
      var one = MadeUpCase("td-\(number)")
      one.starts = CivilDay(sinceEpoch: 20_000 + Int32(number)).description
      one.country = number < 120 ? "VN" : "DE"
      return one
    }
    let site = try MadeUpDocket.site(made)
    let first = try #require(
      try MadeUpDocket.text(.page(.en, .docket(DocketSelection(), number: 1)), site))
    #expect(first.contains("250 cases."))
    #expect(first.contains(">TD-249<") && first.contains(">TD-150<") && !first.contains(">TD-149<"))
    let third = try #require(
      try MadeUpDocket.text(.page(.en, .docket(DocketSelection(), number: 3)), site))
    #expect(third.contains(">TD-0<") && !third.contains(">TD-50<"))
    #expect(try site.render(.page(.en, .docket(DocketSelection(), number: 4))) == nil)
    let two = try #require(DocketSelection(.country, "VN")).with(.platform, "facebook")
    let second = try #require(try MadeUpDocket.text(.page(.en, .docket(two, number: 2)), site))
    #expect(second.contains("index.html?country=VN&amp;platform=facebook\""))
    #expect(try site.render(.page(.en, .docket(two, number: 3))) == nil)
  }

  @Test(arguments: [
    ("platform=facebook", "en/docket/platform-facebook.html", ""),
    ("country=VN", "en/docket/country-vn.html", ""),
    ("platform=facebook&country=VN", "en/docket/index.html", "country=VN&platform=facebook"),
    ("page=2&country=VN&year=2026", "en/docket/index.html", "country=VN&page=2&year=2026"),
    ("country=VN&page=2", "en/docket/country-vn-page-2.html", ""),
    ("page=1&state=", "en/docket/index.html", ""),
    ("platform=a-page-2", "en/docket/index.html", "platform=a-page-2"),
  ])
  func aListHasOneAddress(query: String, path: String, canonical: String) throws {
    let route = try #require(try Route(path: "en/docket/index.html", query: query))
    #expect(route.path == path && route.query == canonical)
    #expect(try Route(path: route.path, query: route.query) == route)
  }

  @Test func aNarrowedListCanBeNarrowedFurtherByQuery() throws {
    let route = try #require(
      try Route(path: "vi/docket/country-vn.csv", query: "outcome=reversed"))
    #expect(route.path == "vi/docket/index.csv" && route.query == "country=VN&outcome=reversed")
  }

  @Test(arguments: [
    "colour=red", "measure=burnt", "country=vn", "year=26", "platform=..%2f", "page=0", "page=x",
    "state=over&state=decided", "page=99999999999999999999",
  ])
  func whatCannotBeMeantIsSaid(query: String) {
    #expect(throws: QueryFaults.self) { try Route(path: "en/docket/index.html", query: query) }
  }

  @Test(arguments: ["platform-x", "page-2", "index", "case-a", "index.csv", "td-1.json", "td-1"])
  func aCaseMayBeNamedLikeAList(id: String) throws {
    let slug = try #require(Slug(id))
    let route = Route.page(.en, .entry(.docket, slug))
    #expect(try Route(path: route.path) == route)
    let site = try MadeUpDocket.site([MadeUpCase(id)])
    #expect(try site.render(route) != nil)
  }

  @Test(arguments: Language.allCases)
  func anEmptyDocketSaysWhatToDo(language: Language) throws {
    let site = try MadeUpDocket.site([])
    let page = try #require(
      try MadeUpDocket.text(.page(language, .docket(DocketSelection(), number: 1)), site))
    #expect(page.contains("haidang docket publish"))
    #expect(!page.contains("<table"))
    let year = try #require(DocketSelection(.year, "1999"))
    let other = try #require(
      try MadeUpDocket.text(.page(language, .docket(year, number: 1)), site))
    #expect(other.contains("haidang docket publish"))
    for route in try site.routes() where route.path.contains("/docket/") {
      #expect(try site.render(route) != nil, "\(route.path)")
    }
  }

  @Test func whereNothingFitsTheWayOutIsSaid() throws {
    let site = try MadeUpDocket.site([MadeUpCase("td-1")])
    let list = try #require(DocketSelection(.year, "1999"))
    let page = try #require(try MadeUpDocket.text(.page(.en, .docket(list, number: 1)), site))
    #expect(page.contains("No case fits all of this."))
    #expect(page.contains("<a href=\"index.html\">Year it began 1999 — remove</a>"))
    #expect(page.contains("<a href=\"year-2026.html\">2026</a> 1"))
  }

  @Test func whatWasTakenBackStandsInAListOfItsOwn() throws {
    var gone = MadeUpCase("td-2")
    gone.retracted = true
    let site = try MadeUpDocket.site([MadeUpCase("td-1"), gone])
    let all = try #require(
      try MadeUpDocket.text(.page(.en, .docket(DocketSelection(), number: 1)), site))
    #expect(
      all.contains("One case.") && all.contains("state-retracted.html") && !all.contains("TD-2"))
    let list = try #require(DocketSelection(.state, "retracted"))
    let page = try #require(try MadeUpDocket.text(.page(.en, .docket(list, number: 1)), site))
    #expect(page.contains("TD-2") && !page.contains("TD-1<"))
  }

  @Test func tablesAreWholeAndSayTheSame() throws {
    let made = Self.cases(150, seed: 9)
    let site = try MadeUpDocket.site(made)
    let list = try #require(DocketSelection(.country, "VN"))
    let count = try site.docket().places(list).count
    let csv = try #require(try site.render(.docket(.en, list, .csv)))
    let rows = try CSVReader.rows(of: csv.bytes)
    #expect(rows.count == count + 1)
    #expect(Set(rows.map { try? $0.texts().count }) == [20])
    let json = try #require(try site.render(.docket(.en, list, .json)))
    let value = try JSONValue(parsing: json.bytes)
    #expect(value["total"] == .integer(Int64(count)) && value["cases"].elements.count == count)
    #expect(
      try rows.dropFirst().map { try $0.texts()[0] }
        == value["cases"].elements.map { $0["id"].text })
    var pieces: [UInt8] = []
    #expect(try site.pieces(of: .docket(.en, list, .csv)) { pieces += $0 })
    #expect(pieces == csv.bytes)
  }

  @Test func aFeedTellsOfCasesAndOfOutcomesByTheDayTheyWereRecorded() throws {
    let open = MadeUpCase("td-1")
    var waiting = open
    waiting.stages = [MadeUpCase.stage("pending", filed: "2026-06")]
    var won = open
    won.stages = [MadeUpCase.stage("reversed", filed: "2026-06", decided: "2026-07")]
    let first = MadeUpDocket.surroundings.count
    let site = try MadeUpDocket.site([open, waiting, won]) { number in
      CivilDay(sinceEpoch: 20_500 + Int32(max(0, number - first)) * 10)
    }
    let feed = try #require(try site.render(.docket(.en, DocketSelection(), .jsonFeed)))
    let items = try JSONValue(parsing: feed.bytes)["items"].elements
    #expect(items.map { $0["title"].text } == ["Case TD-1: reversed", "Case TD-1"])
    #expect(
      items.map { $0["date_published"].text } == [
        Instant.midnight(CivilDay(sinceEpoch: 20_520)),
        Instant.midnight(CivilDay(sinceEpoch: 20_500)),
      ])
    let atom = try #require(try MadeUpDocket.text(.docket(.vi, DocketSelection(), .atom), site))
    #expect(atom.contains("/case/td-1/outcome-1</id>"))
  }
}
