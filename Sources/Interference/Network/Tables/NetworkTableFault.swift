public import Bytes

/// Something in a file that is not as a table of networks has it.
public struct NetworkTableFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// Where something is.
  public enum Place: Sendable, Hashable {
    /// Nowhere in particular.
    case whole
    /// A line of a text, counted from 1.
    case line(Int)
    /// A byte of a file, counted from 0.
    case byte(Int)
  }

  /// What is wrong.
  public enum Reason: Error, Sendable, Hashable {
    /// Not `address/length`.
    case badPrefix(String)
    /// Not a number of a network, such as 7552 or AS7552.
    case badNetwork(String)
    /// Not two letters.
    case badCountry(String)
    /// Not `YYYY-MM-DD`.
    case badDay(String)
    /// A row without a field that it needs.
    case missingColumn(String)
    /// The first row names neither a prefix nor a network's name.
    case unknownColumns
    /// Not comma-separated values.
    case csv(CSVError.Fault)
    /// A line of more bytes than the limit.
    case lineTooLong(limit: Int)
    /// More prefixes than any table has.
    case tooManyPrefixes
    /// Nothing in the file is a prefix or a name.
    case nothingFound
    /// Not a file in MaxMind's form.
    case notMaxMind
    /// A member of a MaxMind file's metadata that is missing or makes no sense.
    case badMetadata(String)
    /// A node of the search tree that leads out of the file.
    case nodeOutside(Int)
    /// A node of the search tree that is reached twice, or deeper than an address has bits.
    case notATree(Int)
    /// Bytes that are no value of MaxMind's form.
    case badValue
    /// A file made so that reading it would take for ever.
    case tooMuchWork
  }

  /// What is wrong.
  public var reason: Reason
  /// Where it is.
  public var place: Place

  init(_ reason: Reason, _ place: Place = .whole) {
    self.reason = reason
    self.place = place
  }

  /// The fault and its place in one English line.
  public var description: String {
    switch place {
    case .whole: what
    case .line(let line): "line \(line): \(what)"
    case .byte(let byte): "byte \(byte): \(what)"
    }
  }

  private var what: String {
    switch reason {
    case .badPrefix(let text): "\"\(text)\" is not an address with a length, such as 192.0.2.0/24"
    case .badNetwork(let text): "\"\(text)\" is not a number of a network, such as 7552"
    case .badCountry(let text): "\"\(text)\" is not a country of two letters"
    case .badDay(let text): "\"\(text)\" is not a day, such as 2026-01-31"
    case .missingColumn(let name): "the row has no \(name)"
    case .unknownColumns:
      "the first row must name the columns: prefix with asn and country, or asn with name"
    case .csv(let fault): "not comma-separated values: \(fault)"
    case .lineTooLong(let limit): "the line is longer than \(limit) bytes"
    case .tooManyPrefixes: "there are more than \(NetworkTableDraft.mostPrefixes) prefixes"
    case .nothingFound: "there is no prefix and no name of a network"
    case .notMaxMind: "this is no MaxMind DB file, or its end is missing"
    case .badMetadata(let name): "the metadata have no usable \(name)"
    case .nodeOutside(let node): "node \(node) of the search tree leads out of the file"
    case .notATree(let node): "the search tree is none: node \(node) is reached twice or too deep"
    case .badValue: "the bytes are no value"
    case .tooMuchWork: "the values refer to each other without end"
    }
  }
}

/// A table, and what of its file could not be used.
public struct NetworkTableReading: Sendable {
  /// The table.
  public var table: NetworkTable
  /// How many lines or values were left out.
  public var refused: Int
  /// The first of them.
  public var examples: [NetworkTableFault]

  /// - Throws: `NetworkTableFault` when there was nothing in the file.
  init(
    _ draft: consuming NetworkTableDraft, from source: NetworkTable.Source,
    _ faults: NetworkTableFaults
  ) throws(NetworkTableFault) {
    table = draft.table(from: source)
    refused = faults.count
    examples = faults.examples
    guard table.prefixCount + table.nameCount > 0 else { throw NetworkTableFault(.nothingFound) }
  }
}

/// Faults as they are met.
struct NetworkTableFaults {
  static let mostExamples = 50
  private(set) var count = 0
  private(set) var examples: [NetworkTableFault] = []

  mutating func add(_ reason: NetworkTableFault.Reason, _ place: NetworkTableFault.Place) {
    count += 1
    if examples.count < Self.mostExamples { examples.append(NetworkTableFault(reason, place)) }
  }
}
