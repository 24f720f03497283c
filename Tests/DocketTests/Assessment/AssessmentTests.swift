import Bytes
import Record
import Testing

@testable import Docket

/// The test vectors of the specification, section 4.4.
struct Vector: CustomTestStringConvertible, Sendable {
  var name: String
  var demand: Demand
  var outcome: Outcome
  /// Rules that fire, phases X to C, all of them; `nil` where only some are named.
  var deciding: [String]?
  var fires: [String] = []
  var firesNot: [String] = []

  var testDescription: String { name }

  private static let security: [String: FactValue] = [
    "content.harm_class": .word("none"), "subject.kind": .word("official"),
    "content.expression_class": .words(["government_criticism"]),
    "aim.claimed": .word("reputation"),
  ]

  static let all: [Vector] = [
    Vector(
      name: "T1 phone call, no basis, video that criticises a minister",
      demand: Demand(
        security.merging([
          "request.channel": .word("phone"), "request.in_writing": .flag(false),
          "request.signed": .flag(false),
        ]) { $1 }, cited: []), outcome: .reject, deciding: ["A2", "A3", "A7", "B2", "C1"]),
    Vector(
      name: "T2 letter citing Art. 331, livestream on land rights",
      demand: Demand(
        [
          "content.harm_class": .word("none"),
          "content.expression_class": .words(["labour_land_environment"]),
        ], cited: ["pc2015-art331"]), outcome: .reject, deciding: ["A6", "A7", "C1"]),
    Vector(
      name: "T3 Art. 26 of 24/2018 cited on 5 August 2026",
      demand: Demand(
        ["basis.precise": .flag(true)], cited: ["csl2018-art26"], on: "2026-08-05"),
      outcome: .reject, fires: ["A4"]),
    Vector(
      name: "T4 the same on 30 June 2026",
      demand: Demand(
        ["basis.precise": .flag(true)], cited: ["csl2018-art26"], on: "2026-06-30"),
      outcome: .restrictNarrow, firesNot: ["A4"]),
    Vector(
      name: "T5 court order, intimate images, verified by own staff",
      demand: Demand([
        "order.judicial": .flag(true), "content.harm_class": .word("ncii"),
        "content.harm_verified": .flag(true), "subject.kind": .word("private_person"),
        "content.expression_class": .words(["private_person"]),
      ]), outcome: .removeHouseRule, fires: ["X2", "E1"]),
    Vector(
      name: "T6 gambling advertisement, all in order", demand: Demand(),
      outcome: .restrictNarrow, deciding: [], fires: ["D1", "E1", "F1"]),
    Vector(
      name: "T7 the same, worldwide",
      demand: Demand(["territory.wider_than_basis": .flag(true)]), outcome: .restrictNarrow,
      deciding: ["A8"], fires: ["D1"]),
    Vector(
      name: "T8 close 36 channels with all videos",
      demand: Demand([
        "targets.specific": .flag(false), "measure.asked": .word("suspend_account"),
        "targets.named_per_account": .number(0),
      ]), outcome: .returnForCompletion, deciding: ["A9", "C4"]),
    Vector(
      name: "T9 call to a peaceful march",
      demand: Demand([
        "content.expression_class": .words(["political"]), "content.harm_class": .word("none"),
      ]), outcome: .reject, fires: ["C1"], firesNot: ["X3"]),
    Vector(
      name: "T10 call to burn a named house tonight",
      demand: Demand([
        "content.harm_class": .word("incitement"), "content.nonviolent": .flag(false),
        "rabat.context": .word("high"), "rabat.speaker": .word("high"),
        "rabat.intent": .word("high"), "rabat.content_form": .word("high"),
        "rabat.extent": .word("high"), "rabat.likelihood": .word("high"),
      ]), outcome: .restrictNarrow, deciding: ["X3"]),
    Vector(
      name: "T11 gag claimed by the letter of a ministry",
      demand: Demand(["gag": .word("claimed")]), outcome: .restrictNarrow, fires: ["E2"]),
    Vector(
      name: "T12 removal and subscriber data in one letter",
      demand: Demand(["also_asks_user_data": .flag(true)]), outcome: .restrictNarrow,
      deciding: [], fires: ["G1"]),
    Vector(
      name: "T13 basis unknown, channel unknown",
      demand: Demand(
        [:], cited: ["Quy định 99"], without: ["request.channel", "order.judicial"]),
      outcome: .escalateHuman),
    Vector(
      name: "T14 house rule applied two hours after the letter",
      demand: Demand(["house_rule.breach_independent": .flag(true)]), outcome: .restrictNarrow,
      fires: ["D2"]),
    Vector(
      name: "T15 sermon of an unregistered church, ‘dividing unity’",
      demand: Demand([
        "content.expression_class": .words(["religious"]),
        "aim.claimed": .word("national_unity"), "content.harm_class": .word("none"),
      ]), outcome: .reject, fires: ["B1", "C1"]),
    Vector(
      name: "T16 defamation of a shopkeeper, judgment of a court",
      demand: Demand([
        "order.judicial": .flag(true), "aim.claimed": .word("reputation"),
        "subject.kind": .word("private_person"), "content.harm_class": .word("none"),
        "content.expression_class": .words(["private_person"]),
      ]), outcome: .restrictNarrow, deciding: [], fires: ["D1"]),
    Vector(
      name: "T17 health misinformation, a label would do",
      demand: Demand([
        "aim.claimed": .word("public_health"), "measure.alternatives": .words(["label"]),
        "content.expression_class": .words(["other"]),
      ]), outcome: .restrictNarrow, deciding: ["C3"]),
    Vector(
      name: "T18 exiled author, worldwide",
      demand: Demand([
        "content.expression_class": .words(["political"]),
        "territory.wider_than_basis": .flag(true),
      ]), outcome: .reject, deciding: ["A8", "C1"]),
    Vector(
      name: "T19 speaker in custody, account data asked",
      demand: Demand([
        "speaker.at_risk": .flag(true), "also_asks_user_data": .flag(true),
        "measure.asked": .word("hand_over_data"),
      ]), outcome: .challenge, fires: ["C6", "G1"]),
  ]
}

@Suite("Demands are judged rule by rule")
struct AssessmentTests {
  @Test(arguments: Vector.all) func vectorsOfTheSpecification(vector: Vector) throws {
    let policy = try Policy(parsing: Policy.shippedBytes, register: Demand.register)
    let assessment = vector.demand.assessed(by: policy)
    #expect(assessment.outcome == vector.outcome)
    let fired = assessment.rules(.fired)
    if let deciding = vector.deciding {
      let phases = Dictionary(uniqueKeysWithValues: policy.rules.map { ($0.id, $0.phase) })
      #expect(fired.filter { phases[$0]?.decides ?? false } == deciding)
    }
    #expect(Set(vector.fires).isSubset(of: fired))
    #expect(Set(vector.firesNot).isDisjoint(with: fired))
    #expect(assessment.findings.count == policy.rules.count)
  }

  @Test func whatIsRefusedOfTheExcessDoesNotTouchTheRest() throws {
    let policy = try #require(Demand.policy)
    let vector = try #require(Vector.all.first { $0.name.hasPrefix("T7") })
    let assessment = vector.demand.assessed(by: policy)
    #expect(assessment.excess == .fired)
    #expect(assessment.duties.contains { $0.code == "limit_to_territory" && $0.rules == ["A8"] })
  }

  @Test func dutiesNameTheirRules() throws {
    let policy = try #require(Demand.policy)
    for (name, duty, rule) in [
      ("T11", "notify_despite_gag", "E2"), ("T12", "separate_data_track", "G1"),
      ("T14", "record_state_trigger", "D2"),
    ] {
      let vector = try #require(Vector.all.first { $0.name.hasPrefix(name) })
      let duties = vector.demand.assessed(by: policy).duties
      #expect(duties.first { $0.code == duty }?.rules == [rule])
    }
  }

  @Test func aRepealedArticleIsCaughtAndWhatReplacedItIsNamed() throws {
    let policy = try #require(Demand.policy)
    let assessment = Demand([:], cited: ["csl2018-art26"]).assessed(by: policy)
    #expect(assessment.basis.notInForce.map(\.cited) == ["csl2018-art26"])
    #expect(assessment.basis.citations.first?.heldInstead == "csl2025-art25")
    #expect(assessment.outcome == .reject)
  }

  @Test func aRepealedArticleBesideOneInForceIsNamedToo() throws {
    let policy = try #require(Demand.policy)
    let assessment = Demand([:], cited: ["csl2018-art26", "gambling-art3"]).assessed(by: policy)
    #expect(assessment.rules(.fired).contains("A4b"))
    #expect(assessment.outcome == .returnForCompletion)
  }

  @Test(arguments: [
    ("2026-06-30", Answer.yes), ("2026-07-01", .no), ("2026-07", .no), ("2026-06", .yes),
    ("2026", .maybe), ("2018-12-31", .no), ("2018-12/2019-01", .maybe), ("2019-01-01", .yes),
  ])
  func forceFollowsThePrecisionOfTheDate(date: String, expected: Answer) throws {
    let provision = try #require(Demand.register["csl2018-art26"])
    #expect(provision.isInForce(on: try EDTF(parsing: date)) == expected)
  }

  @Test func aMonthOfRepealLeavesTheMonthOpen() throws {
    let provision = Provision(
      id: "x", validFrom: Demand.date("2013-09"), end: .repealed(try EDTF(parsing: "2024-12")))
    #expect(provision.isInForce(on: try EDTF(parsing: "2024-11-30")) == .yes)
    #expect(provision.isInForce(on: try EDTF(parsing: "2024-12-15")) == .maybe)
    #expect(provision.isInForce(on: try EDTF(parsing: "2025-01-01")) == .no)
    #expect(provision.isInForce(on: try EDTF(parsing: "2013-09-10")) == .maybe)
  }

  @Test func aSecretRuleIsNoLaw() throws {
    let policy = try #require(Demand.policy)
    let assessment = Demand([:], cited: ["secret-1"]).assessed(by: policy)
    #expect(assessment.rules(.fired).contains("A5") && assessment.outcome == .reject)
  }

  @Test func theLawsOfTheLandAreNoProvision() throws {
    let policy = try #require(Demand.policy)
    let assessment = Demand([:], cited: ["pháp luật Việt Nam"]).assessed(by: policy)
    #expect(assessment.rules(.fired).contains("A3"))
    #expect(assessment.basis.unresolved == ["pháp luật Việt Nam"])
  }

  @Test func factsThatCannotBeUsedAreNamed() throws {
    let policy = try #require(Demand.policy)
    let assessment = Demand([
      "moon.phase": .flag(true), "request.signed": .word("yes"),
      "basis.any_in_force": .flag(false), "outcome.effect": .word("reject"),
    ]).assessed(by: policy)
    #expect(
      assessment.unused == [
        .init(fact: "basis.any_in_force", reason: .decidedByRegister),
        .init(fact: "moon.phase", reason: .notInPolicy),
        .init(fact: "outcome.effect", reason: .decidedByRules),
        .init(fact: "request.signed", reason: .wrongType),
      ])
    #expect(assessment.rules(.undecided) == ["A2"])
    #expect(assessment.openFacts == ["request.signed"])
    #expect(assessment.outcome == .escalateHuman && assessment.atMost == .restrictNarrow)
  }

  @Test func theSameAssessmentIsTheSameBytes() throws {
    let policy = try #require(Demand.policy)
    let one = Demand().assessed(by: policy).json
    #expect(one.canonicalBytes == Demand().assessed(by: policy).json.canonicalBytes)
    #expect(one["rules"].elements.allSatisfy { $0["because"]["vi"].text != nil })
  }
}
