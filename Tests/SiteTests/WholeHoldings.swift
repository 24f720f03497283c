import Bytes
import Record

@testable import Site

/// A small record in memory, enough for a page of every kind.
struct WholeHoldings: Holdings {
  let versions: [RecordReference: [RecordVersion]]
  var state = HoldingsState(
    title: LocalizedText(vi: "Ví dụ", en: "Example"), origin: "example.org/log", size: 12,
    root: "AAAA", day: CivilDay(sinceEpoch: 20_000), zone: .utc, address: nil)

  /// - Parameter day: the day on which the record with a number was recorded.
  init(
    _ records: [(RecordKind, JSONValue)] = WholeHoldings.records,
    day: (Int) -> CivilDay = { _ in CivilDay(sinceEpoch: 20_000) }
  ) {
    var versions: [RecordReference: [RecordVersion]] = [:]
    for (index, (kind, content)) in records.enumerated() {
      guard let id = content["id"].text.flatMap({ Slug($0) }) else { continue }
      let reference = RecordReference(kind, id)
      versions[reference, default: []].append(
        RecordVersion(
          reference: reference, number: (versions[reference]?.count ?? 0) + 1, entry: index,
          day: day(index), content: content))
    }
    self.versions = versions
  }

  static let records: [(RecordKind, JSONValue)] = [
    (.lockstep, MadeUpLockstep.content()),
    (
      .case,
      [
        "id": "td-2026-7xk2qm", "number": "TD-2026-7XK2QM",
        "restrictions": [
          [
            "platform": "facebook", "country": "VN", "subject": "item", "measures": ["removed"],
            "trigger": "state-request", "scope": "unknown", "starts": "2026-05",
          ]
        ],
        "requests": [
          [
            "kind": "remove", "channel": "unknown", "grounds": "not-stated", "statutes": ["law-1"],
            "provisions": ["law-1-art-1"], "authority": "ministry",
          ]
        ], "notices": [["channel": "none"]],
        "stages": [
          ["stage": "court", "forum": "other", "filed": "2026-06", "outcome": "pending"]
        ],
      ]
    ),
    (.source, ["id": "press", "publisher": "Press <&>", "url": "https://press.example/1"]),
    (.place, ["id": "here", "name": ["en": "Here"], "level": "country"]),
    (.actor, ["id": "ministry", "name": ["en": "Ministry"], "role": "authority"]),
    (.platform, ["id": "network", "name": ["en": "Network"]]),
    (
      .statute,
      [
        "id": "law-1", "title": ["en": "Law"], "type": "law", "status": "in-force",
        "provisions": [
          [
            "id": "law-1-art-1", "article": "1", "paraphrase": ["en": "Text"],
            "sources": ["press"], "confidence": "reported",
          ]
        ], "sources": ["press"], "confidence": "confirmed",
      ]
    ),
    (
      .person,
      ["id": "somebody", "name": ["vi": "Ai Đó"], "sources": ["press"], "confidence": "reported"]
    ),
    (
      .proceeding,
      [
        "id": "somebody-main", "person": "somebody", "role": "main",
        "steps": [["step": "arrest", "on": "2020-01"]], "sources": ["press"],
        "confidence": "reported",
      ]
    ),
    (
      .event,
      [
        "id": "first", "when": "2020-02", "title": ["en": "First <b>"], "kind": "throttling",
        "platforms": ["network"], "places": ["here"], "actors": ["ministry"],
        "tags": ["slow"], "sources": ["press"], "confidence": "confirmed",
      ]
    ),
    (
      .event,
      [
        "id": "platform-index", "when": "2021~", "title": ["vi": "Hai"], "kind": "blocking",
        "sources": ["press"], "confidence": "alleged",
      ]
    ),
    (.series, ["id": "counts", "title": ["en": "Counts"], "unit": "items", "basis": "estimate"]),
    (
      .figure,
      [
        "id": "counts-2020", "series": "counts", "period": "2020", "value": 5, "unit": "items",
        "sources": ["press"], "confidence": "confirmed",
      ]
    ),
  ]

  private func all(_ kind: RecordKind) -> [RecordVersion] {
    versions.filter { $0.key.kind == kind }.compactMap(\.value.last)
      .sorted { $0.reference < $1.reference }
  }

  func version(of reference: RecordReference) -> RecordVersion? { versions[reference]?.last }
  func history(of reference: RecordReference) -> [RecordVersion] { versions[reference] ?? [] }
  func each(_ kind: RecordKind, _ body: (RecordVersion) throws -> Void) throws {
    try all(kind).forEach(body)
  }
  func count(of kind: RecordKind) -> Int { all(kind).count }
  func changes(of kinds: Set<RecordKind>, since entry: Int, most: Int) -> [RecordVersion]? {
    let found = versions.values.compactMap(\.last).filter {
      kinds.contains($0.reference.kind) && $0.entry >= entry
    }
    return found.count > most ? nil : found
  }

  func events(_ selection: EventSelection) throws -> EventListing {
    var rows = try all(.event).map { version -> EventRow in
      let event = try Event(version.content)
      return EventRow(
        key: EventKey(lo: event.when.lo(), hi: event.when.hi(), id: event.id),
        when: event.when.description, kind: event.eventKind,
        standing: event.evidence.standing ?? .reported, title: event.title,
        sources: event.evidence.sources.count, version: version.number, day: version.day,
        firstDay: history(of: version.reference).first?.day ?? version.day)
    }
    if let kind = selection.kinds.first { rows = rows.filter { $0.kind == kind } }
    rows = rows.filter { row in
      (try? EDTF(parsing: row.when))?.intersects(from: selection.from, to: selection.to) ?? false
    }
    func isOrdered(_ one: EventKey, _ other: EventKey) -> Bool {
      selection.order == .old ? one < other : other < one
    }
    rows.sort { isOrdered($0.key, $1.key) }
    let start = selection.after.map { key in rows.count { !isOrdered(key, $0.key) } } ?? 0
    let end = selection.before.map { key in rows.count { isOrdered($0.key, key) } } ?? rows.count
    let page =
      selection.before == nil
      ? rows[start..<end].prefix(selection.limit) : rows[start..<end].suffix(selection.limit)
    return EventListing(
      rows: Array(page), hasMore: page.endIndex < rows.count, hasEarlier: page.startIndex > 0)
  }

  func count(_ selection: EventSelection) throws -> Int {
    var whole = selection.firstPage
    whole.limit = .max
    return try events(whole).rows.count
  }

  /// The record with `count` events more, one a day, and an address.
  static func many(_ count: Int, address: String? = nil) -> WholeHoldings {
    var holdings = WholeHoldings(
      records
        + (0..<count).map { index in
          let day = CivilDay(sinceEpoch: 15_000 + Int32(index))
          return (
            .event,
            [
              "id": .string("daily-\(index)"), "when": .string(day.description),
              "title": ["en": .string("Daily \(index)")], "kind": "blocking", "places": ["here"],
              "sources": ["press"], "confidence": "reported",
            ]
          )
        })
    holdings.state.address = address
    return holdings
  }

  func tally(_: EventSelection, by facet: EventFacet) throws -> [Tally] {
    switch facet {
    case .kind: [Tally(value: "blocking", count: 1), Tally(value: "throttling", count: 1)]
    case .platform: [Tally(value: "network", count: 1)]
    default: []
    }
  }

  func heat(_: EventSelection) -> [MonthCount] {
    [MonthCount(year: 2020, month: 2, count: 1), MonthCount(year: 2021, month: nil, count: 1)]
  }

  func lanes(_: EventSelection, by _: EventFacet) -> [LaneCount] {
    [LaneCount(value: "throttling", year: 2020, count: 1)]
  }

  func search(_: String, kinds _: [RecordKind], after _: Int, limit _: Int) -> SearchListing {
    SearchListing(hits: [], total: 0)
  }

  func citations(of _: RecordReference) -> [RecordReference] { [] }

  func figures(of series: Slug) -> [RecordVersion] {
    all(.figure).filter { $0.content["series"].text == series.text }
  }

  func proceedings(against person: Slug) -> [RecordVersion] {
    all(.proceeding).filter { $0.content["person"].text == person.text }
  }

  func statute(with _: Slug) -> Slug? { nil }
}
