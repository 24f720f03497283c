import Bytes
import Record
import Testing

@testable import Site

@Suite("The site")
struct SiteTests {
  static let story = Site.Story(
    id: Slug("a-story") ?? SampleSlug.any, title: LocalizedText(en: "A story"),
    intro: LocalizedText(en: "It begins."), selection: EventSelection())

  static func site() throws -> Site { try Site(holdings: WholeHoldings(), stories: [story]) }

  @Test func everyRouteHasBytesAtItsOwnPathAndIsReadBack() throws {
    let site = try Self.site()
    let routes = try site.routes()
    #expect(Set(routes.map(\.path)).count == routes.count)
    for route in routes {
      let resource = try #require(try site.render(route), "\(route.path)")
      #expect(resource.path == route.path)
      #expect(!resource.bytes.isEmpty, "\(route.path)")
      #expect(try Route(path: route.path, query: route.query) == route, "\(route.path)")
    }
  }

  @Test func theSameRecordGivesTheSameBytes() throws {
    let (one, two) = (try Self.site(), try Self.site())
    for route in try one.routes().reversed() {
      #expect(try one.render(route) == two.render(route), "\(route.path)")
    }
  }

  @Test func pagesHoldNoScriptNoDrawingAndNoStyle() throws {
    let site = try Self.site()
    for route in try site.routes() {
      guard let page = try site.render(route), page.mediaType == .html else { continue }
      let text = String(decoding: page.bytes, as: UTF8.self)
      for forbidden in ["<script", "<svg", " style=", " onclick", "javascript:", "<iframe"] {
        #expect(!text.contains(forbidden), "\(forbidden) in \(route.path)")
      }
      #expect(!text.contains("<b>") && !text.contains("Press <"), "\(route.path)")
    }
  }

  @Test func anEventMayBeNamedLikeAList() throws {
    let id = try #require(Slug("platform-index"))
    let route = Route.page(.en, .event(id, version: nil))
    #expect(route.path == "en/events/event-platform-index.html")
    #expect(try Self.site().render(route) != nil)
  }

  @Test(arguments: [
    "en/events/nothing.html", "en/nothing/index.html", "xx/index.html", "en/cases/page-2.html",
    "data/nothing.csv", "charts/counts.gif", "../etc/passwd", "en/timeline/1999.html", "",
  ])
  func whatIsNotThereIsNil(path: String) throws {
    guard let route = try Route(path: path) else { return }
    #expect(try Self.site().render(route) == nil, "\(path)")
  }

  @Test func aTextInTheOtherLanguageIsMarked() throws {
    let id = try #require(Slug("platform-index"))
    let page = try #require(try Self.site().render(.page(.en, .event(id, version: nil))))
    #expect(String(decoding: page.bytes, as: UTF8.self).contains("<h1 lang=\"vi\">Hai</h1>"))
  }

  @Test func theSheetIsNamedByItsContentAndSmall() throws {
    let sheet = try #require(try Self.site().render(.stylesheet))
    let compressed = try #require(Gzip.compress(sheet.bytes, level: 9))
    #expect(compressed.count <= 4096, "\(compressed.count)")
  }

  @Test(arguments: [(100.0, 500.0, 5.0, 400.0), (1, 1, 1, 0), (4, 1, 0.25, -75)])
  func growthIsToldAsMultipleAndIncrease(
    first: Double, last: Double, multiple: Double, increase: Double
  ) throws {
    func figure(_ id: String, _ year: String, _ value: Double) throws -> Figure {
      try Figure([
        "id": .string(id), "series": "s", "period": .string(year), "value": .number(value),
        "unit": "items", "sources": ["press"], "confidence": "confirmed",
      ])
    }
    let growth = try #require(
      Growth([try figure("a", "2017", first), try figure("b", "2018", last)]))
    #expect(growth.multiple == multiple)
    #expect(growth.increase == increase)
  }
}

enum SampleSlug {
  static let any: Slug = {
    guard let slug = Slug("any") else { preconditionFailure("a word is a slug") }
    return slug
  }()
}

@Suite("The census")
struct CensusTests {
  private func person(_ reports: JSONValue = .null) throws -> Person {
    var content: JSONValue = [
      "id": "p", "name": ["en": "P"], "sources": ["press"], "confidence": "reported",
    ]
    content["status_reports"] = reports
    return try Person(RecordContent.withoutNulls(content))
  }

  private func answer(
    _ steps: JSONValue, on day: String, reports: JSONValue = .null
  ) throws -> Census.Entry {
    let proceeding = try Proceeding([
      "id": "p-main", "person": "p", "role": "main", "steps": steps, "sources": ["press"],
      "confidence": "reported",
    ])
    let day = try #require(CivilDay(parsing: day))
    return Census.entry(of: try person(reports), [proceeding], on: day)
  }

  static let arrested: JSONValue = [["step": "arrest", "on": "2021-12"]]

  @Test(arguments: [
    ("2021-11-30", Answer.no, Census.Basis.notYetArrested),
    ("2021-12-01", .maybe, .arrestImprecise), ("2021-12-31", .yes, .held),
    ("2030-01-01", .yes, .held),
  ])
  func anImpreciseArrestIsPossible(day: String, answer: Answer, basis: Census.Basis) throws {
    let entry = try self.answer(Self.arrested, on: day)
    #expect(entry.answer == answer && entry.basis == basis)
  }

  @Test func aTermThatIsOverIsPossibleUntilSomebodySaysSo() throws {
    let steps: JSONValue = [
      ["step": "arrest", "on": "2020-01-01"],
      ["step": "sentence", "on": "2020-06-01", "prison_months": 24],
    ]
    #expect(try answer(steps, on: "2021-12-31").answer == .yes)
    #expect(try answer(steps, on: "2022-02-01").basis == .termOver)
  }

  @Test func laterFreedomWithoutADayLeavesThePastPossible() throws {
    let free: JSONValue = [["status": "released", "as_of": "2023-05-01"]]
    #expect(try answer(Self.arrested, on: "2022-06-01", reports: free).basis == .freeLater)
    #expect(try answer(Self.arrested, on: "2023-06-01", reports: free).answer == .no)
  }

  @Test func aSentenceInAbsentiaIsNoCustody() throws {
    let steps: JSONValue = [
      ["step": "sentence", "on": "2025-12-31", "prison_months": 204, "in_absentia": true]
    ]
    #expect(try answer(steps, on: "2026-01-01").basis == .noCustody)
  }

  @Test func deathEndsIt() throws {
    let steps: JSONValue = [
      ["step": "arrest", "on": "2018-01-24"], ["step": "death", "on": "2022-08-02"],
    ]
    #expect(try answer(steps, on: "2022-08-01").answer == .yes)
    #expect(try answer(steps, on: "2022-08-03").basis == .died)
  }
}
