public import Record

/// Proposes what to withhold from a text before it is published (specification of the docket, section 2.1).
///
/// The rules are forms of numbers and of capitals, the words are those of a `LocalePack`. Names that no
/// list and no title betrays are not found: the proposal is for a person to confirm.
public struct Redactor: Sendable {
  let pack: LocalePack
  let officials: [Official]
  let marks = MarkTexts.shipped

  /// - Parameter officials: persons who may be named while in office.
  public init(pack: LocalePack = .shipped, officials: [Official] = []) {
    self.pack = pack
    self.officials = officials
  }

  /// Reads a text and says what to withhold.
  ///
  /// - Parameters:
  ///   - language: the language of the marks.
  ///   - day: the day the text is about, which decides who is in office.
  /// - Complexity: O(n) in the length of the text.
  public func proposal(for text: String, in language: Language, on day: CivilDay)
    -> RedactionProposal
  {
    proposal(forBytes: Array(text.utf8), in: language, on: day)
  }

  /// Reads any bytes. What is no UTF-8 is withheld from the public text and told by the proposal.
  public func proposal(
    forBytes bytes: [UInt8], in language: Language, on day: CivilDay
  ) -> RedactionProposal {
    var findings = SpanFindings()
    var isStable = false
    // What is withheld no longer parts what stands around it, so that a second look may find more. The
    // second look is taken here, so that nobody else finds anything in what is published.
    for _ in 0..<Self.mostRounds {
      let shown = Replacement(bytes, findings.spans, marks, language)
      let round = SpanFindings(
        in: shown.bytes, pack: pack, officials: officials, marks: marks, on: day)
      let before = findings
      findings.add(round, through: shown)
      if findings.spans.map(\.range) == before.spans.map(\.range) {
        isStable = true
        break
      }
    }
    let (_, highest) = marks.find(in: bytes)
    findings.number(in: bytes, from: highest, officials: officials, on: day)
    return RedactionProposal(
      original: bytes, language: language, day: day, spans: findings.spans, kept: findings.kept,
      undecodable: ScannedText(bytes).undecodable, isStable: isStable)
  }

  /// More looks than any text was seen to need.
  private static let mostRounds = 16
}
