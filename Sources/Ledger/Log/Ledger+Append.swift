extension Ledger {
  /// Adds entries at the end and signs a checkpoint over all of them.
  ///
  /// All or nothing: when this throws, or the program is killed, the log opens again with either
  /// all of these entries or none.
  ///
  /// - Parameters:
  ///   - entries: each at most 65,535 bytes; none at all signs nothing.
  ///   - signer: the log's key.
  ///   - prunesSuperseded: whether to remove partial tiles once the full tile exists, as C2SP
  ///     tlog-tiles allows.
  /// - Returns: the new checkpoint.
  /// - Complexity: O(bytes of the entries); three small files for each batch beside its own.
  /// - Throws: `LedgerError`.
  @discardableResult
  public mutating func append(
    _ entries: [[UInt8]], signer: SigningKey, durability: Durability = .durable,
    prunesSuperseded: Bool = true
  ) throws -> SignedCheckpoint {
    let given = try Self.key(of: signer)
    guard given.description == key.description else {
      throw LedgerError.otherSigner(expected: key.description, given: given.description)
    }
    if let index = entries.firstIndex(where: { $0.count > EntryBundle.longestEntry }) {
      throw LedgerError.entryTooLong(index: index, bytes: entries[index].count)
    }
    guard !entries.isEmpty else { return checkpoint }
    let lock = try WriterLock(folder)
    defer { withExtendedLifetime(lock) {} }
    var writer = try readyWriter(durability)
    // Given up while the work is under way: after a failure the next append starts by repairing.
    self.writer = nil
    do {
      checkpoint = try folder.append(
        entries, after: checkpoint, signer: signer, durability: durability, with: &writer)
    } catch {
      try? folder.removeLeftovers(beyond: checkpoint.size)
      throw error
    }
    // The entries are safe by now; what fails from here on is made good at the next occasion.
    try? folder.tidy(&writer, checkpoint, durability: durability, prunes: prunesSuperseded)
    try? folder.remove(Self.markFile)
    self.writer = writer
    return checkpoint
  }

  /// Makes all files durable and empties the write-ahead file, so that the next opening has nothing
  /// to do; worth calling at the end of a program that appended durably.
  ///
  /// - Throws: `LedgerError`.
  public mutating func settle() throws {
    guard writer?.ahead != nil else { return }
    let lock = try WriterLock(folder)
    defer { withExtendedLifetime(lock) {} }
    guard var writer, try isUpToDate(writer) else { return }
    try folder.settle(&writer, checkpoint, prunes: true)
    self.writer = writer
  }

  /// Whether nobody else has appended, repaired or failed since this value did its last work.
  private func isUpToDate(_ writer: Writer) throws -> Bool {
    guard !folder.exists(Self.markFile), writer.ahead?.isInPlace ?? true else { return false }
    return try folder.checkpoint(log: key) == checkpoint
  }

  /// Takes up the newest state, and prepares the write-ahead file for durable work; the caller
  /// holds the lock.
  private mutating func readyWriter(_ durability: Durability) throws -> Writer {
    var ready: Writer
    if let writer, try isUpToDate(writer) {
      ready = writer
    } else {
      writer = nil
      let state = try folder.repair(log: key)
      checkpoint = state.checkpoint
      ready = Writer(edge: state.edge, tidySize: state.edge.size)
    }
    switch durability {
    case .durable where ready.ahead == nil:
      // What followers' appends wrote may not be durable yet.
      let ends = try AheadReader.ends(in: folder, log: key)
      if ends?.base.size != checkpoint.size { try folder.syncEverything() }
      ready.ahead = try AheadFile.start(in: folder, base: checkpoint)
    case .follower where ready.ahead != nil || folder.exists(AheadFile.name):
      // From here on the write-ahead file would tell of an older state.
      if let ahead = ready.ahead {
        try folder.syncTiles(from: ahead.baseSize, to: checkpoint.size)
      }
      try folder.remove(AheadFile.name)
      try folder.syncFolder(above: AheadFile.name)
      ready.ahead = nil
    default: break
    }
    return ready
  }
}

extension LogFolder {
  /// How many bytes of entries one record of the write-ahead file holds.
  private static let recordLength = 1 << 20

  func append(
    _ entries: [[UInt8]], after checkpoint: SignedCheckpoint, signer: SigningKey,
    durability: Ledger.Durability, with writer: inout Writer
  ) throws -> SignedCheckpoint {
    let before = writer.ahead?.length
    do {
      try write([], to: Ledger.markFile)
      try add(entries, with: &writer)
      for (tile, bytes) in writer.edge.partials { try write(bytes, to: tile.path) }
      FaultPoint.reached("ledger.tiles.written")
      let next = Checkpoint(
        origin: checkpoint.origin, size: writer.edge.size, root: writer.edge.tree.root)
      let signed = try SignedCheckpoint(next, signer: signer)
      try commit(signed, durability: durability, with: &writer)
      FaultPoint.reached("ledger.committed")
      try write(signed.bytes, to: Ledger.checkpointFile)
      FaultPoint.reached("ledger.checkpoint.written")
      return signed
    } catch {
      if let before { writer.ahead?.cut(to: before) }
      throw error
    }
  }

  private func add(_ entries: [[UInt8]], with writer: inout Writer) throws {
    var held: [UInt8] = []
    for entry in entries {
      if writer.ahead != nil { EntryBundle.append(entry, to: &held) }
      if held.count >= Self.recordLength {
        try writer.ahead?.append(.entries, held)
        held.removeAll(keepingCapacity: true)
      }
      try writer.edge.append(entry) { try write($1, to: $0.path) }
    }
    if !held.isEmpty { try writer.ahead?.append(.entries, held) }
  }

  /// Makes the signed checkpoint known to any later opening before anyone can see it: no size is
  /// ever signed twice with different roots.
  private func commit(
    _ signed: SignedCheckpoint, durability: Ledger.Durability, with writer: inout Writer
  ) throws {
    switch durability {
    case .durable:
      try writer.ahead?.append(.commit, signed.bytes)
      FaultPoint.reached("ledger.ahead.written")
      try writer.ahead?.sync()
    case .follower:
      try write(signed.bytes, to: Ledger.signedFile)
    }
  }

  func tidy(
    _ writer: inout Writer, _ checkpoint: SignedCheckpoint, durability: Ledger.Durability,
    prunes: Bool
  ) throws {
    if let ahead = writer.ahead {
      if ahead.length > AheadFile.longest { try settle(&writer, checkpoint, prunes: prunes) }
    } else if prunes {
      try prune(&writer)
    }
  }

  /// Makes everything up to the checkpoint durable by itself and starts the write-ahead file anew.
  func settle(
    _ writer: inout Writer, _ checkpoint: SignedCheckpoint, prunes: Bool
  ) throws {
    try syncTiles(from: writer.ahead?.baseSize ?? 0, to: checkpoint.size)
    try sync(Ledger.checkpointFile)
    FaultPoint.reached("ledger.settle.synced")
    writer.ahead = try AheadFile.start(in: self, base: checkpoint)
    // Only now: until here a replay would have started from the old partial tiles.
    if prunes { try prune(&writer) }
  }

  /// Removes partial tiles whose full tile has come to exist since the last time.
  private func prune(_ writer: inout Writer) throws {
    for kind in Tile.Kind.all(inSize: writer.edge.size) {
      for index in kind.filled(from: writer.tidySize, to: writer.edge.size) {
        let path = "\(Tile(kind, index: index).path).p"
        if exists(path) { try remove(path) }
      }
    }
    writer.tidySize = writer.edge.size
  }
}

extension Tile.Kind {
  /// The indices of the tiles that became full while the log grew.
  func filled(from earlier: Int, to later: Int) -> Range<Int> {
    guard case .hashes(let level) = self else {
      return earlier / Tile.fullWidth..<later / Tile.fullWidth
    }
    return Tile.count(atLevel: level, size: earlier) / Tile.fullWidth..<Tile.count(
      atLevel: level, size: later) / Tile.fullWidth
  }
}
