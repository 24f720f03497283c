import Testing

@testable import Interference

@Suite("Innocent differences between two pages in clear")
struct InnocentPageTests {
  private static let plain = [("content-type", "text/html"), ("server", "nginx")]

  @Test(arguments: ["Breaking: quake hits the city, live blog", "Tin tức thế giới", "Home"])
  func anotherHeadlineOrLanguageIsNoInterference(title: String) {
    for length in [400, 18_000, 20_000, 90_000] {
      var made = MadePage()
      made.page(title: title, length: length, headers: Self.plain)
      #expect(made.verdict().state == .insufficient, "\(length)")
    }
  }

  /// What was paid for is used up, or has to be signed in for.
  @Test(arguments: [
    "Hết dung lượng data, vui lòng nạp tiền", "Your data plan is used up", "Wifi login",
    "Trang chủ",
  ])
  func aPortalOfTheOperatorIsTheLines(title: String) {
    var sent = MadePage()
    sent.sent(to: "http://topup.example.net/", from: MadePage.stranger, title: title)
    #expect(sent.verdict().state == .insufficient)
    #expect(sent.verdict().rule(.http) == .redirectedToStranger)
    // The same in the page's own place, from a box that does not write the server's headers.
    var inPlace = MadePage()
    inPlace.page(title: title)
    #expect(inPlace.verdict().state == .insufficient)
  }

  /// Two things are asked for: who writes a site's own words of refusal is the site's server.
  @Test func aNoticeOfTheSitesOwnServerProvesNothing() {
    var made = MadePage()
    made.page(title: "Access denied", headers: Self.plain)
    #expect(made.verdict().state == .insufficient)
    made.web.exchanges = []
    made.page(title: "Access denied")
    #expect(made.verdict().decisive?.mechanism == .httpAltered)
    #expect(made.verdict().decisive?.evidence.contains(#"the page says "access denied""#) == true)
  }

  @Test func wordsAreLookedForInNoticesOnly() {
    func page(_ length: Int) -> [UInt8] {
      Array("<title>News</title>This site has been blocked.".utf8)
        + Array(repeating: UInt8(ascii: " "), count: length)
    }
    #expect(RefusalWords.found(in: page(100)) == "been blocked")
    #expect(RefusalWords.found(in: page(20_000)) == nil)
    #expect(RefusalWords.phrases.allSatisfy { $0.unicodeScalars.count > 1 })
  }
}
