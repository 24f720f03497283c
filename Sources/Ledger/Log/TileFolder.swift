/// Reads the tiles and bundles of a log of a given size from its folder.
struct TileFolder: TileReader, Sendable {
  let folder: LogFolder
  /// The size of the log as it stands in the folder.
  let size: Int

  /// The most bytes that a bundle can have.
  static let longestBundle = Tile.fullWidth * (EntryBundle.longestEntry + 2)

  /// The hashes of a tile of this log, or of the log at an earlier size.
  func hashes(of tile: Tile) throws -> [TreeHash] {
    let (file, bytes) = try read(tile, limit: Tile.fullWidth * TreeHash.length)
    let expected = file.width * TreeHash.length
    guard bytes.count == expected, tile.width <= file.width else {
      throw LedgerError.damaged(
        DamagedFile(
          path: file.path, offset: min(bytes.count, expected),
          fault: .length(expected: expected, found: bytes.count)))
    }
    return Self.hashes(in: bytes[..<(tile.width * TreeHash.length)])
  }

  static func hashes(in bytes: ArraySlice<UInt8>) -> [TreeHash] {
    bytes.withUnsafeBytes { buffer in
      stride(from: 0, to: buffer.count, by: TreeHash.length).map { start in
        TreeHash(
          raw: UnsafeRawBufferPointer(rebasing: buffer[start..<start + TreeHash.length]))
      }
    }
  }

  /// The entries of a bundle, of which there may be more than the tile's width.
  func bundle(of tile: Tile) throws -> EntryBundle {
    let (file, bytes) = try read(tile, limit: Self.longestBundle)
    do { return try EntryBundle(parsing: bytes, width: max(tile.width, file.width)) } catch {
      throw LedgerError.damaged(
        DamagedFile(path: file.path, offset: error.offset, fault: .malformed))
    }
  }

  /// Reads the file that holds a tile: the present one at that place, which begins with all
  /// earlier ones, or the full one where a writer has just replaced it.
  private func read(_ tile: Tile, limit: Int) throws(LedgerError) -> (Tile, [UInt8]) {
    let present = Tile(tile.kind, index: tile.index, ofSize: size) ?? tile
    for file in [present, tile.full] {
      if let bytes = try folder.read(file.path, limit: limit) { return (file, bytes) }
    }
    throw .damaged(DamagedFile(path: present.path, fault: .missing))
  }
}
