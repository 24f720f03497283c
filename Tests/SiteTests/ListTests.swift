import Bytes
import Record
import Testing

@testable import Site

@Suite("Lists of events in all their forms")
struct ListTests {
  /// 122 events: a page and a rest.
  private static func site(address: String? = nil) throws -> Site {
    try Site(holdings: WholeHoldings.many(120, address: address))
  }

  private static func text(_ route: Route, _ site: Site) throws -> String {
    String(decoding: try #require(try site.render(route)).bytes, as: UTF8.self)
  }

  private static func json(
    _ form: Route.Feed, _ site: Site, _ selection: EventSelection = EventSelection()
  ) throws -> JSONValue {
    try JSONValue(parsing: try #require(try site.render(.feed(.en, selection, form))).bytes)
  }

  @Test func theTableIsWhole() throws {
    let site = try Self.site()
    let resource = try #require(try site.render(.feed(.en, EventSelection(), .csv)))
    let rows = try CSVReader.rows(of: resource.bytes)
    #expect(rows.count == 123)
    #expect(try rows.last?.texts()[0] == "daily-0")
    var pieces: [UInt8] = []
    #expect(try site.pieces(of: .feed(.en, EventSelection(), .csv)) { pieces += $0 })
    #expect(pieces == resource.bytes)
  }

  @Test func whatHoldsAPartSaysSoAndNamesTheTable() throws {
    let site = try Self.site()
    let said = "100 of 122 events of this list. All of them, as CSV: index.csv"
    let atom = try Self.text(.feed(.en, EventSelection(), .atom), site)
    #expect(atom.contains("<subtitle>\(said)</subtitle>"))
    #expect(atom.contains("<link rel=\"related\" type=\"text/csv\" href=\"index.csv\"/>"))
    let feed = try Self.json(.jsonFeed, site)
    #expect(feed["description"].text == said)
    #expect(feed["_observatory"]["total"] == 122 && feed["_observatory"]["whole"] == "index.csv")
    for form in [Route.Feed.json, .geoJSON] {
      let list = try Self.json(form, site)
      #expect(list["total"] == 122 && list["whole"] == "index.csv", "\(form)")
    }
    #expect(try Self.text(.feed(.en, EventSelection(), .text), site).contains("\n\(said)\n"))
    let calendar = try Self.text(.feed(.en, EventSelection(), .calendar), site)
    #expect(calendar.contains("\r\nDESCRIPTION:100 of 122 events"))
    let page = try Self.text(.page(.en, .events(EventSelection(), number: 1)), site)
    #expect(page.contains("CSV holds all 122 events"))
  }

  @Test func whatIsWholeSaysNothing() throws {
    let site = try Site(holdings: WholeHoldings())
    for form in Route.Feed.allCases {
      let text = try Self.text(.feed(.en, EventSelection(), form), site)
      #expect(!text.contains("index.csv"), "\(form)")
    }
  }

  @Test func aYearThatIsCutShortSaysSo() throws {
    let site = try Site(holdings: WholeHoldings.many(400))
    let page = try Self.text(.page(.en, .year(2011)), site)
    #expect(page.contains("Only the first 150 are shown here."))
    #expect(page.contains("<a href=\"../data/index.html\">data files</a>.</p>"))
    let short = try Self.text(.page(.en, .year(2021)), site)
    #expect(!short.contains("are shown here"))
  }

  @Test(arguments: ["n=50", "after=1,2,a", "before=1,2,a&n=500", ""])
  func aTableHasNoPages(query: String) throws {
    let route = try #require(try Route(path: "en/events/index.csv", query: query))
    #expect(route == .feed(.en, EventSelection(), .csv))
    #expect(route.query == "")
  }

  @Test(arguments: ["geojson", "txt"])
  func everyFilterHasTheForm(form: String) throws {
    let route = try #require(
      try Route(path: "vi/events/index.\(form)", query: "kind=throttling&kind=law"))
    #expect(route.query == "kind=law&kind=throttling")
    let short = try Route(path: "vi/events.\(form)", query: "kind=throttling&kind=law")
    #expect(short == route)
  }

  @Test func geoJSONHasTheCodesOfPlacesAndNoPointThatNobodyGave() throws {
    let feed = try Self.json(.geoJSON, try Site(holdings: WholeHoldings()))
    #expect(feed["type"] == "FeatureCollection")
    let features = feed["features"].elements
    #expect(features.map { $0["id"].text } == ["platform-index", "first"])
    for feature in features {
      #expect(feature["type"] == "Feature")
      #expect(feature.object?.members.contains { $0.name == "geometry" } == true)
      #expect(feature["geometry"].isNull)
    }
    #expect(features.last?["properties"]["places"] == [["id": "here", "name": ["en": "Here"]]])
    #expect(features.last?["properties"]["kind"] == "throttling")
  }

  @Test func plainTextObeysNobody() throws {
    var feed = try Sample.feed(count: 1)
    feed.rows[0].title = LocalizedText(en: "a\u{1B}[2J\nb\u{9B}\t c")
    let lines = String(decoding: TextFeed.bytes(feed), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.contains("a [2J b c"))
    #expect(lines.contains("https://x.org/en/events/event-event-0.html"))
    #expect(lines.contains("12 February 2020 · law · confirmed · 0 sources"))
  }

  @Test func aPageLinksToTheOneBeforeIt() throws {
    let site = try Self.site()
    var selection = EventSelection()
    selection.limit = 50
    let rows = try site.holdings.events(selection).rows
    let second = selection.page(after: try #require(rows.last))
    let page = try Self.text(.page(.en, .events(second, number: 1)), site)
    let next = try #require(try site.holdings.events(second).rows.first)
    let before = selection.page(before: next).queryText.split(separator: "&")
    #expect(
      page.contains("<a rel=\"prev\" href=\"index.html?\(before.joined(separator: "&amp;"))\""))
    #expect(page.contains("<a rel=\"next\" href=\"index.html?after="))
    let first = try Self.text(.page(.en, .events(selection, number: 1)), site)
    #expect(!first.contains("rel=\"prev\""))
    let again = try site.holdings.events(selection.page(before: next))
    #expect(again.rows == rows && again.hasMore && !again.hasEarlier)
  }

  @Test func aPageOfANamedListThatAKeyBeginsHasNoNumber() throws {
    let site = try Self.site()
    let rows = try site.holdings.events(EventSelection()).rows
    let second = EventSelection().page(after: try #require(rows.last))
    let page = try Self.text(.page(.en, .events(second, number: 1)), site)
    #expect(!page.contains("<nav class=\"pages\""))
    #expect(page.contains("rel=\"prev\"") && !page.contains("rel=\"next\""))
  }

  @Test func feedsOfALiveSiteLinkBothWays() throws {
    let site = try Self.site(address: "https://x.org")
    let rows = try site.holdings.events(EventSelection()).rows
    let second = EventSelection().page(after: try #require(rows.last))
    let list = "https://x.org/en/events/index"
    let feed = try Self.json(.json, site, second)
    #expect(feed["previous"].text?.hasPrefix("\(list).json?before=") == true)
    let atom = try Self.text(.feed(.en, second, .atom), site)
    #expect(
      atom.contains("<link rel=\"first\" type=\"application/atom+xml\" href=\"\(list).atom\""))
    #expect(atom.contains("rel=\"previous\"") && !atom.contains("rel=\"next\""))
    let beginning = try Self.text(.feed(.en, EventSelection(), .atom), site)
    #expect(beginning.contains("rel=\"next\"") && !beginning.contains("rel=\"previous\""))
  }
}
