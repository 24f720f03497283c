/// Why a condition of a policy cannot be read, and where.
public struct ExpressionError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Fault: Sendable, Hashable {
    case empty
    case tooLong(limit: Int)
    case tooDeep(limit: Int)
    case unexpected(String, expected: String)
    case endsTooEarly(expected: String)
    case textWithoutEnd
    case badNumber(String)
    case badCharacter(String)
    case unknownFact(String)
    /// A fact is used as what it is not.
    case wrongType(fact: String, is: String, expected: String)
    /// A word that the fact can never be.
    case unknownWord(String, fact: String)
  }

  /// What is wrong.
  public var fault: Fault
  /// The byte of the condition, from 0, at which it shows.
  public var offset: Int

  /// What is wrong and where, in one line.
  public var description: String { "byte \(offset): \(text)" }

  private var text: String {
    switch fault {
    case .empty: "the condition is empty"
    case .tooLong(let limit): "the condition is longer than \(limit) bytes"
    case .tooDeep(let limit): "nested more than \(limit) deep"
    case .unexpected(let found, let expected): "expected \(expected), found \(found)"
    case .endsTooEarly(let expected): "expected \(expected), found the end"
    case .textWithoutEnd: "a quoted word has no closing quote"
    case .badNumber(let text): "\(text) is not a number"
    case .badCharacter(let text): "\(text) has no meaning here"
    case .unknownFact(let name): "\(name) is not a fact of this policy"
    case .wrongType(let fact, let type, let expected): "\(fact) is a \(type), not \(expected)"
    case .unknownWord(let word, let fact): "\(fact) is never ‘\(word)’"
    }
  }
}
