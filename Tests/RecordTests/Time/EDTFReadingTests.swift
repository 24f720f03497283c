import Record
import Testing

@Suite struct `A typed date` {
  @Test(arguments: [
    ("March 2021", "2021-03"), ("tháng 3 năm 2021", "2021-03"), ("3/2021", "2021-03"),
    ("T3/2021", "2021-03"), ("Tháng 3/2021", "2021-03"), ("03-2021", "2021-03"),
    ("21/11/2019", "2019-11-21"), ("ngày 21 tháng 11 năm 2019", "2019-11-21"),
    ("21-11-2019", "2019-11-21"), ("21.11.2019", "2019-11-21"), ("2019-11-21", "2019-11-21"),
    ("ngày 21/11/2019", "2019-11-21"), ("03/04/2021", "2021-04-03"),
    ("21 November 2019", "2019-11-21"), ("November 21, 2019", "2019-11-21"),
    ("21st of November, 2019", "2019-11-21"), ("Nov. 21, 2019", "2019-11-21"),
    ("2019/11/21", "2019-11-21"), ("2021", "2021"), ("năm 2021", "2021"),
    ("đầu năm 2021", "2021-01~/2021-04~"), ("early 2021", "2021-01~/2021-04~"),
    ("giữa năm 2021", "2021-05~/2021-08~"), ("mid-2021", "2021-05~/2021-08~"),
    ("cuối năm 2021", "2021-09~/2021-12~"), ("late 2021", "2021-09~/2021-12~"),
    ("cuối tháng 3/2021", "2021-03-21~/2021-03-31~"),
    ("late March 2021", "2021-03-21~/2021-03-31~"),
    ("đầu tháng 3/2021", "2021-03-01~/2021-03-10~"),
    ("cuối tháng 2 năm 2021", "2021-02-21~/2021-02-28~"),
    ("quý 2/2021", "2021-34"), ("Quý II năm 2021", "2021-34"), ("2021-Q2", "2021-34"),
    ("Q2 2021", "2021-34"), ("khoảng 2018", "2018~"), ("about 2018", "2018~"),
    ("c. 2018", "2018~"), ("khoảng tháng 2 năm 2020", "2020-02~"), ("2018?", "2018?"),
    ("trước 1/5/2020", "../2020-04-30"), ("before 2020-05-01", "../2020-04-30"),
    ("before May 2020", "../2020-04"), ("trước năm 2020", "../2019"),
    ("trước cuối tháng 6 năm 2018", "../2018-06"), ("by June 2018", "../2018-06"),
    ("after 2019", "2020/.."), ("sau 31/12/2019", "2020-01-01/.."),
    ("từ 11/2019 đến 1/2020", "2019-11/2020-01"), ("2018-2020", "2018/2020"),
    ("2018–2020", "2018/2020"), ("từ 1/1/2020 đến nay", "2020-01-01/.."),
    ("kể từ năm 2015", "2015/.."), ("since 1 January 2020", "2020-01-01/.."),
    ("từ tháng 2 đến tháng 4 năm 2020", "2020-02/2020-04"),
    ("February to April 2020", "2020-02/2020-04"), ("từ 21 đến 25/9/2024", "2024-09-21/2024-09-25"),
    ("21–25 September 2024", "2024-09-21/2024-09-25"),
    ("21-25 September 2024", "2024-09-21/2024-09-25"),
    ("September 21 - 25, 2024", "2024-09-21/2024-09-25"),
    ("nửa đầu năm 2020", "2020-40"), ("second half of 2020", "2020-41"),
    ("thập niên 2010", "201X"), ("the 2010s", "201X"), ("thang 3 nam 2021", "2021-03"),
    ("  tháng\u{A0}3 năm 2021\n", "2021-03"), ("tha\u{301}ng 3 na\u{306}m 2021", "2021-03"),
    ("2020-02~/2020-04", "2020-02~/2020-04"),
    ("from about May 2020 (uncertain) to June 2021", "2020-05%/2021-06"),
    ("đầu năm 2021 (chưa chắc)", "2021-01%/2021-04%"), ("THÁNG 3 NĂM 2021", "2021-03"),
  ])
  func `is read in Vietnamese and English`(text: String, stored: String) throws {
    #expect(try EDTF(reading: text, dayFirst: true).description == stored)
  }

  @Test(arguments: [
    ("11/21/2019", "2019-11-21"), ("21/11/2019", "2019-11-21"), ("05/05/2020", "2020-05-05"),
    ("2019-11-21", "2019-11-21"), ("3 April 2021", "2021-04-03"),
  ])
  func `is read without custom where only one reading exists`(text: String, stored: String) throws {
    #expect(try EDTF(reading: text, dayFirst: false).description == stored)
  }

  @Test(arguments: [
    ("03/04/2021", "\"03/04/2021\": ambiguous; write 2021-04-03 or 2021-03-04"),
    ("before 3-4-2021", "\"before 3-4-2021\": ambiguous; write 2021-04-03 or 2021-03-04"),
    ("3/4/21", "\"3/4/21\": the year needs four digits"),
    (
      "mùng 5 Tết 2021",
      "\"mùng 5 Tết 2021\": a lunar date is not converted; keep it as text and give the solar date"
    ),
    (
      "15/8 âm lịch 2021",
      "\"15/8 âm lịch 2021\": a lunar date is not converted; keep it as text and give the solar date"
    ),
    ("30/2/2021", "\"30/2/2021\": there is no such date"),
    ("2021-02-30", "\"2021-02-30\": there is no such date"),
    ("13/13/2021", "\"13/13/2021\": there is no such date"),
    ("quý 5/2021", "\"quý 5/2021\": there is no such date"),
    ("ngày 21 tháng 11", "\"ngày 21 tháng 11\": the year is missing"),
    (
      "từ 2021 đến 2019",
      "\"từ 2021 đến 2019\": the end is before the beginning; "
        + "write the year at both ends"
    ),
    ("", "\"\": the date is empty"), (" \n", "\"  \": the date is empty"),
    ("hôm qua", "\"hôm qua\": not read as a date; write 2020-02-12, 12/2/2020, 2020-02 or 2020"),
    ("trước", "\"trước\": not read as a date; write 2020-02-12, 12/2/2020, 2020-02 or 2020"),
    ("12345", "\"12345\": not read as a date; write 2020-02-12, 12/2/2020, 2020-02 or 2020"),
  ])
  func `is refused rather than guessed`(text: String, message: String) {
    #expect {
      try EDTF(reading: text, dayFirst: false)
    } throws: {
      "\($0)" == message
    }
  }

  @Test func `with the day first is not read with the month first`() {
    #expect(throws: DateReadingError.self) { try EDTF(reading: "11/21/2019", dayFirst: true) }
  }
}
