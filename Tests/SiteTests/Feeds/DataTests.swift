import Bytes
import Record
import Testing

@testable import Site

@Suite("Data files")
struct DataTests {
  @Test("a kind's table and JSON array hold all its records", arguments: RecordKind.allCases)
  func dumps(_ kind: RecordKind) throws {
    let holdings = try Sample.holdings()
    let contents = Sample.contents().filter { $0.0 == kind }.map(\.1)
    let reading = try RecordTable.read(csv: try RecordDump.csv(kind, of: holdings), kind: kind)
    #expect(reading.faults == [])
    // The record holds no nulls at its top, but a claim may be of nothing known.
    #expect(reading.contents.map(\.content) == contents)
    let json = try JSONValue(parsing: try RecordDump.json(kind, of: holdings))
    #expect(json.elements == contents)
  }

  @Test("a large table comes in pieces that make one table")
  func pieces() throws {
    let day = CivilDay(sinceEpoch: 20_000)
    let text = String(repeating: "x", count: 500)
    let versions = try (0..<5_000).map { index in
      let id = try #require(Slug("s\(index)"))
      return RecordVersion(
        reference: RecordReference(.source, id), number: 1, entry: index, day: day,
        content: ["id": .string(id.text), "publisher": .string(text)])
    }
    let holdings = SampleHoldings(state: try Sample.state(), versions: versions)
    var pieces: [Int] = []
    var whole: [UInt8] = []
    try RecordDump.csv(.source, of: holdings) { piece in
      pieces.append(piece.count)
      whole += piece
    }
    #expect(pieces.count > 2)
    #expect(pieces.allSatisfy { $0 < 1_100_000 })
    #expect(try RecordTable.read(csv: whole, kind: .source).contents.count == 5_000)
  }

  @Test(
    "CSVW metadata names every column of the table in its order", arguments: RecordKind.allCases)
  func metadata(_ kind: RecordKind) throws {
    let value = try JSONValue(parsing: TableMetadata.bytes(kind, state: try Sample.state()))
    #expect(value["url"].text == "\(kind.plural).csv")
    let columns = value["tableSchema"]["columns"].elements
    #expect(columns.map { $0["name"].text } == RecordTable(kind).header)
    #expect(columns.allSatisfy { $0["titles"] == $0["name"] })
    #expect(columns.allSatisfy { !$0["datatype"].isNull })
  }

  @Test("the package descriptor gives length, hash and schema of every file")
  func package() throws {
    let resources = RecordKind.allCases.flatMap { kind in
      ["csv", "json"].map {
        DataPackage.Resource(
          kind: kind, path: "\(kind.plural).\($0)", count: 7,
          sha256: String(repeating: "a", count: 64))
      }
    }
    let bytes = DataPackage.descriptor(resources, state: try Sample.state())
    let value = try JSONValue(parsing: bytes)
    #expect(value["name"] == "log-example-org-vn")
    #expect(value["version"] == "42")
    let files = value["resources"].elements
    #expect(files.count == resources.count)
    #expect(Set(files.map { $0["name"].text }).count == files.count)
    let event = try #require(files.first { $0["name"] == "proceedings" })
    #expect(event["hash"].text?.hasPrefix("sha256:aaaa") == true)
    let keys = event["schema"]["foreignKeys"].elements
    #expect(keys.contains { $0["fields"] == "person" && $0["reference"]["resource"] == "persons" })
    let names = event["schema"]["fields"].elements.map { $0["name"].text }
    #expect(names == RecordTable(.proceeding).header)
    let place = try #require(files.first { $0["name"] == "places" })
    let own = place["schema"]["foreignKeys"].elements.first { $0["fields"] == "part_of" }
    #expect(own?["reference"]["resource"] == "")
  }

  @Test("a site map escapes what its pages are called")
  func siteMap() throws {
    let pages = [
      SiteMap.Page(path: "vi/index.html"),
      SiteMap.Page(path: "en/a b&c.html", changed: CivilDay(parsing: "2026-01-02")),
    ]
    let text = String(decoding: SiteMap.bytes(pages, address: "https://x.org"), as: UTF8.self)
    #expect(text.contains("<url><loc>https://x.org/vi/index.html</loc></url>"))
    #expect(
      text.contains(
        "<url><loc>https://x.org/en/a%20b%26c.html</loc><lastmod>2026-01-02</lastmod></url>"))
    let index = String(
      decoding: SiteMap.index(
        ["sitemap-1.xml"], address: "https://x.org", day: try Sample.state().day), as: UTF8.self)
    #expect(index.contains("<loc>https://x.org/sitemap-1.xml</loc><lastmod>2026-05-01</lastmod>"))
  }

  @Test("robots may read everything, and find the site map where there is an address")
  func robots() {
    #expect(
      String(decoding: SiteMap.robots(address: "https://x.org"), as: UTF8.self)
        == "User-agent: *\nAllow: /\n\nSitemap: https://x.org/sitemap.xml\n")
    #expect(
      String(decoding: SiteMap.robots(address: nil), as: UTF8.self) == "User-agent: *\nAllow: /\n")
  }
}
