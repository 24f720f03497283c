import Record
import Testing

@Suite("Between which dates something held")
struct ValidityTests {
  private static func date(_ text: String) throws -> EDTF { try EDTF(parsing: text) }

  @Test(arguments: [
    ("2026-06-30", Answer.no), ("2026-07-01", .yes), ("2026-07", .yes), ("2026-06", .no),
    ("2026", .maybe), ("2026-12-31", .yes), ("2027-01-01", .no), ("2026-12/2027-01", .maybe),
    ("../2026-08", .maybe),
  ])
  func holdsFromItsFirstDayToItsLast(date: String, answer: Answer) throws {
    let validity = Validity(
      from: try Self.date("2026-07-01"), end: .lastDay(try Self.date("2026-12-31")))
    #expect(validity.holds(on: try Self.date(date)) == answer)
  }

  @Test func theDayOfARepealIsTheFirstWithoutIt() throws {
    let validity = Validity(
      from: try Self.date("2018"), end: .repealed(try Self.date("2026-07-01")))
    #expect(validity.holds(on: try Self.date("2026-06-30")) == .yes)
    #expect(validity.holds(on: try Self.date("2026-07-01")) == .no)
    #expect(Validity().holds(on: try Self.date("2026-07-01")) == .maybe)
  }

  @Test(arguments: [
    ("2026-05-01", "2026-05-11", 10...10), ("2026-05", "2026-06", 1...60),
    ("2026-05", "2026-05", -30...30), ("2026-05-11", "2026-05-01", -10 ... -10),
    ("2026-05-01~", "2026-05-11", -21...41),
  ])
  func daysBetweenDatesAreAsExactAsTheDates(
    one: String, other: String, days: ClosedRange<Int>
  ) throws {
    #expect(try Self.date(one).days(until: try Self.date(other)) == days)
  }

  @Test func anOpenEndLeavesDaysOpen() throws {
    #expect(try Self.date("2026-05/..").days(until: try Self.date("2026-06")) == nil)
    #expect(try Self.date("2026-05").days(until: try Self.date("2026-06/..")) == nil)
  }
}
