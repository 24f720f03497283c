/// So many of so many, with what that says about the share behind it.
///
/// Null model of all intervals: independent trials with one chance.
public struct Proportion: Sendable, Hashable {
  /// How many were hits.
  public var hits: Int
  /// How many there were.
  public var trials: Int

  /// Makes a proportion; hits beyond the trials, and negative numbers, are cut off.
  public init(_ hits: Int, of trials: Int) {
    self.trials = max(trials, 0)
    self.hits = min(max(hits, 0), self.trials)
  }

  /// The share; `nil` of nothing.
  public var share: Double? { trials == 0 ? nil : Double(hits) / Double(trials) }

  /// Wilson's interval (1927), which holds the true share about as often as it says on average,
  /// and may hold it somewhat less often for single shares near 0 and 1.
  /// - Parameter deviate: How many standard deviations to each side; 1.96 for 95 %.
  public func wilson(deviate: Double = 1.959_963_984_540_054) -> ClosedRange<Double> {
    guard trials > 0 else { return 0...1 }
    let all = Double(trials)
    let share = Double(hits) / all
    let square = deviate * deviate
    let middle = (share + square / (2 * all)) / (1 + square / all)
    let half =
      deviate / (1 + square / all)
      * (share * (1 - share) / all + square / (4 * all * all)).squareRoot()
    let low = hits == 0 ? 0 : max(0, middle - half)
    let high = hits == trials ? 1 : min(1, middle + half)
    return low...max(low, high)
  }

  /// Clopper and Pearson's interval (1934), which holds the true share at least as often as it says.
  /// - Parameter level: How often, such as 0.95.
  public func clopperPearson(level: Double = 0.95) -> ClosedRange<Double> {
    guard trials > 0 else { return 0...1 }
    let outside = (1 - level) / 2
    let (hits, misses) = (Double(hits), Double(trials - hits))
    let low = hits == 0 ? 0 : BetaFunction.quantile(outside, hits, misses + 1)
    let high = misses == 0 ? 1 : BetaFunction.quantile(1 - outside, hits + 1, misses)
    return low...max(low, high)
  }

  /// Jeffreys' interval: the middle of the share's distribution after a prior of half a hit and half
  /// a miss; open at 0 and 1 where all are misses or hits (Brown, Cai and DasGupta, 2001).
  public func jeffreys(level: Double = 0.95) -> ClosedRange<Double> {
    guard trials > 0 else { return 0...1 }
    let outside = (1 - level) / 2
    let (one, other) = (Double(hits) + 0.5, Double(trials - hits) + 0.5)
    let low = hits == 0 ? 0 : BetaFunction.quantile(outside, one, other)
    let high = hits == trials ? 1 : BetaFunction.quantile(1 - outside, one, other)
    return low...max(low, high)
  }
}
