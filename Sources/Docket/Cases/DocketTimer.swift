/// What is due next in an appeal, and when (specification, section 5.1).
public struct DocketTimer: Sendable, Hashable {
  /// What runs.
  public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
    /// Triage within 24 hours.
    case triageTarget = "triage_target"
    /// A look at the risk every 7 days.
    case holdReview = "hold_review"
    case windowCloses = "window_closes"
    case decisionDue = "decision_due"
    /// The platform's own limit for an answer.
    case informationDue = "information_due"
    /// A letter every week.
    case chaser
    /// 72 hours for what was reversed to be there again.
    case restorationCheck = "restoration_check"
  }

  /// What runs.
  public var kind: Kind
  /// Seconds since 1970 UTC.
  public var due: Int64

  static let day: Int64 = 86_400
  static let restoration: Int64 = 72 * 3600
}

extension Appeal {
  /// What is due next at `now`; `nil` where nothing runs.
  public func timer(at now: Int64) -> DocketTimer? {
    switch state {
    case .recorded, .triage: DocketTimer(kind: .triageTarget, due: since + DocketTimer.day)
    case .unsafeHold: DocketTimer(kind: .holdReview, due: nextReturn(every: 7, at: now))
    case .ready: window?.closes.map { DocketTimer(kind: .windowCloses, due: $0) }
    case .filed, .acknowledged: decisionDue.map { DocketTimer(kind: .decisionDue, due: $0) }
    case .infoRequested: informationDue.map { DocketTimer(kind: .informationDue, due: $0) }
    case .overdue: DocketTimer(kind: .chaser, due: nextReturn(every: 7, at: now))
    case .restoredCheck:
      DocketTimer(kind: .restorationCheck, due: since + DocketTimer.restoration)
    case .decided, .nextStageReady, .lapsed, .withdrawn, .notAppealable, .closed: nil
    }
  }

  private func nextReturn(every days: Int64, at now: Int64) -> Int64 {
    let step = days * DocketTimer.day
    let passed = now > since ? (now - since) / step : 0
    return since + (passed + 1) * step
  }
}
