import func Glibc.exp
import func Glibc.log
import func Glibc.pow

/// What is ordinary for a series at each moment, learnt from all bins before it and always a little
/// out of date on purpose: a level that is forgotten within weeks, times an hour of the day, a weekend
/// and a holiday (`LogBelief`), and a dispersion (`DispersionBelief`).
///
/// Null model: independent negative binomial counts (beta-binomial hits) with the product of the
/// factors as their mean (as the odds of their share) and one dispersion (correlation). What is not
/// known of either is part of the chance of each bin, so that likelihood ratios keep their
/// expectation of 1 while a series is young.
struct Baseline: Sendable, Hashable {
  var belief: LogBelief?
  var dispersion: DispersionBelief
  /// The local day of the last bin.
  var day: Int64?
  /// How many bins were learnt.
  var learnt = 0
  /// What bins are out of, on average.
  var exposure = 1.0

  init(_ settings: SeriesSettings) {
    dispersion = DispersionBelief(
      settings.kind == .count ? CountLaw.dispersions : ShareLaw.correlations)
  }

  /// What a bin is expected to be.
  struct Forecast {
    var active: [Int]
    var sum: (mean: Double, variance: Double)
    /// The shapes of the belief: gamma's shape and rate, or beta's hits and misses.
    var shapes: (Double, Double)
    /// The mean of the count, or the share of hits.
    var mean: Double
    /// ln of the chance of the value for each dispersion that is wanted.
    var masses: [Double]
    /// ln Λ for each ratio.
    var logRatios: [Double]
  }

  /// What is expected at a moment, and what `bin` says about each ratio; `nil` before the first bin.
  func forecast(_ bin: SeriesBin, ratios: [Double], settings: SeriesSettings) -> Forecast? {
    guard let belief, let count = bin.count else { return nil }
    let active = LogBelief.active(at: bin.time, in: settings.calendar)
    let sum = belief.sum(active)
    let wanted = dispersion.wanted
    var masses = [Double](repeating: 0, count: wanted.count)
    var shifted = [Double](repeating: 0, count: wanted.count * ratios.count)
    let shapes: (Double, Double)
    let mean: Double
    switch settings.kind {
    case .count:
      shapes = CountLaw.belief(sum)
      mean = bin.exposure * shapes.0 / shapes.1
      CountLaw.logMasses(
        Double(count), mean: mean, beliefShape: shapes.0, ratios: ratios, wanted: wanted,
        masses: &masses, shifted: &shifted)
    case .proportion:
      shapes = ShareLaw.belief(sum)
      mean = shapes.0 / (shapes.0 + shapes.1)
      ShareLaw.logMasses(
        min(Double(count), bin.exposure), of: bin.exposure, share: mean,
        beliefSize: shapes.0 + shapes.1, ratios: ratios, wanted: wanted, masses: &masses,
        shifted: &shifted)
    }
    return Forecast(
      active: active, sum: sum, shapes: shapes, mean: mean, masses: masses,
      logRatios: mixed(masses, shifted, ratios: ratios.count))
  }

  private func mixed(_ masses: [Double], _ shifted: [Double], ratios: Int) -> [Double] {
    guard ratios > 0 else { return [] }
    // ln of the weight of each dispersion after the bin, but for what is common to all.
    let parts = zip(dispersion.wanted, masses).map { log(dispersion.weights[$0]) + $1 }
    let best = parts.max() ?? 0
    let all = parts.reduce(0) { $0 + exp($1 - best) }
    return (0..<ratios).map { index in
      var highest = -Double.infinity
      for place in parts.indices {
        highest = max(highest, parts[place] + shifted[place * ratios + index])
      }
      var sum = 0.0
      for place in parts.indices {
        sum += exp(parts[place] + shifted[place * ratios + index] - highest)
      }
      return highest - best + log(sum / all)
    }
  }

  /// Learns a bin.
  /// - Parameters:
  ///   - forecast: What was expected of it.
  ///   - weight: How much it counts: less than 1 for what an alarm is about.
  mutating func learn(
    _ bin: SeriesBin, _ forecast: Forecast?, weight: Double, settings: SeriesSettings
  ) {
    guard let count = bin.count else { return }
    guard let forecast, var belief else {
      belief = first(Double(count), bin, settings)
      day = settings.calendar.day(bin.time)
      learnt = 1
      exposure = bin.exposure
      return
    }
    exposure += (bin.exposure - exposure) / Double(min(learnt + 1, 500))
    let posterior = self.posterior(Double(count), bin, forecast, weight, settings)
    belief.learn(forecast.active, prior: forecast.sum, posterior: posterior)
    let width = Double(settings.width)
    let level = pow(2, width / Double(settings.levelHalfLife))
    belief.forgetLevel(level, most: 4)
    let today = settings.calendar.day(bin.time)
    if today != day {
      let growth = pow(2, max(86_400, width) / Double(settings.seasonHalfLife))
      belief.forgetSeason(growth)
      dispersion.learn(forecast.masses, weight: weight)
      dispersion.beginDay(kept: 1 / growth)
      day = today
    } else {
      dispersion.learn(forecast.masses, weight: weight)
    }
    self.belief = belief
    learnt += 1
  }

  /// Learns what the bins of an alarm would have taught of the level if they had not been held back.
  mutating func giveBack(_ alarm: SeriesWatch.Open, share: Double, settings: SeriesSettings) {
    guard var belief, alarm.expected > 0, alarm.exposure > 0 else { return }
    let prior = belief.sum([LogBelief.level])
    let posterior: (mean: Double, variance: Double)
    switch settings.kind {
    case .count:
      let shapes = CountLaw.belief(prior)
      let weight = share / (1 + dispersion.mean * typicalMean(settings))
      posterior = CountLaw.logMoments(
        shape: shapes.shape + weight * alarm.observed,
        rate: shapes.rate + weight * alarm.expected * shapes.rate / shapes.shape)
    case .proportion:
      let shapes = ShareLaw.belief(prior)
      let weight = share / max(1, 1 + (exposure - 1) * dispersion.mean)
      let hits = min(alarm.observed, alarm.exposure)
      // Where the hours of the alarm were not typical, as many hits as the level's share would be due.
      let due = shapes.hits / (shapes.hits + shapes.misses) * alarm.exposure
      let moved = min(max(hits - alarm.expected + due, 0), alarm.exposure)
      posterior = ShareLaw.logMoments(
        hits: shapes.hits + weight * moved,
        misses: shapes.misses + weight * (alarm.exposure - moved))
    }
    belief.learn([LogBelief.level], prior: prior, posterior: posterior)
    self.belief = belief
  }

  private func posterior(
    _ count: Double, _ bin: SeriesBin, _ forecast: Forecast, _ weight: Double,
    _ settings: SeriesSettings
  ) -> (mean: Double, variance: Double) {
    switch settings.kind {
    case .count:
      let stray = 1 + dispersion.mean * forecast.mean
      // What lies beyond six deviations is no teacher of means.
      let spread = (forecast.mean * (stray + forecast.mean / forecast.shapes.0)).squareRoot()
      let tamed = min(count, forecast.mean + 6 * spread + 2)
      let share = weight / stray
      return CountLaw.logMoments(
        shape: forecast.shapes.0 + share * tamed, rate: forecast.shapes.1 + share * bin.exposure)
    case .proportion:
      let stray = 1 + (bin.exposure - 1) * dispersion.mean
      let share = weight / max(stray, 1)
      let hits = min(count, bin.exposure)
      return ShareLaw.logMoments(
        hits: forecast.shapes.0 + share * hits,
        misses: forecast.shapes.1 + share * (bin.exposure - hits))
    }
  }

  /// The mean of a bin, over the hours of a week.
  func typicalMean(_ settings: SeriesSettings) -> Double {
    guard let belief else { return settings.sibling ?? 1 }
    var sum = 0.0
    for hour in 0..<24 {
      sum += exp(belief.means[LogBelief.level] + belief.means[LogBelief.firstHour + hour])
    }
    let rest = Double(settings.calendar.weekend.count) / 7
    let week = 1 - rest + rest * exp(belief.means[LogBelief.weekend])
    return exposure * week * sum / 24
  }

  private func first(
    _ count: Double, _ bin: SeriesBin, _ settings: SeriesSettings
  ) -> LogBelief {
    let day = max(1, 86_400 / Double(settings.width))
    let moments: (mean: Double, variance: Double)
    switch (settings.kind, settings.sibling) {
    case (.count, let mean?):
      let shape = max(mean, 1e-9) * day
      moments = CountLaw.logMoments(shape: shape, rate: day)
    case (.count, nil):
      moments = (log((count + 0.5) / bin.exposure), 4)
    case (.proportion, let share?):
      let held = min(max(share, 1e-6), 1 - 1e-6)
      moments = ShareLaw.logMoments(hits: held * day, misses: (1 - held) * day)
    case (.proportion, nil):
      let hits = min(count, bin.exposure)
      moments = (log((hits + 0.5) / (bin.exposure - hits + 0.5)), 4)
    }
    return LogBelief(
      mean: moments.mean, variance: min(moments.variance, 4), hasHours: settings.width <= 3600)
  }
}
