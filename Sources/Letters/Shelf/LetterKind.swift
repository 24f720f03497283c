public import Record

/// A kind of letter: a row of `Data/letters/templates.csv`.
public struct LetterKind: Sendable, Hashable {
  /// `L1` to `L13`.
  public var id: String
  /// Which wording it is; it goes up when the wording changes.
  public var version: Int
  /// To whom it goes unless the caller says otherwise.
  public var addressee: AddresseeKind
  /// The stages of an appeal for which it is written, as the docket names them.
  public var stages: [String]
  /// What it is called, by language.
  public var titles: [Language: String]
}
