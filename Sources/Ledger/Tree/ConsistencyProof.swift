/// The subtree roots that show a later tree to begin with all leaves of an earlier one (RFC 6962
/// section 2.1.2).
public struct ConsistencyProof: Sendable, Hashable {
  /// The number of leaves of the earlier tree.
  public var from: Int
  /// The number of leaves of the later tree.
  public var to: Int
  /// The subtree roots in the order of RFC 6962.
  public var hashes: [TreeHash]

  /// Makes a proof from its parts, true or not.
  public init(from: Int, to: Int, hashes: [TreeHash]) {
    self.from = from
    self.to = to
    self.hashes = hashes
  }

  /// Checks that the tree with root `later` extends the tree with root `earlier`.
  ///
  /// From size 0 an empty proof is accepted when `earlier` is the empty root, as in C2SP
  /// tlog-witness: it is a first sight, and says nothing about the past.
  ///
  /// - Throws: `ProofFault` when it does not follow.
  public func verify(earlier: TreeHash, later: TreeHash) throws(ProofFault) {
    guard from >= 0, from <= to else { throw .shrunkTree }
    if from == to || from == 0 {
      guard hashes.isEmpty else { throw .tooLong }
      guard earlier == (from == to ? later : .empty) else { throw .otherRoot }
      guard from != 0 || to != 0 || later == .empty else { throw .otherRoot }
      return
    }
    guard !hashes.isEmpty else { throw .tooShort }
    try climb(earlier: earlier, later: later)
  }

  private func climb(earlier: TreeHash, later: TreeHash) throws(ProofFault) {
    // The earlier root is itself a subtree of the later tree when its size is a power of two.
    let steps = from & (from - 1) == 0 ? [earlier] + hashes : hashes
    var first = from - 1
    var last = to - 1
    while first & 1 == 1 {
      first >>= 1
      last >>= 1
    }
    var before = steps[0]
    var after = steps[0]
    for step in steps.dropFirst() {
      guard last != 0 else { throw .tooLong }
      if first & 1 == 1 || first == last {
        before = TreeHash.node(step, before)
        after = TreeHash.node(step, after)
        while first & 1 == 0, first != 0 {
          first >>= 1
          last >>= 1
        }
      } else {
        after = TreeHash.node(after, step)
      }
      first >>= 1
      last >>= 1
    }
    guard last == 0 else { throw .tooShort }
    guard before == earlier, after == later else { throw .otherRoot }
  }
}
