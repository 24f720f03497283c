import Record
import Testing

@Suite struct `A date in words` {
  @Test(arguments: [
    ("2020-02-12", "12/2/2020", "12 February 2020"),
    ("2020-02", "tháng 2 năm 2020", "February 2020"),
    ("2020", "năm 2020", "2020"),
    ("201X", "thập niên 2010", "2010s"),
    ("2020-02~", "khoảng tháng 2 năm 2020", "about February 2020"),
    ("2020-02?", "tháng 2 năm 2020 (chưa chắc)", "February 2020 (uncertain)"),
    ("2020-02%", "khoảng tháng 2 năm 2020 (chưa chắc)", "about February 2020 (uncertain)"),
    ("2020-33", "quý 1 năm 2020", "Q1 2020"),
    ("2020-36", "quý 4 năm 2020", "Q4 2020"),
    ("2020-40", "nửa đầu năm 2020", "first half of 2020"),
    ("2020-41", "nửa cuối năm 2020", "second half of 2020"),
    ("2020-02/2020-04", "từ tháng 2 đến tháng 4 năm 2020", "February to April 2020"),
    ("2020-01-01/..", "từ 1/1/2020 đến nay", "since 1 January 2020"),
    ("../2018-06", "trước cuối tháng 6 năm 2018", "by June 2018"),
    ("../2018-06-03", "muộn nhất 3/6/2018", "by 3 June 2018"),
    ("../2018~", "muộn nhất khoảng năm 2018", "by about 2018"),
    ("2010/..", "từ năm 2010 đến nay", "since 2010"),
    ("201X/..", "từ thập niên 2010 đến nay", "since the 2010s"),
    ("2024-09-21/2024-09-25", "từ 21 đến 25/9/2024", "21–25 September 2024"),
    ("2024-02-28/2024-03-03", "từ 28/2 đến 3/3/2024", "28 February to 3 March 2024"),
    (
      "2019-12-30/2020-01-02", "từ 30/12/2019 đến 2/1/2020", "30 December 2019 to 2 January 2020"
    ),
    (
      "2019-11/2020-01", "từ tháng 11 năm 2019 đến tháng 1 năm 2020",
      "November 2019 to January 2020"
    ),
    ("2018/2020", "từ năm 2018 đến năm 2020", "2018 to 2020"),
    ("2020-33/2020-35", "từ quý 1 đến quý 3 năm 2020", "Q1 to Q3 2020"),
    ("2020-02~/2020-04~", "khoảng từ tháng 2 đến tháng 4 năm 2020", "about February to April 2020"),
    (
      "2020-02~/2020-04", "từ khoảng tháng 2 năm 2020 đến tháng 4 năm 2020",
      "from about February 2020 to April 2020"
    ),
    ("2018/2020-03-05", "từ năm 2018 đến 5/3/2020", "2018 to 5 March 2020"),
    ("2020/2020", "năm 2020", "2020"),
    ("2020-02-12T08:30+07:00", "08:30 12/2/2020 (UTC+7)", "12 February 2020, 08:30 (UTC+7)"),
    (
      "2020-02-12T08:30Z/2020-02-12T10:05Z", "từ 08:30 đến 10:05 12/2/2020 (UTC)",
      "12 February 2020, 08:30–10:05 (UTC)"
    ),
  ])
  func `is told in both languages`(text: String, vietnamese: String, english: String) throws {
    let when = try date(text)
    #expect(when.text(in: .vi) == vietnamese)
    #expect(when.text(in: .en) == english)
  }

  @Test func `names the reader's clock`() throws {
    let when = try date("2020-02-12T08:30+07:00")
    let own = when.text(in: .vi, zoneName: "giờ địa phương")
    #expect(own == "08:30 12/2/2020 (giờ địa phương)")
    #expect(when.text(in: .en, zone: .utc) == "12 February 2020, 01:30 (UTC)")
    let early = try date("2020-02-12T00:30+07:00")
    #expect(early.text(in: .en, zone: .utc) == "11 February 2020, 17:30 (UTC)")
  }

  @Test func `says how finely it is known`() throws {
    #expect(try date("2020-02%").precisionNote(in: .vi) == "biết đến tháng, ước chừng, chưa chắc")
    #expect(try date("2020").precisionNote(in: .en) == "known to the year")
    #expect(try date("2020~/..").precisionNote(in: .en) == "only one end known, approximate")
  }

  @Test(
    arguments: [
      ("2020", "2020", "2020"), ("2020-02", "2020-02", "2020-02"),
      ("2020-02-12", "2020-02-12", "2020-02-12"),
      ("2020-02-12T08:30+07:00", "2020-02-12T08:30+07:00", "2020-02-12T01:30"),
      ("2020-02~", nil, "2020-02"), ("2020?", nil, "2020"), ("201X", nil, "2010"),
      ("2020-33", nil, "2020"), ("2020-41", nil, "2020"), ("2020-02/2020-04", nil, "2020-02"),
      ("../2018-06", nil, nil), ("2018-06/..", nil, "2018-06"), ("0000", nil, "0000"),
    ] as [(String, String?, String?)])
  func `has a machine's value only where HTML allows one`(
    text: String, html: String?, iso: String?
  ) throws {
    let when = try date(text)
    #expect(when.htmlDateTime == html)
    #expect(when.isoPrefix == iso)
  }

  @Test(
    arguments: [
      ("2020", [2020], nil, false), ("2020-02", [2020, 2], nil, false),
      ("2020-02-12", [2020, 2, 12], nil, false), ("2020-02~", [2020, 2], nil, true),
      ("2020-33", [2020, 1], [2020, 3], true), ("2020-41", [2020, 7], [2020, 12], true),
      ("201X", [2010], [2019], true), ("2020-01-01/..", [2020, 1, 1], nil, true),
      ("../2018-06", [2018, 6], nil, true), ("2020-02/2020-04", [2020, 2], [2020, 4], false),
      ("2020/2020", [2020], nil, false),
      ("2020-02-12T08:30+07:00", [2020, 2, 12, 8, 30], nil, false),
    ] as [(String, [Int], [Int]?, Bool)])
  func `has the parts of a TimelineJS slide`(
    text: String, start: [Int], end: [Int]?, words: Bool
  ) throws {
    let parts = try date(text).timeline()
    #expect(numbers(parts.start) == start)
    #expect(parts.end.map(numbers) == end)
    #expect(parts.start.displayNeeded == words)
  }

  private func numbers(_ date: TimelineDate) -> [Int] {
    [date.year, date.month, date.day, date.hour, date.minute].compactMap { $0 }
  }
}
