public import Record

/// A letter, ready to be read, printed and sent by somebody.
public struct Letter: Sendable, Hashable {
  /// Which letter it is.
  public let kind: LetterKind
  /// The language it is written in.
  public let language: Language
  /// To whom it goes: that decided what could be said.
  public let addressee: AddresseeKind
  /// The facts it tells, in order of names.
  public let used: [String]
  /// Facts that the template asks for and nobody gave; the letter marks each.
  public let missing: [String]
  /// Facts that are there, that the template would tell, and that may not go to the addressee. The letter marks
  /// each where the template cannot do without it, and is silent of the others.
  public let withheld: [String]
  let lines: [LetterLine]

  init(
    kind: LetterKind, language: Language, addressee: AddresseeKind, lines: [LetterLine],
    composer: LetterComposer
  ) {
    self.kind = kind
    self.language = language
    self.addressee = addressee
    self.lines = lines
    used = composer.used.sorted()
    missing = composer.missing.sorted()
    withheld = composer.withheld.sorted()
  }

  /// The kind in the language of the letter.
  public var title: String { kind.titles[language] ?? kind.id }

  /// The letter as plain text, in lines of at most 78 columns but for words that are longer.
  public var text: String { PlainText.of(lines) }

  /// The letter as one page of HTML for A4 paper, without scripts and without anything to fetch.
  public var html: String { LetterPage.of(self) }
}
