extension Rule {
  /// What a rule is asked about.
  public enum Subject: Sendable, Hashable, CaseIterable {
    case page, messenger, other
  }

  /// The subjects that the rule is asked about.
  public var subjects: Set<Subject> {
    switch self {
    case .nothingObserved: return Set(Subject.allCases)
    // Of rows of many measurements: one by itself does not show them.
    case .burstSetAside, .globalChange, .nothingReached, .losesGenerally,
      .resolverFailsForThis: return []
    case .noControl, .sinkholeAnswer, .secondAnswer: return [.page, .messenger]
    default: break
    }
    let name = rawValue
    if name.hasPrefix("service.") || name.hasPrefix("outage.") { return [.messenger] }
    if name.hasPrefix("plain.") || self == .speedMeasured || self == .speedUnknown {
      return [.other]
    }
    return [.page]
  }
}
