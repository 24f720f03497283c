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

  @Option(help: .init(say("docket.next.platform")))
  var platform: String

  @Option(help: .init(say("docket.next.country"), valueName: "code"))
  var country: String

  @Option(help: .init(say("docket.next.about")))
  var about = AppealSubject.item

  @Option(help: .init(say("docket.next.account")))
  var account = AccountState.active

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

  @Option(help: .init(say("docket.next.zone"), valueName: "+07:00"))
  var zone = TimeZoneOffset.utc

  @Flag(help: .init(say("docket.next.risky")))
  var showRisky = false

  @Option(help: .init(say("docket.next.forums"), valueName: "file"))
  var forums: String?

  @Flag(help: .init(say("option.json")))
  var json = false

  func run() throws {
    let bytes = try forums.map { try GivenText.bytes(of: $0) } ?? ForumTable.shippedBytes
    let table = try ForumTable(parsing: bytes)
    let now = Surroundings.system.now()
    let situation = try situation()
    let routes = table.routes(for: situation, at: now)
    if json { return Terminal.print(Array(self.json(routes, at: now).indentedText.utf8)) }
    if !table.forums.contains(where: { $0.platforms.contains(situation.platform) }) {
      Terminal.note(say("docket.next.unknown-platform", ["platform": .text(platform)]))
    }
    tell("docket.next.open", routes.open, at: now)
    tell("docket.next.later", routes.later, at: now)
    tell("docket.next.lapsed", routes.lapsed, at: now)
    if !routes.behindScreen.isEmpty {
      Terminal.print(
        say("docket.next.behind-screen", ["count": .number(routes.behindScreen.count)]))
    }
    if routes.open.isEmpty, routes.later.isEmpty { Terminal.print(say("docket.next.none")) }
  }

  private func situation() throws -> AppealSituation {
    let limit = try noticeText.flatMap { NoticeCheck(of: try GivenText.text(of: $0)).limit }
    return AppealSituation(
      platform: platform.lowercased(), country: country.uppercased(), subject: about,
      account: account, notice: notice.map { .day($0) }, noticeLimit: limit,
      decided: Dictionary(
        decided.map { ($0.stage, .day($0.day)) }, uniquingKeysWith: { $1 }),
      used: Set(used), evidence: Set(have), zone: zone, hasPassedSafetyScreen: showRisky)
  }

  private func tell(_ heading: String, _ routes: [AppealRoute], at now: Int64) {
    guard !routes.isEmpty else { return }
    Terminal.print(say(heading))
    for route in routes {
      let forum = route.forum
      Terminal.print("  \(forum.name.text(for: spoken).text) [\(forum.id)]")
      Terminal.print("    " + closing(of: route, at: now))
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

  private func closing(of route: AppealRoute, at now: Int64) -> String {
    switch route.closing {
    case .never: say("docket.next.never")
    case .unknownStart: say("docket.next.unknown-start")
    case .at(let deadline):
      say(
        deadline.closes > now
          ? "docket.next.closes"
          : deadline.basis == .conservativeDefault
            ? "docket.next.perhaps-closed" : "docket.next.closed",
        [
          "day": .text("\(deadline.lastDay(in: zone))"),
          "days": .number(max(0, deadline.daysLeft(at: now))),
          "basis": .text(docketWord("deadline-basis", deadline.basis.rawValue)),
        ])
    }
  }

  private func json(_ routes: AppealRoutes, at now: Int64) -> JSONValue {
    [
      "behind_safety_screen": .integer(Int64(routes.behindScreen.count)),
      "lapsed": .array(routes.lapsed.map { json($0, at: now) }),
      "later": .array(routes.later.map { json($0, at: now) }),
      "open": .array(routes.open.map { json($0, at: now) }),
    ]
  }

  private func json(_ route: AppealRoute, at now: Int64) -> JSONValue {
    let deadline = route.deadline
    return [
      "basis": deadline.map { .string($0.basis.rawValue) } ?? .null,
      "can_be_filed": .bool(route.canBeFiled),
      "checked": .string("\(route.forum.checked)"),
      "closes": deadline.map { .integer($0.closes) } ?? .null,
      "days_left": deadline.map { .integer(Int64($0.daysLeft(at: now))) } ?? .null,
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
