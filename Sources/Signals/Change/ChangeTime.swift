import func Glibc.exp
import func Glibc.log

/// When something changed, as far as the observations tell.
public struct ChangeTime: Sendable, Hashable {
  /// The middle of what the observations allow: as likely too early as too late.
  public var estimate: Int64
  /// The interval's beginning.
  public var earliest: Int64
  /// The interval's end.
  public var latest: Int64
  /// The first observation of the new state, where the change explains the series best.
  public var firstSeen: Int64

  /// Makes a time of change; the interval is widened to hold the estimate.
  public init(estimate: Int64, earliest: Int64, latest: Int64, firstSeen: Int64? = nil) {
    self.estimate = estimate
    self.firstSeen = firstSeen ?? estimate
    self.earliest = min(earliest, estimate)
    self.latest = max(latest, estimate)
  }

  /// How many seconds lie between the intervals of two times; 0 where they overlap.
  public func gap(to other: ChangeTime) -> Int64 {
    max(0, earliest - other.latest, other.earliest - latest)
  }
}

extension ChangeTime {
  /// Which of several times of change to believe for the first of them, or the last: of those within
  /// `span` of it, and those whose intervals meet its own, the moment that most intervals hold, and of these the shortest interval. One of many
  /// estimates of one moment that erred does not decide. The place in `times`; `nil` of none.
  /// Complexity: O(n²) in the times within the span.
  public static func consensus(
    of times: [ChangeTime], isFirst: Bool, span: Int64
  ) -> Int? {
    guard
      let edge = isFirst
        ? times.min(by: { $0.estimate < $1.estimate })
        : times.max(by: { $0.estimate < $1.estimate })
    else { return nil }
    let near = times.indices.filter {
      abs(times[$0].estimate - edge.estimate) <= span || times[$0].gap(to: edge) == 0
    }
    // Coverage is highest where an interval begins.
    let moments = near.map { isFirst ? times[$0].earliest : times[$0].latest }.sorted()
    func holding(_ moment: Int64) -> [Int] {
      near.filter { times[$0].earliest <= moment && moment <= times[$0].latest }
    }
    var best: [Int] = []
    for moment in isFirst ? moments : moments.reversed() {
      let held = holding(moment)
      if held.count > best.count { best = held }
    }
    return best.min {
      (times[$0].latest - times[$0].earliest, times[$0].estimate, $0)
        < (times[$1].latest - times[$1].earliest, times[$1].estimate, $1)
    }
  }
}

/// A yes or no at a time.
public struct TimedVote: Sendable, Hashable {
  /// Seconds since 1970.
  public var time: Int64
  /// Which it was.
  public var isYes: Bool

  /// Makes a vote.
  public init(time: Int64, isYes: Bool) {
    self.time = time
    self.isYes = isYes
  }
}

extension ChangeTime {
  /// When the share of yes rose, or fell, in a series of votes that is known to hold one change.
  ///
  /// The model: independent votes with one share before the change and another after it, both
  /// unknown. For each place the change may have come before, the likelihood is taken at the best two
  /// shares (a profile likelihood); the interval holds `level` of the likelihood over time, each
  /// moment between two votes being as likely as the next. With sparse votes it is as wide as the
  /// silence around the change. Complexity: O(votes).
  ///
  /// - Parameters:
  ///   - votes: In the order of time, at least two.
  ///   - isRise: Whether the share of yes rose.
  ///   - level: How much of the likelihood the interval holds.
  /// - Returns: The time; `nil` when no place divides the series into less and more, which is so when
  ///   the new state was there from the first vote.
  public init?(ofShareIn votes: [TimedVote], isRise: Bool, level: Double = 0.95) {
    guard votes.count >= 2 else { return nil }
    let all = votes.count { $0.isYes }
    var before = 0
    var scores: [Double] = []
    scores.reserveCapacity(votes.count - 1)
    for place in 1..<votes.count {
      before += votes[place - 1].isYes ? 1 : 0
      let (early, late) = (
        Proportion(before, of: place), Proportion(all - before, of: votes.count - place)
      )
      let risen = (late.share ?? 0) - (early.share ?? 0)
      scores.append(
        (isRise ? risen > 0 : risen < 0)
          ? early.bestLogLikelihood + late.bestLogLikelihood : -.infinity)
    }
    guard let best = scores.max(), best > -.infinity, let first = scores.firstIndex(of: best)
    else { return nil }
    let spans = scores.indices.map { place in
      LikelySpan(
        from: votes[place].time, to: votes[place + 1].time, weight: exp(scores[place] - best))
    }
    self = ChangeTime(firstSeen: votes[first + 1].time, spans: spans, level: level)
  }

  /// When the rate of a count fell or rose, hour by hour, against what was expected.
  ///
  /// The model: independent Poisson counts whose mean is the expected one before the change and an
  /// unknown multiple of it after. Complexity: O(hours).
  ///
  /// - Parameters:
  ///   - observed: The counts of one hour each.
  ///   - expected: Their means before the change.
  ///   - before: The multiple of the expected means that holds before the change.
  ///   - start: When the first hour begins.
  ///   - level: How much of the likelihood the interval holds.
  public init?(
    ofRateIn observed: ArraySlice<Int>, expected: ArraySlice<Double>, before: Double = 1,
    start: Int64, level: Double = 0.95
  ) {
    guard observed.count == expected.count, !observed.isEmpty else { return nil }
    let counts = Array(observed)
    let means = Array(expected)
    // Against no change at all, of the hours from each place on.
    var scores = [Double](repeating: 0, count: counts.count)
    var (seen, due) = (0.0, 0.0)
    for place in counts.indices.reversed() {
      seen += Double(counts[place])
      due += means[place]
      guard due > 0 else { continue }
      let rate = seen / due
      scores[place] = (seen > 0 ? seen * log(rate / before) : 0) - (rate - before) * due
    }
    guard let best = scores.max(), let first = scores.firstIndex(of: best) else { return nil }
    let spans = scores.indices.map { place in
      let time = start + Int64(place) * 3600
      // A change within an hour looks like one at whichever of its ends is nearer.
      return LikelySpan(from: time - 1800, to: time + 1800, weight: exp(scores[place] - best))
    }
    self = ChangeTime(firstSeen: start + Int64(first) * 3600, spans: spans, level: level)
  }

  /// The interval that holds `level` of the weight of `spans`, and its middle.
  init(firstSeen: Int64, spans: [LikelySpan], level: Double) {
    let masses = spans.map { $0.weight * Double(max($0.to - $0.from, 1)) }
    let all = masses.reduce(0, +)
    /// The time before which a share of the likelihood lies.
    func time(at share: Double) -> Int64 {
      var passed = 0.0
      for (span, mass) in zip(spans, masses) where mass > 0 {
        let next = passed + mass / all
        if next >= share {
          return span.from + Int64(Double(span.to - span.from) * (share - passed) / (next - passed))
        }
        passed = next
      }
      return firstSeen
    }
    let outside = (1 - level) / 2
    self.init(
      estimate: time(at: 0.5), earliest: time(at: outside), latest: time(at: 1 - outside),
      firstSeen: firstSeen)
  }
}

/// A stretch of time in which a change may lie, with the likelihood of each of its moments.
struct LikelySpan {
  var from: Int64
  var to: Int64
  var weight: Double
}

extension Proportion {
  /// The logarithm of the likelihood of hits and misses at the share that fits best; 0 of no trials.
  public var bestLogLikelihood: Double {
    let (hits, misses, all) = (Double(hits), Double(trials - hits), Double(trials))
    return (hits > 0 ? hits * log(hits / all) : 0) + (misses > 0 ? misses * log(misses / all) : 0)
  }
}
