internal import Bytes
public import Record

/// What networks are called, and from when until when.
///
/// Names change hands as addresses do: a finding of 2022 names the holder of 2022.
public struct NetworkNames: Sendable, Hashable {
  /// One name of one network.
  public struct Entry: Sendable, Hashable {
    /// The number of the network.
    public var network: UInt32
    /// The name shown to readers.
    public var name: LocalizedText
    /// The name as it is registered, with its spelling.
    public var registered: String?
    /// Where the operator is, two letters.
    public var country: String?
    /// The first day of the name; `nil` where nobody says.
    public var from: CivilDay?
    /// The last day of the name; `nil` where it has none yet, or nobody says.
    public var to: CivilDay?
    /// A day on which the name is attested.
    public var seen: CivilDay?
    /// Who says so.
    public var source: String
  }

  /// All names, by number and then as the table has them.
  public let entries: [Entry]

  /// The bytes of the table that the program carries.
  public static var shippedTable: [UInt8] { PackageResources.names_csv }

  /// The table that the program carries (Data/networks in the repository).
  public static let shipped = (try? NetworkNames(csv: PackageResources.names_csv)) ?? NetworkNames()

  private init() { entries = [] }

  /// Reads a table in the form of Data/networks/names.csv.
  ///
  /// - Throws: `NetworkTableFault` for the first row that is not in that form.
  public init(csv bytes: [UInt8]) throws(NetworkTableFault) {
    var found: [Entry] = []
    var columns: [String: Int]?
    let rows: [CSVRow]
    do throws(CSVError) { rows = try CSVReader.rows(of: bytes) } catch {
      throw NetworkTableFault(.csv(error.fault), .line(error.line))
    }
    for row in rows {
      guard let columns else {
        columns = try Self.columns(of: row)
        continue
      }
      found.append(try Self.entry(row, columns))
    }
    entries = found.enumerated().sorted {
      ($0.element.network, $0.offset) < ($1.element.network, $1.offset)
    }.map(\.element)
  }

  private static func columns(of row: CSVRow) throws(NetworkTableFault) -> [String: Int] {
    var columns: [String: Int] = [:]
    for column in 0..<row.count {
      columns[String(decoding: row.bytes(column), as: UTF8.self)] = column
    }
    for name in ["asn", "name_en"] where columns[name] == nil {
      throw NetworkTableFault(.missingColumn(name), .line(row.line))
    }
    return columns
  }

  private static func entry(
    _ row: CSVRow, _ columns: [String: Int]
  ) throws(NetworkTableFault) -> Entry {
    func field(_ name: String) -> ArraySlice<UInt8> {
      guard let column = columns[name], column < row.count else { return [] }
      return NetworkFields.trimmed(row.bytes(column))
    }
    func text(_ name: String) -> String? {
      let bytes = field(name)
      return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
    func day(_ name: String) throws(NetworkTableFault) -> CivilDay? {
      guard let text = text(name) else { return nil }
      guard let day = CivilDay(parsing: text) else {
        throw NetworkTableFault(.badDay(String(text.prefix(40))), .line(row.line))
      }
      return day
    }
    guard let network = NetworkFields.network(field("asn")), network != 0 else {
      throw NetworkTableFault(.badNetwork(NetworkFields.shown(field("asn"))), .line(row.line))
    }
    guard let name = text("name_en") ?? text("name_vi") else {
      throw NetworkTableFault(.missingColumn("name_en"), .line(row.line))
    }
    return Entry(
      network: network, name: LocalizedText(vi: text("name_vi"), en: text("name_en") ?? name),
      registered: text("registered"), country: text("country"), from: try day("valid_from"),
      to: try day("valid_to"), seen: try day("seen"), source: text("source") ?? "")
  }

  /// The name that a network had on a day; without a day the last one known. `nil` where nobody says.
  ///
  /// - Complexity: O(n) in the table, which is small.
  public func entry(of network: UInt32, on day: CivilDay?) -> Entry? {
    entries.last { entry in
      guard entry.network == network else { return false }
      guard let day else { return true }
      return entry.from.map { $0 <= day } ?? true && entry.to.map { day <= $0 } ?? true
    }
  }

  /// The name that a network had on a day, to be shown to readers.
  public func name(of network: UInt32, on day: CivilDay?) -> LocalizedText? {
    entry(of: network, on: day)?.name
  }
}
