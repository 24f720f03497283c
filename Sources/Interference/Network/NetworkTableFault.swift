public import Bytes

/// Something in a text that is not as a table of networks has it.
public struct NetworkTableFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Error, Sendable, Hashable {
    /// Not `address/length`.
    case badPrefix(String)
    /// Not a number of a network, such as 7552 or AS7552.
    case badNetwork(String)
    /// Not two letters.
    case badCountry(String)
    /// A row without a prefix and without a name.
    case missingColumn(String)
    /// The first row names neither a prefix nor a network's name.
    case unknownColumns
    /// Not comma-separated values.
    case csv(CSVError.Fault)
    /// A line of more bytes than the limit.
    case lineTooLong(limit: Int)
    /// More prefixes than any table has.
    case tooManyPrefixes
    /// Nothing in the text is a prefix or a name.
    case nothingFound
  }

  /// What is wrong.
  public var reason: Reason
  /// The line, counted from 1; 0 for the whole text.
  public var line: Int

  /// The fault and its place in one English line.
  public var description: String { line == 0 ? what : "line \(line): \(what)" }

  private var what: String {
    switch reason {
    case .badPrefix(let text): "\"\(text)\" is not an address with a length, such as 192.0.2.0/24"
    case .badNetwork(let text): "\"\(text)\" is not a number of a network, such as 7552"
    case .badCountry(let text): "\"\(text)\" is not a country of two letters"
    case .missingColumn(let name): "the row has no \(name)"
    case .unknownColumns:
      "the first row must name the columns: prefix with asn and country, or asn with name"
    case .csv(let fault): "\(fault)"
    case .lineTooLong(let limit): "the line is longer than \(limit) bytes"
    case .tooManyPrefixes: "there are more than \(NetworkTableDraft.mostPrefixes) prefixes"
    case .nothingFound: "the text holds no prefix and no name of a network"
    }
  }
}

/// A table, and what of its text could not be used.
public struct NetworkTableReading: Sendable {
  /// The table.
  public var table: NetworkTable
  /// How many lines were left out.
  public var refused: Int
  /// The first of them.
  public var examples: [NetworkTableFault]
}

/// Faults as they are met.
struct NetworkTableFaults {
  static let mostExamples = 50
  private(set) var count = 0
  private(set) var examples: [NetworkTableFault] = []

  mutating func add(_ reason: NetworkTableFault.Reason, line: Int) {
    count += 1
    if examples.count < Self.mostExamples {
      examples.append(NetworkTableFault(reason: reason, line: line))
    }
  }
}
