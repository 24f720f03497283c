/// Why a row of a file of actions was left out.
public enum RowRefusal: String, Sendable, Hashable, CaseIterable {
  /// Another number of fields than there are columns.
  case fieldCount
  /// Something stands between a closing quote and the next delimiter.
  case textAfterQuote
  /// A quote is opened and never closed.
  case openQuote
  /// The row is longer than a mebibyte; most often a quote was never closed.
  case rowTooLong
  /// The line is not JSON.
  case notJSON
  /// The line is JSON, and not an object.
  case notObject
  /// Nothing says when.
  case noTime
  /// What stands for the time is none.
  case unreadableTime
  /// The time names no zone, and no zone was given.
  case timeWithoutZone
  /// The time is before 1970 or after 2099.
  case impossibleTime
  /// Nothing says who.
  case emptyActor
  /// Nothing says upon what, and the action is not a post.
  case emptyTarget
  /// The file says what was done, and not in this row.
  case emptyAction
  /// More than 255 kinds of action: the column is not one of kinds.
  case tooManyKinds

  /// The reason in words, with its remedy if it has one.
  public var explanation: String {
    switch self {
    case .fieldCount: "another number of fields than there are columns"
    case .textAfterQuote:
      "text after a closing quote; write a quote inside a field twice"
    case .openQuote: "a quote is opened and never closed"
    case .rowTooLong: "longer than a mebibyte; perhaps a quote is never closed"
    case .notJSON: "not JSON"
    case .notObject: "JSON, but not an object"
    case .noTime: "no time"
    case .unreadableTime: "the time cannot be read"
    case .timeWithoutZone: "the time has no zone; say which with --tz"
    case .impossibleTime: "the time is before 1970 or after 2099"
    case .emptyActor: "no account"
    case .emptyTarget: "no target, and not a post"
    case .emptyAction: "no kind of action"
    case .tooManyKinds: "more than 255 kinds of action; is the column the right one?"
    }
  }
}
