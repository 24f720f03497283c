/// What a company should do with a demand, in rising order of obedience (specification, section 4.2).
public enum Effect: String, Sendable, Hashable, CaseIterable, Comparable, Codable {
  /// Refuse it.
  case reject
  /// Send it back: it says too little to be judged.
  case returnForCompletion = "return_for_completion"
  /// Contest it, and change nothing until that is decided.
  case challenge
  /// Restrict the item alone, in the country of the law alone, for as long as it holds.
  case restrictNarrow = "restrict_narrow"
  /// Remove it everywhere, under the company's own rules.
  case removeHouseRule = "remove_house_rule"

  /// The place in the order of obedience, from 0.
  public var obedience: Int {
    switch self {
    case .reject: 0
    case .returnForCompletion: 1
    case .challenge: 2
    case .restrictNarrow: 3
    case .removeHouseRule: 4
    }
  }

  /// Less obedience first.
  public static func < (left: Effect, right: Effect) -> Bool { left.obedience < right.obedience }
}

/// What an assessment comes to: an effect, or that a person must decide.
public enum Outcome: String, Sendable, Hashable, CaseIterable, Codable {
  case reject
  case returnForCompletion = "return_for_completion"
  case challenge
  case restrictNarrow = "restrict_narrow"
  case removeHouseRule = "remove_house_rule"
  /// Too much is unknown; nothing is done to the content until a person has decided.
  case escalateHuman = "escalate_human"

  /// The outcome that is `effect`.
  public init(_ effect: Effect) {
    switch effect {
    case .reject: self = .reject
    case .returnForCompletion: self = .returnForCompletion
    case .challenge: self = .challenge
    case .restrictNarrow: self = .restrictNarrow
    case .removeHouseRule: self = .removeHouseRule
    }
  }

  /// The effect; `nil` where a person must decide.
  public var effect: Effect? { Effect(rawValue: rawValue) }

  /// The place in the order of obedience. While a person decides nothing is done, as after a refusal.
  public var obedience: Int { effect?.obedience ?? 0 }
}

/// The phases of an assessment, in order.
public enum Phase: String, Sendable, Hashable, CaseIterable, Comparable, Codable {
  /// Absolute harms: they override.
  case harm = "X"
  case legality = "A"
  case aim = "B"
  case necessity = "C"
  case scope = "D"
  case notice = "E"
  case publication = "F"
  case data = "G"
  case human = "H"

  /// Whether rules of the phase may give an effect; those of the others only add duties.
  public var decides: Bool {
    switch self {
    case .harm, .legality, .aim, .necessity: true
    case .scope, .notice, .publication, .data, .human: false
    }
  }

  /// In the order of the assessment.
  public static func < (left: Phase, right: Phase) -> Bool {
    let order = Phase.allCases
    return order.firstIndex(of: left) ?? 0 < order.firstIndex(of: right) ?? 0
  }
}
