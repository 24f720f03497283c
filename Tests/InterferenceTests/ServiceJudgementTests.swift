import Bytes
import Testing

@testable import Interference

@Suite("Judgements on made measurements of messengers")
struct ServiceJudgementTests {
  private func expect(
    _ row: Observation?, _ state: LayerState, _ rule: Rule, _ mechanism: Mechanism? = nil,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let row = try #require(row, sourceLocation: location)
    let text = Comment(rawValue: "\(row)")
    #expect(row.state == state, text, sourceLocation: location)
    #expect(row.rule == rule, text, sourceLocation: location)
    #expect(row.mechanism == mechanism, text, sourceLocation: location)
  }

  // MARK: Telegram

  @Test func whatWorksIsFine() throws {
    var made = MadeMessenger("telegram")
    made.centres(nil)
    made.works("web.telegram.org", "149.154.167.99")
    #expect(made.rows().map(\.target) == ["telegram/data-centres", "telegram/web"])
    #expect(made.rows().allSatisfy { $0.state == .ok && $0.test == "telegram" })
  }

  @Test(arguments: [
    ("generic_timeout_error", Mechanism.tcpTimeout), ("connection_refused", .tcpRefused),
    ("connection_reset", .tcpReset), ("host_unreachable", .tcpUnreachable),
  ])
  func allDataCentresFailWhileTheLineWorks(failure: String, mechanism: Mechanism) throws {
    var made = MadeMessenger("telegram")
    made.centres(failure)
    made.works("web.telegram.org", "149.154.167.99")
    try expect(made.row("telegram/data-centres"), .blocked, .allEndpointsFail, mechanism)
    try expect(made.row("telegram/web"), .ok, .serviceReached)
  }

  @Test func whereNothingWorksNothingIsSaid() throws {
    var made = MadeMessenger("telegram")
    made.centres("generic_timeout_error")
    made.connectFails("web.telegram.org", "149.154.167.99", "generic_timeout_error")
    try expect(
      made.row("telegram/data-centres"), .insufficient, .serviceFailsUncompared, .tcpTimeout)
    try expect(made.row("telegram/web"), .insufficient, .serviceFailsUncompared, .tcpTimeout)
  }

  @Test func oneDataCentreIsEnough() throws {
    var made = MadeMessenger("telegram")
    for address in MadeMessenger.centres.dropLast() {
      made.connect(address, 443, "generic_timeout_error")
    }
    made.connect("95.161.76.100", 443)
    made.request("http://95.161.76.100:443/", status: 501)
    try expect(made.row("telegram/data-centres"), .ok, .serviceReached)
  }

  @Test func requestsThatAreResetInThreePlacesAreInterferedWith() throws {
    var made = MadeMessenger("telegram")
    for address in MadeMessenger.centres {
      made.connect(address, 80)
      made.request("http://\(address)/", "connection_reset")
    }
    try expect(made.row("telegram/data-centres"), .blocked, .allEndpointsFail, .httpReset)
  }

  @Test(arguments: [
    ("connection_reset", Rule.resetAfterHello, Mechanism.tlsReset),
    ("generic_timeout_error", .silenceAfterHello, .tlsTimeout),
    ("eof_error", .closedAfterHello, .tlsClosed),
  ])
  func theWebAloneIsBlockedByItsName(failure: String, rule: Rule, mechanism: Mechanism) throws {
    // WhatsApp, for Telegram's data centres do no handshakes.
    var made = MadeMessenger("whatsapp")
    made.works("v.whatsapp.net", "157.240.1.60")
    made.name("e1.whatsapp.net", ["15.197.1.1"])
    made.connect("15.197.1.1", 5222)
    made.handshakeFails("web.whatsapp.com", "157.240.2.60", failure)
    try expect(made.row("whatsapp/web"), .blocked, rule, mechanism)
    try expect(made.row("whatsapp/endpoints"), .ok, .serviceReached)
    try expect(made.row("whatsapp/registration"), .ok, .serviceReached)
  }

  @Test func aResetAfterTheNameIsInterferenceEvenAlone() throws {
    var made = MadeMessenger("telegram")
    made.centres(nil)
    made.handshakeFails("web.telegram.org", "149.154.167.99", "connection_reset")
    try expect(made.row("telegram/web"), .blocked, .resetAfterHello, .tlsReset)
    try expect(made.row("telegram/data-centres"), .ok, .serviceReached)
  }

  @Test func silenceAloneIsNot() throws {
    var made = MadeMessenger("telegram")
    made.centres(nil)
    made.handshakeFails("web.telegram.org", "149.154.167.99", "generic_timeout_error")
    try expect(
      made.row("telegram/web"), .insufficient, .serviceFailsUncompared, .tlsTimeout)
  }

  @Test func aNameThatPeopleTypeIsNotGivenUp() throws {
    var made = MadeMessenger("telegram")
    made.centres(nil)
    made.nameFails("web.telegram.org", "dns_nxdomain_error")
    try expect(made.row("telegram/web"), .blocked, .namesDenied, .dnsNoSuchName)
  }

  @Test func aResolverThatFailsSaysNothing() throws {
    var made = MadeMessenger("telegram")
    made.centres(nil)
    made.nameFails("web.telegram.org", "dns_servfail_error")
    try expect(made.row("telegram/web"), .insufficient, .oneNameMissing, .dnsOtherFailure)
  }

  @Test func theRedirectOfTheWebInClearIsTheServicesOwn() throws {
    var made = MadeMessenger("telegram")
    made.centres(nil)
    made.works("web.telegram.org", "149.154.167.99")
    made.connect("149.154.167.99", 80)
    made.request(
      "http://web.telegram.org/", status: 301, location: "https://web.telegram.org/")
    made.request("http://web.telegram.org/", "connection_reset")
    try expect(made.row("telegram/web"), .ok, .serviceReached)
  }

  // MARK: Names

  @Test(arguments: ["10.10.34.35", "100.64.0.1"]) func aBogonIsBlocked(address: String) throws {
    var made = MadeMessenger("telegram")
    made.centres(nil)
    made.name("web.telegram.org", [address])
    made.connect(address, 443, "generic_timeout_error")
    made.request("https://web.telegram.org/", "generic_timeout_error")
    let row = made.row("telegram/web")
    try expect(row, .blocked, .serviceBogonAnswer, .dnsBogon)
    #expect(row?.hasArtefact == true)
  }

  @Test func aSinkholeIsNamed() throws {
    var made = MadeMessenger("whatsapp")
    made.name("web.whatsapp.com", ["45.45.45.9"])
    let mark = Fingerprint(
      name: "example sinkhole", scope: .network, place: .dns,
      pattern: BytePattern(.full, "45.45.45.9"))
    let judge = WebJudge(fingerprints: FingerprintSet([mark]))
    try expect(made.row("whatsapp/web", judge), .blocked, .sinkholeAnswer, .dnsSinkhole)
  }

  @Test func aCertificateVouchesForAnyAddress() throws {
    // A proxy on the device hands out such addresses and carries everything.
    var made = MadeMessenger("telegram")
    made.works("web.telegram.org", "198.18.0.7")
    try expect(made.row("telegram/web"), .ok, .serviceReached)
  }

  @Test func theDevicesOwnFilterIsNotTheNetwork() throws {
    var made = MadeMessenger("whatsapp")
    made.name("web.whatsapp.com", ["0.0.0.0"])
    made.connect("0.0.0.0", 443)
    made.handshake("web.whatsapp.com", "127.0.0.1", "ssl_invalid_hostname")
    made.request("https://web.whatsapp.com/", "ssl_invalid_hostname")
    try expect(made.row("whatsapp/web"), .insufficient, .ownDeviceAnswers)
  }

  @Test func loopbackThatRefusesIsAnAnswerOfTheNetwork() throws {
    var made = MadeMessenger("whatsapp")
    made.works("v.whatsapp.net", "157.240.1.60")
    made.name("web.whatsapp.com", ["127.0.0.1"])
    made.connect("127.0.0.1", 443, "connection_refused")
    try expect(made.row("whatsapp/web"), .blocked, .serviceBogonAnswer, .dnsBogon)
    made.access = "vpn"
    try expect(made.row("whatsapp/web"), .insufficient, .ownDeviceAnswers)
  }

  @Test func oneAddressForNamesOfManyOwnersIsWrong() throws {
    var made = MadeMessenger("signal")
    for part in MadeMessenger.signal {
      made.connectFails(part.host, "45.45.45.45", "generic_timeout_error")
    }
    try expect(made.row("signal/chat"), .blocked, .oneAddressForAll, .dnsWrongAddress)
    try expect(made.row("signal/calls"), .blocked, .oneAddressForAll, .dnsWrongAddress)
  }

  @Test func namesOfADomainDeniedTogetherAreBlocked() throws {
    var made = MadeMessenger("whatsapp")
    made.works("web.whatsapp.com", "157.240.1.60")
    made.nameFails("v.whatsapp.net", "dns_nxdomain_error")
    for number in 1...16 { made.nameFails("e\(number).whatsapp.net", "dns_nxdomain_error") }
    try expect(made.row("whatsapp/endpoints"), .blocked, .namesDenied, .dnsNoSuchName)
    try expect(made.row("whatsapp/registration"), .blocked, .namesDenied, .dnsNoSuchName)
    try expect(made.row("whatsapp/web"), .ok, .serviceReached)
  }

  @Test func whereNoNameIsAnsweredTheLineMayBeDead() throws {
    var made = MadeMessenger("signal")
    for part in MadeMessenger.signal { made.nameFails(part.host, "dns_nxdomain_error") }
    try expect(made.row("signal/chat"), .insufficient, .noNameAnswered, .dnsNoSuchName)
  }

  @Test func oneNameThatIsMissingMayHaveBeenGivenUp() throws {
    var made = MadeMessenger.soundSignal()
    made.nameFails("api.directory.signal.org", "dns_nxdomain_error")
    let row = made.row("signal/directory")
    try expect(row, .insufficient, .oneNameMissing, .dnsNoSuchName)
  }

  // MARK: Signal's traps

  @Test func aChangedRootIsAnOldProgramAndNotACensor() throws {
    var made = MadeMessenger("signal")
    for part in MadeMessenger.signal {
      made.handshakeFails(part.host, part.address, "ssl_unknown_authority", network: part.network)
    }
    made.name("uptime.signal.org", ["127.0.0.1"])
    for row in made.rows() where row.target != "signal/status" {
      try expect(row, .insufficient, .builtInRootUnknown)
    }
    // A certificate for another name is another matter, and may be the service's own fault.
    var named = made
    named.handshakes = made.handshakes.map {
      $0.replacing("ssl_unknown_authority", with: "ssl_invalid_hostname")
    }
    try expect(
      named.row("signal/chat"), .insufficient, .serviceFailsUncompared, .tlsWrongCertificate)
    // In 2022 one of six hosts was changed first.
    var one = MadeMessenger.soundSignal()
    one.handshakes.removeAll { $0.contains("sfu.voip") }
    one.requests.removeAll { $0.contains("sfu.voip") }
    one.handshake("sfu.voip.signal.org", "45.50.1.1", "ssl_unknown_authority")
    one.request("https://sfu.voip.signal.org/", "ssl_unknown_authority")
    try expect(one.row("signal/calls"), .insufficient, .builtInRootUnknown)
    try expect(one.row("signal/chat"), .ok, .serviceReached)
  }

  @Test func theServicesOwnWordForAnOutageIsBelieved() throws {
    var made = MadeMessenger("signal")
    for part in MadeMessenger.signal {
      made.connectFails(
        part.host, part.address, "generic_timeout_error", network: part.network)
    }
    made.name("uptime.signal.org", ["127.0.0.2"])
    try expect(made.row("signal/chat"), .down, .serviceSaysDown)
    try expect(made.row("signal/status"), .down, .serviceSaysDown)
  }

  @Test func serversOfManyOwnersDoNotFailTogether() throws {
    var made = MadeMessenger("signal")
    for part in MadeMessenger.signal {
      made.connectFails(
        part.host, part.address, "generic_timeout_error", network: part.network)
    }
    try expect(
      made.row("signal/chat"), .insufficient, .serviceFailsUncompared, .tcpTimeout)
    made.name("uptime.signal.org", ["127.0.0.1"])
    try expect(made.row("signal/chat"), .blocked, .unrelatedNetworksFail, .tcpTimeout)
  }

  @Test func aResolverThatAnswersLoopbackForAllIsNoWordOfTheService() throws {
    var made = MadeMessenger("signal")
    for part in MadeMessenger.signal {
      made.name(part.host, ["127.0.0.1"])
      made.connect("127.0.0.1", 443, "connection_refused")
    }
    made.name("uptime.signal.org", ["127.0.0.1"])
    try expect(made.row("signal/chat"), .blocked, .serviceBogonAnswer, .dnsBogon)
    try expect(made.row("signal/status"), .insufficient, .noControl)
  }

  @Test func oneHostOfARoleThatFailsIsSeen() throws {
    var made = MadeMessenger.soundSignal()
    made.queries.removeAll { $0.contains("cdn2") }
    made.handshakes.removeAll { $0.contains("cdn2") }
    made.requests.removeAll { $0.contains("cdn2") }
    made.handshakeFails("cdn2.signal.org", "45.48.1.1", "connection_reset")
    try expect(made.row("signal/attachments"), .blocked, .resetAfterHello, .tlsReset)
  }

  // MARK: Messenger

  private let facebook: [(String, String)] = [
    ("b-api.facebook.com", "157.240.1.1"), ("b-graph.facebook.com", "157.240.1.1"),
    ("edge-mqtt.facebook.com", "157.240.1.2"), ("star.c10r.facebook.com", "157.240.1.3"),
    ("external.xx.fbcdn.net", "157.240.1.4"), ("scontent.xx.fbcdn.net", "157.240.1.4"),
  ]

  @Test func cachesInsideOfNetworksAreFacebooksToo() throws {
    var made = MadeMessenger("facebook_messenger")
    for (host, address) in facebook.prefix(4) { made.name(host, [address], network: 32934) }
    // A copy in the volunteer's own network.
    for (host, _) in facebook.suffix(2) { made.name(host, ["45.45.45.7"], network: 64496) }
    made.name("stun.fbsbx.com", ["157.240.1.9"], network: 32934)
    for address in ["157.240.1.1", "157.240.1.2", "157.240.1.3", "45.45.45.7"] {
      made.connect(address)
    }
    try expect(made.row("messenger/scontent-cdn"), .ok, .serviceReached)
    try expect(made.row("messenger/b-api"), .ok, .serviceReached)
    // Looked up and not connected to.
    try expect(made.row("messenger/stun"), .ok, .serviceNameAtHome)
    #expect(made.rows().allSatisfy { $0.test == "facebook_messenger" })
  }

  @Test func aStrangersAddressForTheInterfaceIsWrong() throws {
    var made = MadeMessenger("facebook_messenger")
    made.name("b-api.facebook.com", ["45.45.45.8"], network: 64497)
    made.connect("45.45.45.8", 443, "generic_timeout_error")
    made.name("star.c10r.facebook.com", ["157.240.1.3"], network: 32934)
    made.connect("157.240.1.3")
    try expect(
      made.row("messenger/b-api"), .blocked, .serviceNetworkIsNotItsOwn, .dnsWrongAddress)
    // Where it takes connections it may be anything.
    made.connects = []
    made.connect("45.45.45.8")
    try expect(made.row("messenger/b-api"), .insufficient, .serviceNetworkIsNotItsOwn)
  }

  @Test(arguments: ["ssl_invalid_hostname", "connection_reset", "generic_timeout_error"])
  func aBlockPagesServerIsNotTheWeb(failure: String) throws {
    var made = MadeMessenger("telegram")
    made.centres(nil)
    made.handshakeFails("web.telegram.org", "45.45.45.9", failure, network: 64500)
    try expect(made.row("telegram/web"), .blocked, .serviceNetworkIsNotItsOwn, .dnsWrongAddress)
    // A good certificate is proof, wherever the address lies.
    var copied = MadeMessenger("telegram")
    copied.works("web.telegram.org", "45.45.45.9", network: 64500)
    try expect(copied.row("telegram/web"), .ok, .serviceReached)
  }

  // MARK: The volunteer's own troubles

  @Test func aPortalIsNoCensor() throws {
    var made = MadeMessenger("telegram")
    for address in MadeMessenger.centres {
      made.connect(address, 80)
      made.request(
        "http://\(address)/", status: 302, location: "http://login.hotel.example/splash")
    }
    made.name("web.telegram.org", ["45.45.45.1"])
    made.connect("45.45.45.1")
    made.handshake("web.telegram.org", "45.45.45.1", "ssl_invalid_hostname")
    made.request("https://web.telegram.org/", "ssl_invalid_hostname")
    try expect(made.row("telegram/data-centres"), .insufficient, .captivePortal)
    try expect(made.row("telegram/web"), .insufficient, .captivePortal)
  }

  @Test func aPortalThatAnswersWithItsOwnAddressIsNoCensor() throws {
    var made = MadeMessenger("whatsapp")
    for host in ["web.whatsapp.com", "v.whatsapp.net", "e1.whatsapp.net"] {
      made.name(host, ["10.0.0.1"])
    }
    made.connect("10.0.0.1")
    made.request("http://web.whatsapp.com/", status: 511)
    for row in made.rows() { try expect(row, .insufficient, .captivePortal) }
  }

  @Test func brokenV6IsNoCensor() throws {
    var made = MadeMessenger("whatsapp")
    made.queries.append(
      #"{"engine":"system","hostname":"e1.whatsapp.net","query_type":"AAAA","failure":null,"answers":[{"answer_type":"AAAA","ipv6":"2a03:2880::1"}]}"#
    )
    made.connect("2a03:2880::1", 443, "network_unreachable")
    made.connect("2a03:2880::1", 5222, "host_unreachable")
    try expect(made.row("whatsapp/endpoints"), .insufficient, .onlyV6Fails)
    made.name("e2.whatsapp.net", ["15.197.1.1"])
    made.connect("15.197.1.1", 5222)
    try expect(made.row("whatsapp/endpoints"), .ok, .serviceReached)
  }

  @Test func wrongCertificatesThroughoutAreAProxyOrAPortal() throws {
    var made = MadeMessenger("whatsapp")
    made.handshakeFails("web.whatsapp.com", "157.240.1.60", "ssl_unknown_authority")
    made.handshakeFails("v.whatsapp.net", "157.240.1.61", "ssl_unknown_authority")
    try expect(
      made.row("whatsapp/web"), .insufficient, .wrongCertificatesThroughout, .tlsWrongCertificate)
  }

  @Test func aWrongCertificateForOneAloneIsNot() throws {
    var made = MadeMessenger("whatsapp")
    made.works("v.whatsapp.net", "157.240.1.61")
    made.handshakeFails("web.whatsapp.com", "157.240.1.60", "ssl_unknown_authority")
    try expect(
      made.row("whatsapp/web"), .blocked, .wrongCertificateHereOnly, .tlsWrongCertificate)
    // Out of date may be the clock.
    made.handshakes[1] = made.handshakes[1].replacing(
      "ssl_unknown_authority", with: "ssl_invalid_certificate")
    try expect(
      made.row("whatsapp/web"), .insufficient, .wrongCertificatesThroughout, .tlsWrongCertificate)
  }

  // MARK: Forms

  @Test(arguments: [
    #"{"test_name":"signal","test_keys":null}"#, #"{"test_name":"telegram","test_version":"1"}"#,
    #"{"test_name":"whatsapp","measurement_start_time":"2026-01-02 03:04:05","test_keys":{"queries":null,"tcp_connect":null,"requests":null,"tls_handshakes":null}}"#,
    #"{"test_name":"facebook_messenger","measurement_start_time":"2026-01-02 03:04:05","test_keys":{"queries":{},"tcp_connect":"x","requests":[null,1,[]]}}"#,
  ])
  func emptyMeasurementsHaveNoRows(text: String) throws {
    var reader = MeasurementReader()
    let measurement = try #require(reader.read(Array(text.utf8)).measurement)
    guard case .service = measurement.test else {
      Issue.record("not read as a messenger")
      return
    }
    #expect(measurement.observations(by: WebJudge()) == [])
  }

  @Test func falseForNoFailureIsUnderstood() throws {
    var made = MadeMessenger("telegram")
    made.centres(nil)
    var reader = MeasurementReader()
    let text = made.json.replacing(#""failure":null"#, with: #""failure":false"#)
    let result = reader.read(Array(text.utf8))
    #expect(result.defects == [])
    #expect(result.measurement?.observations(by: WebJudge()).first?.state == .ok)
  }

  @Test func aMessengerWithThousandsOfNamesIsNone() throws {
    var made = MadeMessenger("signal")
    for number in 0..<5000 { made.name("h\(number).signal.org", ["45.45.45.45"]) }
    #expect(made.rows().count <= 64)
  }
}
