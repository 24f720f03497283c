public import Record

/// How demands are to be judged, as data: an organisation may write its own (specification, section 4.4).
public struct Policy: Sendable, Hashable {
  /// A fact that the policy asks.
  public struct FactDefinition: Sendable, Hashable {
    /// What may be entered.
    public var type: FactType
    /// The question to the assessor.
    public var question: LocalizedText
    /// Whether the program works it out.
    public var isComputed: Bool
  }

  /// What a rule rests on.
  public struct Source: Sendable, Hashable {
    /// The place in the document, such as "ICCPR Art. 19(3)".
    public var cite: String
    /// How it was read: V in the source, K from knowledge and to be confirmed, D a design of ours.
    public var mark: String
    /// Where it is published.
    public var address: String?
  }

  /// What an effect is about.
  public enum Part: String, Sendable, Hashable, CaseIterable, Codable {
    /// All that is asked.
    case whole
    /// Only what goes beyond what could be asked: it says nothing about the rest.
    case excess
  }

  /// One rule.
  public struct Rule: Sendable, Hashable {
    /// Its name, such as "A4".
    public var id: String
    /// Its phase.
    public var phase: Phase
    /// Its condition as written.
    public var when: String
    /// Its condition.
    public var condition: Condition
    /// What it asks for; only in deciding phases.
    public var effect: Effect?
    /// What the effect is about.
    public var part: Part
    /// Duties, by their codes.
    public var duties: [String]
    /// Why, in both languages.
    public var because: LocalizedText
    /// Names of the policy's sources.
    public var sources: [String]
    /// Provisions that the rule names.
    public var provisions: [String]
    /// Cases at the edge, for whoever applies it.
    public var edge: [LocalizedText]
  }

  /// How effects combine.
  public struct Combination: Sendable, Hashable {
    /// The effect where no rule of the deciding phases fires.
    public var otherwise: Effect
    /// How many undecided rules of phases A to C call for a person.
    public var undecidedToEscalate: Int
  }

  /// Its name.
  public var id: String
  /// Its version.
  public var version: String
  /// The day from which it is to be used.
  public var validFrom: CivilDay
  /// Its title.
  public var title: LocalizedText
  /// The facts it asks, by name.
  public var facts: [String: FactDefinition]
  /// What the codes of duties mean.
  public var duties: [String: LocalizedText]
  /// Its sources, by name.
  public var sources: [String: Source]
  /// Its rules, in the order of the file.
  public var rules: [Rule]
  /// How effects combine.
  public var combination: Combination

  /// The names of facts that an assessor enters, in order.
  public var enteredFacts: [String] { facts.filter { !$0.value.isComputed }.keys.sorted() }
}
