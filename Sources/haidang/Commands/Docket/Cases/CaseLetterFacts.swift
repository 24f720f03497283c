import Docket
import Letters
import Messages
import Observatory
import Record

/// What a case tells to a letter, by the names of the letters' fields. Facts that people entered win over what the
/// records say.
struct CaseLetterFacts {
  let docketCase: DocketCase
  let restriction: Restriction?
  let appeal: Appeal?
  let zone: TimeZoneOffset
  let now: Int64
  let statutes: StatuteBook

  /// - Parameters:
  ///   - appeal: the appeal that the letter is for; the restriction is its own, else the first.
  ///   - isAboutAccount: whether the letter is one about an account; of several restrictions it is then the account's.
  init(
    of docketCase: DocketCase, appeal: Appeal?, isAboutAccount: Bool = false, zone: TimeZoneOffset,
    now: Int64, statutes: StatuteBook
  ) {
    self.statutes = statutes
    self.docketCase = docketCase
    self.appeal = appeal
    self.zone = zone
    self.now = now
    restriction =
      docketCase.restrictions.first { $0.head.id == appeal?.restrictionId }
      ?? (appeal == nil
        ? docketCase.restrictions.first { !isAboutAccount || $0.account != nil }
          ?? docketCase.restrictions.first : nil)
  }

  /// The facts.
  ///
  /// - Throws: `ValidationError` for a consent that is none.
  var facts: LetterFacts {
    get throws {
      var facts = LetterFacts()
      facts.set("docket.id", .text(docketCase.id))
      facts.set("letter.date", .day(CivilDay(of: now, in: zone)))
      if let restriction {
        tell(restriction, &facts)
        tellNotice(of: restriction, &facts)
      }
      if let appeal { tell(appeal, &facts) }
      for fact in docketCase.facts {
        if fact.name == PublicNumber.fact { continue }
        if fact.name == PublicationConsent.fact {
          tellConsent(fact, &facts)
          continue
        }
        guard let value = LetterFactsFile.fact(fact.value.json) else { continue }
        facts.set(fact.name, value, consent: Self.consent(of: fact))
      }
      return facts
    }
  }

  /// A plain answer in the words of a letter; anything else as it was given.
  private func tellConsent(_ fact: CaseFact, _ facts: inout LetterFacts) {
    let key: String? =
      switch PublicationConsent(fact.value.json) {
      case .given: "docket.publication-consent.given"
      case .refused: "docket.publication-consent.refused"
      case .unclear, .notAsked: nil
      }
    let value = key.flatMap { words([$0]) } ?? LetterFactsFile.fact(fact.value.json)
    if let value { facts.set(fact.name, value, consent: Self.consent(of: fact)) }
  }

  private static func consent(of fact: CaseFact) -> FactConsent? {
    fact.consent.map { kinds in
      if kinds.contains("anybody") { return .anybody }
      return .only(Set(kinds.compactMap { AddresseeKind(rawValue: $0) }))
    }
  }

  private func words(_ keys: [String]) -> Letters.FactValue? {
    guard !keys.isEmpty else { return nil }
    return .words(
      Dictionary(
        uniqueKeysWithValues: Language.allCases.map { language in
          (language, keys.map { Messages.text($0, in: language) }.joined(separator: ", "))
        }))
  }

  private func tell(_ restriction: Restriction, _ facts: inout LetterFacts) {
    facts.set("restriction.platform", .text(PlatformName.written(restriction.platform)))
    let measures =
      restriction.visibility.map { DocketMessage.key("visibility", $0) }
      + [restriction.account.map { DocketMessage.key("account", $0) }].compactMap { $0 }
    if let measures = words(measures) { facts.set("restriction.kind", measures) }
    if let start = restriction.spans.compactMap(\.startsOn).first {
      facts.set("restriction.date", .date(start))
    }
    if let scope = docketCase.scope(ofRestriction: restriction.head.id)?.scope, scope != .unknown {
      facts.set(
        "restriction.scope",
        .words(
          Dictionary(
            uniqueKeysWithValues: Language.allCases.map {
              ($0, CaseText.words(for: scope, in: $0))
            })))
    }
    let statements = docketCase.reasons.filter { $0.restrictionId == restriction.head.id }
    if let clause = statements.compactMap(\.platformClause).last {
      facts.set("restriction.rule", .text(clause))
    }
    if let text = statements.last?.text {
      facts.set(
        "restriction.reasons",
        .passage(text.text, text.language.flatMap { Language(rawValue: $0) }))
    }
    let request = docketCase.requests.first { $0.head.id == restriction.requestId }
    let law = statements.last?.lawCited ?? request?.legalBasis ?? []
    tell(law: law, on: request?.sentOn ?? request?.receivedOn, &facts)
    if let request { tell(request, &facts) }
    let seen = docketCase.observations.filter { $0.restrictionId == restriction.head.id }
    if !seen.isEmpty { facts.set("observations", .items(seen.compactMap(item))) }
  }

  private func item(_ observation: ItemObservation) -> [String: Letters.FactValue]? {
    words([DocketMessage.key("seen", observation.result)]).map { seen in
      [
        "date": .day(CivilDay(of: observation.at, in: zone)), "place": .text(observation.country),
        "text": seen,
      ]
    }
  }

  /// Provisions as lawyers cite them, and whether they held on the day of the demand.
  private func tell(law: [String], on demand: EDTF?, _ facts: inout LetterFacts) {
    guard !law.isEmpty else { return }
    facts.set(
      "law.citation",
      .list(
        law.map { cited in
          statutes.name(of: cited).map {
            .citation(
              Citation(
                instrument: $0.instrument, article: $0.article, clause: $0.clause, point: $0.point))
          } ?? .text(cited)
        }))
    let day = demand ?? restriction?.spans.compactMap(\.startsOn).first
    let reading = BasisReading(citing: law, on: day, in: statutes.register)
    guard let day, reading.citations.contains(where: { $0.inForce != .maybe }) else { return }
    facts.set(
      "law.validity",
      .words(
        Dictionary(
          uniqueKeysWithValues: Language.allCases.map { language in
            (
              language,
              reading.citations.map { validity(of: $0, on: day, in: language) }
                .joined(separator: "; ")
            )
          })))
  }

  private func validity(
    of citation: BasisReading.Citation, on day: EDTF, in language: Language
  ) -> String {
    let key =
      switch citation.inForce {
      case .yes: "in-force"
      case .no: citation.heldInstead == nil ? "not-in-force" : "replaced"
      case .maybe: "unknown"
      }
    return Messages.text(
      "docket.validity.\(key)", in: language,
      [
        "cited": .text(statutes.text(of: citation.cited, in: language)),
        "day": .text(day.text(in: language)),
        "instead": .text(
          citation.heldInstead.map { statutes.text(of: $0, in: language) } ?? ""),
      ])
  }

  private func tell(_ request: RemovalRequest, _ facts: inout LetterFacts) {
    if let authority = request.sentBy { facts.set("authority.name", .text(authority)) }
    if let day = request.sentOn ?? request.receivedOn { facts.set("request.date", .date(day)) }
    if let item = request.items.first {
      // In the case it is written so that nothing makes a link of it; who gets the letter has to open it.
      if let address = item.address {
        let link = address.hasPrefix("hxxp") ? "http" + address.dropFirst(4) : address
        facts.set("item.url", .text(link))
      }
      if let posted = item.postedOn { facts.set("item.posted", .date(posted)) }
    }
    let classes = request.expressionClasses.map { DocketMessage.key("expression", $0) }
    if let classes = words(classes) { facts.set("item.expression", classes) }
  }

  private func tellNotice(of restriction: Restriction, _ facts: inout LetterFacts) {
    guard let notice = docketCase.notices.last(where: { $0.restrictionId == restriction.head.id })
    else { return }
    if let day = notice.moment?.day(in: zone) { facts.set("notice.date", .day(day)) }
    let gaps = docketCase.elements(of: notice, in: zone).notes.filter {
      $0.state == .absent && $0.applicability == .applicable
    }
    let items = gaps.compactMap { gap in
      words([DocketMessage.key("element", gap.element)]).map { text in
        ["code": Letters.FactValue.text(gap.element.rawValue), "text": text]
      }
    }
    if !items.isEmpty { facts.set("notice.gaps", .items(items)) }
  }

  private func tell(_ appeal: Appeal, _ facts: inout LetterFacts) {
    func day(_ name: String, _ instant: Int64?) {
      if let instant { facts.set(name, .day(CivilDay(of: instant, in: zone))) }
    }
    if let number = appeal.number { facts.set("case.reference", .text(number)) }
    day("appeal.filed", appeal.filedAt)
    // The last day on which it can be decided in time.
    day("appeal.decisionDue", appeal.decisionDue.map { $0 - 1 })
    day("appeal.decided", appeal.decidedAt)
    if let proof = appeal.proof { facts.set("appeal.proof", .text(proof)) }
    if let filed = appeal.filedAt, filed <= now {
      let days = CivilDay(of: filed, in: zone).days(until: CivilDay(of: now, in: zone))
      // Days that passed without a decision; once there is one, none pass.
      if appeal.decidedAt == nil { facts.set("appeal.days", .number(days)) }
    }
    if appeal.outcome != .pending,
      let outcome = words([DocketMessage.key("outcome", appeal.outcome)])
    {
      facts.set("appeal.outcome", outcome)
    }
  }

  /// The kind of letter that the case calls for at a stage.
  func kind(for stage: AppealStage, on shelf: LetterShelf) -> String? {
    let kinds = shelf.kinds(forStage: stage.rawValue).map(\.id)
    var wanted: [String] = []
    if appeal?.state == .overdue { wanted.append("L5") }
    if let restriction {
      if docketCase.situation(of: restriction, zone: zone).subject == .legalBlock {
        wanted.append("L2")
      }
      if restriction.account != nil { wanted.append("L3") }
      let notices = docketCase.notices.filter { $0.restrictionId == restriction.head.id }
      if notices.allSatisfy({ $0.channel == .none }) { wanted.append("L4") }
    }
    // Letters for one circumstance alone are no answer to another.
    return wanted.first(where: kinds.contains)
      ?? kinds.first { !["L2", "L3", "L4", "L5"].contains($0) }
  }

  /// Why the case says otherwise than a letter of that kind would; `nil` where it does not.
  func contradiction(of kind: String) -> String? {
    var arguments: [String: MessageArgument] = ["kind": .text(kind)]
    switch kind {
    case "L3" where restriction != nil && restriction?.account == nil:
      return say("docket.letter.contradiction.no-account", arguments)
    case "L4":
      let told = docketCase.notices.first {
        $0.restrictionId == restriction?.head.id && $0.channel != .none
      }
      guard let told else { return nil }
      arguments["notice"] = .text(told.head.id)
      return say("docket.letter.contradiction.has-notice", arguments)
    case "L5":
      guard let appeal, appeal.filedAt != nil else {
        return say("docket.letter.contradiction.not-filed", arguments)
      }
      guard let decided = appeal.decidedAt else { return nil }
      arguments["appeal"] = .text(appeal.id)
      arguments["day"] = .text("\(CivilDay(of: decided, in: zone))")
      return say("docket.letter.contradiction.decided", arguments)
    default: return nil
    }
  }
}
