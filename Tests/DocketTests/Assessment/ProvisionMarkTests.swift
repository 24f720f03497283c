import Bytes
import Foundation
import Messages
import Mutation
import Record
import Testing

@testable import Docket

@Suite("How provisions fare in the three tests is data")
struct ProvisionMarkTests {
  private static let shipped = (try? JSONValue(parsing: ProvisionMarks.shippedBytes)) ?? .null

  private static func statute(_ id: String, _ provisions: [String]) throws -> Statute {
    try Statute([
      "id": .string(id), "title": ["en": "Text"], "type": "code", "in_force": "2018-01-01",
      "status": "in-force",
      "provisions": .array(
        provisions.map {
          [
            "id": .string($0), "article": "1", "paraphrase": ["en": "Text"], "sources": ["paper"],
            "confidence": "reported",
          ]
        }), "sources": ["paper"], "confidence": "reported",
    ])
  }

  private static func register(
    _ id: String, _ provisions: [String], _ marks: ProvisionMarks? = nil
  ) throws -> ProvisionRegister {
    ProvisionRegister(
      of: [try statute(id, provisions)],
      judgedBy: try marks ?? ProvisionMarks(parsing: ProvisionMarks.shippedBytes))
  }

  private static func made(_ marks: JSONValue) throws -> ProvisionMarks {
    let file: JSONValue = [
      "marks_id": "made-up", "version": "1", "title": ["vi": "Tên", "en": "Name"],
      "sources": ["book": ["cite": "A book", "mark": "D"]],
      "reasons": ["why": ["vi": "Lý do", "en": "Reason"]], "marks": marks,
    ]
    return try ProvisionMarks(parsing: file.canonicalBytes)
  }

  private static func verdict(_ mark: String) -> JSONValue {
    ["mark": .string(mark), "because": "why", "sources": ["book"]]
  }

  @Test func theShippedOnesAreOfTheDossier() throws {
    let marks = try ProvisionMarks(parsing: ProvisionMarks.shippedBytes)
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 1...4 { folder.deleteLastPathComponent() }
    for entry in marks.entries {
      let file = folder.appending(path: "Data/viet-nam/statutes/\(entry.statute).yaml")
      let text = try String(contentsOf: file, encoding: .utf8)
      if let provision = entry.provision { #expect(text.contains("- id: \(provision)\n")) }
    }
    // The table of the specification, section 4.5, as far as the register has its provisions.
    for (statute, provision, marked) in [
      ("penal-code-1999", "pc1999-art88", "fails partly fails"),
      ("penal-code-1999", "pc1999-art258", "fails partly fails"),
      ("penal-code-2015", "pc2015-art109", "fails passes fails"),
      ("penal-code-2015", "pc2015-art116", "fails fails fails"),
      ("penal-code-2015", "pc2015-art117", "fails partly fails"),
      ("penal-code-2015", "pc2015-art118", "fails passes fails"),
      ("penal-code-2015", "pc2015-art331", "fails partly fails"),
      ("cybersecurity-law-2018", "csl2018-art15-16", "fails partly unjudged"),
      ("cybersecurity-law-2018", "csl2018-art26", "partly passes fails"),
      ("decree-53-2022", "d53-takedown", "partly passes fails"),
      ("cybersecurity-law-2025", "csl2025-ip", "partly passes fails"),
      ("decree-72-2013", "d72-art5", "fails partly fails"),
      ("decree-147-2024", "d147-removal", "partly passes fails"),
      ("decree-15-2020", "d15-art101", "fails partly fails"),
      ("penal-code-2015", "pc2015-art318", "unjudged unjudged unjudged"),
    ] {
      let register = try Self.register(statute, [provision])
      let found = try #require(register[provision])
      #expect(
        [found.legality, found.aim, found.necessity].map(\.rawValue).joined(separator: " ")
          == marked, "\(provision)")
      #expect(found.isPublic == .yes)
    }
  }

  @Test func whatNobodyHasJudgedIsUnknownAndSaysSo() throws {
    let policy = try #require(Demand.policy)
    let register = try Self.register("law-1", ["law-1-art-1"])
    let demand = Demand()
    let facts = demand.facts.mapValues { Fact($0) }
    let assessment = policy.assess(
      facts, citing: ["law-1-art-1"], on: demand.date, in: register)
    #expect(assessment.rules(.undecided) == ["A5", "A6"])
    #expect(assessment.openFacts == ["basis.precise", "basis.public"])
    #expect(
      assessment.outcome == .escalateHuman && assessment.rules(.fired).contains("A4") == false)
    let tests = assessment.json["citations"].elements.first?["tests"].elements ?? []
    #expect(tests.map { $0["mark"].text } == Array(repeating: "unjudged", count: 4))
    #expect(tests.compactMap { $0["test"].text } == ProvisionTest.allCases.map(\.rawValue))
    // Whoever knows may say so.
    let told = policy.assess(
      facts.merging(["basis.precise": Fact(.flag(true)), "basis.public": Fact(.flag(true))]) { $1 },
      citing: ["law-1-art-1"], on: demand.date, in: register)
    #expect(told.outcome == .restrictNarrow && told.unused.isEmpty)
  }

  @Test func aVagueArticleIsContestedAndTheReasonTold() throws {
    let policy = try #require(Demand.policy)
    let demand = Demand([
      "content.harm_class": .word("none"),
      "content.expression_class": .words(["labour_land_environment"]),
      "basis.precise": .flag(true),
    ])
    let assessment = policy.assess(
      demand.facts.mapValues { Fact($0) }, citing: ["pc2015-art331"], on: demand.date,
      in: try Self.register("penal-code-2015", ["pc2015-art331"]))
    #expect(assessment.outcome == .reject)
    #expect(Set(["A6", "A7", "C1"]).isSubset(of: assessment.rules(.fired)))
    // A judgement is not outvoted by whoever enters facts.
    #expect(assessment.unused == [.init(fact: "basis.precise", reason: .decidedByRegister)])
    let test = try #require(
      assessment.json["citations"].elements.first?["tests"].elements
        .first { $0["test"].text == "legality" })
    #expect(test["mark"].text == "fails" && test["judged"].text == "2026-11-29")
    #expect(test["because"]["vi"].text?.isEmpty == false)
    #expect(test["sources"].elements.contains { $0.text?.contains("CCPR/C/GC/34") == true })
  }

  @Test func aSecretDirectiveIsNoLaw() throws {
    let policy = try #require(Demand.policy)
    let demand = Demand()
    let assessment = policy.assess(
      demand.facts.mapValues { Fact($0) }, citing: ["dir47"], on: demand.date,
      in: try Self.register("directive-47-army", ["dir47"]))
    #expect(assessment.rules(.fired).contains("A5") && assessment.atMost == .reject)
  }

  @Test func oneJudgementInPartLeavesThePointOpen() throws {
    let policy = try #require(Demand.policy)
    let demand = Demand()
    let assessment = policy.assess(
      demand.facts.mapValues { Fact($0) }, citing: ["d147-removal"], on: demand.date,
      in: try Self.register("decree-147-2024", ["d147-removal"]))
    #expect(assessment.rules(.undecided) == ["A6"])
  }

  @Test func theLatestJudgementCountsAndAProvisionsOwnBeforeItsStatutes() throws {
    let marks = try Self.made([
      [
        "statute": "law-1", "judged": "2026-05-01", "legality": Self.verdict("passes"),
        "aim": Self.verdict("passes"),
      ],
      [
        "statute": "law-1", "provision": "a", "judged": "2025-01-01",
        "legality": Self.verdict("partly"),
      ],
      [
        "statute": "law-1", "provision": "a", "judged": "2024-01-01",
        "legality": Self.verdict("fails"),
      ],
      [
        "statute": "law-2", "provision": "b", "judged": "2026-01-01",
        "legality": Self.verdict("fails"),
      ],
    ])
    let register = try Self.register("law-1", ["a", "b"], marks)
    #expect(register["a"]?.legality == .partly && register["a"]?.aim == .passes)
    // Of another statute: not this one's.
    #expect(register["b"]?.legality == .passes && register["b"]?.isPublic == .maybe)
    #expect(
      marks.faults(in: register) == [
        PolicyFault("marks[3].provision", .unknownProvision("b"))
      ])
    #expect(
      try Self.made([
        ["statute": "law-9", "judged": "2026-05-01", "aim": Self.verdict("passes")]
      ]).faults(in: register) == [PolicyFault("marks[0].statute", .unknownStatute("law-9"))])
  }

  @Test func aStatuteWithoutProvisionsIsInTheRegister() throws {
    let marks = try Self.made([
      ["statute": "law-1", "judged": "2026-05-01", "published": Self.verdict("passes")]
    ])
    #expect(marks.faults(in: try Self.register("law-1", [], marks)).isEmpty)
  }

  @Test func aMarkWithoutDayReasonOrSourceIsRefused() {
    func faults(_ change: (inout JSONValue) -> Void) -> [PolicyFault] {
      var value = Self.shipped
      change(&value)
      do {
        _ = try ProvisionMarks(parsing: value.canonicalBytes)
        return []
      } catch { return error.faults }
    }
    func first(_ change: (inout JSONValue) -> Void) -> [PolicyFault] {
      faults { value in
        var marks = value["marks"].elements
        change(&marks[0])
        value["marks"] = .array(marks)
      }
    }
    #expect(faults { _ in }.isEmpty)
    #expect(first { $0["judged"] = .null } == [PolicyFault("marks[0].judged", .missing)])
    #expect(first { $0["judged"] = "2026-13-01" }.count == 1)
    #expect(
      first { $0["published"]["sources"] = .array([]) } == [
        PolicyFault("marks[0].published.sources", .noSources)
      ])
    #expect(
      first { $0["published"]["sources"] = ["no-such"] } == [
        PolicyFault("marks[0].published.sources", .unknownSource("no-such"))
      ])
    #expect(
      first { $0["published"]["because"] = "no-such" } == [
        PolicyFault("marks[0].published.because", .unknownReason("no-such"))
      ])
    #expect(first { $0["published"]["mark"] = "unjudged" }.count == 1)
    #expect(first { $0["published"] = .null } == [PolicyFault("marks[0]", .missing)])
    #expect(first { $0["precise"] = true } == [PolicyFault("marks[0].precise", .unknownMember)])
    #expect(
      faults { $0["reasons"]["vague"]["vi"] = .null } == [
        PolicyFault("reasons.vague", .missingLanguage("vi"))
      ])
    #expect(
      faults { $0["marks"] = .array($0["marks"].elements + [$0["marks"].elements[1]]) }.map(\.fault)
        .contains { if case .judgedTwice = $0 { true } else { false } })
  }

  @Test func damagedFilesAreReadOrRefused() {
    var mutator = Mutator(corpus: [ProvisionMarks.shippedBytes], seed: 45)
    var taken = 0
    for _ in 0..<1_500 {
      guard let marks = try? ProvisionMarks(parsing: mutator.next()) else { continue }
      taken += 1
      for entry in marks.entries {
        #expect(entry.judgements.allSatisfy { !$0.sources.isEmpty && $0.because.vi != nil })
      }
    }
    #expect(taken > 10)
  }

  @Test func everyTestAndMarkHasItsWords() {
    for test in ProvisionTest.allCases {
      #expect(Messages.has("command.docket.test.\(test.rawValue)"))
    }
    for mark in Provision.Mark.allCases where mark != .unjudged {
      #expect(Messages.has("command.docket.mark.\(mark.rawValue)"))
    }
  }
}
