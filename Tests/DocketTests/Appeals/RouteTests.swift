import Record
import Testing

@testable import Docket

@Suite("Ways to appeal and until when")
struct RouteTests {
  static let hanoi = TimeZoneOffset(minutesEast: 420)!
  static let table = try? ForumTable(parsing: ForumTable.shippedBytes)

  static func day(_ text: String) -> CivilDay { CivilDay(parsing: text)! }

  static func now(_ text: String) -> Int64 { day(text).begins() }

  static func situation(_ platform: String, _ country: String = "VN") -> AppealSituation {
    AppealSituation(
      platform: platform, country: country, subject: .item,
      notice: .day(day("2025-08-31")), zone: hanoi)
  }

  @Test(arguments: [
    (Term(months: 6), "2025-08-31", "2026-02-28"), (Term(days: 180), "2025-08-31", "2026-02-27"),
    (Term(days: 184), "2025-08-31", "2026-03-03"), (Term(months: 6), "2023-08-31", "2024-02-29"),
    (Term(years: 1), "2024-02-29", "2025-02-28"), (Term(months: 1), "2026-01-31", "2026-02-28"),
    (Term(days: 20), "2024-02-10", "2024-03-01"),
  ])
  func monthsEndWhereTheyEnd(term: Term, start: String, last: String) throws {
    let deadline = try #require(
      Deadline(
        .term(term), from: .day(Self.day(start)), forumZones: [Self.hanoi], userZone: Self.hanoi,
        basis: .platformRule))
    #expect(deadline.lastDay(in: Self.hanoi) == Self.day(last))
    #expect(deadline.closes == Self.day(last).adding(days: 1).begins(in: Self.hanoi))
  }

  @Test func theEarliestClockCounts() throws {
    let pacific = [TimeZoneOffset(minutesEast: -480)!, TimeZoneOffset(minutesEast: -420)!]
    // 31 August, 22:00 in Hà Nội is 08:00 of the same day in California.
    let late = DocketMoment.instant(Self.day("2025-08-31").begins(in: Self.hanoi) + 22 * 3600)
    let deadline = try #require(
      Deadline(
        .term(Term(days: 180)), from: late, forumZones: pacific, userZone: Self.hanoi,
        basis: .platformRule))
    #expect(deadline.lastDay(in: Self.hanoi) == Self.day("2026-02-27"))
    // 1 September, 01:00 in Hà Nội is still August in California; the clock there runs out first or not.
    let after = DocketMoment.instant(Self.day("2025-09-01").begins(in: Self.hanoi) + 3600)
    let second = try #require(
      Deadline(
        .term(Term(days: 180)), from: after, forumZones: pacific, userZone: Self.hanoi,
        basis: .platformRule))
    let local = Self.day("2026-02-28").adding(days: 1).begins(in: Self.hanoi)
    let there = Self.day("2026-02-27").adding(days: 1).begins(in: pacific[1])
    #expect(second.closes == min(local, there) && there < local)
    #expect(!second.isZoneAssumed)
  }

  @Test func anUnknownClockIsTheEarliestOnEarth() throws {
    let deadline = try #require(
      Deadline(
        .lastDay(Self.day("2026-03-01")), from: nil, forumZones: [], userZone: .utc,
        basis: .noticeText))
    #expect(deadline.isZoneAssumed)
    #expect(deadline.closes == Self.day("2026-03-01").begins() + 10 * 3600)
  }

  @Test func theNoticeWinsOverTheRule() throws {
    let table = try #require(Self.table)
    var situation = Self.situation("tiktok")
    let rule = try #require(table.routes(for: situation, at: 0).open.first?.deadline)
    #expect(rule.basis == .platformRule && rule.lastDay(in: .utc) == Self.day("2026-02-27"))
    situation.noticeLimit = .term(Term(days: 10))
    let own = try #require(table.routes(for: situation, at: 0).open.first?.deadline)
    #expect(own.basis == .noticeText && own.lastDay(in: .utc) == Self.day("2025-09-10"))
    situation.noticeLimit = .term(Term(years: 1))
    let longer = try #require(table.routes(for: situation, at: 0).open.first?.deadline)
    #expect(longer.lastDay(in: .utc) == Self.day("2026-08-31"))
  }

  @Test func anUnknownLimitIsTheShortestKnownAndSaysSo() throws {
    let table = try #require(Self.table)
    let route = try #require(
      table.routes(for: Self.situation("x"), at: 0).open.first { $0.forum.id == "x" })
    let deadline = try #require(route.deadline)
    #expect(deadline.basis == .conservativeDefault && deadline.takenFrom == "mastodon")
    #expect(deadline.lastDay(in: .utc) == Self.day("2025-09-20"))
  }

  @Test func harmfulForumsStandBehindAScreen() throws {
    let table = try #require(Self.table)
    var situation = Self.situation("youtube")
    situation.subject = .legalBlock
    let before = table.routes(for: situation, at: Self.now("2025-09-01"))
    #expect(before.behindScreen == ["vn-complaint"])
    #expect(!before.open.contains { $0.forum.needsSafetyScreen })
    situation.hasPassedSafetyScreen = true
    let after = table.routes(for: situation, at: Self.now("2025-09-01"))
    #expect(after.behindScreen.isEmpty && after.open.last?.forum.id == "vn-complaint")
    #expect(after.open.last?.deadline?.lastDay(in: Self.hanoi) == Self.day("2025-11-29"))
  }

  @Test func theBoardOpensWhenThePlatformHasDecided() throws {
    let table = try #require(Self.table)
    var situation = Self.situation("facebook")
    let first = table.routes(for: situation, at: Self.now("2025-09-01"))
    #expect(first.later.map(\.forum.id) == ["oversight-board"])
    situation.decided[.platformInternal] = .day(Self.day("2025-09-10"))
    situation.used = ["facebook-item"]
    let second = table.routes(for: situation, at: Self.now("2025-09-11"))
    #expect(second.open.first?.forum.id == "oversight-board")
    #expect(second.open.first?.deadline?.lastDay(in: .utc) == Self.day("2025-09-25"))
    #expect(second.later.isEmpty)
    situation.account = .closed
    #expect(!table.routes(for: situation, at: 0).open.contains { $0.forum.id == "oversight-board" })
  }

  @Test func countriesAndGroupsCount() throws {
    let table = try #require(Self.table)
    let german = table.routes(for: Self.situation("tiktok", "DE"), at: Self.now("2025-09-01"))
    #expect(german.open.map(\.forum.id).prefix(3).contains("dsa-internal"))
    #expect(german.open.contains { $0.forum.id == "dsa-dispute-body" })
    let vietnamese = table.routes(for: Self.situation("tiktok"), at: Self.now("2025-09-01"))
    #expect(!vietnamese.open.contains { $0.forum.id.hasPrefix("dsa") })
    // Namibia is no missing value.
    #expect(!table.routes(for: Self.situation("tiktok", "NA"), at: 0).open.isEmpty)
  }

  @Test func openOnesComeInTheOrderOfTheirEnds() throws {
    let table = try #require(Self.table)
    for platform in ["facebook", "youtube", "x", "tiktok", "mastodon", "apple-app-store"] {
      for country in ["VN", "DE"] {
        let open = table.routes(for: Self.situation(platform, country), at: 0).open
        let ends = open.filter { !$0.forum.needsSafetyScreen }.compactMap(\.deadline?.closes)
        #expect(ends == ends.sorted())
      }
    }
  }

  @Test func twoLimitsOfOneDayHaveAsManyDaysLeft() throws {
    func deadline(_ zone: TimeZoneOffset) throws -> Deadline {
      try #require(
        Deadline(
          .lastDay(Self.day("2026-03-31")), from: nil, forumZones: [zone], userZone: Self.hanoi,
          basis: .platformRule))
    }
    let (own, eastern) = (
      try deadline(Self.hanoi), try deadline(try #require(TimeZoneOffset(minutesEast: 840)))
    )
    let now = Self.day("2026-03-29").begins(in: Self.hanoi) + 20 * 3600
    #expect(own.lastDay(in: Self.hanoi) == eastern.lastDay(in: Self.hanoi))
    #expect(own.daysLeft(at: now, in: Self.hanoi) == eastern.daysLeft(at: now, in: Self.hanoi))
    // The day is not left as a whole, and it is said until when.
    #expect(own.lastTime(in: Self.hanoi) == nil && eastern.lastTime(in: Self.hanoi) == "17:00")
    #expect(eastern.surelyCloses == own.closes)
  }

  @Test func aGuessClosesNothing() throws {
    let table = try #require(Self.table)
    let situation = Self.situation("facebook")
    let late = table.routes(for: situation, at: Self.now("2025-11-15"))
    let route = try #require(late.open.first { $0.forum.id == "facebook-item" })
    #expect(route.deadline?.basis == .conservativeDefault && late.lapsed.isEmpty)
    // Over on some clocks is not over.
    let tiktok = table.routes(
      for: Self.situation("tiktok"), at: Self.day("2026-02-27").begins(in: Self.hanoi) + 20 * 3600)
    #expect(tiktok.lapsed.isEmpty && tiktok.open.contains { $0.forum.id == "tiktok" })
  }

  @Test func aLimitInDoubtIsAGuess() throws {
    let table = try #require(Self.table)
    var situation = Self.situation("tiktok")
    situation.noticeLimit = .term(Term(days: 30))
    situation.noticeDoubts = [.workingDays(30)]
    let routes = table.routes(for: situation, at: Self.now("2025-10-05"))
    let route = try #require(routes.open.first { $0.forum.id == "tiktok" })
    #expect(route.deadline?.basis == .conservativeDefault)
  }

  @Test func overIsOver() throws {
    let table = try #require(Self.table)
    let routes = table.routes(for: Self.situation("mastodon"), at: Self.now("2025-10-01"))
    #expect(routes.lapsed.map(\.forum.id) == ["mastodon"])
  }

  @Test func whatNobodyKnowsToBeOverIsOpen() throws {
    let table = try #require(Self.table)
    var situation = Self.situation("facebook")
    situation.subject = .legalBlock
    let routes = table.routes(for: situation, at: Self.now("2030-01-01"))
    let route = try #require(routes.open.first { $0.forum.id == "facebook-local-law" })
    #expect(route.deadline?.basis == .conservativeDefault)
    #expect(!routes.lapsed.contains { $0.forum.id == "facebook-local-law" })
  }

  @Test func withoutAStartNothingIsMadeUp() throws {
    let table = try #require(Self.table)
    var situation = Self.situation("tiktok")
    situation.notice = nil
    #expect(table.routes(for: situation, at: 0).open.first?.closing == .unknownStart)
    situation.noticeLimit = .lastDay(Self.day("2026-01-05"))
    #expect(table.routes(for: situation, at: 0).open.first?.deadline?.basis == .noticeText)
  }

  @Test func whatIsMissingIsNamed() throws {
    let table = try #require(Self.table)
    var situation = Self.situation("tiktok")
    situation.evidence = [.noticeText, .address, .times]
    let route = try #require(table.routes(for: situation, at: 0).open.first)
    #expect(route.missing == [.context, .consent] && !route.canBeFiled)
    situation.evidence.formUnion([.context, .consent])
    #expect(table.routes(for: situation, at: 0).open.first?.canBeFiled == true)
  }

  @Test func remindersComeBeforeTheEnd() throws {
    let deadline = try #require(
      Deadline(
        .lastDay(Self.day("2026-03-31")), from: nil, forumZones: [.utc], userZone: .utc,
        basis: .noticeText))
    #expect(deadline.reminders(after: 0).map(\.days) == [14, 7, 3, 1])
    #expect(deadline.reminders(after: Self.now("2026-03-26")).map(\.days) == [3, 1])
    #expect(deadline.daysLeft(at: Self.now("2026-03-31"), in: .utc) == 0)
    #expect(deadline.daysLeft(at: Self.now("2026-04-01"), in: .utc) == -1)
    #expect(deadline.daysLeft(at: Self.now("2026-03-30"), in: .utc) == 1)
  }

  @Test func aTableWithAFaultIsRefused() {
    for text in [
      "", "{}", #"{"version":"1","forums":[]}"#, #"{"version":"1","forums":[{"id":"a"}]}"#,
      String(decoding: ForumTable.shippedBytes, as: UTF8.self).replacing(
        "\"days\": 15", with: "\"days\": -15"),
      String(decoding: ForumTable.shippedBytes, as: UTF8.self).replacing(
        "oversight_board", with: "moon"),
    ] {
      #expect(throws: ForumFault.self) { try ForumTable(parsing: Array(text.utf8)) }
    }
  }
}
