/// What a person can add to a case: a record, an appeal, or a step of one.
public enum EntryKind: String, Sendable, Hashable, CaseIterable {
  case restriction, request, notice, reasons, observation, fact, appeal
  // Steps of an appeal.
  case triage, hold, clear, refuse, ready, file, acknowledge, ask, answer, overdue, decide
  case expectRestoration = "expect-restoration"
  case restored
  case notRestored = "not-restored"
  case nextStage = "next-stage"
  case lapse, withdraw, close, reopen

  /// Whether it is a step of an appeal.
  public var isMove: Bool {
    switch self {
    case .restriction, .request, .notice, .reasons, .observation, .fact, .appeal: false
    default: true
    }
  }

  /// Its fields, in the order in which people give them.
  public var fields: [EntryField] {
    switch self {
    case .restriction: Self.restrictionFields
    case .request: Self.requestFields
    case .notice: Self.noticeFields
    case .reasons: Self.reasonsFields
    case .observation: Self.observationFields
    case .fact:
      [
        EntryField("name", .text).required, EntryField("value", .anything).required,
        EntryField("consent", .texts),
      ]
    case .appeal: Self.appealFields
    default: [EntryField("appeal", .text, [])] + moveFields
    }
  }

  /// The member of a case file that holds it.
  var member: String {
    switch self {
    case .triage: "begin_triage"
    case .hold: "hold_unsafe"
    case .clear: "clear_hold"
    case .refuse: "refuse_appeal"
    case .ready: "make_ready"
    case .ask: "ask_information"
    case .answer: "answer_information"
    case .overdue: "become_overdue"
    case .expectRestoration: "expect_restoration"
    case .restored: "observe_restored"
    case .notRestored: "observe_not_restored"
    case .nextStage: "prepare_next_stage"
    default: rawValue
    }
  }

  private var moveFields: [EntryField] {
    switch self {
    case .hold: [EntryField("risk", .text).required]
    case .clear, .refuse, .withdraw, .close, .reopen: [EntryField("because", .text).required]
    case .ready:
      [
        EntryField("closes", .limit, ["window", "closes"]),
        EntryField("basis", .code(Self.words(Deadline.Basis.self)), ["window", "basis"]),
        EntryField("reference", .text, ["window", "reference"]),
        EntryField("evidence", .codes(Self.words(AppealEvidence.self))),
        EntryField("waived", .codes(Self.words(AppealEvidence.self))),
      ]
    case .file:
      [EntryField("proof", .text).required, EntryField("due", .limit, ["decision_due"])]
    case .acknowledge: [EntryField("number", .text).required]
    case .ask: [EntryField("limit", .limit)]
    case .answer: [EntryField("proof", .text).required]
    case .decide:
      [
        EntryField("outcome", .code(Self.words(AppealOutcome.self))).required,
        EntryField("reasons", .text),
        EntryField("reviewer", .code(Self.words(AppealReviewer.self))),
      ]
    default: []
    }
  }

  static func words<Code: RawRepresentable<String> & CaseIterable>(_: Code.Type) -> [String] {
    Code.allCases.map(\.rawValue)
  }
}

extension EntryKind {
  private static let head: [EntryField] = [
    EntryField("id", .text, ["head", "id"]),
    EntryField("confidence", .code(words(Fact.Confidence.self)), ["head", "confidence"]),
    EntryField("note", .text, ["head", "note"]),
  ]

  private static let restrictionFields: [EntryField] =
    [
      EntryField("platform", .text).required,
      EntryField("country", .country).required,
      EntryField("visibility", .codes(words(Restriction.Visibility.self))),
      EntryField("account", .code(words(Restriction.Account.self))),
      EntryField("starts", .date, []),
      EntryField("ends", .date, []),
      EntryField("trigger", .code(words(Restriction.Trigger.self))),
      EntryField(
        "scope", .code(["global", "geo_blocked", "downranked", "account", "feature"]), []),
      EntryField("scope_countries", .countries, []),
      EntryField("account_type", .code(words(Restriction.AccountType.self))),
      EntryField("monetary", .code(words(Restriction.Monetary.self))),
      EntryField("service", .code(words(Restriction.Service.self))),
      EntryField("machine_detected", .flag, ["is_detected_by_machine"]),
      EntryField("machine_decided", .code(words(Restriction.Automation.self)), ["decision"]),
      EntryField("lifted", .date, ["lifted_on"]),
      EntryField("lift_reason", .code(words(Restriction.LiftReason.self))),
      EntryField("request", .text, ["request_id"]),
    ] + head

  private static let requestFields: [EntryField] =
    [
      EntryField("kind", .code(words(RemovalRequest.Kind.self))).required,
      EntryField("sent_by", .text),
      EntryField("received_by", .text),
      EntryField("channel", .code(words(RemovalRequest.Channel.self))),
      EntryField("grounds", .code(words(RemovalRequest.Grounds.self))),
      EntryField("legal_basis", .texts),
      EntryField("reason_class", .text),
      EntryField("sent", .date, ["sent_on"]),
      EntryField("received", .date, ["received_on"]),
      EntryField("deadline", .limit),
      EntryField("urgency", .code(words(RemovalRequest.Urgency.self))),
      EntryField("gag", .code(words(RemovalRequest.Gag.self))),
      EntryField("territory", .countries, ["territory_asked"]),
      EntryField("language", .text),
      EntryField("addresses", .texts, []),
      EntryField("outcome", .code(words(RemovalRequest.ItemOutcome.self)), []),
      EntryField(
        "expression", .codes(words(RemovalRequest.ExpressionClass.self)), ["expression_classes"]),
    ] + head

  private static let noticeFields: [EntryField] =
    [
      EntryField("channel", .code(words(UserNotice.Channel.self))).required,
      EntryField("sent", .day, ["sent_on"]),
      EntryField("text", .text, ["text", "text"]),
      EntryField("language", .text, ["text", "language"]),
      EntryField("durable", .flag, ["is_durable"]),
      EntryField("picture", .text),
      EntryField("confirmed", .flag, []),
      EntryField("present", .codes(words(NoticeElement.self)), []),
      EntryField("unclear", .codes(words(NoticeElement.self)), []),
      EntryField("absent", .codes(words(NoticeElement.self)), []),
      EntryField("not_needed", .codes(words(NoticeElement.self)), []),
      EntryField("restriction", .text, ["restriction_id"]),
    ] + head

  private static let reasonsFields: [EntryField] =
    [
      EntryField("text", .text, ["text", "text"]).required,
      EntryField("language", .text, ["text", "language"]),
      EntryField("clause", .text, ["platform_clause"]),
      EntryField("law", .texts, ["law_cited"]),
      EntryField("facts", .text, ["facts_stated"]),
      EntryField("automation", .text, ["automation_statement"]),
      EntryField("redress", .text, ["redress_stated"]),
      EntryField("rules", .text, ["rules_address"]),
      EntryField("uuid", .text, ["sor_uuid"]),
      EntryField("puid", .text),
      EntryField("restriction", .text, ["restriction_id"]),
    ] + head

  private static let observationFields: [EntryField] = [
    EntryField("country", .country).required,
    EntryField("result", .code(words(ItemObservation.Result.self))).required,
    EntryField("seen", .moment, ["at"]),
    EntryField("network", .text, ["network_class"]),
    EntryField("tool", .text),
    EntryField("restriction", .text, ["restriction_id"]),
  ]

  private static let appealFields: [EntryField] = [
    EntryField("forum", .text).required,
    EntryField("stage", .code(words(AppealStage.self))),
    EntryField("follows", .text),
    EntryField("appellant", .text),
    EntryField("restriction", .text, ["restriction_id"]),
    EntryField("warned", .flag, ["is_warned"]),
    EntryField("id", .text),
  ]
}
