import Record

@testable import Docket

/// A made-up case that grows entry by entry, an hour apart.
struct MadeCase {
  static let start: Int64 = 1_780_000_000
  static let hour: Int64 = 3600

  var docketCase = DocketCase(id: "TD-2026-7XK2QM")
  var clock = MadeCase.start

  /// A case with a demand and a restriction.
  static func begun(platform: String = "exampletube", country: String = "VN") throws -> MadeCase {
    var made = MadeCase()
    var request = RemovalRequest(head: RecordHead(id: "r1"), kind: .restrictLocal)
    request.legalBasis = ["csl2018-art26"]
    request.sentOn = try EDTF(parsing: "2026-05")
    request.items = [RemovalRequest.Item(address: "hxxps://example.org/1")]
    try made.add(.request(record: request))
    var restriction = Restriction(
      head: RecordHead(id: "x1"), platform: platform, country: country, trigger: .stateRequest,
      visibility: [.disabled])
    restriction.requestId = "r1"
    restriction.spans = [Restriction.Span(kind: "visibility", startsOn: request.sentOn)]
    try made.add(.restriction(record: restriction))
    return made
  }

  mutating func add(
    _ act: CaseAct, after seconds: Int64 = MadeCase.hour, actor: String = "caseworker-1",
    evidence: [String] = ["note:1"]
  ) throws(CaseRefusal) {
    let entry = CaseEntry(
      sequence: docketCase.entries.count, at: clock + seconds, actor: actor, evidence: evidence,
      act: act)
    try docketCase.append(entry)
    clock += seconds
  }

  mutating func move(
    _ step: AppealMove, of appeal: String = "a1", after seconds: Int64 = MadeCase.hour
  ) throws(CaseRefusal) {
    try add(.move(appeal: appeal, step: step), after: seconds)
  }

  static let evidence: [AppealEvidence] = [.noticeText, .address, .times, .context, .consent]

  /// Opens an appeal and brings it to `ready`.
  mutating func ready(
    _ id: String = "a1", stage: AppealStage = .platformInternal, forum: String = "exampletube",
    closesIn days: Int64? = 30
  ) throws(CaseRefusal) {
    try add(
      .appeal(
        opening: AppealOpening(id: id, restrictionId: "x1", stage: stage, forum: forum)))
    try move(.beginTriage, of: id)
    let window = AppealWindow(
      closes: days.map { clock + $0 * 86_400 }, basis: .noticeText, reference: "within 30 days")
    try move(.makeReady(window: window, evidence: Self.evidence, waived: []), of: id)
  }

  mutating func filed(_ id: String = "a1", dueIn days: Int64? = 10) throws(CaseRefusal) {
    try move(.file(proof: "exhibit:7", decisionDue: days.map { clock + $0 * 86_400 }), of: id)
  }

  mutating func decided(
    _ outcome: AppealOutcome, _ id: String = "a1", after days: Int64 = 2
  ) throws(CaseRefusal) {
    try move(
      .decide(outcome: outcome, reasons: "as given", reviewer: .humanStated), of: id,
      after: days * 86_400)
  }
}
