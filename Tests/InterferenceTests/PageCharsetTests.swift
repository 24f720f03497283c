import Testing

@testable import Interference

@Suite("Character sets of pages")
struct PageCharsetTests {
  private func text(
    _ body: [UInt8], type: String? = nil, isText: Bool = false
  ) -> String? {
    PageCharset.decoded(
      body, headers: type.map { [.init(name: "content-type", value: $0)] } ?? [], isText: isText
    ).map { String(decoding: $0, as: UTF8.self) }
  }

  private func wide(_ text: String, little: Bool, mark: Bool) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return little ? [low, high] : [high, low]
    }
  }

  @Test func theHeaderOrThePageSaysTheSet() {
    // "Запрет" in windows-1251 and in KOI8-R.
    let windows: [UInt8] = [0xC7, 0xE0, 0xEF, 0xF0, 0xE5, 0xF2]
    let koi: [UInt8] = [0xFA, 0xC1, 0xD0, 0xD2, 0xC5, 0xD4]
    #expect(text(windows, type: "text/html; charset=windows-1251") == "Запрет")
    #expect(text(windows, type: "text/html;Charset = \"CP1251\"; x=y") == "Запрет")
    #expect(text(koi, type: "text/html; charset=KOI8-R") == "Запрет")
    let meta = Array("<html><head><META charset='windows-1251'><title>".utf8)
    #expect(text(meta + windows)?.hasSuffix("<title>Запрет") ?? false)
    let older = Array(
      "<script charset=utf-8></script><meta http-equiv=x content=\"text/html; charset=koi8-r\">"
        .utf8)
    #expect(text(older + koi)?.hasSuffix(">Запрет") ?? false)
    #expect(text(Array("<?xml encoding=\"koi8-r\"?>".utf8) + koi)?.hasSuffix(">Запрет") ?? false)
    // What the header says goes before what the page says.
    #expect(text(meta + koi, type: "x; charset=koi8-r")?.hasSuffix("Запрет") ?? false)
  }

  @Test func vietnameseOfWindowsIsFoldedLikeAnyOther() {
    // "chặn" as windows-1258 has it: the letter with its breve, and the dot below.
    let text = PageCharset.decoded(
      [0x63, 0x68, 0xE3, 0xF2, 0x6E],
      headers: [.init(name: "content-type", value: "text/html; charset=windows-1258")],
      isText: false)
    #expect(text.map { NoticeText.of($0) } == "chan")
  }

  @Test func sixteenBits() {
    for little in [true, false] {
      #expect(text(wide("<p>Bị chặn 🙂", little: little, mark: true)) == "<p>Bị chặn 🙂")
      #expect(text(wide("<p>stop", little: little, mark: false), isText: true) == "<p>stop")
      let type = "text/html; charset=utf-16\(little ? "le" : "be")"
      #expect(text(wide("Запрет", little: little, mark: false), type: type) == "Запрет")
    }
  }

  @Test func whatIsUTF8OrUnknownStaysAsItIs() {
    #expect(text(Array("<p>Запрет".utf8), type: "x; charset=windows-1251") == nil)
    #expect(text([0xC7, 0xE0, 0xEF]) == nil)
    #expect(text([0xC7, 0xE0, 0xEF], type: "text/html; charset=gbk") == nil)
    #expect(text([0xC7, 0xE0, 0xEF], type: "text/html; charset=utf-8") == nil)
    #expect(text([]) == nil && text([0xFF]) == nil)
    #expect(text([0xFF, 0xFE, 0, 0, 0x3C, 0, 0, 0]) == nil)
  }

  /// A notice in windows-1251 in place of a page in UTF-8.
  @Test func aNoticeIsReadInItsOwnSet() {
    let notice: [UInt8] =
      Array("<title>".utf8) + [0xC7, 0xE0, 0xEF, 0xF0, 0xE5, 0xF2] + Array("</title>".utf8)
      // "Доступ ограничен по решению суда"
      + [
        0xC4, 0xEE, 0xF1, 0xF2, 0xF3, 0xEF, 0x20, 0xEE, 0xE3, 0xF0, 0xE0, 0xED, 0xE8, 0xF7, 0xE5,
        0xED, 0x20, 0xEF, 0xEE, 0x20, 0xF0, 0xE5, 0xF8, 0xE5, 0xED, 0xE8, 0xFE, 0x20, 0xF1, 0xF3,
        0xE4, 0xE0,
      ]
    var made = MadePage()
    made.page()
    made.web.exchanges[0].body = notice
    made.web.exchanges[0].headers = [
      .init(name: "content-type", value: "text/html; charset=windows-1251")
    ]
    #expect(made.verdict().rule(.http) == .pageUndecided)
    made.web.exchanges[0].decodedBody = PageCharset.decoded(
      notice, headers: made.web.exchanges[0].headers, isText: false)
    let verdict = made.verdict()
    #expect(verdict.rule(.http) == .pageDiffers && verdict.state == .blocked)
    // Of a page of which the program outside could not read the title either, bytes are compared.
    made.web.control?.page?.title = "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"
    #expect(made.verdict().state == .insufficient)
  }

  /// A notice is as long in UTF-16 as its letters are.
  @Test func aNoticeInUTF16IsNoLonger() {
    let text = "<title>Notice</title>Access blocked by order of the court"
    let wide = text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    func verdict(_ body: [UInt8], _ set: String, outside: Int) -> WebVerdict {
      var made = MadePage()
      made.web.control?.page?.length = outside
      made.page()
      made.web.exchanges[0].body = body
      made.web.exchanges[0].headers = [
        .init(name: "content-type", value: "text/html; charset=\(set)")
      ]
      made.web.exchanges[0].decodedBody = PageCharset.decoded(
        body, headers: made.web.exchanges[0].headers, isText: false)
      return made.verdict()
    }
    let narrow = Array(text.utf8)
    for outside in [4 * narrow.count, 4 * wide.count] {
      #expect(verdict(narrow, "utf-8", outside: outside).rule(.http) == .pageDiffers)
      #expect(verdict(wide, "utf-16le", outside: outside).rule(.http) == .pageDiffers)
    }
    #expect(verdict(wide, "utf-16le", outside: 3 * narrow.count).state == .insufficient)
  }
}
