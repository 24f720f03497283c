import Record
import Testing

@Suite struct `A civil day` {
  @Test(arguments: [
    (1970, 1, 1, 0, 4), (2000, 2, 29, 11016, 2), (2000, 3, 1, 11017, 3), (1969, 12, 31, -1, 3),
    (1600, 2, 29, -135_081, 2), (2026, 11, 24, 20781, 2), (0, 1, 1, -719_528, 6),
    (9999, 12, 31, 2_932_896, 5), (-1, 12, 31, -719_529, 5),
  ])
  func `counts from 1970 and knows its weekday`(
    year: Int, month: Int, day: Int, count: Int32, weekday: Int
  ) throws {
    let civil = try #require(CivilDay(year: year, month: month, day: day))
    #expect(civil.sinceEpoch == count)
    #expect(civil.parts == (year, month, day))
    #expect(civil.weekday == weekday)
  }

  @Test func `round-trips through its parts and spelling over four centuries`() throws {
    var previous = CivilDay(sinceEpoch: -1)
    for count in Int32(0)..<146_097 {
      let day = CivilDay(sinceEpoch: count)
      let (year, month, number) = day.parts
      #expect(CivilDay(year: year, month: month, day: number) == day)
      #expect(previous < day)
      previous = day
    }
    #expect(CivilDay(parsing: "2020-02-12")?.description == "2020-02-12")
  }

  @Test(arguments: [
    "2021-02-29", "1900-02-29", "2021-04-31", "2021-13-01", "2021-00-01", "2021-01-00",
    "2021-1-01", "2021-01-1", "2021/01/01", "2021-01-011", "", "2021-01-0x", "+021-01-01", "2021",
    " 2021-01-01", "２０２１-01-01",
  ])
  func `refuses what is not a day`(text: String) {
    #expect(CivilDay(parsing: text) == nil)
  }

  @Test func `adds months, ending on the last day of a short one`() {
    let day = CivilDay(parsing: "2019-08-31")
    #expect(day?.adding(months: 6) == CivilDay(parsing: "2020-02-29"))
    #expect(day?.adding(months: -18) == CivilDay(parsing: "2018-02-28"))
    #expect(day?.adding(months: .max) == nil)
    #expect(CivilDay(parsing: "0000-06-01")?.adding(months: .min) == nil)
    #expect(day?.adding(days: .max).sinceEpoch == .max)
  }

  @Test func `begins earlier in the east`() throws {
    let day = try #require(CivilDay(parsing: "2020-02-12"))
    let east = try #require(TimeZoneOffset(minutesEast: 420))
    #expect(day.begins() == 1_581_465_600)
    #expect(day.begins(in: east) == 1_581_465_600 - 25_200)
    #expect(CivilDay(of: day.begins(in: east), in: east) == day)
    #expect(CivilDay(of: day.begins(in: east) - 1, in: east) == day.adding(days: -1))
    #expect(CivilDay(of: -1).description == "1969-12-31")
    #expect(CivilDay(of: .min, in: east).sinceEpoch == .min)
    #expect(CivilDay(of: .max, in: east).sinceEpoch == .max)
  }
}

@Suite struct `A distance from UTC` {
  @Test(arguments: [
    (0, "Z", "UTC"), (420, "+07:00", "UTC+7"), (-210, "-03:30", "UTC-3:30"),
    (345, "+05:45", "UTC+5:45"), (840, "+14:00", "UTC+14"),
  ])
  func `has a spelling and a name`(minutes: Int, spelling: String, name: String) throws {
    let zone = try #require(TimeZoneOffset(minutesEast: minutes))
    #expect(zone.description == spelling)
    #expect(zone.name == name)
  }

  @Test func `is at most fourteen hours`() {
    #expect(TimeZoneOffset(minutesEast: 841) == nil)
    #expect(TimeZoneOffset(minutesEast: .min) == nil)
  }
}
