import Bytes
import Messages
import Record
import Testing

@testable import Site

@Suite("What pages say")
struct PageTests {
  private static func text(
    _ page: Route.Page, _ language: Language, _ records: [(RecordKind, JSONValue)]
  ) throws -> String {
    let site = try Site(holdings: WholeHoldings(WholeHoldings.records + records))
    let resource = try #require(try site.render(.page(language, page)))
    return String(decoding: resource.bytes, as: UTF8.self)
  }

  private static func slug(_ text: String) throws -> Slug { try #require(Slug(text)) }

  @Test func theNoteOnARecordStandsOnThePageAboutIt() throws {
    let note = LocalizedText(vi: "Bản dịch của dự án.", en: "Translated by the project.")
    let site = try Site(holdings: WholeHoldings(), note: note)
    for (language, text) in [(Language.vi, "Bản dịch của dự án."), (.en, "Translated by the")] {
      let page = try #require(try site.render(.page(language, .about)))
      #expect(String(decoding: page.bytes, as: UTF8.self).contains(text))
    }
  }

  private static func statute(_ id: String, _ dates: JSONValue) -> (RecordKind, JSONValue) {
    var content: JSONValue = [
      "id": .string(id), "title": ["en": .string("Law \(id)")], "type": "law",
      "status": "in-force", "sources": ["press"], "confidence": "confirmed",
    ]
    for member in dates.object?.members ?? [] { content[member.name] = member.value }
    return (.statute, content)
  }

  private static func series(
    _ id: String, _ vi: String, _ en: String, unit: String = "requests", values: [Int] = []
  ) -> [(RecordKind, JSONValue)] {
    let series: JSONValue = [
      "id": .string(id), "title": ["vi": .string(vi), "en": .string(en)], "unit": .string(unit),
      "basis": "estimate",
    ]
    return [(.series, series)]
      + values.enumerated().map { index, value in
        let figure: JSONValue = [
          "id": .string("\(id)-\(index)"), "series": .string(id),
          "period": .string("\(2010 + index)"), "value": .integer(Int64(value)),
          "unit": .string(unit), "sources": ["press"], "confidence": "confirmed",
        ]
        return (.figure, figure)
      }
  }

  private static func areOrdered(_ names: [String], in page: String) -> Bool {
    let places = names.map { page.firstRange(of: $0)?.lowerBound ?? page.endIndex }
    return !places.contains(page.endIndex) && places == places.sorted()
  }

  @Test(arguments: [
    (Language.en, 1.0, "requests", "request"), (.en, 2, "requests", "requests"),
    (.en, 0, "requests", "requests"), (.en, 1.5, "points of 100", "points of 100"),
    (.en, 1, "points of 100", "point of 100"), (.en, -1, "points", "point"),
    (.en, 1, "people", "person"), (.en, 1, "percent", "percent"),
    (.vi, 1, "requests", "yêu cầu"), (.vi, 2, "requests", "yêu cầu"), (.en, 1, "llamas", "llamas"),
  ])
  func aUnitAgreesWithItsNumber(language: Language, value: Double, unit: String, word: String) {
    #expect(Words(language, zone: .utc).unit(unit, of: value).text == word)
  }

  @Test func aUnitWithoutANumberIsThatOfMany() {
    #expect(Words(.en, zone: .utc).unit("requests").text == "requests")
    #expect(Words(.vi, zone: .utc).unit("requests").text == "yêu cầu")
  }

  @Test func listAndGrowthSayOneRequestAndTwoRequests() throws {
    let records = Self.series("asked", "Yêu cầu", "Asked", values: [2, 1])
    let list = try Self.text(.section(.figures, number: 1), .en, records)
    #expect(list.contains(">1</a> request</td>"))
    let page = try Self.text(.entry(.figures, try Self.slug("asked")), .en, records)
    #expect(page.contains("From 2 requests (2010) to 1 request (2011)"))
  }

  @Test(arguments: [
    (Language.en, "Law, article not known"), (.vi, "Law, không rõ điều"),
  ])
  func aProvisionWhoseNumberNobodyGivesIsNotCalledADash(
    language: Language, name: String
  ) throws {
    var law = Self.statute("law-2", ["title": ["en": "Law"]])
    law.1["provisions"] = [
      [
        "id": "law-2-some", "paraphrase": ["en": "Text"], "sources": ["press"],
        "confidence": "reported",
      ]
    ]
    let proceeding: JSONValue = [
      "id": "somebody-second", "person": "somebody", "role": "main",
      "steps": [["step": "charge", "provisions": ["law-2-some"]]], "sources": ["press"],
      "confidence": "reported",
    ]
    let page = try Self.text(
      .entry(.cases, try Self.slug("somebody")), language, [law, (.proceeding, proceeding)])
    #expect(page.contains("law-2.html#law-2-some\">\(name)</a>"))
  }

  private static func event(_ metric: JSONValue) -> [(RecordKind, JSONValue)] {
    [
      (
        .event,
        [
          "id": "measured", "when": "2020", "title": ["vi": "Đo", "en": "Measured"],
          "kind": "law", "metrics": [metric], "sources": ["press"], "confidence": "reported",
        ]
      )
    ]
  }

  @Test(arguments: [
    (Language.vi, "<th scope=\"row\">Người dùng Facebook</th>"),
    (.en, "<th scope=\"row\">People on Facebook</th>"),
  ])
  func aMetricIsNamedInWordsWhereItHasThem(language: Language, name: String) throws {
    let metric: JSONValue = [
      "name": "facebook_users", "value": .integer(1), "unit": "people",
      "title": ["vi": "Người dùng Facebook", "en": "People on Facebook"],
    ]
    let page = Route.Page.event(try Self.slug("measured"), version: nil)
    let text = try Self.text(page, language, Self.event(metric))
    #expect(text.contains(name) && !text.contains("facebook users"))
    #expect(text.contains(language == .en ? ">1 person</td>" : ">1 người</td>"))
  }

  @Test(arguments: [
    (Language.vi, "<th scope=\"row\"><span lang=\"en\">facebook users</span></th>"),
    (.en, "<th scope=\"row\">facebook users</th>"),
  ])
  func aMetricWithoutWordsIsNamedByItsCode(language: Language, name: String) throws {
    let metric: JSONValue = ["name": "facebook_users", "value": .integer(2), "unit": "people"]
    let page = Route.Page.event(try Self.slug("measured"), version: nil)
    #expect(try Self.text(page, language, Self.event(metric)).contains(name))
  }

  @Test(arguments: Language.allCases)
  func lawsAreListedNewestFirst(language: Language) throws {
    let laws = [
      Self.statute("aa-old", ["adopted": "2006-06-29"]), Self.statute("bb-undated", [:]),
      Self.statute("cc-new", ["adopted": "2024", "in_force": "2024-12-25"]),
      Self.statute("dd-effective", ["in_force": "2019-01-01"]),
    ]
    let page = try Self.text(.section(.laws, number: 1), language, laws)
    #expect(
      Self.areOrdered(["Law cc-new", "Law dd-effective", "Law aa-old", "Law bb-undated"], in: page))
    #expect(page.contains(Messages.text("site.section.laws.order", in: language)))
  }

  @Test func seriesAreListedByTheirTitleInTheReadersLanguage() throws {
    let records =
      Self.series("a", "Ứng dụng", "Zebra") + Self.series("b", "Đơn", "apples")
      + Self.series("c", "Dân", "Bananas") + Self.series("d", "Ảnh", "Pears")
    let vi = try Self.text(.section(.figures, number: 1), .vi, records)
    #expect(Self.areOrdered(["Ảnh", "Dân", "Đơn", "Ứng dụng"].map { ">\($0)<" }, in: vi))
    let en = try Self.text(.section(.figures, number: 1), .en, records)
    #expect(Self.areOrdered(["apples", "Bananas", "Pears", "Zebra"].map { ">\($0)<" }, in: en))
  }

  @Test func everyLabelAndAttemptOfAnIndexIsOneLinkFromItsSource() throws {
    let index: JSONValue = [
      "id": "an-index", "name": ["en": "Index"], "publisher": "P", "description": ["en": "D"],
      "minimum": .integer(0), "maximum": .integer(100),
      "labels": [
        ["id": "A1", "label": ["en": "first question"]],
        ["id": "A2", "label": ["en": "second question"]],
      ],
      "labels_sources": ["labels-source"],
      "attempts": [
        [
          "id": "mean", "formula": ["en": "mean"], "arithmetic": "(1 + 2) / 2",
          "result": .number(1.5), "rounds_to": .integer(2), "matches": false,
        ]
      ],
      "attempts_sources": ["press", "attempts-source"], "sources": ["press"],
      "confidence": "reported",
    ]
    let sources = ["labels-source", "attempts-source"].map { id -> (RecordKind, JSONValue) in
      (.source, ["id": .string(id), "publisher": .string(id)])
    }
    let page = try Self.text(
      .entry(.indexes, try Self.slug("an-index")), .en, sources + [(.index, index)])
    let link = "<a href=\"../sources/labels-source.html\">labels-source</a>"
    #expect(page.contains("<h2>Questions</h2>"))
    #expect(page.contains("A1: first question (\(link))</li>"))
    #expect(page.contains("A2: second question (\(link))</li>"))
    #expect(
      page.contains(
        "<td>no</td><td><a href=\"../sources/press.html\">Press &lt;&amp;&gt;</a>; "
          + "<a href=\"../sources/attempts-source.html\">attempts-source</a></td>"))
  }

  @Test func everyPageLinksToTheIconAndItIsThere() throws {
    let site = try SiteTests.site()
    for route in try site.routes() {
      guard let page = try site.render(route), page.mediaType == .html else { continue }
      let climb = String(repeating: "../", count: page.path.count { $0 == "/" })
      let text = String(decoding: page.bytes, as: UTF8.self)
      #expect(
        text.contains("<link rel=\"icon\" href=\"\(climb)favicon.ico\" sizes=\"32x32\">"),
        "\(route.path)")
    }
    let route = try #require(try Route(path: "favicon.ico"))
    let icon = try #require(try site.render(route))
    #expect(icon.mediaType == .icon && MediaType(path: icon.path) == .icon)
    // One picture of 32 by 32, which begins after the 22 bytes of the two headers and ends the file.
    #expect(icon.bytes.prefix(8) == [0, 0, 1, 0, 1, 0, 32, 32])
    #expect(Int(icon.bytes[14]) + Int(icon.bytes[15]) << 8 == icon.bytes.count - 22)
    #expect(icon.bytes[22...].starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(icon.bytes.suffix(8).starts(with: Array("IEND".utf8)))
  }
}
