import func Glibc.erfc

/// The rank test of Mann and Whitney (1947): do the values of one sample tend to be smaller than
/// those of another?
///
/// Null model: all values are independent draws from one distribution, whatever it is. The chance
/// of a `chance` of at most a is at most a for the exact form, about a for the other.
public struct MannWhitney: Sendable, Hashable {
  /// In how many pairs the first sample's value is the larger; ties count a half.
  public var pairsAbove: Double
  /// P(so few pairs or fewer) under the null model.
  public var chance: Double
  /// Whether the chance was counted out, or is that of the normal curve.
  public var isExact: Bool

  /// Tests whether `sample` lies below `other`; `nil` where either is empty or holds a value that is
  /// no number. Exact without ties up to 20 values each; else the normal curve with corrections for
  /// ties and continuity. Complexity: O(n log n); exact O(n² m²).
  public init?(_ sample: [Double], below other: [Double]) {
    guard !sample.isEmpty, !other.isEmpty else { return nil }
    let all = sample.map { (value: $0, isFirst: true) } + other.map { (value: $0, isFirst: false) }
    guard all.allSatisfy({ !$0.value.isNaN }) else { return nil }
    let sorted = all.sorted { $0.value < $1.value }
    var ranks = 0.0
    var ties = 0.0
    var place = 0
    while place < sorted.count {
      var end = place + 1
      while end < sorted.count, sorted[end].value == sorted[place].value { end += 1 }
      let equal = Double(end - place)
      ties += equal * equal * equal - equal
      let firsts = sorted[place..<end].count { $0.isFirst }
      ranks += Double(firsts) * (Double(place + 1) + Double(end)) / 2
      place = end
    }
    let (n, m) = (Double(sample.count), Double(other.count))
    pairsAbove = ranks - n * (n + 1) / 2
    isExact = ties == 0 && sample.count <= 20 && other.count <= 20
    chance =
      isExact
      ? Self.exact(Int(pairsAbove), sample.count, other.count)
      : Self.normal(pairsAbove, n, m, ties: ties)
  }

  /// Counts the orders with at most `pairs` pairs above: those of (n, m) are those whose last value is
  /// of the first sample, m pairs more, and those whose last value is of the other.
  private static func exact(_ pairs: Int, _ n: Int, _ m: Int) -> Double {
    // The coefficients of the Gaussian binomial, built factor by factor; all counts stay below 2^53
    // for 20 and 20, and division is exact.
    var counts = [Double](repeating: 0, count: n * m + 1)
    counts[0] = 1
    for step in 1...n {
      let up = m + step
      if up <= n * m {
        for place in stride(from: n * m, through: up, by: -1) {
          counts[place] -= counts[place - up]
        }
      }
      if step <= n * m {
        for place in step..<(n * m + 1) { counts[place] += counts[place - step] }
      }
    }
    let all = counts.reduce(0, +)
    return counts[0...min(max(pairs, 0), n * m)].reduce(0, +) / all
  }

  private static func normal(_ pairs: Double, _ n: Double, _ m: Double, ties: Double) -> Double {
    let all = n + m
    let variance = n * m / 12 * (all + 1 - ties / (all * (all - 1)))
    guard variance > 0 else { return 1 }
    return Normal.lower((pairs + 0.5 - n * m / 2) / variance.squareRoot())
  }
}

/// The normal curve.
public enum Normal {
  /// P(Z ≤ deviate).
  public static func lower(_ deviate: Double) -> Double { erfc(-deviate / 2.0.squareRoot()) / 2 }
}
