/// All that a growing tree must remember of its past: the roots of the perfect subtrees into which
/// its leaves fall, one for each bit that is set in its size.
public struct RightEdge: Sendable, Hashable {
  /// The number of leaves.
  public private(set) var size = 0
  /// The roots of the perfect subtrees, largest and leftmost first.
  public private(set) var peaks: [TreeHash] = []

  /// The edge of a tree without leaves.
  public init() {}

  /// The edge of a tree whose unfinished tiles have these hashes, level by level from the lowest.
  init(levels: [[TreeHash]]) {
    for (level, hashes) in levels.enumerated().reversed() {
      var rest = hashes[...]
      while !rest.isEmpty {
        let height = Int.bitWidth - 1 - rest.count.leadingZeroBitCount
        append(TreeHash.root(of: rest.prefix(1 << height)), height: 8 * level + height)
        rest = rest.dropFirst(1 << height)
      }
    }
  }

  /// Adds one leaf at the right.
  ///
  /// - Parameter completed: called with the height and the root of each perfect subtree that this
  ///   leaf completes, lowest first.
  /// - Complexity: O(1) amortised.
  public mutating func append(
    _ leaf: TreeHash, completed: (_ height: Int, _ root: TreeHash) -> Void = { _, _ in }
  ) {
    append(leaf, height: 0, completed: completed)
  }

  /// Adds a perfect subtree of 2^height leaves at the right, where one fits: the size must be a
  /// multiple of 2^height.
  mutating func append(
    _ subtree: TreeHash, height: Int, completed: (Int, TreeHash) -> Void = { _, _ in }
  ) {
    var root = subtree
    var height = height
    let added = 1 << height
    while size & (1 << height) != 0, let left = peaks.popLast() {
      root = TreeHash.node(left, root)
      height += 1
      completed(height, root)
    }
    peaks.append(root)
    size += added
  }

  /// The root of the tree.
  ///
  /// - Complexity: O(log n).
  public var root: TreeHash {
    guard var root = peaks.last else { return .empty }
    for peak in peaks.dropLast().reversed() { root = TreeHash.node(peak, root) }
    return root
  }
}
