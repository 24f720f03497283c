import ArgumentParser
import Bytes
import Record
import Signals
import Site

/// `bench docket`: what a page of the docket costs, and a change of one facet.
struct DocketFigures: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docket", abstract: "Makes pages over made-up cases in memory; prints JSON.")

  @Option(help: "How many cases.")
  var cases = 100_000
  @Option(help: "How often each page is made.")
  var rounds = 50
  @Option(help: "What the cases are drawn by.")
  var seed: UInt64 = 7

  func run() throws {
    let holdings = try MadeUpCases(cases, seed: seed)
    let site = try Site(holdings: holdings)
    let before = Watch.cpuSeconds
    _ = try site.render(.page(.vi, .docket(DocketSelection(), number: 1)))
    let first = Watch.cpuSeconds - before
    var pages: [(String, JSONValue)] = []
    for (name, route) in try routes() {
      var bytes = 0
      let start = Watch.cpuSeconds
      for _ in 0..<rounds { bytes = try site.render(route)?.bytes.count ?? 0 }
      guard bytes > 0 else { throw ValidationError("\(route.path) is not there") }
      let used = (Watch.cpuSeconds - start) / Double(rounds)
      pages.append((name, ["cpu_ms": rounded(used * 1000), "bytes": .integer(Int64(bytes))]))
    }
    let after = try costOfOneMore(holdings, site)
    let report: JSONValue = [
      "cases": .integer(Int64(cases)), "index_and_first_page_cpu_ms": rounded(first * 1000),
      "site_and_first_page_after_one_more_cpu_ms": rounded(after * 1000),
      "peak_megabytes": rounded(Watch.peakMegabytes), "pages": .object(JSONObject(pages)),
    ]
    print(report.indentedText)
  }

  /// What the site of the record with one case more costs, and its first page: CPU seconds.
  private func costOfOneMore(_ holdings: MadeUpCases, _ site: Site) throws -> Double {
    var (holdings, site) = (holdings, site)
    var used = 0.0
    for round in 0..<rounds {
      try holdings.addCase(cases + round, seed: seed)
      let start = Watch.cpuSeconds
      site = try Site(holdings: holdings, following: site)
      _ = try site.render(.page(.vi, .docket(DocketSelection(), number: 1)))
      used += Watch.cpuSeconds - start
    }
    return used / Double(rounds)
  }

  private func rounded(_ value: Double) -> JSONValue {
    .number((value * 1000).rounded() / 1000)
  }

  private func routes() throws -> [(String, Route)] {
    func list(_ chosen: [(DocketFacet, String)], number: Int = 1) throws -> Route {
      let query = chosen.map { "\($0.0.rawValue)=\($0.1)" }.joined(separator: "&")
      let page = number > 1 ? "page-\(number)" : "index"
      guard let route = try Route(path: "vi/docket/\(page).html", query: query) else {
        throw ValidationError("\(query) is no list")
      }
      return route
    }
    guard let one = Slug("td-000007"), let platform = Slug("river"), let actor = Slug("office-1"),
      let law = Slug("law-1")
    else { return [] }
    return [
      ("all", try list([])), ("all, page 500", try list([], number: min(500, cases / 100))),
      ("one facet", try list([(.platform, "river")])),
      ("two facets", try list([(.platform, "river"), (.outcome, "reversed")])),
      (
        "four facets",
        try list([
          (.platform, "river"), (.country, "VN"), (.trigger, "state-request"), (.year, "2024"),
        ])
      ),
      ("nothing fits", try list([(.platform, "nobody"), (.country, "VN")])),
      ("a case", .page(.vi, .entry(.docket, one))),
      ("a platform", .page(.vi, .entry(.platforms, platform))),
      ("an authority", .page(.vi, .entry(.actors, actor))),
      ("a statute", .page(.vi, .entry(.laws, law))),
      ("feed", .docket(.vi, DocketSelection(), .atom)),
      ("table of all, CSV", .docket(.vi, DocketSelection(), .csv)),
    ]
  }
}

/// Made-up cases with what they refer to. Nobody and nothing in it is real.
private struct MadeUpCases: Holdings {
  private(set) var state = HoldingsState(
    title: LocalizedText(en: "Synthetic"), origin: "example.org/log", size: 0, root: "AAAA",
    day: CivilDay(sinceEpoch: 20_700), zone: .utc, address: nil)
  private var newest: RecordVersion?
  private var records: [RecordKind: [RecordVersion]] = [:]
  private var places: [RecordReference: Int] = [:]

  init(_ count: Int, seed: UInt64) throws {
    var draws = SplitMix64(seed: seed)
    for name in Self.platforms {
      try add(.platform, ["id": .string(name), "name": ["en": .string(name)]])
    }
    for number in 0..<Self.authorities {
      try add(
        .actor,
        [
          "id": .string("office-\(number)"), "name": ["en": .string("Office \(number)")],
          "role": "authority",
        ])
    }
    try add(.source, ["id": "paper", "publisher": "Paper"])
    let provisions = (0..<Self.provisions).map { number -> JSONValue in
      [
        "id": .string("law-1-art-\(number)"), "article": .string("\(number)"),
        "paraphrase": ["en": "Text"], "sources": ["paper"], "confidence": "reported",
        "valid_to": .string("\(2020 + number % 6)-06-30"),
      ]
    }
    try add(
      .statute,
      [
        "id": "law-1", "title": ["en": "Law"], "type": "law", "status": "in-force",
        "in_force": "2019-01-01", "provisions": .array(provisions), "sources": ["paper"],
        "confidence": "confirmed",
      ])
    for number in 0..<count { try add(.case, Self.content(number, &draws)) }
  }

  private static let platforms = ["river", "lantern", "bamboo", "ferry", "market", "village"]
  private static let authorities = 40
  private static let provisions = 60

  private mutating func add(_ kind: RecordKind, _ content: JSONValue) throws {
    guard let id = content["id"].text.flatMap({ Slug($0) }) else {
      throw ValidationError("a record without a name")
    }
    let reference = RecordReference(kind, id)
    places[reference] = records[kind, default: []].count
    let version = RecordVersion(
      reference: reference, number: 1, entry: state.size,
      day: CivilDay(sinceEpoch: 20_000 + Int32(places.count % 700)), content: content)
    records[kind, default: []].append(version)
    state.size += 1
    newest = version
  }

  mutating func addCase(_ number: Int, seed: UInt64) throws {
    var draws = SplitMix64(seed: seed &+ UInt64(number))
    try add(.case, Self.content(number, &draws))
  }

  func changes(of kinds: Set<RecordKind>, since entry: Int, most: Int) -> [RecordVersion]? {
    guard entry < state.size else { return [] }
    guard entry == state.size - 1, let newest else { return nil }
    return kinds.contains(newest.reference.kind) ? [newest] : []
  }

  private static func content(_ number: Int, _ draws: inout SplitMix64) -> JSONValue {
    func one(_ names: [String]) -> JSONValue {
      .string(names[Int(draws.next() % UInt64(names.count))])
    }
    func below(_ bound: Int) -> Int { Int(draws.next() % UInt64(bound)) }
    let digits = String(number)
    let id = "td-" + String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
    let year = 2018 + below(9)
    func month() -> JSONValue {
      let month = 1 + below(12)
      return .string("\(year)-\(month < 10 ? "0" : "")\(month)")
    }
    var content: JSONValue = [
      "id": .string(id), "number": .string(id.uppercased()),
      "restrictions": [
        [
          "platform": one(platforms), "country": one(["VN", "VN", "VN", "TH", "ID", "DE"]),
          "subject": "item", "measures": [one(CaseMeasure.allCases.map(\.rawValue))],
          "trigger": one(CaseTrigger.allCases.map(\.rawValue)), "scope": "unknown",
          "starts": month(),
        ]
      ], "notices": [["channel": "email", "sent": month()]],
    ]
    if below(3) > 0 {
      content["requests"] = [
        [
          "kind": "remove", "channel": "unknown",
          "grounds": one(CaseGrounds.allCases.map(\.rawValue)), "statutes": ["law-1"],
          "authority": .string("office-\(below(authorities))"),
          "provisions": [.string("law-1-art-\(below(provisions))")], "sent": month(),
        ]
      ]
    }
    if below(4) > 0 {
      content["stages"] = [
        [
          "stage": one(["platform-internal", "platform-internal", "court", "oversight-board"]),
          "forum": "other", "filed": month(), "decided": month(),
          "outcome": one(["reversed", "partly-reversed", "upheld", "upheld", "pending"]),
        ]
      ]
    }
    return content
  }

  func version(of reference: RecordReference) -> RecordVersion? {
    places[reference].flatMap { records[reference.kind]?[$0] }
  }
  func history(of reference: RecordReference) -> [RecordVersion] {
    version(of: reference).map { [$0] } ?? []
  }
  func each(_ kind: RecordKind, _ body: (RecordVersion) throws -> Void) throws {
    try records[kind]?.forEach(body)
  }
  func count(of kind: RecordKind) -> Int { records[kind]?.count ?? 0 }
  func events(_: EventSelection) -> EventListing {
    EventListing(rows: [], hasMore: false, hasEarlier: false)
  }
  func count(_: EventSelection) -> Int { 0 }
  func tally(_: EventSelection, by _: EventFacet) -> [Tally] { [] }
  func heat(_: EventSelection) -> [MonthCount] { [] }
  func lanes(_: EventSelection, by _: EventFacet) -> [LaneCount] { [] }
  func search(_: String, kinds _: [RecordKind], after _: Int, limit _: Int) -> SearchListing {
    SearchListing(hits: [], total: 0)
  }
  func citations(of _: RecordReference) -> [RecordReference] { [] }
  func figures(of _: Slug) -> [RecordVersion] { [] }
  func proceedings(against _: Slug) -> [RecordVersion] { [] }
  func statute(with _: Slug) -> Slug? { nil }
}
