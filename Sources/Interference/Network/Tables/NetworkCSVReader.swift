internal import Bytes

/// Reads tables of comma-separated values: prefixes with number and country, or numbers with names.
///
/// The first row names the columns, in any order; others beside them are passed over. Names are those of
/// our own form (`prefix,asn,country` and `asn,name`) and of MaxMind's tables of the same content.
public struct NetworkCSVReader: Sendable {
  private struct Columns: Sendable {
    var prefix: Int?
    var network: Int?
    var country: Int?
    var name: Int?
  }

  private static let names: [(any WritableKeyPath<Columns, Int?> & Sendable, [String])] = [
    (\.prefix, ["prefix", "network", "net", "cidr"]),
    (\.network, ["asn", "autonomous_system_number", "as_number", "origin"]),
    (\.country, ["country", "country_code", "country_iso_code", "cc"]),
    (\.name, ["name", "as_name", "autonomous_system_organization", "organization"]),
  ]

  private var csv = CSVReader()
  private var columns: Columns?
  private var draft = NetworkTableDraft()
  private var faults = NetworkTableFaults()
  private let source: NetworkTable.Source

  /// Makes a reader; the text does not say where it is from.
  public init(source: NetworkTable.Source) { self.source = source }

  /// Reads the next bytes.
  ///
  /// - Throws: `NetworkTableFault`, after which the reader is of no more use.
  public mutating func read(_ chunk: [UInt8]) throws(NetworkTableFault) {
    var rest = chunk[...]
    // The names of the columns go first, so that what is no table at all is told as that.
    if columns == nil, let end = chunk.firstIndex(of: 0x0A) {
      try take(Array(chunk[...end]))
      rest = chunk[(end + 1)...]
    }
    try take(Array(rest))
  }

  /// Ends the text.
  ///
  /// - Throws: `NetworkTableFault` when there was nothing in it.
  public consuming func finish() throws(NetworkTableFault) -> NetworkTableReading {
    let last: CSVRow?
    do throws(CSVError) { last = try csv.finish() } catch { throw Self.fault(error) }
    if let last { try take(last) }
    return try NetworkTableReading(draft, from: source, faults)
  }

  private static func fault(_ error: CSVError) -> NetworkTableFault {
    NetworkTableFault(.csv(error.fault), .line(error.line))
  }

  private mutating func take(_ bytes: [UInt8]) throws(NetworkTableFault) {
    let rows: [CSVRow]
    do throws(CSVError) { rows = try csv.read(bytes) } catch { throw Self.fault(error) }
    for row in rows { try take(row) }
  }

  private mutating func take(_ row: CSVRow) throws(NetworkTableFault) {
    guard let columns else { return try begin(row) }
    func field(_ column: Int?) -> ArraySlice<UInt8> {
      guard let column, column < row.count else { return [] }
      return NetworkFields.trimmed(row.bytes(column))
    }
    let number = field(columns.network)
    guard let network = NetworkFields.network(number) else {
      faults.add(.badNetwork(NetworkFields.shown(number)), .line(row.line))
      return
    }
    let letters = field(columns.country)
    guard let country = NetworkFields.country(letters) else {
      faults.add(.badCountry(NetworkFields.shown(letters)), .line(row.line))
      return
    }
    if columns.name != nil, network != 0 { draft.name(network, field(columns.name)) }
    guard columns.prefix != nil else {
      if network == 0 { faults.add(.missingColumn("asn"), .line(row.line)) }
      return
    }
    let prefix = field(columns.prefix)
    guard let block = AddressBlock(bytes: prefix) else {
      faults.add(.badPrefix(NetworkFields.shown(prefix)), .line(row.line))
      return
    }
    do throws(NetworkTableFault.Reason) {
      try draft.add(block, network: network, country: country)
    } catch { throw NetworkTableFault(error, .line(row.line)) }
  }

  private mutating func begin(_ row: CSVRow) throws(NetworkTableFault) {
    var found = Columns()
    for column in 0..<row.count {
      let name = String(decoding: row.bytes(column), as: UTF8.self).lowercased()
      for (path, names) in Self.names where names.contains(name) && found[keyPath: path] == nil {
        found[keyPath: path] = column
      }
    }
    let isPrefixes = found.prefix != nil && (found.network != nil || found.country != nil)
    guard isPrefixes || found.network != nil && found.name != nil else {
      throw NetworkTableFault(.unknownColumns, .line(row.line))
    }
    columns = found
  }
}
