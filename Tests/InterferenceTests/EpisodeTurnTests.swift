import Bytes
import Record
import Signals
import Testing

@testable import Interference

@Suite("When an episode began, as it is published")
struct EpisodeTurnTests {
  /// Minutes after noon at which a block begins, between measurements every twenty minutes.
  @Test(arguments: [0, 1, 20, 30, 59, 60])
  func theIntervalHoldsTheTruth(minutes: Int64) throws {
    let day: Int64 = 1_767_225_600
    let onset = day + 8 * 86_400 + 12 * 3600 + minutes * 60
    var rows: [Observation] = []
    for (number, start) in stride(from: day, to: day + 12 * 86_400, by: 1200).enumerated() {
      let isBlocked = start >= onset
      for network in [64_500, 64_501] as [UInt32] {
        rows.append(
          Observation(
            measurement: "m\(number) \(network)", target: "news.example", test: "web_connectivity",
            country: "VN", network: network, vantagePoint: "p\(network) \(number % 6)",
            isPseudonym: true, start: start, state: isBlocked ? .blocked : .ok,
            layer: isBlocked ? .dns : nil, mechanism: isBlocked ? .dnsSinkhole : nil,
            hasArtefact: isBlocked, cameOutside: true))
      }
    }
    let found = EpisodeMethod().findings(in: rows).map(\.content)
    let turn = try #require(found.first)["onset"]
    let earliest = try #require(turn["earliest"].text.flatMap { try? EDTF(parsing: $0) })
    let latest = try #require(turn["latest"].text.flatMap { try? EDTF(parsing: $0) })
    // The hour is when one of them measured: days are told by themselves, and nothing is finer.
    #expect(earliest.lo() <= onset && onset - 1200 < latest.hi())
    #expect(
      [turn["earliest"], turn["estimate"], turn["latest"]].allSatisfy { $0.text?.utf8.count == 10 })
    #expect(latest.lo() - earliest.lo() <= 86_400)
  }

  /// Of the days of a silence none is told: neither its end nor its beginning lies on its other side.
  @Test func aSilenceBeginsBeforeItAndEndsAfter() throws {
    func day(_ text: String) throws -> CivilDay { try #require(CivilDay(parsing: text)) }
    let turns = ToldTurns(
      days: [try day("2026-03-20"), try day("2026-03-24")], months: ["2026-03"])
    let time = ChangeTime(
      estimate: try day("2026-03-21").begins() + 85_000,
      earliest: try day("2026-03-20").begins() + 30_000, latest: try day("2026-03-22").begins())
    #expect(turns.turn(time, isDrawn: .forward)?.estimate == "2026-03-24")
    #expect(turns.turn(time, isDrawn: .back)?.estimate == "2026-03-20")
    #expect(turns.turn(time)?.estimate == "2026-03-20")
  }
}
