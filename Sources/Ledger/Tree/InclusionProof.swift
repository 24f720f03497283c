/// Why a proof is refused.
public enum ProofFault: String, Error, Sendable, Hashable {
  /// The entry's index is not below the tree's size.
  case indexBeyondSize
  /// The later tree is smaller than the earlier one.
  case shrunkTree
  /// The proof holds fewer hashes than the sizes call for.
  case tooShort
  /// The proof holds more hashes than the sizes call for.
  case tooLong
  /// The proof leads to another root: an entry, a hash or a root is not what was signed.
  case otherRoot
}

/// The siblings on the way from one leaf up to the root (RFC 6962 section 2.1.1).
public struct InclusionProof: Sendable, Hashable {
  /// The leaf's place, from 0.
  public var index: Int
  /// The number of leaves of the tree.
  public var size: Int
  /// The siblings, the leaf's own first.
  public var hashes: [TreeHash]

  /// Makes a proof from its parts, true or not.
  public init(index: Int, size: Int, hashes: [TreeHash]) {
    self.index = index
    self.size = size
    self.hashes = hashes
  }

  /// Checks that a tree with `root` holds `leaf` at the proof's index.
  ///
  /// - Throws: `ProofFault` when it does not follow.
  public func verify(leaf: TreeHash, root: TreeHash) throws(ProofFault) {
    guard index >= 0, index < size else { throw .indexBeyondSize }
    var first = index
    var last = size - 1
    var hash = leaf
    for sibling in hashes {
      guard last != 0 else { throw .tooLong }
      if first & 1 == 1 || first == last {
        hash = TreeHash.node(sibling, hash)
        while first & 1 == 0, first != 0 {
          first >>= 1
          last >>= 1
        }
      } else {
        hash = TreeHash.node(hash, sibling)
      }
      first >>= 1
      last >>= 1
    }
    guard last == 0 else { throw .tooShort }
    guard hash == root else { throw .otherRoot }
  }
}
