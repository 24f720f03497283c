public import Record

/// What a redactor would withhold from a text, for a person to look at. It holds the original and is as
/// confidential as that.
public struct RedactionProposal: Sendable, Hashable {
  /// The text as it was given.
  public let original: [UInt8]
  /// The language of the marks.
  public let language: Language
  /// The day that decided who is in office.
  public let day: CivilDay
  /// What to withhold, in order, not overlapping, in bytes of the original.
  public let spans: [RedactionSpan]
  /// What was left although it looked like something to withhold.
  public let kept: [KeptSpan]
  /// Bytes that are no UTF-8. The public text has U+FFFD for each run.
  public let undecodable: [Range<Int>]
  /// Whether another look at the public text would find nothing more.
  public let isStable: Bool

  init(
    original: [UInt8], language: Language, day: CivilDay, spans: [RedactionSpan], kept: [KeptSpan],
    undecodable: [Range<Int>], isStable: Bool
  ) {
    self.original = original
    self.language = language
    self.day = day
    self.spans = spans
    self.kept = kept
    self.undecodable = undecodable
    self.isStable = isStable
  }

  /// The text with every mark, to be looked at. It is no public text: nobody confirmed it.
  public var preview: String { shown(spans) }

  /// The words of a span in the original.
  public func text(of range: Range<Int>) -> String {
    String(decoding: original[range.clamped(to: 0..<original.count)], as: UTF8.self)
  }

  func shown(_ spans: [RedactionSpan]) -> String {
    String(decoding: Replacement(original, spans, .shipped, language).bytes, as: UTF8.self)
  }
}

extension RedactionReason {
  /// What the reason says to a reader.
  public func text(in language: Language) -> String {
    MarkTexts.shipped.reasons[self]?[language.rawValue] ?? rawValue
  }
}

extension RedactionClass {
  /// The words of its mark, without brackets.
  public func text(in language: Language) -> String {
    MarkTexts.shipped.marks[self]?[language.rawValue] ?? rawValue
  }
}
