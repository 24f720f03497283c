/// The unfinished right side of a log, held in memory between appends.
struct GrowingEdge: Sendable {
  /// The tree over all entries.
  private(set) var tree = RightEdge()
  /// The hashes of the unfinished tile of each level, lowest first.
  private(set) var levels: [[TreeHash]] = [[]]
  /// The unfinished bundle.
  private(set) var bundle: [UInt8] = []

  var size: Int { tree.size }

  init() {}

  /// Reads the right edge of a log of `size` entries from its tiles.
  ///
  /// - Throws: `LedgerError.damaged` when an entry of the last bundle has another hash than its
  ///   tile says; whether the whole has the signed root is for the caller to check.
  init(size: Int, tiles: TileFolder) throws {
    levels = []
    for level in 0..<8 where level == 0 || Tile.count(atLevel: level, size: size) > 0 {
      let count = Tile.count(atLevel: level, size: size)
      let tile = Tile(.hashes(level: level), index: count / Tile.fullWidth, ofSize: size)
      levels.append(try tile.map { try tiles.hashes(of: $0) } ?? [])
    }
    tree = RightEdge(levels: levels)
    if let tile = Tile(.entries, index: size / Tile.fullWidth, ofSize: size) {
      let entries = try tiles.bundle(of: tile)
      bundle = Array(entries.prefix(tile.width))
      try compare(entries, tile)
    }
  }

  private func compare(_ entries: EntryBundle, _ tile: Tile) throws(LedgerError) {
    for (place, (found, expected)) in zip(entries.leaves(), levels[0]).enumerated()
    where found != expected {
      throw .damaged(
        DamagedFile(
          path: tile.path, offset: entries.ranges[place].lowerBound,
          fault: .otherEntry(index: tile.index * Tile.fullWidth + place)))
    }
  }

  /// Adds an entry; calls `filled` with each tile that it fills and the tile's bytes.
  mutating func append(
    _ entry: [UInt8], filled: (Tile, [UInt8]) throws -> Void
  ) rethrows {
    let leaf = TreeHash.leaf(entry)
    EntryBundle.append(entry, to: &bundle)
    levels[0].append(leaf)
    // Moved out and back, so that the closure may change it beside the tree.
    var levels = self.levels
    self.levels = []
    tree.append(leaf) { height, root in
      guard height.isMultiple(of: 8) else { return }
      if levels.count == height / 8 { levels.append([]) }
      levels[height / 8].append(root)
    }
    self.levels = levels
    guard size.isMultiple(of: Tile.fullWidth) else { return }
    try emptyFull(filled)
  }

  private mutating func emptyFull(_ filled: (Tile, [UInt8]) throws -> Void) rethrows {
    try filled(Tile(.entries, index: size / Tile.fullWidth - 1), bundle)
    bundle.removeAll(keepingCapacity: true)
    for level in levels.indices where levels[level].count == Tile.fullWidth {
      let index = Tile.count(atLevel: level, size: size) / Tile.fullWidth - 1
      try filled(Tile(.hashes(level: level), index: index), Self.bytes(of: levels[level]))
      levels[level].removeAll(keepingCapacity: true)
    }
  }

  /// The unfinished tiles that a log of this size has, with their bytes, entries first.
  var partials: [(tile: Tile, bytes: [UInt8])] {
    guard size > 0 else { return [] }
    var partials: [(Tile, [UInt8])] = []
    if let tile = Tile(.entries, index: size / Tile.fullWidth, ofSize: size) {
      partials.append((tile, bundle))
    }
    for (level, hashes) in levels.enumerated() where !hashes.isEmpty {
      let index = Tile.count(atLevel: level, size: size) / Tile.fullWidth
      let tile = Tile(.hashes(level: level), index: index, width: hashes.count)
      partials.append((tile, Self.bytes(of: hashes)))
    }
    return partials
  }

  static func bytes(of hashes: [TreeHash]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(hashes.count * TreeHash.length)
    for hash in hashes { hash.withBytes { bytes.append(contentsOf: $0) } }
    return bytes
  }
}
