import Bytes
import Crypto

/// The key that signs editions: its signatures are files that `minisign -V` judges.
///
/// It is another key than the log's: a signature over a file could otherwise pass for one over a
/// checkpoint.
public struct EditionKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  private static let word = "EDITION+KEY+"

  /// Makes a key from 32 secret random bytes.
  ///
  /// - Throws: `KeyFault.badKey`.
  public init(seed: [UInt8]) throws(KeyFault) {
    guard seed.count == 32,
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
    else { throw .badKey }
    self.key = key
  }

  /// Reads the secret text.
  ///
  /// - Throws: `KeyFault`.
  public init(_ text: String) throws(KeyFault) {
    guard text.utf8.starts(with: Self.word.utf8),
      let seed = Base64.bytes(text.dropFirst(Self.word.count))
    else { throw .malformed }
    try self.init(seed: seed)
  }

  /// The secret text, for a protected key file only.
  public var secretText: String { Self.word + Base64.text(Array(key.rawRepresentation)) }

  /// The public half.
  public var publicKey: EditionPublicKey {
    EditionPublicKey(bytes: Array(key.publicKey.rawRepresentation))
  }

  /// The bytes of a `.minisig` file for `file`, in minisign's legacy form ("Ed": over the file
  /// itself, not over its BLAKE2b hash).
  ///
  /// - Parameter trustedComment: one line that is signed too, such as the day and the file's name.
  /// - Throws: what the crypto library throws, which for Ed25519 is nothing known.
  public func signature(
    of file: [UInt8], trustedComment: String, untrustedComment: String = "signature"
  ) throws -> [UInt8] {
    let comment = EditionPublicKey.oneLine(trustedComment)
    let signature = Array(try key.signature(for: file))
    let both = Array(try key.signature(for: signature + Array(comment.utf8)))
    let blob = EditionPublicKey.algorithm + publicKey.number + signature
    let lines = [
      "untrusted comment: \(EditionPublicKey.oneLine(untrustedComment))", Base64.text(blob),
      "trusted comment: \(comment)", Base64.text(both),
    ]
    return lines.flatMap { Array($0.utf8) + [0x0A] }
  }
}
