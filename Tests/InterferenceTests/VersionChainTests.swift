import Bytes
import Record
import Testing

@testable import Interference

@Suite("What one version adds to the one before")
struct VersionChainTests {
  private let floor = DisclosureFloor()

  private func chain(_ steps: [Observation]...) -> [Reachability] {
    var chain = VersionChain(of: "news.example", in: "VN", floor)
    var known: [Observation] = []
    return steps.compactMap { step in
      known += step
      chain.advance(to: known)
      return chain.last
    }
  }

  private func day(
    _ number: Int, _ day: Int64, by people: Range<Int>, state: LayerState = .ok
  ) -> [Observation] {
    people.map {
      Made.observation(
        number + $0, by: "p\($0)", state: state,
        mechanism: state == .blocked ? .tlsReset : nil, isArtefact: state == .blocked, day: day)
    }
  }

  @Test func aLateMeasurementOfADayWaitsAndTheMonthGoesOn() {
    // A file ends in the middle of a day: one more of that day comes with the next.
    let versions = chain(
      day(0, 0, by: 0..<4), day(100, 0, by: 5..<6) + day(200, 1, by: 0..<5),
      day(300, 2, by: 0..<5))
    #expect(versions.map(\.total.measurements) == [4, 9, 14])
    func first(_ version: Reachability) -> Int? {
      version.cells.first { $0.network == 64496 && "\($0.day)" == "2026-01-01" }?.count.judged
    }
    #expect(versions.map(first) == [4, 4, 4])
    // When enough have waited, they are told.
    let later = chain(
      day(0, 0, by: 0..<4), day(100, 0, by: 5..<6) + day(200, 1, by: 0..<5),
      day(300, 0, by: 6..<8))
    #expect(later.map(\.total.measurements) == [4, 9, 12])
    #expect(later.map(first) == [4, 4, 7])
  }

  @Test func noSingleMeasurementIsToldByAChangeOfARowsState() {
    let before = day(0, 0, by: 0..<4) + day(10, 0, by: 0..<3, state: .blocked)
    let extra = day(100, 1, by: 0..<1, state: .blocked) + day(200, 1, by: 1..<5)
    let versions = chain(before, extra)
    #expect(versions[0].rows[0].published[.blocked] == 3)
    #expect(versions[1].rows[0].published[.blocked] == 3)
    #expect(versions[1].rows[0].published.judged == 11)
  }

  @Test func aDayThatBeganWithFewStaysInItsMonth() {
    // Two had measured on the second day when the month was told first.
    let before = day(0, 0, by: 0..<4) + day(100, 1, by: 0..<2) + day(150, 2, by: 2..<4)
    let versions = chain(before, day(200, 1, by: 2..<7))
    #expect(versions[1].rows[0].published.judged == 13)
    #expect(!versions[1].cells.contains { "\($0.day)" == "2026-01-02" })
  }

  /// Whatever comes in whatever pieces: what a version adds to a told number comes from enough.
  @Test func whatVersionsAddToToldNumbersComesFromEnough() {
    for seed in 1...150 as ClosedRange<UInt64> {
      var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
      func roll(_ sides: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % sides
      }
      let all = (0..<90).map { number in
        let kind: LayerState = [.ok, .ok, .ok, .blocked][roll(4)]
        return Made.observation(
          number, by: "p\(roll(9))", state: kind,
          mechanism: kind == .blocked ? .tlsReset : nil, day: Int64(number / 20))
      }
      let versions = chain(
        Array(all[..<25]), Array(all[25..<40]), Array(all[40..<43]), Array(all[43...]))
      for (old, new) in zip(versions, versions.dropFirst()) {
        let known = Set(old.observations.map(\.measurement))
        let added = new.observations.filter { !known.contains($0.measurement) }
        #expect(known.isSubset(of: new.observations.map(\.measurement)))
        guard !old.observations.isEmpty else { continue }
        for kind in [LayerState.blocked, .ok] {
          let own = added.filter { kind == .ok || $0.state == kind }
          #expect(ObservationCount(of: own).crowd.passes(floor), "\(seed)")
        }
        for cell in new.cells where old.cells.contains(where: { $0.day == cell.day }) {
          let own = added.filter { CivilDay(of: $0.start) == cell.day }
          #expect(ObservationCount(of: own).crowd.passes(floor), "\(seed)")
        }
      }
      #expect(versions[3].total.measurements > versions[0].total.measurements)
    }
  }
}
