import Bytes
public import Ledger
import Record

/// How the secret keys of a new observatory are kept.
public enum KeyProtection: Sendable {
  /// Under a passphrase, in the age format with scrypt.
  case passphrase(String)
  /// In clear: for demonstrations.
  case unprotected
}

/// The secret keys of an observatory, unlocked.
public struct Keyring: Sendable {
  /// Signs checkpoints of the ledger.
  public let log: SigningKey
  /// Signs editions.
  public let edition: EditionKey
  /// Hides which ledger entries are versions of one record.
  let secret: [UInt8]

  private static let secretWord = "REF+SECRET+"
  static let protectedName = "private.age"
  static let unprotectedName = "private.unprotected"

  /// Makes new keys.
  ///
  /// - Throws: `ObservatoryError.badOrigin`.
  static func make(origin: String, random: (Int) -> [UInt8]) throws -> Keyring {
    let log: SigningKey
    do { log = try SigningKey(name: origin, seed: random(32)) } catch {
      throw ObservatoryError.badOrigin(origin, "\(error)")
    }
    do {
      return Keyring(log: log, edition: try EditionKey(seed: random(32)), secret: random(32))
    } catch {
      throw ObservatoryError.badKeys("\(error)")
    }
  }

  /// The key that checks what `log` signs.
  public var logKey: VerificationKey {
    get throws { try log.verificationKey }
  }

  /// Writes the keys into `folder`, which only this user may read.
  func write(
    to folder: String, _ protection: KeyProtection, random: (Int) -> [UInt8]
  ) throws {
    try Disk.makeFolders(folder, mode: 0o700)
    let lines = [
      try log.secretText, edition.secretText, Self.secretWord + Base64.text(secret),
    ]
    switch protection {
    case .unprotected:
      try Disk.write(
        KeyFile.unprotected(lines), to: "\(folder)/\(Self.unprotectedName)", mode: 0o600)
    case .passphrase(let text):
      let file = try KeyFile.protected(
        lines, passphrase: Array(Composition.nfc(text).utf8), random: random)
      try Disk.write(file, to: "\(folder)/\(Self.protectedName)", mode: 0o600)
    }
    try Disk.write(Array("\(try logKey)\n".utf8), to: "\(folder)/\(PublicKeys.logName)")
    try Disk.write(edition.publicKey.file, to: "\(folder)/\(PublicKeys.editionName)")
  }

  /// Unlocks the keys in `folder`; `passphrase` is asked for one when the file is protected.
  ///
  /// - Throws: `ObservatoryError.passphraseNeeded`, `.wrongPassphrase`, `.badKeys`, `DiskError`.
  public static func open(
    folder: String, passphrase: () throws -> String?
  ) throws -> Keyring {
    // Where neither can be seen, the fault is told of the file that most observatories have.
    let isUnprotected =
      !Disk.exists("\(folder)/\(protectedName)") && Disk.exists("\(folder)/\(unprotectedName)")
    let path = "\(folder)/\(isUnprotected ? unprotectedName : protectedName)"
    let file = try Disk.read(path, limit: 1 << 20)
    var given: [UInt8]?
    if KeyFile.isProtected(file) {
      guard let text = try passphrase() else { throw ObservatoryError.passphraseNeeded }
      given = Array(Composition.nfc(text).utf8)
    }
    do {
      return try Keyring(lines: try KeyFile.lines(of: file, passphrase: given))
    } catch KeyFile.Fault.wrongPassphrase {
      throw ObservatoryError.wrongPassphrase
    } catch let error as ObservatoryError {
      throw error
    } catch {
      throw ObservatoryError.badKeys("\(path): \(error)")
    }
  }

  private init(log: SigningKey, edition: EditionKey, secret: [UInt8]) {
    self.log = log
    self.edition = edition
    self.secret = secret
  }

  private init(lines: [String]) throws {
    guard lines.count == 3, lines[2].hasPrefix(Self.secretWord),
      let secret = Base64.bytes(lines[2].dropFirst(Self.secretWord.count)), secret.count == 32
    else { throw ObservatoryError.badKeys("the file does not hold the three keys") }
    self.init(
      log: try SigningKey(lines[0]), edition: try EditionKey(lines[1]), secret: secret)
  }
}
