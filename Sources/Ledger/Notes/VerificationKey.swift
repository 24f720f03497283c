import Bytes
import Crypto

/// A public key with a name, as it stands in a "vkey" string (C2SP signed-note).
public struct VerificationKey: Sendable, Hashable, CustomStringConvertible {
  /// What the key's signatures mean.
  public enum Purpose: UInt8, Sendable, Hashable {
    /// Ed25519 over the note's text: the log's own signature.
    case log = 0x01
    /// A witness's statement that it saw the checkpoint, with the time (cosignature/v1).
    case witness = 0x04
  }

  /// The key's name; a log's is its origin.
  public let name: String
  /// What the key's signatures mean.
  public let purpose: Purpose
  /// The 32 bytes of the Ed25519 public key.
  public let bytes: [UInt8]

  /// Makes a key from its parts.
  ///
  /// - Throws: `KeyFault.badName` or `KeyFault.badKey`.
  public init(name: String, purpose: Purpose = .log, bytes: [UInt8]) throws(KeyFault) {
    guard KeyName.isValid(name) else { throw .badName }
    guard bytes.count == 32, Self.key(bytes) != nil else { throw .badKey }
    self.name = name
    self.purpose = purpose
    self.bytes = bytes
  }

  /// Reads a vkey: `name+xxxxxxxx+base64`.
  ///
  /// - Throws: `KeyFault`.
  public init(_ text: String) throws(KeyFault) {
    let parts = text.utf8.split(
      separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let name = String(parts[0]), let hash = String(parts[1]),
      let key = String(parts[2]), hash.utf8.count == 8, let id = Hex.bytes(hash),
      let bytes = Base64.bytes(key), let type = bytes.first
    else { throw .malformed }
    guard let purpose = Purpose(rawValue: type) else { throw .unknownType }
    try self.init(name: name, purpose: purpose, bytes: Array(bytes.dropFirst()))
    guard id == self.id else { throw .otherID }
  }

  /// The first four bytes of SHA-256(name || LF || type || key): what signature lines carry.
  public var id: [UInt8] { Self.id(name: name, type: purpose.rawValue, key: bytes) }

  static func id(name: String, type: UInt8, key: [UInt8]) -> [UInt8] {
    var sha = SHA256()
    sha.update(data: Array(name.utf8) + [0x0A, type] + key)
    return Array(sha.finalize().prefix(4))
  }

  /// The vkey string.
  public var description: String {
    "\(name)+\(Hex.text(id))+\(Base64.text([purpose.rawValue] + bytes))"
  }

  static func key(_ bytes: [UInt8]) -> Curve25519.Signing.PublicKey? {
    try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
  }

  func isValid(signature: some Sequence<UInt8>, over message: [UInt8]) -> Bool {
    Self.key(bytes)?.isValidSignature(Array(signature), for: message) ?? false
  }
}
