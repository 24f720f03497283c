import Interference
import Testing

@Suite("Answers of OONI's interface, and what gives no observation")
struct AnswerTests {
  private func read(_ text: String) -> MeasurementReader.Result {
    var reader = MeasurementReader()
    return reader.read(Array(text.utf8))
  }

  private func reason(_ text: String) -> ReadingDefect.Reason? {
    let result = read(text)
    #expect(result.measurement == nil)
    return result.defects.first?.reason
  }

  @Test func listsAndCountsAreNotTakenForMeasurements() {
    let row =
      #"{"anomaly":false,"confirmed":false,"failure":false,"input":"http://news.example/","measurement_start_time":"2026-01-01T00:00:00Z","measurement_uid":"u1","report_id":"r1","test_name":"web_connectivity"}"#
    #expect(reason(#"{"metadata":{"count":-1},"results":[\#(row)]}"#) == .listsOnly)
    // The row bears the name of a measurement: taken for one it would contradict the one it lists.
    #expect(reason(row) == .listsOnly)
    #expect(reason(row.dropLast() + #","raw_measurement":""}"#) == .listsOnly)
    #expect(reason(#"{"status":200,"body":"{\"metadata\":{},\"results\":[]}"}"#) == .listsOnly)
    #expect(reason(#"{"v":0,"dimension_count":1,"result":[{"ok_count":1}]}"#) == .countsOnly)
    #expect(reason(#"{"agent":"redirect","queries":[],"requests":[]}"#) == .keysOnly)
    #expect(reason(#"{"a":1}"#) == .notAMeasurement)
    let told = read(row).defects.map(\.description)
    #expect(told.count == 1 && told.first?.contains("raw_measurement?measurement_uid=") == true)
  }

  @Test func whatOONISaysStandsBesideTheMeasurement() throws {
    let keys = #"{"blocking":"dns","accessible":false}"#
    let raw = #"{"test_name":"web_connectivity","test_keys":\#(keys)}"#
    let plain = try #require(read(raw).measurement?.ooni)
    #expect(plain.blocking == "dns" && plain.accessible == false && plain.anomaly == nil)
    let escaped = raw.replacing("\"", with: "\\\"")
    let answer =
      #"{"anomaly":true,"confirmed":false,"failure":false,"raw_measurement":"\#(escaped)"}"#
    let whole = try #require(read(answer).measurement?.ooni)
    #expect(whole.blocking == "dns" && whole.anomaly == true && whole.confirmed == false)
    let none = raw.replacing(#""dns""#, with: "false").replacing(
      #""accessible":false"#, with: "\"x\":1")
    #expect(read(none).measurement?.ooni?.blocking == "false")
    #expect(read(raw.replacing(keys, with: "{}")).measurement?.ooni == nil)
    let messenger =
      #"{"test_name":"telegram","test_keys":{"telegram_http_blocking":true,"telegram_tcp_blocking":false,"telegram_web_status":"blocked"}}"#
    #expect(
      read(messenger).measurement?.ooni?.blocking == "telegram_http_blocking; telegram_web_status")
  }

  @Test func everyMeasurementWithoutAnObservationSaysWhy() throws {
    func reason(_ input: String, _ time: String = "2026-01-01 00:00:00") throws -> Unobserved? {
      let text =
        #"{"test_name":"web_connectivity","input":"\#(input)","measurement_start_time":"\#(time)","test_keys":{}}"#
      let measurement = try #require(read(text).measurement)
      let isEmpty = measurement.observations(by: WebJudge()).isEmpty
      #expect(isEmpty == (measurement.reasonForNoObservation != nil), "\(input)")
      return measurement.reasonForNoObservation
    }
    #expect(try reason("http://news.example/") == nil)
    #expect(try reason("http://news.example/", "yesterday") == .noTime)
    #expect(try reason("") == .noInput)
    #expect(try reason("@SUM(1).example") == .notAPage("@SUM(1).example"))
    for bad in ["http://=cmd|' /C calc'!A0/", "http://<b>x</b>.example/", "http://a b.example/"] {
      guard case .notAHost = try reason(bad) else {
        Issue.record("\(bad)")
        continue
      }
    }
    #expect("\(Unobserved.notAPage("a\u{1B}[2J?secret"))".contains("\"a\u{FFFD}[2J?…\""))
    let other =
      #"{"test_name":"made_up","test_version":"1","measurement_start_time":"2026-01-01 00:00:00"}"#
    #expect(read(other).measurement?.reasonForNoObservation == .unknownTest("made_up"))
    let tor =
      #"{"test_name":"telegram","measurement_start_time":"2026-01-01 00:00:00","test_keys":{}}"#
    let telegram = try #require(read(tor).measurement)
    #expect(
      telegram.observations(by: WebJudge()).isEmpty
        == (telegram.reasonForNoObservation == .nothingTried("telegram"))
        || !telegram.observations(by: WebJudge()).isEmpty)
  }

  @Test(arguments: [
    "news.example", "NEWS.Example.", "https://news.example/", "HTTP://user@NEWS.example:80/a?b#c",
    "news.example/a", "news.example:443", " news.example\n", "//news.example/", "news.example..",
  ])
  func aHostIsMeantHoweverItIsWritten(text: String) {
    #expect(HostName.meant(by: text) == "news.example")
  }

  @Test func partsOfTestsStayAsTheyAre() {
    for part in ["telegram/data-centres", "ndt/download", "telegram"] {
      #expect(HostName.meant(by: part) == part)
    }
    #expect(HostName.meant(by: "2001:DB8::1") == "[2001:db8::1]")
    #expect(HostName.meant(by: "http://[2001:db8::1]:80/x") == "[2001:db8::1]")
    #expect(HostName.meant(by: "báo.example") == "xn--bo-mia.example")
  }
}
