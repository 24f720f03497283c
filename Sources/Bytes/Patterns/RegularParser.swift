/// Reads regular expressions as Python and RE2 write them.
///
/// Known are characters, `.` (which matches line ends too), classes with ranges and `\d \w \s`,
/// groups with and without names, `|`, the quantifiers `* + ? {m,n}` greedy or lazy, `^ $ \A \z \Z`,
/// escapes, and the flags `(?i)` and `(?s)` at the beginning. Back references, looking around and
/// word boundaries are refused by name.
struct RegularParser {
  private let scalars: [Unicode.Scalar]
  private var place = 0
  private var depth = 0
  private var ignoresCase = false

  /// Groups within each other.
  static let deepest = 64
  /// The largest number in a quantifier.
  static let mostRepetitions = 1000

  private init(_ text: String) { scalars = Array(text.unicodeScalars) }

  static func node(of text: String) throws(RegularExpressionError) -> RegularNode {
    var parser = RegularParser(text)
    try parser.flags()
    let node = try parser.choice()
    guard parser.place == parser.scalars.count else { throw parser.fault(.unbalancedGroup) }
    return node
  }

  private func fault(_ fault: RegularExpressionError.Fault) -> RegularExpressionError {
    RegularExpressionError(fault: fault, offset: place)
  }

  private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

  private mutating func take(_ text: String) -> Bool {
    guard scalars[place...].starts(with: text.unicodeScalars) else { return false }
    place += text.unicodeScalars.count
    return true
  }

  private mutating func flags() throws(RegularExpressionError) {
    while place + 2 < scalars.count, scalars[place] == "(", scalars[place + 1] == "?",
      let end = scalars[place...].firstIndex(of: ")")
    {
      let letters = scalars[(place + 2)..<end]
      guard !letters.isEmpty, letters.allSatisfy({ "aimsuxL".unicodeScalars.contains($0) }) else {
        return
      }
      for letter in letters {
        switch letter {
        case "i": ignoresCase = true
        case "s", "u": break
        default: throw fault(.unsupported("(?\(letter))"))
        }
      }
      place = end + 1
    }
  }

  private mutating func choice() throws(RegularExpressionError) -> RegularNode {
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(RegularExpressionError) -> RegularNode {
    var nodes: [RegularNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      let node = try atom()
      nodes.append(try quantified(node))
    }
    return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .empty : .sequence(nodes)
  }

  // MARK: Quantifiers

  private mutating func quantified(_ node: RegularNode) throws(RegularExpressionError)
    -> RegularNode
  {
    guard let (least, most) = try quantifier() else { return node }
    // Lazy or greedy: whether there is a match is the same.
    if !take("?"), next == "+" { throw fault(.unsupported("a possessive quantifier")) }
    if next == "*" || next == "+" || next == "?" { throw fault(.badQuantifier) }
    return .repeated(node, least: least, most: most)
  }

  private mutating func quantifier() throws(RegularExpressionError) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = place
    guard take("{") else { return nil }
    let least = number()
    let isRange = take(",")
    let most = isRange ? number() : least
    guard take("}"), least != nil || isRange && most != nil else {
      // A brace that begins no quantifier stands for itself.
      place = start
      return nil
    }
    let (low, high) = (least ?? 0, isRange ? most : least)
    guard low <= Self.mostRepetitions, high ?? 0 <= Self.mostRepetitions else {
      throw fault(.tooLarge)
    }
    if let high, high < low { throw fault(.badQuantifier) }
    return (low, high)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let digit = next, digit.value &- 0x30 < 10 {
      value = min((value ?? 0) * 10 + Int(digit.value - 0x30), Self.mostRepetitions + 1)
      place += 1
    }
    return value
  }

  // MARK: Atoms

  private mutating func atom() throws(RegularExpressionError) -> RegularNode {
    guard let scalar = next else { return .empty }
    switch scalar {
    case "(": return try group()
    case "[":
      place += 1
      return .set(try characterClass())
    case "\\": return try escape()
    case "*", "+", "?": throw fault(.badQuantifier)
    default: place += 1
    }
    switch scalar {
    case ".": return .set(.all)
    case "^": return .start
    case "$": return Self.endOfText
    default: return .set(folded([scalar.value...scalar.value]))
    }
  }

  /// The end, or the line feed before it, as Python has it.
  private static let endOfText = RegularNode.sequence([
    .repeated(.set(.init([0x0A...0x0A])), least: 0, most: 1), .end,
  ])

  private func folded(_ ranges: [ClosedRange<UInt32>]) -> RegularNode.CharacterSet {
    let set = RegularNode.CharacterSet(ranges)
    return ignoresCase ? set.ignoringCase : set
  }

  private mutating func group() throws(RegularExpressionError) -> RegularNode {
    let start = place
    place += 1
    if take("?") {
      if take("P<")
        || next == "<" && place + 1 < scalars.count && scalars[place + 1] != "="
          && scalars[place + 1] != "!"
      {
        guard let end = scalars[place...].firstIndex(of: ">") else { throw fault(.unbalancedGroup) }
        place = end + 1
      } else if !take(":") {
        let text = String(String.UnicodeScalarView(scalars[start...].prefix(next == "<" ? 4 : 3)))
        throw fault(.unsupported(text))
      }
    }
    guard depth < Self.deepest else { throw fault(.tooDeep) }
    depth += 1
    let node = try choice()
    depth -= 1
    guard take(")") else {
      throw RegularExpressionError(fault: .unbalancedGroup, offset: start)
    }
    return node
  }

  private mutating func escape() throws(RegularExpressionError) -> RegularNode {
    guard place + 1 < scalars.count else { throw fault(.badEscape) }
    switch scalars[place + 1] {
    case "A":
      place += 2
      return .start
    case "z", "Z":
      place += 2
      return .end
    default:
      let ranges = try escapedRanges()
      if let set = ranges.inverted { return .set(set) }
      return .set(folded(ranges.ranges))
    }
  }

  /// What an escape stands for: ranges of characters, or all but some.
  private mutating func escapedRanges() throws(RegularExpressionError) -> (
    ranges: [ClosedRange<UInt32>], inverted: RegularNode.CharacterSet?
  ) {
    guard place + 1 < scalars.count else { throw fault(.badEscape) }
    let letter = scalars[place + 1]
    if let known = Self.classes[letter] {
      place += 2
      return (known, nil)
    }
    if let lower = Self.inverted[letter], let known = Self.classes[lower] {
      place += 2
      return ([], RegularNode.CharacterSet(known).inverted)
    }
    if let control = Self.controls[letter] {
      place += 2
      return ([control...control], nil)
    }
    let digits: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]
    if let count = digits[letter] {
      let value = try hexadecimal(count)
      return ([value...value], nil)
    }
    let isWord = letter.isASCII && (letter.properties.isAlphabetic || letter.value &- 0x30 < 10)
    guard !isWord else { throw fault(.unsupported("\\\(letter)")) }
    place += 2
    return ([letter.value...letter.value], nil)
  }

  private mutating func hexadecimal(_ count: Int) throws(RegularExpressionError) -> UInt32 {
    let digits = scalars.dropFirst(place + 2).prefix(count)
    guard digits.count == count, digits.allSatisfy({ $0.properties.isASCIIHexDigit }),
      let value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16),
      Unicode.Scalar(value) != nil
    else { throw fault(.badEscape) }
    place += 2 + count
    return value
  }

  private static let classes: [Unicode.Scalar: [ClosedRange<UInt32>]] = [
    "d": [0x30...0x39], "w": [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A],
    "s": [0x09...0x0D, 0x20...0x20],
  ]
  private static let inverted: [Unicode.Scalar: Unicode.Scalar] = ["D": "d", "W": "w", "S": "s"]
  private static let controls: [Unicode.Scalar: UInt32] = [
    "n": 0x0A, "r": 0x0D, "t": 0x09, "f": 0x0C, "v": 0x0B, "a": 0x07, "0": 0x00,
  ]

  // MARK: Classes

  private mutating func characterClass() throws(RegularExpressionError)
    -> RegularNode.CharacterSet
  {
    let isInverted = take("^")
    var ranges: [ClosedRange<UInt32>] = []
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst {
      isFirst = false
      let lower = try member(&ranges)
      guard place + 1 < scalars.count, next == "-", scalars[place + 1] != "]" else {
        if let lower { ranges.append(lower...lower) }
        continue
      }
      guard let lower else { throw fault(.badClass) }
      place += 1
      guard let upper = try member(&ranges), upper >= lower else { throw fault(.badClass) }
      ranges.append(lower...upper)
    }
    guard take("]") else { throw fault(.badClass) }
    let set = folded(ranges)
    return isInverted ? set.inverted : set
  }

  /// One character of a class; `nil` when it was a class of its own, which is added to `ranges`.
  private mutating func member(
    _ ranges: inout [ClosedRange<UInt32>]
  ) throws(RegularExpressionError) -> UInt32? {
    guard let scalar = next else { throw fault(.badClass) }
    guard scalar == "\\" else {
      place += 1
      return scalar.value
    }
    if place + 1 < scalars.count, scalars[place + 1] == "b" {
      place += 2
      return 0x08
    }
    let (found, inverted) = try escapedRanges()
    if let inverted {
      ranges += inverted.ranges
      return nil
    }
    if found.count == 1, found[0].count == 1 { return found[0].lowerBound }
    ranges += found
    return nil
  }
}
