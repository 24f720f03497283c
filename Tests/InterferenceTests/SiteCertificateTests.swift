import Bytes
import Testing

@testable import Interference

@Suite("A certificate of the site's own is no forged one")
struct SiteCertificateTests {
  /// Made with openssl for these tests: news.example and *.cdn.news.example, 2026-01-01 to 2026-04-01, by an
  /// authority that calls itself O=Let's Encrypt, CN=R99.
  static let text = """
    MIIBvjCCAWSgAwIBAgIBTTAKBggqhkjOPQQDAjAzMQswCQYDVQQGEwJVUzEWMBQGA1UECgwNTGV0J3MgRW5jcnlwdDEM
    MAoGA1UEAwwDUjk5MB4XDTI2MDEwMTAwMDAwMFoXDTI2MDQwMTAwMDAwMFowFzEVMBMGA1UEAwwMbmV3cy5leGFtcGxl
    MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEWX9vOW9dzJiXmYdhLAHhO+5RB5Q3dKuQKlW+p83P9rZvuFm1CL2Xhx/s
    nMTG01qoPm/Dn3e0zF+FRI67g8hLt6OBhDCBgTAxBgNVHREEKjAoggxuZXdzLmV4YW1wbGWCEiouY2RuLm5ld3MuZXhh
    bXBsZYcEwAACATAMBgNVHRMBAf8EAjAAMB0GA1UdDgQWBBRyyLrBGxh3vrmB8PDZ7g5ztq7u4zAfBgNVHSMEGDAWgBR1
    efgN/xm1RuAn8phA9LDJOnN25DAKBggqhkjOPQQDAgNIADBFAiBpubkQZM/RGUB5c6UsjqQcchOEI5iUJ+mpE4Ev9U7i
    KAIhAPvBbHTkzTdXTmI5YOs88gktehky9W1IPSGaQe+Mr+AA
    """
  static var der: [UInt8] {
    Base64.bytes(text.split(separator: "\n").joined()) ?? []
  }

  private func made(
    _ failure: Failure, as name: String = "news.example", der: [UInt8] = der
  ) -> MadePage {
    var made = MadePage(sealed: true)
    made.handshake(MadePage.site, name, failure)
    made.web.handshakes[0].certificate = CertificateNames(der, isWhole: true)
    made.page(status: nil, length: 0, failure: failure)
    return made
  }

  @Test func whatACertificateIsGoodForIsRead() throws {
    let names = try #require(CertificateNames(Self.der, isWhole: true))
    #expect(names.subject == "news.example" && names.issuer == "R99")
    let reach = try #require(names.reach)
    #expect(reach.maker == "Let's Encrypt")
    #expect(reach.hosts == ["news.example", "*.cdn.news.example"])
    #expect(reach.validity == 1_767_225_600...1_775_001_600)
    #expect(reach.names("news.example") && reach.names("a.cdn.news.example"))
    for host in ["www.news.example", "a.b.cdn.news.example", "cdn.news.example", "ews.example"] {
      #expect(!reach.names(host), "\(host)")
    }
    #expect(CertificateNames(Self.der)?.reach == nil)
  }

  @Test func whatIsCutOffIsNotGuessed() {
    let der = Self.der
    for count in 0..<der.count {
      #expect(CertificateNames(Array(der.prefix(count)), isWhole: true)?.reach?.hosts.isEmpty ?? true)
    }
    for place in der.indices {
      for byte in [0, 0x7F, 0x80, 0xFF] as [UInt8] {
        var bytes = der
        bytes[place] = byte
        let reach = CertificateNames(bytes, isWhole: true)?.reach
        #expect(reach.map { $0.hosts.count <= 3 } ?? true)
      }
    }
  }

  @Test(arguments: [Failure.certificateOfUnknownIssuer, .certificateInvalid])
  func anOldDeviceDoesNotKnowAnAuthority(failure: Failure) {
    let verdict = made(failure).verdict()
    #expect(verdict.state == .insufficient, "\(verdict.layers)")
    #expect(verdict.rule(.tls) == .siteCertificate)
  }

  @Test func whatRanOutIsTheSitesOwn() throws {
    var made = made(.certificateInvalid)
    made.start = 1_775_001_600 + 3 * 86_400 + 60
    let layer = try #require(made.verdict().layers.first { $0.layer == .tls })
    #expect(layer.state == .insufficient && layer.rule == .siteCertificate)
    #expect(
      layer.evidence.last
        == "the certificate is the site's, by \"Let's Encrypt\", and ended 3 days before")
  }

  @Test func anotherHostOfTheSiteIsNoStranger() {
    #expect(
      made(.certificateForAnotherName, as: "www.news.example").verdict().rule(.tls)
        == .siteCertificate)
    let stranger = made(.certificateForAnotherName, as: "paper.example").verdict()
    #expect(stranger.state == .blocked && stranger.decisive?.mechanism == .tlsWrongCertificate)
  }

  @Test func whoIsNoPublicAuthorityIsNotExcused() {
    var made = made(.certificateOfUnknownIssuer)
    made.web.handshakes[0].certificate?.reach?.maker = "Ministry of Information"
    #expect(made.verdict().decisive?.mechanism == .tlsWrongCertificate)
    // Nor is a certificate for other names that a public authority made.
    made = self.made(.certificateOfUnknownIssuer, as: "paper.example")
    #expect(made.verdict().state == .blocked)
  }

  @Test func aSilentAddressBesideItStaysProof() {
    var made = made(.certificateInvalid)
    made.handshake(MadePage.site, "news.example", .connectionReset, number: 3)
    #expect(made.verdict().state == .blocked)
  }
}
