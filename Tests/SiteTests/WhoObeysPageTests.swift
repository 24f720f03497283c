import Bytes
import Record
import Testing

@testable import Site

@Suite("The page on who obeys")
struct WhoObeysPageTests {
  /// A company, two exports of its numbers with a break and a gap, and claims of a government.
  private static let records: [(RecordKind, JSONValue)] = {
    var records: [(RecordKind, JSONValue)] = [
      (
        .place,
        [
          "id": "namibia", "name": ["en": "Namibia", "vi": "Nam-mi-bi-a"], "level": "country",
          "code": "NA",
        ]
      ),
      (.actor, ["id": "example-corp", "name": ["en": "Example <Corp>"], "role": "company"]),
      (
        .platform,
        ["id": "videos", "name": ["en": "Videos"], "operator": "example-corp"]
      ),
      (.source, ["id": "old-file", "publisher": "Old file", "sha256": "00ff"]),
      (.source, ["id": "new-file", "publisher": "New file"]),
      (
        .series,
        [
          "id": "claimed-rate", "title": ["en": "Claimed share"], "unit": "percent",
          "basis": "government-claim", "publisher": "ministry", "platform": "videos",
          "measure": "claimed_rate",
        ]
      ),
    ]
    for measure in ["items_requested", "items_removed_legal", "items_removed_policy"] {
      records.append(
        (
          .series,
          [
            "id": .string("videos-\(measure)"), "title": ["en": .string("Videos: \(measure)")],
            "unit": "items", "basis": "company-report", "publisher": "example-corp",
            "platform": "videos", "measure": .string(measure),
          ]
        ))
    }
    let numbers: [(source: String, vintage: String, period: String, counts: [Int])] = [
      ("old-file", "2021-01-01", "2018-41", [50, 40, 0]),
      ("old-file", "2021-01-01", "2019-40", [100, 60, 10]),
      ("old-file", "2021-01-01", "2019-41", [200, 150, 30]),
      ("old-file", "2021-01-01", "2020-41", [8, 4, 1]),
      ("new-file", "2022-01-01", "2019-40", [100, 60, 10]),
      ("new-file", "2022-01-01", "2019-41", [210, 150, 30]),
    ]
    let measures = ["items_requested", "items_removed_legal", "items_removed_policy"]
    for (source, vintage, period, counts) in numbers {
      for (measure, count) in zip(measures, counts) {
        var content: JSONValue = [
          "id": .string("\(measure)-\(period)-\(vintage.prefix(4))"),
          "series": .string("videos-\(measure)"), "country": "NA", "period": .string(period),
          "value": .integer(Int64(count)), "unit": "items", "vintage": .string(vintage),
          "sources": [.string(source)], "confidence": "confirmed",
        ]
        if period == "2018-41", measure != "items_requested" {
          content["caveats"] = ["outcomes-partly-filled"]
        }
        records.append((.figure, content))
      }
    }
    for (period, value) in [("2019", 94), ("2020", 95)] {
      records.append(
        (
          .figure,
          [
            "id": .string("claimed-\(period)"), "series": "claimed-rate", "country": "NA",
            "period": .string(period), "value": .integer(Int64(value)), "unit": "percent",
            "caveats": ["method-unpublished"], "sources": ["press"], "confidence": "alleged",
          ]
        ))
    }
    return records
  }()

  private func site() throws -> Site {
    try Site(holdings: WholeHoldings(WholeHoldings.records + Self.records))
  }

  private func text(_ route: Route) throws -> String {
    String(decoding: try #require(try site().render(route)).bytes, as: UTF8.self)
  }

  @Test func countriesOfTheRecordHaveAPageInBothLanguagesAndATable() throws {
    let routes = try site().routes()
    for language in Language.allCases {
      for page in [Route.Page.whoObeys(nil), .whoObeys("NA")] {
        #expect(routes.contains(.page(language, page)))
        let route = Route.page(language, page)
        #expect(try Route(path: route.path) == route)
      }
    }
    #expect(routes.contains(.data(.whoObeys("NA"))))
    #expect(Route.data(.whoObeys("NA")).path == "data/who-obeys-na.csv")
    #expect(try Route(path: "data/who-obeys-na.csv") == .data(.whoObeys("NA")))
    #expect(Route.page(.en, .whoObeys("NA")).path == "en/who-obeys/na.html")
    for path in ["en/who-obeys/NA.html", "en/who-obeys/nam.html", "data/who-obeys-.csv"] {
      #expect(try Route(path: path) == nil, "\(path)")
    }
    #expect(try site().render(.page(.en, .whoObeys("FR"))) == nil)
    #expect(try site().render(.data(.whoObeys("FR"))) == nil)
    #expect(try text(.page(.vi, .whoObeys("NA"))).contains("Ai làm theo: Nam-mi-bi-a"))
    #expect(try text(.page(.en, .section(.figures, number: 1))).contains("who-obeys/index.html"))
  }

  @Test func ratesStandWithTheirCountsAndSmallBasesWithoutPercentages() throws {
    let page = try text(.page(.en, .whoObeys("NA")))
    #expect(page.contains("70.0 %<br><small>70 of 100</small>"))
    #expect(page.contains("90.0 %<br><small>180 of 200</small>"))
    #expect(page.contains("85.7 %<br><small>180 of 210</small>"))
    #expect(page.contains(">5 of 8<") && !page.contains("62.5 %"))
    #expect(page.contains("Example &lt;Corp&gt;"))
  }

  @Test func growthIsToldWithinOneStretchAndBreaksAndGapsAreNamed() throws {
    let page = try text(.page(.en, .whoObeys("NA")))
    #expect(page.contains("+157.1 %<br><small>× 2.57</small>"))
    // 40 to 70 would be +75 percent, across the break.
    #expect(!page.contains("+75.0 %"))
    #expect(page.contains("From here other outcomes are counted"))
    #expect(page.contains("No numbers from 1 January 2020 to 30 June 2020"))
  }

  @Test func exportsStandSideBySideWithTheirDifferences() throws {
    let page = try text(.page(.en, .whoObeys("NA")))
    let (new, old) = ("Export: 1 January 2022", "Export: 1 January 2021")
    let places = [new, old].map { page.firstRange(of: "<h3>\($0)</h3>")?.lowerBound }
    #expect(places[0] != nil && places[1] != nil)
    #expect(page.contains("\(old) and \(new) compared"))
    #expect(page.contains(">+10</td>"))
  }

  @Test func aClaimStandsBesideTheCompanysNumbersOfExactlyThatTime() throws {
    let page = try text(.page(.en, .whoObeys("NA")))
    // 2019 by the newer export: 70 + 180 of 100 + 210.
    #expect(page.contains("R1 80.6 % (250 of 310)"))
    #expect(page.contains("+13.4 "))
    // Of 2020 there is but one half.
    #expect(page.contains("no number of exactly this time"))
    #expect(page.contains("method not published"))
  }

  @Test func theTableHasEveryNumberWithItsTerms() throws {
    let lines = try text(.data(.whoObeys("NA"))).split(separator: "\n")
    #expect(
      lines.first?.hasPrefix("country,company,platform,part,export,source,period,name,value")
        == true)
    #expect(
      lines.contains {
        $0.contains(",2019-41,R1,90,percent,,180,200,items_removed_legal+items_removed_policy / ")
      })
    #expect(lines.contains { $0.contains(",2020-41,R1,,percent,,5,8,") })
    #expect(lines.contains { $0.contains(",2019,R5,13.4,points,,250,310,") })
  }
}
