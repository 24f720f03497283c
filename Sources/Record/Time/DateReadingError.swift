/// Why what a person typed is not read as a date.
public struct DateReadingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Problem: Error, Sendable, Hashable {
    /// Nothing was typed.
    case empty
    /// Not a way of writing dates that is known here.
    case unreadable
    /// It can be read in more than one way, and nothing says which is meant.
    case ambiguous([EDTF])
    /// The year has two digits.
    case shortYear
    /// No year is given.
    case yearMissing
    /// A day of the lunar calendar, or one that may be.
    case lunar
    /// The calendar has no such date.
    case impossible
    /// The span ends before it begins.
    case reversed
  }

  /// The text, shortened to what a message can show.
  public let text: String
  /// What is wrong.
  public let problem: Problem

  init(_ text: String, _ problem: Problem) {
    let scalars = text.unicodeScalars.prefix(60).map { $0.value < 0x20 ? " " : $0 }
    self.text = String(String.UnicodeScalarView(scalars))
    self.problem = problem
  }

  /// The message, with the remedy.
  public var description: String {
    "\"\(text)\": \(remedy)"
  }

  private var remedy: String {
    switch problem {
    case .empty: "the date is empty"
    case .unreadable: "not read as a date; write 2020-02-12, 12/2/2020, 2020-02 or 2020"
    case .ambiguous(let readings):
      "ambiguous; write " + readings.map(\.description).joined(separator: " or ")
    case .shortYear: "the year needs four digits"
    case .yearMissing: "the year is missing"
    case .lunar: "a lunar date is not converted; keep it as text and give the solar date"
    case .impossible: "there is no such date"
    case .reversed: "the end is before the beginning; write the year at both ends"
    }
  }
}
