import Crypto

/// A SHA-256 hash in a Merkle tree: of a leaf, of a node, or of a whole tree (RFC 6962
/// section 2.1).
public struct TreeHash: Hashable, Sendable {
  // Four words instead of an array: a tree of a million entries has two million of these.
  private var words: (UInt64, UInt64, UInt64, UInt64)

  /// The length of a hash in bytes.
  public static let length = 32

  /// The root of a tree without leaves: the hash of nothing.
  public static let empty = TreeHash(SHA256().finalize())

  init(_ digest: SHA256.Digest) {
    self = digest.withUnsafeBytes { TreeHash(raw: $0) }
  }

  /// Reads the first 32 bytes of `raw`, which must hold as many.
  init(raw: UnsafeRawBufferPointer) {
    words = (
      raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
      raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
      raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
      raw.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
    )
  }

  /// Makes a hash from its 32 bytes; `nil` for any other number of them.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.length else { return nil }
    self = Array(bytes).withUnsafeBytes { TreeHash(raw: $0) }
  }

  /// The 32 bytes.
  public var bytes: [UInt8] { withBytes { Array($0) } }

  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    Swift.withUnsafeBytes(of: words, body)
  }

  /// The hash of an entry: SHA-256(00 || entry).
  public static func leaf(_ entry: [UInt8]) -> TreeHash {
    entry.withUnsafeBytes { leaf($0) }
  }

  static func leaf(_ entry: UnsafeRawBufferPointer) -> TreeHash {
    var sha = SHA256()
    Swift.withUnsafeBytes(of: UInt8(0)) { sha.update(bufferPointer: $0) }
    sha.update(bufferPointer: entry)
    return TreeHash(sha.finalize())
  }

  /// The hash of two subtrees side by side: SHA-256(01 || left || right).
  public static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
    withUnsafeTemporaryAllocation(byteCount: 65, alignment: 8) { buffer in
      buffer[0] = 1
      buffer.storeBytes(of: left.words.0, toByteOffset: 1, as: UInt64.self)
      buffer.storeBytes(of: left.words.1, toByteOffset: 9, as: UInt64.self)
      buffer.storeBytes(of: left.words.2, toByteOffset: 17, as: UInt64.self)
      buffer.storeBytes(of: left.words.3, toByteOffset: 25, as: UInt64.self)
      buffer.storeBytes(of: right.words.0, toByteOffset: 33, as: UInt64.self)
      buffer.storeBytes(of: right.words.1, toByteOffset: 41, as: UInt64.self)
      buffer.storeBytes(of: right.words.2, toByteOffset: 49, as: UInt64.self)
      buffer.storeBytes(of: right.words.3, toByteOffset: 57, as: UInt64.self)
      var sha = SHA256()
      sha.update(bufferPointer: UnsafeRawBufferPointer(buffer))
      return TreeHash(sha.finalize())
    }
  }

  /// Whether two hashes are the same 32 bytes.
  public static func == (left: TreeHash, right: TreeHash) -> Bool { left.words == right.words }

  /// Feeds the bytes to `hasher`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
  }
}

extension TreeHash {
  /// The root of a tree with these leaf hashes (RFC 6962 section 2.1).
  ///
  /// - Complexity: O(n).
  public static func root(of leaves: some Sequence<TreeHash>) -> TreeHash {
    var edge = RightEdge()
    for leaf in leaves { edge.append(leaf) }
    return edge.root
  }
}
