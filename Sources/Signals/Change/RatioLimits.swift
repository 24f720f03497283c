/// How many times what was expected was observed, with limits of 95 %.
///
/// Null model: a count whose variance is `stray` times its mean; limits are those of a gamma belief
/// about its mean, by the cube-root approximation (Wilson and Hilferty, 1931).
struct RatioLimits: Sendable, Hashable {
  var ratio: Double
  var low: Double
  var high: Double

  init(observed: Double, expected: Double, stray: Double) {
    let due = max(expected, 1e-9)
    let scale = max(stray, 1)
    func limit(_ shape: Double, _ deviate: Double) -> Double {
      guard shape > 0 else { return 0 }
      let root = 1 - 1 / (9 * shape) + deviate / (3 * shape.squareRoot())
      return max(0, shape * root * root * root) * scale / due
    }
    ratio = observed / due
    low = min(ratio, limit(observed / scale, -1.96))
    high = max(ratio, limit(observed / scale + 1, 1.96))
  }
}
