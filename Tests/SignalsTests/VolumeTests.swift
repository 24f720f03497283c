import Testing

@testable import Signals

@Suite("The rhythm of the week")
struct WeeklyRhythmTests {
  /// Counts that rise by day and fall at the weekend, with days that are better or worse.
  private func counts(
    _ random: inout SplitMix64, days: Int, level: Double, shape: Double
  ) -> [Int] {
    (0..<days).flatMap { day -> [Int] in
      let mood = random.gamma(shape: shape)
      return (0..<24).map { hour in
        let mean = level * mood * (hour < 8 ? 0.4 : 1.3) * (day % 7 >= 5 ? 0.7 : 1.12)
        return random.poisson(mean)
      }
    }
  }

  @Test func isLearntFromFourWeeks() throws {
    var random = SplitMix64(seed: 8)
    let counts = counts(&random, days: 28, level: 20, shape: 1e6)
    let rhythm = try #require(
      WeeklyRhythm(
        counts: counts, isUsable: Array(repeating: true, count: counts.count), hours: 0..<672,
        firstHour: 0, windows: [6]))
    // A Tuesday at noon, and a Saturday at four.
    #expect(abs(rhythm.mean(atHour: 28 * 24 + 36) / (20 * 1.3 * 1.12) - 1) < 0.2)
    #expect(abs(rhythm.mean(atHour: 28 * 24 + 5 * 24 + 4) / (20 * 0.4 * 0.7) - 1) < 0.35)
    #expect(rhythm.shape(ofWindow: 6) == 50)
  }

  @Test func learnsHowFarDaysStray() throws {
    var random = SplitMix64(seed: 8)
    let counts = counts(&random, days: 28, level: 20, shape: 5)
    let rhythm = try #require(
      WeeklyRhythm(
        counts: counts, isUsable: Array(repeating: true, count: counts.count), hours: 0..<672,
        firstHour: 0, windows: [24]))
    #expect(rhythm.shape(ofWindow: 24) < 12)
  }

  @Test func isNotMadeOfTooFewDays() {
    let counts = [Int](repeating: 5, count: 240)
    var isUsable = [Bool](repeating: true, count: 240)
    isUsable[100] = false
    #expect(
      WeeklyRhythm(counts: counts, isUsable: isUsable, hours: 0..<240, firstHour: 0, windows: [])
        == nil)
    #expect(
      WeeklyRhythm(
        counts: [Int](repeating: 0, count: 240), isUsable: Array(repeating: true, count: 240),
        hours: 0..<240, firstHour: -7, windows: [3]) == nil)
  }

  /// The stated null model: days that stray, and one more day that follows. The chance of a day's
  /// count must be below one in a thousand in about one of a thousand draws, not in many.
  @Test func countsAreAsRareAsStated() throws {
    var random = SplitMix64(seed: 15)
    var rare = 0
    for _ in 0..<2000 {
      let counts = counts(&random, days: 29, level: 3, shape: 20)
      let rhythm = try #require(
        WeeklyRhythm(
          counts: counts, isUsable: Array(repeating: true, count: counts.count), hours: 0..<672,
          firstHour: 0, windows: [24]))
      let mean = (672..<696).reduce(0) { $0 + rhythm.mean(atHour: $1) }
      let chance = LogTail.negativeBinomial(
        atMost: counts[672...].reduce(0, +), mean: mean, shape: rhythm.shape(ofWindow: 24))
      rare += LogSpace.power(chance) <= 0.001 ? 1 : 0
    }
    #expect(rare <= 8, "seed 15: \(rare) of 2000")
  }
}

@Suite("Alarms that belong together")
struct AlarmGroupTests {
  private let rule = AlarmGroups(together: 6 * 3600, extended: 72 * 3600)

  private func alarm(
    _ realm: Int, _ target: Int, _ place: Int?, _ hour: Int64, end: Int64? = nil
  ) -> GroupedAlarm {
    let time = hour * 3600
    return GroupedAlarm(
      realm: realm, target: target, place: place,
      onset: ChangeTime(estimate: time, earliest: time, latest: time), end: end.map { $0 * 3600 })
  }

  @Test func areOneEventAcrossTargetsAndPlaces() {
    let alarms = [alarm(0, 1, 7, 0), alarm(0, 2, 7, 3), alarm(0, 2, 8, 5), alarm(0, 3, 8, 6)]
    #expect(rule.groups(of: alarms) == [[0, 1, 2, 3]])
  }

  @Test func areTwoWhenTheyShareNothing() {
    let alarms = [
      alarm(0, 1, 7, 0), alarm(1, 1, 7, 0), alarm(0, 1, 7, 100), alarm(0, 2, 8, 1),
      alarm(0, 3, 7, 9),
    ]
    #expect(rule.groups(of: alarms).count == 5)
  }

  @Test func goOnWhereATargetSpreadsOrFlaps() {
    let spread = (0..<5).map { alarm(0, 1, Int($0), 60 * $0) }
    #expect(rule.groups(of: spread) == [[0, 1, 2, 3, 4]])
    let flapping = [alarm(0, 1, 7, 0, end: 500), alarm(0, 1, 7, 560, end: 570)]
    #expect(rule.groups(of: flapping) == [[0, 1]])
  }

  @Test func areTheSameInAnyOrder() {
    var random = SplitMix64(seed: 30)
    let alarms = (0..<60).map { _ in
      alarm(random.below(2), random.below(6), random.below(4), Int64(random.below(400)))
    }
    func sets(_ alarms: [GroupedAlarm]) -> Set<Set<GroupedAlarm>> {
      Set(rule.groups(of: alarms).map { Set($0.map { alarms[$0] }) })
    }
    for _ in 0..<20 { #expect(sets(alarms.shuffled(using: &random)) == sets(alarms), "seed 30") }
  }
}

@Suite("Numbers from a seed")
struct SplitMix64Tests {
  /// The first numbers of the authors' program for the seed 1234567.
  @Test func areThoseOfTheReference() {
    var random = SplitMix64(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
  }

  @Test func haveTheMeansTheyShould() {
    var random = SplitMix64(seed: 2)
    let count = 20_000
    var sums = (poisson: 0.0, normal: 0.0, even: 0.0, wild: 0.0, below: 0.0)
    for _ in 0..<count {
      sums.poisson += Double(random.poisson(70)) - 70
      sums.normal += random.normal()
      sums.even += random.gamma(shape: 4) - 1
      sums.wild += random.gamma(shape: 0.5) - 1
      sums.below += Double(random.below(7)) - 3
    }
    let limit = Double(count)
    #expect(abs(sums.poisson) < 0.3 * limit)
    #expect(abs(sums.normal) < 0.04 * limit)
    #expect(abs(sums.even) < 0.02 * limit)
    #expect(abs(sums.wild) < 0.05 * limit)
    #expect(abs(sums.below) < 0.07 * limit)
  }
}
