/// The address of one static file of a log: 256 neighbouring hashes of one level, or the bundle of
/// the entries behind 256 leaves (C2SP tlog-tiles).
public struct Tile: Sendable, Hashable {
  /// What a tile holds.
  public enum Kind: Sendable, Hashable {
    /// Hashes of subtrees of 256^level leaves.
    case hashes(level: Int)
    /// The entries themselves.
    case entries
  }

  /// What the tile holds.
  public var kind: Kind
  /// The tile's place among those of its kind, from 0.
  public var index: Int
  /// How many items it holds, 1 to 256; below 256 it is a partial tile at the right edge.
  public var width: Int

  /// The width of a full tile.
  public static let fullWidth = 256

  /// Addresses a tile; `index` is not negative and `width` is from 1 to 256.
  public init(_ kind: Kind, index: Int, width: Int = Tile.fullWidth) {
    self.kind = kind
    self.index = index
    self.width = width
  }

  /// Whether the tile will never change again.
  public var isFull: Bool { width == Self.fullWidth }

  /// The same place, filled.
  public var full: Tile { Tile(kind, index: index) }

  /// The number of hashes at `level` in a tree of `size` leaves: of the complete subtrees of
  /// 256^level leaves.
  static func count(atLevel level: Int, size: Int) -> Int {
    level >= 8 ? 0 : size >> (8 * level)
  }

  /// The tile of `kind` that a tree of `size` leaves has at `index`, or `nil` beyond its edge.
  public init?(_ kind: Kind, index: Int, ofSize size: Int) {
    let count =
      switch kind {
      case .hashes(let level): Tile.count(atLevel: level, size: size)
      case .entries: size
      }
    guard index >= 0, index <= count / Self.fullWidth else { return nil }
    let width = min(Self.fullWidth, count - index * Self.fullWidth)
    guard width > 0 else { return nil }
    self.init(kind, index: index, width: width)
  }

  /// The path below the log's folder, such as `tile/0/x001/234.p/5`.
  public var path: String {
    isFull ? fullPath : "\(fullPath).p/\(width)"
  }

  /// The path of the full tile at this place.
  var fullPath: String { "tile/\(kind.folder)/\(Self.groups(of: index).joined(separator: "/"))" }

  /// `index` in groups of three digits, all but the last marked with `x`.
  static func groups(of index: Int) -> [String] {
    var groups: [String] = []
    var rest = index
    repeat {
      let digits = String(rest % 1000)
      let group = String(repeating: "0", count: 3 - digits.utf8.count) + digits
      groups.append(groups.isEmpty ? group : "x" + group)
      rest /= 1000
    } while rest > 0
    return groups.reversed()
  }
}

extension Tile.Kind {
  /// The name of the folder of these tiles: the level, or `entries`.
  var folder: String {
    switch self {
    case .hashes(let level): String(level)
    case .entries: "entries"
    }
  }

  /// The kinds of tiles that a tree of `size` leaves has, entries first, then hashes upwards.
  static func all(inSize size: Int) -> [Tile.Kind] {
    guard size > 0 else { return [] }
    return [.entries]
      + (0..<8).filter { Tile.count(atLevel: $0, size: size) > 0 }
      .map { .hashes(level: $0) }
  }
}
