import Bytes
import Record
import Testing

@testable import Interference

@Suite("What a witness may tell")
struct WitnessTextTests {
  private static let most = 6

  /// Observations that differ in nothing but what they saw.
  private static func seen(_ lines: [[String]], people: Int = most) -> [Observation] {
    lines.enumerated().map { number, evidence in
      var one = Made.observation(
        number, by: "p\(number % people)", state: .blocked, mechanism: .httpBlockPage)
      one.evidence = evidence
      return one
    }
  }

  private static func told(_ observations: [Observation]) -> [String] {
    WitnessText(
      of: [observations[0]], among: observations, about: ["news.example"], DisclosureFloor()
    )
    .lines(of: observations[0])
  }

  /// What a provider writes for one subscriber, and what is left of it.
  private static let personal: [(String, [String])] = [
    (
      "status 200, 512 bytes, title \"Blocked: your address 27.66.7.10 subscriber 091230\"",
      ["27.66", "091230", "Blocked"]
    ),
    ("status 200, 5 bytes, title \"2001:db8::17 is blocked\"", ["2001"]),
    ("status 200, 5 bytes, title \"a\" 091230, title \"b\"", ["091230"]),
    ("status 200, 5 bytes, title \"Goi 0912 340 000\"", ["0912"]),
    ("status 200, 5 bytes, title \"Chao nguoi@thu.example\"", ["nguoi"]),
    ("status 200, 5 bytes, title \"٠٩١٢٣٤٠\"", ["٠٩"]),
    (
      "http://warning.isp.example/block/27.66.7.10/thuebao-0912340: status 200, 12 bytes",
      ["27.66", "0912340"]
    ),
    ("http://27-66-7-10.block.isp.example/x: status 302, 0 bytes", ["27-66"]),
    ("http://me:0912@isp.example/: status 302, 0 bytes", ["me:", "0912"]),
    (
      "45.45.45.1:443: unknown_failure: dial tcp 27.66.7.10:4312->45.45.45.1:443: x",
      ["27.66", "dial"]
    ),
    ("unknown_failure: dial tcp 27.66.7.10:4312", ["27.66", "dial"]),
    ("outside: 091230 and 27.66.7.10", ["27.66", "091230"]),
    ("asked for thuebao-0912340.isp.example", ["0912340"]),
    ("a line that no rule writes, of 0912340", ["0912340"]),
    ("fingerprint isp_page (isp) in body: \"thuebao 0912340\"", ["0912340"]),
  ]

  @Test(arguments: personal)
  func whatBelongsToOnePersonIsNotTold(line: String, parts: [String]) {
    // Even when all see the very same.
    for count in [1, Self.most] {
      let told = Self.told(Self.seen(Array(repeating: [line], count: count))).joined()
      for part in parts { #expect(!told.contains(part), "\(part) in \(told)") }
    }
  }

  @Test func whatOneSawIsNotToldHoweverHarmlessItLooks() {
    let lines = [
      "status 200, 512 bytes, title \"Dear Ana\"", "http://portal.smallfirm.example/ana: eof_error",
      "answered 45.45.45.9 (AS64500)", "asked for portal.smallfirm.example",
    ]
    let other = ["status 200, 512 bytes, title \"Another\""]
    let told = Self.told(Self.seen([lines] + Array(repeating: other, count: 9)))
    #expect(
      told == [
        "status 200, 512 bytes, title \"(text withheld)\"", "http://(host withheld)/…: eof_error",
        "answered (address withheld) (AS64500)", "asked for (host withheld)",
      ])
    // One volunteer who measures often is one.
    let again = Self.told(Self.seen(Array(repeating: lines, count: 9), people: 2))
    #expect(again == told)
  }

  @Test func whatThreeSawAlikeIsTold() {
    let lines = [
      "asked for news.example", "answered 45.45.45.9 (AS64500), 45.45.45.10",
      "outside: 45.45.45.1 (AS64501 by made-up.db)",
      "http://warning.isp.example/block: status 200, 12 bytes",
      "status 200, 512 bytes, title \"Trang nay bi chan 2018\"",
      "45.45.45.1:443: connection_reset", "[2001:db8::1]:443: generic_timeout_error",
      "fails for 5 of 5 vantage points of the network and works in 7 other networks in these hours",
    ]
    let told = Self.told(Self.seen(Array(repeating: lines, count: 3)))
    var expected = lines
    expected[2] = "outside: 45.45.45.1 (AS64501)"
    #expect(told == expected)
  }

  @Test func hostsOfSingleLinesAreToldAsTheirDomain() {
    let lines = (10..<16).map { ["http://27-66-7-\($0).block.isp.example/: status 302, 0 bytes"] }
    #expect(Self.told(Self.seen(lines)) == ["http://isp.example/: status 302, 0 bytes"])
  }

  @Test func howManyOfFewSawItIsNotTold() {
    let line =
      "fails for 2 of 2 vantage points of the network and works in 3 other networks in these hours"
    #expect(
      Self.told(Self.seen([[line]]))[0].hasPrefix("fails for few of few vantage points"))
  }

  @Test func linesOfTheRulesAreKnown() {
    // Whatever the rules write about a made measurement is one of the lines that may be told.
    let judge = WebJudge()
    var reader = MeasurementReader()
    let text = VantagePointTests.line()
    let found = reader.read(text.utf8).measurement
    guard let measurement = found, case .web(let web) = measurement.test else { return }
    let lines = judge.verdict(on: web, measurement).layers.flatMap(\.evidence)
    #expect(lines.count > 3)
    for line in lines { #expect(WitnessText.pieces(of: line) != [.text(line)], "\(line)") }
  }

  /// A rule that writes a new line needs a new pattern: until then the whole line counts as foreign.
  @Test func linesAboutSimulatedCensorsAreKnown() throws {
    let paths = Field.files("web-connectivity-scenarios").filter { $0.hasSuffix(".json") }
    let judge = WebJudge()
    var reader = MeasurementReader()
    var unknown: Set<String> = []
    for path in paths {
      guard let measurement = reader.read(try Field.bytes(path)).measurement,
        case .web(let web) = measurement.test
      else { continue }
      for layer in judge.verdict(on: web, measurement).layers where layer.state == .blocked {
        for line in layer.evidence where WitnessText.pieces(of: line) == [.text(line)] {
          unknown.insert(line)
        }
      }
    }
    #expect(unknown.isEmpty)
  }

  @Test func controlsAndTurnsOfWritingAreTakenOut() {
    var one = Made.observation(1, by: "p")
    one.evidence = ["a\u{1B}[31mb\u{9B}c\u{202E}d\u{2066}e\u{7F}"]
    #expect(one.evidence == ["a [31mb c d e "])
    one.evidence.append("x\ny")
    #expect(one.evidence.last == "x y")
  }
}

@Suite("Counts that could point at one volunteer")
struct PublishedCountTests {
  private static func count(_ states: [(LayerState, Int, people: Int)]) -> PublishedCount {
    var count = ObservationCount()
    var number = 0
    for (state, many, people) in states {
      for index in 0..<many {
        count.add(
          Made.observation(
            number, by: "\(state)\(index % people)", state: state,
            mechanism: state == .blocked ? .tlsReset : nil))
        number += 1
      }
    }
    return PublishedCount(count, DisclosureFloor())
  }

  @Test func fewAreWithheldWithWhatWouldTellThem() {
    let one = Self.count([(.ok, 39, 8), (.blocked, 1, 1)])
    #expect(one[.blocked] == nil && one[.ok] == nil && one.judged == 40 && one.ranked.isEmpty)
    let many = Self.count([(.ok, 39, 8), (.blocked, 12, 3)])
    #expect(many[.blocked] == 12 && many[.ok] == 39)
    // Two states of few are enough together.
    let two = Self.count([(.ok, 39, 8), (.blocked, 2, 2), (.refused, 2, 2)])
    #expect(two[.blocked] == nil && two[.refused] == nil && two[.ok] == 39)
    let alone = Self.count([(.blocked, 9, 2), (.insufficient, 4, 2)])
    #expect(alone[.blocked] == nil && alone.judged == nil && alone.state == .insufficient)
  }

  @Test func aDayOfOneCannotBeHadFromTheMonth() {
    // Four volunteers on each of four days; on the last one of them sees interference.
    var observations = (0..<64).map {
      Made.observation(
        $0, by: "a\($0 % 4)", state: $0 < 32 ? .blocked : .ok,
        mechanism: $0 < 32 ? .tlsReset : nil, day: Int64($0 / 16))
    }
    observations.append(
      Made.observation(99, by: "a1", state: .blocked, mechanism: .tlsReset, day: 3))
    let reachability = Reachability(of: "news.example", in: "VN", observations)
    let row = reachability.rows[0].published
    #expect(row[.blocked] == 33)
    for network in [nil, UInt32(64496)] {
      let days = reachability.cells.filter { $0.network == network }
      let told = days.compactMap { $0.published[.blocked] }.reduce(0, +)
      let isOneLeft = 33 - told == 1
      #expect(!isOneLeft && days.last?.published[.blocked] == nil)
    }
  }
}

@Suite("Versions that readers can compare")
struct VersionGapTests {
  private func version(_ observations: [Observation]) -> JSONValue {
    ReachabilityMethod().findings(in: observations)[0].content
  }

  @Test func whatHangsOnOneVolunteerWaits() {
    let rows = (0..<30).map { Made.observation($0, by: "p\($0 % 5)") }
    let before = version(rows)
    var ended = before.object ?? JSONObject()
    ended["end"] = "2026-01-03"
    let gap = VersionGap(since: before)
    let one = [Made.observation(40, by: "p1", state: .blocked, mechanism: .tlsReset)]
    #expect(!gap.mayTell(.object(ended), with: one))
    #expect(!gap.mayTell(.object(ended), with: []))
    #expect(gap.mayTell(.object(ended), with: (40..<43).map { Made.observation($0, by: "q\($0)") }))
    // What months tell is told by enough.
    let more = rows + (40..<50).map { Made.observation($0, by: "p\($0 % 5)") }
    #expect(gap.mayTell(version(more), with: one))
  }
}
