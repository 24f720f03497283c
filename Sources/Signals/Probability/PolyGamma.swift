import func Glibc.exp
import func Glibc.log

/// Derivatives of the logarithm of the gamma function, by recurrence and asymptotic series
/// (Abramowitz and Stegun, 6.3.18 and 6.4.12), good to about 12 digits for positive numbers.
enum PolyGamma {
  /// ψ, the first derivative.
  static func digamma(_ value: Double) -> Double {
    var (value, shift) = (value, 0.0)
    while value < 8 {
      shift -= 1 / value
      value += 1
    }
    let square = 1 / (value * value)
    let series =
      square * (1 / 12.0 - square * (1 / 120.0 - square * (1 / 252.0 - square / 240)))
    return shift + log(value) - 0.5 / value - series
  }

  /// ψ′, the second derivative.
  static func trigamma(_ value: Double) -> Double {
    var (value, shift) = (value, 0.0)
    while value < 8 {
      shift += 1 / (value * value)
      value += 1
    }
    let (inverse, square) = (1 / value, 1 / (value * value))
    let series =
      square * (1 / 6.0 - square * (1 / 30.0 - square * (1 / 42.0 - square / 30)))
    return shift + inverse + square / 2 + inverse * series
  }

  /// ψ″, the third derivative.
  static func tetragamma(_ value: Double) -> Double {
    var (value, shift) = (value, 0.0)
    while value < 8 {
      shift -= 2 / (value * value * value)
      value += 1
    }
    let square = 1 / (value * value)
    let series = square * square * (0.5 - square * (1 / 6.0 - square * (1 / 6.0 - square * 0.3)))
    return shift - square - square / value - series
  }

  /// The positive number whose ψ′ is `value`, above 0 (Newton's method on 1/ψ′, which is convex and
  /// nearly a line).
  static func inverseTrigamma(_ value: Double) -> Double {
    if value > 1e7 { return 1 / value.squareRoot() }
    if value < 1e-7 { return 1 / value }
    var result = 0.5 + 1 / value
    for _ in 0..<20 {
      let reached = trigamma(result)
      let step = reached * (1 - reached / value) / tetragamma(result)
      result += step
      if abs(step) < 1e-9 * result { break }
    }
    return result
  }
}
