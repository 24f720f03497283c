/// What was met while a file of figures was read: nothing is passed over in silence.
public struct ReadingNotes: Sendable, Hashable {
  /// A row that could not be taken, and why.
  public struct Refusal: Sendable, Hashable {
    /// The row, counted from 1; in a table the row of names is row 1.
    public var row: Int
    /// The line on which it begins, where the source has lines.
    public var line: Int?
    /// The column or field.
    public var field: String
    /// What stands there.
    public var text: String
  }

  /// How many refusals and flags are kept with their place; all are counted.
  public static let mostKept = 1000

  /// Rows that were read.
  public internal(set) var rows = 0
  /// Rows that could not be taken.
  public internal(set) var refusedRows = 0
  /// The first of them, by field.
  public internal(set) var refusals: [Refusal] = []
  /// Names of columns or members that nobody asks for.
  public internal(set) var unknownColumns: [String] = []
  /// Columns that a file of this kind has and this one has not.
  public internal(set) var missingColumns: [String] = []
  /// Values outside the lists that are known, kept as they are, with their rows.
  public internal(set) var unknownValues: [String: [String: Int]] = [:]
  /// How many rows have parts that do not add up.
  public internal(set) var unevenRows = 0
  /// The first of them.
  public internal(set) var uneven: [Int] = []

  /// Makes empty notes.
  public init() {}

  mutating func refuse(row: Int, line: Int? = nil, _ field: String, _ text: String) {
    refusedRows += 1
    if refusals.count < Self.mostKept {
      refusals.append(
        Refusal(row: row, line: line, field: field, text: String(text.prefix(200))))
    }
  }

  mutating func note(_ value: String, in field: String) {
    unknownValues[field, default: [:]][value, default: 0] += 1
  }

  mutating func noteUneven(row: Int) {
    unevenRows += 1
    if uneven.count < Self.mostKept { uneven.append(row) }
  }
}

/// Why a file cannot be read as figures at all.
public enum FigureFileFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The columns are those of no file that is known: what stands in the first row.
  case unknownHeader([String])
  /// No table.
  case table(String)
  /// No JSON.
  case json(String)
  /// JSON without a member that is needed, or with another kind of value in it.
  case member(String)
  /// A table that has no column for its time, and neither its name nor a title tells it; whose table it is.
  case noPeriod(String)
  /// A table whose name and title tell of several times; whose table it is.
  case severalPeriods(String, [String])

  /// The fault in one line.
  public var description: String {
    switch self {
    case .unknownHeader(let names):
      "no file that is known has these columns: \(names.prefix(40).joined(separator: ", "))"
    case .table(let reason): "not a table: \(reason)"
    case .json(let reason): "not JSON: \(reason)"
    case .member(let name): "the member \"\(name)\" is missing or is something else"
    case .noPeriod(let name):
      "its half-year stands in no column; name the file after it, such as \(name)-2013-H1.csv"
    case .severalPeriods(let name, let found):
      "its name and title tell of \(found.joined(separator: " and ")); name the file after one half-year, "
        + "such as \(name)-2013-H1.csv"
    }
  }
}
