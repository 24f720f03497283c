/// What can be said of a question about dates that are only partly known.
public enum Answer: String, Sendable, Hashable, CaseIterable {
  /// True whatever the unknown parts turn out to be.
  case yes
  /// True for some of the possible dates and false for others.
  case maybe
  /// False whatever the unknown parts turn out to be.
  case no

  /// True when both are: Kleene's strong conjunction.
  public func and(_ other: Answer) -> Answer {
    if self == .no || other == .no { return .no }
    return self == .yes && other == .yes ? .yes : .maybe
  }

  /// True when either is: Kleene's strong disjunction.
  public func or(_ other: Answer) -> Answer {
    if self == .yes || other == .yes { return .yes }
    return self == .no && other == .no ? .no : .maybe
  }

  /// The opposite; `maybe` stays `maybe`.
  public var negated: Answer {
    switch self {
    case .yes: .no
    case .maybe: .maybe
    case .no: .yes
    }
  }
}
