import func Glibc.exp
import func Glibc.log
import func Glibc.log1p

/// The regularised incomplete beta function and its inverse.
enum BetaFunction {
  /// P(X ≤ value) for a beta variable; value in 0…1, shapes above 0.
  static func lower(_ value: Double, _ one: Double, _ other: Double) -> Double {
    guard value > 0 else { return 0 }
    guard value < 1 else { return 1 }
    let front = exp(
      LogSpace.gamma(one + other) - LogSpace.gamma(one) - LogSpace.gamma(other)
        + one * log(value) + other * log1p(-value))
    if value < (one + 1) / (one + other + 2) {
      return front * fraction(value, one, other) / one
    }
    return 1 - front * fraction(1 - value, other, one) / other
  }

  /// The value below which `share` of a beta variable lies, by bisection to the last digit.
  static func quantile(_ share: Double, _ one: Double, _ other: Double) -> Double {
    var low = 0.0
    var high = 1.0
    for _ in 0..<120 {
      let middle = (low + high) / 2
      if middle == low || middle == high { break }
      if lower(middle, one, other) < share { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The continued fraction (Lentz's method; Numerical Recipes, section 6.4).
  private static func fraction(_ value: Double, _ one: Double, _ other: Double) -> Double {
    let tiny = 1e-300
    func held(_ number: Double) -> Double { abs(number) < tiny ? tiny : number }
    var upper = 1.0
    var lower = 1 / held(1 - (one + other) * value / (one + 1))
    var result = lower
    for step in 1..<100_000 {
      let place = Double(step)
      let even = place * (other - place) * value / ((one + 2 * place - 1) * (one + 2 * place))
      lower = 1 / held(1 + even * lower)
      upper = held(1 + even / upper)
      result *= lower * upper
      let odd =
        -(one + place) * (one + other + place) * value / ((one + 2 * place) * (one + 2 * place + 1))
      lower = 1 / held(1 + odd * lower)
      upper = held(1 + odd / upper)
      let change = lower * upper
      result *= change
      if abs(change - 1) < 1e-15 { break }
    }
    return result
  }
}
