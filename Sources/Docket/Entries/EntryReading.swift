public import Bytes
public import Record

/// Makes acts of what people give, against the case that they are added to: what can be worked out need not be said.
public struct EntryReading: Sendable {
  /// The case as it stands.
  public var docketCase: DocketCase
  /// The forums that are known.
  public var forums: ForumTable
  /// The person's clock.
  public var zone: TimeZoneOffset
  /// When it happened, in seconds since 1970 UTC.
  public var at: Int64
  /// When it is recorded: what is later is still to come.
  public var now: Int64

  /// Makes a reading.
  public init(
    into docketCase: DocketCase, forums: ForumTable, zone: TimeZoneOffset, at: Int64,
    now: Int64? = nil
  ) {
    self.now = now ?? at
    self.docketCase = docketCase
    self.forums = forums
    self.zone = zone
    self.at = at
  }

  /// Makes an act.
  ///
  /// - Parameter given: values by the names of ``EntryKind/fields``; texts may stand for all of them.
  /// - Throws: the first fault. Whether the act can follow what is in the case is for the case to say.
  public func act(_ kind: EntryKind, _ given: JSONObject) throws(EntryFault) -> CaseAct {
    let values = try checked(kind, given)
    let json: JSONValue =
      switch kind {
      case .restriction, .request, .notice, .reasons: try record(kind, values)
      case .observation: try observation(values)
      case .fact: Self.act("fact", "record", put(values, kind.fields, into: .object(JSONObject())))
      case .appeal: try opening(values)
      default: try move(kind, values)
      }
    do { return try JSONValueDecoder.read(CaseAct.self, from: json) } catch {
      throw .missing(error.path, kind: kind)
    }
  }

  /// Checks names and values, and gives every value its form.
  private func checked(
    _ kind: EntryKind, _ given: JSONObject
  ) throws(EntryFault) -> [String: JSONValue] {
    let fields = kind.fields
    var values: [String: JSONValue] = [:]
    for member in given.members where !member.value.isNull {
      guard let field = fields.first(where: { $0.name == member.name }) else {
        throw .unknownField(member.name, kind: kind, known: fields.map(\.name))
      }
      guard let value = field.value(of: member.value, in: zone) else {
        throw .badValue(String(member.value.shown.prefix(80)), kind: kind, field: field)
      }
      values[field.name] = value
    }
    let isChange = values["id"].map { isThere(kind, $0) } ?? false
    for field in fields where field.isRequired && values[field.name] == nil && !isChange {
      throw .missing(field.name, kind: kind)
    }
    try refuseWhatIsToCome(kind, values)
    return values
  }

  static func act(_ name: String, _ part: String, _ json: JSONValue) -> JSONValue {
    .object(JSONObject([(name, .object(JSONObject([(part, json)])))]))
  }

  func put(
    _ values: [String: JSONValue], _ fields: [EntryField], into json: JSONValue
  ) -> JSONValue {
    var json = json
    for field in fields where !field.path.isEmpty {
      if let value = values[field.name] { json.set(value, at: field.path[...]) }
    }
    return json
  }

  /// The restriction that is meant: the only one, or the one that is named.
  func restriction(
    _ values: [String: JSONValue], _ kind: EntryKind
  ) throws(EntryFault) -> JSONValue {
    if let named = values["restriction"] { return named }
    let known = docketCase.restrictions.map(\.head.id)
    switch known.count {
    case 0: throw .missing("restriction", kind: kind)
    case 1: return .string(known[0])
    default: throw .ambiguous("restriction", kind: kind, among: known)
    }
  }

  // MARK: Steps of appeals

  private func move(
    _ kind: EntryKind, _ values: [String: JSONValue]
  ) throws(EntryFault) -> JSONValue {
    let appeal = try appeal(kind, values)
    var json = put(values, kind.fields, into: .object(JSONObject()))
    try refuseWhatCannotBe(kind, values, of: appeal)
    switch kind {
    case .ready: try completeWindow(&json, values, appeal)
    case .file:
      if values["due"] == nil, let days = forum(of: appeal)?.decisionDays {
        json["decision_due"] = .integer(at + Int64(days) * DocketTimer.day)
      }
    case .decide where values["reviewer"] == nil: json["reviewer"] = "not_stated"
    default: break
    }
    let step: JSONValue = .object(JSONObject([(kind.member, json)]))
    return ["move": ["appeal": .string(appeal), "step": step]]
  }

  /// The appeal that is meant: the named one, else the only one that can make the step, else the only one.
  private func appeal(
    _ kind: EntryKind, _ values: [String: JSONValue]
  ) throws(EntryFault) -> String {
    if let named = values["appeal"]?.text { return named }
    let able = docketCase.appeals.filter { kind.sources.contains($0.state) }.map(\.id)
    if able.count == 1 { return able[0] }
    let all = docketCase.appeals.map(\.id)
    switch all.count {
    case 0: throw .missing("appeal", kind: kind)
    case 1: return all[0]
    default: throw .ambiguous("appeal", kind: kind, among: able.isEmpty ? all : able)
    }
  }

  private func forum(of appeal: String) -> Forum? {
    let name = docketCase.appeal(appeal)?.forum
    return forums.forums.first { $0.id == name }
  }

  /// The window that the table and the notice give, and the evidence that the case shows, unless somebody says otherwise.
  private func completeWindow(
    _ json: inout JSONValue, _ values: [String: JSONValue], _ id: String
  ) throws(EntryFault) {
    guard let appeal = docketCase.appeal(id),
      let restriction = docketCase.restrictions.first(where: { $0.head.id == appeal.restrictionId })
    else {
      json["evidence"] = json["evidence"].isNull ? [] : json["evidence"]
      json["waived"] = json["waived"].isNull ? [] : json["waived"]
      if json["window"].isNull { json["window"] = ["basis": "conservative_default"] }
      return
    }
    if values["closes"] != nil {
      if values["basis"] == nil { throw .missing("basis", kind: .ready) }
    } else {
      var situation = docketCase.situation(of: restriction, zone: zone, without: appeal.forum)
      situation.hasPassedSafetyScreen = true
      let routes = forums.routes(for: situation, at: at)
      let route = (routes.open + routes.later + routes.lapsed).first { $0.forum.id == appeal.forum }
      switch route?.closing {
      case .at(let deadline):
        json.set(.integer(deadline.closes), at: ["window", "closes"])
        json.set(.integer(deadline.surelyCloses), at: ["window", "surely_closes"])
        if values["basis"] == nil {
          json.set(.string(deadline.basis.rawValue), at: ["window", "basis"])
        }
      case .never:
        let basis = route?.forum.stage.isOfPlatform == true ? "platform_rule" : "statute"
        if values["basis"] == nil { json.set(.string(basis), at: ["window", "basis"]) }
      case .unknownStart, nil: throw .missing("closes", kind: .ready)
      }
      if values["reference"] == nil, let basis = route?.forum.basis {
        json.set(.string(basis), at: ["window", "reference"])
      }
    }
    let shown = docketCase.evidence(for: restriction).map(\.rawValue)
    let given = json["evidence"].elements.compactMap(\.text)
    let all = AppealEvidence.allCases.map(\.rawValue).filter { Set(shown + given).contains($0) }
    json["evidence"] = .array(all.map { .string($0) })
    if json["waived"].isNull { json["waived"] = [] }
  }
}

extension EntryKind {
  /// The states from which the step can be made; none for what is no step.
  public var sources: Set<AppealState> {
    switch self {
    case .triage: AppealMove.beginTriage.sources
    case .hold: AppealMove.holdUnsafe(risk: "").sources
    case .clear: AppealMove.clearHold(because: "").sources
    case .refuse: AppealMove.refuseAppeal(because: "").sources
    case .ready:
      AppealMove.makeReady(
        window: AppealWindow(closes: nil, basis: .statute), evidence: [], waived: []
      ).sources
    case .file: AppealMove.file(proof: "", decisionDue: nil).sources
    case .acknowledge: AppealMove.acknowledge(number: "").sources
    case .ask: AppealMove.askInformation(limit: nil).sources
    case .answer: AppealMove.answerInformation(proof: "").sources
    case .overdue: AppealMove.becomeOverdue.sources
    case .decide:
      AppealMove.decide(outcome: .pending, reasons: nil, reviewer: .notStated).sources
    case .expectRestoration: AppealMove.expectRestoration.sources
    case .restored: AppealMove.observeRestored.sources
    case .notRestored: AppealMove.observeNotRestored.sources
    case .nextStage: AppealMove.prepareNextStage.sources
    case .lapse: AppealMove.lapse.sources
    case .withdraw: AppealMove.withdraw(because: "").sources
    case .close: AppealMove.close(because: "").sources
    case .reopen: AppealMove.reopen(because: "").sources
    case .restriction, .request, .notice, .reasons, .observation, .fact, .appeal: []
    }
  }
}
