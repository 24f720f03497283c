internal import Bytes

/// The line of names of a file of statements: which column stands where.
public struct StatementHeader: Sendable, Hashable {
  /// Which edition of the EU's table this is (Transparency Database, exports of the daily archives).
  public enum Edition: String, Sendable, Hashable, CaseIterable {
    /// All 38 columns of the schema of 1 July 2025.
    case full
    /// 34 columns: without the long texts and the territory.
    case light
    /// Full, before there was `content_id_ean`.
    case fullBefore2025 = "full-before-2025"
    /// Light, before there was `content_id_ean`.
    case lightBefore2025 = "light-before-2025"
    /// None of these.
    case other
  }

  /// The names in their order, as they stand in the file.
  public let names: [String]
  /// Names that are no column of the schema: their columns are passed over, never dropped silently.
  public let unknown: [String]
  private let places: [String: Int]

  /// Reads the line of names.
  init(row: some Collection<UInt8>) throws(StatementFault.Fault) {
    let rows: [CSVRow]
    do { rows = try CSVReader.rows(of: Array(row)) } catch { throw .unreadableHeader }
    guard rows.count == 1, let texts = try? rows[0].texts() else { throw .unreadableHeader }
    var places: [String: Int] = [:]
    for (place, name) in texts.enumerated() {
      guard places.updateValue(place, forKey: name) == nil else { throw .repeatedColumn(name) }
    }
    names = texts
    self.places = places
    unknown = texts.filter { StatementColumn(rawValue: $0) == nil }
  }

  /// Where the column called `name` stands, counted from 0.
  public func place(of name: String) -> Int? { places[name] }

  /// Columns of the schema that the file does not have.
  public var missing: [StatementColumn] {
    StatementColumn.allCases.filter { places[$0.rawValue] == nil }
  }

  /// Which edition the names make.
  public var edition: Edition {
    let missing = Set(missing)
    let withoutEAN = missing.contains(.contentIDEAN)
    switch missing.subtracting([.contentIDEAN]) {
    case []: return withoutEAN ? .fullBefore2025 : .full
    case StatementColumn.notInLight: return withoutEAN ? .lightBefore2025 : .light
    default: return .other
    }
  }
}
