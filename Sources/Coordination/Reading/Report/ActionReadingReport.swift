/// What became of a file of actions when it was read.
public struct ActionReadingReport: Sendable, Hashable {
  /// Rows that were left out for one reason.
  public struct Refused: Sendable, Hashable {
    /// How many.
    public var count = 0
    /// Where the first ten are.
    public var places: [RowPlace] = []
  }

  /// What the file was taken for.
  public enum Form: Sendable, Hashable {
    /// A table with this between its fields.
    case table(delimiter: UInt8)
    /// Lines of JSON.
    case lines
  }

  /// What the file was taken for.
  public var form = Form.lines
  /// Rows in the file, without the row of names and blank lines. Each is one of those that follow:
  /// kept, duplicate, exact duplicate, of another kind or refused.
  public var rowsRead = 0
  /// Rows that are actions now.
  public var rowsKept = 0
  /// Rows that have the name of another action and say something else; the one with the smallest
  /// time, account, kind and target was kept.
  public var duplicates = 0
  /// Rows that say again what another row says.
  public var exactDuplicates = 0
  /// Rows of kinds that were not asked for.
  public var rowsOfOtherKinds = 0
  /// Rows that were left out, by reason.
  public var refused: [RowRefusal: Refused] = [:]

  /// The columns that were read, by field.
  public var columns: [ActionField: [String]] = [:]
  /// Fields that the file has no column for.
  public var missing: [ActionField] = []
  /// Columns that were not read.
  public var unknownColumns: [String] = []

  /// Rows whose target has a known time.
  public var rowsWithTargetTime = 0
  /// Rows that act upon a target before it was made.
  public var rowsBeforeTarget = 0
  /// Cells of target times that hold something else.
  public var unreadableTargetTimes = 0
  /// Rows whose time falls on a full minute.
  public var rowsOnMinute = 0
  /// Rows whose time falls on a full hour.
  public var rowsOnHour = 0
  /// Times of a clock that was being changed, of which the first reading was taken.
  public var ambiguousTimes = 0
  /// The first and the last time, in milliseconds since 1970.
  public var span: ClosedRange<Int64>?

  /// How many rows each kind has.
  public var kinds: [String: Int] = [:]
  /// Targets to which rows give different owners; the one that most rows give was kept.
  public var targetsWithSeveralOwners = 0
  /// Targets to which rows give different times; the first was kept.
  public var targetsWithSeveralTimes = 0
  /// What is known of accounts that are spelt in several ways.
  public var spellings = Spellings()

  /// Names that are alike.
  public struct Alike: Sendable, Hashable {
    /// Groups of such names.
    public var groups = 0
    /// Names in these groups.
    public var names = 0
  }

  /// Names of accounts that differ in spelling only; see ``AccountSpelling``.
  public struct Spellings: Sendable, Hashable {
    /// Spellings that were made one account each.
    public var folded = Alike()
    /// Accounts that differ in case only, and stay apart: on some platforms they are several.
    public var apart = Alike()
  }

  /// Nothing read yet.
  public init() {}

  /// How many rows were left out, for whatever reason.
  public var rowsRefused: Int { refused.values.reduce(0) { $0 + $1.count } }

  /// The share of rows whose target has a known time.
  public var shareWithTargetTime: Double { share(rowsWithTargetTime) }
  /// The share of rows on a full minute: near 1 when the clock is rounded, 1/60 when it is not.
  public var shareOnMinute: Double { share(rowsOnMinute) }
  /// The share of rows on a full hour.
  public var shareOnHour: Double { share(rowsOnHour) }

  private func share(_ count: Int) -> Double {
    rowsKept == 0 ? 0 : Double(count) / Double(rowsKept)
  }

  mutating func refuse(_ reason: RowRefusal, at place: RowPlace) {
    rowsRead += 1
    refused[reason, default: Refused()].count += 1
    if refused[reason, default: Refused()].places.count < 10 {
      refused[reason, default: Refused()].places.append(place)
    }
  }
}
