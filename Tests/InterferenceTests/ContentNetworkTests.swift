import Testing

@testable import Interference

@Suite("Sites served from several delivery services")
struct ContentNetworkTests {
  /// A documentation address that the measurement places in a delivery service's network.
  private static let edge = IPAddress(v4: 0xC633_6410)

  private func made(sealed: Bool, network: UInt32 = 13335) -> MadePage {
    var made = MadePage(sealed: sealed)
    for engine in [WebMeasurement.Query.Engine.system, .udp] {
      made.web.queries.removeAll { $0.engine == engine }
      made.web.queries.append(
        .init(
          engine: engine, host: "news.example", asksForV6: false,
          answers: [.init(address: Self.edge, network: network)], failure: nil, depth: 0,
          transaction: 7, aliases: [], resolver: nil))
    }
    made.web.queries.append(made.query([MadePage.site], nil, "news.example", 0, .sealed))
    made.web.connects = []
    return made
  }

  @Test func aSilentEdgeIsNoForgedName() {
    var handshake = made(sealed: true)
    handshake.connect(Self.edge, 443)
    handshake.handshake(Self.edge, "news.example", .timeout)
    var connect = made(sealed: true)
    connect.connect(Self.edge, 443, .timeout)
    var clear = made(sealed: false)
    clear.connect(Self.edge, 80, .connectionRefused)
    for one in [handshake, connect, clear] {
      let verdict = one.verdict()
      #expect(verdict.state == .insufficient, "\(verdict.layers)")
      #expect(verdict.rule(.dns) == .silentContentNetwork)
    }
  }

  /// The same in any other network is what forged names look like.
  @Test func aSilentStrangerStaysOne() {
    var made = made(sealed: true, network: 64510)
    made.connect(Self.edge, 443, .timeout)
    #expect(made.verdict().decisive?.rule == .addressUnlikeControl)
  }

  @Test func whatAnswersAsAnotherIsAStranger() {
    var certificate = made(sealed: true)
    certificate.connect(Self.edge, 443)
    certificate.handshake(Self.edge, "news.example", .certificateForAnotherName)
    #expect(certificate.verdict().decisive?.rule == .addressUnlikeControl)
    var page = made(sealed: false)
    page.connect(Self.edge, 80)
    page.page(title: "Another notice", from: Self.edge)
    #expect(page.verdict().decisive?.rule == .addressUnlikeControl)
    // An edge refuses and redirects for the sites that it serves.
    for status in [301, 403, 530] {
      var refusing = made(sealed: false)
      refusing.connect(Self.edge, 80)
      refusing.page(status: status, title: "Refused", from: Self.edge)
      #expect(refusing.verdict().state == .insufficient, "\(status)")
    }
  }

  @Test func theTableIsRead() {
    #expect(ContentNetworks.numbers.count > 20 && ContentNetworks.numbers.contains(13335))
    #expect(!ContentNetworks.numbers.contains(32934))
  }
}
