/// Why a file of statements cannot be read on, and where.
public struct StatementFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Fault: Error, Sendable, Hashable {
    /// The file has no line of names.
    case noHeader
    /// The line of names lacks a column that is asked for.
    case missingColumn(String)
    /// The line of names has a column twice.
    case repeatedColumn(String)
    /// The line of names is no row of comma-separated values in UTF-8.
    case unreadableHeader
    /// A quote inside a field that does not begin with one.
    case strayQuote
    /// Something other than a comma or a line end after a closing quote.
    case textAfterQuote
    /// A quote is opened and the file ends before it is closed.
    case unbalancedQuote
    /// A row of more bytes than the limit, which also is what an unclosed quote in a large file gives.
    case rowTooLong(limit: Int)
    /// More groups than the limit.
    case tooManyGroups(limit: Int)
  }

  /// What is wrong.
  public var fault: Fault
  /// The row, counted from 1; the row of names is row 1.
  public var row: Int
  /// The line on which the row begins, counted from 1; line feeds inside quotes count.
  public var line: Int
  /// The offending byte, counted from 0 at the beginning of the file.
  public var offset: Int

  /// Makes a fault.
  public init(_ fault: Fault, row: Int, line: Int, offset: Int) {
    self.fault = fault
    self.row = row
    self.line = line
    self.offset = offset
  }

  /// The fault and its place in one line.
  public var description: String { "row \(row) (line \(line), byte \(offset)): \(reason)" }

  private var reason: String {
    switch fault {
    case .noHeader: "the file is empty: not even a line of names"
    case .missingColumn(let name): "there is no column \"\(name)\""
    case .repeatedColumn(let name): "the column \"\(name)\" stands twice"
    case .unreadableHeader: "the line of names is not comma-separated values in UTF-8"
    case .strayQuote: "a quote inside a field that has none around it"
    case .textAfterQuote: "text after a closing quote"
    case .unbalancedQuote: "a quote is opened and never closed"
    case .rowTooLong(let limit): "the row is longer than \(limit) bytes"
    case .tooManyGroups(let limit): "there are more than \(limit) groups"
    }
  }
}
