public import Record

/// A text that a person confirmed for publication. It can be made by `RedactionProposal.confirmed` only.
///
/// It holds nothing of the original: neither its bytes nor the length of what was withheld.
public struct PublicText: Sendable, Hashable {
  /// A mark in the public text.
  public struct Redaction: Sendable, Hashable {
    /// Bytes of the public text.
    public let range: Range<Int>
    /// What was withheld.
    public let kind: RedactionClass
    /// Why.
    public let reasons: [RedactionReason]
    /// For names: the number of the person.
    public let number: Int?
  }

  /// The text with marks.
  public let text: String
  /// The language of the marks.
  public let language: Language
  /// Its marks, in order.
  public let redactions: [Redaction]
  /// How many proposed spans the person left in the text, by class.
  public let declined: [RedactionClass: Int]
  /// Who confirmed, as the record calls them.
  public let confirmedBy: String
  /// When they confirmed.
  public let confirmedOn: CivilDay

  // Only this file can make one.
  fileprivate init(
    text: String, language: Language, redactions: [Redaction], declined: [RedactionClass: Int],
    confirmedBy: String, confirmedOn: CivilDay
  ) {
    self.text = text
    self.language = language
    self.redactions = redactions
    self.declined = declined
    self.confirmedBy = confirmedBy
    self.confirmedOn = confirmedOn
  }
}

/// Which spans of a proposal a person accepts.
public enum RedactionAcceptance: Sendable, Hashable {
  case all
  /// All but those with these places in `spans`.
  case allBut(Set<Int>)
}

/// A piece that a person withholds beyond the proposal.
public struct AddedRedaction: Sendable, Hashable {
  /// Bytes of the original.
  public var range: Range<Int>
  /// What it is.
  public var kind: RedactionClass

  /// A piece to withhold.
  public init(range: Range<Int>, kind: RedactionClass) {
    self.range = range
    self.kind = kind
  }
}

/// Why a proposal cannot be confirmed.
public enum ConfirmationError: Error, Sendable, Hashable {
  /// Nobody is named who confirms.
  case nobody
  /// No span has this place.
  case noSuchSpan(Int)
  /// The range is empty, outside the text, or cuts a letter in two.
  case badRange(Range<Int>)
}

extension RedactionProposal {
  /// Makes the public text.
  ///
  /// - Parameters:
  ///   - person: who confirms, as the record calls them.
  ///   - day: the day of the confirmation.
  ///   - acceptance: which spans stay withheld.
  ///   - added: what else the person withholds; it may overlap spans.
  /// - Throws: `ConfirmationError`.
  public func confirmed(
    by person: String, on day: CivilDay, accepting acceptance: RedactionAcceptance = .all,
    adding added: [AddedRedaction] = []
  ) throws(ConfirmationError) -> PublicText {
    guard person.contains(where: { !$0.isWhitespace }) else { throw .nobody }
    var left: Set<Int> = []
    if case .allBut(let places) = acceptance { left = places }
    for place in left.sorted() where !spans.indices.contains(place) { throw .noSuchSpan(place) }
    var chosen = spans.enumerated().filter { !left.contains($0.offset) }.map(\.element)
    var number = spans.compactMap(\.number).max() ?? MarkTexts.shipped.find(in: original).highest
    for addition in added {
      guard isWhole(addition.range) else { throw .badRange(addition.range) }
      let isNumbered = addition.kind.isNumbered
      if isNumbered { number += 1 }
      chosen.append(
        RedactionSpan(
          range: addition.range, kind: addition.kind, reasons: [.added], confidence: .certain,
          number: isNumbered ? sameText(addition.range) ?? number : nil))
    }
    let merged = SpanFindings.merged(chosen)
    var declined: [RedactionClass: Int] = [:]
    for place in left { declined[spans[place].kind, default: 0] += 1 }
    return PublicText(
      text: shown(merged), language: language, redactions: redactions(merged), declined: declined,
      confirmedBy: person, confirmedOn: day)
  }

  /// The number of a span with the same bytes.
  private func sameText(_ range: Range<Int>) -> Int? {
    spans.first { $0.number != nil && original[$0.range] == original[range] }?.number
  }

  private func isWhole(_ range: Range<Int>) -> Bool {
    guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= original.count else {
      return false
    }
    return [range.lowerBound, range.upperBound].allSatisfy {
      $0 == original.count || original[$0] & 0xC0 != 0x80
    }
  }

  private func redactions(_ merged: [RedactionSpan]) -> [PublicText.Redaction] {
    var place = 0
    var shown = 0
    var out: [PublicText.Redaction] = []
    for span in merged {
      shown += String(decoding: original[place..<span.range.lowerBound], as: UTF8.self).utf8.count
      let length = MarkTexts.shipped.mark(span, language).utf8.count
      out.append(
        PublicText.Redaction(
          range: shown..<shown + length, kind: span.kind, reasons: span.reasons, number: span.number
        ))
      shown += length
      place = span.range.upperBound
    }
    return out
  }
}
