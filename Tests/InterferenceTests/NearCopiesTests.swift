import Signals
import Testing

@testable import Interference

/// The same report and input a second later is the same measurement, whatever it says.
@Suite("Copies with another second")
struct NearCopiesTests {
  static func row(_ state: LayerState, at second: Int64, report: String = "r") -> Observation {
    Observation(
      measurement: "\(report)|web_connectivity|https://news.example/|\(second)",
      target: "news.example", test: "web_connectivity", country: "VN", network: 64_500,
      vantagePoint: "p", isPseudonym: true, start: second, state: state)
  }

  private func dropped(_ rows: [(Observation, entry: Int)]) -> [Int] {
    var near = NearCopies()
    for (number, row) in rows.enumerated() { near.add(row.0, number: number, entry: row.entry) }
    return near.settled().dropped.sorted()
  }

  @Test func whatWasTakenInFirstStands() {
    #expect(dropped([(Self.row(.blocked, at: 100), 1), (Self.row(.ok, at: 101), 2)]) == [1])
    #expect(dropped([(Self.row(.ok, at: 99), 2), (Self.row(.blocked, at: 100), 1)]) == [0])
    // Neither does a chain of copies lead away from it.
    #expect(
      dropped([
        (Self.row(.blocked, at: 100), 1), (Self.row(.ok, at: 150), 2), (Self.row(.ok, at: 200), 3),
      ]) == [1, 2])
  }

  @Test func ofOneImportNoneCountsInAnyOrder() {
    let rows = [
      Self.row(.blocked, at: 100), Self.row(.ok, at: 140), Self.row(.blocked, at: 190),
    ]
    var random = SplitMix64(seed: 3)
    for _ in 0..<6 {
      #expect(dropped(rows.shuffled(using: &random).map { ($0, 1) }) == [0, 1, 2])
    }
    // Two that say the same are one.
    #expect(dropped([(Self.row(.ok, at: 100), 1), (Self.row(.ok, at: 101), 1)]) == [1])
  }

  @Test func anotherReportAndAnotherMinuteAreOthers() {
    #expect(
      dropped([(Self.row(.blocked, at: 100), 1), (Self.row(.ok, at: 101, report: "s"), 2)]) == [])
    #expect(dropped([(Self.row(.blocked, at: 100), 1), (Self.row(.ok, at: 161), 2)]) == [])
    let far = [Self.row(.ok, at: .min), Self.row(.blocked, at: .max)]
    #expect(dropped(far.map { ($0, 1) }) == [])
  }

  @Test func filesAloneCountNeitherAndNameBoth() throws {
    let rows = [Self.row(.blocked, at: 100), Self.row(.ok, at: 101), Self.row(.ok, at: 9000)]
    var judgement = PartedJudgement(of: [.init(number: 0, hasMessengers: false)]) { _, body in
      for (line, row) in rows.enumerated() {
        try body(PlacedObservation(row, file: 0, line: line + 1, column: nil))
      }
    }
    var counted: [Observation] = []
    try judgement.each { counted += $0 }
    #expect(counted.map(\.start) == [9000])
    #expect(judgement.twinsMet == 1 && judgement.twins.count == 1)
  }
}
