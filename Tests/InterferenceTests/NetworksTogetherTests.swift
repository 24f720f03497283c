import Record
import Testing

@testable import Interference

@Suite("Several networks in one row")
struct NetworksTogetherTests {
  private func rows(_ states: [LayerState]) -> [Observation] {
    states.enumerated().flatMap { place, state in
      (0..<2).flatMap { person in
        (0..<6).map { number in
          Made.observation(
            place * 100 + person * 10 + number, by: "p\(place) \(person)",
            in: 64_500 + UInt32(place), state: state,
            mechanism: state == .blocked ? .dnsSinkhole : nil, isArtefact: state == .blocked)
        }
      }
    }
  }

  @Test func areBlockedOnlyWhereEachIs() {
    let agreeing = Reachability(
      of: "news.example", in: "VN", rows([.blocked, .blocked, .blocked, .blocked]))
    #expect(agreeing.rows.map(\.published.state) == [.blocked])
    let some = Reachability(
      of: "news.example", in: "VN", rows([.blocked, .blocked, .blocked, .ok]))
    #expect(some.rows.count == 1 && some.rows[0].together == 4)
    #expect(some.rows.map(\.published.state) == [.impaired])
    #expect(some.state == .impaired)
  }
}
