internal import Glibc

/// One pass over all entries and tiles of a log, from the left and from below.
struct FullCheck {
  private let folder: LogFolder
  private(set) var report = LedgerReport()
  private var size = 0
  /// For each level the hashes of the current tile as they follow from below; `nil` where what
  /// lies below cannot be read.
  private var computed: [[TreeHash?]] = []
  /// For each level the tile that was read last.
  private var stored: [Int: (index: Int, hashes: [TreeHash]?)] = [:]
  /// The bundle that was read last, for naming the byte of a wrong entry.
  private var bundle: EntryBundle?

  init(folder: LogFolder) { self.folder = folder }

  mutating func run(
    log: VerificationKey, witnesses: [VerificationKey], progress: (Int, Int) -> Void,
    entry: (Int, ArraySlice<UInt8>) throws -> Void
  ) throws {
    guard let checkpoint = try readCheckpoint(log: log, witnesses: witnesses) else { return }
    size = checkpoint.size
    computed = Array(repeating: [], count: 8)
    var place = 0
    while let tile = Tile(.entries, index: place, ofSize: size) {
      try addBundle(tile, entry: entry)
      progress(min(size, (place + 1) * Tile.fullWidth), size)
      place += 1
    }
    compareEdges(root: checkpoint.root)
    try compareOtherFiles()
  }

  private mutating func readCheckpoint(
    log: VerificationKey, witnesses: [VerificationKey]
  ) throws -> SignedCheckpoint? {
    do {
      report.checkpoint = try folder.checkpoint(log: log)
    } catch {
      guard case .damaged(let file) = error else { throw error }
      report.add(file.path, file.offset, file.fault)
      return nil
    }
    do {
      report.cosignatures =
        try report.checkpoint?.note.verify(log: log, witnesses: witnesses) ?? []
    } catch {
      report.add(Ledger.checkpointFile, 0, .checkpoint(.note(error)))
    }
    return report.checkpoint
  }

  /// Reads a file that has to be there; any failure is a finding.
  private mutating func read(_ tile: Tile, limit: Int) -> [UInt8]? {
    report.files += 1
    do {
      if let bytes = try folder.read(tile.path, limit: limit) { return bytes }
      report.add(tile.path, 0, .missing)
    } catch {
      report.add(tile.path, 0, .unreadable(code: error.code ?? EIO))
    }
    return nil
  }

  private mutating func addBundle(
    _ tile: Tile, entry: (Int, ArraySlice<UInt8>) throws -> Void
  ) throws {
    bundle = nil
    if let bytes = read(tile, limit: TileFolder.longestBundle) {
      do { bundle = try EntryBundle(parsing: bytes, width: tile.width) } catch {
        report.add(tile.path, firstWrongByte(of: bytes, tile, error), .malformed)
      }
    }
    if let bundle {
      computed[0] = bundle.leaves()
      report.entries += tile.width
      for place in 0..<tile.width { try entry(tile.index * Tile.fullWidth + place, bundle[place]) }
    } else {
      computed[0] = Array(repeating: nil, count: tile.width)
    }
    if tile.isFull { finish(Tile(.hashes(level: 0), index: tile.index), level: 0) }
  }

  /// Where a malformed bundle begins to be wrong: a changed length may make sense for a while, but
  /// the entry that it stands before has another hash from there on.
  private mutating func firstWrongByte(
    of bytes: [UInt8], _ tile: Tile, _ fault: EntryBundle.Fault
  ) -> Int {
    let leafTile = Tile(.hashes(level: 0), index: tile.index, width: tile.width)
    guard let readable = try? EntryBundle(prefix: fault.entries, of: bytes),
      let hashes = storedHashes(leafTile, level: 0),
      let place = Self.difference(readable.leaves(), hashes)
    else { return fault.offset }
    return readable.ranges[place].lowerBound - 2
  }

  private mutating func storedHashes(_ tile: Tile, level: Int) -> [TreeHash]? {
    if let held = stored[level], held.index == tile.index { return held.hashes }
    let expected = tile.width * TreeHash.length
    var hashes: [TreeHash]?
    if let bytes = read(tile, limit: expected) {
      if bytes.count == expected {
        hashes = TileFolder.hashes(in: bytes[...])
      } else {
        report.add(
          tile.path, min(expected, bytes.count), .length(expected: expected, found: bytes.count))
      }
    }
    stored[level] = (tile.index, hashes)
    return hashes
  }

  /// Compares a full tile with what follows from below, and hands its root to the level above.
  private mutating func finish(_ tile: Tile, level: Int) {
    let below = computed[level]
    computed[level].removeAll(keepingCapacity: true)
    let root = agreedRoot(of: tile, level: level, below: below)
    guard level + 1 < computed.count else { return }
    computed[level + 1].append(root)
    guard computed[level + 1].count == Tile.fullWidth else { return }
    finish(
      Tile(.hashes(level: level + 1), index: tile.index / Tile.fullWidth), level: level + 1)
  }

  private mutating func agreedRoot(
    of tile: Tile, level: Int, below: [TreeHash?]
  ) -> TreeHash? {
    let known = below.compactMap { $0 }
    let rootBelow = known.count == below.count ? TreeHash.root(of: known) : nil
    guard let hashes = storedHashes(tile, level: level) else { return rootBelow }
    guard let place = Self.difference(below, hashes) else {
      return rootBelow ?? TreeHash.root(of: hashes)
    }
    let rootHere = TreeHash.root(of: hashes)
    let above = hashAbove(tile, level: level)
    // The hash above vouches for one of the two; where it does not, both are in question.
    if above != rootHere || above == nil { blame(tile, at: place) }
    if above != rootBelow || above == nil { blame(below: tile, level: level, at: place) }
    return above == rootHere ? rootHere : rootBelow ?? rootHere
  }

  private mutating func hashAbove(_ tile: Tile, level: Int) -> TreeHash? {
    let kind = Tile.Kind.hashes(level: level + 1)
    guard let parent = Tile(kind, index: tile.index / Tile.fullWidth, ofSize: size),
      let hashes = storedHashes(parent, level: level + 1)
    else { return nil }
    return hashes[tile.index % Tile.fullWidth]
  }

  private static func difference(_ below: [TreeHash?], _ hashes: [TreeHash]) -> Int? {
    zip(below, hashes).enumerated().first { $1.0 != nil && $1.0 != $1.1 }?.offset
  }

  private mutating func blame(_ tile: Tile, at place: Int) {
    report.add(tile.path, place * TreeHash.length, .otherHash)
  }

  private mutating func blame(below tile: Tile, level: Int, at place: Int) {
    let index = tile.index * Tile.fullWidth + place
    guard level == 0 else {
      let child = Tile(.hashes(level: level - 1), index: index)
      return report.add(child.path, 0, .otherHash)
    }
    let bundleTile = Tile(.entries, index: tile.index, width: tile.width)
    report.add(
      bundleTile.path, bundle?.ranges[place].lowerBound ?? 0, .otherEntry(index: index))
  }
}

extension FullCheck {
  /// Compares the unfinished tiles at the right edge with what follows from below, and both with
  /// the signed root: nothing but the root lies above them.
  private mutating func compareEdges(root: TreeHash) {
    var fromBelow: [[TreeHash]] = []
    var fromTiles: [[TreeHash]] = []
    var differences: [(tile: Tile, level: Int, place: Int)] = []
    for level in computed.indices {
      let below = computed[level]
      let tile = Tile.Kind.hashes(level: level).edge(ofSize: size)
      let hashes = tile.flatMap { storedHashes($0, level: level) } ?? []
      if let tile, let place = Self.difference(below, hashes) {
        differences.append((tile, level, place))
      }
      fromBelow.append(zip(below.indices, below).compactMap { $1 ?? hashes[safe: $0] })
      fromTiles.append(hashes.isEmpty ? below.compactMap { $0 } : hashes)
    }
    let isBelowRight = RightEdge(levels: fromBelow).root == root
    let areTilesRight = RightEdge(levels: fromTiles).root == root
    for (tile, level, place) in differences {
      if !areTilesRight || isBelowRight { blame(tile, at: place) }
      if !isBelowRight { blame(below: tile, level: level, at: place) }
    }
    if !isBelowRight, !areTilesRight, report.findings.isEmpty {
      report.add(Ledger.checkpointFile, 0, .otherRoot)
    }
  }

  /// Looks at what else lies among the tiles: partial tiles of earlier checkpoints must be
  /// beginnings of the present ones, and nothing else belongs there.
  private mutating func compareOtherFiles() throws {
    let damaged = Set(report.findings.map(\.path))
    try TileListing(folder: folder).each { file in
      guard let tile = file.tile, let present = Tile(tile.kind, index: tile.index, ofSize: size),
        tile.width <= present.width
      else { return report.add(file.path, 0, .unexpected) }
      guard tile != present, !damaged.contains(present.path) else { return }
      report.files += 1
      try compare(tile, with: present)
    }
  }

  private mutating func compare(_ earlier: Tile, with present: Tile) throws {
    let limit = TileFolder.longestBundle
    guard let whole = try folder.read(present.path, limit: limit),
      let part = try folder.read(earlier.path, limit: limit)
    else { return }
    let expected =
      earlier.kind == .entries
      ? (try? EntryBundle(prefix: earlier.width, of: whole))?.prefix(earlier.width).count
      : earlier.width * TreeHash.length
    guard let expected, part.count == expected else {
      return report.add(
        earlier.path, min(part.count, expected ?? 0),
        .length(expected: expected ?? 0, found: part.count))
    }
    if let offset = part.indices.first(where: { part[$0] != whole[$0] }) {
      report.add(earlier.path, offset, .otherHash)
    }
  }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}
