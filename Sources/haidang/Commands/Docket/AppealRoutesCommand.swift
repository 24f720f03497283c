import ArgumentParser
import Bytes
import Docket
import Messages
import Observatory
import Record

/// `haidang docket next`: every way to appeal that is open, with its deadline and what it needs.
struct AppealRoutesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "next", abstract: say("docket.next.abstract"),
    discussion: say("docket.next.discussion"))

  @Argument(help: .init(say("docket.next.case"), valueName: "case"))
  var name: String?

  @Option(help: .init(say("docket.next.platform")))
  var platform: String?

  @Option(help: .init(say("docket.next.country"), valueName: "code"))
  var country: String?

  @Option(help: .init(say("docket.next.about")))
  var about: AppealSubject?

  @Option(help: .init(say("docket.next.account")))
  var account: AccountState?

  @Option(help: .init(say("docket.next.notice"), valueName: "date"))
  var notice: CivilDay?

  @Option(help: .init(say("docket.next.notice-text"), valueName: "file"))
  var noticeText: String?

  @Option(help: .init(say("docket.next.have"), valueName: "E2"))
  var have: [AppealEvidence] = []

  @Option(help: .init(say("docket.next.decided"), valueName: "stage=date"))
  var decided: [DecidedStage] = []

  @Option(help: .init(say("docket.next.used"), valueName: "forum"))
  var used: [String] = []

  @Flag(help: .init(say("docket.next.risky")))
  var showRisky = false

  @Option(help: .init(say("docket.next.forums"), valueName: "file"))
  var forums: String?

  @Flag(help: .init(say("option.json")))
  var json = false

  @OptionGroup var desk: Desk

  func run() throws {
    let table = try Desk.forums(forums)
    let now = Surroundings.system.now()
    let situations = try situations()
    var found: [JSONValue] = []
    for (subject, situation) in situations {
      let routes = table.routes(for: situation, at: now)
      if json {
        found.append(self.json(routes, situation.zone, at: now, about: subject))
      } else {
        if let subject { Terminal.print(subject) }
        tell(routes, table, situation, at: now)
      }
    }
    if json, let first = found.first {
      Terminal.print(Array((name == nil ? first : .array(found)).indentedText.utf8))
    }
  }

  private func tell(
    _ routes: AppealRoutes, _ table: ForumTable, _ situation: AppealSituation, at now: Int64
  ) {
    if !table.forums.contains(where: { $0.platforms.contains(situation.platform) }) {
      Terminal.note(
        say("docket.next.unknown-platform", ["platform": .text(situation.platform)]))
    }
    for doubt in situation.noticeDoubts { Terminal.note(words(for: doubt)) }
    tell("docket.next.open", routes.open, situation.zone, at: now)
    tell("docket.next.later", routes.later, situation.zone, at: now)
    tell("docket.next.lapsed", routes.lapsed, situation.zone, at: now)
    if !routes.behindScreen.isEmpty {
      Terminal.print(
        say("docket.next.behind-screen", ["count": .number(routes.behindScreen.count)]))
    }
    if routes.open.isEmpty, routes.later.isEmpty { Terminal.print(say("docket.next.none")) }
  }

  /// What is known, by restriction: of the case, or of the flags alone; flags win over the case.
  private func situations() throws -> [(String?, AppealSituation)] {
    let told = try noticeText.map {
      NoticeCheck(of: try GivenText.text(of: $0), context: NoticeContext(sentOn: notice))
    }
    if let name {
      let vault = try desk.vault()
      let docketCase = try vault.read(name)
      return docketCase.restrictions.map { restriction in
        let head = "\(docketCase.id) \(restriction.head.id): \(restriction.platform)"
        return (
          head,
          amended(
            docketCase.situation(of: restriction, zone: desk.zone(of: vault)), told)
        )
      }
    }
    guard let platform, let country else {
      throw ValidationError(say("docket.next.platform-or-case"))
    }
    return [
      (
        nil,
        amended(
          AppealSituation(
            platform: platform, country: country, subject: .item, zone: desk.zone ?? .utc), told)
      )
    ]
  }

  private func amended(_ known: AppealSituation, _ told: NoticeCheck?) -> AppealSituation {
    var situation = known
    situation.platform = (platform ?? known.platform).lowercased()
    situation.country = (country ?? known.country).uppercased()
    situation.subject = about ?? known.subject
    situation.account = account ?? known.account
    if let notice { situation.notice = .day(notice) }
    if let told {
      situation.noticeLimit = told.limit ?? known.noticeLimit
      situation.noticeDoubts = told.limitDoubts
    }
    for stage in decided { situation.decided[stage.stage] = .day(stage.day) }
    situation.used.formUnion(used)
    situation.evidence.formUnion(have)
    situation.hasPassedSafetyScreen = showRisky
    return situation
  }

  private func tell(
    _ heading: String, _ routes: [AppealRoute], _ zone: TimeZoneOffset, at now: Int64
  ) {
    guard !routes.isEmpty else { return }
    Terminal.print(say(heading))
    for route in routes {
      let forum = route.forum
      Terminal.print("  \(forum.name.text(for: spoken).text) [\(forum.id)]")
      Terminal.print("    " + closing(of: route, zone, at: now))
      if let days = forum.decisionDays {
        Terminal.print("    " + say("docket.next.decides", ["days": .number(days)]))
      }
      if !route.missing.isEmpty {
        let missing = route.missing.map { evidence in
          "\(evidence.rawValue) " + docketWord("evidence", evidence.rawValue)
        }
        Terminal.print(
          "    " + say("docket.next.missing", ["what": .text(missing.joined(separator: "; "))]))
      }
      if forum.needsSafetyScreen { Terminal.print("    " + say("docket.next.warning")) }
      if let note = forum.note { Terminal.print("    " + note.text(for: spoken).text) }
      Terminal.print(
        "    "
          + say(
            "docket.next.source",
            [
              "source": .text(forum.basis),
              "mark": .text(docketWord("mark", forum.mark.rawValue)),
              "day": .text("\(forum.checked)"),
            ]))
    }
  }

  private func closing(
    of route: AppealRoute, _ zone: TimeZoneOffset, at now: Int64
  ) -> String {
    switch route.closing {
    case .never: say("docket.next.never")
    case .unknownStart: say("docket.next.unknown-start")
    case .at(let deadline):
      say(
        deadline.closes > now
          ? deadline.lastTime(in: zone) == nil ? "docket.next.closes" : "docket.next.closes-at"
          : deadline.basis == .conservativeDefault
            ? "docket.next.perhaps-closed"
            : deadline.surelyCloses > now ? "docket.next.just-closed" : "docket.next.closed",
        [
          "day": .text("\(deadline.lastDay(in: zone))"),
          "time": .text(deadline.lastTime(in: zone) ?? ""),
          "days": .number(max(0, deadline.daysLeft(at: now, in: zone))),
          "basis": .text(docketWord("deadline-basis", deadline.basis.rawValue)),
        ])
    }
  }

  private func words(for doubt: LimitDoubt) -> String {
    var arguments: [String: MessageArgument] = [:]
    switch doubt {
    case .eitherDay(let day, let other):
      arguments = ["day": .text("\(day)"), "other": .text("\(other)")]
    case .beforeNotice(let day): arguments = ["day": .text("\(day)")]
    case .workingDays(let count): arguments = ["days": .number(count)]
    case .several: break
    }
    return say("docket.next.doubt.\(doubt.code)", arguments)
  }

  private func json(
    _ routes: AppealRoutes, _ zone: TimeZoneOffset, at now: Int64, about subject: String?
  ) -> JSONValue {
    var json: JSONValue = [
      "behind_safety_screen": .integer(Int64(routes.behindScreen.count)),
      "lapsed": .array(routes.lapsed.map { self.json($0, zone, at: now) }),
      "later": .array(routes.later.map { self.json($0, zone, at: now) }),
      "open": .array(routes.open.map { self.json($0, zone, at: now) }),
    ]
    if let subject { json["restriction"] = .string(subject) }
    return json
  }

  private func json(
    _ route: AppealRoute, _ zone: TimeZoneOffset, at now: Int64
  ) -> JSONValue {
    let deadline = route.deadline
    return [
      "basis": deadline.map { .string($0.basis.rawValue) } ?? .null,
      "can_be_filed": .bool(route.canBeFiled),
      "checked": .string("\(route.forum.checked)"),
      "closes": deadline.map { .integer($0.closes) } ?? .null,
      "days_left": deadline.map { .integer(Int64($0.daysLeft(at: now, in: zone))) } ?? .null,
      "decision_days": route.forum.decisionDays.map { .integer(Int64($0)) } ?? .null,
      "forum": .string(route.forum.id),
      "last_day": deadline.map { .string("\($0.lastDay(in: zone))") } ?? .null,
      "mark": .string(route.forum.mark.rawValue),
      "missing": .array(route.missing.map { .string($0.rawValue) }),
      "name": [
        "en": route.forum.name.en.map { .string($0) } ?? .null,
        "vi": route.forum.name.vi.map { .string($0) } ?? .null,
      ],
      "never_closes": .bool(route.closing == .never), "source": .string(route.forum.source),
      "stage": .string(route.forum.stage.rawValue),
    ]
  }
}

/// A stage that was decided against the person, and when: `platform_internal=2026-11-01`.
struct DecidedStage: ExpressibleByArgument {
  var stage: AppealStage
  var day: CivilDay

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, let stage = AppealStage(rawValue: String(parts[0])),
      let day = CivilDay(parsing: parts[1])
    else { return nil }
    self.stage = stage
    self.day = day
  }
}
