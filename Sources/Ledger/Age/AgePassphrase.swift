import Bytes
import Crypto
import CryptoExtras

/// A passphrase as a way into an age file (scrypt).
///
/// The bytes are used as they are. Callers normalise the passphrase to NFC first: the same
/// Vietnamese words typed on another system may arrive decomposed, and age would call them wrong.
struct AgePassphrase: Sendable {
  let bytes: [UInt8]

  private static let label = Array("age-encryption.org/v1/scrypt".utf8)

  private func key(salt: [UInt8], log2: Int) throws -> SymmetricKey {
    try KDF.Scrypt.deriveKey(
      from: bytes, salt: Self.label + salt, outputByteCount: 32, rounds: 1 << log2, blockSize: 8,
      parallelism: 1)
  }

  func stanza(fileKey: [UInt8], salt: [UInt8], workFactor: Int) throws -> AgeStanza {
    AgeStanza(
      type: "scrypt", arguments: [Base64.text(salt, padded: false), String(workFactor)],
      body: try AgeFile.wrapped(fileKey, with: key(salt: salt, log2: workFactor)))
  }

  /// The file key in a stanza, or `nil` when the passphrase is another.
  func fileKey(in stanza: AgeStanza, highestWorkFactor: Int) throws(AgeError) -> [UInt8]? {
    guard stanza.arguments.count == 2,
      let salt = Base64.bytes(stanza.arguments[0], padded: false), salt.count == 16,
      let log2 = Decimal.number(stanza.arguments[1]), log2 > 0, stanza.body.count == 32
    else { throw .stanza(type: stanza.type) }
    guard log2 <= highestWorkFactor else {
      throw .workFactor(log2: log2, highest: highestWorkFactor)
    }
    guard let key = try? key(salt: salt, log2: log2) else { throw .stanza(type: stanza.type) }
    return AgeFile.unwrapped(stanza.body, with: key)
  }
}
