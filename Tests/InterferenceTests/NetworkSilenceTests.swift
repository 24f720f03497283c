import Bytes
import Testing

@testable import Interference

@Suite("The silence of one network")
struct NetworkSilenceTests {
  /// Ten volunteers a network measure six times a day, and one network falls silent for four days.
  private func rows(_ people: Int, silent: Range<Int>, left: Int = 0) -> [Observation] {
    var rows: [Observation] = []
    for network in 64_500..<64_505 as Range<UInt32> {
      for hour in stride(from: 1, to: 42 * 24, by: 4) {
        for person in 0..<people {
          if network == 64_500, silent.contains(hour), person >= left { continue }
          let who = "\(network) \(person)"
          rows.append(
            Observation(
              measurement: "\(who) \(hour)", target: "site\((hour + person) % 4).example",
              test: "web_connectivity", country: "VN", network: network, vantagePoint: who,
              isPseudonym: true, start: 1_767_571_200 + Int64(hour * 3600 + person * 300),
              state: .ok, cameOutside: true))
        }
      }
    }
    return rows
  }

  @Test func isToldByThoseWhoWereThereBefore() throws {
    let found = EpisodeMethod().findings(in: rows(10, silent: 35 * 24..<39 * 24)).map(\.content)
    let one = try #require(found.first)
    #expect(found.count == 1 && one["state"].text == "collapse")
    #expect(one["networks"].elements.compactMap(\.int) == [64_500])
    #expect(one["labels"].elements.compactMap(\.text) == ["partial"])
    #expect(one["onset"]["estimate"].text?.hasPrefix("2026-02-0") ?? false)
    #expect(!one["end"].isNull)
  }

  @Test func ofTooFewIsNotTold() {
    #expect(EpisodeMethod().findings(in: rows(2, silent: 35 * 24..<39 * 24)).isEmpty)
  }
}
