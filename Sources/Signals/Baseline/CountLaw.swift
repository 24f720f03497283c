import func Glibc.exp
import func Glibc.log
import func Glibc.log1p

/// The negative binomial law of counts with a believed mean: how likely a count is, as things are and
/// with the mean multiplied.
///
/// A count of mean m and dispersion α has the variance m + α·m². What is not known of the mean adds to
/// the dispersion: with a gamma belief of shape a the count keeps its mean and has the dispersion
/// α + (1 + α)/a, which is exact for α = 0 and right in mean and variance for others.
enum CountLaw {
  /// Dispersions that are thought possible; the first stands for a Poisson count.
  static let dispersions = DispersionBelief.values(none: 1e-4, from: 0.008, to: 8)

  /// The gamma belief of a rate whose logarithm has this mean and variance.
  static func belief(_ sum: (mean: Double, variance: Double)) -> (shape: Double, rate: Double) {
    let shape = PolyGamma.inverseTrigamma(max(sum.variance, 1e-9))
    return (shape, exp(PolyGamma.digamma(shape) - sum.mean))
  }

  /// Mean and variance of the logarithm of a gamma variable.
  static func logMoments(shape: Double, rate: Double) -> (mean: Double, variance: Double) {
    (PolyGamma.digamma(shape) - log(rate), PolyGamma.trigamma(shape))
  }

  /// ln P(count) for each of the `wanted` dispersions, and in `shifted` what a mean multiplied by each ratio adds to it.
  static func logMasses(
    _ count: Double, mean: Double, beliefShape: Double, ratios: [Double], wanted: [Int],
    masses: inout [Double], shifted: inout [Double]
  ) {
    let common = LogSpace.gamma(count + 1)
    let logMean = log(mean)
    let told = ratios.map { count * log($0) }
    for (place, which) in wanted.enumerated() {
      let dispersion = dispersions[which]
      let shape = 1 / (dispersion + (1 + dispersion) / beliefShape)
      let logSum = log(shape + mean)
      masses[place] =
        logRising(shape, by: count) - common - shape * log1p(mean / shape)
        + count * (logMean - logSum)
      let start = place * ratios.count
      for index in ratios.indices {
        shifted[start + index] =
          told[index] + (count + shape) * (logSum - log(shape + ratios[index] * mean))
      }
    }
  }

  /// ln of Γ(shape + count)/Γ(shape).
  private static func logRising(_ shape: Double, by count: Double) -> Double {
    // Few factors are quicker multiplied, and nothing is lost where the shape is large.
    guard count > 8 else {
      var product = 1.0
      for step in 0..<Int(count) { product *= shape + Double(step) }
      return log(product)
    }
    return LogSpace.gamma(count + shape) - LogSpace.gamma(shape)
  }
}
