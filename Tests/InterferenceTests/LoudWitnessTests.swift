import Signals
import Testing

@testable import Interference

@Suite("One loud vantage point neither hides a block nor makes one")
struct LoudWitnessTests {
  private static let morning: Int64 = 1_767_340_800
  private static let day: Int64 = 86_400

  /// Eleven volunteers once a day, and one so many times a day; who is blocked when is asked.
  private func series(
    loud: Int, days: Int = 40, isBlocked: (_ witness: Int, _ day: Int) -> Bool
  ) -> SeriesVotes {
    var random = SplitMix(state: 7)
    var votes: [SeriesVotes.Vote] = []
    for day in 0..<days {
      for witness in 0..<12 {
        for turn in 0..<(witness == 11 ? loud : 1) {
          let second = witness == 11 ? turn * 86_400 / loud : Int(random.next() % 86_400)
          let says: EpisodeRow.Vote = isBlocked(witness, day) ? .blocked : .open
          votes.append(
            .init(
              time: Self.morning + Int64(day) * Self.day + Int64(second), network: 64496,
              witness: Int32(witness), says: says, marks: [], layer: .tls,
              mechanism: says == .blocked ? .tlsReset : nil))
        }
      }
    }
    return SeriesVotes(numbering: votes.sorted { $0.time < $1.time })
  }

  private func changes(_ series: SeriesVotes) -> [BlockingSearch.Found] {
    BlockingSearch(EpisodeSettings(), cells: 5000).changes(in: series)
  }

  @Test(arguments: [6, 12, 24]) func aTunnelHidesNothing(loud: Int) throws {
    let votes = series(loud: loud) { witness, day in witness < 11 && day >= 20 }
    let heard = votes.withoutMostOfTheLoud()
    let found = changes(heard)
    #expect(found.count == 1)
    let first = try #require(found.first)
    let onset = (heard.votes[first.start].time - Self.morning) / Self.day
    #expect((20...21).contains(onset))
    #expect(first.ended == nil)
  }

  @Test(arguments: [6, 24]) func aFilterAtOneHomeBlocksNobodyElse(loud: Int) {
    let votes = series(loud: loud) { witness, day in witness == 11 && day >= 20 }
    #expect(changes(votes.withoutMostOfTheLoud()).isEmpty)
  }

  @Test func whoIsNotLoudIsHeardWhole() {
    let even = series(loud: 3) { witness, _ in witness == 0 }
    #expect(even.withoutMostOfTheLoud().votes.count == even.votes.count)
    // Alone or among few there is nobody to be louder than.
    let few = SeriesVotes(
      numbering: series(loud: 24) { _, day in day > 20 }.votes.filter { $0.witness % 12 > 8 })
    #expect(few.withoutMostOfTheLoud().votes.count == few.votes.count)
  }

  @Test func theHoursThatAreHeardChange() {
    let votes = series(loud: 24) { witness, day in witness < 11 && day >= 20 }
    let loud = votes.withoutMostOfTheLoud().votes.filter {
      !$0.isBlocked && $0.time > Self.morning + 20 * Self.day
    }
    #expect(Set(loud.map { $0.hour % 24 }).count >= 12)
    #expect(loud.count <= 21 * 3)
  }

  /// Eleven volunteers once a day in the afternoon, one three times a day at other hours.
  private func afternoons(isBlocked: (_ witness: Int, _ day: Int) -> Bool) -> SeriesVotes {
    var random = SplitMix(state: 11)
    var votes: [SeriesVotes.Vote] = []
    for day in 0..<40 {
      for witness in 0..<12 {
        let hours = witness == 11 ? [2, 9, 20] : [12 + Int(random.next() % 6)]
        for hour in hours {
          let says: EpisodeRow.Vote = isBlocked(witness, day) ? .blocked : .open
          votes.append(
            .init(
              time: Self.morning / Self.day * Self.day + Int64(day) * Self.day
                + Int64(hour) * 3600 + Int64(witness) * 60,
              network: 64496, witness: Int32(witness), says: says, marks: [], layer: .tls,
              mechanism: says == .blocked ? .tlsReset : nil))
        }
      }
    }
    return SeriesVotes(numbering: votes.sorted { $0.time < $1.time })
  }

  @Test func whoComesThroughAloneAtNightMakesNoNightFree() {
    let votes = afternoons { witness, day in witness < 11 && day >= 10 }
    let told = RecurringSearch(EpisodeSettings(), cells: 5000).alarms(
      in: votes, beside: [], country: 0, target: 0, name: "news.example", network: 64496)
    #expect(told.isEmpty)
    // The search over all hours tells the block.
    #expect(changes(votes).count == 1)
  }
}
