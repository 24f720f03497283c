internal import Glibc

extension LogFolder {
  /// Reads and checks the checkpoint.
  func checkpoint(log: VerificationKey) throws(LedgerError) -> SignedCheckpoint {
    let name = Ledger.checkpointFile
    guard let bytes = try read(name, limit: SignedNote.longest) else { throw .notALedger(path) }
    do { return try SignedCheckpoint(parsing: bytes, log: log) } catch {
      throw .damaged(DamagedFile(path: name, fault: .checkpoint(error)))
    }
  }

  /// Reads the right edge and checks that it has the signed root.
  func edge(at checkpoint: SignedCheckpoint) throws -> GrowingEdge {
    let size = checkpoint.size
    let edge = try GrowingEdge(size: size, tiles: TileFolder(folder: self, size: size))
    guard edge.tree.root == checkpoint.root else {
      throw LedgerError.damaged(DamagedFile(path: Ledger.checkpointFile, fault: .otherRoot))
    }
    return edge
  }

  /// Whether a writer was stopped in the middle, or left durable entries only in the write-ahead
  /// file, or whether an older checkpoint was put back.
  func needsRepair(log: VerificationKey) throws(LedgerError) -> Bool {
    if exists(Ledger.markFile) { return true }
    if let signed = try signedAhead(log: log), let current = try? checkpoint(log: log),
      signed.size >= current.size, signed.checkpoint != current.checkpoint
    {
      return true
    }
    guard var reader = try AheadReader(in: self), try reader.next() != nil else { return false }
    return try reader.next() != nil
  }

  /// Brings the log to its newest signed state; the caller holds the lock.
  ///
  /// - Throws: `LedgerError.damaged` when files that are covered are not what was signed.
  func repair(
    log: VerificationKey
  ) throws -> (checkpoint: SignedCheckpoint, edge: GrowingEdge) {
    try replay(log: log)
    try rollForward(log: log)
    let checkpoint = try checkpoint(log: log)
    let edge = try edge(at: checkpoint)
    try removeLeftovers(beyond: checkpoint.size)
    try remove(".state/part")
    try remove(Ledger.markFile)
    return (checkpoint, edge)
  }

  /// The checkpoint that a follower's append last signed.
  private func signedAhead(log: VerificationKey) throws(LedgerError) -> SignedCheckpoint? {
    guard let bytes = try read(Ledger.signedFile, limit: SignedNote.longest) else { return nil }
    return try? SignedCheckpoint(parsing: bytes, log: log)
  }

  /// Puts in place a checkpoint that was signed but not yet in place when the program was
  /// stopped.
  private func rollForward(log: VerificationKey) throws {
    guard let signed = try signedAhead(log: log) else { return }
    let current = try checkpoint(log: log)
    guard signed.size != current.size || signed.root == current.root else {
      throw LedgerError.forked(size: signed.size)
    }
    guard signed.size > current.size else { return }
    _ = try edge(at: signed)
    try write(signed.bytes, to: Ledger.checkpointFile)
  }

  /// Writes again what the write-ahead file holds: after a power cut any file that is younger than
  /// its base may be missing or cut off.
  private func replay(log: VerificationKey) throws {
    guard let ends = try AheadReader.ends(in: self, log: log), ends.commits > 0 else { return }
    if let current = try? checkpoint(log: log) {
      guard current.size != ends.last.size || current.root == ends.last.root else {
        throw LedgerError.forked(size: current.size)
      }
      // A follower's append came after; the write-ahead file has nothing to add.
      if current.size > ends.last.size { return }
    }
    guard var reader = try AheadReader(in: self) else { return }
    var edge = try edge(at: ends.base)
    var commits = 0
    while commits < ends.commits, let record = try reader.next() {
      switch record.mark {
      case .base: break
      case .entries: try replay(record.content, into: &edge)
      case .commit:
        commits += 1
        for (tile, bytes) in edge.partials { try rewrite(bytes, to: tile.path) }
      }
    }
    guard edge.tree.root == ends.last.root else {
      throw LedgerError.damaged(DamagedFile(path: AheadFile.name, fault: .otherRoot))
    }
    try rewrite(ends.last.bytes, to: Ledger.checkpointFile)
    try syncTiles(from: ends.base.size, to: ends.last.size)
    try sync(Ledger.checkpointFile)
    _ = try AheadFile.start(in: self, base: ends.last)
  }

  private func replay(_ content: [UInt8], into edge: inout GrowingEdge) throws {
    var place = 0
    while place + 2 <= content.count {
      let end = place + 2 + (Int(content[place]) << 8 | Int(content[place + 1]))
      guard end <= content.count else { return }
      try edge.append(Array(content[(place + 2)..<end])) { try rewrite($1, to: $0.path) }
      place = end
    }
  }

  /// Writes a file unless it already has these bytes.
  private func rewrite(_ bytes: [UInt8], to relative: String) throws(LedgerError) {
    if try read(relative, limit: bytes.count) != bytes { try write(bytes, to: relative) }
  }

  /// Removes tiles that no signed checkpoint covers: the work of a writer that was stopped.
  func removeLeftovers(beyond size: Int) throws {
    var leftovers: [String] = []
    try TileListing(folder: self).each { file in
      if let tile = file.tile, !tile.isCovered(bySize: size) { leftovers.append(file.path) }
    }
    for path in leftovers {
      try remove(path)
      removeEmptyFolders(above: path)
    }
  }

  private func removeEmptyFolders(above relative: String) {
    var parts = relative.split(separator: "/").dropLast()
    while !parts.isEmpty, rmdir(full(parts.joined(separator: "/"))) == 0 { parts.removeLast() }
  }
}
