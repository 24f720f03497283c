/// One appeal at one stage, as its moves have made it (specification, sections 2.7 and 5.1).
public struct Appeal: Sendable, Hashable {
  /// One step that was made.
  public struct Step: Sendable, Hashable {
    /// The entry of the case, from 0.
    public var entry: Int
    /// The state before.
    public var from: AppealState
    /// The state after.
    public var to: AppealState
    /// When it was made, in seconds since 1970 UTC.
    public var at: Int64
    /// Who made it.
    public var actor: String
    /// What shows it.
    public var evidence: [String]
  }

  /// Its name within the case.
  public var id: String
  /// The restriction that it is about.
  public var restrictionId: String
  /// The person, by a sealed name.
  public var appellant: String?
  /// The stage.
  public var stage: AppealStage
  /// The forum, by its name in the table.
  public var forum: String
  /// The appeal that it follows.
  public var follows: String?
  /// The present state.
  public private(set) var state: AppealState
  /// Every step, none overwritten.
  public private(set) var steps: [Step] = []
  /// Until when it can be filed.
  public private(set) var window: AppealWindow?
  /// When it was filed, in seconds since 1970 UTC.
  public private(set) var filedAt: Int64?
  /// What proves that it was filed.
  public private(set) var proof: String?
  /// The number that the forum gave it.
  public private(set) var number: String?
  /// When the decision is due, in seconds since 1970 UTC.
  public private(set) var decisionDue: Int64?
  /// The platform's own limit for an answer.
  public private(set) var informationDue: Int64?
  /// When it was decided, in seconds since 1970 UTC.
  public private(set) var decidedAt: Int64?
  /// What came of it.
  public private(set) var outcome: AppealOutcome = .pending
  /// The reasons as they were given.
  public private(set) var reasons: String?
  /// Who looked at it.
  public private(set) var reviewer: AppealReviewer = .notStated
  /// When somebody saw the item again: a reversal is no restoration until then.
  public private(set) var implementedAt: Int64?
  /// The timer that ran out, where it lapsed.
  public private(set) var lapsedTimer: DocketTimer.Kind?
  /// When the present state began.
  public private(set) var since: Int64

  init(_ opening: AppealOpening, state: AppealState, at: Int64) {
    id = opening.id
    restrictionId = opening.restrictionId
    appellant = opening.appellant
    stage = opening.stage
    forum = opening.forum
    follows = opening.follows
    self.state = state
    since = at
  }

  /// Whether something can still come of it at this stage.
  public var isOpen: Bool {
    !state.isFinal && state != .decided && state != .nextStageReady && state != .restoredCheck
  }

  // MARK: Moves

  /// Makes a step, or says why it cannot be made.
  mutating func make(_ move: AppealMove, _ entry: CaseEntry, number: Int) throws(CaseFault) {
    guard move.sources.contains(state) else {
      throw .wrongState(appeal: id, is: state, to: move.target)
    }
    guard entry.at >= since else { throw .beforeLastStep(appeal: id) }
    try check(move, at: entry.at)
    steps.append(
      Step(
        entry: number, from: state, to: move.target, at: entry.at, actor: entry.actor,
        evidence: entry.evidence))
    apply(move, at: entry.at)
    state = move.target
    since = entry.at
  }

  private func check(_ move: AppealMove, at: Int64) throws(CaseFault) {
    switch move {
    case .makeReady(_, let evidence, let waived):
      let missing = AppealEvidence.required.subtracting(evidence).subtracting(waived)
      let names = missing.sorted { $0.rawValue < $1.rawValue }
      if !names.isEmpty { throw .evidenceMissing(appeal: id, names) }
    case .file(let proof, _):
      if proof.isEmpty { throw .proofMissing(appeal: id) }
      if window?.isSurelyClosed(at: at) == true { throw .windowClosed(appeal: id) }
    case .answerInformation(let proof):
      if proof.isEmpty { throw .proofMissing(appeal: id) }
    case .lapse:
      guard let closes = window?.closes, at >= closes else { throw .windowOpen(appeal: id) }
    case .becomeOverdue:
      guard let due = decisionDue else { throw .noDecisionDue(appeal: id) }
      if at < due { throw .notYetOverdue(appeal: id) }
    case .decide(let outcome, _, _):
      if outcome == .pending || outcome == .lapsed { throw .noOutcome(appeal: id) }
    case .expectRestoration:
      if !outcome.isReversal { throw .nothingToRestore(appeal: id) }
    case .observeNotRestored:
      if at - since < DocketTimer.restoration { throw .tooEarlyToSay(appeal: id) }
    default: break
    }
  }

  private mutating func apply(_ move: AppealMove, at: Int64) {
    switch move {
    case .makeReady(let window, _, _): self.window = window
    case .file(let proof, let due):
      filedAt = at
      self.proof = proof
      decisionDue = due
    case .acknowledge(let number): self.number = number
    case .askInformation(let limit): informationDue = limit
    case .answerInformation(let proof):
      self.proof = proof
      informationDue = nil
    case .decide(let outcome, let reasons, let reviewer):
      decidedAt = at
      self.outcome = outcome
      self.reasons = reasons
      self.reviewer = reviewer
    case .observeRestored: implementedAt = at
    case .lapse:
      lapsedTimer = .windowCloses
      outcome = .lapsed
    case .withdraw: outcome = .withdrawn
    case .reopen: if outcome == .lapsed || outcome == .withdrawn { outcome = .pending }
    default: break
    }
  }

  /// Another stage follows: this one is done.
  mutating func giveWay(_ entry: CaseEntry, number: Int) {
    steps.append(
      Step(
        entry: number, from: state, to: .closed, at: entry.at, actor: entry.actor,
        evidence: entry.evidence))
    state = .closed
    since = entry.at
  }
}

/// An appeal that is taken up.
public struct AppealOpening: Sendable, Hashable, Codable {
  /// Its name within the case.
  public var id: String
  /// The restriction that it is about.
  public var restrictionId: String
  /// The person, by a sealed name.
  public var appellant: String?
  /// The stage.
  public var stage: AppealStage
  /// The forum, by its name in the table.
  public var forum: String
  /// The appeal that it follows, which must be ready for the next stage.
  public var follows: String?
  /// Whether the person was warned of what this forum can set off.
  public var isWarned: Bool?

  /// Makes an opening.
  public init(
    id: String, restrictionId: String, stage: AppealStage, forum: String, follows: String? = nil,
    appellant: String? = nil
  ) {
    self.id = id
    self.restrictionId = restrictionId
    self.appellant = appellant
    self.stage = stage
    self.forum = forum
    self.follows = follows
  }
}
