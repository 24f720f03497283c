/// Something that a finder would withhold, in units of a scanned text.
struct Candidate: Sendable {
  var units: Range<Int>
  var kind: RedactionClass
  var reason: RedactionReason
  var confidence: RedactionConfidence
  /// For names: the tokens of the name, and whether the surname is the last.
  var name: NameTokens?
}

/// The tokens of a name in a text.
struct NameTokens: Sendable {
  var tokens: Range<Int>
  var isReversed = false
  /// Whether it has a surname, in full or as an initial.
  var isFull = true
}
