import Bytes
import Testing

@testable import Interference

@Suite("Certificates of the volunteer's own side")
struct OwnCertificateTests {
  private func made(
    issuer: String, subject: String, _ failure: Failure = .certificateOfUnknownIssuer
  ) throws -> MadePage {
    var made = MadePage(sealed: true)
    made.handshake(MadePage.site, "news.example", failure)
    let der = MarkTests.certificate(subject: subject, issuer: issuer)
    made.web.handshakes[0].certificate = CertificateNames(der)
    try #require(made.web.handshakes[0].certificate?.issuer == issuer)
    made.page(status: nil, length: 0, failure: failure)
    return made
  }

  @Test(arguments: [
    "Kaspersky Anti-Virus Personal Root Certificate", "Avast Web/Mail Shield Root",
    "ESET SSL Filter CA", "Adguard Personal CA", "Zscaler Intermediate Root CA", "FortiGate CA",
    "Fortinet_CA_SSL", "Sophos SSL CA", "Bitdefender Personal CA.Net-Defender",
    "Norton Web/Mail Shield Root", "Cisco Umbrella Root CA",
  ])
  func softwareThatReadsAlongIsNoNetwork(issuer: String) throws {
    let verdict = try made(issuer: issuer, subject: "news.example").verdict()
    #expect(verdict.state == .insufficient && verdict.decisive == nil, "\(verdict.layers)")
    let layer = try #require(verdict.layers.first { $0.layer == .tls })
    #expect(layer.rule == .ownCertificate)
    #expect(layer.evidence.contains("the certificate names \"\(issuer)\""))
  }

  @Test(arguments: [
    "login.hotel-wifi.local", "router.asus.com", "www.routerlogin.net", "nas.lan", "box.home",
    "login.free-wifi.example", "localhost",
  ])
  func routersAndPortalsAreNoNetwork(name: String) throws {
    let verdict = try made(issuer: name, subject: name, .certificateForAnotherName).verdict()
    #expect(verdict.state == .insufficient && verdict.rule(.tls) == .ownCertificate)
  }

  /// Who measured without saying which request belongs to which connection.
  @Test func aRequestWithoutANumberIsNoProofEither() throws {
    var made = try made(issuer: "ESET SSL Filter CA", subject: "news.example")
    made.web.exchanges[0].transaction = nil
    #expect(made.verdict().state == .insufficient)
  }

  @Test(arguments: ["Wall CA", "blocked.operator.example", "My Wifi Login", "homeland.example"])
  func othersStayProof(name: String) throws {
    let verdict = try made(issuer: name, subject: name).verdict()
    #expect(verdict.decisive?.mechanism == .tlsWrongCertificate)
  }

  @Test func aStatesOwnMarkOutweighsTheProduct() throws {
    let made = try made(issuer: "FortiGate CA", subject: "news.example")
    func judge(_ scope: Fingerprint.Scope) -> WebJudge {
      var judge = MadePage.judge
      judge.fingerprints = FingerprintSet([
        Fingerprint(
          name: "wall", scope: scope, place: .certificateIssuer, pattern: .init(.prefix, "Forti"))
      ])
      return judge
    }
    #expect(made.verdict(judge(.network)).state == .blocked)
    #expect(made.verdict(judge(.product)).state == .insufficient)
  }

  /// An antivirus before an address of another delivery service is no stranger at it.
  @Test func itShowsNoForgedAddress() throws {
    var made = MadePage(sealed: true)
    made.web.connects = []
    made.answer([MadePage.stranger])
    made.web.queries[0].answers[0].network = 13335
    made.connect(MadePage.stranger, 443)
    made.handshake(MadePage.stranger, "news.example", .certificateOfUnknownIssuer)
    made.web.handshakes[0].certificate = CertificateNames(
      MarkTests.certificate(subject: "news.example", issuer: "ESET SSL Filter CA"))
    made.page(status: nil, length: 0, from: MadePage.stranger, failure: .certificateOfUnknownIssuer)
    #expect(made.verdict().state == .insufficient, "\(made.verdict().layers)")
    made.web.handshakes[0].certificate = nil
    #expect(made.verdict().state == .blocked)
  }
}
