import func Glibc.exp
import func Glibc.sin

/// Series in which nothing happens, by seed, for measuring how often alarms are raised all the same.
package struct NullSeries: Sendable {
  /// Mean of a bin.
  package var rate: Double
  /// Dispersion: the variance is the mean + `dispersion`·mean².
  package var dispersion: Double
  /// Whether there are hours and weekends: a factor e^(0.6·sin) over the day, which is 3.3 times as
  /// much at its height as at its depth, and 0.78 of that at weekends.
  package var hasSeason: Bool

  package init(rate: Double, dispersion: Double, hasSeason: Bool) {
    self.rate = rate
    self.dispersion = dispersion
    self.hasSeason = hasSeason
  }

  /// A draw of the count of an hour; hour 0 is the first of a Monday.
  package func draw(hour: Int, from random: inout SplitMix64) -> Int {
    var mean = rate
    if hasSeason {
      let wave = 0.6 * sin(2 * .pi * Double(hour % 24 - 14) / 24)
      mean *= exp(wave - ((hour / 24) % 7 >= 5 ? 0.25 : 0))
    }
    return random.poisson(
      dispersion > 0 ? mean * random.gamma(shape: 1 / dispersion) : mean)
  }

  /// When an hour begins: hour 0 is Monday, 5 January 1970.
  package static func time(ofHour hour: Int) -> Int64 { Int64(hour) * 3600 + 345_600 }
}

/// How often R̄ passes several heights in series where nothing happens, each with a baseline that
/// learns as it does in use: what `RunLengthTable` is made of.
package struct RunLengthStudy: Sendable {
  /// The heights.
  package static let heights = [250.0, 500, 1000, 2000, 4000, 8000, 16000]
  /// The means and dispersions of the table's cells.
  package static let means = RunLengthTable.means
  package static let dispersions = RunLengthTable.dispersions
  /// How often each was passed upward.
  package private(set) var rises = [Int](repeating: 0, count: heights.count)
  /// How often each was passed downward.
  package private(set) var falls = [Int](repeating: 0, count: heights.count)
  /// How many bins were watched.
  package private(set) var bins = 0

  package init() {}

  /// Watches one series for `hours` after 28 days of learning.
  package mutating func watch(_ series: NullSeries, hours: Int, seed: UInt64) {
    let settings = SeriesSettings(direction: .both)
    let ratios = SeriesWatch.upward + SeriesWatch.downward
    let (ups, downs) = (SeriesWatch.upward.count, SeriesWatch.downward.count)
    var random = SplitMix64(seed: seed)
    var baseline = Baseline(settings)
    var up = [Double](repeating: 0, count: ups * Self.heights.count)
    var down = [Double](repeating: 0, count: downs * Self.heights.count)
    let learning = 672
    for hour in 0..<learning + hours {
      let bin = SeriesBin(
        time: NullSeries.time(ofHour: hour), count: series.draw(hour: hour, from: &random))
      let isWatched = hour >= learning
      let forecast = baseline.forecast(bin, ratios: isWatched ? ratios : [], settings: settings)
      if isWatched, let forecast {
        bins += 1
        let factors = forecast.logRatios.map { exp(min($0, 600)) }
        for (level, height) in Self.heights.enumerated() {
          if Self.grow(&up, factors[..<ups], level: level, height: height) { rises[level] += 1 }
          if Self.grow(&down, factors[ups...], level: level, height: height) {
            falls[level] += 1
          }
        }
      }
      baseline.learn(bin, forecast, weight: 1, settings: settings)
    }
  }

  /// Grows the sums of one height and begins them again where they pass it.
  private static func grow(
    _ odds: inout [Double], _ factors: ArraySlice<Double>, level: Int, height: Double
  ) -> Bool {
    var sum = 0.0
    for (place, factor) in factors.enumerated() {
      let index = level * factors.count + place
      odds[index] = min((1 + odds[index]) * factor, 1e300)
      sum += odds[index]
    }
    guard sum >= height * Double(factors.count) else { return false }
    for place in 0..<factors.count { odds[level * factors.count + place] = 0 }
    return true
  }
}
