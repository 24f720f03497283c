public import Record

/// What a company that respects rights should do with a demand, rule by rule: asked before by the company,
/// or afterwards by an observatory about a documented demand (specification, section 4).
public struct Assessment: Sendable, Hashable {
  /// How a rule came out.
  public enum Verdict: String, Sendable, Hashable, CaseIterable, Codable {
    case fired
    case notFired = "not_fired"
    /// It depends on a fact that is not known.
    case undecided
  }

  /// One rule with how it came out.
  public struct Finding: Sendable, Hashable {
    /// The rule with its reasons, duties and sources.
    public var rule: Policy.Rule
    /// How it came out.
    public var verdict: Verdict
    /// Facts that the rule asks and that are not known.
    public var unknownFacts: [String]
  }

  /// A duty with the rules that ask for it.
  public struct Duty: Sendable, Hashable {
    /// Its code in the policy.
    public var code: String
    /// The rules, in the order of the policy.
    public var rules: [String]
  }

  /// A fact that was entered and could not be used.
  public struct Unused: Sendable, Hashable {
    /// Why.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
      /// The policy does not ask it.
      case notInPolicy = "not_in_policy"
      /// It is not what the policy expects there: it counts as not known.
      case wrongType = "wrong_type"
      /// The register of statutes decides it.
      case decidedByRegister = "decided_by_register"
      /// It follows from the rules.
      case decidedByRules = "decided_by_rules"
    }

    /// The name of the fact.
    public var fact: String
    /// Why.
    public var reason: Reason
  }

  /// The policy's name.
  public var policyID: String
  /// The policy's version.
  public var policyVersion: String
  /// Whether the demand is earlier than the day from which the policy is to be used.
  public var isBeforePolicy: Bool
  /// What to do.
  public var outcome: Outcome
  /// The most obedience that can come of it whatever the unknown facts are, phase X apart.
  public var atMost: Effect
  /// Whether part of what is asked goes too far, and is refused whatever becomes of the rest.
  public var excess: Verdict
  /// Every rule, in the order of the policy.
  public var findings: [Finding]
  /// The duties, in the order in which rules ask for them.
  public var duties: [Duty]
  /// What the register says of the provisions cited.
  public var basis: BasisReading
  /// Facts that were entered and could not be used, in the order of their names.
  public var unused: [Unused]

  /// The names of the rules that came out so.
  public func rules(_ verdict: Verdict) -> [String] {
    findings.filter { $0.verdict == verdict }.map(\.rule.id)
  }

  /// Facts to find out, because a rule waits for them; in the order of their names.
  public var openFacts: [String] {
    Set(findings.filter { $0.verdict == .undecided }.flatMap(\.unknownFacts)).sorted()
  }
}

extension Policy {
  /// Assesses a demand.
  ///
  /// The weakest obedience of any rule of phases A to C that fired wins, but rules of phase X override
  /// (specification, section 4.2). Two undecided rules in A to C call for a person; so does one on which
  /// the outcome depends: a demand is never obeyed on a guess.
  ///
  /// - Parameters:
  ///   - facts: what the assessor knows, by name; what is missing is unknown. Of the facts that the
  ///     register works out only those can be entered that it leaves open.
  ///   - cited: the provisions that the demand cites, by their names in the register or in its words;
  ///     none of them where it cites nothing, `nil` where nobody has said.
  ///   - date: of the demand.
  /// - Complexity: O(r + f), for r rules and f facts.
  public func assess(
    _ facts: [String: Fact], citing cited: [String]?, on date: EDTF?, in register: ProvisionRegister
  ) -> Assessment {
    let basis = BasisReading(citing: cited, on: date, in: register)
    var (known, unused) = usable(facts, beside: basis.facts)
    var verdicts: [Assessment.Verdict] = rules.map { rule in
      rule.phase.decides ? Self.verdict(of: rule, known) : .notFired
    }
    let decision = Decision(of: zip(rules, verdicts).map { ($0, $1) }, combination)
    known[ComputedFact.outcome.rawValue] = .word(decision.outcome.rawValue)
    if decision.excess != .undecided {
      known[ComputedFact.excess.rawValue] = .flag(decision.excess == .fired)
    }
    for (index, rule) in rules.enumerated() where !rule.phase.decides {
      verdicts[index] = Self.verdict(of: rule, known)
    }
    unused.sort { $0.fact.utf8.lexicographicallyPrecedes($1.fact.utf8) }
    return Assessment(
      policyID: id, policyVersion: version,
      isBeforePolicy: date?.latest.map { $0 < validFrom } ?? false, outcome: decision.outcome,
      atMost: decision.atMost, excess: decision.excess,
      findings: zip(rules, verdicts).map { rule, verdict in
        Assessment.Finding(
          rule: rule, verdict: verdict,
          unknownFacts: rule.condition.facts.filter { known[$0] == nil })
      }, duties: Self.duties(zip(rules, verdicts).filter { $1 == .fired }.map(\.0)), basis: basis,
      unused: unused)
  }

  private static func verdict(
    of rule: Rule, _ facts: [String: FactValue]
  ) -> Assessment.Verdict {
    switch rule.condition.answer(for: facts) {
    case .yes: .fired
    case .no: .notFired
    case .maybe: .undecided
    }
  }

  private func usable(
    _ facts: [String: Fact], beside computed: [String: FactValue]
  ) -> ([String: FactValue], [Assessment.Unused]) {
    var known = computed
    var unused: [Assessment.Unused] = []
    for (name, fact) in facts {
      let reason: Assessment.Unused.Reason?
      if let definition = self.facts[name] {
        if ComputedFact(rawValue: name)?.followsDecision ?? false {
          reason = .decidedByRules
        } else if !definition.type.admits(fact.value) {
          reason = .wrongType
        } else {
          reason = computed[name].map { $0 == fact.value ? nil : .decidedByRegister } ?? nil
        }
      } else {
        reason = .notInPolicy
      }
      if let reason {
        unused.append(Assessment.Unused(fact: name, reason: reason))
      } else {
        known[name] = fact.value
      }
    }
    return (known, unused)
  }

  private static func duties(_ fired: [Rule]) -> [Assessment.Duty] {
    var duties: [Assessment.Duty] = []
    for rule in fired {
      for code in rule.duties {
        if let place = duties.firstIndex(where: { $0.code == code }) {
          if !duties[place].rules.contains(rule.id) { duties[place].rules.append(rule.id) }
        } else {
          duties.append(Assessment.Duty(code: code, rules: [rule.id]))
        }
      }
    }
    return duties
  }
}

/// What the deciding phases come to.
private struct Decision {
  var outcome: Outcome
  var atMost: Effect
  var excess: Assessment.Verdict

  init(of rules: [(Policy.Rule, Assessment.Verdict)], _ combination: Policy.Combination) {
    let ordinary = rules.filter { $0.0.phase.decides && $0.0.phase != .harm }
    let whole = ordinary.filter { $0.0.part == .whole }
    let excessive = ordinary.filter { $0.0.part == .excess }.map(\.1)
    excess =
      excessive.contains(.fired) ? .fired : excessive.contains(.undecided) ? .undecided : .notFired
    let fired = whole.filter { $0.1 == .fired }.compactMap(\.0.effect)
    // "At most": a rule that asks for less than nothing at all would give never raises it.
    let most = min(fired.min() ?? combination.otherwise, combination.otherwise)
    atMost = most
    let harms = rules.filter { $0.0.phase == .harm && $0.1 == .fired }.compactMap(\.0.effect)
    if let harm = harms.max() {
      outcome = Outcome(harm)
      return
    }
    let undecided = ordinary.filter { $0.1 == .undecided }
    let lowest = undecided.filter { $0.0.part == .whole }.compactMap(\.0.effect).min()
    let mayFall = lowest.map { $0 < most } ?? false
    outcome =
      undecided.count >= combination.undecidedToEscalate || mayFall
      ? .escalateHuman : Outcome(most)
  }
}
