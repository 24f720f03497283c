/// The tile files that are really in a log's folder.
struct TileListing {
  let folder: LogFolder

  /// One file below `tile/`.
  struct File: Sendable, Hashable {
    var path: String
    /// The tile whose path this is; `nil` for a name that no tile has.
    var tile: Tile?
  }

  /// Calls `body` with every file, in the order of kinds and names.
  func each(_ body: (File) throws -> Void) throws {
    for (name, isFolder) in try folder.names(in: "tile") {
      let path = "tile/\(name)"
      let level = Decimal.number(name)
      if isFolder, name == "entries" {
        try walk(path, kind: .entries, prefix: 0, body)
      } else if isFolder, let level, level < 64 {
        try walk(path, kind: .hashes(level: level), prefix: 0, body)
      } else {
        try strangers(path, isFolder: isFolder, body)
      }
    }
  }

  private func walk(
    _ path: String, kind: Tile.Kind, prefix: Int, _ body: (File) throws -> Void
  ) throws {
    for (name, isFolder) in try folder.names(in: path) {
      let place = "\(path)/\(name)"
      let digits = name.utf8.first == UInt8(ascii: "x") ? name.dropFirst() : name.prefix(3)
      let isNumber = digits.utf8.count == 3 && digits.utf8.allSatisfy { (48...57).contains($0) }
      guard isNumber, let value = Int(digits), prefix < 1 << 48 else {
        try strangers(place, isFolder: isFolder, body)
        continue
      }
      let index = prefix * 1000 + value
      if isFolder, name.utf8.count == 4, name.utf8.first == UInt8(ascii: "x"), index > 0 {
        try walk(place, kind: kind, prefix: index, body)
      } else if isFolder, name.utf8.count == 5, name.utf8.suffix(2).elementsEqual(".p".utf8) {
        try partials(place, kind: kind, index: index, body)
      } else if !isFolder, name.utf8.count == 3 {
        try body(File(path: place, tile: Tile(kind, index: index)))
      } else {
        try strangers(place, isFolder: isFolder, body)
      }
    }
  }

  private func partials(
    _ path: String, kind: Tile.Kind, index: Int, _ body: (File) throws -> Void
  ) throws {
    for (name, isFolder) in try folder.names(in: path) {
      let width = Decimal.number(name) ?? 0
      if !isFolder, (1..<Tile.fullWidth).contains(width) {
        try body(File(path: "\(path)/\(name)", tile: Tile(kind, index: index, width: width)))
      } else {
        try strangers("\(path)/\(name)", isFolder: isFolder, body)
      }
    }
  }

  private func strangers(
    _ path: String, isFolder: Bool, _ body: (File) throws -> Void
  ) throws {
    guard isFolder else { return try body(File(path: path)) }
    for (name, isFolder) in try folder.names(in: path) {
      try strangers("\(path)/\(name)", isFolder: isFolder, body)
    }
  }
}

extension Tile {
  /// Whether a log of `size` entries has, or once had, this tile.
  func isCovered(bySize size: Int) -> Bool {
    guard let edge = Tile(kind, index: index, ofSize: size) else { return false }
    return width <= edge.width
  }
}
