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
      let table = try TableReading(
        shelf.path(of: exhibit.digest), as: exhibit.form, named: exhibit.name)
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

  /// Larger lists of fingerprints are refused: those that exist have a hundredth of this.
  private static let longest = 256 << 20

  /// - Throws: `DiskError`; `ObservatoryError.badTable` when not one row can be read.
  init(_ path: String, as form: ExhibitForm, named name: String) throws {
    func bytes() throws -> [UInt8] {
      do { return try UnpackedFile.whole(of: path, limit: Self.longest) } catch let error
        as DiskError
      {
        throw error
      } catch { throw ObservatoryError.badTable(name, "\(error)") }
    }
    switch form {
    case .measurements, .actions: break
    case .fingerprints: take(FingerprintTable.read(try bytes()), name)
    case .signatures: take(SignatureLines.read(try bytes(), as: .blockPages), name)
    case .harmlessSignatures: take(SignatureLines.read(try bytes(), as: .falsePositives), name)
    case .networks: try takeNetworks(path, name)
    }
    guard !form.isTable || !fingerprints.isEmpty || networks != nil else {
      throw ObservatoryError.badTable(name, examples.first ?? "it has no rows")
    }
  }

  private mutating func take(_ list: FingerprintList, _ name: String) {
    fingerprints = list.fingerprints
    // A pattern that cannot be looked for is as good as a row that cannot be read.
    let faults = list.faults + FingerprintSet.faults(of: list.fingerprints)
    refused = faults.count
    examples = faults.prefix(50).map { "\(name): \($0)" }
  }

  private mutating func takeNetworks(_ path: String, _ name: String) throws {
    do {
      let reading = try NetworkTableFile.read(path)
      networks = reading.table
      refused = reading.refused
      examples = reading.examples.prefix(50).map { "\(name): \($0)" }
    } catch let failure as NetworkTableFile.Failure {
      throw ObservatoryError.badTable(name, failure.why)
    }
  }
}
