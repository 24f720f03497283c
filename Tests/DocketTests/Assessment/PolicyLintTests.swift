import Bytes
import Foundation
import Mutation
import Record
import Testing

@testable import Docket

@Suite("A policy that cannot be checked is refused")
struct PolicyLintTests {
  static let shipped = (try? JSONValue(parsing: Policy.shippedBytes)) ?? .null

  static func faults(
    in register: ProvisionRegister? = nil, _ change: (inout JSONValue) -> Void
  ) -> [PolicyFault] {
    var value = shipped
    change(&value)
    do {
      _ = try Policy(parsing: value.canonicalBytes, register: register)
      return []
    } catch { return error.faults }
  }

  static func rule(_ index: Int, _ change: (inout JSONValue) -> Void) -> [PolicyFault] {
    faults { value in
      var rules = value["rules"].elements
      change(&rules[index])
      value["rules"] = .array(rules)
    }
  }

  @Test func theShippedOneHasNoFault() throws {
    let policy = try Policy(parsing: Policy.shippedBytes, register: Demand.register)
    #expect(policy.rules.map(\.id).first == "X1" && policy.rules.map(\.id).last == "H1")
    #expect(policy.rules.count == 38)
    let specified =
      ["X1", "X2", "X3"] + (1...10).map { "A\($0)" } + (1...4).map { "B\($0)" }
      + (1...7).map { "C\($0)" } + (1...4).map { "D\($0)" } + (1...3).map { "E\($0)" }
      + ["F1", "F2", "G1", "G2", "G3", "H1"]
    #expect(Set(specified).isSubset(of: policy.rules.map(\.id)))
  }

  @Test func itsProvisionsAreThoseOfTheDossier() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appending(path: "Data/viet-nam/statutes")
    var text = ""
    for file in try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    {
      text += try String(contentsOf: file, encoding: .utf8)
    }
    for id in try #require(Demand.policy).rules.flatMap(\.provisions) {
      #expect(text.contains("- id: \(id)\n"), "\(id)")
    }
  }

  @Test func withoutReasonsInBothLanguages() {
    for language in ["vi", "en"] {
      let faults = Self.rule(3) { $0["because"][language] = "  " }
      #expect(faults == [PolicyFault("rules[3].because", .missingLanguage(language))])
      let missing = Self.rule(3) { rule in
        var because = rule["because"].object
        because?[language] = nil
        rule["because"] = because.map { .object($0) } ?? .null
      }
      #expect(missing == [PolicyFault("rules[3].because", .missingLanguage(language))])
    }
  }

  @Test func withoutSources() {
    #expect(
      Self.rule(0) { $0["sources"] = [] } == [PolicyFault("rules[0].sources", .noSources)])
    #expect(
      Self.rule(0) { $0["sources"] = ["nowhere"] } == [
        PolicyFault("rules[0].sources", .unknownSource("nowhere"))
      ])
  }

  @Test func withUnknownFactsDutiesAndWords() {
    #expect(
      Self.rule(0) { $0["when"] = "content.moon" } == [
        PolicyFault(
          "rules[0].when",
          .badCondition(ExpressionError(fault: .unknownFact("content.moon"), offset: 0)))
      ])
    #expect(
      Self.rule(0) { $0["duties"] = ["dance"] } == [
        PolicyFault("rules[0].duties", .unknownDuty("dance"))
      ])
    #expect(Self.rule(0) { $0["colour"] = "red" }.map(\.fault) == [.unknownMember])
  }

  @Test func withProvisionsThatAreNotThereOrRunBackwards() throws {
    let none = Self.faults(in: ProvisionRegister()) { _ in }
    #expect(none.contains { $0.fault == .unknownProvision("csl2018-art26") })
    var provisions = Demand.register.provisions
    provisions["csl2018-art26"]?.end = .lastDay(try EDTF(parsing: "2017"))
    let backwards = Self.faults(in: ProvisionRegister(provisions.values)) { _ in }
    #expect(backwards.map(\.fault) == [.datesRunBackwards(provision: "csl2018-art26")])
    provisions = Demand.register.provisions
    provisions["pc2015-art331"]?.end = .lastDay(try EDTF(parsing: "2017"))
    provisions["pc2015-art331"]?.validFrom = nil
    let first = Self.faults(in: ProvisionRegister(provisions.values)) { _ in }
    #expect(
      first.map(\.fault) == [
        .successorEndsFirst(provision: "pc1999-art258", successor: "pc2015-art331")
      ])
  }

  @Test func withEffectsThatCannotComeAbout() throws {
    let policy = try #require(Demand.policy)
    let scope = try #require(policy.rules.firstIndex { $0.id == "D1" })
    #expect(Self.rule(scope) { $0["effect"] = "reject" }.map(\.fault) == [.effectInDutyPhase])
    let legality = try #require(policy.rules.firstIndex { $0.id == "A1" })
    #expect(
      Self.rule(legality) { $0["effect"] = "remove_house_rule" }.map(\.fault) == [
        .unreachableEffect("remove_house_rule")
      ])
    #expect(
      Self.rule(legality) {
        $0["when"] = "targets.named_per_account < 1 and targets.named_per_account > 2"
      }
      .map(\.fault) == [.neverFires])
    #expect(
      Self.rule(legality) { $0["when"] = "requester.verified or not requester.verified" }
        .map(\.fault) == [.alwaysFires])
    #expect(
      Self.rule(legality) { $0["when"] = "outcome.effect == 'reject'" }.map(\.fault) == [
        .asksTooEarly("outcome.effect")
      ])
    #expect(
      Self.rule(legality) { $0["when"] = "unknown(requester.verified)" }.map(\.fault) == [
        .asksTooEarly("unknown()")
      ])
    #expect(
      Self.faults { $0["combine"]["order"] = ["challenge"] }.map(\.fault) == [.wrongOrder])
  }

  @Test func allFaultsAreToldAtOnce() {
    let faults = Self.faults { value in
      value["title"]["vi"] = ""
      value["valid_from"] = "2026-02-30"
      var rules = value["rules"].elements
      rules[1]["id"] = "X1"
      rules[2]["sources"] = []
      value["rules"] = .array(rules)
    }
    #expect(faults.count == 4)
    #expect(faults.allSatisfy { !$0.description.isEmpty })
  }

  @Test func damagedFilesAreSurvived() {
    var mutator = Mutator(corpus: [Policy.shippedBytes], seed: 12)
    for _ in 0..<60 {
      do { _ = try Policy(parsing: mutator.next()) } catch { #expect(!error.faults.isEmpty) }
    }
  }
}
