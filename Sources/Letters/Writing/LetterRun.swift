internal import Record

/// A piece of a letter, with where it comes from.
struct LetterRun: Sendable, Hashable {
  enum Origin: Sendable, Hashable {
    /// The template's own words.
    case template
    /// A fact.
    case field(String)
    /// A mark for a fact that is not there, or may not go there.
    case gap(String)
  }

  var text: String
  var origin: Origin
  /// The language of the text where it is not that of the letter.
  var language: Language?
}

/// A line of a letter.
struct LetterLine: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case plain, blank
    /// The subject, or the heading of a part.
    case heading
    /// In the middle: the head of a letter to an authority.
    case centred
    /// At the right: date and signature.
    case right
    case bullet
    /// A numbered point.
    case point
    /// Somebody else's words.
    case quote
  }

  var kind: Kind
  var runs: [LetterRun]
}
