public import Bytes
import Record

extension Assessment {
  /// The assessment as JSON, every rule with its reasons in both languages; the same assessment is the
  /// same bytes.
  public var json: JSONValue {
    [
      "policy": ["id": .string(policyID), "version": .string(policyVersion)],
      "before_policy": .bool(isBeforePolicy),
      "outcome": .string(outcome.rawValue),
      "at_most": .string(atMost.rawValue),
      "excess": .string(excess.rawValue),
      "rules": .array(findings.map(\.json)),
      "duties": .array(
        duties.map { ["code": .string($0.code), "rules": Self.list($0.rules)] }),
      "open_facts": Self.list(openFacts),
      "citations": .array(basis.citations.map(Self.json)),
      "unused": .array(
        unused.map { ["fact": .string($0.fact), "reason": .string($0.reason.rawValue)] }),
    ]
  }

  static func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  private static func json(_ citation: BasisReading.Citation) -> JSONValue {
    [
      "cited": .string(citation.cited),
      "resolved": .bool(citation.provision != nil),
      "in_force": .string(citation.inForce.rawValue),
      "held_instead": citation.heldInstead.map { .string($0) } ?? .null,
      "statute": citation.provision?.instrument.map { .string($0) } ?? .null,
      "tests": .array(ProvisionTest.allCases.map { json($0, of: citation.provision) }),
    ]
  }

  /// What is not judged says so.
  private static func json(_ test: ProvisionTest, of provision: Provision?) -> JSONValue {
    guard let judgement = provision?.judgements[test] else {
      return [
        "test": .string(test.rawValue), "mark": .string(Provision.Mark.unjudged.rawValue),
      ]
    }
    return [
      "test": .string(test.rawValue), "mark": .string(judgement.mark.rawValue),
      "judged": .string(judgement.judged.description), "because": judgement.because.json,
      "sources": list(judgement.sources.map(\.cite)),
    ]
  }
}

extension Assessment.Finding {
  var json: JSONValue {
    [
      "id": .string(rule.id),
      "phase": .string(rule.phase.rawValue),
      "verdict": .string(verdict.rawValue),
      "effect": rule.effect.map { .string($0.rawValue) } ?? .null,
      "part": .string(rule.part.rawValue),
      "when": .string(rule.when),
      "because": rule.because.json,
      "duties": Assessment.list(rule.duties),
      "sources": Assessment.list(rule.sources),
      "unknown_facts": Assessment.list(unknownFacts),
    ]
  }
}

extension LocalizedText {
  var json: JSONValue {
    ["vi": vi.map { .string($0) } ?? .null, "en": en.map { .string($0) } ?? .null]
  }
}
