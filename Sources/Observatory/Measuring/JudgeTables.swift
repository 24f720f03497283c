import Bytes
import Interference
import Ledger
import Record
import Synchronization

/// The tables by which measurements are judged: those of this program, and what was imported.
///
/// A table that is imported again under the same name takes the place of the one before. They are
/// read when a measurement is to be judged, and not before.
final class JudgeTables: Sendable {
  /// The exhibits in use.
  let exhibits: [Exhibit]
  /// The SHA-256 of the rules' version and all tables: another digest may mean another judgement.
  let digest: String

  private let shelf: ExhibitShelf
  private let known = Mutex<WebJudge?>(nil)

  /// - Parameter exhibits: those of tables, in the order in which they were announced.
  init(_ exhibits: [Exhibit], shelf: ExhibitShelf) {
    var inUse: [Exhibit] = []
    for exhibit in exhibits {
      inUse.removeAll { $0.form == exhibit.form && $0.name == exhibit.name }
      inUse.append(exhibit)
    }
    self.exhibits = inUse
    self.shelf = shelf
    let parts =
      [
        "rules \(WebJudge.version)", "fingerprints \(Self.digest(FingerprintSet.shipped.csv))",
        "names \(Self.digest(NetworkNames.shippedTable))",
      ] + inUse.map { "\($0.form.rawValue) \($0.digest)" }
    digest = Self.digest(Array(parts.joined(separator: "\n").utf8))
  }

  private static func digest(_ bytes: [UInt8]) -> String { Hex.text(SHA256Digest.of(bytes)) }

  /// The judge with these tables.
  ///
  /// - Throws: `DiskError`, `ObservatoryError.badTable`.
  func judge() throws -> WebJudge {
    try known.withLock { known in
      if let known { return known }
      let made = try make()
      known = made
      return made
    }
  }

  private func make() throws -> WebJudge {
    var fingerprints: [Fingerprint] = []
    var networks: NetworkTable?
    for exhibit in exhibits {
      let bytes = try Disk.read(shelf.path(of: exhibit.digest), limit: TableReading.longest)
      let table = try TableReading(bytes, as: exhibit.form, named: exhibit.name)
      fingerprints += table.fingerprints
      // What was announced last is asked first.
      if let new = table.networks { networks = networks.map { new.filled(from: $0) } ?? new }
    }
    return WebJudge(
      fingerprints: fingerprints.isEmpty ? .shipped : FingerprintSet.shipped.adding(fingerprints),
      networks: networks)
  }
}

/// A table as read.
struct TableReading {
  private(set) var fingerprints: [Fingerprint] = []
  private(set) var networks: NetworkTable?
  /// Rows that could not be read.
  private(set) var refused = 0
  /// The first of them, each with its place.
  private(set) var examples: [String] = []

  /// Larger tables are refused: those that exist have a tenth of this.
  static let longest = 1 << 30

  /// - Throws: `ObservatoryError.badTable` when not one row can be read.
  init(_ bytes: [UInt8], as form: ExhibitForm, named name: String) throws {
    switch form {
    case .measurements: break
    case .fingerprints: take(FingerprintTable.read(bytes), name)
    case .signatures: take(SignatureLines.read(bytes, as: .blockPages), name)
    case .harmlessSignatures: take(SignatureLines.read(bytes, as: .falsePositives), name)
    case .networks: try takeNetworks(bytes, name)
    }
    guard form == .measurements || !fingerprints.isEmpty || networks != nil else {
      throw ObservatoryError.badTable(name, examples.first ?? "it has no rows")
    }
  }

  private mutating func take(_ list: FingerprintList, _ name: String) {
    fingerprints = list.fingerprints
    // A pattern that cannot be looked for is as good as a row that cannot be read.
    let faults = list.faults + FingerprintSet(list.fingerprints).faults
    refused = faults.count
    examples = faults.prefix(50).map { "\(name): \($0)" }
  }

  private mutating func takeNetworks(_ bytes: [UInt8], _ name: String) throws {
    do {
      let reading = try Self.networks(bytes, NetworkTable.Source(name: name))
      networks = reading.table
      refused = reading.refused
      examples = reading.examples.prefix(50).map { "\(name): \($0)" }
    } catch let fault as NetworkTableFault {
      throw ObservatoryError.badTable(name, "\(fault)")
    }
  }

  private static func networks(
    _ bytes: [UInt8], _ source: NetworkTable.Source
  ) throws -> NetworkTableReading {
    if MaxMindFile.isOne(bytes.suffix(128 << 10)) { return try MaxMindFile(bytes).reading() }
    if LocationDumpReader.begins(bytes.prefix(4096)) {
      var reader = LocationDumpReader()
      try reader.read(bytes)
      return try reader.finish()
    }
    var reader = NetworkCSVReader(source: source)
    try reader.read(bytes)
    return try reader.finish()
  }
}
