import Bytes
import Record

extension PolicyReader {
  mutating func rules(
    _ value: JSONValue, _ facts: [String: Policy.FactDefinition],
    _ duties: [String: LocalizedText], _ sources: [String: Policy.Source]
  ) -> [Policy.Rule] {
    var rules: [Policy.Rule] = []
    var seen: Set<String> = []
    let elements = list(value, "rules")
    if elements.isEmpty { fault("rules", .missing) }
    if elements.count > Self.mostRules { fault("rules", .tooMany(limit: Self.mostRules)) }
    for (index, element) in elements.prefix(Self.mostRules).enumerated() {
      let path = "rules[\(index)]"
      guard let rule = rule(element, path, facts.mapValues(\.type)) else { continue }
      if !seen.insert(rule.id).inserted { fault("\(path).id", .repeatedName(rule.id)) }
      for duty in rule.duties where duties[duty] == nil {
        fault("\(path).duties", .unknownDuty(duty))
      }
      if rule.sources.isEmpty { fault("\(path).sources", .noSources) }
      for source in rule.sources where sources[source] == nil {
        fault("\(path).sources", .unknownSource(source))
      }
      check(rule, path, facts)
      rules.append(rule)
    }
    return rules
  }

  private mutating func rule(
    _ value: JSONValue, _ path: String, _ facts: [String: FactType]
  ) -> Policy.Rule? {
    refuseUnknown(
      value,
      [
        "id", "phase", "when", "effect", "part", "duties", "because", "sources", "provisions",
        "edge",
      ], path)
    let id = text(value["id"], "\(path).id")
    let phase = word(value["phase"], "\(path).phase", Phase.self)
    let when = text(value["when"], "\(path).when")
    let effect =
      value["effect"].isNull ? nil : word(value["effect"], "\(path).effect", Effect.self)
    let part =
      value["part"].isNull ? .whole : word(value["part"], "\(path).part", Policy.Part.self)
    let because = localized(value["because"], "\(path).because")
    var edge: [LocalizedText] = []
    for (index, element) in list(value["edge"], "\(path).edge").enumerated() {
      edge.append(localized(element, "\(path).edge[\(index)]"))
    }
    let duties = texts(value["duties"], "\(path).duties")
    let sources = texts(value["sources"], "\(path).sources")
    let provisions = texts(value["provisions"], "\(path).provisions")
    guard let id, let phase, let when, let part else { return nil }
    do {
      return Policy.Rule(
        id: id, phase: phase, when: when, condition: try Condition(parsing: when, facts: facts),
        effect: effect, part: part, duties: duties, because: because, sources: sources,
        provisions: provisions, edge: edge)
    } catch {
      fault("\(path).when", .badCondition(error))
      return nil
    }
  }

  /// What no grammar can tell: whether the rule can do what it says.
  private mutating func check(
    _ rule: Policy.Rule, _ path: String, _ facts: [String: Policy.FactDefinition]
  ) {
    if rule.effect == nil, rule.duties.isEmpty { fault(path, .idle) }
    if let effect = rule.effect { check(effect, of: rule, path) }
    if rule.phase.decides {
      // An unknown fact must stay open here: else less knowledge could give more obedience.
      if rule.condition.asksUnknown { fault("\(path).when", .asksTooEarly("unknown()")) }
      for name in rule.condition.facts
      where ComputedFact(rawValue: name)?.followsDecision ?? false {
        fault("\(path).when", .asksTooEarly(name))
      }
    }
    switch ConditionReach(rule.condition, facts: facts.mapValues(\.type)).found {
    case .never: fault("\(path).when", .neverFires)
    case .always where rule.phase.decides: fault("\(path).when", .alwaysFires)
    case .always, .sometimes, .notTried: break
    }
  }

  private mutating func check(_ effect: Effect, of rule: Policy.Rule, _ path: String) {
    guard rule.phase.decides else { return fault("\(path).effect", .effectInDutyPhase) }
    if rule.phase != .harm, effect > .restrictNarrow {
      fault("\(path).effect", .unreachableEffect(effect.rawValue))
    }
    if rule.phase == .harm, effect < .restrictNarrow {
      fault("\(path).effect", .unreachableEffect(effect.rawValue))
    }
    if rule.part == .excess, effect != .reject {
      fault("\(path).effect", .unreachableEffect(effect.rawValue))
    }
  }
}

/// Whether a condition can be true, and false: tried with all values of its facts that make a difference.
struct ConditionReach {
  enum Found: Hashable { case never, always, sometimes, notTried }

  /// So many settings are tried at most.
  static let most = 100_000

  let found: Found

  init(_ condition: Condition, facts: [String: FactType]) {
    let names = condition.facts
    let choices = names.map { Self.choices(of: $0, condition, facts[$0] ?? .flag) }
    var count = 1
    for choice in choices {
      count = count.multipliedReportingOverflow(by: choice.count).partialValue
      guard count > 0, count <= Self.most else {
        found = .notTried
        return
      }
    }
    var seen: Set<Bool> = []
    for number in 0..<count where seen.count < 2 {
      var rest = number
      var values: [String: FactValue] = [:]
      for (name, choice) in zip(names, choices) {
        values[name] = choice[rest % choice.count]
        rest /= choice.count
      }
      seen.insert(condition.answer(for: values) == .yes)
    }
    found = seen.count == 2 ? .sometimes : seen.contains(true) ? .always : .never
  }

  /// One value of each kind that the condition tells apart; `nil` is what is not known.
  private static func choices(
    of name: String, _ condition: Condition, _ type: FactType
  ) -> [FactValue?] {
    let asksUnknown = condition.leaves.contains(.unknown(name))
    return known(name, condition, type) + (asksUnknown ? [nil] : [])
  }

  private static func known(
    _ name: String, _ condition: Condition, _ type: FactType
  ) -> [FactValue?] {
    switch type {
    case .flag: return [.flag(true), .flag(false)]
    case .word(let words): return words.map { .word($0) }
    // Lists are asked word by word, so that single words and pairs of them show what there is.
    case .words(let words): return [.words([]), .words(words)] + words.map { .words([$0]) }
    case .number:
      let bounds = condition.leaves.compactMap { leaf -> Double? in
        guard case .number(name, _, let bound) = leaf else { return nil }
        return bound
      }
      return Set(bounds.flatMap { [$0 - 0.5, $0, $0 + 0.5] }).sorted().map { .number($0) }
    }
  }
}
