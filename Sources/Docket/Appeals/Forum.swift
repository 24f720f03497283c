public import Record

/// A place where one can appeal, with its time limit, as data (specification, section 5.2).
public struct Forum: Sendable, Hashable {
  /// How long one can file.
  public enum Window: Sendable, Hashable {
    /// A length of time from the notice, or from the decision of the stage before.
    case term(Term)
    /// As the notice says; without it, nobody knows.
    case notice
    /// There is no limit.
    case none
    /// The forum states none; that is no promise.
    case unstated
    /// Not known.
    case unknown
  }

  /// How sure the entry is: V read in the source, K from knowledge and to be confirmed, M measured, D a design.
  public enum Mark: String, Sendable, Hashable, CaseIterable, Codable {
    case read = "V"
    case known = "K"
    case measured = "M"
    case design = "D"
  }

  /// Its name.
  public var id: String
  /// What people call it.
  public var name: LocalizedText
  /// Its stage.
  public var stage: AppealStage
  /// Platforms, by their names; `*` for all.
  public var platforms: [String]
  /// Countries of the person, or groups of them; `*` for all.
  public var countries: [String]
  /// What it takes.
  public var about: [AppealSubject]
  /// How the account may stand.
  public var account: [AccountState]
  /// Stages of which one must have been decided before.
  public var after: [AppealStage]
  /// How long one can file.
  public var window: Window
  /// Whether that length is only the shortest of several that are told: a reason to hurry, and none to give up.
  public var isWindowGuessed = false
  /// In how many days it decides, if it says.
  public var decisionDays: Int?
  /// In how many days it decides at the latest, in cases that it calls complex.
  public var extendedDecisionDays: Int?
  /// The clocks by which it may reckon, one for summer and one for winter. Empty where that is not known.
  public var zones: [TimeZoneOffset]
  /// What the entry rests on.
  public var basis: String
  /// How sure it is.
  public var mark: Mark
  /// Where it was read.
  public var source: String
  /// When it was last checked.
  public var checked: CivilDay
  /// Whether it can harm the person, and is shown only to somebody who has been warned.
  public var needsSafetyScreen: Bool
  /// What it needs.
  public var needs: [AppealEvidence]
  /// A remark for readers.
  public var note: LocalizedText?
}

/// All forums that are known.
public struct ForumTable: Sendable, Hashable {
  /// The version of the table.
  public var version: String
  /// The forums, in the order of the file.
  public var forums: [Forum]
  /// Groups of countries, such as the EEA, by name.
  public var groups: [String: [String]]

  /// Whether `country` is one that the forum takes.
  func takes(_ country: String, _ forum: Forum) -> Bool {
    forum.countries.contains {
      $0 == "*" || $0 == country || (groups[$0]?.contains(country) ?? false)
    }
  }
}
