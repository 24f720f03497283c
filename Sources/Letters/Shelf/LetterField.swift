public import Record

/// A fact that templates may ask for: a row of `Data/letters/fields.csv`.
public struct LetterField: Sendable, Hashable {
  /// `restriction.platform`.
  public var name: String
  /// Whether it has items.
  public var isList: Bool
  /// The parts of its items; empty for items without parts.
  public var parts: [String]
  /// Whether it is about a person, so that it goes nowhere without consent.
  public var isPersonal: Bool
  /// What it is called, by language.
  public var labels: [Language: String]

  func label(in language: Language) -> String { labels[language] ?? name }
}
