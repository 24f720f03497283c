import Bytes
import Crypto

/// One field of a record as it is committed to: whoever knows the leaf's hash learns nothing, and
/// whoever is later given path, value and salt can check that they were committed to.
public struct FieldLeaf: Sendable, Hashable {
  /// A JSON pointer (RFC 6901).
  public var path: String
  /// The value as canonical JSON (RFC 8785).
  public var value: [UInt8]
  /// 32 secret bytes that belong to this field alone.
  public var salt: [UInt8]

  /// Makes a leaf from its parts.
  ///
  /// - Throws: `CommitmentFault` when the salt is not 32 bytes or the path is longer than 65,535.
  public init(path: String, value: [UInt8], salt: [UInt8]) throws(CommitmentFault) {
    guard salt.count == 32 else { throw .badSalt(path: path) }
    guard path.utf8.count <= Int(UInt16.max), value.count <= Int(UInt32.max) else {
      throw .tooLong(path: path)
    }
    self.path = path
    self.value = value
    self.salt = salt
  }

  /// The committed bytes: the word `obs-field/1` and a zero byte, the salt, the length of the path
  /// in two bytes and the path, the length of the value in four bytes and the value; lengths are
  /// big-endian.
  public var bytes: [UInt8] {
    let path = Array(path.utf8)
    return Array("obs-field/1\0".utf8) + salt + BigEndian.bytes(path.count, width: 2) + path
      + BigEndian.bytes(value.count, width: 4) + value
  }

  /// The leaf's hash in the record's tree.
  public var hash: TreeHash { TreeHash.leaf(bytes) }

  /// The salt of one field, made from the record's seed: HMAC-SHA-256(seed, path). It tells
  /// nothing about the salts of other fields.
  static func salt(seed: [UInt8], path: String) -> [UInt8] {
    Keyed.hash(Array(path.utf8), key: seed)
  }
}

/// Why a record cannot be committed to.
public enum CommitmentFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// Two fields have the same path.
  case duplicatePath(String)
  /// A salt is not 32 bytes long.
  case badSalt(path: String)
  /// A path has more than 65,535 bytes, or a value more than 2^32 - 1.
  case tooLong(path: String)
  /// A path is not a JSON pointer: it does not begin with a slash.
  case badPath(String)
  /// The seed is not 32 bytes long.
  case badSeed
  /// No field has this path.
  case noSuchField(String)

  /// What is wrong.
  public var description: String {
    switch self {
    case .duplicatePath(let path): "two fields have the path \(path)"
    case .badSalt(let path): "the salt of \(path) is not 32 bytes long"
    case .tooLong(let path): "the path or the value of \(path) is too long"
    case .badPath(let path): "\(path) is not a JSON pointer"
    case .badSeed: "the seed is not 32 bytes long"
    case .noSuchField(let path): "there is no field \(path)"
    }
  }
}

enum BigEndian {
  static func bytes(_ number: Int, width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: number >> (8 * (width - 1 - $0))) }
  }
}
