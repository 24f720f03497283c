/// What is wrong with one cell, row or column of a table, said so that a person can mend it.
public struct TableFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// The table has no row of names.
    case noHeader
    /// No such column; the names that are accepted follow.
    case unknownColumn(accepted: [String])
    case repeatedColumn
    /// A column that every row needs.
    case missingColumn
    /// More or fewer cells than there are names.
    case wrongCount(expected: Int, found: Int)
    /// Not a number, truth value or JSON text.
    case unreadable(expected: String)
    case notUTF8
    /// Anything else, in words.
    case other(String)
  }

  /// The row, counted from 1; the row of names is row 1.
  public var row: Int
  /// The name of the column; empty when the row as a whole is at fault.
  public var column: String
  /// What is wrong.
  public var reason: Reason

  /// Makes a fault.
  public init(row: Int, column: String = "", _ reason: Reason) {
    self.row = row
    self.column = column
    self.reason = reason
  }

  /// The fault, its place and its remedy in one English line.
  public var description: String {
    column.isEmpty ? "row \(row): \(remedy)" : "row \(row), column \(column): \(remedy)"
  }

  private var remedy: String {
    switch reason {
    case .noHeader: "the table is empty; its first row must name the columns"
    case .unknownColumn(let accepted):
      "is not a column here; accepted: \(accepted.joined(separator: ", "))"
    case .repeatedColumn: "is there twice; remove one"
    case .missingColumn: "is required and missing; add it"
    case .wrongCount(let expected, let found):
      "has \(found) cells where there are \(expected) names; look for a comma outside quotes"
    case .unreadable(let expected): "must be \(expected)"
    case .notUTF8: "is not UTF-8; save the table as UTF-8"
    case .other(let text): text
    }
  }
}
