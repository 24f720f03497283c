/// The release that follows from a start and a term: arithmetic, not news. Nobody reported it,
/// and it says so wherever it is shown.
public struct ExpectedRelease: Sendable, Hashable {
  /// When the term began to run.
  public let start: EDTF
  /// The term imposed.
  public let term: Term
  /// When the term ends.
  public let date: EDTF

  /// The expected release; `nil` when the end cannot be computed, see ``Term/end(from:)``.
  public init?(start: EDTF, term: Term) {
    guard let date = term.end(from: start) else { return nil }
    self.start = start
    self.term = term
    self.date = date
  }

  /// The label to show beside the date: "expected, computed".
  public static func label(in language: Language) -> String {
    switch language {
    case .vi: "dự kiến, do tính toán"
    case .en: "expected, computed"
    }
  }

  /// The date with its label and what it was computed from.
  public func text(in language: Language) -> String {
    let from = start.text(in: language)
    let span = term.text(in: language)
    let label = ExpectedRelease.label(in: language)
    return "\(date.text(in: language)) (\(label): \(from) + \(span))"
  }
}
