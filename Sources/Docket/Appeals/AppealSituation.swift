public import Record

/// What is known of a person's restriction when one looks for ways to appeal.
public struct AppealSituation: Sendable, Hashable {
  /// The platform, by its name in the table of forums.
  public var platform: String
  /// The country of the person, ISO 3166-1 alpha-2.
  public var country: String
  /// What it is about.
  public var subject: AppealSubject
  /// How the account stands.
  public var account: AccountState
  /// When the notice came; the restriction, where there was none.
  public var notice: DocketMoment?
  /// The limit that the notice sets (``NoticeCheck/limit``).
  public var noticeLimit: FilingLimit?
  /// Why that limit is not certain (``NoticeCheck/limitDoubts``).
  public var noticeDoubts: [LimitDoubt] = []
  /// When earlier stages were decided against the person.
  public var decided: [AppealStage: DocketMoment]
  /// Forums where an appeal is open or was made: nobody files twice.
  public var used: Set<String>
  /// What there is to put with an appeal.
  public var evidence: Set<AppealEvidence>
  /// The person's clock.
  public var zone: TimeZoneOffset
  /// Whether the person has been warned of forums that can harm them, and wants to see them.
  public var hasPassedSafetyScreen: Bool

  /// Makes a situation.
  public init(
    platform: String, country: String, subject: AppealSubject, account: AccountState = .active,
    notice: DocketMoment? = nil, noticeLimit: FilingLimit? = nil,
    decided: [AppealStage: DocketMoment] = [:], used: Set<String> = [],
    evidence: Set<AppealEvidence> = [], zone: TimeZoneOffset = .utc,
    hasPassedSafetyScreen: Bool = false
  ) {
    self.platform = platform
    self.country = country
    self.subject = subject
    self.account = account
    self.notice = notice
    self.noticeLimit = noticeLimit
    self.decided = decided
    self.used = used
    self.evidence = evidence
    self.zone = zone
    self.hasPassedSafetyScreen = hasPassedSafetyScreen
  }
}

/// A way to appeal, with its deadline and what it needs.
public struct AppealRoute: Sendable, Hashable {
  /// How long it stays open.
  public enum Closing: Sendable, Hashable {
    case at(Deadline)
    /// It has no limit.
    case never
    /// It has one, but nobody knows from when: file at once.
    case unknownStart
  }

  /// Where.
  public var forum: Forum
  /// Until when.
  public var closing: Closing
  /// What it needs and there is.
  public var ready: [AppealEvidence]
  /// What it needs and there is not; in the order of the list.
  public var missing: [AppealEvidence]

  /// The deadline, if there is one.
  public var deadline: Deadline? {
    guard case .at(let deadline) = closing else { return nil }
    return deadline
  }

  /// Whether nothing is missing that no appeal is filed without.
  public var canBeFiled: Bool { AppealEvidence.required.isDisjoint(with: missing) }
}

/// Every way to appeal in a situation.
public struct AppealRoutes: Sendable, Hashable {
  /// Open ways: what closes first is first, what closes at no known time after, what never closes last. Forums
  /// that can harm the person stand behind the others.
  public var open: [AppealRoute] = []
  /// Ways that open when another stage has been decided.
  public var later: [AppealRoute] = []
  /// Ways whose time is over.
  public var lapsed: [AppealRoute] = []
  /// Names of forums that are shown only after a warning; their state is not told before it.
  public var behindScreen: [String] = []
}
