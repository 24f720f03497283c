import Bytes
import Testing

@testable import Interference

@Suite("Whether a page is the one seen outside")
struct PageLikenessTests {
  private func verdict(
    _ title: String?, outside: String = "Evening paper of the north", length: Int = 400,
    headers: [(String, String)] = [], truncated: Bool = false, status: Int = 200
  ) -> WebVerdict {
    var made = MadePage()
    made.web.control?.page?.title = outside
    made.page(
      status: status, title: title, length: length, headers: headers, truncated: truncated)
    return made.verdict()
  }

  /// Words of Vietnamese have two to four letters.
  @Test(arguments: [
    ("Tin tức độc lập", "Truy cập bị từ chối theo quy định pháp luật"),
    ("Báo Lao Động Mới", "Web này bị chặn theo yêu cầu của cơ quan chức năng"),
    ("BBC News", "Xin lỗi, trang này đã bị chặn vì vi phạm pháp luật"),
    ("朝のニュース", "法令によりアクセス禁止"), ("新闻网站首页", "依法禁止访问"),
    ("Новости дня", "Доступ ограничен по решению суда"), ("ข่าววันนี้", "ถูกปิดกั้นตามคำสั่งศาล"),
  ])
  func twoWhollyDifferentTitlesAreTwoPages(outside: String, title: String) {
    let verdict = verdict(title, outside: outside)
    #expect(verdict.state == .blocked && verdict.rule(.http) == .pageDiffers)
    #expect(self.verdict(outside, outside: outside).state == .ok)
  }

  @Test(arguments: [
    ("TIN TUC DOC LAP", "Tin tức độc lập"), ("Evening paper – Thursday", "Evening paper – Friday"),
    ("The Guardian | International edition", "The Guardian | US edition"),
  ])
  func titlesAgreeWhateverTheirMarksAndCase(title: String, outside: String) {
    #expect(verdict(title, outside: outside).rule(.http) == .pageMatches)
  }

  @Test(arguments: ["connection", "content-length", "referrer-policy", "alt-svc", "x-cache", "nel"])
  func headersOfEveryServerAreNoLikeness(name: String) {
    var made = MadePage()
    made.web.control?.page?.headerNames = [name, "date", "etag"]
    made.page(title: "Withheld by order", headers: [(name, "1")])
    #expect(made.verdict().state == .blocked)
  }

  @Test func whatSpeaksForAndAgainstIsUndecided() {
    let verdict = verdict("Trang chủ", headers: [("x-edge", "1")])
    #expect(verdict.state == .insufficient && verdict.rule(.http) == .pageUndecided)
    #expect(self.verdict(nil, headers: [("x-edge", "1")]).state == .ok)
  }

  /// An edition for other readers has another title too.
  @Test func aWholePageIsNoNotice() {
    #expect(verdict("Trang chủ", length: 90_000).rule(.http) == .pageUndecided)
    #expect(verdict("Trang chủ", length: 60_000).rule(.http) == .pageUndecided)
    #expect(verdict("Trang này bị chặn theo luật", length: 60_000).rule(.http) == .pageUndecided)
    #expect(verdict("Trang này bị chặn theo luật", length: 2_500).rule(.http) == .pageDiffers)
  }

  @Test func aLengthAloneDoesNotMakeAPage() {
    // A headline may have changed.
    #expect(verdict("Withheld by order", length: 15_000).state == .insufficient)
    #expect(verdict(nil, length: 15_000).rule(.http) == .pageUndecided)
    #expect(verdict(nil, length: 300).rule(.http) == .pageUndecided)
    // Nothing has a title: the length is all there is.
    #expect(verdict(nil, outside: "", length: 15_000).rule(.http) == .pageMatches)
    #expect(verdict(nil, outside: "", length: 3000).rule(.http) == .pageUndecided)
    #expect(verdict("Withheld by order", outside: "", length: 300).rule(.http) == .pageDiffers)
    // Programs cut long pages; what is cut has no certain length.
    #expect(verdict(nil, outside: "", length: 9000, truncated: true).state == .ok)
    #expect(verdict(nil, outside: "", length: 90_000, truncated: true).state == .insufficient)
  }

  /// Half of the words of a title, such as "web page", are less than words of authority in a short page
  /// without the site's headers.
  @Test(arguments: [
    ("Web Page Blocked", LayerState.blocked), ("Page", .blocked), ("Default Notice Page", .blocked),
    ("Notice", .blocked), ("Default Web Page", .insufficient),
  ])
  func aNoticeIsOneWhateverItsTitleSharesWithTheSites(title: String, state: LayerState) {
    func made(_ text: String, headers: [(String, String)] = []) -> WebVerdict {
      var made = MadePage()
      made.web.control?.page?.title = "Default Web Page"
      made.page(title: title, headers: headers)
      made.web.exchanges[0].body = Array("<title>\(title)</title>\(text)".utf8)
      return made.verdict()
    }
    let order = "Access to this page is blocked by order of the Ministry and the court"
    #expect(made(order).state == state)
    // A header of the site's own speaks for the site.
    #expect(made(order, headers: [("x-edge", "1")]).state != .blocked)
    let house =
      "You have tried to access a web page which is in violation of your internet usage policy"
    #expect(made(house).state == .insufficient)
  }

  @Test func aNoticeVouchesForNoAddress() {
    var made = MadePage()
    made.web.control?.page?.title = "Default Web Page"
    made.answer([MadePage.stranger])
    made.connect(MadePage.stranger, 80)
    made.page(title: "Web Page Blocked", from: MadePage.stranger)
    made.web.exchanges[0].body = Array(
      "<title>Web Page Blocked</title>This page is blocked by order of the court".utf8)
    #expect(made.verdict().rule(.dns) != .pageVouches && made.verdict().state == .blocked)
  }

  @Test func emptyTitlesAgreeWithNothing() {
    #expect(TitleWords("").agreement(with: TitleWords("")) == .unknown)
    #expect(TitleWords(" – | ").agreement(with: TitleWords("News")) == .unknown)
    #expect(TitleWords("The site is blocked").agreement(with: TitleWords("The news")) == .apart)
  }

  /// An address in the operator's network, which gives a page with a header in common.
  @Test func onlyAPageThatIsTheSameVouchesForAnAddress() {
    var made = MadePage()
    made.answer([MadePage.stranger])
    made.connect(MadePage.stranger, 80)
    var same = made
    made.page(
      title: "Withheld by order", length: 16_000, headers: [("connection", "close")],
      from: MadePage.stranger)
    #expect(made.verdict().decisive?.rule == .addressUnlikeControl)
    same.page(title: "Evening paper of the north", from: MadePage.stranger)
    #expect(same.verdict().rule(.dns) == .pageVouches && same.verdict().state == .ok)
  }
}

@Suite("States of the server are not the network's")
struct ServerStateTests {
  private func verdict(_ status: Int, outside: Int, sealed: Bool = false) -> WebVerdict {
    var made = MadePage(sealed: sealed)
    made.web.control?.page?.status = outside
    if sealed {
      made.handshake(MadePage.site)
    }
    made.page(status: status, title: "\(status) something else", headers: [("server", "nginx")])
    return made.verdict()
  }

  @Test(arguments: [
    (500, 502), (502, 503), (522, 502), (404, 502), (404, 410), (502, 404), (500, 500),
  ])
  func whatFailsOnBothSidesIsDown(status: Int, outside: Int) {
    let verdict = verdict(status, outside: outside)
    #expect(verdict.state == .down && verdict.rule(.http) == .errorOutsideToo)
  }

  @Test(arguments: [(200, 404), (200, 503), (200, 302), (502, 200), (503, 200), (404, 200)])
  func anErrorOnOneSideProvesNothing(status: Int, outside: Int) {
    #expect(verdict(status, outside: outside).state == .insufficient)
  }

  @Test(arguments: [401, 403, 429, 451])
  func refusalsAreTheServers(status: Int) {
    let verdict = verdict(status, outside: 200)
    #expect(verdict.state == .refused && verdict.rule(.http) == .refusesInClear)
    #expect(self.verdict(status, outside: 403).state == .refused)
  }

  @Test func aFingerprintOutweighsTheStatus() {
    let mark = Fingerprint(
      name: "m", scope: .network, place: .title, pattern: .init(.prefix, "403 something"))
    var made = MadePage()
    made.page(status: 403, title: "403 something else")
    let judge = WebJudge(bogons: MadePage.judge.bogons, fingerprints: FingerprintSet([mark]))
    #expect(made.verdict(judge).decisive?.rule == .blockPage)
  }

  @Test func brokenUnderACertificateOnBothSidesIsDown() {
    #expect(verdict(500, outside: 502, sealed: true).state == .down)
    #expect(verdict(500, outside: 200, sealed: true).rule(.http) == .sealedPage)
  }
}
