/// Why a text is not a table of comma-separated values, and where.
public struct CSVError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Fault: Sendable, Hashable {
    /// A quote was opened and the text ended before it was closed.
    case unbalancedQuote
    /// A quote inside a field that does not begin with one.
    case strayQuote
    /// Something other than a comma or a line end after a closing quote.
    case textAfterQuote
    case notUTF8
    /// A field of more than the limit in bytes.
    case fieldTooLong(limit: Int)
    /// A row of more than the limit in fields.
    case tooManyFields(limit: Int)
  }

  /// What is wrong.
  public var fault: Fault
  /// The row, counted from 1; the row of names is row 1, blank lines do not count.
  public var row: Int
  /// The line on which the row begins, counted from 1.
  public var line: Int
  /// The field, counted from 1.
  public var column: Int
  /// The offending byte, or the quote that was opened, counted from 0.
  public var offset: Int

  /// The fault, its place and its remedy in one line.
  public var description: String {
    "row \(row), column \(column) (line \(line), byte \(offset)): \(remedy)"
  }

  private var remedy: String {
    switch fault {
    case .unbalancedQuote: "a quote is opened here and never closed; close it, or double it"
    case .strayQuote:
      "a quote inside a field; put the field in quotes and write the quote twice"
    case .textAfterQuote: "text after a closing quote; write a quote inside a field twice"
    case .notUTF8: "not UTF-8; save the table as UTF-8"
    case .fieldTooLong(let limit): "the field is longer than \(limit) bytes"
    case .tooManyFields(let limit): "the row has more than \(limit) fields"
    }
  }
}

/// One row of a table, its fields still bytes.
public struct CSVRow: Sendable, Hashable {
  /// The row, counted from 1, blank lines not counted.
  public var number: Int
  /// The line on which it begins, counted from 1.
  public var line: Int
  /// The offset of its first byte in the text.
  public var offset: Int
  /// The contents of the fields, one after the other, without quotes.
  var bytes: [UInt8]
  /// Where each field ends in ``bytes``.
  var ends: [Int]

  /// How many fields it has.
  public var count: Int { ends.count }

  /// The bytes of a field.
  ///
  /// - Precondition: `0 <= column < count`.
  public func bytes(_ column: Int) -> ArraySlice<UInt8> {
    bytes[(column == 0 ? 0 : ends[column - 1])..<ends[column]]
  }

  /// The fields as text.
  ///
  /// - Throws: `CSVError` for the first field that is not UTF-8.
  public func texts() throws(CSVError) -> [String] {
    var texts: [String] = []
    texts.reserveCapacity(count)
    for column in 0..<count {
      guard let text = String(validating: bytes(column), as: UTF8.self) else {
        throw CSVError(fault: .notUTF8, row: number, line: line, column: column + 1, offset: offset)
      }
      texts.append(text)
    }
    return texts
  }
}
