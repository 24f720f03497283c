public import Record

/// When a rule of a policy fires: an expression over facts, in Kleene's strong three-valued logic.
///
/// The language (specification, section 4.4) has `and`, `or`, `not`, parentheses, `true`, `false`, a
/// fact that is a flag, `fact == 'word'`, `fact != 'word'`, comparisons of a number, `fact in ['a', 'b']`,
/// `any(fact)`, `any(fact in ['a', 'b'])` for lists of words, and `unknown(fact)`. It has neither loops
/// nor calls.
public indirect enum Condition: Sendable, Hashable {
  /// How two numbers compare.
  public enum Comparison: String, Sendable, Hashable, CaseIterable {
    case less = "<"
    case atMost = "<="
    case more = ">"
    case atLeast = ">="
    case equal = "=="
    case different = "!="
  }

  case constant(Bool)
  /// A flag is set.
  case flag(String)
  /// A number compares to another so.
  case number(String, Comparison, Double)
  /// A word is one of these.
  case word(String, in: [String])
  /// A list has a word; one of these, where they are given.
  case any(String, in: [String]?)
  /// Nothing is known of a fact: never maybe.
  case unknown(String)
  case not(Condition)
  case and(Condition, Condition)
  case or(Condition, Condition)

  /// Whether it holds for `facts`; maybe, where that depends on what is not known.
  public func answer(for facts: [String: FactValue]) -> Answer {
    switch self {
    case .constant(let value): return value ? .yes : .no
    case .flag(let name):
      guard case .flag(let value)? = facts[name] else { return .maybe }
      return value ? .yes : .no
    case .number(let name, let comparison, let bound):
      guard case .number(let value)? = facts[name] else { return .maybe }
      return Self.holds(value, comparison, bound) ? .yes : .no
    case .word(let name, let words):
      guard case .word(let value)? = facts[name] else { return .maybe }
      return words.contains(value) ? .yes : .no
    case .any(let name, let words):
      guard case .words(let values)? = facts[name] else { return .maybe }
      let found = words.map { words in values.contains(where: words.contains) } ?? !values.isEmpty
      return found ? .yes : .no
    case .unknown(let name): return facts[name] == nil ? .yes : .no
    case .not(let inner): return inner.answer(for: facts).negated
    case .and(let left, let right): return left.answer(for: facts).and(right.answer(for: facts))
    case .or(let left, let right): return left.answer(for: facts).or(right.answer(for: facts))
    }
  }

  private static func holds(_ value: Double, _ comparison: Comparison, _ bound: Double) -> Bool {
    switch comparison {
    case .less: value < bound
    case .atMost: value <= bound
    case .more: value > bound
    case .atLeast: value >= bound
    case .equal: value == bound
    case .different: value != bound
    }
  }

  /// The facts it looks at, each once, in the order of their names.
  public var facts: [String] { Set(leaves.compactMap(\.fact)).sorted() }

  /// Whether it asks what is not known.
  public var asksUnknown: Bool {
    leaves.contains { if case .unknown = $0 { true } else { false } }
  }

  /// The parts without parts.
  var leaves: [Condition] {
    switch self {
    case .not(let inner): inner.leaves
    case .and(let left, let right), .or(let left, let right): left.leaves + right.leaves
    default: [self]
    }
  }

  private var fact: String? {
    switch self {
    case .flag(let name), .number(let name, _, _), .word(let name, _), .any(let name, _),
      .unknown(let name):
      name
    case .constant, .not, .and, .or: nil
    }
  }
}
