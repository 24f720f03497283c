import Record
import Signals
import Testing

@testable import Interference

@Suite("Bursts of reports are one vote")
struct BurstCheckTests {
  static let noon: Int64 = 1_767_355_200

  static func row(
    _ person: String, after seconds: Int64, isNamed: Bool = false, state: LayerState = .blocked,
    network: UInt32? = 64496, target: String = "news.example", country: String? = "XA"
  ) -> Observation {
    Observation(
      measurement: "\(person) \(seconds)", target: target, test: "web_connectivity",
      country: country, network: network, vantagePoint: person, isPseudonym: isNamed,
      start: noon + seconds, state: state, layer: .dns,
      mechanism: state == .blocked ? .dnsNoSuchName : nil, rule: .failsHereOnly,
      evidence: ["asked for \(target)"])
  }

  private func tally(_ rows: [Observation]) -> TargetCount? {
    var tally = ObservationTally()
    for row in Made.judged(rows) { tally.add(row) }
    return tally.rows.first
  }

  @Test func sixNamesInSixSecondsAreOneVote() throws {
    let rows = (0..<6).map { Self.row("r\($0)", after: Int64($0)) }
    let judged = BurstCheck().judged(rows)
    #expect(judged.count { $0.state == .blocked } == 1)
    #expect(judged.count { $0.rule == .burstSetAside && $0.state == .insufficient } == 5)
    #expect(Set(judged.map(\.vantagePoint)).count == 1)
    #expect(judged[0].evidence.last?.hasPrefix("5 more of the network began within 30 s") ?? false)
    let count = try #require(tally(rows))
    #expect(count.count.state == .insufficient && count.setAside == 5)
    #expect(EpisodeDetector().episodes(in: judged) == [])
    // Six people, minutes apart, are six.
    let people = (0..<6).map { Self.row("r\($0)", after: Int64($0) * 120) }
    #expect(BurstCheck().judged(people) == people)
    #expect(tally(people)?.count.state == .likelyBlocked)
  }

  @Test func aForgedEpisodeIsNone() {
    // A month of one fine report an hour, then bursts of six in each of three hours.
    let hour: Int64 = 3600
    let before: [Observation] = (0..<28 * 24).map { number in
      Self.row("v\(number % 5)", after: Int64(number) * hour, state: .ok)
    }
    let forged: [Observation] = (0..<18).map { number in
      let start = Int64(28 * 24 + number / 6) * hour
      return Self.row("r\(number)", after: start + Int64(number % 6))
    }
    #expect(EpisodeDetector().episodes(in: before + forged) != [])
    #expect(EpisodeDetector().episodes(in: BurstCheck().judged(before + forged)) == [])
  }

  @Test func aCampaignOfManyInOneHourIsHeard() throws {
    var random = SplitMix64(seed: 5)
    for isNamed in [false, true] {
      let crowd = (0..<200).map {
        Self.row("c\($0)", after: Int64(random.below(3600)), isNamed: isNamed)
      }
      let judged = BurstCheck().judged(crowd)
      let votes = judged.filter { $0.state == .blocked }
      #expect(Set(votes.map(\.vantagePoint)).count >= 40, "\(votes.count)")
      #expect(tally(crowd)?.count.state == .likelyBlocked)
    }
  }

  @Test func pseudonymsAreHeardUnlessTheyAreACrowdAtOnce() {
    let four = (0..<4).map { Self.row("p\($0)", after: Int64($0), isNamed: true) }
    #expect(BurstCheck().judged(four) == four)
    let six = (0..<6).map { Self.row("p\($0)", after: Int64($0), isNamed: true) }
    #expect(BurstCheck().judged(six).count { $0.state == .blocked } == 1)
    // In a network in which ten people measure in every hour they are not out of the ordinary.
    let usual = (1...24).flatMap { hour in
      (0..<10).map {
        Self.row("u\($0)", after: Int64(hour) * 7200 + Int64($0) * 300, isNamed: true, state: .ok)
      }
    }
    #expect(BurstCheck().judged(usual + six) == usual + six)
  }

  @Test func differentOutcomesNetworksAndTargetsAreNotMixed() {
    let rows = [
      Self.row("a", after: 0), Self.row("b", after: 1, state: .ok),
      Self.row("c", after: 2, network: 64497), Self.row("d", after: 3, target: "other.example"),
      Self.row("e", after: 4, country: "XB"), Self.row("f", after: 5, state: .insufficient),
      Self.row("a", after: 6),
    ]
    #expect(BurstCheck().judged(rows) == rows)
  }

  @Test func nobodyIsSetAsideByReportsPutBesideHis() {
    // One name a second before each of nine honest reports.
    let honest = (0..<9).map { Self.row("h\($0)", after: Int64($0) * 7200) }
    let beside = (0..<9).map { Self.row("x", after: Int64($0) * 7200 - 1) }
    let votes = BurstCheck().judged(honest + beside).filter { $0.state == .blocked }
    #expect(Set(votes.map(\.vantagePoint)) == Set((0..<9).map { "h\($0)" }))
  }

  @Test(arguments: [1, 2, 3]) func theOrderOfRowsDoesNotMatter(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var rows = (0..<300).map { _ in
      Self.row(
        "p\(random.below(30))", after: Int64(random.below(4000)), isNamed: random.below(2) == 0,
        state: [.blocked, .ok, .down][random.below(3)])
    }
    func sorted(_ rows: [Observation]) -> [String] { rows.map { "\($0)" }.sorted() }
    let judged = sorted(BurstCheck().judged(rows))
    rows.shuffle(using: &random)
    #expect(sorted(BurstCheck().judged(rows)) == judged, "seed \(seed)")
  }

  @Test func clocksFarFromTheEarthAreSurvived() {
    let rows = [Int64.min, .max, 0, -1].map { time in
      var row = Self.row("p\(time)", after: 0)
      row.start = time
      return row
    }
    #expect(BurstCheck().judged(rows).count == 4)
  }
}

@Suite("Counts by target, country and network")
struct ObservationTallyTests {
  @Test func areInOneOrderWhateverIsBlank() {
    var random = SplitMix64(seed: 9)
    var rows: [Observation] = []
    for target in ["", "a.example", "b.example"] {
      for country in [nil, "", "XA", "XB"] {
        for network: UInt32? in [nil, 0, 64496, 64497] {
          for number in 0..<3 {
            var row = BurstCheckTests.row(
              "p\(number)", after: 0, isNamed: true, network: network, target: target,
              country: country)
            row.evidence = ["\(number)"]
            rows.append(row)
          }
        }
      }
    }
    func text(_ rows: [Observation]) -> String {
      var tally = ObservationTally()
      for row in Made.judged(rows) { tally.add(row) }
      return tally.rows.map {
        "\($0.target) \($0.country as Any) \($0.network as Any) \($0.count.judged) \($0.evidence)"
      }.joined(separator: "\n")
    }
    let whole = text(rows)
    for _ in 0..<20 {
      rows.shuffle(using: &random)
      #expect(text(rows) == whole)
    }
  }

  @Test func messengersAreJudgedByWhatOthersSawThatWereNotAskedFor() {
    var seen: [Observation] = []
    for country in ["XA", "XB", "XC"] {
      for number in 0..<3 {
        var row = BurstCheckTests.row(
          "\(country)\(number)", after: Int64(number) * 300, isNamed: true,
          state: country == "XA" ? .insufficient : .ok, target: "telegram/web", country: country)
        row.test = "telegram"
        row.rule = country == "XA" ? .serviceFailsUncompared : .serviceReached
        seen.append(row)
      }
    }
    var tally = ObservationTally()
    for row in Made.judged(seen) where row.country == "XA" { tally.add(row) }
    let rows = tally.rows
    #expect(rows.map(\.country) == ["XA"])
    #expect(rows.first?.count.state == .likelyBlocked)
  }
}
