import Bytes
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
          let after = hour * 3600 + Int64(person * 300 + 60)
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

  /// From the evening of the 35th day to noon two days later.
  private let evening: Range<Int64> = (35 * 86_400 + 68_400)..<(37 * 86_400 + 43_200)
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
    let evening = rows("VN", first: 64_500, without: nobody, until: 38 * 86_400 + 61_200)
    #expect(isAlarm(collapse(evening + others)) == true)
  }
}
