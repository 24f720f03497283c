import Crypto

/// Hashes that only who has the key can make: HMAC-SHA-256 (RFC 2104).
package struct Keyed: Sendable {
  /// Both hashes of the construction with the key taken in: each message goes on from copies.
  private let inner: SHA256
  private let outer: SHA256

  /// Prepares a key of at most 64 bytes for many hashes; a longer one is hashed first, as the construction says.
  package init(key: [UInt8]) {
    let short = key.count > 64 ? Array(SHA256.hash(data: key)) : key
    let block = short + [UInt8](repeating: 0, count: 64 - short.count)
    var (inner, outer) = (SHA256(), SHA256())
    inner.update(data: block.map { $0 ^ 0x36 })
    outer.update(data: block.map { $0 ^ 0x5C })
    (self.inner, self.outer) = (inner, outer)
  }

  /// The first eight bytes of the hash of a message, as a big-endian number.
  package func prefix(of message: UnsafeRawBufferPointer) -> UInt64 {
    var (inner, outer) = (inner, outer)
    inner.update(bufferPointer: message)
    inner.finalize().withUnsafeBytes { outer.update(bufferPointer: $0) }
    return outer.finalize().withUnsafeBytes {
      UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self))
    }
  }

  /// The hash of a message under a key that is used once.
  package static func hash(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key)))
  }
}
