import Testing

import func Glibc.exp
import func Glibc.log

@testable import Signals

@Suite("What is ordinary")
struct BaselineTests {
  @Test func derivativesOfTheGammaFunction() {
    #expect(abs(PolyGamma.digamma(1) + 0.577_215_664_901_532_9) < 1e-11)
    #expect(abs(PolyGamma.trigamma(1) - .pi * .pi / 6) < 1e-11)
    #expect(abs(PolyGamma.tetragamma(1) + 2.404_113_806_319_188_6) < 1e-9)
    #expect(abs(PolyGamma.digamma(0.5) + 1.963_510_026_021_423_5) < 1e-11)
    for value in [1e-4, 0.03, 0.7, 4, 1000] {
      #expect(abs(PolyGamma.inverseTrigamma(PolyGamma.trigamma(value)) / value - 1) < 1e-8)
    }
  }

  @Test func aShareIsBelievedAsItsMomentsSay() {
    for mean in [-6.0, -1, 0, 3] {
      for variance in [1e-4, 0.1, 2] {
        let shapes = ShareLaw.belief((mean, variance))
        let moments = ShareLaw.logMoments(hits: shapes.hits, misses: shapes.misses)
        #expect(abs(moments.mean - mean) < 1e-6, "\(mean) \(variance)")
        #expect(abs(moments.variance / variance - 1) < 1e-6, "\(mean) \(variance)")
      }
    }
  }

  /// Chances sum to 1, and so do those with the mean multiplied: the ratio has the expectation 1.
  @Test func likelihoodRatiosExpectOne() throws {
    for (kind, exposure) in [(SeriesSettings.Kind.count, 1.0), (.proportion, 40)] {
      let settings = SeriesSettings(kind: kind)
      var baseline = Baseline(settings)
      for hour in 0..<200 {
        let bin = SeriesBin(
          time: NullSeries.time(ofHour: hour), count: (hour * 7) % 5, exposure: exposure)
        baseline.learn(
          bin, baseline.forecast(bin, ratios: [], settings: settings), weight: 1,
          settings: settings)
      }
      var (all, moved) = (0.0, [0.0, 0.0, 0.0])
      for count in 0...(kind == .count ? 2000 : 40) {
        let bin = SeriesBin(
          time: NullSeries.time(ofHour: 200), count: count, exposure: exposure)
        let forecast = try #require(
          baseline.forecast(bin, ratios: [1.5, 5, 0.2], settings: settings))
        // Orders of hits cancel in ratios and are left out of the masses.
        let orders =
          kind == .count
          ? 0
          : LogSpace.gamma(41) - LogSpace.gamma(Double(count) + 1)
            - LogSpace.gamma(41 - Double(count))
        let belief = baseline.dispersion
        let chance = zip(forecast.masses, belief.wanted)
          .reduce(0) { $0 + belief.weights[$1.1] * exp($1.0 + orders) }
        all += chance
        for place in moved.indices where chance > 0 {
          moved[place] += exp(log(chance) + forecast.logRatios[place])
        }
      }
      // What is no longer wanted of the dispersions is left out: at most 80 · 10⁻⁵.
      #expect(abs(all - 1) < 1e-3, "\(kind): \(all)")
      for one in moved { #expect(abs(one - 1) < 2e-3, "\(kind): \(moved)") }
    }
  }

  @Test func hoursWeekendsAndDispersionAreLearnt() {
    let settings = SeriesSettings()
    var baseline = Baseline(settings)
    for bin in MadeUpSeries(rate: 20, dispersion: 0.2, hours: 24 * 7 * 12, seed: 8).bins {
      baseline.learn(
        bin, baseline.forecast(bin, ratios: [], settings: settings), weight: 1,
        settings: settings)
    }
    func mean(_ hour: Int) -> Double {
      let bin = SeriesBin(time: NullSeries.time(ofHour: 24 * 7 * 12 + hour), count: 1)
      return baseline.forecast(bin, ratios: [], settings: settings)?.mean ?? 0
    }
    // The highest hour is the 20th, the lowest the 8th.
    #expect(abs(mean(20) / (20 * exp(0.6)) - 1) < 0.15, "\(mean(20))")
    #expect(abs(mean(8) / (20 * exp(-0.6)) - 1) < 0.15, "\(mean(8))")
    #expect(abs(mean(24 * 5 + 20) / (20 * exp(0.35)) - 1) < 0.15)
    let dispersion = baseline.dispersion.mean
    #expect(abs(dispersion - 0.2) < 0.04, "\(dispersion)")
  }

  @Test func aHolidayIsNoWorkingDay() {
    var calendar = SeasonCalendar(offset: 7 * 3600)
    calendar.holidays = [20_500]
    #expect(calendar.day(20_500 * 86_400 - 7 * 3600) == 20_500)
    #expect(calendar.isHoliday(20_500 * 86_400 - 7 * 3600))
    #expect(!calendar.isHoliday(20_500 * 86_400 - 7 * 3600 - 1))
    #expect(calendar.hour(20_500 * 86_400) == 7)
    // 5 January 1970 was a Monday.
    #expect(!calendar.isWeekend(345_600))
    #expect(calendar.isWeekend(345_600 - 8 * 3600))
    #expect(SeasonCalendar().hour(-1) == 23)
  }

  @Test func sumsAreAMartingale() {
    // In 20,000 draws of ratios with expectation 1, R̄ grows by 1 a bin until it is stopped.
    var random = SplitMix64(seed: 6)
    var (bins, values) = (0.0, 0.0)
    for _ in 0..<2000 {
      var mixture = RatioMixture([1.5, 3])
      while mixture.value < 20 {
        bins += 1
        let count = Double(random.poisson(2))
        for (place, ratio) in mixture.ratios.enumerated() {
          mixture.add(count * log(ratio) - 2 * (ratio - 1), at: place, time: 0)
        }
      }
      values += mixture.value
    }
    #expect(abs(bins / values - 1) < 0.1, "\(bins / values)")
  }
}
