import Crypto

/// SHA-256 (FIPS 180-4) of bytes at hand.
public enum SHA256Digest {
  /// The 32 bytes of the digest.
  public static func of(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var hash = SHA256()
    let isDone: Void? = bytes.withContiguousStorageIfAvailable {
      hash.update(bufferPointer: UnsafeRawBufferPointer($0))
    }
    if isDone == nil { hash.update(data: Array(bytes)) }
    return Array(hash.finalize())
  }
}

/// SHA-256 of bytes that come piece by piece.
public struct SHA256Stream {
  private var hash = SHA256()

  /// Begins with nothing.
  public init() {}

  /// Takes in the next bytes.
  public mutating func update(_ bytes: some Collection<UInt8>) {
    let isDone: Void? = bytes.withContiguousStorageIfAvailable {
      hash.update(bufferPointer: UnsafeRawBufferPointer($0))
    }
    if isDone == nil { hash.update(data: Array(bytes)) }
  }

  /// The 32 bytes of the digest of all that was taken in.
  public func digest() -> [UInt8] { Array(hash.finalize()) }
}
