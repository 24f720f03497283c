import Bytes
import Crypto

/// The key that editions are checked with, as in minisign's public key file.
public struct EditionPublicKey: Sendable, Hashable, CustomStringConvertible {
  static let algorithm = Array("Ed".utf8)

  /// The 32 bytes of the Ed25519 key.
  public let bytes: [UInt8]
  /// The eight bytes by which minisign tells keys apart.
  public let number: [UInt8]

  /// Why a signature file is refused.
  public enum Fault: String, Error, Sendable, Hashable, CustomStringConvertible {
    /// Not four lines as minisign writes them, or of its hashed form.
    case malformed = "not a minisign signature of the legacy form"
    /// Signed with another key.
    case otherKey = "signed with another key"
    /// The file is not the one that was signed.
    case wrongSignature = "the signature does not fit the file"
    /// The comment is not the one that was signed.
    case wrongComment = "the trusted comment was changed"

    /// What is wrong.
    public var description: String { rawValue }
  }

  /// Makes a key whose number is the beginning of its SHA-256.
  init(bytes: [UInt8]) {
    self.bytes = bytes
    var sha = SHA256()
    sha.update(data: bytes)
    number = Array(sha.finalize().prefix(8))
  }

  /// Reads a public key: the file's two lines, or its second line alone.
  ///
  /// - Throws: `KeyFault`.
  public init(_ text: String) throws(KeyFault) {
    let lines = text.utf8.split(separator: 0x0A).compactMap { String($0) }
    guard (1...2).contains(lines.count), let last = lines.last,
      let blob = Base64.bytes(last), blob.count == 42
    else { throw .malformed }
    guard blob.starts(with: Self.algorithm) else { throw .unknownType }
    number = Array(blob[2..<10])
    bytes = Array(blob[10...])
    guard VerificationKey.key(bytes) != nil else { throw .badKey }
  }

  /// The key in one line of base64, for `minisign -P`.
  public var description: String { Base64.text(Self.algorithm + number + bytes) }

  /// The bytes of the public key file, for `minisign -p`.
  public var file: [UInt8] {
    let name = Hex.text(number.reversed()).uppercased()
    return Array("untrusted comment: minisign public key \(name)\n\(description)\n".utf8)
  }

  /// Checks a `.minisig` file.
  ///
  /// - Returns: the trusted comment.
  /// - Throws: `Fault`.
  @discardableResult
  public func verify(_ file: [UInt8], signature: [UInt8]) throws(Fault) -> String {
    guard signature.count < 1 << 16, let text = String(validating: signature, as: UTF8.self) else {
      throw .malformed
    }
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      .compactMap { String($0) }
    guard lines.count == 5, lines[4].isEmpty,
      lines[0].utf8.starts(with: "untrusted comment: ".utf8),
      lines[2].utf8.starts(with: "trusted comment: ".utf8),
      let blob = Base64.bytes(lines[1]), blob.count == 74, blob.starts(with: Self.algorithm),
      let both = Base64.bytes(lines[3]), both.count == 64,
      let comment = String(lines[2].utf8.dropFirst(17)), let key = VerificationKey.key(bytes)
    else { throw .malformed }
    guard Array(blob[2..<10]) == number else { throw .otherKey }
    let signed = Array(blob[10...])
    guard key.isValidSignature(signed, for: file) else { throw .wrongSignature }
    guard key.isValidSignature(both, for: signed + Array(comment.utf8)) else {
      throw .wrongComment
    }
    return comment
  }

  /// A comment must not break out of its line.
  static func oneLine(_ comment: String) -> String {
    String(decoding: comment.utf8.map { $0 < 0x20 && $0 != 0x09 ? 0x20 : $0 }, as: UTF8.self)
  }
}
