import Bytes
import Signals
import Testing

@testable import Interference

@Suite("What failed in an outage everywhere is no block")
struct GlobalOutagesTests {
  private static let begin: Int64 = 1_767_571_200
  private static let onset = 14 * 24
  private static let end = onset + 72

  /// A country in which a target fails in some hours.
  private func country(
    _ code: String, fails: [Range<Int>] = [onset..<end], layer: Layer = .dns,
    networks: UInt32 = 3, from first: UInt32 = 64_500, people: Int = 3, every: Int = 3,
    hours: Range<Int> = 0..<end + 96
  ) -> [Observation] {
    var rows: [Observation] = []
    for hour in stride(from: hours.lowerBound, to: hours.upperBound, by: every) {
      for network in first..<first + networks {
        for person in 0..<people {
          let isBlocked = fails.contains { $0.contains(hour) }
          let who = "\(code)\(network)\(person)"
          rows.append(
            Observation(
              measurement: "\(who) \(hour)", target: "news.example", test: "web_connectivity",
              country: code, network: network, vantagePoint: who, isPseudonym: true,
              start: Self.begin + Int64(hour) * 3600 + Int64(person) * 120,
              state: isBlocked ? .blocked : .ok, layer: isBlocked ? layer : nil,
              mechanism: isBlocked ? .dnsNoSuchName : nil,
              rule: isBlocked ? .failsHereOnly : .addressMatches, cameOutside: true))
        }
      }
    }
    return rows
  }

  private static let elsewhere = ["TH", "LA", "KH", "MM"]

  private func judged(_ rows: [Observation]) -> [Observation] {
    GlobalOutages(in: EpisodeDetector().episodes(in: rows)).judged(rows)
  }

  /// Hours in which rows of a country stay blocked.
  private func blockedHours(_ code: String, _ rows: [Observation]) -> Set<Int> {
    Set(
      judged(rows).filter { $0.country == code && $0.state == .blocked }
        .map { Int(($0.start - Self.begin) / 3600) })
  }

  private var world: [Observation] { Self.elsewhere.flatMap { country($0) } }

  @Test func itIsInsufficientInEveryCountry() throws {
    let rows = world + country("VN")
    let judged = judged(rows)
    #expect(!judged.contains { $0.state == .blocked })
    #expect(judged.count { $0.rule == .globalChange } == rows.count { $0.state == .blocked })
    let evidence = try #require(judged.first { $0.rule == .globalChange }?.evidence.last)
    #expect(evidence.hasPrefix("began to fail in 4 other countries at the same time: "))
    // The finding of the month says so.
    let findings = ReachabilityMethod().findings(in: judged).map(\.content)
    let month = try #require(
      findings.first { $0["country"].text == "VN" && $0["span"].text == "2026-01" })
    #expect(month["labels"].elements.compactMap(\.text) == ["global-outage"])
    #expect(!["blocked", "likely-blocked", "impaired"].contains(month["state"].text ?? ""))
    #expect(month["blocked"].int == 0)
  }

  @Test func theOrderOfRowsDoesNotMatter() {
    let rows = world + country("VN")
    var random = SplitMix64(seed: 3)
    let order = rows.indices.shuffled(using: &random)
    let shuffled = judged(order.map { rows[$0] })
    let plain = judged(rows)
    #expect(zip(order, shuffled).allSatisfy { plain[$0] == $1 })
  }

  /// An import later may show the outage, and may show that it was none.
  @Test func rowsOfOneCountryAloneStayBlocked() {
    let rows = country("VN")
    #expect(judged(rows) == rows)
    let fine = ["SG", "JP", "FR", "DE", "GB"].flatMap { country($0, fails: []) }
    #expect(!blockedHours("VN", world + rows + fine).isEmpty)
  }

  @Test func aBlockThatStandsBeforeOrGoesOnIsNotHidden() {
    let before = country("VN", fails: [0..<Self.end + 96])
    #expect(blockedHours("VN", world + before).count == (Self.end + 96) / 3)
    let after = blockedHours("VN", world + country("VN", fails: [Self.onset..<Self.end + 96]))
    #expect(after.contains(Self.end + 48) && !after.contains(Self.onset + 24))
    // One of last week that ended is no part of it.
    let earlier = blockedHours(
      "VN", world + country("VN", fails: [150..<250, Self.onset..<Self.end]))
    #expect(earlier.contains(201) && !earlier.contains(Self.onset + 24))
  }

  @Test func anotherLayerAndTracesStayBlocked() {
    #expect(!blockedHours("VN", world + country("VN", layer: .tls)).isEmpty)
    let traced = (world + country("VN")).map { row in
      var row = row
      row.hasArtefact = row.country == "VN" && row.state == .blocked
      return row
    }
    #expect(!blockedHours("VN", traced).isEmpty)
  }

  /// Too few votes for an alarm of its own.
  @Test func aCountryThatHardlyMeasuresIsStruckToo() {
    func few(_ fails: [Range<Int>]) -> [Observation] {
      country("VN", fails: fails, networks: 1, people: 3, every: 36)
    }
    let rows = few([Self.onset..<Self.end])
    #expect(rows.contains { $0.state == .blocked })
    #expect(blockedHours("VN", world + rows).isEmpty)
    // What fails at other times too is no part of an outage.
    let now = [Self.onset..<Self.end]
    let habit = few(stride(from: 0, to: Self.onset, by: 72).map { $0..<$0 + 36 } + now)
    #expect(blockedHours("VN", world + habit) == blockedHours("VN", habit + world))
    #expect(blockedHours("VN", world + habit).contains { $0 >= Self.onset })
  }
}
