/// What statements are counted by.
public struct StatementQuery: Sendable, Hashable {
  /// A part of the key of a group.
  public enum Key: Sendable, Hashable {
    /// What stands in a column.
    case column(String)
    /// Each code of the list that stands in a column: a row counts once in each of its codes. Only the first
    /// of a query; later ones count by the list as it is written.
    case each(String)
    /// The day in a column of times: its first ten bytes.
    case day(String)

    /// The name of the column.
    public var column: String {
      switch self {
      case .column(let name), .each(let name), .day(let name): name
      }
    }
  }

  /// The parts of the key, in the order in which groups are told.
  public var keys: [Key]
  /// How many groups and values are kept at most; more are refused, so that memory stays bounded.
  public var mostGroups = 1 << 20
  /// How many bytes the values of one column may have in all.
  public var mostBytes = 64 << 20
  /// The longest row, in bytes. The longest the database accepts are below 64 KiB.
  public var longestRow = 4 << 20

  /// Counts by what the keys say.
  public init(_ keys: [Key]) { self.keys = keys }

  /// Counts by columns.
  public init(columns: [StatementColumn]) { keys = columns.map { .column($0.rawValue) } }

  /// Who decided what on which ground, found how: the question of docket specification 7.2.
  public static let decisions = StatementQuery(columns: [
    .platformName, .category, .decisionGround, .sourceType, .automatedDetection,
    .automatedDecision,
  ])

  /// In which countries, on which ground: the second question there.
  public static let territories = StatementQuery([
    .column(StatementColumn.platformName.rawValue),
    .each(StatementColumn.territorialScope.rawValue),
    .column(StatementColumn.decisionGround.rawValue),
  ])
}
