import Record

@testable import Docket

/// A made-up demand with every fact known: a ministry's letter about an advertisement for gambling, with
/// exact addresses, a precise law, for one country only. Tests change what they are about.
struct Demand {
  static let policy: Policy? = try? Policy(parsing: Policy.shippedBytes)

  static func date(_ text: String) -> EDTF? { try? EDTF(parsing: text) }

  static let register = ProvisionRegister(
    provisions.map { provision in
      var provision = provision
      if provision.isPublic == .maybe { provision.isPublic = .yes }
      return provision
    })

  private static let provisions = [
    Provision(id: "gambling-art3", validFrom: date("2010-01-01"), legality: .passes, aim: .passes),
    Provision(
      id: "csl2018-art26", validFrom: date("2019-01-01"), end: .repealed(date("2026-07-01")!),
      legality: .partly, aim: .passes, necessity: .fails, replacedBy: "csl2025-art25"),
    Provision(
      id: "csl2018-art15-16", validFrom: date("2019-01-01"), end: .lastDay(date("2026-06-30")!),
      legality: .fails, replacedBy: "csl2025-art25"),
    Provision(id: "csl2025-art25", validFrom: date("2026-07-01"), legality: .partly),
    Provision(
      id: "pc1999-art88", validFrom: date("2000-07-01"), end: .repealed(date("2018-01-01")!),
      legality: .fails, replacedBy: "pc2015-art117"),
    Provision(
      id: "pc1999-art258", validFrom: date("2000-07-01"), end: .repealed(date("2018-01-01")!),
      legality: .fails, replacedBy: "pc2015-art331"),
    Provision(id: "pc2015-art117", validFrom: date("2018-01-01"), legality: .fails),
    Provision(id: "pc2015-art331", validFrom: date("2018-01-01"), legality: .fails),
    Provision(id: "secret-1", validFrom: date("2018-01-01"), legality: .fails, isPublic: .no),
  ]

  var cited = ["gambling-art3"]
  var date = Demand.date("2026-08-05")
  var facts: [String: FactValue] = [
    "requester.kind": .word("executive_agency"), "requester.verified": .flag(true),
    "request.in_writing": .flag(true), "request.signed": .flag(true),
    "request.channel": .word("official_letter"), "request.general_monitoring": .flag(false),
    "request.covers_reporting": .flag(false), "order.judicial": .flag(false),
    "targets.specific": .flag(true), "targets.named_per_account": .number(1),
    "content.expression_class": .words(["commercial"]), "content.nonviolent": .flag(true),
    "content.harm_class": .word("other"), "content.harm_verified": .flag(false),
    "rabat.context": .word("low"), "rabat.speaker": .word("low"), "rabat.intent": .word("low"),
    "rabat.content_form": .word("low"), "rabat.extent": .word("low"),
    "rabat.likelihood": .word("low"), "content.age_months": .number(1),
    "content.widespread": .flag(false), "content.hosted_elsewhere": .flag(false),
    "speaker.at_risk": .flag(false), "speaker.reachable": .flag(true),
    "subject.kind": .word("nobody"), "aim.claimed": .word("public_order"),
    "aim.single_tradition": .flag(false), "aim.link_shown": .flag(true),
    "measure.asked": .word("restrict_local"), "measure.alternatives": .words([]),
    "territory.wider_than_basis": .flag(false), "duration.open_ended": .flag(false),
    "gag": .word("none"), "also_asks_user_data": .flag(false),
    "also_asks_local_storage": .flag(false), "house_rule.breach_independent": .flag(false),
    "restriction.made": .flag(false), "company.law_leaves_no_room": .flag(false),
    "company.local_presence": .flag(false), "company.staff_risk": .flag(false),
    "company.throttling_threat": .flag(false),
  ]

  init() {}

  init(
    _ changes: [String: FactValue], cited: [String]? = nil, on date: String? = nil,
    without unknown: [String] = []
  ) {
    facts.merge(changes) { $1 }
    for name in unknown { facts[name] = nil }
    if let cited { self.cited = cited }
    if let date { self.date = Demand.date(date) }
  }

  func assessed(by policy: Policy) -> Assessment {
    policy.assess(facts.mapValues { Fact($0) }, citing: cited, on: date, in: Self.register)
  }
}
