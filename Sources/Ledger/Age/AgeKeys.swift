import Bytes
import Crypto

/// Someone an age file can be encrypted to: an X25519 public key, `age1…`.
public struct AgeRecipient: Sendable, Hashable, CustomStringConvertible {
  let bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Reads `age1…`.
  ///
  /// - Throws: `AgeError.badKey`.
  public init(_ text: String) throws(AgeError) {
    guard let bytes = Bech32.bytes(prefix: "age", text), bytes.count == 32,
      text.utf8.first == UInt8(ascii: "a")
    else { throw .badKey }
    self.bytes = bytes
  }

  /// The text `age1…`.
  public var description: String { Bech32.text(prefix: "age", bytes) }

  private static let label = Array("age-encryption.org/v1/X25519".utf8)

  static func wrapKey(
    shared: SharedSecret, ephemeral: [UInt8], recipient: [UInt8]
  ) -> SymmetricKey {
    shared.hkdfDerivedSymmetricKey(
      using: SHA256.self, salt: ephemeral + recipient, sharedInfo: label, outputByteCount: 32)
  }

  func stanza(fileKey: [UInt8], ephemeral secret: [UInt8]) throws -> AgeStanza {
    let ephemeral = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: secret)
    let share = Array(ephemeral.publicKey.rawRepresentation)
    let key = Self.wrapKey(
      shared: try ephemeral.sharedSecretFromKeyAgreement(
        with: Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes)),
      ephemeral: share, recipient: bytes)
    return AgeStanza(
      type: "X25519", arguments: [Base64.text(share, padded: false)],
      body: try AgeFile.wrapped(fileKey, with: key))
  }
}

/// A secret X25519 key that opens age files, `AGE-SECRET-KEY-1…`.
public struct AgeIdentity: Sendable {
  private let key: Curve25519.KeyAgreement.PrivateKey

  /// Makes a key from 32 secret random bytes.
  ///
  /// - Throws: `AgeError.badKey`.
  public init(secret: [UInt8]) throws(AgeError) {
    guard let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: secret) else {
      throw .badKey
    }
    self.key = key
  }

  /// Reads `AGE-SECRET-KEY-1…`.
  ///
  /// - Throws: `AgeError.badKey`.
  public init(_ text: String) throws(AgeError) {
    guard text.utf8.first == UInt8(ascii: "A"),
      let bytes = Bech32.bytes(prefix: "age-secret-key-", text)
    else { throw .badKey }
    try self.init(secret: bytes)
  }

  /// The secret text, `AGE-SECRET-KEY-1…`.
  public var secretText: String {
    Bech32.text(prefix: "age-secret-key-", Array(key.rawRepresentation)).uppercased()
  }

  /// The public half.
  public var recipient: AgeRecipient {
    AgeRecipient(bytes: Array(key.publicKey.rawRepresentation))
  }

  /// The file key in a stanza, or `nil` when the stanza is for another.
  func fileKey(in stanza: AgeStanza) throws(AgeError) -> [UInt8]? {
    guard stanza.type == "X25519" else { return nil }
    guard stanza.arguments.count == 1,
      let share = Base64.bytes(stanza.arguments[0], padded: false), share.count == 32,
      stanza.body.count == 32,
      let ephemeral = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: share),
      let shared = try? key.sharedSecretFromKeyAgreement(with: ephemeral),
      // A share of low order gives a secret that everyone knows.
      shared.withUnsafeBytes({ secret in secret.contains { $0 != 0 } })
    else { throw .stanza(type: stanza.type) }
    let wrapKey = AgeRecipient.wrapKey(
      shared: shared, ephemeral: share, recipient: recipient.bytes)
    return AgeFile.unwrapped(stanza.body, with: wrapKey)
  }
}
