import Testing

@testable import Interference

@Suite("Faults of the volunteer's own device and line")
struct OwnDeviceTests {
  static let faults = [
    "network_down", "interrupted", "address_not_available", "permission_denied",
    "address_family_not_supported", "unknown_failure: dial tcp: connect: permission denied",
    "unknown_failure: too many open files",
    "unknown_failure: dial: connect: cannot assign requested address",
  ]
  private static let six = IPAddress(v6High: 0x2A04_4E42_0000_0000, low: 0x645)

  @Test(arguments: faults) func ofTheDeviceNeverConvict(text: String) {
    let failure = Failure(text)
    #expect(failure.isOfDevice)
    var name = MadePage()
    name.web.connects = []
    name.answer([], failure: failure)
    #expect(name.verdict().state == .insufficient && name.verdict().rule(.dns) == .deviceFault)
    var way = MadePage(sealed: true)
    way.connect(MadePage.site, 443, failure)
    way.page(status: nil, length: 0, failure: failure)
    #expect(way.verdict().state == .insufficient && way.verdict().rule(.tcp) == .deviceFault)
    var hello = MadePage(sealed: true)
    hello.handshake(MadePage.site, "news.example", failure)
    #expect(hello.verdict().rule(.tls) == .deviceFault)
    var page = MadePage()
    page.page(status: nil, length: 0, failure: failure)
    #expect(page.verdict().state == .insufficient && page.verdict().rule(.http) == .deviceFault)
  }

  private func six(_ failure: Failure) -> MadePage {
    var made = MadePage(sealed: true)
    made.answer([Self.six])
    made.web.control?.addresses = [MadePage.site, Self.six]
    let end = made.end(Self.six, 443)
    made.web.control?.connects[end] = .some(nil)
    made.connect(Self.six, 443, failure)
    made.page(status: nil, length: 0, from: Self.six, failure: failure)
    return made
  }

  @Test(arguments: [Failure.networkUnreachable, .hostUnreachable, .timeout])
  func brokenVersion6NeverConvicts(failure: Failure) {
    var made = six(failure)
    #expect(made.verdict().state == .insufficient)
    #expect(made.verdict().rule(.tcp) == .versionUnproven)
    #expect(made.verdict().rule(.http) == .notReached)
    // With version 4 in working order the site is in reach.
    made.connect(MadePage.site, 443, number: 2)
    #expect(made.verdict().state == .insufficient && made.verdict().rule(.tcp) == .connected)
    // Where version 6 carries something else it is not broken.
    made = six(failure)
    let other = IPAddress(v6High: 0x2A04_4E42_0000_0000, low: 9)
    made.web.connects.append(
      .init(endpoint: made.end(other, 443), failure: nil, depth: 1, transaction: 9))
    #expect(made.verdict().decisive?.rule == .connectFailsHereOnly)
  }

  @Test func aResetOverVersion6IsAnAnswer() {
    #expect(six(.connectionReset).verdict().decisive?.mechanism == .tcpReset)
  }

  @Test func aLineWithoutVersion4ReachesNothingOverIt() {
    var made = MadePage(sealed: true)
    made.connect(MadePage.site, 443, .networkUnreachable)
    #expect(made.verdict().rule(.tcp) == .versionUnproven)
    // A resolver that answered over version 4 shows that there is a way.
    made.answer([MadePage.site], engine: .udp)
    #expect(made.verdict().decisive?.mechanism == .tcpUnreachable)
  }

  @Test(arguments: [Failure.timeout, .dnsTemporary, .connectionRefused])
  func aSilentResolverMayBeDown(failure: Failure) {
    var made = MadePage()
    made.web.connects = []
    made.answer([], failure: failure)
    made.answer([], failure: .timeout, engine: .udp)
    #expect(made.verdict().state == .insufficient && made.verdict().rule(.dns) == .resolverSilent)
    var answered = made
    answered.web.queries.append(
      made.query([MadePage.stranger], nil, "other.example", 1, .system))
    #expect(answered.verdict().decisive?.rule == .failsHereOnly)
    made.web.hasOtherAnswers = true
    #expect(made.verdict().decisive?.layer == .dns)
  }

  @Test(arguments: [
    #""x_dns_whoami":{"system_v4":[{"address":"192.0.2.53"}]}"#,
    #""x_doh":{"queries":[{"engine":"getaddrinfo","hostname":"dns.example","answers":[{"ipv4":"192.0.2.8"}]}]}"#,
  ])
  func theProgramsOwnQuestionsShowThatTheResolverAnswers(keys: String) throws {
    var reader = MeasurementReader()
    let text = #"{"test_name":"web_connectivity","test_keys":{KEYS}}"#
    for (keys, isAnswered) in [(keys, true), (keys.replacing("[{", with: "[],\"x\":[{"), false)] {
      let measurement = try #require(
        reader.read(text.replacing("KEYS", with: keys).utf8).measurement)
      guard case .web(let web) = measurement.test else { return }
      #expect(web.hasOtherAnswers == isAnswered, "\(keys)")
    }
  }
}

@Suite("The layer and the rule that are true")
struct TrueRuleTests {
  @Test func anAnswerInATunnelsRangeIsForged() throws {
    let teredo = try #require(IPAddress("2001::6ca0:a62c"))
    #expect(Bogons.standard.contains(teredo))
    var made = MadePage(sealed: true)
    made.answer([teredo])
    made.connect(teredo, 443, .networkUnreachable)
    made.page(status: nil, length: 0, from: teredo, failure: .networkUnreachable)
    #expect(made.verdict().decisive?.layer == .dns)
    #expect(made.verdict().decisive?.mechanism == .dnsBogon)
  }

  /// Nothing was redirected.
  @Test func whatWasNotTriedOutsideIsSaidSo() {
    var made = MadePage(sealed: true)
    made.answer([MadePage.stranger], known: false)
    made.connect(MadePage.stranger, 443, .timeout)
    #expect(made.verdict().rule(.dns) == .networksUnknown)
    #expect(made.verdict().decisive?.rule == .connectFailsUntried)
    var hello = MadePage(sealed: true)
    hello.web.control?.handshakes = [:]
    hello.handshake(MadePage.site, "news.example", .connectionReset)
    #expect(hello.verdict().decisive?.rule == .handshakeFailsUntried)
  }

  private func handshake(receipts: [(Double, Int)]) -> MadePage {
    var made = MadePage(sealed: true)
    made.handshake(MadePage.site, "news.example", .timeout, duration: 10)
    made.page(status: nil, length: 0, failure: .timeout)
    made.web.receipts = receipts.map { .init(transaction: 1, at: $0.0, bytes: $0.1) }
    return made
  }

  /// The trace of a handshake under throttling: 517 and 507 bytes at 4.8 s, the deadline at 10.2 s.
  @Test func aHandshakeThatTricklesIsSlowed() {
    var made = handshake(receipts: [(4.8, 507)])
    let verdict = made.verdict()
    #expect(verdict.decisive?.layer == .throughput && verdict.decisive?.mechanism == .throttled)
    #expect(verdict.decisive?.rule == .deadlineInHandshake && verdict.rule(.http) == .notReached)
    // Another name at the same pace: it is the line.
    made.handshake(MadePage.otherOfSite, "other.example", depth: 1, number: 5, duration: 6)
    #expect(made.verdict().state == .insufficient)
    #expect(made.verdict().rule(.throughput) == .lineIsSlow)
  }

  @Test func silenceAfterTheNameIsAFilters() {
    #expect(handshake(receipts: []).verdict().decisive?.mechanism == .tlsTimeout)
    // The server's hello came in time, and then nothing.
    #expect(handshake(receipts: [(0.15, 1400)]).verdict().decisive?.mechanism == .tlsTimeout)
  }

  private func second(_ first: [IPAddress], _ late: [IPAddress]) -> MadePage {
    var made = MadePage(sealed: true)
    made.handshake(MadePage.site)
    made.page()
    made.answer(first, engine: .udp)
    made.web.duplicates = [made.query(late)]
    return made
  }

  @Test func twoAnswersOfOneSiteAreNoInjection() {
    // Another address of the same network.
    #expect(second([MadePage.site], [MadePage.otherOfSite]).verdict().state == .ok)
    // One that the server outside was given, in a network of its own.
    var made = second([MadePage.site], [MadePage.stranger])
    #expect(made.verdict().decisive?.rule == .secondAnswer)
    made.web.control?.addresses.append(MadePage.stranger)
    #expect(made.verdict().state == .ok)
    // One that has a good certificate for the name.
    made = second([MadePage.stranger], [MadePage.site])
    #expect(made.verdict().decisive?.mechanism == .dnsInjected)
    made.handshake(MadePage.stranger, number: 4)
    #expect(made.verdict().state == .ok)
  }

  @Test func withNothingToCompareNoAnswerIsForged() throws {
    var made = MadePage()
    made.web.control = nil
    made.answer([MadePage.site], engine: .udp)
    made.web.duplicates = [made.query([MadePage.stranger])]
    #expect(made.verdict().state == .insufficient)
    // But an address that no public name has is.
    made = second([try #require(IPAddress("10.0.0.7"))], [MadePage.site])
    #expect(made.verdict().decisive?.mechanism == .dnsInjected)
    // Two forged answers before the site's own.
    made = second([MadePage.stranger], [IPAddress(v4: 0xC633_6407)])
    #expect(made.verdict().decisive?.mechanism == .dnsInjected)
  }
}
