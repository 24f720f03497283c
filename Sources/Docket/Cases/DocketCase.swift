/// One line of a case: who did what when, and what shows it.
public struct CaseEntry: Sendable, Hashable, Codable {
  /// Its place in the case, from 0.
  public var sequence: Int
  /// When it happened, in seconds since 1970 UTC.
  public var at: Int64
  /// When it was recorded, in seconds since 1970 UTC; `nil` in cases of before that was kept.
  public var recordedAt: Int64?
  /// Who did it.
  public var actor: String
  /// Names of exhibits, sources or notes.
  public var evidence: [String]
  /// Why, where something recorded before is put right.
  public var reason: String?
  /// What it records.
  public var act: CaseAct

  /// Makes an entry.
  public init(
    sequence: Int, at: Int64, actor: String, evidence: [String], act: CaseAct,
    reason: String? = nil, recordedAt: Int64? = nil
  ) {
    self.sequence = sequence
    self.at = at
    self.recordedAt = recordedAt
    self.actor = actor
    self.evidence = evidence
    self.reason = reason
    self.act = act
  }
}

/// What an entry records. A record with a name that is there already is a new version of it: the old one stays in the history.
public enum CaseAct: Sendable, Hashable, Codable {
  case request(record: RemovalRequest)
  case restriction(record: Restriction)
  case observation(record: ItemObservation)
  case reasons(record: StatementOfReasons)
  case notice(record: UserNotice)
  case appeal(opening: AppealOpening)
  case move(appeal: String, step: AppealMove)
  case fact(record: CaseFact)
  case letter(record: WrittenLetter)
  case publication(record: PublishedVersion)
}

/// One case from the demand to the outcome of the appeal, folded from its entries. Nothing in it is set otherwise.
public struct DocketCase: Sendable, Hashable {
  /// Its public name, such as `TD-2026-7XK2QM`.
  public let id: String
  /// Everything that was recorded, in order.
  public private(set) var entries: [CaseEntry] = []
  /// The present versions, in the order in which they were first recorded.
  public private(set) var requests: [RemovalRequest] = []
  /// What was restricted.
  public private(set) var restrictions: [Restriction] = []
  /// What was seen, in the order of the entries.
  public private(set) var observations: [ItemObservation] = []
  /// What platforms said about why.
  public private(set) var reasons: [StatementOfReasons] = []
  /// How it was told to the person.
  public private(set) var notices: [UserNotice] = []
  /// The appeals, in the order in which they were taken up.
  public private(set) var appeals: [Appeal] = []
  /// The present versions of facts that letters tell.
  public private(set) var facts: [CaseFact] = []
  /// The letters that were written, in the order of the entries.
  public private(set) var letters: [WrittenLetter] = []
  /// What of it was made public, in the order of the entries.
  public private(set) var publications: [PublishedVersion] = []

  /// A case without entries.
  public init(id: String) { self.id = id }

  /// Folds entries.
  ///
  /// - Throws: the first entry that cannot follow those before it.
  /// - Complexity: O(n · m) for n entries and m records.
  public init(id: String, entries: [CaseEntry]) throws(CaseRefusal) {
    self.id = id
    for entry in entries { try append(entry) }
  }

  /// Adds an entry; a refused one changes nothing.
  public mutating func append(_ entry: CaseEntry) throws(CaseRefusal) {
    // Everything is checked before anything is changed, so that no copy of the case is needed.
    do { try fold(entry) } catch { throw CaseRefusal(entry: entries.count, fault: error) }
  }

  private mutating func fold(_ entry: CaseEntry) throws(CaseFault) {
    guard entry.sequence == entries.count else {
      throw .wrongSequence(expected: entries.count, found: entry.sequence)
    }
    guard !entry.actor.isEmpty else { throw .noActor }
    guard !entry.evidence.isEmpty else { throw .noEvidence }
    switch entry.act {
    case .request(let request): try Self.put(request, named: request.head.id, \.head.id, &requests)
    case .restriction(let restriction):
      if let id = restriction.requestId, !requests.contains(where: { $0.head.id == id }) {
        throw .unknownRequest(id)
      }
      try Self.put(restriction, named: restriction.head.id, \.head.id, &restrictions)
    case .observation(let observation):
      try known(observation.restrictionId)
      observations.append(observation)
    case .reasons(let statement):
      try known(statement.restrictionId)
      try Self.put(statement, named: statement.head.id, \.head.id, &reasons)
    case .notice(let notice):
      try known(notice.restrictionId)
      try Self.put(notice, named: notice.head.id, \.head.id, &notices)
    case .appeal(let opening): try open(opening, entry)
    case .move(let id, let step):
      guard let place = appeals.firstIndex(where: { $0.id == id }) else {
        throw .unknownAppeal(id)
      }
      if case .reopen = step { try routeIsFree(appeals[place]) }
      try appeals[place].make(step, entry, number: entry.sequence)
    case .fact(let fact): try Self.put(fact, named: fact.name, \.name, &facts)
    case .letter(let letter):
      if let id = letter.appeal, appeal(id) == nil { throw .unknownAppeal(id) }
      letters.append(letter)
    case .publication(let version): publications.append(version)
    }
    entries.append(entry)
  }

  private static func put<Record>(
    _ record: Record, named id: String, _ name: KeyPath<Record, String>, _ records: inout [Record]
  ) throws(CaseFault) {
    guard !id.isEmpty else { throw .badName(id) }
    if let place = records.firstIndex(where: { $0[keyPath: name] == id }) {
      records[place] = record
    } else {
      records.append(record)
    }
  }

  private func known(_ restriction: String) throws(CaseFault) {
    guard restrictions.contains(where: { $0.head.id == restriction }) else {
      throw .unknownRestriction(restriction)
    }
  }

  // MARK: Appeals

  private mutating func open(_ opening: AppealOpening, _ entry: CaseEntry) throws(CaseFault) {
    guard !opening.id.isEmpty else { throw .badName(opening.id) }
    guard !appeals.contains(where: { $0.id == opening.id }) else { throw .nameInUse(opening.id) }
    try known(opening.restrictionId)
    try stageIsReached(opening)
    var predecessor: Int?
    if let follows = opening.follows {
      guard let place = appeals.firstIndex(where: { $0.id == follows }) else {
        throw .unknownAppeal(follows)
      }
      guard appeals[place].state == .nextStageReady,
        appeals[place].restrictionId == opening.restrictionId
      else { throw .predecessorNotReady(follows) }
      guard entry.at >= appeals[place].since else { throw .beforeLastStep(appeal: follows) }
      predecessor = place
    }
    // What triage asks is known from the stage before; only risk and window are to be looked at again.
    let state: AppealState = predecessor == nil ? .recorded : .triage
    let appeal = Appeal(opening, state: state, at: entry.at)
    try routeIsFree(appeal)
    if let predecessor { appeals[predecessor].giveWay(entry, number: entry.sequence) }
    appeals.append(appeal)
  }

  private func routeIsFree(_ appeal: Appeal) throws(CaseFault) {
    let isUsed = appeals.contains {
      $0.id != appeal.id && $0.restrictionId == appeal.restrictionId && $0.forum == appeal.forum
        && $0.isOpen
    }
    if isUsed { throw .routeInUse(forum: appeal.forum) }
  }

  /// Stages are a partial order: a second look follows a first, the board follows the platform; all others may run
  /// beside each other.
  private func stageIsReached(_ opening: AppealOpening) throws(CaseFault) {
    let before: [AppealStage]
    switch opening.stage {
    case .platformSecond: before = [.platformInternal]
    case .oversightBoard: before = [.platformInternal, .platformSecond]
    default: return
    }
    let isReached = appeals.contains {
      $0.restrictionId == opening.restrictionId && before.contains($0.stage) && $0.decidedAt != nil
    }
    if !isReached { throw .stageTooEarly(opening.stage) }
  }

  // MARK: Views

  /// The appeal of that name.
  public func appeal(_ id: String) -> Appeal? { appeals.first { $0.id == id } }

  /// How far a restriction reaches, by the rule for scopes; `nil` where there is no such restriction.
  public func scope(ofRestriction id: String) -> ScopeFinding? {
    restrictions.first { $0.head.id == id }.map { scope(of: $0) }
  }

  /// All versions of a record in the order of the entries.
  public func versions(of id: String) -> [CaseEntry] {
    entries.filter { entry in
      switch entry.act {
      case .request(let record): record.head.id == id
      case .restriction(let record): record.head.id == id
      case .reasons(let record): record.head.id == id
      case .notice(let record): record.head.id == id
      case .fact(let record): record.name == id
      case .observation, .appeal, .move, .letter, .publication: false
      }
    }
  }
}
