extension Ledger {
  private var tiles: TileFolder { TileFolder(folder: folder, size: size) }

  private func tree(_ size: Int) throws(LedgerError) -> TileTree<TileFolder> {
    guard size >= 0, size <= self.size else { throw .beyondSize(asked: size, size: self.size) }
    return TileTree(size: size, reader: tiles)
  }

  /// The root of the tree over the first `size` entries, made from tiles.
  ///
  /// - Complexity: O(log n) tiles.
  /// - Throws: `LedgerError`.
  public func root(at size: Int) throws -> TreeHash {
    var tree = try tree(size)
    return try tree.root()
  }

  /// The proof that the entry at `index` is among the first `size` entries (all, unless told
  /// otherwise).
  ///
  /// - Complexity: O(log n) tiles.
  /// - Throws: `LedgerError`.
  public func inclusionProof(of index: Int, in size: Int? = nil) throws -> InclusionProof {
    let size = size ?? self.size
    var tree = try tree(size)
    guard index >= 0, index < size else { throw LedgerError.beyondSize(asked: index, size: size) }
    return try tree.inclusionProof(of: index)
  }

  /// The proof that the log at `later` entries begins with the log at `earlier`.
  ///
  /// - Complexity: O(log n) tiles.
  /// - Throws: `LedgerError`.
  public func consistencyProof(from earlier: Int, to later: Int? = nil) throws -> ConsistencyProof {
    var tree = try tree(later ?? size)
    guard earlier >= 0, earlier <= tree.size else {
      throw LedgerError.beyondSize(asked: earlier, size: tree.size)
    }
    return try tree.consistencyProof(from: earlier)
  }

  /// The bytes of one entry.
  ///
  /// - Complexity: one bundle of up to 256 entries.
  /// - Throws: `LedgerError`.
  public func entry(at index: Int) throws -> [UInt8] {
    guard index >= 0, let tile = Tile(.entries, index: index / Tile.fullWidth, ofSize: size),
      index < size
    else { throw LedgerError.beyondSize(asked: index, size: size) }
    return Array(try tiles.bundle(of: tile)[index % Tile.fullWidth])
  }

  /// Calls `body` with the entries from `first` on, in order.
  ///
  /// - Complexity: memory of one bundle.
  /// - Throws: `LedgerError`, or what `body` throws.
  public func eachEntry(
    from first: Int = 0, _ body: (_ index: Int, _ entry: ArraySlice<UInt8>) throws -> Void
  ) throws {
    guard first < size else { return }
    for place in max(0, first) / Tile.fullWidth...(size - 1) / Tile.fullWidth {
      guard let tile = Tile(.entries, index: place, ofSize: size) else { return }
      let bundle = try tiles.bundle(of: tile)
      for item in 0..<tile.width where place * Tile.fullWidth + item >= first {
        try body(place * Tile.fullWidth + item, bundle[item])
      }
    }
  }

  /// The checkpoint that the log had, or would have had, at `size` entries. Ed25519 gives the same
  /// signature every time, so an edition can be made again byte for byte.
  ///
  /// - Throws: `LedgerError`.
  public func signedCheckpoint(at size: Int, signer: SigningKey) throws -> SignedCheckpoint {
    let given = try Self.key(of: signer)
    guard given.description == key.description else {
      throw LedgerError.otherSigner(expected: key.description, given: given.description)
    }
    let root = try root(at: size)
    return try SignedCheckpoint(
      Checkpoint(origin: key.name, size: size, root: root), signer: signer)
  }

  /// A proof file for one entry against a checkpoint of this log, the newest unless told otherwise.
  ///
  /// - Throws: `LedgerError`.
  public func proof(of index: Int, in checkpoint: SignedCheckpoint? = nil) throws -> LogProof {
    let signed = checkpoint ?? self.checkpoint
    return LogProof(
      inclusion: try inclusionProof(of: index, in: signed.size), checkpoint: signed.bytes)
  }

  /// Writes a copy of the log as it was at a checkpoint: its static files and nothing else.
  ///
  /// - Parameters:
  ///   - signed: a checkpoint of this log, such as `signedCheckpoint(at:signer:)` makes.
  ///   - directory: a folder that is empty or does not exist; its parent exists.
  ///   - written: called with the path below `directory` of each file.
  /// - Complexity: one tile of memory.
  /// - Throws: `LedgerError`.
  public func copyFiles(
    of signed: SignedCheckpoint, to directory: String, written: (String) -> Void = { _ in }
  ) throws {
    guard try root(at: signed.size) == signed.root else {
      throw LedgerError.damaged(DamagedFile(path: Self.checkpointFile, fault: .otherRoot))
    }
    let copy = try LogFolder.empty(at: directory)
    for tile in Tile.all(inSize: signed.size) {
      try copy.put(try bytes(of: tile), at: tile.path)
      written(tile.path)
    }
    try copy.put(signed.bytes, at: Self.checkpointFile)
    written(Self.checkpointFile)
  }

  private func bytes(of tile: Tile) throws -> [UInt8] {
    switch tile.kind {
    case .entries: Array(try tiles.bundle(of: tile).prefix(tile.width))
    case .hashes: GrowingEdge.bytes(of: try tiles.hashes(of: tile))
    }
  }
}

extension Tile {
  /// The tiles of a log of `size` entries, kind by kind from the left.
  static func all(inSize size: Int) -> some Sequence<Tile> {
    Kind.all(inSize: size).lazy.flatMap { kind in
      (0...size / fullWidth).lazy.compactMap { Tile(kind, index: $0, ofSize: size) }
    }
  }
}
