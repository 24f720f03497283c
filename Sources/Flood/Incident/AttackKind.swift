/// What an attack does.
public enum AttackKind: String, Sendable, Hashable, CaseIterable {
  /// Many requests for few pages.
  case flood
  /// Pages under queries that no cache can know.
  case cacheBusting
  /// Searches for words nobody looks for.
  case searchFlood
  /// Other people's blogs, made to ask for pages.
  case pingback
  /// Attempts to sign in, spread over many sources.
  case signIn
  /// Requests that never come to an end.
  case slow
  /// Nearly every source asks once.
  case oneShot
  /// Pages as readers ask for them, by agents as readers have, without what readers' browsers fetch.
  case mimicry
  /// A crawler's name, borrowed by many.
  case impostor
}

/// What is said of a time in which traffic was not as usual.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  /// An attack.
  case attack
  /// An attack in the midst of a crowd.
  case mixed
  /// Few sources that take more than their part: a nuisance, not a distributed attack.
  case fewSources
}

/// How heavy an attack was: attacking requests by ordinary ones (Deflect's steps), one step more where more than a fifth of
/// all requests failed.
public enum Severity: Int, Sendable, Hashable, CaseIterable, Comparable {
  /// Fewer than ordinary requests.
  case low
  /// Up to 4 times.
  case moderate
  /// Up to 6 times.
  case elevated
  /// Up to 15 times.
  case high
  /// More.
  case extreme

  init(ratio: Double, failed: Double) {
    let step = ratio < 1 ? 0 : ratio < 4 ? 1 : ratio < 6 ? 2 : ratio <= 15 ? 3 : 4
    self = Severity(rawValue: min(4, step + (failed > 0.2 ? 1 : 0))) ?? .extreme
  }

  /// Orders by weight.
  public static func < (one: Severity, other: Severity) -> Bool { one.rawValue < other.rawValue }
}
