extension Chart {
  /// A place on an axis and what is written there.
  public struct Tick: Sendable, Hashable {
    /// Where it stands, in the unit of the axis.
    public var value: Double
    /// What is written: digits, and where they help `k`, `M`, `%` or a power of ten such as `2e12`.
    public var label: String
  }

  /// The finest range that is told apart, beside 1e-9 of the largest value in it.
  private static let finestSpan = 1e-6

  /// Ticks 1, 2 or 5 times a power of ten apart that cover `range`: the first is not above its
  /// lower bound, the last not below its upper bound.
  ///
  /// A range that is narrower than can be told apart is widened.
  ///
  /// - Parameters:
  ///   - limit: the most ticks, at least 2; a range on both sides of zero may need 3.
  ///   - wholeOnly: whether the step is at least 1.
  /// - Returns: nothing for a range that is not finite or beyond `largestValue`.
  public static func ticks(
    over range: ClosedRange<Double>, atMost limit: Int = 6, wholeOnly: Bool = false,
    isPercent: Bool = false
  ) -> [Tick] {
    let largest = max(range.lowerBound.magnitude, range.upperBound.magnitude)
    guard largest <= largestValue else { return [] }
    let finest = max(finestSpan, largest * 1e-9)
    let lower = range.lowerBound
    let upper = max(range.upperBound, lower + (wholeOnly ? max(finest, 1) : finest))
    // Whole millions need no decimal mark, which languages write differently.
    let isMillions = upper - lower >= 2e6
    for exponent in (isMillions ? 6 : wholeOnly ? 0 : -8)...16 {
      for mantissa in [1, 2, 5] {
        let step = TickStep(mantissa: mantissa, exponent: exponent)
        guard let counts = step.counts(from: lower, to: upper, atMost: max(limit, 3)) else {
          continue
        }
        let labels = step.labels(counts)
        return zip(counts, labels).map { count, label in
          Tick(value: step.value(count), label: isPercent ? label + "%" : label)
        }
      }
    }
    return []
  }
}

/// How far ticks are apart: `mantissa` × 10^`exponent`, kept apart so that labels are exact.
private struct TickStep {
  var mantissa: Int
  var exponent: Int

  /// The tick that is `count` steps from zero.
  func value(_ count: Int) -> Double {
    let whole = Double(count * mantissa)
    return exponent < 0 ? whole / power(-exponent) : whole * power(exponent)
  }

  /// The steps that cover a range, or `nil` when there are too many.
  func counts(from lower: Double, to upper: Double, atMost limit: Int) -> ClosedRange<Int>? {
    // 0.3 / 0.1 is a little less than 3; the allowance keeps such a bound on its own tick.
    let first = (lower / value(1) + 1e-6).rounded(.down)
    let last = (upper / value(1) - 1e-6).rounded(.up)
    guard last - first < Double(limit) else { return nil }
    return Int(first)...max(Int(last), Int(first) + 1)
  }

  /// What is written at each tick, all in one form.
  func labels(_ counts: ClosedRange<Int>) -> [String] {
    let largest = max(value(counts.lowerBound).magnitude, value(counts.upperBound).magnitude)
    if exponent < 0 { return counts.map { decimal($0 * mantissa) } }
    if largest >= 1e10 { return counts.map { whole($0 * mantissa, suffix: "e\(exponent)") } }
    let factor = Int(power(exponent)) * mantissa
    if largest >= 1e6, factor.isMultiple(of: 1_000_000) {
      return counts.map { whole($0 * (factor / 1_000_000), suffix: "M") }
    }
    if largest >= 1e4, factor.isMultiple(of: 1000) {
      return counts.map { whole($0 * (factor / 1000), suffix: "k") }
    }
    return counts.map { whole($0 * factor, suffix: "") }
  }

  private func whole(_ number: Int, suffix: String) -> String {
    guard number != 0 else { return "0" }
    return (number < 0 ? "\u{2212}" : "") + String(number.magnitude) + suffix
  }

  private func decimal(_ number: Int) -> String {
    guard number != 0 else { return "0" }
    var digits = String(number.magnitude)
    if digits.utf8.count <= -exponent {
      digits = String(repeating: "0", count: 1 - exponent - digits.utf8.count) + digits
    }
    let sign = number < 0 ? "\u{2212}" : ""
    return sign + digits.dropLast(-exponent) + "." + digits.suffix(-exponent)
  }

  private func power(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }
}
