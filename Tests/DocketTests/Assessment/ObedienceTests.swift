import Signals
import Record
import Testing

@testable import Docket

@Suite("Less knowledge and more protection never give more obedience")
struct ObedienceTests {
  /// Random facts, each unknown one time in five.
  static func facts(_ random: inout SplitMix64, _ policy: Policy) -> [String: FactValue] {
    var facts: [String: FactValue] = [:]
    for name in policy.enteredFacts where random.below(5) > 0 {
      switch policy.facts[name]?.type {
      case .flag: facts[name] = .flag(random.below(2) == 0)
      case .number: facts[name] = .number(Double(random.below(30)))
      case .word(let words): facts[name] = .word(words[random.below(words.count)])
      case .words(let words): facts[name] = .words(words.filter { _ in random.below(4) == 0 })
      case nil: break
      }
    }
    return facts
  }

  static func demand(_ random: inout SplitMix64, _ policy: Policy) -> Demand {
    var demand = Demand()
    if random.below(2) == 0 {
      demand.facts = facts(&random, policy)
    } else {
      // Wholly random demands nearly always fire something: start from one that passes.
      for (name, value) in facts(&random, policy) where random.below(8) == 0 {
        demand.facts[name] = value
      }
    }
    let ids = Demand.register.provisions.keys.sorted() + ["Điều 9", "pháp luật"]
    demand.cited = (0..<random.below(3)).map { _ in ids[random.below(ids.count)] }
    if random.below(4) == 0 { demand.date = nil }
    return demand
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func unknownFactsNeverRaiseIt(seed: UInt64) throws {
    let policy = try #require(Demand.policy)
    var random = SplitMix64(seed: seed)
    for _ in 0..<60 {
      let demand = Self.demand(&random, policy)
      let before = demand.assessed(by: policy)
      for name in demand.facts.keys {
        var less = demand
        less.facts[name] = nil
        let after = less.assessed(by: policy)
        #expect(after.outcome.obedience <= before.outcome.obedience, "seed \(seed), \(name)")
      }
      var dateless = demand
      dateless.date = nil
      #expect(dateless.assessed(by: policy).outcome.obedience <= before.outcome.obedience)
    }
  }

  @Test(arguments: [5, 6, 7] as [UInt64])
  func protectedAndPeacefulNeverRaisesIt(seed: UInt64) throws {
    let policy = try #require(Demand.policy)
    var random = SplitMix64(seed: seed)
    for _ in 0..<150 {
      let demand = Self.demand(&random, policy)
      var more = demand
      more.facts["content.nonviolent"] = .flag(true)
      more.facts["content.expression_class"] = .words(["journalism"])
      #expect(
        more.assessed(by: policy).outcome.obedience
          <= demand.assessed(by: policy).outcome.obedience, "seed \(seed)")
    }
  }

  @Test(arguments: [8, 9] as [UInt64])
  func everyDutyHasARuleThatFiredAndEveryFiredRuleItsDuties(seed: UInt64) throws {
    let policy = try #require(Demand.policy)
    var random = SplitMix64(seed: seed)
    for _ in 0..<60 {
      let assessment = Self.demand(&random, policy).assessed(by: policy)
      let fired = Set(assessment.rules(.fired))
      for duty in assessment.duties {
        #expect(!duty.rules.isEmpty && Set(duty.rules).isSubset(of: fired))
      }
      for finding in assessment.findings where finding.verdict == .fired {
        for code in finding.rule.duties {
          #expect(
            assessment.duties.first { $0.code == code }?.rules.contains(finding.rule.id) == true)
        }
      }
      for finding in assessment.findings where finding.verdict == .undecided {
        #expect(!finding.unknownFacts.isEmpty)
      }
    }
  }

  @Test func laterPhasesNeverChangeTheOutcome() throws {
    let policy = try #require(Demand.policy)
    var short = policy
    short.rules.removeAll { !$0.phase.decides }
    var random = SplitMix64(seed: 10)
    for _ in 0..<60 {
      let demand = Self.demand(&random, policy)
      #expect(demand.assessed(by: policy).outcome == demand.assessed(by: short).outcome)
    }
  }
}
