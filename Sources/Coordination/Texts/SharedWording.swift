public import Signals

/// Whether members of a group share wordings where they act together more than elsewhere.
///
/// A wording is shared when another member used it too and at most a few accounts outside the group
/// did. Null model: a member's text is as likely to be shared in a raid as outside; with the margins
/// fixed, the shared ones are drawn from all without regard to where they stand (Fisher, 1935).
public struct SharedWording: Sendable, Hashable {
  /// A member's use of a wording.
  public struct Use: Sendable, Hashable {
    /// Who.
    public var account: UInt32
    /// The wording: a cluster of near-duplicates, or `NearDuplicates.none` for what tells nothing.
    public var wording: UInt32

    /// One use.
    public init(account: UInt32, wording: UInt32) {
      self.account = account
      self.wording = wording
    }
  }

  /// Shared ones of the members' texts in the raid.
  public var inside: Proportion
  /// Shared ones of their texts elsewhere.
  public var outside: Proportion
  /// ln P(so many of the shared ones in the raid, or more); `nil` when either side has no text.
  public var logChance: Double?

  /// Compares members' texts in the rows of a raid with their other texts. A wording that a member
  /// uses over and over on one side counts once. Linear in the number of uses.
  /// - Parameters:
  ///   - limit: How many accounts outside the group may use a shared wording.
  ///   - outsiders: How many accounts outside the group use a wording.
  public init(
    inside: some Sequence<Use>, outside: some Sequence<Use>, limit: Int = 3,
    outsiders: (UInt32) -> Int
  ) {
    self.inside = Self.shared(inside, limit, outsiders)
    self.outside = Self.shared(outside, limit, outsiders)
    guard self.inside.trials > 0, self.outside.trials > 0 else { return }
    logChance = FisherTest.logChance(self.inside, exceeds: self.outside)
  }

  private static func shared(
    _ uses: some Sequence<Use>, _ limit: Int, _ outsiders: (UInt32) -> Int
  ) -> Proportion {
    let different = Set(uses).filter { $0.wording != NearDuplicates.none }
    var members: [UInt32: Int] = [:]
    for use in different { members[use.wording, default: 0] += 1 }
    var shared = 0
    for (wording, count) in members where count > 1 && outsiders(wording) <= limit {
      shared += count
    }
    return Proportion(shared, of: different.count)
  }
}

/// Fisher's exact test of two shares, one-sided.
enum FisherTest {
  /// ln P(at least so many hits in `one`), given all hits and trials of both. Relative error about
  /// 1e-12 of the logarithm; as many steps as `one` or all have hits, at most.
  static func logChance(_ one: Proportion, exceeds other: Proportion) -> Double {
    let trials = one.trials + other.trials
    let hits = one.hits + other.hits
    let most = min(hits, one.trials)
    let least = max(0, hits - other.trials)
    guard one.hits > least else { return 0 }
    // Terms fall upwards only above the mean; below it the other side is the shorter sum.
    let isAbove = Double(one.hits) * Double(trials) >= Double(hits) * Double(one.trials)
    let start = isAbove ? one.hits : one.hits - 1
    let first =
      logChoices(one.trials, start) + logChoices(other.trials, hits - start)
      - logChoices(trials, hits)
    var (term, sum, at) = (1.0, 1.0, start)
    while isAbove ? at < most : at > least {
      // With `at` hits on one side, what stands in the four fields of the table.
      let (hit, miss) = (Double(at), Double(one.trials - at))
      let (otherHit, otherMiss) = (Double(hits - at), Double(other.trials - hits + at))
      term *=
        isAbove
        ? miss * otherHit / ((hit + 1) * (otherMiss + 1))
        : hit * otherMiss / ((miss + 1) * (otherHit + 1))
      sum += term
      if term < sum * 1e-17 { break }
      at += isAbove ? 1 : -1
    }
    let tail = min(0, first - LogSpace.negated(sum))
    return isAbove ? tail : LogSpace.complement(tail)
  }

  private static func logChoices(_ all: Int, _ some: Int) -> Double {
    LogSpace.gamma(Double(all) + 1) - LogSpace.gamma(Double(some) + 1)
      - LogSpace.gamma(Double(all - some) + 1)
  }
}
