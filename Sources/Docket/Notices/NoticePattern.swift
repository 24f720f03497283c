/// A row of words as notices have them, of the table Data/notices/elements.csv.
///
/// Words stand for themselves, without case and diacritics; `word*` for words that begin so; `a|b` for either;
/// `(a b|c)` for either row of words; a `?` after these for nothing as well; `..3` for up to three words of the
/// same sentence; `_` for any word; `#` for a word with a digit, `#/*` for one with a stroke too; `<date>`,
/// `<quote>`, `<excerpt>`, `<name>`, `<host>`, `<address>`, `<mail>`, `<handle>` for those, and `<item>` for an address that does not lead to help.
struct NoticePattern: Hashable {
  enum Test: Hashable {
    case exact(String)
    case prefix(String)
    case any
    case number
    case numberWithStroke
    case address, item, mail, handle
    case date, quote
    /// A quotation of four words or more.
    case excerpt
    /// A word with a capital letter.
    case name
    /// A name of a host.
    case host
  }

  enum Piece: Hashable {
    case either([[Test]], isOptional: Bool)
    case gap(Int)
  }

  var pieces: [Piece]

  /// Gaps are cut to this: words further apart belong to different thoughts.
  static let longestGap = 40

  /// Reads a pattern; `nil` where it is malformed, begins with what may be nothing, or names a list that is not there.
  init?(_ text: String, lists: [String: [String]]) {
    pieces = []
    var rest = text[...]
    while let first = rest.first {
      if first == " " {
        rest = rest.dropFirst()
        continue
      }
      guard let (piece, next) = Self.piece(rest, lists) else { return nil }
      pieces.append(piece)
      rest = rest[next...]
    }
    guard case .either(_, false)? = pieces.first else { return nil }
  }

  private static func piece(
    _ text: Substring, _ lists: [String: [String]]
  ) -> (Piece, String.Index)? {
    if text.first == "(", text.dropFirst().first.map({ $0 != " " }) ?? false {
      guard let close = text.firstIndex(of: ")") else { return nil }
      let inside = text[text.index(after: text.startIndex)..<close]
      let rows = inside.split(separator: "|").map { tests($0) }
      let (isOptional, end) = optional(text, text.index(after: close))
      return rows.isEmpty || rows.contains([]) ? nil : (.either(rows, isOptional: isOptional), end)
    }
    if text.first == "{" {
      guard let close = text.firstIndex(of: "}") else { return nil }
      let name = String(text[text.index(after: text.startIndex)..<close])
      guard let list = lists[name] else { return nil }
      let rows = list.map { tests($0[...]) }
      let (isOptional, end) = optional(text, text.index(after: close))
      return (.either(rows, isOptional: isOptional), end)
    }
    let end = text.firstIndex(of: " ") ?? text.endIndex
    var word = text[..<end]
    if word.hasPrefix("..") {
      guard let most = Int(word.dropFirst(2)), most > 0 else { return nil }
      return (.gap(min(most, longestGap)), end)
    }
    let isOptional = word.hasSuffix("?")
    if isOptional { word = word.dropLast() }
    let rows = word.split(separator: "|").map { tests($0) }
    return rows.isEmpty ? nil : (.either(rows, isOptional: isOptional), end)
  }

  private static func optional(_ text: Substring, _ place: String.Index) -> (Bool, String.Index) {
    guard place < text.endIndex, text[place] == "?" else { return (false, place) }
    return (true, text.index(after: place))
  }

  private static func tests(_ text: Substring) -> [Test] {
    text.split(separator: " ").map { word in
      switch word {
      case "_": .any
      case "#": .number
      case "#/*": .numberWithStroke
      case "<date>": .date
      case "<quote>": .quote
      case "<excerpt>": .excerpt
      case "<name>": .name
      case "<host>": .host
      case "<address>": .address
      case "<item>": .item
      case "<mail>", "<email>": .mail
      case "<handle>": .handle
      default: word.hasSuffix("*") ? .prefix(String(word.dropLast())) : .exact(String(word))
      }
    }
  }

  /// The exact words with which it can begin; `nil` where it can begin with others.
  var openings: Set<String>? {
    guard case .either(let rows, _)? = pieces.first else { return nil }
    var words: Set<String> = []
    for row in rows {
      guard case .exact(let word)? = row.first else { return nil }
      words.insert(word)
    }
    return words
  }
}

/// A notice made ready for patterns.
struct NoticeWords {
  let tokens: [NoticeToken]
  let dates: NoticeDates
  let quoteEnds: [Int: Int]
  /// Words that lead to help where an address has them.
  let helpWords: [String]
  /// Whether a word is inside a quotation of more words than the name of a rule or a button has: it is somebody's
  /// text, and not what the notice says.
  private let isQuoted: [Bool]

  private static let longestOwnQuote = 6

  init(
    tokens: [NoticeToken], dates: NoticeDates, quoteEnds: [Int: Int], helpWords: [String]
  ) {
    self.tokens = tokens
    self.dates = dates
    self.quoteEnds = quoteEnds
    self.helpWords = helpWords
    var isQuoted = [Bool](repeating: false, count: tokens.count)
    for (start, end) in quoteEnds where end - start > Self.longestOwnQuote {
      for place in start..<end { isQuoted[place] = true }
    }
    self.isQuoted = isQuoted
  }

  /// Where a match of `pattern` that begins at `start` ends, or `nil`.
  ///
  /// - Complexity: bounded by the pattern, for gaps and choices are.
  func end(of pattern: NoticePattern, at start: Int) -> Int? {
    match(pattern.pieces[...], at: start)
  }

  private func match(_ pieces: ArraySlice<NoticePattern.Piece>, at place: Int) -> Int? {
    guard let piece = pieces.first else { return place }
    let rest = pieces.dropFirst()
    switch piece {
    case .gap(let most):
      var at = place
      for _ in 0...most {
        if let end = match(rest, at: at) { return end }
        guard at < tokens.count, tokens[at].kind != .stop else { return nil }
        at += 1
      }
      return nil
    case .either(let rows, let isOptional):
      for row in rows {
        if let next = take(row, at: place), let end = match(rest, at: next) { return end }
      }
      return isOptional ? match(rest, at: place) : nil
    }
  }

  private func take(_ tests: [NoticePattern.Test], at place: Int) -> Int? {
    var at = place
    for test in tests {
      guard at < tokens.count, let next = take(test, at: at) else { return nil }
      at = next
    }
    return at
  }

  private func take(_ test: NoticePattern.Test, at place: Int) -> Int? {
    let token = tokens[place]
    let holds: Bool
    switch test {
    case .exact(let word): holds = token.text == word
    case .prefix(let start): holds = token.kind == .word && token.text.hasPrefix(start)
    case .any: holds = token.kind != .stop && token.kind != .mark
    case .number: holds = token.kind == .word && token.hasDigit
    case .numberWithStroke:
      holds = token.kind == .word && token.hasDigit && token.text.contains("/")
    case .address: holds = token.kind == .address
    case .item:
      holds = token.kind == .address && !helpWords.contains(where: token.text.contains)
    case .mail: holds = token.kind == .mail
    case .handle: holds = token.kind == .handle
    case .name: holds = token.isCapital
    case .host: holds = token.kind == .address || token.isHost
    case .date: return dates[place]?.end
    case .quote: return quoteEnds[place]
    case .excerpt: return quoteEnds[place].flatMap { $0 - place >= 4 ? $0 : nil }
    }
    return holds && (!isQuoted[place] || test == .any) ? place + 1 : nil
  }
}
