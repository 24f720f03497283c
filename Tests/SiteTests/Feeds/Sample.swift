import Bytes
import Record
import Testing

@testable import Site

/// A little record to publish.
enum Sample {
  static func state() throws -> HoldingsState {
    HoldingsState(
      title: LocalizedText(vi: "Đài quan sát", en: "Observatory"), origin: "log.example.org/vn",
      size: 42, root: "cm9vdA==", day: try #require(CivilDay(parsing: "2026-05-01")),
      zone: try #require(TimeZoneOffset(minutesEast: 420)), address: "https://x.org")
  }

  static func feed(count: Int) throws -> EventFeed {
    let day = try #require(CivilDay(parsing: "2026-03-01"))
    let rows = try (0..<count).map { index in
      let id = try #require(Slug("event-\(index)"))
      let title =
        index == 1
        ? LocalizedText(vi: "Chỉ có tiếng Việt")
        : LocalizedText(vi: "Tiêu đề \(index)", en: "Title \(index) <b> & \"Đăng\"")
      return EventRow(
        key: EventKey(lo: 1_581_440_400, hi: 1_581_526_800, id: id), when: "2020-02-12",
        kind: .law, standing: .confirmed, title: title, sources: index % 3, version: 1,
        day: day.adding(days: index % 3), firstDay: day.adding(days: -10))
    }
    return EventFeed(
      language: .en, title: "Events", query: "kind=law", rows: rows, state: try state(),
      links: .init(
        own: "https://x.org/en/events/index.atom", page: "https://x.org/en/events/index.html",
        first: "https://x.org/f", previous: "https://x.org/p?b=1", next: "https://x.org/n?a=1&b=2",
        eventPrefix: "https://x.org/en/events/"))
  }

  static let nasty = "=1+1, \"quoted\"\nand 'a' | b \\ <c> đ"

  static func contents() -> [(RecordKind, JSONValue)] {
    [
      (.source, ["id": "s1", "publisher": .string(nasty), "url": "https://x.org/a?b=c"]),
      (.place, ["id": "p1", "name": ["en": "Place"], "level": "country"]),
      (.place, ["id": "p2", "name": ["vi": "Đắk Lắk"], "level": "province", "part_of": "p1"]),
      (
        .event,
        [
          "id": "e1", "when": "2020-02~", "title": ["en": .string(nasty), "vi": "Đ"],
          "kind": "law", "tags": ["a", "b"], "places": ["p1", "p2"], "sources": ["s1"],
          "confidence": "confirmed",
          "metrics": [["name": "n", "value": .number(1.5), "unit": "u"]],
          "claims": [["field": "/when", "value": nil, "sources": ["s1"], "confidence": "alleged"]],
        ]
      ),
      (
        .event,
        [
          "id": "e2", "when": "2021", "title": ["vi": "Chỉ có tiếng Việt"], "kind": "arrest",
          "sources": ["s1"], "confidence": "reported",
          "retracted": ["on": "2022", "reason": ["en": "Wrong"]],
        ]
      ),
    ]
  }

  static func holdings() throws -> SampleHoldings {
    let day = try #require(CivilDay(parsing: "2026-04-01"))
    let versions = try contents().enumerated().map { index, record in
      let id = try #require(Slug(record.1["id"].text ?? ""))
      return RecordVersion(
        reference: RecordReference(record.0, id), number: 1, entry: index, day: day,
        content: record.1)
    }
    return SampleHoldings(state: try state(), versions: versions)
  }
}

/// Holdings that know records by kind and nothing else.
struct SampleHoldings: Holdings {
  let state: HoldingsState
  let versions: [RecordVersion]

  func version(of reference: RecordReference) -> RecordVersion? {
    versions.first { $0.reference == reference }
  }
  func history(of reference: RecordReference) -> [RecordVersion] {
    versions.filter { $0.reference == reference }
  }
  func each(_ kind: RecordKind, _ body: (RecordVersion) throws -> Void) throws {
    for version in versions where version.reference.kind == kind { try body(version) }
  }
  func count(of kind: RecordKind) -> Int { versions.count { $0.reference.kind == kind } }
  func events(_ selection: EventSelection) -> EventListing {
    EventListing(rows: [], hasMore: false)
  }
  func count(_ selection: EventSelection) -> Int { 0 }
  func tally(_ selection: EventSelection, by facet: EventFacet) -> [Tally] { [] }
  func heat(_ selection: EventSelection) -> [MonthCount] { [] }
  func lanes(_ selection: EventSelection, by facet: EventFacet) -> [LaneCount] { [] }
  func search(_ query: String, kinds: [RecordKind], after: Int, limit: Int) -> SearchListing {
    SearchListing(hits: [], total: 0)
  }
  func citations(of reference: RecordReference) -> [RecordReference] { [] }
  func figures(of series: Slug) -> [RecordVersion] { [] }
  func proceedings(against person: Slug) -> [RecordVersion] { [] }
  func statute(with provision: Slug) -> Slug? { nil }
}
