/// Why an entry cannot follow those before it.
public enum CaseFault: Error, Sendable, Hashable {
  case noActor
  case noEvidence
  case wrongSequence(expected: Int, found: Int)
  case unknownRestriction(String)
  case unknownRequest(String)
  case unknownAppeal(String)
  case nameInUse(String)
  case badName(String)
  case wrongState(appeal: String, is: AppealState, to: AppealState)
  case beforeLastStep(appeal: String)
  case evidenceMissing(appeal: String, [AppealEvidence])
  case proofMissing(appeal: String)
  case windowClosed(appeal: String)
  case windowOpen(appeal: String)
  case noDecisionDue(appeal: String)
  case notYetOverdue(appeal: String)
  case noOutcome(appeal: String)
  case nothingToRestore(appeal: String)
  case tooEarlyToSay(appeal: String)
  /// Another appeal is open at the same forum.
  case routeInUse(forum: String)
  /// A stage that must have been decided before has not.
  case stageTooEarly(AppealStage)
  /// The appeal that it follows is not ready for the next stage.
  case predecessorNotReady(String)

  /// The key of the message to a person, with the code of the fault at its end.
  public var messageID: String { "docket.refusal.\(code)" }

  /// The code of the fault.
  public var code: String {
    switch self {
    case .noActor: "no-actor"
    case .noEvidence: "no-evidence"
    case .wrongSequence: "wrong-sequence"
    case .unknownRestriction: "unknown-restriction"
    case .unknownRequest: "unknown-request"
    case .unknownAppeal: "unknown-appeal"
    case .nameInUse: "name-in-use"
    case .badName: "bad-name"
    case .wrongState: "wrong-state"
    case .beforeLastStep: "before-last-step"
    case .evidenceMissing: "evidence-missing"
    case .proofMissing: "proof-missing"
    case .windowClosed: "window-closed"
    case .windowOpen: "window-open"
    case .noDecisionDue: "no-decision-due"
    case .notYetOverdue: "not-yet-overdue"
    case .noOutcome: "no-outcome"
    case .nothingToRestore: "nothing-to-restore"
    case .tooEarlyToSay: "too-early-to-say"
    case .routeInUse: "route-in-use"
    case .stageTooEarly: "stage-too-early"
    case .predecessorNotReady: "predecessor-not-ready"
    }
  }

  /// All codes, in order.
  public static let codes = [
    "bad-name", "before-last-step", "evidence-missing", "name-in-use", "no-actor",
    "no-decision-due", "no-evidence", "no-outcome", "not-yet-overdue", "nothing-to-restore",
    "predecessor-not-ready", "proof-missing", "route-in-use", "stage-too-early",
    "too-early-to-say", "unknown-appeal", "unknown-request", "unknown-restriction",
    "window-closed", "window-open", "wrong-sequence", "wrong-state",
  ]
}

/// An entry that was refused.
public struct CaseRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  /// The entry, from 0.
  public var entry: Int
  /// Why.
  public var fault: CaseFault

  /// Which and why, in one line.
  public var description: String { "entry \(entry): \(fault.code) (\(fault))" }
}
