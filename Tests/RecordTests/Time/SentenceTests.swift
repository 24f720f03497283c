import Record
import Testing

@Suite struct `A term` {
  @Test(arguments: [
    ("2019-08-31", 0, 6, 0, "2020-02-29"), ("2020-02-29", 1, 0, 0, "2021-02-28"),
    ("2020-02-29", 4, 0, 0, "2024-02-29"), ("2020-01-31", 0, 1, 0, "2020-02-29"),
    ("2020-08-31", 2, 6, 10, "2023-03-10"), ("2021-12-15", 0, 0, 90, "2022-03-15"),
    ("2019-11-21", 15, 0, 0, "2034-11-21"), ("2021-03", 5, 6, 0, "2026-09"),
    ("2018", 6, 0, 0, "2024"), ("2019-11-21", 5, 6, 0, "2025-05-21"),
    ("2018~", 6, 6, 0, "2024-07~/2025-06~"), ("../2018-06", 6, 0, 0, "../2024-06"),
    ("2018-06/..", 6, 0, 0, "2024-06-01/.."), ("2020-33", 1, 0, 0, "2021-33"),
    ("2020-02-12T08:30+07:00", 0, 0, 1, "2020-02-13"), ("2018?", 6, 0, 0, "2024?"),
    ("2020-02-29", 0, 0, 0, "2020-02-29"),
  ])
  func `ends on the day the calendar gives`(
    start: String, years: Int, months: Int, days: Int, end: String
  ) throws {
    let term = Term(years: years, months: months, days: days)
    #expect(term.end(from: try date(start))?.description == end)
  }

  @Test func `has no end outside the calendar`() throws {
    let start = try date("2019-11-21")
    let terms = [
      Term(years: -1), Term(years: .max), Term(months: .max), Term(days: .max), Term(years: 9000),
      Term(months: .min), Term(years: 99_999, months: 999_999, days: .max),
    ]
    for term in terms { #expect(term.end(from: start) == nil) }
  }

  @Test func `counts its days`() throws {
    let start = try #require(CivilDay(parsing: "2021-05-01"))
    #expect(Term(months: 24).days(from: start) == 730)
  }

  @Test func `ends later when it starts later`() throws {
    var draw = RandomDates(seed: 30)
    for _ in 0..<5_000 {
      let days = [draw.day(in: 2019), draw.day(in: 2020)].sorted()
      let term = Term(
        years: Int.random(in: 0...20, using: &draw), months: Int.random(in: 0...30, using: &draw),
        days: Int.random(in: 0...60, using: &draw))
      let (first, last) = (term.end(from: days[0]), term.end(from: days[1]))
      #expect(try #require(first) <= #require(last))
    }
  }

  @Test func `is told as it was spoken`() throws {
    #expect(Term(years: 5, months: 6).text(in: .vi) == "5 năm 6 tháng")
    #expect(Term(years: 1, days: 2).text(in: .en) == "1 year 2 days")
    #expect(Term(months: 18).text(in: .en) == "18 months")
    #expect(Term().text(in: .en) == "0 days")
  }

  @Test func `gives a release labelled as computed`() throws {
    let release = ExpectedRelease(start: try date("2021-03"), term: Term(years: 5, months: 6))
    let text = "September 2026 (expected, computed: March 2021 + 5 years 6 months)"
    #expect(release?.text(in: .en) == text)
    #expect(ExpectedRelease(start: try date("9999"), term: Term(years: 1)) == nil)
  }
}

@Suite struct `Time in custody` {
  @Test(
    arguments: [
      ("2021-11", nil, "2021-12-01", Answer.yes), ("2021-12", nil, "2021-12-01", .maybe),
      ("2018", "2021-12", "2021-12-01", .maybe), ("2018", "2021-11", "2021-12-01", .no),
      ("2019-11-21", "2021-12-01", "2021-12-01", .maybe), ("2022", nil, "2021-12-01", .no),
      ("2018", "2022", "2021-12-01", .yes), (nil, nil, "2021-12-01", .maybe),
      (nil, "2021-11", "2021-12-01", .no), ("../2018", nil, "2018-06-01", .maybe),
      ("../2018", nil, "2018-12-31", .yes), ("2018", "2020/..", "2030-01-01", .maybe),
    ] as [(String?, String?, String, Answer)])
  func `is certain, possible or excluded on a day`(
    arrest: String?, release: String?, day: String, answer: Answer
  ) throws {
    let custody = Custody(arrest: try arrest.map(date), release: try release.map(date))
    #expect(custody.isHeld(on: try #require(CivilDay(parsing: day))) == answer)
  }

  @Test func `answers by Kleene's logic`() {
    for left in Answer.allCases {
      for right in Answer.allCases {
        #expect(left.and(right) == right.and(left))
        #expect(left.and(right).negated == left.negated.or(right.negated))
      }
    }
    #expect(Answer.maybe.and(.no) == .no && Answer.maybe.or(.yes) == .yes)
    #expect(Answer.maybe.and(.yes) == .maybe && Answer.maybe.or(.no) == .maybe)
  }
}
