import Record

/// A message with its open places, read once.
struct MessagePattern: Sendable {
  private indirect enum Piece: Sendable {
    case text(String)
    case place(String)
    case number(String)
    case hash
    case plural(String, branches: [String: MessagePattern])
    case select(String, branches: [String: MessagePattern])
  }

  private var pieces: [Piece] = []

  /// Reads a pattern; braces that do not close are taken as text.
  init(_ pattern: String) {
    var reader = PatternReader(Array(pattern))
    self = reader.pattern(isNested: false, inPlural: false)
  }

  private init(pieces: [Piece]) { self.pieces = pieces }

  /// The names of its open places.
  var placeholders: Set<String> {
    pieces.reduce(into: []) { names, piece in
      switch piece {
      case .place(let name), .number(let name): names.insert(name)
      case .plural(let name, let branches), .select(let name, let branches):
        names.insert(name)
        for branch in branches.values { names.formUnion(branch.placeholders) }
      case .text, .hash: break
      }
    }
  }

  /// The text with its places filled; a place without argument shows its name in braces.
  func text(
    _ arguments: [String: MessageArgument], in language: Language, counting: Int? = nil
  ) -> String {
    if case .text(let text)? = pieces.first, pieces.count == 1 { return text }
    return pieces.map { text(of: $0, arguments, language, counting) }.joined()
  }

  private func text(
    of piece: Piece, _ arguments: [String: MessageArgument], _ language: Language, _ counting: Int?
  ) -> String {
    switch piece {
    case .text(let text): text
    case .place(let name), .number(let name): Self.shown(arguments[name], name, language)
    case .hash: counting.map { NumberText.integer($0, in: language) } ?? "#"
    case .plural(let name, let branches):
      plural(arguments[name], branches).text(
        arguments, in: language, counting: Self.count(arguments[name]))
    case .select(let name, let branches):
      (branches[Self.code(arguments[name])] ?? branches["other"] ?? MessagePattern(pieces: []))
        .text(arguments, in: language)
    }
  }

  private func plural(
    _ argument: MessageArgument?, _ branches: [String: MessagePattern]
  ) -> MessagePattern {
    let count = Self.count(argument)
    let exact = branches["=\(count ?? -1)"]
    let one = count == 1 ? branches["one"] : nil
    return exact ?? one ?? branches["other"] ?? MessagePattern(pieces: [])
  }

  private static func count(_ argument: MessageArgument?) -> Int? {
    guard case .number(let count)? = argument else { return nil }
    return count
  }

  private static func code(_ argument: MessageArgument?) -> String {
    guard case .text(let code)? = argument else { return "other" }
    return code
  }

  private static func shown(
    _ argument: MessageArgument?, _ name: String, _ language: Language
  ) -> String {
    switch argument {
    case .text(let text): text
    case .number(let number): NumberText.integer(number, in: language)
    case .decimal(let number): NumberText.decimal(number, in: language)
    case nil: "{\(name)}"
    }
  }

  private struct PatternReader {
    let text: [Character]
    var place = 0

    init(_ text: [Character]) { self.text = text }

    mutating func pattern(isNested: Bool, inPlural: Bool) -> MessagePattern {
      var pieces: [Piece] = []
      var plain = ""
      func flush() {
        if !plain.isEmpty { pieces.append(.text(plain)) }
        plain = ""
      }
      while place < text.count, !(isNested && text[place] == "}") {
        if text[place] == "{", let piece = argument() {
          flush()
          pieces.append(piece)
        } else if inPlural, text[place] == "#" {
          flush()
          pieces.append(.hash)
          place += 1
        } else {
          plain.append(text[place])
          place += 1
        }
      }
      flush()
      return MessagePattern(pieces: pieces)
    }

    /// Reads `{name}`, `{name, number}`, `{name, plural, …}` or `{name, select, …}`.
    private mutating func argument() -> Piece? {
      let start = place
      place += 1
      let name = word()
      if take("}"), !name.isEmpty { return .place(name) }
      if take(",") {
        let form = word()
        if form == "number", take("}") { return .number(name) }
        if form == "plural" || form == "select", take(",") {
          let branches = branches(inPlural: form == "plural")
          if take("}") {
            return form == "plural"
              ? .plural(name, branches: branches) : .select(name, branches: branches)
          }
        }
      }
      place = start
      return nil
    }

    private mutating func branches(inPlural: Bool) -> [String: MessagePattern] {
      var branches: [String: MessagePattern] = [:]
      while true {
        let name = word()
        guard !name.isEmpty, take("{") else { return branches }
        branches[name] = pattern(isNested: true, inPlural: inPlural)
        _ = take("}")
      }
    }

    private mutating func word() -> String {
      skipSpace()
      var word = ""
      while place < text.count,
        text[place].isLetter || text[place].isNumber
          || "-_=".contains(text[place])
      {
        word.append(text[place])
        place += 1
      }
      skipSpace()
      return word
    }

    private mutating func take(_ character: Character) -> Bool {
      skipSpace()
      guard place < text.count, text[place] == character else { return false }
      place += 1
      return true
    }

    private mutating func skipSpace() {
      while place < text.count, text[place] == " " || text[place] == "\n" { place += 1 }
    }
  }
}
