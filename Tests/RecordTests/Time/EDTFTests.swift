import Record
import Testing

private let east = TimeZoneOffset(minutesEast: 420) ?? .utc

@Suite struct `A date with its precision` {
  @Test(arguments: [
    ("2020-02-12", "2020-02-12", "2020-02-12", EDTF.Precision.day),
    ("2020-02", "2020-02-01", "2020-02-29", .month),
    ("2020", "2020-01-01", "2020-12-31", .year),
    ("201X", "2010-01-01", "2019-12-31", .decade),
    ("2020-02~", "2020-02-01", "2020-02-29", .month),
    ("2020-02?", "2020-02-01", "2020-02-29", .month),
    ("2020-02%", "2020-02-01", "2020-02-29", .month),
    ("2020-33", "2020-01-01", "2020-03-31", .quarter),
    ("2020-34", "2020-04-01", "2020-06-30", .quarter),
    ("2020-35", "2020-07-01", "2020-09-30", .quarter),
    ("2020-36", "2020-10-01", "2020-12-31", .quarter),
    ("2020-40", "2020-01-01", "2020-06-30", .half),
    ("2020-41", "2020-07-01", "2020-12-31", .half),
    ("2020-02/2020-04", "2020-02-01", "2020-04-30", .range),
    ("2020-02-12T08:30+07:00", "2020-02-12", "2020-02-12", .minute),
    ("2020-02-12T00:30-14:00", "2020-02-12", "2020-02-12", .minute),
    ("2020-05/2020", "2020-05-01", "2020-12-31", .range),
    ("0000", "0000-01-01", "0000-12-31", .year),
    ("9999-12-31", "9999-12-31", "9999-12-31", .day),
  ])
  func `covers its days`(
    text: String, first: String, last: String, precision: EDTF.Precision
  ) throws {
    let when = try date(text)
    #expect(when.description == text)
    #expect(when.earliest?.description == first)
    #expect(when.latest?.description == last)
    #expect(when.precision == precision)
    #expect(when.firstDay == when.earliest)
    #expect(when.dayAfterLast == when.latest?.adding(days: 1))
    if precision != .minute {
      #expect(when.lo(in: east) == when.earliest?.begins(in: east))
      #expect(when.hi(in: east) == when.dayAfterLast?.begins(in: east))
    }
  }

  @Test func `keeps a timestamp to the minute on its own clock`() throws {
    let when = try date("2020-02-12T08:30+07:00")
    #expect(when.instants(in: east) == 1_581_471_000..<1_581_471_060)
    #expect(when.instants() == when.instants(in: east))
    #expect(EDTF(minuteOf: 1_581_471_059, in: east) == when)
    #expect(try date("2020-02-12T08:30+00:00").description == "2020-02-12T08:30Z")
    #expect(EDTF(minuteOf: -1)?.description == "1969-12-31T23:59Z")
    #expect(EDTF(minuteOf: .min) == nil)
  }

  @Test func `can be open at an end`() throws {
    let since = try date("2020-01-01/..")
    #expect(since.isOpenEnd && !since.isOpenStart && since.precision == .open)
    #expect(since.hi() == .max && since.latest == nil && since.firstDay == nil)
    let until = try date("../2018-06")
    #expect(until.isOpenStart && !until.isOpenEnd && until.precision == .open)
    #expect(until.lo() == .min && until.earliest == nil && until.dayAfterLast == nil)
    #expect(until.latest?.description == "2018-06-30")
  }

  @Test(arguments: [
    ("2020-02~", "2020-01-01", "2020-04-01"), ("2020-02", "2020-02-01", "2020-03-01"),
    ("2020-02?", "2020-02-01", "2020-03-01"), ("2020%", "2019-12-01", "2021-02-01"),
    ("2020-03-31~", "2020-02-29", "2020-05-01"), ("2020-02~/2020-04", "2020-01-01", "2020-05-01"),
    ("2020-02/2020-04~", "2020-02-01", "2020-06-01"),
  ])
  func `is searched a month wider where approximate`(
    text: String, lo: String, hi: String
  ) throws {
    let when = try date(text)
    #expect(when.searchLo(in: east) == CivilDay(parsing: lo)?.begins(in: east))
    #expect(when.searchHi(in: east) == CivilDay(parsing: hi)?.begins(in: east))
  }

  @Test(arguments: [
    ("2020-13", "2020-13: month 13 does not exist", 5),
    ("2020-00", "2020-00: month 00 does not exist", 5),
    ("2021-02-30", "2021-02-30: day 30 does not exist, the month has 28 days", 8),
    ("2021-02-29", "2021-02-29: day 29 does not exist, the month has 28 days", 8),
    ("2021-04/2021-02-30", "2021-04/2021-02-30: day 30 does not exist, the month has 28 days", 16),
    (
      "2020-21",
      "2020-21: 21 is a season or a third of a year; write the months instead, "
        + "such as 2020-03/2020-05", 5
    ),
    ("", "the date is empty; write a date such as 2020-02-12, 2020-02 or 2020", 0),
    ("20XX", "20XX: only the last digit of a year can be unknown, as in 201X", 0),
    ("201x", "201x: expected a year of four digits at byte 3", 3),
    ("202", "202: expected a year of four digits at byte 3", 3),
    ("2020-2", "2020-2: expected a month of two digits at byte 6", 6),
    ("2020-02-1", "2020-02-1: expected a day of two digits at byte 9", 9),
    ("2020-02-12T", "2020-02-12T: expected an hour of two digits at byte 11", 11),
    (
      "2020-02-12T08:30",
      "2020-02-12T08:30: the time lacks its distance from UTC; add Z or one such as +07:00", 16
    ),
    (
      "2020-02-12T08:30:00Z",
      "2020-02-12T08:30:00Z: dates are kept to the minute; leave out the seconds", 16
    ),
    ("2020-02-12T24:00Z", "2020-02-12T24:00Z: 24:00 is not a time of day", 11),
    (
      "2020-02-12T08:30+15:00",
      "2020-02-12T08:30+15:00: the distance from UTC is more than 14 hours, "
        + "or its minutes more than 59", 16
    ),
    (
      "2020-02-12T08:30Z~",
      "2020-02-12T08:30Z~: a time cannot be approximate or uncertain; give the day instead", 17
    ),
    ("2020/2019", "2020/2019: the interval ends before it begins", 5),
    ("2020-06/2020-05-31", "2020-06/2020-05-31: the interval ends before it begins", 8),
    ("2020/", "2020/: an end of the interval is missing; write .. when it is open", 5),
    ("/2020", "/2020: an end of the interval is missing; write .. when it is open", 0),
    ("../", "../: an end of the interval is missing; write .. when it is open", 3),
    ("../..", "../..: an interval open at both ends says nothing; give one of them", 0),
    ("2020/2021/2022", "2020/2021/2022: expected the end of the date at byte 9", 9),
    ("2020 ", "2020 : expected the end of the date at byte 4", 4),
    ("2020~~", "2020~~: expected the end of the date at byte 5", 5),
    ("năm", "n??m: expected a year of four digits at byte 0", 0),
  ])
  func `is refused with the place and the remedy`(text: String, message: String, at: Int) {
    #expect {
      try EDTF(parsing: text)
    } throws: { error in
      guard let error = error as? EDTFError else { return false }
      return error.description == message && error.offset == at
    }
  }

  @Test func `is refused unread when it is huge`() {
    #expect(throws: EDTFError.self) {
      try EDTF(parsing: repeatElement(UInt8(0x32), count: 1 << 30))
    }
  }

  @Test func `is made of days in the coarsest exact words`() {
    let cases = [
      ("2024-09-01", "2024-09-30", "2024-09"), ("2024-01-01", "2024-12-31", "2024"),
      ("2024-04-01", "2024-06-30", "2024-34"), ("2024-07-01", "2024-12-31", "2024-41"),
      ("2010-01-01", "2019-12-31", "201X"), ("2024-09-21", "2024-09-25", "2024-09-21/2024-09-25"),
      ("2024-02-01", "2024-03-31", "2024-02/2024-03"), ("2024-02-29", "2024-02-29", "2024-02-29"),
    ]
    for (first, last, text) in cases {
      let when = EDTF(first: CivilDay(parsing: first), last: CivilDay(parsing: last))
      #expect(when?.description == text)
    }
    #expect(EDTF(first: nil, last: nil) == nil)
    #expect(EDTF(first: nil, last: CivilDay(parsing: "2018-06-30"))?.description == "../2018-06")
    #expect(
      EDTF(first: CivilDay(parsing: "2018-06-30"), last: nil)?.description == "2018-06-30/..")
  }

  @Test func `joins a start and an end`() throws {
    let (start, end) = (try date("2020-02"), try date("2020-04~"))
    #expect(EDTF(from: start, to: end)?.description == "2020-02/2020-04~")
    #expect(EDTF(from: start, to: nil)?.description == "2020-02/..")
    #expect(EDTF(from: nil, to: end)?.description == "../2020-04~")
    #expect(EDTF(from: end, to: start) == nil)
    #expect(EDTF(from: start, to: start) == start)
    #expect(EDTF(from: nil, to: nil) == nil)
  }

  @Test(arguments: [
    ("2020-02", "2020", Answer.maybe), ("2020-02", "2020-03", .yes), ("2020-03", "2020-02", .no),
    ("2020/..", "2021", .maybe), ("../2020", "2021", .yes), ("2020-02", "2020-02", .maybe),
  ])
  func `is before another, perhaps`(text: String, other: String, answer: Answer) throws {
    #expect(try date(text).isBefore(date(other)) == answer)
  }

  @Test(
    arguments: [
      ("2020-02", "2020-02", nil, true), ("2020-02", "2020-03", nil, false),
      ("2020-02", nil, "2020-01", false), ("2020-02", nil, "2020-02-01", true),
      ("2020/..", "2030", "2031", true), ("../2018", "2019", nil, false),
      ("2020", "2021", "2019", false), ("2020", nil, nil, true),
    ] as [(String, String?, String?, Bool)])
  func `is kept by a filter it intersects`(
    text: String, from: String?, to: String?, kept: Bool
  ) throws {
    let when = try date(text)
    #expect(try when.intersects(from: from.map(date), to: to.map(date), in: east) == kept)
  }
}
