public import Record

/// A provision of law, named as each language names it.
public struct Citation: Sendable, Hashable {
  /// The law by language: "Luật số 116/2025/QH15", "Law 116/2025/QH15".
  public var instrument: [Language: String]
  /// The article, its clause and its point; `nil` where the law is meant as a whole.
  public var article: String?
  /// The clause of the article.
  public var clause: String?
  /// The point of the clause.
  public var point: String?

  /// A provision; what is not given is not said.
  public init(
    instrument: [Language: String], article: String? = nil, clause: String? = nil,
    point: String? = nil
  ) {
    self.instrument = instrument
    self.article = article
    self.clause = clause
    self.point = point
  }
}

/// A file that goes with a letter.
public struct Enclosure: Sendable, Hashable {
  /// What it is, by language.
  public var title: [Language: String]
  /// The SHA-256 of the file in hexadecimal digits.
  public var sha256: String

  /// A file and its digest.
  public init(title: [Language: String], sha256: String) {
    self.title = title
    self.sha256 = sha256
  }
}

/// A fact of a case, as a letter may tell it.
public enum FactValue: Sendable, Hashable {
  /// A name, a number of somebody's, an address: the same in every language.
  case text(String)
  /// Words, by language.
  case words([Language: String])
  /// A longer text as it was written, with its line ends.
  case passage(String, Language?)
  case day(CivilDay)
  /// A date of any precision.
  case date(EDTF)
  case number(Int)
  case citation(Citation)
  /// Several facts of one kind; each has parts by name.
  case items([[String: FactValue]])
  case enclosures([Enclosure])

  /// Items of one part each, which `{.}` tells.
  public static func list(_ values: [FactValue]) -> FactValue { .items(values.map { ["": $0] }) }

  /// The items of a list; `nil` for what is none.
  var items: [[String: FactValue]]? {
    switch self {
    case .items(let items): items
    case .enclosures(let enclosures):
      enclosures.map { ["title": .words($0.title), "sha256": .text($0.sha256)] }
    default: nil
    }
  }

  /// Whether there is anything to tell.
  var isEmpty: Bool {
    switch self {
    case .text(let text), .passage(let text, _): !text.contains { !$0.isWhitespace }
    case .words(let texts): texts.values.allSatisfy { !$0.contains { !$0.isWhitespace } }
    case .items(let items): items.isEmpty
    case .enclosures(let enclosures): enclosures.isEmpty
    case .citation(let citation): citation.instrument.isEmpty
    case .day, .date, .number: false
    }
  }

  /// Every text in it, whatever it is made of.
  var texts: [String] {
    switch self {
    case .text(let text), .passage(let text, _): [text]
    case .words(let texts): Array(texts.values)
    case .items(let items): items.flatMap { $0.values.flatMap(\.texts) }
    case .enclosures(let enclosures): enclosures.flatMap { $0.title.values }
    case .day, .date, .number, .citation: []
    }
  }

  /// Whether one of those texts holds one of `names`, which are folded.
  func holds(anyOf names: [String]) -> Bool {
    guard !names.isEmpty else { return false }
    return texts.contains { text in
      let folded = Folding.folded(text).split(whereSeparator: \.isWhitespace)
        .joined(separator: " ")
      return names.contains { folded.contains($0) }
    }
  }
}
