import Bytes
import Docket
import Letters
import Messages
import Record

/// A case for a terminal.
struct CaseText {
  let docketCase: DocketCase
  let zone: TimeZoneOffset

  /// What is due, in words.
  static func words(for what: CaseAgenda.Row.What) -> String {
    switch what {
    case .timer(let kind): docketWord("timer", kind)
    case .wayCloses: Messages.text("docket.timer.way-closes", in: spoken)
    }
  }

  /// The case as it stands.
  var lines: [String] {
    var lines = [
      say(
        "docket.show.head",
        [
          "case": .text(docketCase.id), "entries": .number(docketCase.entries.count),
          "day": .text(docketCase.entries.first.map { day($0.at) } ?? "–"),
        ])
    ]
    for request in docketCase.requests { lines += self.lines(of: request) }
    for restriction in docketCase.restrictions { lines += self.lines(of: restriction) }
    for statement in docketCase.reasons {
      let law = ([statement.platformClause].compactMap { $0 } + statement.lawCited)
        .joined(separator: "; ")
      lines.append(
        say("docket.show.reasons", ["id": .text(statement.head.id), "law": .text(law)]))
      lines += Self.indented(statement.text.text)
    }
    for notice in docketCase.notices { lines += self.lines(of: notice) }
    for appeal in docketCase.appeals { lines += self.lines(of: appeal) }
    for letter in docketCase.letters {
      lines.append(
        say(
          "docket.show.letter",
          [
            "kind": .text(letter.kind), "language": .text(letter.language),
            "addressee": .text(Self.addressee(letter.addressee)),
            "appeal": .text(letter.appeal ?? "–"),
          ]))
    }
    if !docketCase.facts.isEmpty { lines.append(say("docket.show.facts")) }
    for fact in docketCase.facts {
      let isPersonal = LetterShelf.shipped.fields.first { $0.name == fact.name }?.isPersonal ?? true
      let kinds = fact.consent ?? [isPersonal ? "nobody" : "anybody"]
      let consent = kinds.map { Self.addressee($0) }.joined(separator: ", ")
      lines.append(
        say(
          "docket.show.fact",
          [
            "name": .text(fact.name),
            "value": .text(fact.value.json.text ?? fact.value.json.canonicalText),
            "consent": .text(consent),
          ]))
    }
    return lines
  }

  /// A kind of addressee in words; as it stands where it is none.
  private static func addressee(_ kind: String) -> String {
    let key = DocketMessage.key("addressee", kind)
    return Messages.has(key) ? Messages.text(key, in: spoken) : kind
  }

  /// Every entry, in order.
  var history: [String] {
    docketCase.entries.map { entry in
      var reason = entry.reason.map { " — \($0)" } ?? ""
      // Who puts something at an earlier day leaves a trace of it.
      if let recorded = entry.recordedAt, recorded != entry.at {
        reason += "  " + say("docket.show.recorded", ["moment": .text(moment(recorded))])
      }
      return
        "\(entry.sequence)  \(moment(entry.at))  \(entry.actor)  \(Self.name(of: entry.act))  "
        + "[\(entry.evidence.joined(separator: ", "))]\(reason)"
    }
  }

  private func lines(of request: RemovalRequest) -> [String] {
    let dates = [request.sentOn, request.receivedOn].compactMap { $0?.text(in: spoken) }
    var lines = [
      say(
        "docket.show.request",
        [
          "id": .text(request.head.id), "kind": .text(docketWord("request-kind", request.kind)),
          "by": .text(request.sentBy ?? "?"), "day": .text(dates.first ?? "?"),
          "law": .text(
            request.legalBasis.isEmpty ? "–" : request.legalBasis.joined(separator: "; ")),
        ])
    ]
    for item in request.items {
      lines.append("    \(item.address ?? "?")  \(docketWord("item-outcome", item.outcome))")
    }
    return lines
  }

  private func lines(of restriction: Restriction) -> [String] {
    let measures =
      restriction.visibility.map { docketWord("visibility", $0) }
      + [restriction.account.map { docketWord("account", $0) }].compactMap { $0 }
    let start = restriction.spans.compactMap { $0.startsOn?.text(in: spoken) }.first
    var lines = [
      say(
        "docket.show.restriction",
        [
          "id": .text(restriction.head.id), "platform": .text(restriction.platform),
          "country": .text(restriction.country),
          "what": .text(measures.isEmpty ? "?" : measures.joined(separator: ", ")),
          "day": .text(start ?? "?"), "trigger": .text(docketWord("trigger", restriction.trigger)),
        ])
    ]
    if let scope = docketCase.scope(ofRestriction: restriction.head.id) {
      lines.append(
        say(
          "docket.show.scope",
          [
            "scope": .text(Self.words(for: scope.scope)),
            "reason": .text(docketWord("scope-reason", scope.reason)),
            "seen": .number(
              docketCase.observations.count { $0.restrictionId == restriction.head.id }),
          ]))
    }
    return lines
  }

  private func lines(of notice: UserNotice) -> [String] {
    let day = notice.moment?.day(in: zone)
    var lines = [
      say(
        "docket.show.notice",
        [
          "id": .text(notice.head.id),
          "channel": .text(docketWord("notice-channel", notice.channel)),
          "day": .text(day.map { "\($0)" } ?? "?"),
        ])
    ]
    let (notes, areConfirmed) = docketCase.elements(of: notice, in: zone)
    let needed = notes.filter { $0.applicability == .applicable }
    if !notes.isEmpty {
      lines.append(
        say(
          areConfirmed ? "docket.show.elements-confirmed" : "docket.show.elements",
          [
            "present": .number(needed.count { $0.state == .present }), "of": .number(needed.count),
          ]))
    }
    if let text = notice.text?.text { lines += Self.indented(text) }
    return lines
  }

  private func lines(of appeal: Appeal) -> [String] {
    [
      say(
        "docket.show.appeal",
        [
          "id": .text(appeal.id), "forum": .text(appeal.forum),
          "stage": .text(docketWord("stage", appeal.stage)),
          "state": .text(docketWord("state", appeal.state)),
          "outcome": .text(docketWord("outcome", appeal.outcome)),
        ])
    ]
      + appeal.steps.map { step in
        "    \(moment(step.at))  \(docketWord("state", step.from)) → \(docketWord("state", step.to))"
          + "  \(step.actor)  [\(step.evidence.joined(separator: ", "))]"
      }
  }

  /// A scope in words.
  static func words(for scope: RestrictionScope, in language: Language = spoken) -> String {
    let (code, countries): (String, [String]) =
      switch scope {
      case .global: ("global", [])
      case .geoBlocked(let countries): ("geo-blocked", countries)
      case .downranked: ("downranked", [])
      case .account: ("account", [])
      case .feature: ("feature", [])
      case .unknown: ("unknown", [])
      }
    let word = Messages.text("docket.scope.\(code)", in: language)
    return countries.isEmpty ? word : "\(word) (\(countries.joined(separator: ", ")))"
  }

  private static func indented(_ text: String) -> [String] {
    text.split(separator: "\n").map { "    | \($0)" }
  }

  private static func name(of act: CaseAct) -> String {
    switch act {
    case .request(let record): "request \(record.head.id)"
    case .restriction(let record): "restriction \(record.head.id)"
    case .observation(let record): "observation \(record.country) \(record.result.rawValue)"
    case .reasons(let record): "reasons \(record.head.id)"
    case .notice(let record): "notice \(record.head.id)"
    case .appeal(let opening): "appeal \(opening.id) \(opening.forum)"
    case .move(let appeal, let step): "\(appeal) → \(step.target.rawValue)"
    case .fact(let record): "fact \(record.name)"
    case .publication(let record): "published \(record.reference) \(record.number)"
    case .letter(let record): "letter \(record.kind) \(record.language)"
    }
  }

  private func day(_ instant: Int64) -> String { "\(CivilDay(of: instant, in: zone))" }

  private func moment(_ instant: Int64) -> String {
    let seconds = Int(instant - CivilDay(of: instant, in: zone).begins(in: zone))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day(instant)) \(two(seconds / 3600)):\(two(seconds / 60 % 60))"
  }
}
