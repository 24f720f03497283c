/// How a file of actions is read.
public struct ActionReadingOptions: Sendable {
  /// Which column means what.
  public var map = ColumnMap()
  /// The clock of times that name no zone; without it they are refused.
  public var clock: LocalClock?
  /// Only these kinds, in lower case; all when there are none.
  public var kinds: Set<String> = []
  /// Times are cut down to a multiple of so many seconds (1: not at all).
  public var roundedTo: Int64 = 1
  /// What stands for names; without it names stay as they are.
  public var pseudonyms: Pseudonyms?
  /// A secret under which names are told apart while the file is read, so that nobody can make
  /// names that fall together.
  public var key: (UInt64, UInt64) = (0, 0)
  /// Whether accounts that differ in case only are one account; other differences of spelling are folded always, see
  /// ``AccountSpelling``.
  public var mergesSpellings = false
  /// Whether rows that have the name of another action, or say the same as another, stay.
  public var keepsDuplicates = false
  /// The times that can be, in milliseconds since 1970; others are refused.
  public var plausible: ClosedRange<Int64> = 0...4_102_444_799_999

  /// The usual options.
  public init() {}
}
