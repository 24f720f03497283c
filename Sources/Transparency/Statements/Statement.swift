internal import Bytes

/// One statement of reasons (DSA, Article 17), out of a table or out of the JSON of the interface (docket specification
/// 3.1 and 3.2).
public struct Statement: Sendable, Hashable {
  /// Where one breaks the rules of the interface.
  public enum Breach: Sendable, Hashable, CustomStringConvertible {
    /// A field that is always required is empty.
    case missing(StatementColumn)
    /// None of the four decisions is there.
    case noDecision
    /// `OTHER` without the words that have to go with it.
    case otherWithoutWords(StatementColumn)
    /// Words about one ground with the other ground.
    case wordsOfOtherGround(StatementColumn)
    /// A code that the schema does not know.
    case unknownCode(StatementColumn, String)
    /// Another kind of value than the field has.
    case wrongKind(StatementColumn)
    /// No date.
    case notADate(StatementColumn, String)
    /// Longer than the interface takes, in characters.
    case tooLong(StatementColumn, limit: Int)

    /// The breach in one line.
    public var description: String {
      switch self {
      case .missing(let column): "\(column.rawValue) is missing"
      case .noDecision: "none of the four decisions is there"
      case .otherWithoutWords(let column): "\(column.rawValue) is needed beside OTHER"
      case .wordsOfOtherGround(let column): "\(column.rawValue) belongs to the other ground"
      case .unknownCode(let column, let code):
        "\(column.rawValue) has an unknown code \(ShownText.line(code))"
      case .wrongKind(let column): "\(column.rawValue) is another kind of value"
      case .notADate(let column, let text): "\(column.rawValue) is no date: \(ShownText.line(text))"
      case .tooLong(let column, let limit): "\(column.rawValue) has more than \(limit) characters"
      }
    }
  }

  /// Texts of single fields; empty ones are left out.
  public private(set) var texts: [StatementColumn: String] = [:]
  /// Codes of fields that are lists.
  public private(set) var codes: [StatementColumn: [String]] = [:]
  /// Members or columns that the schema does not know, as they are written.
  public internal(set) var unknown: [String: String] = [:]
  /// Where it breaks the rules. It is kept all the same.
  public private(set) var breaches: [Breach] = []

  init() {}

  /// The text of a field, or `nil`.
  public subscript(column: StatementColumn) -> String? { texts[column] }

  /// Whether the EU's list of territories is given. It has no place for countries outside of the EEA.
  public var territories: [String] { codes[.territorialScope] ?? [] }

  mutating func set(_ column: StatementColumn, _ text: String) {
    if !text.isEmpty { texts[column] = text }
  }

  mutating func set(_ column: StatementColumn, _ list: [String]) { codes[column] = list }

  mutating func breach(_ breach: Breach) { breaches.append(breach) }

  private static let required: [StatementColumn] = [
    .decisionGround, .category, .contentDate, .applicationDate, .decisionFacts, .sourceType,
    .automatedDetection, .automatedDecision, .platformUID,
  ]

  private static let limits: [(Int, [StatementColumn])] = [
    (
      500,
      [
        .decisionVisibilityOther, .decisionMonetaryOther, .groundReferenceURL,
        .illegalContentLegalGround, .incompatibleContentGround, .categorySpecificationOther,
        .contentTypeOther, .sourceIdentity, .platformUID,
      ]
    ),
    (2000, [.illegalContentExplanation, .incompatibleContentExplanation]),
    (5000, [.decisionFacts]),
  ]

  /// Looks for breaches; `columns` are those that the source can have.
  mutating func check(columns: Set<StatementColumn>) {
    for column in Self.required where columns.contains(column) && texts[column] == nil {
      breach(.missing(column))
    }
    if columns.contains(.contentType), codes[.contentType] ?? [] == [] {
      breach(.missing(.contentType))
    }
    let decisions: [StatementColumn] = [.decisionMonetary, .decisionProvision, .decisionAccount]
    if codes[.decisionVisibility] ?? [] == [], decisions.allSatisfy({ texts[$0] == nil }) {
      breach(.noDecision)
    }
    let pairs: [(StatementColumn, String, StatementColumn)] = [
      (.decisionVisibility, "DECISION_VISIBILITY_OTHER", .decisionVisibilityOther),
      (.decisionMonetary, "DECISION_MONETARY_OTHER", .decisionMonetaryOther),
      (.contentType, "CONTENT_TYPE_OTHER", .contentTypeOther),
    ]
    for (column, other, words) in pairs where columns.contains(words) && texts[words] == nil {
      if texts[column] == other || codes[column]?.contains(other) ?? false {
        breach(.otherWithoutWords(words))
      }
    }
    let illegal: [StatementColumn] = [.illegalContentLegalGround, .illegalContentExplanation]
    let house: [StatementColumn] = [.incompatibleContentGround, .incompatibleContentExplanation]
    switch texts[.decisionGround] {
    case "DECISION_GROUND_ILLEGAL_CONTENT": checkWords(wanted: illegal, foreign: house, columns)
    case "DECISION_GROUND_INCOMPATIBLE_CONTENT":
      checkWords(wanted: house, foreign: illegal, columns)
    default: break
    }
    for (column, known) in StatementVocabulary.codes.sorted(by: {
      $0.key.rawValue < $1.key.rawValue
    }) {
      for code in codes[column] ?? texts[column].map({ [$0] }) ?? [] where !known.contains(code) {
        breach(.unknownCode(column, code))
      }
    }
    for (limit, columns) in Self.limits {
      for column in columns where (texts[column]?.unicodeScalars.count ?? 0) > limit {
        breach(.tooLong(column, limit: limit))
      }
    }
    for column in StatementColumn.allCases where column.content == .date {
      guard let text = texts[column] else { continue }
      if !StatementDate.isSound(text) { breach(.notADate(column, text)) }
    }
  }

  private mutating func checkWords(
    wanted: [StatementColumn], foreign: [StatementColumn], _ columns: Set<StatementColumn>
  ) {
    for column in wanted where columns.contains(column) && texts[column] == nil {
      breach(.missing(column))
    }
    for column in foreign where texts[column] != nil { breach(.wordsOfOtherGround(column)) }
  }
}
