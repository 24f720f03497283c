/// Phrases of one to several words, looked up token by token.
///
/// Every phrase is there twice: as it is spelt, and without diacritics for texts that have none. A word
/// with diacritics matches its own spelling only.
struct PhraseTable<Value: Sendable>: Sendable {
  private struct Step: Hashable, Sendable {
    var node: Int32
    var key: WordKey
  }

  private var steps: [Step: Int32] = [:]
  private var values: [Int32: Value] = [:]
  private var nodes: Int32 = 1

  var isEmpty: Bool { values.isEmpty }

  /// Adds a phrase; a value that is there already stays.
  mutating func add(_ phrase: [Token], _ value: Value) {
    guard !phrase.isEmpty else { return }
    insert(phrase.map(\.exact), value)
    insert(phrase.map(\.bare), value)
  }

  private mutating func insert(_ keys: [WordKey?], _ value: Value) {
    var node: Int32 = 0
    for key in keys {
      guard let key else { return }
      let step = Step(node: node, key: key)
      if let next = steps[step] {
        node = next
      } else {
        steps[step] = nodes
        node = nodes
        nodes += 1
      }
    }
    if values[node] == nil { values[node] = value }
  }

  /// The longest phrase that begins at a token.
  ///
  /// - Complexity: O(length of the longest phrase).
  func match(_ text: ScannedText, at first: Int) -> (tokens: Range<Int>, value: Value)? {
    var node: Int32 = 0
    var found: (Range<Int>, Value)?
    var token = first
    while token < text.tokens.count, let key = text.tokens[token].exact {
      if token > first, !text.areJoined(token - 1) { break }
      guard let next = steps[Step(node: node, key: key)] else { break }
      node = next
      token += 1
      if let value = values[node] { found = (first..<token, value) }
    }
    return found
  }
}

extension ScannedText {
  /// Whether nothing but blanks, a dot, one line end, or a hyphen alone stands between a token and the next.
  func areJoined(_ token: Int) -> Bool {
    guard token + 1 < tokens.count else { return false }
    let gap = tokens[token].units.upperBound..<tokens[token + 1].units.lowerBound
    guard gap.count <= 3 else { return false }
    var lines = 0
    for unit in gap {
      switch codes[unit] {
      case LetterTable.space, UInt8(ascii: "."): break
      case UInt8(ascii: "-") where gap.count == 1: break
      case LetterTable.newline: lines += 1
      default: return false
      }
    }
    return lines <= 1
  }

  /// Whether only blanks, or one line end, stand between a token and the next.
  func areApart(byBlanksAfter token: Int) -> Bool {
    guard token + 1 < tokens.count else { return false }
    let gap = tokens[token].units.upperBound..<tokens[token + 1].units.lowerBound
    guard (1...4).contains(gap.count) else { return false }
    var lines = 0
    for unit in gap {
      if codes[unit] == LetterTable.newline {
        lines += 1
      } else if codes[unit] != LetterTable.space {
        return false
      }
    }
    return lines <= 1
  }
}
