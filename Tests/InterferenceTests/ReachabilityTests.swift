import Bytes
import Record
import Testing

@testable import Interference

/// Observations of synthetic vantage points.
enum Made {
  static func observation(
    _ number: Int, by person: String, in network: UInt32? = 64496, state: LayerState = .ok,
    mechanism: Mechanism? = nil, isArtefact: Bool = false, target: String = "news.example",
    country: String? = "VN", day: Int64 = 0
  ) -> Observation {
    Observation(
      measurement: "m\(number)", target: target, test: "web_connectivity", country: country,
      network: network, vantagePoint: person, isPseudonym: true,
      start: 1_767_225_600 + day * 86_400 + Int64(number) * 60, state: state,
      layer: state == .blocked ? .dns : nil, mechanism: mechanism, rule: .sinkholeAnswer,
      hasArtefact: isArtefact, evidence: state == .blocked ? ["answered 192.0.2.1"] : [])
  }

  /// Rows with bursts and outages judged.
  static func judged(_ rows: [Observation]) -> [Observation] {
    OutageCheck().judged(BurstCheck().judged(RunSpans.marked(rows)))
  }
}

@Suite("Reachability of a target from a country's networks")
struct ReachabilityTests {
  /// How many measurements of each kind, by how many people, and what they say together.
  struct Mix: Sendable, CustomTestStringConvertible {
    var blocked = 0
    var ok = 0
    var down = 0
    var refused = 0
    var people = 3
    var isArtefact = false
    var expected: FindingState

    var testDescription: String { "\(blocked)/\(ok)/\(down)/\(refused) by \(people)" }

    var count: ObservationCount {
      let states =
        Array(repeating: LayerState.blocked, count: blocked)
        + Array(repeating: .ok, count: ok) + Array(repeating: .down, count: down)
        + Array(repeating: .refused, count: refused)
      var count = ObservationCount()
      for (number, state) in states.enumerated() {
        count.add(
          Made.observation(
            number, by: "p\(number % people)", state: state,
            mechanism: state == .blocked ? .dnsSinkhole : nil,
            isArtefact: isArtefact && state == .blocked))
      }
      return count
    }
  }

  @Test(arguments: [
    Mix(blocked: 6, ok: 1, isArtefact: true, expected: .blocked),
    Mix(blocked: 6, ok: 1, expected: .likelyBlocked),
    Mix(blocked: 6, people: 1, expected: .insufficient),
    Mix(blocked: 2, ok: 6, people: 4, expected: .impaired),
    Mix(blocked: 6, ok: 40, people: 4, expected: .impaired),
    Mix(blocked: 3, ok: 60, people: 4, expected: .ok),
    Mix(blocked: 1, ok: 9, people: 4, expected: .ok), Mix(ok: 3, expected: .ok),
    Mix(ok: 2, expected: .insufficient), Mix(ok: 1, down: 4, expected: .down),
    Mix(ok: 1, refused: 4, expected: .refused),
  ])
  func aStateHasAFixedMeaning(mix: Mix) {
    #expect(mix.count.state == mix.expected)
  }

  @Test func aNetworkWithFewVantagePointsIsNotShownByItself() {
    let shown = (0..<6).map { Made.observation($0, by: "a\($0 % 3)", in: 64496) }
    let one = (10..<15).map {
      Made.observation($0, by: "b", in: 64497, state: .blocked, mechanism: .tcpReset)
    }
    let alone = Reachability(of: "news.example", in: "VN", shown + one)
    // Not even that there is another network is told: it would come and go with one volunteer.
    #expect(alone.rows.map(\.network) == [64496])
    let content = ReachabilityMethod().findings(in: shown + one).map(\.content)
    #expect(content == ReachabilityMethod().findings(in: shown).map(\.content))
    // It is not in the sum either, and no witness tells it.
    #expect(alone.total.measurements == 6 && alone.witnesses.isEmpty && alone.state == .ok)
    let other = (20..<25).map { Made.observation($0, by: "c", in: 64498) }
    let together = Reachability(of: "news.example", in: "VN", shown + one + other)
    #expect(together.rows.map(\.together) == [nil, 2])
    #expect(together.total.measurements == 16)
    // One volunteer alone saw it blocked: the count and the witness would tell of that one.
    let last = together.rows.last
    #expect(last?.published[.blocked] == nil && last?.published.judged == 10)
    #expect(together.witnesses.isEmpty && together.state == .ok)
  }

  @Test func aDayWithFewVantagePointsIsNotShown() {
    var observations = (0..<6).map { Made.observation($0, by: "a\($0 % 3)") }
    observations += (6..<9).map { Made.observation($0, by: "a\($0 % 2)", day: 1) }
    let cells = Reachability(of: "news.example", in: "VN", observations).cells
    #expect(cells.map(\.day.description) == ["2026-01-01", "2026-01-01"])
    #expect(cells.map(\.network) == [nil, 64496])
  }

  @Test func whatIsWithheldCannotBeHadBySubtraction() {
    var observations = (0..<40).map {
      Made.observation($0, by: "a\($0 / 4 % 5)", in: 64496, day: Int64($0 % 4))
    }
    // Two more networks stand together in a row; on no day have they three vantage points.
    for (number, network) in [(50, 64497), (51, 64498)] as [(Int, UInt32)] {
      observations += (0..<4).map {
        Made.observation(
          number * 10 + $0, by: "b\(network)\($0 % 2)", in: network, state: .blocked,
          mechanism: .tlsReset, day: Int64($0) + (network == 64497 ? 0 : 4))
      }
    }
    let reachability = Reachability(of: "news.example", in: "VN", observations)
    #expect(reachability.rows.map(\.together) == [nil, 2])
    let days = Set(reachability.cells.map(\.day))
    #expect(days.count == 4)
    for day in days {
      let cells = reachability.cells.filter { $0.day == day }
      let all = cells.first { $0.network == nil }?.count.measurements ?? 0
      let named = cells.filter { $0.network != nil }.reduce(0) { $0 + $1.count.measurements }
      #expect(all == named, "\(day)")
    }
  }

  @Test func theOrderOfObservationsDoesNotMatter() throws {
    var observations: [Observation] = []
    for number in 0..<400 {
      observations.append(
        Made.observation(
          number, by: "p\(number % 23)", in: UInt32(64496 + number % 5),
          state: number % 3 == 0 ? .blocked : .ok,
          mechanism: number % 3 == 0 ? (number % 2 == 0 ? .tlsReset : .dnsSinkhole) : nil,
          target: "t\(number % 7).example", country: number % 11 == 0 ? nil : "VN",
          day: Int64(number % 70)))
    }
    let expected = ReachabilityMethod().findings(in: observations)
    #expect(expected.count == 7 * 3)
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<20 {
      observations.shuffle(using: &generator)
      let again = ReachabilityMethod().findings(in: observations)
      #expect(again == expected)
    }
    for draft in expected {
      var content = try #require(draft.content.object)
      content["inputs"] = ["digest": "d", "entries": 1, "exhibits": 1, "tables": "t"]
      #expect(SchemaCheck.faults(in: .object(content), of: .finding).isEmpty)
      #expect(throws: Never.self) { _ = try Finding(.object(content)) }
    }
  }

  @Test(arguments: [
    (["reach", "vn", "news.example", "2026-01"], "reach-vn-news.example-2026-01"),
    (["reach", "vn", "telegram/web", "2026-01"], "reach-vn-telegram-web-2026-01-"),
    (["reach", "vn", "a..b", "2026-01"], "reach-vn-a.-b-2026-01-"),
    (["x", String(repeating: "long", count: 60)], "x-longlong"),
  ])
  func namesAreSlugsAndNeverTheSameForTwo(parts: [String], expected: String) throws {
    let slug = try #require(FindingName.slug(parts))
    #expect(slug.text.hasPrefix(expected))
    #expect(try #require(FindingName.slug(parts + ["x"])) != slug)
  }

  @Test func anObservationIsTheSameAfterItsFile() throws {
    var tape = JSONTape()
    let observation = Observation(
      measurement: "m\"1", target: "xn--d1acpjx3f.xn--p1ai", test: "web_connectivity",
      country: "VN", network: 64496, resolverNetwork: 15169, vantagePoint: "p", isPseudonym: true,
      start: 1, state: .blocked, layer: .tls, mechanism: .tlsReset, rule: .handshakeFailsHereOnly,
      hasArtefact: true, cameOutside: false, goodput: 1250.5, evidence: ["a\u{1F}b", "ệ"])
    for one in [observation, Made.observation(3, by: "q", in: nil, country: nil)] {
      try tape.read(one.json.canonicalBytes)
      #expect(Observation(tape) == one)
    }
  }
}
