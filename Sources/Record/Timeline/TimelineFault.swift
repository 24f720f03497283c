/// What is wrong with one row of another timeline, or was left out of it, said so that a person can
/// mend it.
public struct TimelineFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// Not JSON, or not a table.
    case unreadable(String)
    /// A scale of millions of years, for which the record has no dates.
    case cosmological
    case noEvents
    case missing
    case wrongType(expected: String)
    case notANumber(String)
    /// A year that does not have four digits.
    case yearOutOfRange(Int)
    case noSuchDate(String)
    /// A day without its month, or a time without its day.
    case gap(missing: String)
    /// The end is before the start.
    case reversed
    case badAddress(String)
    /// A name that another row bears already; what it was changed to follows.
    case duplicate(renamed: String)
    case unknownColumn
    /// A type of row that is neither an event, a title nor an era.
    case unknownType(String)
    /// A second title: only the first is kept.
    case secondTitle
    /// The record has an event of this name with another date and title.
    case otherEvent(String, String)
    /// The headline is the event's title in the other language.
    case otherLanguage
    /// More cells than the first row has names.
    case tooManyCells
    /// The record keeps no such thing; it was left out.
    case leftOut(String)
  }

  /// The row: of a table the row, counted from 1 with the row of names; of a document the event,
  /// counted from 1; 0 for the timeline as a whole.
  public var row: Int
  /// The field, such as `start_date.month`; empty for the row as a whole.
  public var field: String
  /// What is wrong.
  public var reason: Reason

  /// Makes a fault.
  public init(row: Int, _ field: String, _ reason: Reason) {
    self.row = row
    self.field = field
    self.reason = reason
  }

  /// The place, the fault and its remedy in one English line.
  public var description: String {
    let place = row == 0 ? "the timeline" : "row \(row)"
    return field.isEmpty ? "\(place): \(remedy)" : "\(place), \(field): \(remedy)"
  }

  private var remedy: String {
    switch reason {
    case .unreadable(let why): "cannot be read: \(why)"
    case .cosmological: "a cosmological scale has no calendar dates; only \"human\" can be imported"
    case .noEvents: "has no events; it needs a list \"events\" or rows with a year"
    case .missing: "is missing; add it"
    case .wrongType(let expected): "must be \(expected)"
    case .notANumber(let text): "\"\(text)\" is not a whole number"
    case .yearOutOfRange(let year): "year \(year) is outside 0 to 9999"
    case .noSuchDate(let why): why
    case .gap(let part): "needs \(part) too"
    case .reversed: "is before the start; one of the two is wrong"
    case .badAddress(let text): "\"\(text)\" is not an address; write http:// or https://"
    case .duplicate(let renamed): "occurs twice; this one becomes \(renamed)"
    case .unknownColumn: "is not a column of a timeline; it was left out"
    case .unknownType(let text): "\"\(text)\" is not a type of row; write title, era or nothing"
    case .secondTitle: "there is a title already; this one was left out"
    case .otherEvent(let id, let when):
      "event/\(id) is recorded already with another date (\(when)) and another title; give this row "
        + "a name of its own, or correct the event with 'haidang record'"
    case .otherLanguage:
      "is the title of the recorded event in the other language; say in which one the timeline is "
        + "written with --language"
    case .tooManyCells: "has more cells than there are columns; look for a comma outside quotes"
    case .leftOut(let what): what
    }
  }
}
