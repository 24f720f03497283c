import Foundation
import Mutation
import Record
import Testing

@testable import Docket

@Suite("What a platform’s notice says and leaves out")
struct NoticeCheckTests {
  @Test func theTableIsWhole() { #expect(NoticeTable.shipped.faults == []) }

  @Test func thereAreThirtyNoticesAndSomeMore() {
    #expect(MadeNotice.all.count { !$0.id.hasPrefix("fresh") && $0.id.hasPrefix("en") } == 15)
    #expect(MadeNotice.all.count { !$0.id.hasPrefix("fresh") && $0.id.hasPrefix("vi") } == 15)
  }

  @Test(arguments: MadeNotice.all) func elementByElement(notice: MadeNotice) {
    let check = NoticeCheck(of: notice.text)
    #expect(notice.differences(check) == [])
    let not = Set(check.findings.filter { $0.applicability == .notApplicable }.map(\.element))
    #expect(not == notice.notApplicable)
    #expect(check.findings.map(\.element) == NoticeElement.allCases)
    let counts = check.counts
    #expect(counts.applicable + counts.undetermined + counts.notApplicable == 15)
  }

  @Test(arguments: MadeNotice.all) func theFormOfTheTextDoesNotMatter(notice: MadeNotice) {
    let states = NoticeCheck(of: notice.text).findings.map(\.state)
    #expect(NoticeCheck(of: Composition.nfd(notice.text)).findings.map(\.state) == states)
    #expect(NoticeCheck(of: Composition.nfc(notice.text)).findings.map(\.state) == states)
    let windows = notice.text.replacing("\n", with: "\r\n")
    #expect(NoticeCheck(of: windows).findings.map(\.state) == states)
    let wide = notice.text.replacing(" ", with: "\u{A0} ").replacing("a", with: "\u{200B}a")
    #expect(NoticeCheck(of: wide).findings.map(\.state) == states)
    let quoted = "> " + notice.text.replacing("\n", with: "\n> ")
    #expect(NoticeCheck(of: quoted).findings.map(\.state) == states)
  }

  @Test(arguments: MadeNotice.all) func spansAreWordsOfTheText(notice: MadeNotice) {
    let bytes = Array(notice.text.utf8)
    for finding in NoticeCheck(of: notice.text).findings {
      for span in finding.spans {
        #expect(Array(bytes[span.bytes]) == Array(span.text.utf8))
      }
      let byWords = finding.state == .present && ![.language, .timely].contains(finding.element)
      if byWords { #expect(!finding.spans.isEmpty) }
    }
  }

  @Test func aPageIsReadAsItsText() throws {
    let notice = try #require(MadeNotice.all.first { $0.id == "vi-01" })
    let lines = notice.text.split(separator: "\n", omittingEmptySubsequences: false)
    let page =
      "<html><head><style>p{color:red}</style><script>appeal()</script></head><body><p>"
      + lines.map { $0.isEmpty ? "</p><p>" : $0 + " " }.joined().replacing("ạ", with: "&#7841;")
      + "</p></body></html>"
    #expect(notice.differences(NoticeCheck(of: page)) == [])
  }

  @Test func whatIsKnownBesideTheTextDecides() throws {
    let text = "We removed your post."
    let late = NoticeCheck(
      of: text,
      context: NoticeContext(
        ground: .law, isStateRequest: true, languages: [.vi],
        sentOn: CivilDay(year: 2026, month: 3, day: 9),
        restrictedOn: CivilDay(year: 2026, month: 3, day: 1), isDurable: false,
        hasPlaceholder: true))
    #expect(late[.timely]?.state == .absent)
    #expect(late[.durable]?.state == .absent)
    #expect(late[.placeholder]?.state == .present)
    #expect(late[.clause]?.applicability == .notApplicable)
    #expect(late[.stateActor]?.applicability == .applicable)
    let own = NoticeCheck(of: text, context: NoticeContext(ground: .rules, isStateRequest: false))
    #expect(own[.provision]?.applicability == .notApplicable)
    #expect(own[.stateActor]?.applicability == .notApplicable)
  }

  @Test func silenceAboutAStateIsNoProofThatNoneAsked() {
    let check = NoticeCheck(of: "Your video goes against our Community Guidelines.")
    #expect(check[.stateActor]?.applicability == .undetermined)
    #expect(check[.provision]?.applicability == .notApplicable)
  }

  @Test func aTextThatQuotesANoticeDoesNotFillIt() {
    let check = NoticeCheck(
      of:
        "We removed your post \"You can appeal within 30 days and contact our support team today\"."
    )
    #expect(check[.appeal]?.state == .absent && check[.support]?.state == .absent)
  }

  @Test func nothingAndNoiseAreSurvived() {
    let empty = NoticeCheck(of: "")
    #expect(empty.counts.present == 0 && empty.limit == nil)
    var mutator = Mutator(corpus: MadeNotice.all.map { Array($0.text.utf8) }, seed: 21)
    for _ in 0..<100 {
      let text = String(decoding: mutator.next(), as: UTF8.self)
      let check = NoticeCheck(of: text)
      #expect(check.findings.count == 15)
      for span in check.findings.flatMap(\.spans) {
        #expect(span.bytes.upperBound <= text.utf8.count)
      }
    }
  }

  @Test func whatIsTooLongIsCutAndSaid() {
    let long = String(repeating: "we removed your post because the ", count: 40_000)
    let check = NoticeCheck(of: long)
    #expect(check.skippedBytes == long.utf8.count - NoticeTokens.mostBytes && check.isCutAtWords)
    _ = NoticeCheck(of: String(repeating: "<a", count: 100_000))
    _ = NoticeCheck(of: String(repeating: "\"", count: 100_000))
  }
}

@Suite("The limit that a notice sets itself")
struct FilingLimitTests {
  @Test(arguments: [
    ("You can appeal within 30 days of this notice.", FilingLimit.term(Term(days: 30))),
    ("Bạn có thể khiếu nại trong vòng 14 ngày.", .term(Term(days: 14))),
    ("You have six months to appeal this decision.", .term(Term(months: 6))),
    ("To object, write to us within 2 weeks.", .term(Term(days: 14))),
    ("Hãy gửi khiếu nại trong vòng 72 giờ.", .hours(72)),
    ("You can appeal until 4 July 2026.", .lastDay(CivilDay(sinceEpoch: 20638))),
    ("Yêu cầu xem xét lại trước ngày 04/07/2026.", .lastDay(CivilDay(sinceEpoch: 20637))),
    // Day and month may be the other way round: the earlier one is the safe one.
    ("You can appeal until 4/7/2026.", .lastDay(CivilDay(sinceEpoch: 20550))),
    ("You have one year to appeal.", .term(Term(years: 1))),
    ("Bạn có ba mươi ngày để khiếu nại.", .term(Term(days: 30))),
  ])
  func isRead(text: String, expected: FilingLimit) {
    #expect(NoticeCheck(of: text).limit == expected)
  }

  @Test(arguments: [
    "Your account is suspended for 30 days.", "You can appeal this decision.",
    "We will review your appeal within 24 hours.", "You cannot appeal. The block ends in 7 days.",
    "Tài khoản của bạn bị khóa 30 ngày.",
    "Bạn có thể khiếu nại trong mục Trợ giúp sau ngày hôm nay.", "",
  ])
  func isNotMadeUp(text: String) { #expect(NoticeCheck(of: text).limit == nil) }

  private static func check(_ text: String, sent: String) -> NoticeCheck {
    NoticeCheck(of: text, context: NoticeContext(sentOn: CivilDay(parsing: sent)))
  }

  @Test func aDayBeforeTheNoticeIsNoLimit() throws {
    let either = Self.check("You can appeal by 12/05/2026.", sent: "2026-11-20")
    let (may, december) = (
      try #require(CivilDay(parsing: "2026-05-12")), try #require(CivilDay(parsing: "2026-12-05"))
    )
    #expect(either.limit == .lastDay(december))
    #expect(either.limitDoubts == [.eitherDay(may, december)])
    let past = Self.check("You can appeal by 12 May 2026.", sent: "2026-11-20")
    #expect(past.limit == nil && past.limitDoubts == [.beforeNotice(may)])
    let plain = Self.check("You can appeal by 5 December 2026.", sent: "2026-11-20")
    #expect(plain.limit == .lastDay(december) && plain.limitDoubts.isEmpty)
  }

  @Test(arguments: [
    "We removed your post. Your appeal will be answered within 30 days.",
    "We removed your post. You can appeal. You will receive a decision on your appeal within 30 days.",
    "Chúng tôi đã gỡ bài. Khiếu nại của bạn sẽ được giải quyết trong 30 ngày.",
  ])
  func theTimeOfTheAnswerIsNoLimitToAppeal(text: String) {
    #expect(NoticeCheck(of: text).limit == nil)
  }

  @Test func whatIsSentInTimeIsStillALimit() {
    let check = NoticeCheck(of: "Appeals will be reviewed if submitted within 30 days.")
    #expect(check.limit == .term(Term(days: 30)))
  }

  @Test func theShorterOfTwoCounts() {
    let check = NoticeCheck(
      of: "You may appeal within 30 days or within 10 days if your account is suspended.")
    #expect(check.limit == .term(Term(days: 10)) && check.limitDoubts == [.several])
  }

  @Test(arguments: [
    "You may appeal within 30 business days.", "Bạn có thể khiếu nại trong 30 ngày làm việc.",
  ])
  func workingDaysAreToldApart(text: String) {
    let check = NoticeCheck(of: text)
    #expect(check.limit == .term(Term(days: 30)) && check.limitDoubts == [.workingDays(30)])
  }
}
