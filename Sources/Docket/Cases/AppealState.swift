/// The states of an appeal (specification, section 5.1).
public enum AppealState: String, Sendable, Hashable, CaseIterable, Codable {
  case recorded, triage
  case unsafeHold = "unsafe_hold"
  case ready, filed, acknowledged
  case infoRequested = "info_requested"
  case overdue, decided
  case restoredCheck = "restored_check"
  case nextStageReady = "next_stage_ready"
  case lapsed, withdrawn
  case notAppealable = "not_appealable"
  case closed

  /// Whether only a reason opens it again.
  public var isFinal: Bool {
    switch self {
    case .lapsed, .withdrawn, .notAppealable, .closed: true
    default: false
    }
  }

  /// The states that can follow. Beside the specification's, a risk that shows when an appeal is ready holds it,
  /// and a person may give up before filing.
  public var followers: Set<AppealState> {
    switch self {
    case .recorded: [.triage]
    case .triage: [.ready, .notAppealable, .unsafeHold]
    case .unsafeHold: [.triage, .withdrawn]
    case .ready: [.filed, .lapsed, .unsafeHold, .withdrawn]
    case .filed: [.acknowledged, .infoRequested, .decided, .overdue]
    case .acknowledged: [.infoRequested, .decided, .overdue]
    case .infoRequested: [.filed]
    case .overdue: [.decided, .nextStageReady]
    case .decided: [.closed, .nextStageReady, .restoredCheck]
    case .restoredCheck: [.closed, .nextStageReady]
    case .nextStageReady: [.closed]
    case .lapsed, .withdrawn, .notAppealable, .closed: [.triage]
    }
  }
}

/// What came of an appeal (specification, section 2.7).
public enum AppealOutcome: String, Sendable, Hashable, CaseIterable, Codable {
  case reversed
  case partlyReversed = "partly_reversed"
  case upheld
  case noDecision = "no_decision"
  case inadmissible, withdrawn, lapsed
  case mootRestored = "moot_restored"
  case pending

  /// Whether something is to be there again.
  public var isReversal: Bool {
    switch self {
    case .reversed, .partlyReversed, .mootRestored: true
    case .upheld, .noDecision, .inadmissible, .withdrawn, .lapsed, .pending: false
    }
  }

  /// Whether the platform or body decided on the substance.
  public var isDecision: Bool {
    switch self {
    case .reversed, .partlyReversed, .upheld: true
    case .noDecision, .inadmissible, .withdrawn, .lapsed, .mootRestored, .pending: false
    }
  }
}

/// Who looked at an appeal, in its own words.
public enum AppealReviewer: String, Sendable, Hashable, CaseIterable, Codable {
  case humanStated = "human_stated"
  case machineStated = "machine_stated"
  case notStated = "not_stated"
}

/// A step of an appeal. Each leads to one state; what the step needs stands with it.
public enum AppealMove: Sendable, Hashable, Codable {
  case beginTriage
  /// Custody, coercion, a shared device: nothing is done until that is cleared.
  case holdUnsafe(risk: String)
  case clearHold(because: String)
  case refuseAppeal(because: String)
  /// The window is known and the checklist is green, or waived with a reason.
  case makeReady(window: AppealWindow, evidence: [AppealEvidence], waived: [AppealEvidence])
  /// Filed, with what proves it.
  case file(proof: String, decisionDue: Int64?)
  case acknowledge(number: String)
  case askInformation(limit: Int64?)
  case answerInformation(proof: String)
  case becomeOverdue
  case decide(outcome: AppealOutcome, reasons: String?, reviewer: AppealReviewer)
  case expectRestoration
  case observeRestored
  case observeNotRestored
  case prepareNextStage
  case lapse
  case withdraw(because: String)
  case close(because: String)
  case reopen(because: String)

  /// The state to which it leads.
  public var target: AppealState {
    switch self {
    case .beginTriage, .clearHold, .reopen: .triage
    case .holdUnsafe: .unsafeHold
    case .refuseAppeal: .notAppealable
    case .makeReady: .ready
    case .file, .answerInformation: .filed
    case .acknowledge: .acknowledged
    case .askInformation: .infoRequested
    case .becomeOverdue: .overdue
    case .decide: .decided
    case .expectRestoration: .restoredCheck
    case .observeRestored, .close: .closed
    case .observeNotRestored, .prepareNextStage: .nextStageReady
    case .lapse: .lapsed
    case .withdraw: .withdrawn
    }
  }

  /// The states from which it can be made.
  public var sources: Set<AppealState> {
    switch self {
    case .beginTriage: [.recorded]
    case .holdUnsafe: [.triage, .ready]
    case .clearHold: [.unsafeHold]
    case .refuseAppeal, .makeReady: [.triage]
    case .file, .lapse: [.ready]
    case .acknowledge: [.filed]
    case .askInformation: [.filed, .acknowledged]
    case .answerInformation: [.infoRequested]
    case .becomeOverdue: [.filed, .acknowledged]
    case .decide: [.filed, .acknowledged, .overdue]
    case .expectRestoration: [.decided]
    case .observeRestored, .observeNotRestored: [.restoredCheck]
    case .prepareNextStage: [.decided, .overdue]
    case .withdraw: [.unsafeHold, .ready]
    case .close: [.decided, .nextStageReady]
    case .reopen: [.lapsed, .withdrawn, .notAppealable, .closed]
    }
  }
}

/// Until when an appeal can be filed, and where that is from.
public struct AppealWindow: Sendable, Hashable, Codable {
  /// Seconds since 1970 UTC; `nil` where there is no limit.
  public var closes: Int64?
  /// The instant from which on it is too late on every clock; `nil` where `closes` is all that is known.
  public var surelyCloses: Int64?
  /// Where the limit comes from.
  public var basis: Deadline.Basis
  /// The rule or the words of the notice.
  public var reference: String?

  /// Makes a window.
  public init(closes: Int64?, basis: Deadline.Basis, reference: String? = nil) {
    self.closes = closes
    self.basis = basis
    self.reference = reference
  }

  /// Whether it is certain that nobody could file any more at `now`. A limit that nobody knows never is.
  public func isSurelyClosed(at now: Int64) -> Bool {
    guard basis != .conservativeDefault, let last = surelyCloses ?? closes else { return false }
    return now >= last
  }
}
