public import Record
import Signals

/// What is published about outcomes of appeals: per platform, country, stage and half-year (specification, section 5.5). These
/// are cases that people brought to the docket; they say nothing about those who did not.
public struct AppealFigures: Sendable, Hashable {
  /// A place of the table; a total where the platform or the country is `nil`.
  public struct Key: Sendable, Hashable {
    /// The half-year.
    public var half: HalfYear
    /// The stage.
    public var stage: AppealStage
    /// The platform; nil for all of them.
    public var platform: String?
    /// The country; nil for all of them.
    public var country: String?
  }

  /// A share with its interval; the numerator and the denominator are shown beside it.
  public struct Share: Sendable, Hashable {
    /// The numerator.
    public var hits: Int
    /// The denominator.
    public var of: Int
    /// The one by the other, 0 to 1.
    public var share: Double
    /// Wilson's interval at 95 %.
    public var low: Double
    /// Its upper end.
    public var high: Double

    init?(_ hits: Int?, of all: Int?) {
      guard let hits, let all, all >= Suppression.floor else { return nil }
      let proportion = Proportion(hits, of: all)
      guard let share = proportion.share else { return nil }
      let interval = proportion.wilson()
      self.hits = hits
      self.of = all
      self.share = share
      low = interval.lowerBound
      high = interval.upperBound
    }
  }

  /// How an element stands in the notices of a place.
  public struct ElementCount: Sendable, Hashable {
    /// Which element.
    public var element: NoticeElement
    /// Notices that have it.
    public var present: Int
    /// Notices where it is unclear.
    public var unclear: Int
    /// Notices that lack it.
    public var absent: Int
  }

  /// One row.
  public struct Row: Sendable, Hashable {
    /// The place of the row.
    public var key: Key
    /// Counts that are shown; what is hidden is missing.
    public var counts: [AppealCounts.Measure: Int]
    /// Reversed, wholly or in part, of those decided.
    public var reversedOfDecided: Share?
    /// The same of those filed.
    public var reversedOfFiled: Share?
    /// Half of the decisions took so many days or fewer. Not for totals.
    public var medianDays: Int?
    /// Nine of ten took so many days or fewer.
    public var ninetiethDays: Int?
    /// Decisions that gave reasons, of the decided.
    public var withReasons: Share?
    /// Notices that name the body of the state, of those that have to.
    public var stateNamed: Share?
    /// What somebody saw again, of the reversed.
    public var restored: Share?
    /// Half of it was there again after so many days or fewer.
    public var medianDaysToRestoration: Int?
    /// Only where no count would be small.
    public var elements: [ElementCount]
  }

  /// The rows: by half-year, stage, platform, country; totals after what they add up.
  public let rows: [Row]

  /// Counts facts and hides what is small.
  /// - Complexity: O(n log n) in facts, and for each half-year and stage that of ``Suppression``.
  public init(_ facts: [AppealFact]) {
    var groups: [HalfYear: [AppealStage: [AppealFact]]] = [:]
    for fact in facts { groups[fact.half, default: [:]][fact.stage, default: []].append(fact) }
    var rows: [Row] = []
    for half in groups.keys.sorted() {
      for stage in AppealStage.allCases {
        guard let group = groups[half]?[stage] else { continue }
        rows += AppealTable(group, half: half, stage: stage).rows
      }
    }
    self.rows = rows
  }
}
