import Signals
import Testing

@testable import Interference

@Suite("Outages are told from blocking by other networks' rows")
struct OutageCheckTests {
  private static let noon: Int64 = 1_767_355_200

  private func row(
    _ country: String, _ network: UInt32, _ person: String, works: Bool, at start: Int64 = noon,
    target: String = "telegram/data-centres", rule: Rule = .serviceFailsUncompared
  ) -> Observation {
    Observation(
      measurement: "\(country)\(network)\(person)\(start)\(target)", target: target,
      test: "telegram", country: country, network: network, vantagePoint: person,
      isPseudonym: true, start: start, state: works ? .ok : .insufficient, layer: .tcp,
      mechanism: works ? nil : .tcpTimeout, rule: works ? .serviceReached : rule)
  }

  private func states(_ rows: [Observation], of country: String) -> Set<LayerState> {
    Set(OutageCheck().judged(rows).filter { $0.country == country }.map(\.state))
  }

  /// So many vantage points of a country, in one network, that fail or not.
  private func people(
    _ country: String, _ network: UInt32 = 1, _ count: Int = 2, works: Bool, at start: Int64 = noon
  ) -> [Observation] {
    (0..<count).map {
      row(country, network, "\(country)\(network)-\($0)", works: works, at: start + Int64($0) * 120)
    }
  }

  @Test func whatFailsInThreeCountriesIsDown() {
    var rows = people("AA", works: false) + people("BB", works: false)
    #expect(states(rows, of: "AA") == [.insufficient])
    // One volunteer of a country shows nothing about it.
    rows += people("CC", 1, 1, works: false)
    #expect(states(rows, of: "AA") == [.insufficient])
    rows += people("CC", 2, 1, works: false)
    let judged = OutageCheck().judged(rows)
    #expect(judged.allSatisfy { $0.state == .down && $0.rule == .outageInManyCountries })
    #expect(judged.allSatisfy { $0.mechanism == nil })
  }

  @Test func anOutageShowsEverywhere() {
    let three = ["AA", "BB", "CC"].flatMap { people($0, works: false) }
    // Four others fail for each that reaches it.
    let four = three + people("EE", works: false)
    #expect(states(four + people("DD", works: true), of: "AA") == [.insufficient])
    let five = four + people("HH", works: false)
    #expect(states(five + people("DD", works: true), of: "AA") == [.down])
    let many = (0..<6).flatMap { people("F\($0)", works: false) }
    #expect(
      states(five + many + people("DD", works: true) + people("GG", works: true), of: "AA")
        == [.down])
  }

  @Test func fewReportsFromWhereItIsBlockedForYearsHideNothing() {
    let own = (1...3).flatMap { people("AA", $0, 4, works: false) }
    let fine = ["DD", "EE", "FF", "GG", "HH"].flatMap { people($0, 1, 4, works: true) }
    for count in [0, 1, 3] {
      let others = ["BB", "CC", "KK"].flatMap { people($0, 1, count, works: false) }
      #expect(states(own + fine + others, of: "AA") == [.blocked], "\(count) each")
    }
  }

  @Test func madeUpFailuresInAsManyCountriesAsReachItHideNothing() {
    let own = (1...3).flatMap { people("AA", $0, 4, works: false) }
    let fine = ["DD", "EE", "FF"].flatMap { country in
      [Int64(-3000), 0, 3000].flatMap { people(country, 1, 3, works: true, at: Self.noon + $0) }
    }
    let forged = ["BB", "CC", "KK"].flatMap { people($0, 1, 3, works: false) }
    let judged = OutageCheck().judged(own + fine + forged).filter { $0.country == "AA" }
    #expect(judged.allSatisfy { $0.state == .blocked })
    #expect(
      judged.allSatisfy { $0.evidence.last?.hasSuffix("; fails also in BB, CC, KK") ?? false })
    // Where more fail than reach it, nothing is said: neither that it is blocked nor that it is down.
    let more = OutageCheck().judged(own + fine + forged + people("LL", works: false))
    #expect(more.filter { $0.country == "AA" }.allSatisfy { $0.state == .insufficient })
  }

  @Test func theEdgeOfAnOutageIsNoBlocking() {
    // All reached it until noon and nobody after.
    let before = ["DD", "EE", "FF", "GG"].flatMap {
      people($0, 1, 3, works: true, at: Self.noon - 1800)
    }
    let after = ["BB", "CC", "KK"].flatMap { people($0, works: false, at: Self.noon + 1800) }
    let own = people("AA", 1, 4, works: false, at: Self.noon + 600)
    #expect(states(before + after + own, of: "AA") == [.insufficient])
  }

  @Test func whereItFailedMostOfTheWeekNobodyIsAWitness() {
    var rows: [Observation] = []
    for hour in stride(from: Int64(0), through: 8 * 24, by: 6) {
      let time = Self.noon - hour * 3600
      for country in ["BB", "CC", "KK"] {
        rows += people(country, 1, 3, works: false, at: time)
        // Every third day somebody gets through by a detour.
        if hour % 72 == 12 { rows += people(country, 2, 1, works: true, at: time) }
      }
      for country in ["DD", "EE", "FF"] { rows += people(country, 1, 1, works: true, at: time) }
      rows += people("AA", 1, 3, works: hour > 0, at: time)
    }
    let judged = OutageCheck().judged(rows).filter { $0.country == "AA" && $0.start >= Self.noon }
    #expect(judged.count == 3 && judged.allSatisfy { $0.state == .blocked })
    #expect(judged.allSatisfy { !($0.evidence.last?.contains("fails also") ?? true) })
    // Where more of the world fails week after week than reaches it, the test may be broken.
    let few = OutageCheck().judged(rows.filter { !["EE", "FF"].contains($0.country) })
    #expect(
      few.filter { $0.country == "AA" && $0.start >= Self.noon }
        .allSatisfy { $0.state == .insufficient })
  }

  @Test func deadLinesAreNoWitnesses() {
    let rows = ["AA", "BB", "CC"].flatMap { people($0, works: false) }
    #expect(states(rows, of: "AA") == [.down])
    let others = ["BB", "CC"].flatMap { country in
      people(country, works: false).map { row in
        var row = row
        row.measurement += "w"
        row.test = "whatsapp"
        row.target = "whatsapp/registration"
        return row
      }
    }
    #expect(states(rows + others, of: "AA") == [.insufficient])
  }

  @Test func whatFailsInOneNetworkOnlyIsBlocked() {
    let rows = [
      row("AA", 1, "a", works: false), row("AA", 1, "b", works: false),
      row("BB", 2, "c", works: true), row("CC", 3, "d", works: true),
    ]
    let judged = OutageCheck().judged(rows).filter { $0.country == "AA" }
    #expect(judged.allSatisfy { $0.state == .blocked && $0.rule == .outageElsewhereFine })
    #expect(judged.allSatisfy { $0.mechanism == .tcpTimeout && $0.layer == .tcp })
  }

  @Test func otherNetworksOfTheCountryAreEnoughToCompareWith() {
    let rows = [
      row("AA", 1, "a", works: false), row("AA", 1, "b", works: false),
      row("AA", 2, "c", works: true), row("AA", 3, "d", works: true),
    ]
    #expect(OutageCheck().judged(rows).prefix(2).allSatisfy { $0.state == .blocked })
  }

  @Test func oneVolunteersTroubleIsNoBlocking() {
    let rows = [
      row("AA", 1, "a", works: false), row("BB", 2, "c", works: true),
      row("CC", 3, "d", works: true), row("DD", 4, "e", works: true),
    ]
    #expect(states(rows, of: "AA") == [.insufficient])
    // Said three times by one person it is still one.
    let repeated =
      rows + (1...3).map { row("AA", 1, "a", works: false, at: Self.noon + $0) }
    #expect(states(repeated, of: "AA") == [.insufficient])
  }

  @Test func whatWorksForTheNeighboursIsTheVolunteersOwn() {
    var failed = row("AA", 1, "a", works: false)
    failed.state = .blocked
    failed.rule = .silenceAfterHello
    let rows = [failed, row("AA", 1, "b", works: true), row("AA", 1, "c", works: true)]
    let judged = OutageCheck().judged(rows)[0]
    #expect(judged.state == .insufficient && judged.rule == .outageNeighboursFine)
  }

  @Test func anArtefactStaysWhatItIs() {
    let rows = ["AA", "BB", "CC"].enumerated().map { index, country in
      var row = row(country, UInt32(index), "a", works: false)
      row.state = .blocked
      row.mechanism = .dnsSinkhole
      row.hasArtefact = true
      return row
    }
    #expect(OutageCheck().judged(rows) == rows)
  }

  @Test func countriesThatBlockForYearsAreNoOutage() {
    var rows: [Observation] = []
    for day in 0..<8 {
      for country in ["AA", "BB", "CC"] {
        rows += people(country, works: false, at: Self.noon - Int64(day) * 86_400)
      }
    }
    let judged = OutageCheck().judged(rows)
    let last = judged.filter { $0.start >= Self.noon }
    #expect(last.count == 6 && last.allSatisfy { $0.state == .insufficient })
    // The first day there is nothing before.
    #expect(judged.filter { $0.start < Self.noon - 6 * 86_400 }.allSatisfy { $0.state == .down })
  }

  @Test func hoursApartAreNotCompared() {
    let rows = [
      row("AA", 1, "a", works: false), row("AA", 1, "b", works: false),
      row("BB", 2, "c", works: true, at: Self.noon + 3 * 3600),
      row("CC", 3, "d", works: true, at: Self.noon - 3 * 3600),
    ]
    #expect(states(rows, of: "AA") == [.insufficient])
  }

  @Test func rolesAreNotMixedAndOtherTestsAreLeftAlone() {
    var rows = [
      row("AA", 1, "a", works: false), row("BB", 1, "a", works: false, target: "telegram/web"),
      row("CC", 1, "a", works: false),
    ]
    #expect(OutageCheck().judged(rows) == rows)
    for index in rows.indices {
      rows[index].target = "host.example"
      rows[index].test = "web_connectivity"
    }
    #expect(OutageCheck().judged(rows) == rows)
  }

  @Test func whyNothingCanBeSaidIsNoFailure() {
    let rows = ["AA", "BB", "CC"].map { row($0, 1, "a", works: false, rule: .captivePortal) }
    #expect(OutageCheck().judged(rows) == rows)
  }

  @Test(arguments: [1, 2, 3, 4, 5]) func theOrderOfRowsDoesNotMatter(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var rows = (0..<400).map { _ in
      row(
        ["AA", "BB", "CC", "DD"][random.below(4)], UInt32(1 + random.below(3)),
        "p\(random.below(12))", works: random.below(3) > 0,
        at: Self.noon + Int64(random.below(40)) * 1800,
        target: ["telegram/web", "telegram/data-centres"][random.below(2)])
    }
    func sorted(_ rows: [Observation]) -> [String] { rows.map { "\($0)" }.sorted() }
    let judged = sorted(OutageCheck().judged(rows))
    rows.shuffle(using: &random)
    #expect(sorted(OutageCheck().judged(rows)) == judged, "seed \(seed)")
  }

  @Test func clocksFarFromTheEarthAreSurvived() {
    let rows = [Int64.min, .max, 0, -1].map { row("AA", 1, "a", works: false, at: $0) }
    #expect(OutageCheck().judged(rows).count == 4)
  }
}
