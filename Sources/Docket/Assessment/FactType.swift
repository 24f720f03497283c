/// What an assessor may enter for a fact of a policy.
public enum FactType: Sendable, Hashable {
  /// Yes or no.
  case flag
  /// A number.
  case number
  /// One word out of a closed list.
  case word(of: [String])
  /// Any words out of a closed list, also none.
  case words(of: [String])

  /// The word of the policy file.
  public var name: String {
    switch self {
    case .flag: "flag"
    case .number: "number"
    case .word: "word"
    case .words: "words"
    }
  }

  /// The words it may be; none for a flag or a number.
  public var vocabulary: [String] {
    switch self {
    case .flag, .number: []
    case .word(let words), .words(let words): words
    }
  }

  /// Whether `value` is one of this type.
  public func admits(_ value: FactValue) -> Bool {
    switch (self, value) {
    case (.flag, .flag): true
    case (.number, .number(let number)): number.isFinite
    case (.word(let known), .word(let word)): known.contains(word)
    case (.words(let known), .words(let words)): words.allSatisfy(known.contains)
    default: false
    }
  }
}

/// What is known of a fact. What is not known has no value: there is no word for it.
public enum FactValue: Sendable, Hashable {
  case flag(Bool)
  case number(Double)
  case word(String)
  case words([String])
}

/// A fact as an assessor enters it, with what it rests on (specification, section 4.1).
public struct Fact: Sendable, Hashable {
  /// How well it is known (specification, section 2.1).
  public enum Confidence: String, Sendable, Hashable, CaseIterable, Codable {
    case documented, reported, claimed, inferred
  }

  /// What is the case.
  public var value: FactValue
  /// What shows it: names of exhibits or sources.
  public var evidence: [String]
  /// How well it is known.
  public var confidence: Confidence

  /// Makes a fact.
  public init(
    _ value: FactValue, evidence: [String] = [], confidence: Confidence = .documented
  ) {
    self.value = value
    self.evidence = evidence
    self.confidence = confidence
  }
}
