import Bytes
import Foundation
import Record
import Testing

@testable import Store

/// A random history of records, each version as the journal would give it.
struct History {
  private(set) var entries: [ProjectedEntry] = []
  private var versions: [RecordReference: Int] = [:]
  private var generator: Seeded

  init(seed: UInt64) { generator = Seeded(state: seed) }

  mutating func random(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }

  static let zone = TimeZoneOffset(minutesEast: 420) ?? .utc

  mutating func add(_ reference: RecordReference, _ content: JSONValue) {
    let number = (versions[reference] ?? 0) + 1
    versions[reference] = number
    let day = CivilDay(sinceEpoch: 20_000 + Int32(entries.count / 10))
    let version = RecordVersion(
      reference: reference, number: number, entry: entries.count, day: day, content: content)
    entries.append(ProjectedEntry(index: entries.count, day: day, act: .record(version)))
  }

  mutating func grow(_ count: Int) {
    for _ in 0..<count {
      switch random(0...9) {
      case 0: addSource()
      case 1: addFigure()
      case 2: addPerson()
      case 3: addStatute()
      case 4:
        let act: ProjectedEntry.Act =
          random(0...1) == 0 ? .publication(["size": 1]) : .announcement(["files": []])
        entries.append(
          ProjectedEntry(index: entries.count, day: CivilDay(sinceEpoch: 20_000), act: act))
      default: addEvent()
      }
    }
  }

  private mutating func slug(_ name: String, _ most: Int) -> Slug {
    guard let slug = Slug("\(name)-\(random(1...most))") else {
      preconditionFailure("letters and digits make a slug")
    }
    return slug
  }

  private mutating func addSource() {
    let id = slug("source", 5)
    add(RecordReference(.source, id), ["id": .string(id.text), "publisher": "Báo Ví Dụ"])
  }

  private mutating func addEvent() {
    let id = slug("event", 40)
    let month = random(1...12)
    let dates = [
      "2020", "2020-0\(1 + month % 9)", "2019-05-1\(month % 10)", "2018/2020", "2021/..",
    ]
    var content: JSONValue = [
      "id": .string(id.text), "when": .string(dates[random(0...4)]),
      "title": ["en": .string("Event \(random(1...9))"), "vi": "Sự kiện Đắk Lắk"],
      "kind": .string(EventKind.allCases[random(0...20)].rawValue),
      "sources": [.string("source-\(random(1...5))")], "confidence": "reported",
    ]
    if random(0...1) == 0 { content["tags"] = [.string("tag-\(random(1...4))"), "shared"] }
    if random(0...1) == 0 { content["platforms"] = [.string("platform-\(random(1...3))")] }
    if random(0...5) == 0 {
      content["retracted"] = ["on": "2026-01-01", "reason": ["en": "wrong"]]
    }
    add(RecordReference(.event, id), content)
  }

  private mutating func addFigure() {
    let id = slug("figure", 10)
    add(
      RecordReference(.figure, id),
      [
        "id": .string(id.text), "series": .string("series-\(random(1...2))"),
        "period": .string("20\(random(10...25))"), "value": .integer(Int64(random(0...900))),
        "unit": "items", "sources": ["source-1"], "confidence": "reported",
      ])
  }

  private mutating func addPerson() {
    let id = slug("proceeding", 6)
    add(
      RecordReference(.proceeding, id),
      [
        "id": .string(id.text), "person": .string("person-\(random(1...3))"), "role": "main",
        "steps": [["step": "arrest", "on": .string("20\(random(10...25))")]],
        "sources": ["source-1"], "confidence": "reported",
      ])
  }

  private mutating func addStatute() {
    let id = slug("statute", 4)
    add(
      RecordReference(.statute, id),
      [
        "id": .string(id.text), "title": ["en": "A law"], "type": "law", "status": "in-force",
        "provisions": [
          [
            "id": .string("\(id.text)-art\(random(1...2))"), "article": "1",
            "paraphrase": ["en": "Text"], "sources": ["source-1"], "confidence": "reported",
          ]
        ], "sources": ["source-1"], "confidence": "reported",
      ])
  }
}

/// A small generator with a seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite("The cache")
struct CacheTests {
  static func rows(of cache: RecordCache) throws -> [String: [String]] {
    var rows: [String: [String]] = [:]
    try cache.eachRow { table, values in rows[table, default: []].append(values) }
    return rows
  }

  static func cache(_ entries: [ProjectedEntry], pieces: Int) throws -> RecordCache {
    let cache = try RecordCache.inMemory(zone: History.zone)
    var start = 0
    while start < entries.count {
      let end = min(start + pieces, entries.count)
      try cache.take(Array(entries[start..<end]))
      start = end
    }
    return cache
  }

  @Test(arguments: 1...12)
  func isTheSameTableByTableHoweverItWasFilled(seed: Int) throws {
    var history = History(seed: UInt64(seed))
    history.grow(300)
    let grown = try Self.rows(of: try Self.cache(history.entries, pieces: 1 + seed % 7))
    let rebuilt = try Self.rows(of: try Self.cache(history.entries, pieces: 10_000))
    #expect(grown.keys == rebuilt.keys)
    for (table, rows) in rebuilt { #expect(grown[table] == rows, "\(table)") }
    #expect(rebuilt["events"]?.isEmpty == false && rebuilt["facets"]?.isEmpty == false)
  }

  static func holdings(_ seed: UInt64 = 99, _ count: Int = 400) throws -> any Holdings {
    var history = History(seed: seed)
    history.grow(count)
    let cache = try Self.cache(history.entries, pieces: 64)
    return cache.holdings(
      in: HoldingsState(
        title: LocalizedText(en: "Example"), origin: "example.org/log", size: count, root: "",
        day: CivilDay(sinceEpoch: 20_000), zone: History.zone, address: nil))
  }

  @Test(arguments: [(1, 37), (2, 400), (3, 1)])
  func whatHasChangedSinceAnEntryIsTheNewestVersionsFromThere(seed: UInt64, pieces: Int) throws {
    var history = History(seed: seed)
    history.grow(400)
    let holdings = try Self.cache(history.entries, pieces: pieces).holdings(
      in: HoldingsState(
        title: LocalizedText(en: "Example"), origin: "example.org/log", size: 400, root: "",
        day: CivilDay(sinceEpoch: 20_000), zone: History.zone, address: nil))
    let kinds: Set<RecordKind> = [.event, .statute, .source]
    for entry in [0, 1, 200, 350, 399, 400] {
      var newest: [RecordReference: RecordVersion] = [:]
      for projected in history.entries {
        if case .record(let version) = projected.act { newest[version.reference] = version }
      }
      let expected = newest.values.filter {
        $0.entry >= entry && kinds.contains($0.reference.kind)
      }
      let found = try #require(try holdings.changes(of: kinds, since: entry, most: 400))
      #expect(Set(found) == Set(expected) && found.count == expected.count, "\(entry)")
      if expected.count > 1 {
        #expect(try holdings.changes(of: kinds, since: entry, most: expected.count - 1) == nil)
      }
    }
  }

  @Test func facetsAndCountsAgree() throws {
    let holdings = try Self.holdings()
    for facet in EventFacet.allCases {
      for tally in try holdings.tally(EventSelection(), by: facet) {
        guard var selection = EventSelection(query: facet, tally.value) else { continue }
        #expect(try holdings.count(selection) == tally.count, "\(facet) \(tally.value)")
        selection.limit = 500
        #expect(try holdings.events(selection).rows.count == tally.count)
      }
    }
  }

  @Test func aPeriodFindsWhatItTouches() throws {
    let holdings = try Self.holdings()
    var selection = EventSelection()
    selection.from = EDTF(year: 2020)
    selection.to = EDTF(year: 2020)
    selection.limit = 500
    let found = Set(try holdings.events(selection).rows.map(\.when))
    #expect(found.contains("2020") && found.contains("2018/2020"))
    #expect(!found.contains { $0.hasPrefix("2019-") })
  }

  @Test(arguments: ["đắk lắk", "Đắk Lắk", "dak lak", "DAK LAK", "da\u{306}\u{301}k"])
  func searchFoldsDiacritics(query: String) throws {
    let found = try Self.holdings().search(query, kinds: [], after: 0, limit: 10)
    #expect(found.total > 0 && found.hits.count == 10)
  }

  @Test(arguments: [
    "\"", "AND", "NOT x", "a*", "col:umn", "(", "NEAR(a b)", "\u{0}", "-", "'; DROP TABLE events",
    String(repeating: "a ", count: 4000),
  ])
  func nothingAReaderWritesIsAnOperator(query: String) throws {
    let holdings = try Self.holdings()
    _ = try holdings.search(query, kinds: [], after: 0, limit: 10)
    var selection = EventSelection()
    selection.query = query
    _ = try holdings.events(selection)
    #expect(try holdings.count(of: .event) > 0)
  }

  @Test func aGapIsRefusedAndChangesNothing() throws {
    var history = History(seed: 5)
    history.grow(20)
    let cache = try Self.cache(Array(history.entries.prefix(10)), pieces: 10)
    let before = try Self.rows(of: cache)
    #expect(throws: CacheError.gap(expected: 10, found: 12)) {
      try cache.take(Array(history.entries[12...]))
    }
    #expect(try Self.rows(of: cache) == before)
  }

  @Test func anotherLayoutMustBeRebuilt() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/record.sqlite"
    _ = try RecordCache.open(at: path, zone: .utc)
    #expect {
      try RecordCache.open(at: path, zone: History.zone)
    } throws: { error in
      if case .mustRebuild = error as? CacheError { true } else { false }
    }
  }
}

extension EventSelection {
  fileprivate init?(query facet: EventFacet, _ value: String) {
    let name = facet == .standing ? "status" : facet.rawValue
    guard facet != .year, let selection = try? EventSelection(query: "\(name)=\(value)") else {
      return nil
    }
    self = selection
  }
}
