import Bytes
import Signals
import Testing

@testable import Interference

@Suite("Who reaches nothing is no witness of a block")
struct WitnessHealthTests {
  static let morning: Int64 = 1_767_340_800

  private func row(
    _ person: String, _ target: String, _ state: LayerState, network: UInt32 = 64496,
    how: Mechanism = .tlsWrongCertificate, rule: Rule = .handshakeFailsHereOnly, at hour: Int64 = 0
  ) -> Observation {
    Observation(
      measurement: "\(person) \(target) \(hour)", target: target, test: "web_connectivity",
      country: "XA", network: network, vantagePoint: person, isPseudonym: true,
      start: Self.morning + hour * 3600, state: state, layer: .tls,
      mechanism: state == .blocked ? how : nil, rule: state == .blocked ? rule : .pageMatches)
  }

  private func sites(_ count: Int) -> [String] { (0..<count).map { "site\($0).example" } }

  /// Healthy neighbours, who reach all but one of so many sites.
  private func neighbours(_ count: Int = 8, _ tried: Int = 12) -> [Observation] {
    (0..<count).flatMap { person in
      sites(tried).enumerated().map { index, site in
        row("n\(person)", site, index == 0 ? .blocked : .ok, network: 64496 + UInt32(person % 3))
      }
    }
  }

  private func blocked(_ rows: [Observation], by person: String) -> Int {
    WitnessHealth.judged(rows).count { $0.vantagePoint == person && $0.state == .blocked }
  }

  @Test func aPortalWithOneCertificateForAllNamesBlocksNothing() throws {
    let guest = sites(12).map { row("guest", $0, .blocked) }
    let judged = WitnessHealth.judged(neighbours() + guest)
    #expect(judged.filter { $0.vantagePoint == "guest" }.allSatisfy { $0.state == .insufficient })
    let first = try #require(judged.first { $0.vantagePoint == "guest" })
    #expect(first.rule == .nothingReached && first.mechanism == .tlsWrongCertificate)
    // What it says is published in our words alone.
    let line = try #require(first.evidence.last)
    #expect(
      EvidencePattern.all.contains { $0.read(Array(line.utf8)[...]) { _, _ in [] } == [.own(line)] }
    )
    // The block that the others see stays.
    #expect(judged.count { $0.target == "site0.example" && $0.state == .blocked } == 8)
  }

  @Test func aFewBlockedSitesAmongOthersStay() {
    let reader = sites(12).enumerated().map { row("reader", $1, $0 < 4 ? .blocked : .ok) }
    #expect(blocked(neighbours() + reader, by: "reader") == 4)
    // Fewer than four say too little of a line.
    let three = sites(3).map { row("reader", $0, .blocked) }
    #expect(blocked(neighbours() + three, by: "reader") == 3)
    // One owner's hosts are one site.
    let hosts = (0..<9).map { row("reader", "h\($0).news.example", .blocked) }
    #expect(blocked(neighbours() + hosts, by: "reader") == 9)
  }

  @Test func anotherDayIsAnotherLine() {
    let days = sites(8).map { row("reader", $0, .blocked) }
    let next = sites(8).enumerated().map { row("reader", $1, $0 < 2 ? .blocked : .ok, at: 24) }
    #expect(blocked(neighbours() + days + next, by: "reader") == 2)
  }

  @Test func aResolverThatRefusesAllNamesBlocksNone() {
    let rows = (0..<9).flatMap { person in
      sites(10).map {
        row("p\(person)", $0, .blocked, network: 64511, how: .dnsRefused, rule: .failsHereOnly)
      }
    }
    let judged = WitnessHealth.judged(neighbours(12) + rows)
    #expect(!judged.contains { $0.network == 64511 && $0.state == .blocked })
  }

  @Test func aCountryThatIsCutOffIsNoHotel() {
    let rows = (0..<9).flatMap { person in
      sites(10).map { row("p\(person)", $0, .blocked, network: 64496 + UInt32(person % 3)) }
    }
    #expect(WitnessHealth.judged(rows) == rows)
    // Three guests of three hotels among many readers are.
    let guests = rows.filter { ["p0", "p1", "p2"].contains($0.vantagePoint) }
    let judged = WitnessHealth.judged(neighbours() + guests)
    #expect(!judged.contains { $0.vantagePoint.hasPrefix("p") && $0.state == .blocked })
    // All in one network are a resolver or a gateway.
    let one = rows.filter { $0.network == 64496 }
    #expect(!WitnessHealth.judged(one).contains { $0.state == .blocked })
  }

  @Test func whatIsKnownByNameStays() {
    let rows = sites(10).map {
      row("reader", $0, .blocked, how: .dnsSinkhole, rule: .sinkholeAnswer)
    }
    #expect(blocked(neighbours() + rows, by: "reader") == 10)
  }

  // MARK: Losses

  /// So many tries of each site in a network, of which some run into deadlines.
  private func tries(
    _ rate: (Int) -> Double, seed: UInt64 = 3, how: Mechanism = .tcpTimeout
  ) -> [Observation] {
    var random = SplitMix(state: seed)
    return (0..<10).flatMap { person in
      sites(20).enumerated().flatMap { index, site in
        (0..<2).map { hour in
          let isLost = Double(random.next() >> 11) * 0x1p-53 < rate(index)
          return row(
            "p\(person)", site, isLost ? .blocked : .ok, how: how,
            rule: .connectFailsHereOnly, at: Int64(hour) * 3)
        }
      }
    }
  }

  @Test func aCrowdedLineBlocksNothing() {
    let judged = WitnessHealth.judged(tries { _ in 0.7 })
    #expect(!judged.contains { $0.state == .blocked })
    #expect(judged.contains { $0.rule == .losesGenerally })
  }

  @Test(arguments: [Mechanism.tlsReset, .tcpRefused, .dnsNoSuchName])
  func aGatewayThatCutsOrDeniesEverywhereBlocksNothing(how: Mechanism) {
    let judged = WitnessHealth.judged(tries({ _ in 0.65 }, how: how))
    #expect(!judged.contains { $0.state == .blocked })
    // One site that is cut among others that come is a block, whatever the line loses in another way.
    let one = tries({ $0 == 0 ? 1 : 0 }, how: how)
    #expect(WitnessHealth.judged(one).contains { $0.state == .blocked })
    let two = tries({ $0 == 0 ? 0 : 0.5 }, seed: 4)
    #expect(
      WitnessHealth.judged(one + two).contains { $0.mechanism == how && $0.state == .blocked })
  }

  @Test func halfOfTheListMayBeDropped() {
    // Iran's lists: many sites dropped by all, the others fine but for ordinary losses.
    let rows = tries { $0 % 2 == 0 ? 1 : 0.04 }
    let judged = WitnessHealth.judged(rows)
    #expect(judged.count { $0.state == .blocked } == rows.count { $0.state == .blocked })
  }

  @Test func orderAndCopiesChangeNothing() {
    let guest = sites(12).map { row("guest", $0, .blocked) }
    let rows = neighbours() + guest + tries { _ in 0.5 }
    let judged = WitnessHealth.judged(rows)
    #expect(Set(WitnessHealth.judged(rows.reversed())) == Set(judged))
    var health = WitnessHealth(meetsCopies: true)
    for row in rows + rows { health.add(row) }
    health.settle()
    #expect(health.judged(rows) == judged)
  }
}

extension WitnessHealthTests {
  private func unnamed(_ person: String, _ target: String) -> Observation {
    Observation(
      measurement: "\(person) \(target)", target: target, test: "web_connectivity",
      country: "XA", network: 64496, vantagePoint: person, isPseudonym: true,
      start: Self.morning, state: .insufficient, layer: .dns, mechanism: .dnsOtherFailure,
      rule: .pageByOtherResolver, cameOutside: true)
  }

  private func reached(_ person: String, _ count: Int) -> [Observation] {
    (0..<count).map { index in
      Observation(
        measurement: "\(person) \(index)", target: "site\(index).example", test: "web_connectivity",
        country: "XA", network: 64496, vantagePoint: person, isPseudonym: true,
        start: Self.morning, state: .ok, layer: .http, rule: .pageMatches)
    }
  }

  @Test func aResolverThatFailsForOneNameBlocksIt() throws {
    let row = unnamed("reader", "news.example")
    #expect(WitnessHealth.judged([row]) == [row])
    #expect(WitnessHealth.judged(reached("reader", 2) + [row]).last == row)
    let judged = WitnessHealth.judged(reached("reader", 3) + [row])
    let told = try #require(judged.last)
    #expect(told.state == .blocked && told.mechanism == .dnsOtherFailure)
    #expect(told.rule == .resolverFailsForThis)
    // Another's resolver proves nothing.
    #expect(WitnessHealth.judged(reached("other", 9) + [row]).last == row)
    // Nor does one that fails at this and that.
    let many = (0..<3).map { unnamed("reader", "news\($0).example") }
    #expect(!WitnessHealth.judged(reached("reader", 6) + many).contains { $0.state == .blocked })
  }

  @Test(arguments: [Failure.dnsServerFailure, .timeout])
  func aPageByAnotherResolverIsNotOpenToReaders(failure: Failure) {
    var made = MadePage()
    made.answer([], failure: failure)
    made.answer([MadePage.site], engine: .sealed)
    made.page(title: "Evening paper of the north", length: 20_000)
    let verdict = made.verdict()
    #expect(verdict.state == .insufficient, "\(verdict.layers)")
    #expect(verdict.deciding?.rule == .pageByOtherResolver)
    #expect(verdict.deciding?.mechanism == (failure == .timeout ? .dnsTimeout : .dnsOtherFailure))
  }
}

@Suite("An answer unlike the control's may be the site's all the same")
struct SiteAddressesTests {
  /// One volunteer's measurement of a site that the server outside finds at one address and the resolver at another.
  private func measured(
    _ person: String, outside: IPAddress, answered: IPAddress, failure: Failure? = nil
  ) throws -> Observation {
    var made = MadePage()
    made.web.control?.addresses = [outside]
    made.web.control?.networks = [outside: MadePage.networks[outside] ?? 0]
    made.answer([answered])
    made.connect(answered, 80, failure)
    if failure == nil { made.page(title: "Evening paper of the north", length: 20_000) }
    let measurement = Measurement(
      id: person, input: made.input, start: made.start, country: made.country, network: 64496,
      software: "", program: "", report: person, test: .web(made.web))
    return try #require(measurement.observations(by: MadePage.judge).first)
  }

  private let now = MadePage.site
  private let before = MadePage.stranger

  @Test func anOldAnswerIsNoBlock() throws {
    let accused = try measured("late", outside: now, answered: before, failure: .timeout)
    #expect(accused.rule == .addressUnlikeControl && accused.state == .blocked)
    // Nobody ever found the site there.
    let today = try measured("today", outside: now, answered: now)
    #expect(WitnessHealth.judged([accused, today]).first == accused)
    // Another volunteer's server outside did, before the site moved.
    let earlier = try measured("earlier", outside: before, answered: before)
    let judged = WitnessHealth.judged([accused, today, earlier])
    #expect(judged.map(\.state) == [.insufficient, .ok, .ok])
    #expect(judged[0].rule == .addressOfTheSite)
    let line = try #require(judged[0].evidence.last)
    #expect(
      EvidencePattern.all.contains { $0.read(Array(line.utf8)[...]) { _, _ in [] } == [.own(line)] }
    )
    // What another site's control says is nothing to this one.
    var other = earlier
    other.target = "other.example"
    #expect(WitnessHealth.judged([accused, today, other]).first == accused)
  }

  @Test func addressesComeThroughFilesAndParts() throws {
    let row = try measured("late", outside: now, answered: before, failure: .timeout)
    #expect(row.addresses.count == 1)
    var tape = JSONTape()
    try tape.read(row.json.canonicalBytes)
    #expect(Observation(tape) == row)
    var packed = PackedObservations()
    packed.append(PlacedObservation(row, file: 0, line: 1, column: nil))
    packed.each { #expect($0.observation == row) }
  }
}
