/// Why a regular expression cannot be used.
public struct RegularExpressionError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Fault: Sendable, Hashable {
    /// A group that is not closed, or a closing parenthesis without one.
    case unbalancedGroup
    /// A class that is not closed, or a range in it that falls.
    case badClass
    /// A quantifier with nothing before it, or one upon another.
    case badQuantifier
    /// A backslash at the end, or digits missing after it.
    case badEscape
    /// Something that a pass over the text in linear time cannot decide, or that this engine does
    /// not know, by its text.
    case unsupported(String)
    /// More groups within each other than anybody needs.
    case tooDeep
    /// The quantifiers make it larger than the engine allows.
    case tooLarge
    /// It matches the empty text, and so every text.
    case matchesNothing
  }

  /// What is wrong.
  public var fault: Fault
  /// The place, in characters of the pattern from 0.
  public var offset: Int

  /// The fault and its place in one line.
  public var description: String {
    let what =
      switch fault {
      case .unbalancedGroup: "a parenthesis has no partner"
      case .badClass: "a class in brackets is not closed, or a range in it runs backwards"
      case .badQuantifier: "a quantifier has nothing to repeat"
      case .badEscape: "an escape is cut off"
      case .unsupported(let text): "\(text) is not supported"
      case .tooDeep: "groups are nested too deeply"
      case .tooLarge: "the repetitions make it too large"
      case .matchesNothing: "it matches the empty text, and so every text"
      }
    return "character \(offset): \(what)"
  }
}
