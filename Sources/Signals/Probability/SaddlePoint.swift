import func Glibc.log
import func Glibc.log1p

/// Logarithms of probabilities of single counts, exact to the last few digits however large the
/// counts (C. Loader, Fast and Accurate Computation of Binomial Probabilities, 2000).
enum SaddlePoint {
  /// ln P(X = count) for a Poisson variable; mean above 0.
  static func poisson(_ count: Int, mean: Double) -> Double {
    guard count > 0 else { return -mean }
    let count = Double(count)
    return -stirlingError(count) - deviance(count, mean) - 0.5 * log(2 * .pi * count)
  }

  /// ln P(X = count) of `trials` with `chance` strictly between 0 and 1.
  static func binomial(_ count: Int, of trials: Int, chance: Double) -> Double {
    let all = Double(trials)
    if count == 0 { return all * log1p(-chance) }
    if count == trials { return all * log(chance) }
    let hits = Double(count)
    let misses = Double(trials - count)
    return stirlingError(all) - stirlingError(hits) - stirlingError(misses)
      - deviance(hits, all * chance) - deviance(misses, all * (1 - chance))
      + 0.5 * log(all / (2 * .pi * hits * misses))
  }

  /// The error of Stirling's formula for ln n!.
  static func stirlingError(_ number: Double) -> Double {
    if number < 16 {
      return LogSpace.gamma(number + 1) - (number + 0.5) * log(number) + number
        - 0.5 * log(2 * .pi)
    }
    let square = number * number
    return (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - 1 / 1680.0 / square) / square) / square) / number
  }

  /// x ln(x/m) + m − x without cancellation.
  static func deviance(_ value: Double, _ mean: Double) -> Double {
    let difference = value - mean
    guard abs(difference) < 0.1 * (value + mean) else {
      return value * log(value / mean) + mean - value
    }
    let ratio = difference / (value + mean)
    var sum = difference * ratio
    var term = 2 * value * ratio
    for step in 1..<1000 {
      term *= ratio * ratio
      let next = sum + term / Double(2 * step + 1)
      if next == sum { break }
      sum = next
    }
    return sum
  }
}
