import Mutation
import Record
import Testing

@testable import Docket

@Suite("Conditions of a policy")
struct ConditionTests {
  static let facts: [String: FactType] = [
    "a": .flag, "b.c": .flag, "n": .number, "w": .word(of: ["x", "y", "z"]),
    "ws": .words(of: ["p", "q"]),
  ]

  @Test(arguments: [
    ("a and not b.c", Answer.maybe), ("a or b.c", .yes), ("not a and b.c", .no),
    ("n >= 3", .yes), ("n < 3", .no), ("n != 3", .no), ("w == 'x'", .yes), ("w != 'x'", .no),
    ("w in ['y', 'x']", .yes), ("any(ws)", .yes), ("any(ws in ['q'])", .no),
    ("unknown(b.c)", .yes), ("unknown(a)", .no), ("true", .yes), ("(a or b.c) and b.c", .maybe),
    ("not (a and false)", .yes), ("a and a or b.c and false", .yes), ("n > -1.5", .yes),
  ])
  func areAnswered(text: String, expected: Answer) throws {
    let known: [String: FactValue] = [
      "a": .flag(true), "n": .number(3), "w": .word("x"), "ws": .words(["p"]),
    ]
    #expect(try Condition(parsing: text, facts: Self.facts).answer(for: known) == expected)
  }

  @Test(arguments: [
    ("", ExpressionError.Fault.empty, 0),
    ("a and", .endsTooEarly(expected: "the name of a fact"), 5),
    ("a b.c", .unexpected("b.c", expected: "and, or, or the end"), 2),
    ("a and moon", .unknownFact("moon"), 6),
    ("w == 'v'", .unknownWord("v", fact: "w"), 5),
    ("w == 'v", .textWithoutEnd, 5),
    ("any(w)", .wrongType(fact: "w", is: "word", expected: "a list of words"), 4),
    ("ws == 'p'", .wrongType(fact: "ws", is: "words", expected: "a single value; use any()"), 0),
    ("n == 'x'", .unexpected("'x'", expected: "a number"), 5),
    ("n == 1.2.3", .badNumber("1.2.3"), 5),
    ("a & b.c", .badCharacter("&"), 2),
    ("(a", .endsTooEarly(expected: ")"), 2),
    ("w", .endsTooEarly(expected: "==, != or in"), 1),
  ])
  func saysWhatIsWrongAndWhere(text: String, fault: ExpressionError.Fault, offset: Int) {
    #expect(throws: ExpressionError(fault: fault, offset: offset)) {
      try Condition(parsing: text, facts: Self.facts)
    }
  }

  @Test func deepAndLongOnesAreRefused() {
    let deep = String(repeating: "(", count: 1000) + "a" + String(repeating: ")", count: 1000)
    #expect(throws: ExpressionError.self) { try Condition(parsing: deep, facts: Self.facts) }
    let nots = String(repeating: "not ", count: 900) + "a"
    #expect(throws: ExpressionError.self) { try Condition(parsing: nots, facts: Self.facts) }
    let long = String(repeating: "a or ", count: 100_000) + "a"
    #expect(throws: ExpressionError.self) { try Condition(parsing: long, facts: Self.facts) }
  }

  @Test func damagedConditionsAreSurvived() {
    let corpus = Vector.all.isEmpty ? [] : (Demand.policy?.rules.map { Array($0.when.utf8) } ?? [])
    let facts = Demand.policy?.facts.mapValues(\.type) ?? [:]
    var mutator = Mutator(corpus: corpus, seed: 11)
    for _ in 0..<3000 {
      let text = String(decoding: mutator.next(), as: UTF8.self)
      do {
        let condition = try Condition(parsing: text, facts: facts)
        _ = condition.answer(for: Demand().facts)
      } catch { #expect(error.offset <= max(text.utf8.count, Condition.longest)) }
    }
  }
}
