public import Record

/// What figures need to know of an appeal, and nothing that points to a person.
public struct AppealFact: Sendable, Hashable {
  /// The platform, by its name in the case.
  public var platform: String
  /// The country of the person, ISO 3166-1 alpha-2.
  public var country: String
  /// The stage at which it counts.
  public var stage: AppealStage
  /// The half-year in which it was filed, or in which its window ran out.
  public var half: HalfYear
  /// Whether it was filed at all.
  public var isFiled: Bool
  /// What came of it.
  public var outcome: AppealOutcome
  /// Whole days from filing to decision, begun ones counted.
  public var days: Int?
  /// Whether the decision gave reasons.
  public var hasReasons: Bool
  /// Whether the notice names the body of the state that asked; `nil` where no notice was checked.
  public var namesState: Bool?
  /// Whole days from a reversal until somebody saw the item again.
  public var daysToRestoration: Int?
  /// How the elements of the notice stand; none where no notice was checked.
  public var elements: [UserNotice.ElementNote]
}

extension DocketCase {
  /// The appeals of the case as figures count them: each once, at its stage; what was neither filed nor has lapsed
  /// does not count.
  public var appealFacts: [AppealFact] {
    appeals.compactMap { appeal in
      guard let restriction = restrictions.first(where: { $0.head.id == appeal.restrictionId }),
        appeal.filedAt != nil || appeal.outcome == .lapsed
      else { return nil }
      let elements =
        notices.last { $0.restrictionId == appeal.restrictionId && !$0.elements.isEmpty }?.elements
        ?? []
      let state = elements.first { $0.element == .stateActor }
      return AppealFact(
        platform: restriction.platform, country: restriction.country, stage: appeal.stage,
        half: HalfYear(of: appeal.filedAt ?? appeal.since), isFiled: appeal.filedAt != nil,
        outcome: appeal.outcome, days: Self.days(appeal.filedAt, appeal.decidedAt),
        hasReasons: !(appeal.reasons ?? "").isEmpty,
        namesState: state.flatMap {
          $0.applicability == .applicable ? $0.state == .present : nil
        },
        daysToRestoration: appeal.outcome.isReversal
          ? Self.days(appeal.decidedAt, appeal.implementedAt) : nil, elements: elements)
    }
  }

  private static func days(_ from: Int64?, _ to: Int64?) -> Int? {
    guard let from, let to, to >= from else { return nil }
    return Int((to - from + 86_399) / 86_400)
  }
}
