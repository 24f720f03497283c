/// What is wrong with a table of a locale pack.
public struct PackFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The table: `surnames.csv`.
  public var table: String
  /// The line of the table, from 1.
  public var line: Int
  /// What is wrong, in English.
  public var problem: String

  /// Table, line and problem.
  public var description: String { "\(table), line \(line): \(problem)" }
}
