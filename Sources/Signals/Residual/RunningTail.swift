/// How far beyond its ordinary large values a value is, in units of how far those usually go beyond.
///
/// A high quantile of the values and the mean excess over it are followed as they come (stochastic
/// approximation; Robbins and Monro, 1951). Where large values fall off exponentially, a score of s is
/// reached by a share of (1 − `share`)·e^−s of the values.
struct RunningTail: Sendable, Hashable {
  private let share: Double
  private let rate: Double
  private(set) var quantile = 0.0
  private(set) var excess = 0.0
  private(set) var count = 0

  /// - Parameters:
  ///   - share: Which quantile is followed.
  ///   - rate: How much the newest value counts once many have been seen.
  init(share: Double, rate: Double) {
    self.share = share
    self.rate = rate
  }

  /// The score of a value, which is learnt afterwards.
  mutating func score(_ value: Double) -> Double {
    if count == 0 {
      quantile = value
      excess = max(value, 1e-12)
    }
    let score = value > quantile ? (value - quantile) / excess : 0
    let step = max(1 / Double(count + 1), rate)
    let move = 30 * excess * step
    if value > quantile {
      if count > 0 {
        let weight = min(1, max(4 * step, 1 / (1 + Double(count) * (1 - share))))
        excess += weight * (min(value - quantile, 6 * excess) - excess)
      }
      quantile += share * move
    } else {
      quantile -= (1 - share) * move
    }
    excess = max(excess, 1e-12)
    count += 1
    return score
  }

  init(
    share: Double, rate: Double, quantile: Double, excess: Double, count: Int
  ) {
    self.init(share: share, rate: rate)
    self.quantile = quantile
    self.excess = excess
    self.count = count
  }
}

/// The last values of a series and their sum.
struct MovingSum: Sendable, Hashable {
  let size: Int
  private(set) var values: [Double] = []
  /// Where the oldest value is once there are `size`.
  private(set) var oldest = 0

  init(_ size: Int) { self.size = max(1, size) }

  /// Adds a value. Returns the one that is pushed out.
  @discardableResult mutating func push(_ value: Double) -> Double? {
    guard values.count == size else {
      values.append(value)
      return nil
    }
    defer {
      values[oldest] = value
      oldest = (oldest + 1) % size
    }
    return values[oldest]
  }

  /// The sum, added up anew so that no error of rounding stays.
  var sum: Double { values.reduce(0, +) }

  /// The value that is pushed out next; `nil` while there is room.
  var next: Double? { values.count == size ? values[oldest] : nil }

  init(size: Int, values: [Double], oldest: Int) {
    self.size = size
    self.values = values
    self.oldest = oldest
  }
}
