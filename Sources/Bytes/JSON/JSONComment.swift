/// Finds the comments, `//` and `/* */`, between the tokens of JSON that people write.
struct JSONComment: Sendable {
  private enum State { case outside, slash, line, block, star }

  /// What a byte is.
  enum Part {
    /// No part of a comment.
    case none
    /// Part of a comment, or of what may become one.
    case comment
    /// The second byte of a comment.
    case beginning
    /// No part of a comment, and neither was the slash before it.
    case afterSlash
  }

  private var state = State.outside

  /// Whether no comment has begun.
  var isOutside: Bool { state == .outside }
  /// Whether they end inside a comment that needs an end.
  var isUnfinished: Bool { state == .block || state == .star }

  /// Takes the next byte outside of strings.
  mutating func take(_ byte: UInt8) -> Part {
    switch state {
    case .outside:
      guard byte == UInt8(ascii: "/") else { return .none }
      state = .slash
    case .slash:
      switch byte {
      case UInt8(ascii: "/"): state = .line
      case UInt8(ascii: "*"): state = .block
      default:
        state = .outside
        return .afterSlash
      }
      return .beginning
    case .line: if byte == 0x0A { state = .outside }
    case .block: if byte == UInt8(ascii: "*") { state = .star }
    case .star:
      if byte == UInt8(ascii: "/") {
        state = .outside
      } else if byte != UInt8(ascii: "*") {
        state = .block
      }
    }
    return .comment
  }
}
