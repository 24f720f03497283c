import Bytes
import Crypto

/// A log's Ed25519 signing key with its name, as Go's `note.NewSigner` reads it.
///
/// Sign nothing but notes with it: a signature over a note's text carries no mark of its purpose,
/// so one key must not serve two.
public struct SigningKey: Sendable {
  /// The key's name: the log's origin.
  public let name: String
  private let key: Curve25519.Signing.PrivateKey

  /// Makes a key from 32 secret random bytes.
  ///
  /// - Throws: `KeyFault`.
  public init(name: String, seed: [UInt8]) throws(KeyFault) {
    guard KeyName.isValid(name) else { throw .badName }
    guard seed.count == 32 else { throw .badKey }
    do { key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed) } catch { throw .badKey }
    self.name = name
  }

  /// Reads `PRIVATE+KEY+name+xxxxxxxx+base64`.
  ///
  /// - Throws: `KeyFault`, which never quotes the text.
  public init(_ text: String) throws(KeyFault) {
    let parts = text.utf8.split(
      separator: UInt8(ascii: "+"), maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0].elementsEqual("PRIVATE".utf8),
      parts[1].elementsEqual("KEY".utf8), let name = String(parts[2]), let hash = String(parts[3]),
      let secret = String(parts[4]), hash.utf8.count == 8, let id = Hex.bytes(hash),
      let bytes = Base64.bytes(secret), bytes.count == 33
    else { throw .malformed }
    guard bytes[0] == VerificationKey.Purpose.log.rawValue else { throw .unknownType }
    try self.init(name: name, seed: Array(bytes.dropFirst()))
    guard try verificationKey.id == id else { throw .otherID }
  }

  /// The secret text form, for a protected key file only.
  public var secretText: String {
    get throws(KeyFault) {
      let secret = [VerificationKey.Purpose.log.rawValue] + Array(key.rawRepresentation)
      return "PRIVATE+KEY+\(name)+\(Hex.text(try verificationKey.id))+\(Base64.text(secret))"
    }
  }

  /// The public half.
  public var verificationKey: VerificationKey {
    get throws(KeyFault) {
      try VerificationKey(name: name, bytes: Array(key.publicKey.rawRepresentation))
    }
  }

  /// The 64-byte signature of `message`; the same for the same message every time on Linux.
  ///
  /// - Throws: what the crypto library throws, which for Ed25519 is nothing known.
  func signature(of message: [UInt8]) throws -> [UInt8] {
    Array(try key.signature(for: message))
  }
}
