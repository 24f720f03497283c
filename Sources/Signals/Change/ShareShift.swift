import func Glibc.log

/// Two shares between which a series of yes-or-no votes may move, and what each vote says about it.
///
/// A vote's weight is the logarithm of how much likelier it is after the move than before. Under the
/// null model (votes are independent, each a yes with a chance of at most `before`) the product of
/// likelihood ratios from any one start is a supermartingale that starts at 1, so that the sum of
/// weights from that start ever reaches h with a chance of at most e^−h (Ville, 1939). A cumulative
/// sum (Page, 1954) is the largest such sum over all starts: with N starts the chance of any alarm at
/// all is at most N·e^−h.
public struct ShareShift: Sendable, Hashable {
  /// The share of yes before.
  public var before: Double
  /// The share of yes after.
  public var after: Double
  /// The weight of a yes.
  public var yes: Double
  /// The weight of a no.
  public var no: Double

  /// The shift between two shares, both strictly between 0 and 1 and not equal.
  public init(from before: Double, to after: Double) {
    self.before = before
    self.after = after
    yes = log(after / before)
    no = log((1 - after) / (1 - before))
  }

  /// The sum that keeps the chance of any alarm in `starts` starts at or below `chance`.
  public static func threshold(starts: Int, chance: Double) -> Double {
    log(Double(max(starts, 1)) / chance)
  }
}
