public import Ledger

/// The keys that others check an observatory with.
public struct PublicKeys: Sendable, Hashable {
  static let logName = "ledger.vkey"
  static let editionName = "release.pub"

  /// Checks the ledger's checkpoints.
  public let log: VerificationKey
  /// Checks editions.
  public let edition: EditionPublicKey

  /// The origin line of the ledger: the unique name of the log.
  public var origin: String { log.name }

  /// The verifier key as text, as `verify --vkey` takes it.
  public var verifierKey: String { log.description }

  /// Reads the keys in `folder`.
  ///
  /// - Throws: `DiskError`, `ObservatoryError.badKeys`.
  public init(folder: String) throws {
    func text(_ name: String) throws -> String {
      String(decoding: try Disk.read("\(folder)/\(name)", limit: 1 << 16), as: UTF8.self)
    }
    let log = try text(Self.logName).split(whereSeparator: \.isNewline).first.map(String.init)
    let edition = try text(Self.editionName)
    do {
      self.log = try VerificationKey(log ?? "")
      self.edition = try EditionPublicKey(edition)
    } catch {
      throw ObservatoryError.badKeys("\(folder): \(error)")
    }
  }
}
