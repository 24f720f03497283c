import Testing

@testable import Signals

@Suite("Cumulative sums of votes")
struct WitnessedSumTests {
  /// Ville's bound, counted: the chance of any alarm in a series is at most starts · e^−h.
  @Test func alarmFalselyNoMoreOftenThanStated() {
    let shift = ShareShift(from: 0.1, to: 0.6)
    let votes = 400
    let threshold = ShareShift.threshold(starts: votes, chance: 0.2)
    var random = SplitMix64(seed: 3)
    var alarms = 0
    for _ in 0..<2000 {
      var sum = WitnessedSum(witnesses: votes, cap: .infinity)
      for place in 0..<votes {
        sum.add(random.happens(0.1) ? shift.yes : shift.no, from: place, at: place)
        sum.closeCell()
        if sum.value >= threshold {
          alarms += 1
          break
        }
      }
    }
    #expect(alarms <= 400, "seed 3: \(alarms) of 2000")
    #expect(alarms > 0, "a threshold that nothing reaches would show nothing")
  }

  @Test func rememberWhereTheExcursionBegan() {
    var sum = WitnessedSum(witnesses: 3, cap: 100)
    sum.add(-1, from: 0, at: 0)
    var isOver = sum.closeCell()
    #expect(isOver)
    #expect(sum.start == nil)
    sum.add(2, from: 1, at: 1)
    isOver = sum.closeCell()
    #expect(!isOver)
    sum.add(1, from: 2, at: 2)
    #expect(sum.start == 1)
    #expect(sum.value == 3)
    #expect(sum.valueWithoutOne == 1)
    #expect(sum.supporters == 2)
  }

  @Test func letNoWitnessHoldAnExcursionOpen() {
    var sum = WitnessedSum(witnesses: 2, cap: 10)
    var closed = 0
    for place in 0..<1000 {
      sum.add(3, from: 0, at: place)
      sum.add(-1, from: 1, at: place)
      closed += sum.closeCell() ? 1 : 0
      #expect(sum.valueWithoutOne <= 0)
    }
    #expect(closed > 20)
  }
}

@Suite("Times of change")
struct ChangeTimeTests {
  @Test func ofACleanStepAreItsFirstVote() throws {
    let votes = (0..<40).map { TimedVote(time: Int64($0) * 100, isYes: $0 >= 25) }
    let change = try #require(ChangeTime(ofShareIn: votes, isRise: true))
    #expect(change.firstSeen == 2500)
    #expect((2400...2500).contains(change.estimate))
    #expect(change.earliest >= 2300 && change.latest <= 2700)
    #expect(ChangeTime(ofShareIn: votes, isRise: false) == nil)
  }

  @Test func areAsWideAsTheSilenceAround() throws {
    let votes = (0..<40).map {
      TimedVote(time: Int64($0) * 100 + ($0 >= 25 ? 10_000 : 0), isYes: $0 < 25)
    }
    let change = try #require(ChangeTime(ofShareIn: votes, isRise: false))
    #expect(change.firstSeen == 12_500)
    #expect(change.earliest < 3000)
    #expect((6000...9000).contains(change.estimate))
  }

  @Test func areAgreedUponByMostEstimates() {
    func time(_ estimate: Int64, _ half: Int64) -> ChangeTime {
      ChangeTime(estimate: estimate, earliest: estimate - half, latest: estimate + half)
    }
    let many = [time(20, 5), time(100, 10), time(104, 30), time(98, 3), time(500, 5)]
    #expect(ChangeTime.consensus(of: many, isFirst: true, span: 90) == 3)
    #expect(ChangeTime.consensus(of: many, isFirst: false, span: 90) == 4)
    // One after the other: the first and the last.
    let spread = [time(0, 5), time(30, 5), time(60, 5)]
    #expect(ChangeTime.consensus(of: spread, isFirst: true, span: 90) == 0)
    #expect(ChangeTime.consensus(of: spread, isFirst: false, span: 90) == 2)
    #expect(ChangeTime.consensus(of: [], isFirst: true, span: 90) == nil)
  }

  @Test func ofASeriesWithoutAnyAreNotTold() {
    let votes = (0..<10).map { TimedVote(time: Int64($0), isYes: true) }
    #expect(ChangeTime(ofShareIn: votes, isRise: true) == nil)
    #expect(ChangeTime(ofShareIn: [], isRise: true) == nil)
    #expect(ChangeTime(ofRateIn: [], expected: [], start: 0) == nil)
  }

  /// The interval must hold the true time about as often as it says.
  @Test func lieInTheIntervalAboutAsOftenAsStated() {
    var random = SplitMix64(seed: 21)
    var held = (share: 0, rate: 0)
    for _ in 0..<600 {
      let at = 60 + random.below(60)
      let votes = (0..<180).map {
        TimedVote(time: Int64($0) * 3600, isYes: random.happens($0 >= at ? 0.7 : 0.1))
      }
      if let change = ChangeTime(ofShareIn: votes, isRise: true),
        (change.earliest...change.latest).contains(Int64(at) * 3600)
      {
        held.share += 1
      }
      let expected = [Double](repeating: 5, count: 48)
      let counts = (0..<48).map { random.poisson($0 >= 24 ? 1 : 5) }
      if let change = ChangeTime(ofRateIn: counts[...], expected: expected[...], start: 0),
        (change.earliest...change.latest).contains(24 * 3600)
      {
        held.rate += 1
      }
    }
    #expect(held.share >= 540, "seed 21: \(held) of 600")
    #expect(held.rate >= 540, "seed 21: \(held) of 600")
  }
}

@Suite("Weights of ranks")
struct RankWeightTests {
  /// Exchangeable values: the mean of e^weight is at most 1, whatever the distribution.
  @Test func areARatioWithAMeanOfAtMostOne() {
    var random = SplitMix64(seed: 4)
    var sum = 0.0
    for _ in 0..<4000 {
      let sample = (0..<30).map { _ in LogSpace.power(3 * random.normal()) }
      let weight = RankWeight(against: sample)
      sum += LogSpace.power(weight.fall(LogSpace.power(3 * random.normal())))
    }
    #expect(sum / 4000 <= 1.05, "seed 4: \(sum / 4000)")
  }

  @Test func mirrorEachOther() {
    let weight = RankWeight(against: (1...30).map(Double.init))
    #expect(weight.fall(0) == weight.rise(31))
    #expect(weight.fall(0) > 0)
    #expect(weight.fall(31) < 0)
  }

  @Test func knowTheMiddle() {
    #expect(median([]) == nil)
    #expect(median([3, 1, 2]) == 2)
    #expect(median([4, 1, 2, 3]) == 2.5)
  }
}
