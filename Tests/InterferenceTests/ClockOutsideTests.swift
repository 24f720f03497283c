import Testing

@testable import Interference

/// Without a report and a name from OONI's servers, the page that came outside is all that tells the time.
@Suite("A clock held against the page outside")
struct ClockOutsideTests {
  private func read(
    start: String, report: String = "", date: String?, age: String? = nil, own: String? = nil,
    failure: String = "ssl_invalid_certificate"
  ) throws -> (Interference.Measurement, [ReadingDefect]) {
    let headers = [date.map { #""Date":"\#($0)""# }, age.map { #""Age":"\#($0)""# }]
      .compactMap(\.self).joined(separator: ",")
    let line = VantagePointTests.line(report: report, start: start, failure: failure, date: own)
      .replacing(#""headers":{}"#, with: #""headers":{\#(headers)}"#)
    var reader = MeasurementReader()
    let result = reader.read(line.utf8)
    return (try #require(result.measurement), result.defects)
  }

  @Test(
    arguments: [
      ("2026-03-10 10:00:00", "Tue, 10 Mar 2026 10:00:02 GMT", nil, DeviceClock.agrees),
      // A device that lost its time.
      ("2017-01-01 00:00:00", "Tue, 10 Mar 2026 10:00:02 GMT", nil, .unknown),
      // Ahead, or an old page.
      ("2029-01-01 00:00:00", "Tue, 10 Mar 2026 10:00:02 GMT", nil, .maybeAhead),
      ("2026-03-12 22:00:00", "Tue, 10 Mar 2026 10:00:02 GMT", nil, .maybeAhead),
      ("2026-03-12 22:00:00", "Tue, 10 Mar 2026 10:00:02 GMT", "216000", .agrees),
      ("2026-03-12 22:00:00", "no date", nil, .agrees), ("2017-01-01 00:00:00", nil, nil, .agrees),
    ] as [(String, String?, String?, DeviceClock)])
  func saysWhatCanBeSaid(start: String, date: String?, age: String?, clock: DeviceClock) throws {
    let (measurement, defects) = try read(start: start, date: date, age: age)
    #expect(measurement.clock == clock)
    #expect(defects.contains { $0.field == "measurement_start_time" } == (clock == .unknown))
    let row = try #require(measurement.observations(by: WebJudge()).first)
    #expect(row.state == (clock == .agrees ? .blocked : .insufficient))
    if clock != .agrees { #expect(row.rule == .deviceClock) }
  }

  /// What nobody can place in time begins and ends no episode; what may be an old page takes only
  /// certificates their word.
  @Test func withoutATimeNothingIsSaid() throws {
    let date = "Tue, 10 Mar 2026 10:00:02 GMT"
    func state(_ start: String) throws -> LayerState? {
      try read(start: start, date: date, failure: "connection_reset").0
        .observations(by: WebJudge()).first?.state
    }
    #expect(try state("2017-01-01 00:00:00") == .insufficient)
    #expect(try state("2026-03-12 22:00:00") == .blocked)
    #expect(try state("2026-03-10 22:00:00") == .blocked)
  }

  @Test func aSealedPageWithTheDevicesTimeAndAReportGoFirst() throws {
    let date = "Tue, 10 Mar 2026 10:00:02 GMT"
    let own = try read(
      start: "2017-01-01 00:00:00", date: date, own: "Sun, 01 Jan 2017 00:00:03 GMT")
    #expect(own.0.clock == .agrees)
    let report = "20260310T100000Z_webconnectivity_VN_64496_n1_aaaaaaaaaaaaaaaa"
    let named = try read(
      start: "2026-03-10 10:00:00", report: report, date: "Thu, 24 Aug 2023 14:35:29 GMT")
    #expect(named.0.clock == .agrees)
  }
}
