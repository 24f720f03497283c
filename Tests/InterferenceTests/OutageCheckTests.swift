import Mutation
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

  @Test func whatFailsInThreeCountriesIsDown() {
    var rows = [row("AA", 1, "a", works: false), row("BB", 2, "b", works: false)]
    #expect(states(rows, of: "AA") == [.insufficient])
    rows.append(row("CC", 3, "c", works: false))
    let judged = OutageCheck().judged(rows)
    #expect(judged.allSatisfy { $0.state == .down && $0.rule == .outageInManyCountries })
    #expect(judged.allSatisfy { $0.mechanism == nil })
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
        rows.append(row(country, 1, "a", works: false, at: Self.noon - Int64(day) * 86_400))
      }
    }
    let judged = OutageCheck().judged(rows)
    let last = judged.filter { $0.start == Self.noon }
    #expect(last.allSatisfy { $0.state == .insufficient })
    // The first day there is nothing before.
    #expect(judged.filter { $0.start == Self.noon - 7 * 86_400 }.allSatisfy { $0.state == .down })
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
    var random = SeededRandom(seed: seed)
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
