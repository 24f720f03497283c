/// How a public case stands, worked out of what it holds.
public enum CaseState: String, Sendable, Hashable, CaseIterable {
  /// No appeal was filed.
  case notAppealed = "not-appealed"
  /// An appeal waits for its outcome.
  case appealing
  /// All appeals are over, and nothing says that the restriction is.
  case decided
  /// An appeal was won, and nobody has seen the item again.
  case toRestore = "to-restore"
  /// The restriction was lifted, or somebody saw the item again.
  case over
  /// The record of the case was taken back.
  case retracted
}

extension CaseOutcome {
  /// Whether somebody decided on the substance.
  public var isDecision: Bool { [.reversed, .partlyReversed, .upheld].contains(self) }

  /// Whether the restriction was found wrong, wholly or in part.
  public var isReversal: Bool { self == .reversed || self == .partlyReversed }
}

extension Case {
  /// How it stands.
  public var state: CaseState {
    if retraction != nil { return .retracted }
    let isLifted = !restrictions.isEmpty && restrictions.allSatisfy { $0.lifted != nil }
    let isSeen = stages.contains { $0.restored != nil || $0.outcome == .mootRestored }
    if isLifted || isSeen { return .over }
    if stages.isEmpty { return .notAppealed }
    if stages.contains(where: { $0.outcome == .pending }) { return .appealing }
    return stages.contains { $0.outcome.isReversal } ? .toRestore : .decided
  }

  /// What came of the last appeal; `nil` where none was filed.
  public var outcome: CaseOutcome? { stages.last?.outcome }

  /// When it began: with the first restriction that has a date, else with the first dated step.
  public var began: EDTF? {
    restrictions.compactMap(\.starts).first ?? requests.compactMap(\.sent).first
      ?? notices.compactMap(\.sent).first ?? stages.compactMap(\.filed).first
  }
}

extension Case.Request {
  /// The date by which it is judged which law was in force: when it was sent, else when what it led to began.
  public func day(in record: Case) -> EDTF? {
    sent ?? record.restrictions.compactMap(\.starts).first
  }
}

/// The rule of the record for numbers of few.
public enum SmallCount {
  /// Of fewer than this no share, no interval and no median is told.
  public static let floor = 5
}
