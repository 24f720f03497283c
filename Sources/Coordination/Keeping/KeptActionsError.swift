/// Why a text is not one of actions as ``KeptActions`` writes them, and in which row.
public struct KeptActionsError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Fault: Sendable, Hashable {
    /// The first line is not that of the form.
    case otherForm
    /// The row of names is not the one that is written.
    case otherColumns
    /// The bytes are no table.
    case noTable(String)
    /// A row has another number of cells.
    case cells(Int, wanted: Int)
    /// A cell does not hold what its column has.
    case cell(String)
    /// The text ends in the middle of its first lines.
    case cutShort
  }

  /// The row of the table, from 1 for the names; 0 for the first line.
  public var row: Int
  /// What is wrong.
  public var fault: Fault

  /// Both in one line.
  public var description: String {
    let what =
      switch fault {
      case .otherForm: "does not begin as kept actions do"
      case .otherColumns: "has other columns"
      case .noTable(let why): "is no table: \(why)"
      case .cells(let count, let wanted): "has \(count) cells instead of \(wanted)"
      case .cell(let name): "has a \(name) that cannot be one"
      case .cutShort: "is cut short"
      }
    return "row \(row) \(what)"
  }
}
