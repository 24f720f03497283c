import Bytes
import Testing

@testable import Interference

@Suite("Names: proxies and resolvers of the volunteer's own, and what others answer")
struct OwnResolverTests {
  private static let judge = WebJudge(
    bogons: Bogons(
      ["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "198.18.0.0/15"].compactMap { AddressBlock($0) }
    ), fingerprints: .empty)

  private func answered(_ text: String) throws -> (made: MadePage, address: IPAddress) {
    let address = try #require(IPAddress(text))
    var made = MadePage(sealed: true)
    made.answer([address])
    made.connect(address, 443)
    return (made, address)
  }

  @Test(arguments: ["198.18.0.5", "100.64.1.1", "10.1.2.3"])
  func theSitesCertificateShowsThatAnAddressIsAProxys(text: String) throws {
    var (made, address) = try answered(text)
    made.handshake(address)
    made.page(title: "Evening paper of the north", from: address)
    let verdict = made.verdict(Self.judge)
    #expect(verdict.state == .ok && verdict.rule(.dns) == .ownProxy)
    // A page in clear shows nothing of the kind.
    var (clear, _) = try answered("100.64.1.1")
    clear.input = "http://news.example/"
    clear.page(title: "Evening paper of the north", from: address)
    #expect(clear.verdict(Self.judge).state == .blocked)
  }

  @Test func whatFailsBehindAProxyIsTheProxys() throws {
    var (made, address) = try answered("198.18.0.5")
    made.connect(address, 443, .timeout)
    #expect(made.verdict(Self.judge).state == .insufficient)
    made.connect(address, 443)
    made.handshake(address)
    made.page(status: nil, length: 0, from: address, failure: .connectionReset)
    #expect(made.verdict(Self.judge).state == .insufficient)
    #expect(made.verdict(Self.judge).rule(.http) == .ownProxy)
    (made, address) = try answered("10.1.2.3")
    made.connect(address, 443, .timeout)
    #expect(made.verdict(Self.judge).decisive?.mechanism == .dnsBogon)
  }

  /// A site may publish such an address itself.
  @Test func theSitesOwnAddressIsNoProxys() throws {
    var (made, address) = try answered("10.1.2.3")
    made.web.control?.addresses = [address]
    made.handshake(address)
    made.page(title: "Evening paper of the north", from: address)
    #expect(made.verdict(Self.judge).rule(.dns) == .bogonLikeControl)
  }

  private func chosen(
    _ answer: [IPAddress], _ failure: Failure? = nil, resolver: UInt32, udp: [IPAddress]
  ) -> WebVerdict {
    var made = MadePage(sealed: true)
    made.answer(answer, failure: failure)
    if !udp.isEmpty { made.answer(udp, engine: .udp) }
    made.handshake(MadePage.site)
    made.page(title: "Evening paper of the north")
    return Self.judge.verdict(
      on: made.web,
      Measurement(
        id: "m", input: made.input, start: 1_767_323_045, country: "XX", network: 64496,
        resolverNetwork: resolver, software: "", program: "", report: "r", test: .web(made.web)))
  }

  @Test func aChosenResolverIsNotTheNetwork() throws {
    let nothing = try #require(IPAddress("0.0.0.0"))
    let site = [MadePage.site]
    for verdict in [
      chosen([nothing], resolver: 64511, udp: site),
      chosen([], .dnsNoSuchName, resolver: 64511, udp: site),
    ] { #expect(verdict.state == .ok && verdict.rule(.dns) == .chosenResolver) }
    // The network's own resolver, no other answer, or another that is forged too.
    for verdict in [
      chosen([nothing], resolver: 64496, udp: site), chosen([nothing], resolver: 64511, udp: []),
      chosen([nothing], resolver: 64511, udp: [nothing]),
    ] { #expect(verdict.decisive?.rule == .bogonUnlikeControl) }
  }

  /// Large sites have other addresses for other places.
  @Test func anAddressThatASealedResolverGivesIsNoStrangers() {
    var made = MadePage(sealed: true)
    made.answer([MadePage.stranger])
    made.answer([MadePage.stranger], engine: .sealed)
    made.connect(MadePage.stranger, 443)
    made.handshake(MadePage.stranger, "news.example", .timeout, duration: 10)
    #expect(made.verdict().rule(.dns) == .resolversAgree)
    #expect(made.verdict().decisive?.mechanism == .tlsTimeout)
    // One over UDP may be answered for by who answers for the system's.
    made.web.queries[1].engine = .udp
    #expect(made.verdict().decisive?.mechanism == .dnsWrongAddress)
  }

  @Test(arguments: [WebMeasurement.Query.Engine.udp, .sealed])
  func aKnownSinkholeIsSeenWhoeverWasAsked(engine: WebMeasurement.Query.Engine) throws {
    var made = MadePage(sealed: true)
    made.handshake(MadePage.site)
    made.page(title: "Evening paper of the north")
    made.answer([MadePage.stranger], engine: engine)
    let mark = Fingerprint(
      name: "m", scope: .network, place: .dns, pattern: .init(.full, "203.0.113.9"))
    let judge = WebJudge(bogons: Self.judge.bogons, fingerprints: FingerprintSet([mark]))
    let decisive = try #require(made.verdict(judge).decisive)
    #expect(decisive.mechanism == .dnsSinkhole && decisive.rule == .sinkholeAnswer)
    #expect(decisive.evidence.contains("the system's resolver answered 192.0.2.1 (AS64501)"))
    // Where it is the site's own address, or that of another name, it says nothing.
    var own = made
    own.web.control?.addresses.append(MadePage.stranger)
    #expect(own.verdict(judge).state == .ok)
    made.web.queries[1].host = "other.example"
    #expect(made.verdict(judge).state == .ok)
  }
}
