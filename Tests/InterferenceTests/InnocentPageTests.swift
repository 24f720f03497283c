import Bytes
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
    "Theo quy định của pháp luật, thuê bao chưa đăng ký thông tin chính chủ bị khóa",
    "Bị chặn theo quy định của pháp luật: sim không chính chủ",
    "Access blocked by order of the regulator: complete your SIM registration",
    "Access blocked by law until subscriber registration is complete",
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
    made.page(title: "Blocked by order of the court", headers: Self.plain)
    #expect(made.verdict().state == .insufficient)
    made.web.exchanges = []
    made.page(title: "Blocked by order of the court")
    #expect(made.verdict().decisive?.mechanism == .httpAltered)
    #expect(
      made.verdict().decisive?.evidence.contains(#"the page says "blocked by order""#) == true)
  }

  /// A site that sends no headers but those of every server has none that a filter could lack.
  @Test func aNoticeInPlaceOfAPageWithOrdinaryHeadersIsOne() {
    var made = MadePage()
    made.web.control?.page?.headerNames = ["content-type", "server", "date", "content-length"]
    made.page(title: "Blocked by order of the court", headers: Self.plain)
    let decisive = made.verdict().decisive
    #expect(decisive?.mechanism == .httpAltered && decisive?.likelihood == 0.6)
    made.web.exchanges = []
    made.page(title: "News of the evening", headers: Self.plain)
    #expect(made.verdict().state != .blocked)
  }

  /// Sites refuse readers in words of their own, and operators send readers to themselves: without a word
  /// of law or authority nothing is laid at the network's door.
  @Test(arguments: [
    "Access denied", "This site is blocked", "Trang web này đã bị chặn", "该网站已被屏蔽",
    "Sorry, this video is not available in your country due to rights restrictions",
    "Access from your Country was disabled by the administrator",
    "Access denied by site owner. You appear to be using a VPN",
    "Age verification: access is restricted. Enter your date of birth",
    "Truy cập bị hạn chế, dịch vụ bị chặn do chưa thanh toán cước",
    "Quý khách đã hết dung lượng. Access restricted until you pay",
    "Access restricted to authorised users; unauthorised access is prohibited under the law",
  ])
  func aRefusalWithoutAuthorityProvesNothing(text: String) {
    var made = MadePage()
    made.page(title: text)
    let verdict = made.verdict()
    #expect(verdict.state == .insufficient && verdict.rule(.http) == .pageUndecided)
    // By the site's own server it is its refusal, where it gives a reason of the site's.
    made.web.exchanges = []
    made.page(title: text, headers: [("server", "cloudflare")])
    #expect([.insufficient, .refused].contains(made.verdict().state))
  }

  @Test func aReasonOfTheSitesOwnFromItsShieldIsItsRefusal() {
    var made = MadePage()
    made.page(
      title: "Access denied: not available in your region", headers: [("server", "cloudflare")])
    #expect(made.verdict().state == .refused && made.verdict().rule(.http) == .refusesInClear)
  }

  /// A notice that gives both kinds of reasons leaves open which holds.
  @Test func aHarmlessReasonOutweighsWordsOfAuthority() {
    var made = MadePage()
    made.page(title: "Blocked by order of the ministry until you pay your bill")
    #expect(made.verdict().state == .insufficient)
  }

  @Test(arguments: [
    "Domain blocked: this domain has been blocked for billing",
    "Thông báo: dịch vụ bị tạm ngừng (bị chặn) do chưa thanh toán cước",
    "Truy cập bị hạn chế. Access restricted until you pay", "Access denied",
  ])
  func anOperatorsPortalForOtherThingsIsTheLines(text: String) {
    var sent = MadePage()
    sent.sent(to: "http://topup.example.net/", from: MadePage.stranger, title: text)
    #expect(sent.verdict().state == .insufficient)
    #expect(sent.verdict().rule(.http) == .redirectedToStranger)
  }

  /// The status says no more of who wrote a page than the page does.
  @Test(arguments: [403, 451, 404, 503])
  func aNoticeByAuthorityIsJudgedWhateverItsStatus(status: Int) {
    func verdict(_ title: String, _ headers: [(String, String)] = []) -> WebVerdict {
      var made = MadePage()
      made.page(status: status, title: title, headers: headers)
      return made.verdict()
    }
    let notice = "Blocked by order of the court"
    #expect(verdict(notice).decisive?.rule == .pageDiffers)
    // The site's server may have written it.
    #expect(verdict(notice, [("server", "nginx")]).state == .insufficient)
    #expect(verdict(notice, Self.plain).state == .insufficient)
    #expect(verdict(notice, [("server", "cloudflare")]).state != .blocked)
    // What names no authority is no proof, and what says that the site is blocked no refusal.
    #expect(verdict("This website is blocked").state == .insufficient)
    #expect(verdict("Access denied until you pay your bill").state == .insufficient)
    for words in ["Unavailable For Legal Reasons", "Forbidden", "Not available in your country"] {
      let isRefusal = status == 403 || status == 451
      #expect(verdict(words).state == (isRefusal ? .refused : .insufficient), "\(words)")
    }
  }

  /// Where the host is the operator's own, its word that the site is blocked is enough.
  @Test(arguments: [
    "Trang web này bị chặn", "This website is blocked", "ເວັບໄຊນີ້ຖືກປິດກັ້ນ",
    "It contains content that is prohibited for viewership from within the country",
  ])
  func anOperatorThatSaysThatItBlocksIsBelieved(text: String) {
    var sent = MadePage()
    sent.sent(to: "http://notice.example.net/", from: MadePage.stranger, title: text)
    #expect(sent.verdict().decisive?.rule == .redirectedAstray)
  }

  @Test func wordsAreLookedForInNoticesOnly() {
    func page(_ text: String) -> [UInt8] {
      Array("<title>News</title><p>This site has been <b>blocked</b> by&nbsp;order.".utf8)
        + Array(text.utf8)
    }
    #expect(NoticeWords.found(in: page(""))[.authority] == "blocked by order")
    #expect(NoticeWords.found(in: page(""))[.named] == "site has been blocked")
    #expect(NoticeWords.found(in: page(String(repeating: "word ", count: 800))).words.isEmpty)
    #expect(NoticeWords.found(in: page(String(repeating: " ", count: 20_000))).words.isEmpty)
    #expect(NoticeWords.phrases.allSatisfy { $0.words.unicodeScalars.count > 1 })
    #expect(
      NoticeWords.found(in: Array("<script>court order, blocked</script>".utf8)).words.isEmpty)
  }
}

@Suite("Words of notices in many languages")
struct NoticeWordsTests {
  /// Wording that is published, or follows what is.
  @Test(arguments: [
    "Contenido bloqueado por requerimiento de la autoridad competente",
    "Esta página ha sido bloqueada por disposición del Ministerio de las TIC",
    "Bloqueado por ordem judicial", "Sito oscurato per ordine dell'autorità giudiziaria",
    "Ce site est bloqué par décision de justice",
    "Trang web này đã bị chặn theo yêu cầu của cơ quan chức năng",
    "Situs ini diblokir sesuai peraturan perundang-undangan",
    "Bu siteye erişim mahkeme kararıyla engellenmiştir",
    "5651 sayılı Kanun uyarınca erişime engellenmiştir",
    "Доступ ограничен по решению суда", "Доступ на цей ресурс заблоковано відповідно до Указу",
    "هذا الموقع محجوب بقرار من الجهات المختصة", "محتوى محظور وفقا للقانون",
    "دسترسی به این سایت به دستور مقام قضایی مسدود شده است",
    "เว็บไซต์นี้ถูกปิดกั้น ตามคำสั่งศาล", "ເວັບໄຊນີ້ຖືກປິດກັ້ນຕາມຄໍາສັ່ງຂອງກະຊວງ",
    "គេហទំព័រនេះត្រូវបានបិទតាមបទបញ្ជា", "根据相关法律法规，该网站已被屏蔽",
    "불법·유해 정보 사이트 차단 방송통신심의위원회", "The URL has been blocked as per the orders of Court of Law",
    "Access to this website has been disabled by an order of the Federal Court",
  ])
  func aNoticeByAuthorityIsABlock(text: String) {
    var made = MadePage()
    made.page(title: text)
    #expect(
      made.verdict().decisive?.rule == .pageDiffers, "\(NoticeWords.found(in: Array(text.utf8)))")
  }

  @Test func everyRowOfTheTableIsRead() throws {
    let rows = try CSVReader.rows(of: PackageResources.notice_words_csv).dropFirst()
    #expect(rows.count == NoticeWords.phrases.count && rows.count > 500)
    #expect(Set(NoticeWords.phrases.map(\.meaning)) == Set(NoticeWords.Meaning.allCases))
    let pairs = NoticeWords.phrases.map { "\($0.meaning) \($0.words)" }
    // The same words may be of several languages, and say the same there.
    #expect(Set(pairs).count > pairs.count - 20)
  }
}
