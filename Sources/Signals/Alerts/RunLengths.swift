import func Glibc.exp
import func Glibc.log

/// How long a series is watched on average until R̄ reaches a height though nothing changed.
struct RunLengths: Sendable {
  /// Typical mean of a bin.
  var mean: Double
  var dispersions: [(value: Double, weight: Double)]
  var hasUp: Bool
  var hasDown: Bool
  var kind: SeriesSettings.Kind
  /// The variance of a bin divided by its mean.
  var stray: Double

  init(_ baseline: Baseline, _ settings: SeriesSettings) {
    kind = settings.kind
    hasUp = settings.direction != .down
    hasDown = settings.direction != .up
    mean = baseline.typicalMean(settings)
    let belief = baseline.dispersion
    dispersions = belief.wanted.filter { belief.weights[$0] > 1e-4 }
      .map { (belief.values[$0], belief.weights[$0]) }
    stray =
      settings.kind == .count
      ? 1 + mean * baseline.dispersion.mean
      : 1 + (baseline.exposure - 1) * baseline.dispersion.mean
  }

  /// False alarms per bin when R̄ raises an alarm at `height`.
  func rate(at height: Double) -> Double {
    // Of proportions only the bound is known: a false alarm in at least `height` bins.
    guard kind == .count else { return (hasUp ? 1 / height : 0) + (hasDown ? 1 / height : 0) }
    var rate = 0.0
    var all = 0.0
    for (dispersion, weight) in dispersions {
      all += weight
      if hasUp {
        rate += weight / (height * RunLengthTable.up.factor(mean, dispersion, height))
      }
      if hasDown {
        rate += weight / (height * RunLengthTable.down.factor(mean, dispersion, height))
      }
    }
    return rate / max(all, 1e-300)
  }

  /// The mean number of bins until R̄ reaches `height`.
  func bins(toReach height: Double) -> Double { 1 / rate(at: max(height, 1)) }

  /// The height that is reached once in `bins` on average.
  func limit(forBins bins: Double) -> Double {
    var (low, high) = (log(2.0), log(1e12))
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if self.bins(toReach: exp(middle)) < bins { low = middle } else { high = middle }
    }
    return exp(high)
  }
}
