/// A tree of a given size read from tiles: makes roots and proofs from O(log n) tiles.
///
/// What it makes is only as true as the tiles; verify it against a signed checkpoint.
public struct TileTree<Reader: TileReader> {
  /// The number of leaves.
  public let size: Int
  private let reader: Reader
  private var held: [Tile: [TreeHash]] = [:]

  /// A view of the first `size` leaves behind `reader`, which must know as many.
  public init(size: Int, reader: Reader) {
    self.size = size
    self.reader = reader
  }

  /// The root of the whole tree.
  public mutating func root() throws -> TreeHash { try root(of: 0..<size) }

  /// The hash of one leaf.
  public mutating func leaf(at index: Int) throws -> TreeHash { try root(of: index..<index + 1) }

  /// The proof that the leaf at `index` is in the tree.
  ///
  /// - Throws: `ProofFault.indexBeyondSize`, or what the reader throws.
  public mutating func inclusionProof(of index: Int) throws -> InclusionProof {
    guard index >= 0, index < size else { throw ProofFault.indexBeyondSize }
    var siblings: [Range<Int>] = []
    var range = 0..<size
    while range.count > 1 {
      let middle = range.lowerBound + Self.split(range.count)
      let isLeft = index < middle
      siblings.append(isLeft ? middle..<range.upperBound : range.lowerBound..<middle)
      range = isLeft ? range.lowerBound..<middle : middle..<range.upperBound
    }
    var hashes: [TreeHash] = []
    for sibling in siblings.reversed() { hashes.append(try root(of: sibling)) }
    return InclusionProof(index: index, size: size, hashes: hashes)
  }

  /// The proof that the tree begins with the tree of its first `earlier` leaves.
  ///
  /// - Throws: `ProofFault.shrunkTree` when there are fewer leaves, or what the reader throws.
  public mutating func consistencyProof(from earlier: Int) throws -> ConsistencyProof {
    guard earlier >= 0, earlier <= size else { throw ProofFault.shrunkTree }
    var proof = ConsistencyProof(from: earlier, to: size, hashes: [])
    guard earlier > 0, earlier < size else { return proof }
    var parts: [Range<Int>] = []
    var range = 0..<size
    while range.upperBound > earlier {
      let middle = range.lowerBound + Self.split(range.count)
      let isLeft = earlier <= middle
      parts.append(isLeft ? middle..<range.upperBound : range.lowerBound..<middle)
      range = isLeft ? range.lowerBound..<middle : middle..<range.upperBound
    }
    // The earlier root itself is known to the verifier and left out.
    if range.lowerBound > 0 { parts.append(range) }
    for part in parts.reversed() { proof.hashes.append(try root(of: part)) }
    return proof
  }

  /// The largest power of two below `count`, for `count` above 1.
  private static func split(_ count: Int) -> Int {
    1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
  }

  private mutating func root(of range: Range<Int>) throws -> TreeHash {
    guard !range.isEmpty else { return .empty }
    let count = range.count
    let isPerfect = count & (count - 1) == 0 && range.lowerBound.isMultiple(of: count)
    if isPerfect {
      return try perfectRoot(at: range.lowerBound, height: count.trailingZeroBitCount)
    }
    let middle = range.lowerBound + Self.split(count)
    let left = try root(of: range.lowerBound..<middle)
    return TreeHash.node(left, try root(of: middle..<range.upperBound))
  }

  private mutating func perfectRoot(at start: Int, height: Int) throws -> TreeHash {
    let level = height / 8
    let position = start >> (8 * level)
    let count = 1 << (height % 8)
    let place = position / Tile.fullWidth
    guard let tile = Tile(.hashes(level: level), index: place, ofSize: size) else {
      throw ProofFault.indexBeyondSize
    }
    let hashes = try hashes(of: tile)
    let first = position % Tile.fullWidth
    guard first + count <= hashes.count else { throw ProofFault.indexBeyondSize }
    return TreeHash.root(of: hashes[first..<first + count])
  }

  private mutating func hashes(of tile: Tile) throws -> [TreeHash] {
    if let hashes = held[tile] { return hashes }
    let hashes = try reader.hashes(of: tile)
    held[tile] = hashes
    return hashes
  }
}
