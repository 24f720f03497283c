/// Cuts a condition into its words, each with the byte at which it begins.
struct ConditionScanner {
  enum Token: Hashable {
    case name(String)
    case text(String)
    case number(Double)
    /// One of `( ) [ ] ,` or a comparison.
    case mark(String)

    /// As it is told in an error.
    var shown: String {
      switch self {
      case .name(let name): name
      case .text(let text): "'\(text)'"
      case .number(let number): "\(number)"
      case .mark(let mark): mark
      }
    }
  }

  private let bytes: [UInt8]
  private var place = 0

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// The words of `text`.
  static func tokens(
    of text: String
  ) throws(ExpressionError) -> [(token: Token, offset: Int)] {
    var scanner = ConditionScanner(text)
    var found: [(Token, Int)] = []
    while let next = try scanner.next() { found.append(next) }
    return found
  }

  private mutating func next() throws(ExpressionError) -> (Token, Int)? {
    while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
    guard place < bytes.count else { return nil }
    let start = place
    let byte = bytes[place]
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return (.text(try quoted(byte)), start)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): return (try number(), start)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      return (.name(taken(while: Self.isName)), start)
    default: return (.mark(try mark()), start)
    }
  }

  private mutating func taken(while holds: (UInt8) -> Bool) -> String {
    let start = place
    while place < bytes.count, holds(bytes[place]) { place += 1 }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  private mutating func quoted(_ quote: UInt8) throws(ExpressionError) -> String {
    let start = place
    place += 1
    let text = taken { $0 != quote }
    guard place < bytes.count else { throw ExpressionError(fault: .textWithoutEnd, offset: start) }
    place += 1
    return text
  }

  private mutating func number() throws(ExpressionError) -> Token {
    let start = place
    let text = taken { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: "-")
    }
    guard let number = Double(text), number.isFinite else {
      throw ExpressionError(fault: .badNumber(text), offset: start)
    }
    return .number(number)
  }

  private mutating func mark() throws(ExpressionError) -> String {
    for mark in ["==", "!=", "<=", ">=", "<", ">", "(", ")", "[", "]", ","]
    where bytes[place...].starts(with: mark.utf8) {
      place += mark.utf8.count
      return mark
    }
    let rest = String(decoding: bytes[place...].prefix(4), as: UTF8.self)
    throw ExpressionError(fault: .badCharacter(String(rest.prefix(1))), offset: place)
  }
}
