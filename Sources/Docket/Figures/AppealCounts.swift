/// Counts of appeals of one place in a table (specification, section 5.5).
public struct AppealCounts: Sendable, Hashable {
  /// What is counted. Undecided are those without a decision on the substance: none, inadmissible, withdrawn after
  /// filing, moot, pending.
  public enum Measure: String, Sendable, Hashable, CaseIterable {
    case filed, decided, undecided, reversed
    case partlyReversed = "partly_reversed"
    case upheld
    /// Windows that ran out before anything was filed; not among the filed.
    case lapsed
  }

  private(set) var counts: [Measure: Int] = [:]

  subscript(measure: Measure) -> Int { counts[measure] ?? 0 }

  mutating func add(_ fact: AppealFact) {
    guard fact.isFiled else {
      counts[.lapsed, default: 0] += 1
      return
    }
    counts[.filed, default: 0] += 1
    counts[fact.outcome.isDecision ? .decided : .undecided, default: 0] += 1
    switch fact.outcome {
    case .reversed: counts[.reversed, default: 0] += 1
    case .partlyReversed: counts[.partlyReversed, default: 0] += 1
    case .upheld: counts[.upheld, default: 0] += 1
    case .noDecision, .inadmissible, .withdrawn, .lapsed, .mootRestored, .pending: break
    }
  }

  /// What adds up within one place: the whole, and its parts.
  static let sums: [(whole: Measure, parts: [Measure])] = [
    (.filed, [.decided, .undecided]), (.decided, [.reversed, .partlyReversed, .upheld]),
  ]
}
