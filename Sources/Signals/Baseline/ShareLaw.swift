import func Glibc.exp
import func Glibc.log

/// The beta-binomial law of so many of so many with a believed share: how likely a number of hits is,
/// as things are and with the odds multiplied.
///
/// Trials of share p that agree with each other by a correlation θ have the variance
/// n·p·(1 − p)·(1 + (n − 1)·θ). What is not known of the share adds to the correlation.
enum ShareLaw {
  /// Correlations that are thought possible; the first stands for independent trials.
  static let correlations = DispersionBelief.values(none: 1e-5, from: 0.0005, to: 0.5)

  /// The beta belief of a share whose log odds have this mean and variance (Newton's method).
  static func belief(_ sum: (mean: Double, variance: Double)) -> (hits: Double, misses: Double) {
    let variance = max(sum.variance, 1e-9)
    let bounded = min(max(sum.mean, -30), 30)
    // Right for little variance, and a start for much.
    var hits = log((1 + exp(bounded)) / variance)
    var misses = log((1 + exp(-bounded)) / variance)
    for _ in 0..<30 {
      let (one, other) = (exp(hits), exp(misses))
      let (slopeOne, slopeOther) = (PolyGamma.trigamma(one), PolyGamma.trigamma(other))
      let missMean = PolyGamma.digamma(one) - PolyGamma.digamma(other) - bounded
      let missVariance = slopeOne + slopeOther - variance
      // The Jacobian with respect to the logarithms of both shapes.
      let (a, b) = (one * slopeOne, -other * slopeOther)
      let c = one * PolyGamma.tetragamma(one)
      let d = other * PolyGamma.tetragamma(other)
      let determinant = a * d - b * c
      guard determinant != 0 else { break }
      let stepOne = (missMean * d - b * missVariance) / determinant
      let stepOther = (a * missVariance - c * missMean) / determinant
      hits -= min(max(stepOne, -1), 1)
      misses -= min(max(stepOther, -1), 1)
      if abs(stepOne) + abs(stepOther) < 1e-9 { break }
    }
    return (exp(hits), exp(misses))
  }

  /// Mean and variance of the log odds of a beta variable.
  static func logMoments(hits: Double, misses: Double) -> (mean: Double, variance: Double) {
    (
      PolyGamma.digamma(hits) - PolyGamma.digamma(misses),
      PolyGamma.trigamma(hits) + PolyGamma.trigamma(misses)
    )
  }

  /// ln P(hits) for each of the `wanted` correlations, and in `shifted` what odds multiplied by each ratio add to it.
  static func logMasses(
    _ hits: Double, of trials: Double, share: Double, beliefSize: Double, ratios: [Double],
    wanted: [Int], masses: inout [Double], shifted: inout [Double]
  ) {
    let odds = share / (1 - share)
    for (place, which) in wanted.enumerated() {
      let correlation = correlations[which]
      let unsure = 1 / (beliefSize + 1)
      let size = 1 / (correlation + (1 - correlation) * unsure) - 1
      masses[place] = logMass(hits, of: trials, share: share, size: size)
      for (index, ratio) in ratios.enumerated() {
        let moved = ratio * odds / (1 + ratio * odds)
        shifted[place * ratios.count + index] =
          logMass(hits, of: trials, share: moved, size: size) - masses[place]
      }
    }
  }

  /// ln of the beta-binomial chance without the number of orders, which cancels.
  private static func logMass(
    _ hits: Double, of trials: Double, share: Double, size: Double
  ) -> Double {
    let (one, other) = (size * share, size * (1 - share))
    return LogSpace.gamma(hits + one) - LogSpace.gamma(one)
      + LogSpace.gamma(trials - hits + other) - LogSpace.gamma(other)
      - LogSpace.gamma(trials + size) + LogSpace.gamma(size)
  }
}
