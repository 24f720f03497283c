import func Glibc.log

/// The second at which the rate of one lane changes, by the likelihood of Poisson counts with one rate before and another
/// after, with the smallest interval that holds all places less than 1.92 below the best: 95 % by Wilks' theorem.
struct ChangeSecond {
  let best: Int64
  let range: ClosedRange<Int64>

  /// - Parameters:
  ///   - low: the rate outside.
  ///   - high: the rate inside.
  ///   - isRise: whether the change is the beginning.
  init(
    _ ring: SecondRing, _ lane: Lane, from: Int64, to: Int64, low: Double, high: Double,
    isRise: Bool
  ) {
    guard to > from else {
      (best, range) = (from, from...from)
      return
    }
    let gain = log(high / low)
    let loss = high - low
    // For each place of the change, the sum over the seconds that are inside.
    var sums = [Double](repeating: 0, count: Int(to - from) + 2)
    var sum = 0.0
    for step in 0...Int(to - from) {
      let second = isRise ? to - Int64(step) : from + Int64(step)
      sum += Double(ring.of(second)[lane]) * gain - loss
      sums[isRise ? Int(second - from) : step + 1] = sum
    }
    let top = sums.indices.max { sums[$0] < sums[$1] } ?? 0
    let likely = sums.indices.filter { sums[$0] > sums[top] - 1.92 }
    best = from + Int64(top)
    range = from + Int64(likely.first ?? top)...from + Int64(likely.last ?? top)
  }
}
