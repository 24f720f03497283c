extension LogFolder {
  /// Makes durable the tiles that came to exist while the log grew, and the names of their files.
  func syncTiles(from earlier: Int, to later: Int) throws {
    var folders: Set<String> = []
    for kind in Tile.Kind.all(inSize: later) {
      for index in kind.filled(from: earlier, to: later) {
        try sync(Tile(kind, index: index).path, &folders)
      }
      guard let edge = kind.edge(ofSize: later) else { continue }
      // Partial tiles of earlier checkpoints are kept until the full tile exists.
      let partials = "\(edge.fullPath).p"
      for (name, isFolder) in try names(in: partials) where !isFolder {
        try sync("\(partials)/\(name)", &folders)
      }
    }
    for folder in folders.sorted() { try syncFolder(above: "\(folder)/.") }
    try syncFolder(above: Ledger.checkpointFile)
  }

  /// Makes every file of the log durable, whoever wrote it.
  func syncEverything() throws {
    var folders: Set<String> = []
    try TileListing(folder: self).each { try sync($0.path, &folders) }
    for folder in folders.sorted() { try syncFolder(above: "\(folder)/.") }
    try sync(Ledger.checkpointFile)
    try syncFolder(above: Ledger.checkpointFile)
  }

  private func sync(_ relative: String, _ folders: inout Set<String>) throws(LedgerError) {
    try sync(relative)
    var parts = relative.split(separator: "/").dropLast()
    while !parts.isEmpty, folders.insert(parts.joined(separator: "/")).inserted {
      parts.removeLast()
    }
  }
}

extension Tile.Kind {
  /// The partial tile at the right edge, or `nil` when the last tile is full.
  func edge(ofSize size: Int) -> Tile? {
    let count =
      switch self {
      case .hashes(let level): Tile.count(atLevel: level, size: size)
      case .entries: size
      }
    return Tile(self, index: count / Tile.fullWidth, ofSize: size)
  }
}
