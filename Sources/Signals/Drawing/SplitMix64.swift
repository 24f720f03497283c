import func Glibc.cos
import func Glibc.exp
import func Glibc.log
import func Glibc.pow

/// A generator of numbers with a seed: the same seed gives the same numbers for ever (Steele, Lea and
/// Flood, Fast Splittable Pseudorandom Number Generators, 2014). For rehearsals and resampling; not
/// for secrets.
public struct SplitMix64: RandomNumberGenerator, Sendable, Hashable {
  private var state: UInt64

  /// A generator that starts from `seed`.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number of at least 0 and below 1.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A whole number of at least 0 and below `end`, which is at least 1.
  public mutating func below(_ end: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(end)).high)
  }

  /// Whether something of this chance happens.
  public mutating func happens(_ chance: Double) -> Bool { uniform() < chance }

  /// A draw from the normal curve (Box and Muller, 1958).
  public mutating func normal() -> Double {
    (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform())
  }

  /// A draw from a gamma distribution with mean 1 (Marsaglia and Tsang, 2000).
  /// - Parameter shape: 1 divided by the variance; above 0.
  public mutating func gamma(shape: Double) -> Double {
    let boost = shape < 1 ? pow(1 - uniform(), 1 / shape) : 1
    let raised = shape < 1 ? shape + 1 : shape
    let base = raised - 1 / 3.0
    let scale = 1 / (9 * base).squareRoot()
    while true {
      let deviate = normal()
      let root = 1 + scale * deviate
      guard root > 0 else { continue }
      let cube = root * root * root
      if log(1 - uniform()) < 0.5 * deviate * deviate + base * (1 - cube + log(cube)) {
        return base * cube * boost / shape
      }
    }
  }

  /// A draw from a Poisson distribution.
  public mutating func poisson(_ mean: Double) -> Int {
    // A sum of draws of small mean, so that e^−mean is never 0.
    var left = mean
    var count = 0
    while left > 0 {
      let part = min(left, 30)
      left -= part
      let limit = exp(-part)
      var product = uniform()
      while product > limit {
        count += 1
        product *= uniform()
      }
    }
    return count
  }
}
