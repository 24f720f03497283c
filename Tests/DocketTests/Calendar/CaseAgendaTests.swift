import Bytes
import Record
import Testing

@testable import Docket

@Suite("What is due in a case")
struct CaseAgendaTests {
  private static func agenda(_ made: GivenCase, at now: Int64? = nil) throws -> CaseAgenda {
    CaseAgenda(
      of: made.docketCase, forums: try #require(GivenCase.forums), zone: GivenCase.zone,
      now: now ?? made.clock)
  }

  @Test func withoutAnAppealTheFirstWayThatClosesIsDue() throws {
    let made = try GivenCase()
    let row = try #require(try Self.agenda(made).rows.first)
    #expect(row.what == .wayCloses && row.subject == "x1" && row.forum == "facebook-item")
    #expect(row.lastDay(in: GivenCase.zone).description == "2026-06-19")
    #expect(row.daysLeft(at: made.clock, in: GivenCase.zone) == 21)
    #expect(
      row.daysLeft(at: row.due - 1, in: GivenCase.zone) == 0
        && row.daysLeft(at: row.due, in: GivenCase.zone) == -1)
    // The limit is a guess: once it is over the way is still there, and overdue.
    let late = try #require(try Self.agenda(made, at: row.due).rows.first)
    #expect(late.isAssumed && late.due == row.due)
  }

  @Test func theTimersOfAnAppealFollowItsState() throws {
    var made = try GivenCase()
    try made.add(.appeal, ["forum": "facebook-item"])
    #expect(try Self.agenda(made).rows.map(\.what) == [.timer(.triageTarget)])
    try made.add(.triage)
    try made.add(.ready)
    #expect(try Self.agenda(made).rows.map(\.what) == [.timer(.windowCloses)])
    try made.add(.file, ["proof": "p", "due": "2026-06-05"])
    #expect(try Self.agenda(made).rows.map(\.what) == [.timer(.decisionDue)])
    let late = try Self.agenda(made, at: made.clock + 30 * 86_400)
    #expect(
      late.rows.first.map { $0.daysLeft(at: made.clock + 30 * 86_400, in: GivenCase.zone) < 0 }
        == true)
  }

  @Test func otherWaysToThePlatformDoNotPressWhileItLooks() throws {
    // The limit of the notice holds for the company's grievance mechanism too.
    var opening = GivenCase.opening
    opening.parts[1].values["text"] = "We removed your post. You can appeal within 30 days."
    var made = try GivenCase(opening)
    #expect(try Self.agenda(made).rows.map(\.what) == [.wayCloses])
    try made.add(.appeal, ["forum": "facebook-item"])
    #expect(try Self.agenda(made).rows.map(\.subject) == ["a1"])
  }

  @Test func nothingPressesSomebodyInDanger() throws {
    var made = try GivenCase()
    try made.add(.appeal, ["forum": "facebook-item"])
    try made.add(.triage)
    try made.add(.hold, ["risk": "custody"])
    #expect(try Self.agenda(made).rows.map(\.what) == [.timer(.holdReview)])
  }

  @Test func whatIsOverdueComesFirst() throws {
    var made = try GivenCase()
    try made.add(.appeal, ["forum": "facebook-item"])
    try made.add(.triage)
    try made.add(.ready)
    let other = try GivenCase()
    let now = made.clock + 25 * 86_400
    let all = CaseAgenda([
      try Self.agenda(other, at: other.clock), try Self.agenda(made, at: now),
    ])
    #expect(all.rows.map(\.due) == all.rows.map(\.due).sorted())
  }

  @Test func whateverWasDueIsCalledOffWhenItIsDone() throws {
    var made = try GivenCase()
    var seen: Set<String> = []
    func look() throws {
      let entries = try Self.agenda(made).calendar(of: made.docketCase) { $0.code }
      let names = Set(entries.map(\.id))
      #expect(names.count == entries.count)
      // An entry that a calendar took in once is never left standing without a word.
      #expect(seen.isSubset(of: names))
      seen.formUnion(names)
    }
    try look()
    try made.add(.appeal, ["forum": "facebook-item"])
    try look()
    try made.add(.triage)
    try made.add(.hold, ["risk": "custody"])
    try look()
    try made.add(.clear, ["because": "safe"])
    try made.add(.ready)
    try look()
    try made.add(.file, ["proof": "p"])
    try made.add(.decide, ["outcome": "reversed"])
    try made.add(.expectRestoration)
    try look()
    try made.add(.observation, ["country": "VN", "result": "visible"])
    try made.add(.restored)
    try look()
    let kinds = seen.map { $0.split(separator: "-").last ?? "" }.sorted()
    #expect(
      kinds == ["hold_review", "restoration_check", "triage_target", "way_closes", "window_closes"])
    let last = try Self.agenda(made).calendar(of: made.docketCase) { $0.code }
    let isAllOff = last.allSatisfy(\.isCancelled)
    #expect(isAllOff)
  }

  @Test func aCalendarHoldsNothingOfTheCaseAndCallsOffWhatIsDone() throws {
    var made = try GivenCase()
    func entries() throws -> [CalendarEntry] {
      try Self.agenda(made).calendar(of: made.docketCase) { "due \($0.code)" }
    }
    let way = try #require(try entries().first)
    #expect(way.id == "TD-2026-000007-x1-way_closes" && !way.isCancelled)
    try made.add(.appeal, ["forum": "facebook-item"])
    try made.add(.triage)
    try made.add(.ready)
    // Somebody has taken a way: the calendar that has the old deadline is told.
    #expect(try entries().contains { $0.id == way.id && $0.isCancelled })
    let before = try #require(try entries().first)
    #expect(before.id == "TD-2026-000007-a1-window_closes" && !before.isCancelled)
    #expect(before.summary == "TD-2026-000007: due window_closes" && before.details == nil)
    try made.add(.file, ["proof": "p"])
    let after = try #require(try entries().first { $0.id == before.id })
    #expect(after.isCancelled && after.revision > before.revision)
    let bytes = DeadlineCalendar.bytes(
      try entries(), named: "x", authority: "observatory.example", language: .vi)
    let text = String(decoding: bytes, as: UTF8.self)
    for word in ["facebook", "Mẫu", "social"] { #expect(!text.contains(word)) }
  }
}
