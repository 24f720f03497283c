import Testing

@testable import Signals

/// Known values were computed with 60 decimal digits.
@Suite("Tails of counts")
struct TailTests {
  private func agree(_ value: Double, _ known: Double, _ place: SourceLocation = #_sourceLocation) {
    // Of a logarithm of −700, 1e−13 is a share of 1e−10 of the chance itself.
    #expect(
      abs(value - known) <= 1e-12 * max(1, abs(known)), "\(value) \(known)", sourceLocation: place)
  }

  @Test func ofPoissonCountsAreExactAtOneOverTenToThreeHundred() {
    agree(LogTail.poisson(atMost: 0, mean: 690.8), -690.8)
    agree(LogTail.poisson(atMost: 10, mean: 900), -847.0693042352328130305)
    agree(LogTail.poisson(atMost: 3, mean: 20), -12.65119799185978883193)
    agree(LogTail.poisson(atMost: 100, mean: 100), -0.64138581852615169335)
    agree(LogTail.poisson(atMost: 1000, mean: 900), -0.00049075313247981060)
    agree(LogTail.poisson(atLeast: 500, mean: 50), -705.2138414455040133118)
    agree(LogTail.poisson(atLeast: 30, mean: 20), -3.82500999185180838808)
    agree(LogTail.poisson(atLeast: 1, mean: 0.001), -6.90825523731547073261)
    agree(LogTail.poisson(atLeast: 2000, mean: 900), -501.1377286169409358384)
  }

  @Test func ofBinomialCountsAreExact() {
    agree(LogTail.binomial(atLeast: 200, of: 1000, chance: 0.02), -301.5366389827659025244)
    agree(LogTail.binomial(atMost: 5, of: 10, chance: 0.5), -0.47313352225466321351)
    agree(LogTail.binomial(atLeast: 5, of: 10, chance: 0.5), -0.47313352225466321351)
    agree(LogTail.binomial(atLeast: 1000, of: 1000, chance: 0.5), -693.1471805599453094172)
    agree(LogTail.binomial(atMost: 3, of: 1000, chance: 0.4), -493.1090028427892416305)
    agree(LogTail.binomial(atMost: 450, of: 1000, chance: 0.4), -0.00059377933504404120)
    agree(LogTail.binomial(atLeast: 450, of: 1000, chance: 0.4), -7.20723615232759526018)
  }

  @Test func ofNegativeBinomialCountsAreExact() {
    agree(LogTail.negativeBinomial(atMost: 0, mean: 50, shape: 25), -27.46530721670274228488)
    agree(LogTail.negativeBinomial(atMost: 10, mean: 150, shape: 25), -31.09546437234115308457)
    agree(LogTail.negativeBinomial(atMost: 200, mean: 150, shape: 25), -0.07113299699109907124)
    agree(LogTail.negativeBinomial(atMost: 3, mean: 400, shape: 50), -100.1456149632666139935)
    agree(
      LogTail.negativeBinomial(atMost: 3, mean: 20, shape: .infinity),
      LogTail.poisson(atMost: 3, mean: 20))
  }

  /// The two sides of any count make one, and the farther, the less likely.
  @Test func addUpToOneAndFall() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<300 {
      let mean = 0.01 + 300 * random.uniform()
      let count = random.below(400)
      let sum = LogSpace.sum(
        LogTail.poisson(atMost: count, mean: mean), LogTail.poisson(atLeast: count + 1, mean: mean))
      #expect(abs(sum) < 1e-12, "\(count) \(mean)")
      #expect(
        LogTail.poisson(atMost: count, mean: mean) <= LogTail.poisson(atMost: count + 1, mean: mean)
          + 1e-15)
      let chance = random.uniform()
      let hits = random.below(200)
      let both = LogSpace.sum(
        LogTail.binomial(atMost: hits, of: 200, chance: chance),
        LogTail.binomial(atLeast: hits + 1, of: 200, chance: chance))
      #expect(abs(both) < 1e-12, "\(hits) \(chance)")
    }
  }

  @Test func ofImpossibleQuestionsAreZeroOrOne() {
    #expect(LogTail.poisson(atMost: -1, mean: 3) == -.infinity)
    #expect(LogTail.poisson(atMost: .max, mean: 3) == 0)
    #expect(LogTail.poisson(atLeast: 0, mean: 3) == 0)
    #expect(LogTail.poisson(atLeast: 1, mean: 0) == -.infinity)
    #expect(LogTail.binomial(atLeast: 5, of: 4, chance: 0.5) == -.infinity)
    #expect(LogTail.binomial(atMost: 4, of: 4, chance: 0.5) == 0)
    #expect(LogTail.binomial(atMost: 3, of: 4, chance: 1) == -.infinity)
    #expect(LogTail.negativeBinomial(atMost: -1, mean: 1, shape: 1) == -.infinity)
  }
}

@Suite("Intervals of a share")
struct ProportionTests {
  @Test func areThoseOfTheTables() {
    let some = Proportion(3, of: 20)
    let exact = some.clopperPearson()
    #expect(abs(exact.lowerBound - 0.03207093718546378) < 1e-12)
    #expect(abs(exact.upperBound - 0.37892682654531393) < 1e-12)
    let wilson = some.wilson()
    #expect(abs(wilson.lowerBound - 0.05236874589621659) < 1e-12)
    #expect(abs(wilson.upperBound - 0.36041886474075696) < 1e-12)
    let jeffreys = some.jeffreys()
    #expect(abs(jeffreys.lowerBound - 0.04413134) < 1e-7)
    #expect(abs(jeffreys.upperBound - 0.34857771) < 1e-7)
    #expect(abs(Proportion(0, of: 10).clopperPearson().upperBound - 0.30849710781876077) < 1e-12)
  }

  @Test func ofNothingAreEverything() {
    #expect(Proportion(0, of: 0).wilson() == 0...1)
    #expect(Proportion(7, of: -3).clopperPearson() == 0...1)
    #expect(Proportion(0, of: 0).share == nil)
  }

  /// The promise of Clopper and Pearson, counted out over all outcomes of 30 trials.
  @Test func holdTheTrueShareAsOftenAsTheySay() {
    let intervals = (0...30).map { Proportion($0, of: 30).clopperPearson() }
    for step in 1..<40 {
      let chance = Double(step) / 40
      let held = (0...30).filter { intervals[$0].contains(chance) }.reduce(0.0) {
        $0 + LogSpace.power(SaddlePoint.binomial($1, of: 30, chance: chance))
      }
      #expect(held >= 0.95, "\(chance)")
    }
  }
}

@Suite("Ranks of two samples")
struct MannWhitneyTests {
  @Test func haveTheChancesOfTheTables() throws {
    let lowest = try #require(MannWhitney([1, 2, 3, 4, 5], below: [6, 7, 8, 9, 10]))
    #expect(lowest.isExact)
    #expect(abs(lowest.chance - 1.0 / 252) < 1e-15)
    let mixed = try #require(MannWhitney([1, 3, 5, 7], below: [2, 4, 6, 8, 9, 10]))
    #expect(mixed.pairsAbove == 6)
    let two = try #require(MannWhitney([1, 2, 5], below: [3, 4, 6, 7, 8, 9, 10]))
    #expect(two.pairsAbove == 2)
    #expect(abs(two.chance - 1.0 / 30) < 1e-15)
  }

  @Test func withTiesFollowTheNormalCurve() throws {
    let one: [Double] = [
      1, 2, 2, 3, 5, 5, 6, 7, 8, 9, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
    ]
    let other: [Double] = [
      4, 5, 6, 7, 7, 8, 12, 13, 14, 15, 21, 22, 23, 24, 25, 26, 27, 28, 28, 29, 30, 31, 33,
    ]
    let test = try #require(MannWhitney(one, below: other))
    #expect(!test.isExact)
    #expect(abs(test.chance - 0.001_406_422_245_831_3) < 1e-9)
  }

  @Test func ofNothingOrOfNoNumbersAreNotTold() {
    #expect(MannWhitney([], below: [1]) == nil)
    #expect(MannWhitney([.nan], below: [1]) == nil)
    #expect(MannWhitney([1, 1], below: [1, 1])?.chance ?? 0 > 0.5)
  }

  /// Exchangeable samples: the chance must be at most a in at most a share a of draws.
  @Test func areUniformWhenNothingDiffers() throws {
    var random = SplitMix64(seed: 9)
    var below = 0
    for _ in 0..<4000 {
      let one = (0..<6).map { _ in random.normal() }
      let other = (0..<12).map { _ in random.normal() }
      below += try #require(MannWhitney(one, below: other)).chance <= 0.05 ? 1 : 0
    }
    #expect((120...230).contains(below), "seed 9: \(below) of 4000")
  }
}
