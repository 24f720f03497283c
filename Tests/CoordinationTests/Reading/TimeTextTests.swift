import Record
import Testing

@testable import Coordination

@Suite("Times of all kinds are read") struct TimeTextTests {
  private func read(_ text: String, _ clock: LocalClock? = nil) -> TimeReading {
    let times = TimeText(clock: clock, plausible: ActionReadingOptions().plausible)
    return Array(text.utf8).withUnsafeBytes { times.read($0) }
  }

  @Test(
    "All these are one moment",
    arguments: [
      "1539202764", "1539202764.0", "1539202764000", "2018-10-10T20:19:24Z",
      "2018-10-10 20:19:24 UTC", "2018-10-11T03:19:24+07:00", "2018-10-11T03:19:24.000+0700",
      "2018-10-11 03:19:24 +07", "2018-10-10T15:49:24-0430", "Wed Oct 10 20:19:24 +0000 2018",
      "Wed, 10 Oct 2018 20:19:24 GMT", "Thu, 11 Oct 2018 03:19:24 +0700",
      "2018/10/10 20:19:24Z", "2018-10-10T20:19:23.9999Z", "1539202764.00099",
    ])
  func moment(text: String) {
    let expected: Int64 = text.contains("23.9999") ? 1_539_202_763_999 : 1_539_202_764_000
    #expect(read(text) == .time(expected, isAmbiguous: false))
  }

  @Test("Fractions are kept to the millisecond") func fractions() {
    #expect(read("1606451170.518101") == .time(1_606_451_170_518, isAmbiguous: false))
    #expect(read("2020-11-27T04:26:10,5Z") == .time(1_606_451_170_500, isAmbiguous: false))
  }

  @Test(
    "These are no times",
    arguments: [
      "yesterday", "2018-13-01T00:00:00Z", "2018-02-30T00:00:00Z", "2018-10-10", "10/10/2018 20:19",
      "2018-10-10T24:00:00Z", "2018-10-10T20:19:24+99:00", "1.6e9", "1539202764 ", "--5", "-",
      "2018-10-10T20:19:24Zulu", "Wed Foo 10 20:19:24 +0000 2018", "0x10", ".", "1.5.2", "NaN",
      "2018-10-10T20:19:24+070", "\u{663}\u{664}",
    ])
  func unreadable(text: String) { #expect(read(text) == .unreadable) }

  @Test(
    "At these nobody acted",
    arguments: [
      "-1", "-1539202764", "4102444800", "631151999999", "99999999999999999999",
      "1969-12-31T23:59:59Z",
      "2100-01-01T00:00:00Z", "1539202764000000", "18446744073709551616",
    ])
  func impossible(text: String) { #expect(read(text) == .impossible) }

  @Test("A clock without a zone is read by the one that is given") func zones() throws {
    #expect(read("2018-10-11 03:19:24") == .noZone)
    #expect(read("Thu, 11 Oct 2018 03:19:24") == .noZone)
    let offset = try #require(TimeZoneOffset(minutesEast: 420))
    #expect(
      read("2018-10-11 03:19:24", LocalClock(offset))
        == .time(1_539_202_764_000, isAmbiguous: false))
    // What the text says goes before.
    #expect(
      read("2018-10-10T20:19:24Z", LocalClock(offset))
        == .time(1_539_202_764_000, isAmbiguous: false))
  }

  @Test("An hour that the clock showed twice is the first, and one that it never showed is marked")
  func changes() {
    // Berlin, 2021: on 28 March at 1:00 UTC to +2, on 31 October at 1:00 UTC back to +1.
    let clock = LocalClock(changes: [1_616_893_200, 1_635_642_000], offsets: [3600, 7200, 3600])
    #expect(read("2021-03-28 01:59:59", clock) == .time(1_616_893_199_000, isAmbiguous: false))
    #expect(read("2021-03-28 02:30:00", clock) == .time(1_616_895_000_000, isAmbiguous: true))
    #expect(read("2021-03-28 03:00:00", clock) == .time(1_616_893_200_000, isAmbiguous: false))
    #expect(read("2021-10-31 02:30:00", clock) == .time(1_635_640_200_000, isAmbiguous: true))
    #expect(read("2021-10-31 03:00:00", clock) == .time(1_635_645_600_000, isAmbiguous: false))
  }

  @Test("Rules for the years to come are followed") func rules() throws {
    let berlin = try #require(ClockRule(Array("CET-1CEST,M3.5.0,M10.5.0/3".utf8)[...]))
    #expect(berlin.changes(in: 2021).map(\.time) == [1_616_893_200, 1_635_642_000])
    #expect(berlin.changes(in: 2021).map(\.offset) == [7200, 3600])
    // Lord Howe Island: half an hour, and summer at the turn of the year.
    let howe = try #require(ClockRule(Array("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0".utf8)[...]))
    #expect(howe.changes(in: 2024).map(\.offset) == [37800, 39600])
    for text in ["", "UTC0", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "<"] {
      #expect(ClockRule(Array(text.utf8)[...]) == nil)
    }
  }

  @Test("A file of a zone is read, and its end is not trusted") func zoneFile() throws {
    let file = Self.zoneFile
    let clock = try LocalClock(zoneFile: file)
    #expect(read("2020-07-01 12:00:00", clock) == .time(1_593_597_600_000, isAmbiguous: false))
    // From the rule in the last line.
    #expect(read("2050-07-01 12:00:00", clock) == .time(2_540_282_400_000, isAmbiguous: false))
    #expect(read("2050-01-01 12:00:00", clock) == .time(2_524_647_600_000, isAmbiguous: false))
    for length in 0..<file.count {
      _ = try? LocalClock(zoneFile: Array(file.prefix(length)))
      for value: UInt8 in [0, 0x7F, 0xFF] {
        var damaged = file
        damaged[length] = value
        if let clock = try? LocalClock(zoneFile: damaged) {
          _ = read("2021-03-28 02:30:00", clock)
        }
      }
    }
    #expect(throws: ZoneFileError.notZoneFile) { try LocalClock(zoneFile: Array("TZ".utf8)) }
  }

  /// Berlin with one change, as RFC 8536 wants it.
  static var zoneFile: [UInt8] {
    func header(_ changes: UInt8, _ types: UInt8) -> [UInt8] {
      let counts: [[UInt8]] = [
        [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, changes], [0, 0, 0, types],
        [0, 0, 0, 8],
      ]
      return Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15) + counts.flatMap { $0 }
    }
    let types: [UInt8] = [0, 0, 0x0E, 0x10, 0, 0, 0, 0, 0x1C, 0x20, 1, 4]
    let names = Array("CET\0CES\0".utf8)
    let old = header(0, 2) + types + names
    // 29 March 2020, 1:00 UTC.
    let change: [UInt8] = [0, 0, 0, 0, 0x5E, 0x7F, 0xF3, 0x10, 1]
    return old + header(1, 2) + change + types + names
      + Array("\nCET-1CEST,M3.5.0,M10.5.0/3\n".utf8)
  }
}
