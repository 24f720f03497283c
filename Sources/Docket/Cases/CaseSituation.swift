public import Record

extension DocketCase {
  /// What is known of a restriction when one looks for ways to appeal it.
  ///
  /// - Parameters:
  ///   - zone: the person's clock.
  ///   - forum: of an appeal for which the way is looked for; it does not count as used.
  public func situation(
    of restriction: Restriction, zone: TimeZoneOffset = .utc, without forum: String? = nil
  ) -> AppealSituation {
    let id = restriction.head.id
    let notice = notices.last { $0.restrictionId == id && $0.channel != .none }
    let own = appeals.filter { $0.restrictionId == id }
    var decided: [AppealStage: DocketMoment] = [:]
    var latest: [AppealStage: Int64] = [:]
    for appeal in own {
      guard let at = appeal.decidedAt, appeal.outcome.isAgainstThePerson,
        latest[appeal.stage].map({ $0 < at }) ?? true
      else { continue }
      latest[appeal.stage] = at
      decided[appeal.stage] = .instant(at)
    }
    let used = own.filter { $0.isOpen || $0.filedAt != nil }.map(\.forum)
    let told = notice.flatMap { notice in
      notice.text.map {
        NoticeCheck(
          of: $0.text, context: NoticeContext(sentOn: notice.moment?.day(in: zone)))
      }
    }
    let word = platformWord(on: restriction)
    var situation = AppealSituation(
      platform: restriction.platform, country: restriction.country,
      subject: subject(of: restriction, word, countingClaims: true),
      account: restriction.account?.state ?? .active,
      notice: notice?.moment ?? start(of: restriction).map { .day($0) },
      noticeLimit: told?.limit, decided: decided,
      used: Set(used.filter { $0 != forum }), evidence: evidence(for: restriction, word), zone: zone
    )
    situation.noticeDoubts = told?.limitDoubts ?? []
    return situation
  }

  /// The first day on which the restriction may have begun: a limit that is too short is a reason to hurry, one that is
  /// too long loses the appeal.
  private func start(of restriction: Restriction) -> CivilDay? {
    restriction.spans.compactMap { $0.startsOn?.earliest }.min()
  }

  /// What a restriction is about, as far as the case shows it: what somebody claims and nothing shows does not count.
  public func shownSubject(of restriction: Restriction) -> AppealSubject {
    subject(of: restriction, platformWord(on: restriction), countingClaims: false)
  }

  private func subject(
    of restriction: Restriction, _ word: PlatformWord, countingClaims: Bool
  ) -> AppealSubject {
    if restriction.account != nil { return .account }
    let finding = ScopeFinding(of: restriction, seen: observations, word: word)
    if case .geoBlocked = finding.scope { return .legalBlock }
    // Which door is the right one may be told on a claim; that there is a block may not.
    if countingClaims, case .geoBlocked? = restriction.saidScope ?? restriction.claimedScope {
      return .legalBlock
    }
    if word.tellsOfLocalLaw || (restriction.trigger.isOfState && word.namesPlace) {
      return .legalBlock
    }
    let request = restriction.requestId.flatMap { id in requests.first { $0.head.id == id } }
    return request?.kind == .restrictLocal ? .legalBlock : .item
  }

  /// What there is to put with an appeal (specification, section 5.3), as far as the case shows it.
  public func evidence(for restriction: Restriction) -> Set<AppealEvidence> {
    evidence(for: restriction, platformWord(on: restriction))
  }

  private func evidence(
    for restriction: Restriction, _ word: PlatformWord
  ) -> Set<AppealEvidence> {
    let id = restriction.head.id
    let told = notices.filter { $0.restrictionId == id }
    let items = requests.filter { $0.head.id == restriction.requestId }.flatMap(\.items)
    func has(_ names: String...) -> Bool { facts.contains { names.contains($0.name) } }
    var found: Set<AppealEvidence> = []
    func note(_ evidence: AppealEvidence, _ isThere: Bool) { if isThere { found.insert(evidence) } }
    note(.noticePicture, told.contains { $0.picture != nil })
    note(.noticeText, told.contains { $0.text != nil || $0.channel == .none })
    note(.item, has("item.text", "item.description") || items.contains { $0.sha256 != nil })
    note(
      .address,
      has("item.url", "item.id", "appellant.account") || items.contains { $0.address != nil })
    note(
      .times,
      start(of: restriction) != nil
        && (restriction.account != nil || has("item.posted")
          || items.contains { $0.postedOn != nil })
    )
    let scope = ScopeFinding(of: restriction, seen: observations, word: word)
    note(.views, ![.tooLittle, .claimed].contains(scope.reason))
    note(
      .rule,
      has("restriction.rule", "law.citation")
        || reasons.contains {
          $0.restrictionId == id && ($0.platformClause != nil || !$0.lawCited.isEmpty)
        })
    note(.accountHistory, has("account.history", "account.items"))
    note(.context, has("item.context", "argument.points"))
    note(.harm, has("harm.text"))
    note(
      .consent,
      facts.contains { fact in
        // That somebody was asked and said no is no consent.
        if [PublicationConsent.fact, "person.consent"].contains(fact.name) {
          return PublicationConsent(fact.value.json) != .refused
        }
        return fact.consent?.contains { $0 != "nobody" } == true
      })
    return found
  }

  /// The last moment that something was recorded to have happened.
  public var lastChange: Int64? { entries.map(\.at).max() }
}

extension Restriction.Trigger {
  /// Whether a state made the platform do it.
  var isOfState: Bool { self == .stateRequest || self == .courtOrder }
}

extension Restriction.Account {
  /// How an account that this happened to stands.
  var state: AccountState { self == .suspended ? .suspended : .closed }
}

extension AppealOutcome {
  /// Whether something is left to appeal against.
  var isAgainstThePerson: Bool {
    switch self {
    case .upheld, .partlyReversed, .noDecision, .inadmissible: true
    case .reversed, .withdrawn, .lapsed, .mootRestored, .pending: false
    }
  }
}
