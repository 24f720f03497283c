/// Where the hashes of a log's tiles come from: a folder, a server, a test.
public protocol TileReader {
  /// The hashes of one tile: exactly `tile.width` of them.
  func hashes(of tile: Tile) throws -> [TreeHash]
}
