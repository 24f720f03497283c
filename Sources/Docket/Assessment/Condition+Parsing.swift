extension Condition {
  /// More is no condition that a person can check.
  static let longest = 4000
  static let deepest = 32

  /// Reads a condition over `facts`.
  ///
  /// - Throws: what is wrong, and the byte at which it shows; also a fact that the policy does not have,
  ///   a fact used as what it is not, and a word that a fact can never be.
  /// - Complexity: O(n) in the length of the text.
  public init(parsing text: String, facts: [String: FactType]) throws(ExpressionError) {
    guard text.utf8.count <= Self.longest else {
      throw ExpressionError(fault: .tooLong(limit: Self.longest), offset: Self.longest)
    }
    let tokens = try ConditionScanner.tokens(of: text)
    guard !tokens.isEmpty else { throw ExpressionError(fault: .empty, offset: 0) }
    var parser = ConditionParser(tokens: tokens, end: text.utf8.count, facts: facts)
    self = try parser.whole()
  }
}

/// Recursive descent over the words of a condition.
private struct ConditionParser {
  typealias Token = ConditionScanner.Token

  let tokens: [(token: Token, offset: Int)]
  let end: Int
  let facts: [String: FactType]
  var place = 0
  var depth = 0

  mutating func whole() throws(ExpressionError) -> Condition {
    let condition = try either()
    guard place == tokens.count else { throw unexpected("and, or, or the end") }
    return condition
  }

  private func unexpected(_ expected: String) -> ExpressionError {
    guard place < tokens.count else {
      return ExpressionError(fault: .endsTooEarly(expected: expected), offset: end)
    }
    let (token, offset) = tokens[place]
    return ExpressionError(
      fault: .unexpected(token.shown, expected: expected), offset: offset)
  }

  private mutating func takes(_ token: Token) -> Bool {
    guard place < tokens.count, tokens[place].token == token else { return false }
    place += 1
    return true
  }

  private mutating func take(_ mark: String) throws(ExpressionError) {
    guard takes(.mark(mark)) else { throw unexpected(mark) }
  }

  private mutating func either() throws(ExpressionError) -> Condition {
    var left = try both()
    while takes(.name("or")) { left = .or(left, try both()) }
    return left
  }

  private mutating func both() throws(ExpressionError) -> Condition {
    var left = try negated()
    while takes(.name("and")) { left = .and(left, try negated()) }
    return left
  }

  private mutating func negated() throws(ExpressionError) -> Condition {
    guard depth < Condition.deepest else {
      let offset = place < tokens.count ? tokens[place].offset : end
      throw ExpressionError(fault: .tooDeep(limit: Condition.deepest), offset: offset)
    }
    depth += 1
    defer { depth -= 1 }
    if takes(.name("not")) { return .not(try negated()) }
    if takes(.mark("(")) {
      let inner = try either()
      try take(")")
      return inner
    }
    return try leaf()
  }

  private mutating func leaf() throws(ExpressionError) -> Condition {
    if takes(.name("true")) { return .constant(true) }
    if takes(.name("false")) { return .constant(false) }
    if takes(.name("unknown")) {
      try take("(")
      let (name, _, _) = try fact()
      try take(")")
      return .unknown(name)
    }
    if takes(.name("any")) { return try any() }
    let (name, type, offset) = try fact()
    switch type {
    case .flag: return .flag(name)
    case .number: return try comparison(name)
    case .word: return try word(name, type)
    case .words:
      throw ExpressionError(
        fault: .wrongType(fact: name, is: type.name, expected: "a single value; use any()"),
        offset: offset)
    }
  }

  private mutating func any() throws(ExpressionError) -> Condition {
    try take("(")
    let (name, type, offset) = try fact()
    guard case .words = type else {
      throw ExpressionError(
        fault: .wrongType(fact: name, is: type.name, expected: "a list of words"), offset: offset)
    }
    let words = takes(.name("in")) ? try list(for: name, type) : nil
    try take(")")
    return .any(name, in: words)
  }

  private mutating func fact() throws(ExpressionError) -> (String, FactType, Int) {
    guard place < tokens.count, case (.name(let name), let offset) = tokens[place],
      !["and", "or", "not", "in", "true", "false", "any", "unknown"].contains(name)
    else { throw unexpected("the name of a fact") }
    guard let type = facts[name] else {
      throw ExpressionError(fault: .unknownFact(name), offset: offset)
    }
    place += 1
    return (name, type, offset)
  }

  private mutating func comparison(_ name: String) throws(ExpressionError) -> Condition {
    guard place < tokens.count, case (.mark(let mark), _) = tokens[place],
      let comparison = Condition.Comparison(rawValue: mark)
    else { throw unexpected("a comparison") }
    place += 1
    guard place < tokens.count, case (.number(let number), _) = tokens[place] else {
      throw unexpected("a number")
    }
    place += 1
    return .number(name, comparison, number)
  }

  private mutating func word(_ name: String, _ type: FactType) throws(ExpressionError) -> Condition
  {
    if takes(.name("in")) { return .word(name, in: try list(for: name, type)) }
    if takes(.mark("==")) { return .word(name, in: [try text(for: name, type)]) }
    if takes(.mark("!=")) { return .not(.word(name, in: [try text(for: name, type)])) }
    throw unexpected("==, != or in")
  }

  private mutating func list(for name: String, _ type: FactType) throws(ExpressionError) -> [String]
  {
    try take("[")
    var words = [try text(for: name, type)]
    while takes(.mark(",")) { words.append(try text(for: name, type)) }
    try take("]")
    return words
  }

  private mutating func text(for name: String, _ type: FactType) throws(ExpressionError) -> String {
    guard place < tokens.count, case (.text(let word), let offset) = tokens[place] else {
      throw unexpected("a word in quotes")
    }
    guard type.vocabulary.contains(word) else {
      throw ExpressionError(fault: .unknownWord(word, fact: name), offset: offset)
    }
    place += 1
    return word
  }
}
