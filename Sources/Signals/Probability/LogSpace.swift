import func Glibc.exp
import func Glibc.expm1
import func Glibc.lgamma_r
import func Glibc.log
import func Glibc.log1p

/// Arithmetic on natural logarithms of probabilities, for numbers that a `Double` cannot hold.
public enum LogSpace {
  /// ln(e^a + e^b).
  public static func sum(_ one: Double, _ other: Double) -> Double {
    let (high, low) = one > other ? (one, other) : (other, one)
    return low == -.infinity ? high : high + log1p(exp(low - high))
  }

  /// ln(1 − e^a); for `a` of 0 or more, −∞.
  public static func complement(_ value: Double) -> Double {
    guard value < 0 else { return -.infinity }
    // Either way alone would lose all digits at one end (Mächler, 2012).
    return value > -0.693_147_180_559_945_3 ? log(-expm1(value)) : log1p(-exp(value))
  }

  /// ln of the gamma function of a positive number.
  public static func gamma(_ value: Double) -> Double {
    var sign: Int32 = 0
    return lgamma_r(value, &sign)
  }
}

extension LogSpace {
  /// −ln of a chance: how much evidence it is, in the unit of sums of log-likelihood ratios.
  public static func negated(_ chance: Double) -> Double { -log(chance) }
}

extension LogSpace {
  /// e to the power of a logarithm.
  public static func power(_ logarithm: Double) -> Double { exp(logarithm) }
}
