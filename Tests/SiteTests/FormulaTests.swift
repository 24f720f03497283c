import Bytes
import Record
import Testing

@testable import Site

@Suite("Nothing in a table that people open is run as a formula")
struct FormulaTests {
  private static let attack = "=HYPERLINK(\"https://elsewhere.example\",\"read\")"

  private static func holdings() -> WholeHoldings {
    WholeHoldings(
      WholeHoldings.records + [
        (.source, ["id": "odd", "publisher": .string(attack), "note": ["en": "@SUM(A1)"]]),
        (
          .event,
          [
            "id": "odd-event", "when": "2020-03-01",
            "title": ["en": .string(attack), "vi": "-1+1"],
            "kind": "blocking", "sources": ["odd"], "confidence": "reported",
          ]
        ),
        (.platform, ["id": "odd-platform", "name": ["en": "+cmd|x"]]),
      ])
  }

  /// The cells of a table that a spreadsheet would run.
  private static func formulas(_ csv: [UInt8]) throws -> [String] {
    try CSVReader.rows(of: csv).flatMap { try $0.texts() }.filter { text in
      text.utf8.first.map { "=@\t\r".utf8.contains($0) } ?? false
        || text.utf8.first.map { "+-".utf8.contains($0) } ?? false
          && !text.dropFirst().allSatisfy { $0.isNumber || $0 == "." }
    }
  }

  @Test(arguments: RecordKind.allCases) func recordsOfAKindAreReadBack(kind: RecordKind) throws {
    let holdings = Self.holdings()
    let csv = try RecordDump.csv(kind, of: holdings)
    #expect(try Self.formulas(csv).isEmpty)
    var contents: [JSONValue] = []
    holdings.each(kind, into: &contents)
    let reading = try RecordTable.read(csv: csv, kind: kind)
    #expect(reading.contents.map(\.content) == contents)
  }

  @Test func listsOfEventsAndCases() throws {
    let site = try Site(holdings: Self.holdings())
    var table: [UInt8] = []
    try FeedResource.table(.en, EventSelection(), site: site) { table += $0 }
    #expect(try Self.formulas(table).isEmpty)
    #expect(try CSVReader.rows(of: table).count > 1)
    let feed = EventFeed(
      language: .en, title: "", query: "",
      rows: try Self.holdings().events(EventSelection()).rows, state: site.state,
      links: EventFeed.Links(own: "", page: "", eventPrefix: ""))
    let csv = EventTable.csv(feed)
    #expect(try Self.formulas(csv).isEmpty)
    #expect(String(decoding: csv, as: UTF8.self).contains("\"'=HYPERLINK("))
  }
}

extension WholeHoldings {
  fileprivate func each(_ kind: RecordKind, into contents: inout [JSONValue]) {
    try? each(kind) { contents.append($0.content) }
  }
}
