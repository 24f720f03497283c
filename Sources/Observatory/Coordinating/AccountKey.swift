public import Coordination
import Glibc
import Bytes
import Ledger

/// The key under which names of accounts become pseudonyms: 32 bytes, in a file of their own that only its
/// owner reads.
///
/// A pseudonym is the first 50 bits of HMAC-SHA-256(key, domain ‖ 0x1F ‖ name) as ten letters of base 32,
/// after a letter that tells accounts (`u`), targets (`t`) and actions (`a`) apart. Who lacks the key cannot
/// try names; who loses it can never tell again which name was which.
public struct AccountKey: Sendable, Hashable {
  /// Where it is.
  public let path: String
  /// Whether it was made just now.
  public let isNew: Bool
  private let bytes: [UInt8]

  /// Opens a key, or makes one where there is none.
  ///
  /// - Throws: `DiskError`; `ObservatoryError.badKeys` for a file that is no such key or that others can read.
  public init(at path: String, surroundings: Surroundings = .system) throws {
    self.path = path
    guard Disk.exists(path) else {
      bytes = surroundings.random(Self.count)
      isNew = true
      try Disk.makeFolders(Disk.parent(of: path), mode: 0o700)
      try Disk.write(bytes, to: path, mode: 0o600)
      return
    }
    isNew = false
    var status = stat()
    guard stat(path, &status) == 0 else { throw DiskError("read", path) }
    guard status.st_mode & 0o077 == 0 else {
      throw ObservatoryError.badKeys("\(path) can be read by others; chmod 600 it")
    }
    bytes = try Disk.read(path, limit: 4096)
    guard bytes.count == Self.count else {
      throw ObservatoryError.badKeys("\(path) is not a key of \(Self.count) bytes")
    }
  }

  /// A key that is kept nowhere, for a trial reading.
  init(passingIn surroundings: Surroundings) {
    path = ""
    isNew = true
    bytes = surroundings.random(Self.count)
  }

  private static let count = 32

  /// Where the key is when nothing else is said: the user's own settings.
  public static var usualPath: String {
    let home = getenv("HOME").map { String(cString: $0) } ?? "."
    let base = getenv("XDG_CONFIG_HOME").map { String(cString: $0) } ?? "\(home)/.config"
    return "\(base)/haidang/accounts.key"
  }

  /// What the reader of actions asks for pseudonyms.
  public var pseudonyms: Pseudonyms {
    let key = Keyed(key: bytes)
    let words = hashKey
    return Pseudonyms { domain, name in
      if domain == .action { return Pseudonyms.bits(ofAction: name, key: words) }
      return withUnsafeTemporaryAllocation(byteCount: name.count + 2, alignment: 1) { message in
        message[0] = domain.rawValue
        message[1] = 0x1F
        UnsafeMutableRawBufferPointer(rebasing: message[2...]).copyMemory(from: name)
        return key.prefix(of: UnsafeRawBufferPointer(message))
      }
    }
  }

  /// The pseudonym of one name; an account's is that of all its spellings.
  public func pseudonym(of name: String, as domain: Pseudonyms.Domain) -> String {
    var name = domain == .account ? AccountSpelling.common(of: name) : name
    return name.withUTF8 { pseudonyms.pseudonym(of: UnsafeRawBufferPointer($0), as: domain) }
  }

  /// A name of the key that tells nothing about it: exhibits whose names were made under another key must not be
  /// taken together.
  var name: String { Hex.text(Keyed.hash(Array("name".utf8), key: bytes).prefix(8)) }

  /// A key for hashes of words, made of this one.
  public var hashKey: (UInt64, UInt64) {
    let hash = Keyed.hash(Array("words".utf8), key: bytes)
    return hash.withUnsafeBytes {
      (
        UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)),
        UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      )
    }
  }
}
