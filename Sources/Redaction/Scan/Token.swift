/// A word or a number in a text.
struct Token: Sendable {
  enum Kind: Sendable { case word, number }
  enum Shape: Sendable {
    /// van
    case lower
    /// Van
    case title
    /// VAN, or one capital
    case capitals
    /// vAn, iPhone
    case mixed
  }

  var kind: Kind
  /// Units, from the first to behind the last.
  var units: Range<Int>
  var shape = Shape.lower
  /// With tones and qualities; `nil` for words that are too long for any list.
  var exact: WordKey?
  /// Without them.
  var bare: WordKey?
  /// Whether the word has any diacritic.
  var isMarked = false
  /// Whether a digit, `_` or `@` touches it: then it is part of a code, not a word of a sentence.
  var isGlued = false

  /// Whether it begins with a capital.
  var isCapital: Bool { kind == .word && (shape == .title || shape == .capitals) }
  /// Whether it is one capital letter.
  var isInitial: Bool { kind == .word && shape == .capitals && units.count == 1 }
}
