import Bytes
import Record
import Signals
import Testing

@testable import Interference

/// Files that were never taken in look like measurements that were never made.
@Suite("A gap of files is no shutdown")
struct FileGapTests {
  /// Midnight of a Monday.
  private static let start: Int64 = 1_767_571_200

  /// Volunteers of five networks who measure every four hours, for 42 days.
  private func rows(
    _ country: String, first: UInt32, people: Int = 10, without silent: Range<Int64>,
    left: Int = 0, until end: Int64 = 42 * 86_400
  ) -> [Observation] {
    var rows: [Observation] = []
    for network in first..<(first + 5) {
      for hour in 0..<42 * 24 as Range<Int64> {
        for person in 0..<people where (hour + Int64(person)) % 4 == 0 {
          // Everybody at another minute, and all over the hour.
          let after = hour * 3600 + Int64((person * 5 + Int(network - first)) * 577 % 3600)
          if after >= end || silent.contains(after) && person >= left { continue }
          let who = "\(network) \(person)"
          rows.append(
            Observation(
              measurement: "\(who) \(hour)", target: "site\((Int(hour) / 4 + person) % 4).example",
              test: "web_connectivity", country: country, network: network, vantagePoint: who,
              isPseudonym: true, start: Self.start + after, state: .ok, cameOutside: true))
        }
      }
    }
    return rows
  }

  private func collapse(_ rows: [Observation]) -> JSONValue? {
    EpisodeMethod().findings(in: rows).map(\.content).first {
      $0["country"].text == "VN" && $0["title"]["en"].text?.contains("issing") ?? false
        || $0["state"].text == "collapse"
    }
  }

  private func isAlarm(_ finding: JSONValue?) -> Bool? {
    finding.map { finding in
      let isToldApart = finding["labels"].elements.contains("uncorroborated")
      #expect((finding["state"].text == "collapse") == !isToldApart)
      #expect((finding["state"].text == "insufficient") == isToldApart)
      return !isToldApart
    }
  }

  /// From the evening of the 35th day to noon two days later, from within an hour to within another.
  private let evening: Range<Int64> = (35 * 86_400 + 69_800)..<(37 * 86_400 + 45_400)
  private let nobody: Range<Int64> = 0..<0

  @Test func whereNothingIsThereOfAnybody() {
    #expect(isAlarm(collapse(rows("VN", first: 64_500, without: evening))) == false)
    #expect(
      isAlarm(
        collapse(
          rows("VN", first: 64_500, without: evening)
            + rows("TH", first: 64_510, without: evening))) == false)
  }

  /// Some come with files of other days.
  @Test func whereFarLessIsThereOfEverybody() {
    let all =
      rows("VN", first: 64_500, without: evening)
      + rows("TH", first: 64_510, without: evening, left: 1)
    #expect(isAlarm(collapse(all)) == false)
  }

  @Test func whereOthersGoOnItIsASilence() {
    let all =
      rows("VN", first: 64_500, without: evening) + rows("TH", first: 64_510, without: nobody)
    #expect(isAlarm(collapse(all)) == true)
  }

  @Test func whereWholeDaysOfTheCountryAreMissing() {
    let days: Range<Int64> = 35 * 86_400..<37 * 86_400
    let others = rows("TH", first: 64_510, without: nobody)
    #expect(isAlarm(collapse(rows("VN", first: 64_500, without: days) + others)) == false)
    // A few who go on show that those days were taken in.
    #expect(
      isAlarm(collapse(rows("VN", first: 64_500, without: days, left: 1) + others)) == true)
  }

  @Test func whereTheFilesOfACountryEndBeforeThoseOfOthers() {
    let others = rows("TH", first: 64_510, without: nobody)
    let files = rows("VN", first: 64_500, without: nobody, until: 38 * 86_400)
    #expect(isAlarm(collapse(files + others)) == false)
    let evening = rows("VN", first: 64_500, without: nobody, until: 38 * 86_400 + 62_900)
    #expect(isAlarm(collapse(evening + others)) == true)
    let onTheHour = rows("VN", first: 64_500, without: nobody, until: 38 * 86_400 + 61_200)
    #expect(isAlarm(collapse(onTheHour + others)) == false)
  }

  // MARK: Hours

  /// Everything but some whole hours after the first.
  private func cut(_ rows: [Observation], _ hours: [Range<Int64>]) -> [Observation] {
    rows.filter { row in
      !hours.contains { $0.contains((row.start - Self.start) / 3600) }
    }
  }

  /// Archives are cut by hours: from seven in the morning to a midnight, to an afternoon, every day again.
  @Test(
    arguments: [
      [847..<888], [847..<902], [847..<864, 871..<888, 895..<912],
      [840..<852, 854..<864, 866..<880, 881..<900],
    ] as [[Range<Int64>]])
  func whereWholeHoursOfTheCountryAreMissing(hours: [Range<Int64>]) throws {
    let others = rows("TH", first: 64_510, without: nobody)
    for people in [3, 10] {
      let all = rows("VN", first: 64_500, people: people, without: nobody)
      let found = collapse(cut(all, hours) + others)
      let labels = try #require(found, "\(people) people")["labels"].elements
      #expect(isAlarm(found) == false, "\(people) people")
      #expect(labels.contains("whole-hours"), "\(people) people")
      // One that came late says nothing of the files.
      var late = all[0]
      (late.measurement, late.start) = ("late", Self.start + 860 * 3600 + 1800)
      #expect(isAlarm(collapse(cut(all, hours) + others + [late])) == false)
    }
  }

  /// Who stops or comes back within an hour leaves it half empty, and who is left shows that files are there.
  @Test func whereAnHourIsCutInTwoItIsASilence() {
    let others = rows("TH", first: 64_510, without: nobody)
    let within: Range<Int64> = (847 * 3600 + 1400)..<(888 * 3600)
    #expect(isAlarm(collapse(rows("VN", first: 64_500, without: within) + others)) == true)
    let whole: Range<Int64> = 847 * 3600..<888 * 3600
    #expect(isAlarm(collapse(rows("VN", first: 64_500, without: whole, left: 1) + others)) == true)
  }

  @Test(arguments: [888, 902, 871] as [Int64])
  func theEndOfASilenceIsWhereItEnds(hour: Int64) throws {
    let silent: Range<Int64> = (847 * 3600 + 1400)..<(hour * 3600 + 1300)
    let all =
      rows("VN", first: 64_500, without: silent) + rows("TH", first: 64_510, without: nobody)
    let truth = Self.start + silent.upperBound
    let episode = try #require(EpisodeDetector().episodes(in: all).first { $0.country == "VN" })
    let end = try #require(episode.end)
    #expect(abs(end.estimate - truth) < 6 * 3600)
    #expect((end.earliest - 3600...end.latest + 3600).contains(truth))
    let told = try #require(collapse(all))
    #expect(told["onset"]["estimate"].text == "\(CivilDay(of: Self.start + silent.lowerBound))")
    #expect(told["end"]["estimate"].text == "\(CivilDay(of: truth))")
  }
}
