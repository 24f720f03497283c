import Bytes
import Record
import Testing

@testable import Interference

@Suite("What of findings may be told")
struct DisclosureTests {
  private let floor = DisclosureFloor()

  @Test func aNameThatOneVolunteerTriedIsNotTold() {
    let everybody = (0..<6).map { Made.observation($0, by: "a\($0 % 3)") }
    let alone = (10..<15).map {
      Made.observation($0, by: "b", state: .ok, target: "intranet.example")
    }
    let atHomeToo = (20..<25).map {
      Made.observation($0, by: "b", in: 64497, target: "intranet.example")
    }
    for rows in [everybody + alone, everybody + alone + atHomeToo] {
      let outcome = ReachabilityMethod().outcome(of: rows)
      #expect(outcome.findings.map { $0.content["targets"] } == [["news.example"]])
      #expect(outcome.withheld == 1)
      let texts = outcome.findings.map {
        String(decoding: $0.content.canonicalBytes, as: UTF8.self)
      }
      #expect(!texts.contains { $0.contains("intranet") })
    }
  }

  /// Who hides the network may be in the one that another has.
  @Test(arguments: [UInt32?.none, 0]) func anUnknownNetworkIsNoSecondOne(unknown: UInt32?) {
    let rows =
      (0..<3).map { Made.observation($0, by: "a") }
      + (3..<6).map { Made.observation($0, by: "b", in: unknown) }
    let outcome = ReachabilityMethod().outcome(of: rows)
    #expect(outcome.findings.isEmpty && outcome.withheld == 1)
    // Three people are enough, whatever their networks.
    let third = (6..<9).map { Made.observation($0, by: "c", in: unknown) }
    #expect(ReachabilityMethod().outcome(of: rows + third).findings.count == 1)
    let elsewhere = (6..<9).map { Made.observation($0, by: "b", in: 64497) }
    #expect(ReachabilityMethod().outcome(of: rows + elsewhere).findings.count == 1)
  }

  /// What few saw is not said to be what all did who measured.
  @Test func whoCouldNotBeJudgedSawNothing() {
    let count = ObservationCount(
      of: [Made.observation(0, by: "a", state: .blocked, mechanism: .tlsReset)]
        + (1..<3).map { Made.observation($0, by: "b\($0)", state: .insufficient) })
    #expect(count.vantagePoints == 3 && count.judgedVantagePoints == 1)
  }

  @Test func whereTooFewCouldBeJudgedThereIsNoFinding() {
    let rows =
      [Made.observation(0, by: "a", state: .blocked, mechanism: .tlsReset)]
      + (1..<4).map { Made.observation($0, by: "b\($0)", state: .insufficient) }
    let outcome = ReachabilityMethod().outcome(of: rows)
    #expect(outcome.findings.isEmpty)
    #expect(outcome.withheld == 1)
    let everybody = (10..<16).map { Made.observation($0, by: "c\($0 % 3)") }
    #expect(ReachabilityMethod().outcome(of: rows + everybody).findings.count == 1)
  }

  @Test func whatWaitsIsMentionedAsLongAsItWaits() {
    let january = (0..<6).map { Made.observation($0, by: "a\($0 % 3)") }
    let alone = (10..<12).map { Made.observation($0, by: "a1", day: 5) }
    let february = [Made.observation(20, by: "a1", day: 40)]
    let march = (30..<36).map { Made.observation($0, by: "a\($0 % 3)", day: 70) }
    func waiting(_ rows: [Observation]) -> Int { ReachabilityMethod().outcome(of: rows).waiting }
    #expect(waiting(january) == 0)
    #expect(waiting(january + alone) == 1)
    #expect(waiting(january + alone + february) == 2)
    #expect(waiting(january + alone + february + march) == 2)
  }

  @Test func networksTogetherAreNotReachableByHalfOfTheirMeasurements() {
    let rows =
      (0..<2).map {
        Made.observation(
          $0, by: "a", in: 64496, state: .blocked, mechanism: .tlsReset, isArtefact: true)
      } + (2..<4).map { Made.observation($0, by: "b", in: 64497) }
    let reachability = Reachability(of: "news.example", in: "VN", rows)
    #expect(reachability.rows.map(\.together) == [2])
    #expect(reachability.rows[0].published.state == .insufficient)
    #expect(reachability.state == .insufficient)
  }

  @Test func evidenceIsOfTheMechanismItStandsWith() {
    var tally = ObservationTally()
    var rare = Made.observation(0, by: "a", state: .blocked, mechanism: .dnsSinkhole)
    rare.evidence = ["of the rare one"]
    tally.add(rare)
    for number in 1..<4 {
      var row = Made.observation(number, by: "b\(number)", state: .blocked, mechanism: .tlsReset)
      row.evidence = ["of the frequent one, \(number)"]
      tally.add(row)
    }
    #expect(tally.rows.map(\.evidence) == [["of the frequent one, 1"]])
    #expect(tally.rows[0].count.ranked.first?.mechanism == .tlsReset)
  }

  @Test func whatIsLeftOfAMonthBesideItsDaysIsNotOfOne() {
    // Two networks with one volunteer each on the second; one of them again on the third, blocked.
    let rows = [
      Made.observation(0, by: "a", in: 64496, day: 1),
      Made.observation(1, by: "b", in: 64497, day: 1),
      Made.observation(2, by: "b", in: 64497, state: .blocked, mechanism: .tlsReset, day: 2),
    ]
    let reachability = Reachability(of: "news.example", in: "VN", rows)
    #expect(reachability.rows[0].published.judged == 2)
    #expect(reachability.publishedTotal.judged == 2 && reachability.publishedTotal[.blocked] == 0)
  }

  @Test func withheldStatesCannotBeHadFromRowsAndDaysTogether() {
    // The first day tells all; what the month withholds would be the second day's.
    var rows = (0..<9).map { Made.observation($0, by: "a\($0 % 3)") }
    rows += (10..<14).map { Made.observation($0, by: "b\($0 % 4)", day: 1) }
    rows.append(Made.observation(20, by: "b0", state: .blocked, mechanism: .tlsReset, day: 1))
    rows.append(Made.observation(21, by: "b1", state: .down, day: 1))
    let reachability = Reachability(of: "news.example", in: "VN", rows)
    let published = reachability.rows[0].published
    #expect(published[.blocked] == nil && published[.down] == nil && published[.ok] == nil)
    #expect(published[.refused] == 0 && published.judged == 15)
  }

  /// Made observations of some networks, people and days.
  private func made(_ seed: UInt64) -> [Observation] {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % sides
    }
    let states: [LayerState] = [.ok, .ok, .ok, .blocked, .down, .refused, .insufficient]
    return (0..<(8 + roll(60))).map { number in
      let network = UInt32(64496 + roll(3))
      let state = states[roll(7)]
      return Made.observation(
        number, by: "\(network)-\(roll(5))", in: network, state: state,
        mechanism: state == .blocked ? [.tlsReset, .dnsSinkhole][roll(2)] : nil,
        day: Int64(roll(4)))
    }
  }

  /// Every sum with its parts: what is known of single states by subtraction, over all that is told.
  @Test func nothingOfTooFewIsLeftWhenPartsAreTakenFromSums() {
    for seed in 1...400 as ClosedRange<UInt64> {
      let observations = made(seed)
      let reachability = Reachability(of: "news.example", in: "VN", observations)
      for part in reachability.parts {
        let sum = part.row.published
        #expect(sum.judged == part.blocks.blocks.reduce(0) { $0 + $1.published.count.judged })
        #expect(part.blocks.blocks.allSatisfy { $0.day == nil || $0.published.judged != nil })
        for block in part.blocks.blocks { #expect(block.published.count.isFit(floor)) }
        for state in [LayerState.blocked, .down, .refused] where sum[state] != nil {
          let left = part.kept.filter { one in
            one.state == state
              && part.blocks.blocks.contains {
                $0.published[state] == nil
                  && ($0.day == nil || $0.day == CivilDay(of: one.start))
              }
          }.filter { one in
            !part.blocks.blocks.contains {
              $0.day == CivilDay(of: one.start) && $0.published[state] != nil
            }
          }
          #expect(ObservationCount(of: left).crowd.passes(floor), "\(seed) \(state)")
        }
      }
      let total = reachability.publishedTotal
      for state in [LayerState.blocked, .down, .refused] where total[state] != nil {
        let hiding = reachability.parts.filter { $0.row.published[state] == nil }
        let left = hiding.flatMap(\.kept).filter { $0.state == state }
        #expect(ObservationCount(of: left).crowd.passes(floor), "\(seed) \(state)")
      }
      let judged = reachability.rows.compactMap(\.published.judged).reduce(0, +)
      #expect(total.judged == judged || judged == 0)
      for cell in reachability.cells where cell.network == nil {
        let own = reachability.cells.filter { $0.day == cell.day && $0.network != nil }
        let left = cell.count.judged - own.reduce(0) { $0 + $1.count.judged }
        let named = Set(own.map(\.network))
        let others = observations.filter {
          CivilDay(of: $0.start) == cell.day && !named.contains($0.network)
        }
        #expect(left == 0 || ObservationCount(of: others).crowd.passes(floor), "\(seed)")
      }
    }
  }
}
