import func Glibc.log

/// What a value says about a fall below a sample of earlier values, by its rank alone.
///
/// Null model: the value and the sample are exchangeable. Then the value's place u among the sample,
/// (1 + how many are no larger) / (1 + how many there are), is at least uniform, and the weight
/// ln θ + (θ − 1) ln u is the logarithm of a ratio with an expectation of at most 1: that of a
/// distribution with P(U ≤ u) = u^θ (Lehmann, 1953). Values that share one sample are not independent,
/// so that a sum of these weights says where to look; a test of ranks decides.
public struct RankWeight: Sendable {
  private let sorted: [Double]
  private let share: Double

  /// - Parameters:
  ///   - sample: The earlier values; not empty.
  ///   - share: θ, between 0 and 1: the smaller, the deeper the fall looked for.
  public init(against sample: [Double], share: Double = 0.25) {
    sorted = sample.sorted()
    self.share = share
  }

  /// The weight of a value for a fall.
  public func fall(_ value: Double) -> Double { weight(noBeyond: upperBound(value)) }

  /// The weight of a value for a rise.
  public func rise(_ value: Double) -> Double {
    weight(noBeyond: sorted.count - lowerBound(value))
  }

  private func weight(noBeyond count: Int) -> Double {
    Self.weight(noBeyond: count, of: sorted.count, share: share)
  }

  /// The weight of a value when so many of a sample are no farther out than it.
  public static func weight(noBeyond count: Int, of all: Int, share: Double = 0.25) -> Double {
    let place = Double(1 + count) / Double(1 + all)
    return log(share) + (share - 1) * log(place)
  }

  private func upperBound(_ value: Double) -> Int { bound { $0 <= value } }
  private func lowerBound(_ value: Double) -> Int { bound { $0 < value } }

  private func bound(_ isBelow: (Double) -> Bool) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if isBelow(sorted[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// The middle of values: the mean of the two middle ones where their number is even; `nil` of none.
public func median(_ values: [Double]) -> Double? {
  guard !values.isEmpty else { return nil }
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
}
