import Testing

@testable import Interference

@Suite("Failures that no network is known to cause")
struct UnknownFailureTests {
  static let texts = [
    "unknown_failure: proxyconnect tcp: x", "socks_error", "operation_canceled",
    "connection_already_in_progress", "unknown_failure: local error: out of memory",
    "unknown_failure: tls: internal error", "response_body_too_large",
    "unknown_failure: malformed HTTP response", "",
  ]

  @Test(arguments: texts) func neverConvict(text: String) {
    let failure = Failure(text)
    for layer in Layer.allCases { #expect(!failure.mayBeOfNetwork(at: layer)) }
    var name = MadePage()
    name.web.connects = []
    name.answer([], failure: failure)
    #expect(name.verdict().state == .insufficient)
    var way = MadePage(sealed: true)
    way.connect(MadePage.site, 443, failure)
    #expect(way.verdict().state == .insufficient)
    var hello = MadePage(sealed: true)
    hello.handshake(MadePage.site, "news.example", failure)
    #expect(hello.verdict().state == .insufficient)
    for isSealed in [true, false] {
      var page = MadePage(sealed: isSealed)
      page.page(status: nil, length: 0, failure: failure)
      #expect(page.verdict().state == .insufficient)
    }
  }

  /// A failure of another layer is none of this one: no mechanism is invented for it.
  @Test func failuresOfOtherLayersNeverConvict() {
    var way = MadePage(sealed: true)
    way.connect(MadePage.site, 443, .tlsHandshakeFailed)
    #expect(way.verdict().state == .insufficient && way.verdict().rule(.tcp) == .unknownFailure)
    way.connect(MadePage.site, 443, .timeout)
    #expect(way.verdict().decisive?.mechanism == .tcpTimeout)
  }

  @Test func alertsFromTheOtherSideAreFailuresOfTheHandshake() {
    for text in [
      "unknown_failure: remote error: tls: unrecognized name",
      "unknown_failure: http: server gave HTTP response to HTTPS client", "ssl_failed_handshake",
    ] { #expect(Failure(text) == .tlsHandshakeFailed) }
  }

  @Test(arguments: ["5", "[\"x\"]", "{}", "true"])
  func aFailureOfAnotherTypeIsUnknownAndNamed(value: String) throws {
    var reader = MeasurementReader()
    let text = """
      {"test_name":"web_connectivity","test_keys":{"tcp_connect":[{"ip":"192.0.2.1","port":443,
      "status":{"failure":\(value),"success":false}}],"tls_handshakes":[{"address":"192.0.2.1:443",
      "server_name":"news.example","failure":\(value)}]}}
      """
    let result = reader.read(text.utf8)
    #expect(result.defects.count == 2 && result.defects.allSatisfy { $0.reason == .wrongType })
    guard case .web(let web) = try #require(result.measurement).test else { return }
    #expect(web.connects.first?.failure == .unread && web.handshakes.first?.failure == .unread)
  }

  private func failing(_ failure: Failure, udp: [IPAddress]?, others: Bool) -> MadePage {
    var made = MadePage()
    made.web.connects = []
    made.answer([], failure: failure)
    if let udp { made.answer(udp, engine: .udp) }
    made.web.hasOtherAnswers = others
    return made
  }

  @Test(arguments: [Failure.dnsServerFailure, .dnsOther])
  func aResolverThatCannotFindOutDeniesNothing(failure: Failure) {
    for (udp, others) in [(nil, false), (nil, true), ([MadePage.site], false)]
      as [(
        [IPAddress]?, Bool
      )]
    {
      let verdict = failing(failure, udp: udp, others: others).verdict()
      #expect(verdict.state == .insufficient && verdict.rule(.dns) == .resolverFails)
    }
    // It finds out about other names, and another resolver about this one.
    let verdict = failing(failure, udp: [MadePage.site], others: true).verdict()
    #expect(verdict.decisive?.rule == .failsHereOnly && verdict.decisive?.likelihood == 0.6)
    #expect(
      failing(.dnsNoSuchName, udp: nil, others: false).verdict().decisive?.rule == .failsHereOnly)
  }

  /// An answer without an address says that the name exists.
  @Test func anEmptyAnswerDeniesNoName() throws {
    let decisive = try #require(failing(.dnsNoAnswer, udp: nil, others: false).verdict().decisive)
    #expect(decisive.rule == .failsHereOnly && decisive.mechanism == .dnsOtherFailure)
    #expect(decisive.evidence.contains("the resolver gave no address"))
    for failure in [Failure.dnsNoSuchName, .dnsNoDataOnAndroid] {
      let denied = failing(failure, udp: nil, others: false).verdict().decisive
      #expect(denied?.mechanism == .dnsNoSuchName)
    }
  }
}
