import Record
import Testing

@testable import Interference

@Suite("Redirects in clear")
struct RedirectTests {
  private func sent(
    to url: String, from address: IPAddress = MadePage.stranger,
    title: String? = "Withheld by order",
    status: Int = 200
  ) -> MadePage {
    var made = MadePage()
    made.sent(to: url, from: address, title: title, status: status)
    return made
  }

  /// A portal of the volunteer's own operator has a good certificate, for itself.
  @Test(arguments: ["http://notice.example.net/", "https://notice.example.net/"])
  func aPortalInTheOwnNetworkIsNotTheSite(url: String) {
    let verdict = sent(to: url).verdict()
    #expect(verdict.state == .blocked && verdict.decisive?.hop == 1)
    #expect(verdict.decisive?.rule == .redirectedAstray)
    #expect(
      verdict.decisive?.evidence.last
        == "notice.example.net is 203.0.113.9 (AS64496), in the volunteer's own network")
  }

  @Test(arguments: ["http://login.example.net/", "https://login.example.net/"])
  func aStrangerElsewhereProvesNothing(url: String) {
    let elsewhere = IPAddress(v4: 0xC633_6407)
    let verdict = sent(to: url, from: elsewhere).verdict()
    #expect(verdict.state == .insufficient && verdict.rule(.http) == .redirectedToStranger)
    // A refusal there is nobody's that is known.
    #expect(sent(to: url, from: elsewhere, status: 403).verdict().state == .insufficient)
    // Where the page is the one seen outside, the server outside was sent there too.
    let same = sent(to: url, from: elsewhere, title: "Evening paper of the north").verdict()
    #expect(same.state == .ok && same.rule(.http) == .pageMatches)
  }

  @Test func aPortalRegisteredInTheOwnCountryIsNotTheSite() {
    let elsewhere = IPAddress(v4: 0xC633_6407)
    var made = sent(to: "http://notice.go.xx/", from: elsewhere)
    #expect(made.verdict().decisive?.rule == .redirectedAstray)
    made.country = "YY"
    #expect(made.verdict().state == .insufficient)
    // A site of that country sends its readers to others of it.
    made = sent(to: "http://other.xx/", from: elsewhere)
    made.input = "http://news.xx/"
    made.web.exchanges[0].url = made.input
    #expect(made.verdict().state == .insufficient)
  }

  @Test func aBareAddressIsNoSites() {
    let elsewhere = IPAddress(v4: 0xC633_6407)
    let url = "http://198.51.100.7/index.html"
    #expect(sent(to: url, from: elsewhere).verdict().decisive?.rule == .redirectedAstray)
    // A portal of the line is one as well.
    #expect(sent(to: url, from: elsewhere, title: nil).verdict().state == .insufficient)
    var own = sent(to: "http://192.0.2.2/", from: MadePage.otherOfSite)
    own.web.control?.networks[MadePage.otherOfSite] = 64501
    #expect(own.verdict().state == .insufficient)
  }

  @Test(arguments: [
    "http://xx.news.example/", "http://news.example.com/", "http://news.co.xx/",
    "https://www.news.com/",
  ])
  func editionsForCountriesAreTheSitesOwn(url: String) {
    var made = sent(to: url, from: MadePage.otherOfSite)
    if url.contains("example.com") { made.input = "http://news.example.org/" }
    if url.hasSuffix(".xx/") || url.contains("news.com") { made.input = "http://news.org/" }
    made.web.exchanges[0].url = made.input
    let verdict = made.verdict()
    #expect(verdict.state == .insufficient && verdict.rule(.http) == .otherEdition, "\(verdict)")
  }

  @Test func underASealTheSiteSendsWhereItWill() {
    var made = MadePage(sealed: true)
    made.handshake(MadePage.site)
    made.sent(to: "https://login.example.net/", from: MadePage.stranger, title: "Log in")
    #expect(made.verdict().state == .ok && made.verdict().rule(.http) == .sealedPage)
    // In clear to itself under a seal, and from there to another.
    var three = MadePage()
    three.page(status: 301, length: 0, headers: [("location", "https://www.news.example/")])
    three.page(
      "https://www.news.example/", status: 301, length: 0,
      headers: [("location", "https://login.example.net/")], depth: 1, number: 2)
    three.page("https://login.example.net/", title: "Log in", depth: 2, number: 3)
    #expect(three.verdict().state == .ok)
  }

  @Test func aBlockPageOnTheSameHostStaysOne() {
    #expect(
      sent(to: "http://www.news.example/", from: MadePage.site).verdict().decisive?.rule
        == .pageDiffers)
  }

  /// A hotel's portal answers in the site's place and sends the reader to itself.
  @Test(arguments: [true, false])
  func aLocalPortalIsTheVolunteersOwnNetwork(isInTheName: Bool) throws {
    let portal = try #require(IPAddress("10.5.50.1"))
    var made = MadePage()
    if isInTheName {
      made.answer([portal])
      made.connect(portal, 80)
    }
    made.sent(to: "http://10.5.50.1/login", from: portal, title: "Welcome to the hotel")
    let verdict = made.verdict()
    #expect(verdict.state == .insufficient && verdict.rule(.http) == .localPortal)
    if isInTheName { #expect(verdict.rule(.dns) == .localPortal) }
  }

  @Test func aPrivateAddressThatStandsInForTheSiteIsASinkhole() throws {
    let sinkhole = try #require(IPAddress("10.5.50.1"))
    var made = MadePage()
    made.answer([sinkhole])
    made.connect(sinkhole, 80)
    made.page(status: 403, title: "Withheld by order", from: sinkhole)
    #expect(made.verdict().decisive?.mechanism == .dnsBogon)
  }

  /// A redirect that the program could not follow.
  @Test func aRedirectIntoTheLocalNetworkNeedNotBeFollowed() {
    var made = MadePage()
    made.page(
      status: 307, length: 0, headers: [("location", "http://192.168.22.1/portal")],
      failure: .badRedirect)
    #expect(made.verdict().state == .insufficient && made.verdict().rule(.http) == .localPortal)
  }

  @Test(arguments: [
    ("www.bbc.co.uk", "bbc.co.uk", "bbc", "GB"), ("bbc.com", "bbc.com", "bbc", nil),
    ("a.b.baochi.com.vn", "baochi.com.vn", "baochi", "VN"), ("tin.vn", "tin.vn", "tin", "VN"),
    ("com.vn", "com.vn", "com", "VN"), ("10.0.0.1", "10.0.0.1", nil, nil),
    ("localhost", "localhost", nil, nil),
  ])
  func namesAreTakenApart(host: String, domain: String, brand: String?, country: String?) {
    let name = SiteName(of: host)
    #expect(name.domain == domain && name.brand == brand && name.country == country)
  }
}
