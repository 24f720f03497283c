/// How often each of very many keys came, never told too low (Cormode and Muthukrishnan, 2005, with the conservative
/// update of Estan and Varghese, 2002).
///
/// With `N` counted in all, a key's count is at most ``errorBound`` too high with probability 98.2 % (four rows).
public struct CountMin: Sendable, Hashable {
  @usableFromInline static let rows = 4
  @usableFromInline let mask: Int
  @usableFromInline var cells: [UInt32]
  /// How much was counted.
  public private(set) var total: UInt64 = 0

  /// An empty sketch.
  /// - Parameter width: counters in each of four rows, rounded up to a power of two; 65,536 take 1 MiB.
  public init(width: Int = 1 << 16) {
    var size = 16
    while size < min(width, 1 << 24) { size <<= 1 }
    mask = size - 1
    cells = [UInt32](repeating: 0, count: size * Self.rows)
  }

  /// The counters' places of a key: two halves of its hash, combined (Kirsch and Mitzenmacher, 2006).
  private func places(_ hash: UInt64) -> (Int, Int, Int, Int) {
    let one = Int(truncatingIfNeeded: hash & 0xFFFF_FFFF)
    let other = Int(truncatingIfNeeded: hash >> 32 | 1)
    let size = mask &+ 1
    return (
      one & mask,
      ((one &+ other) & mask) &+ size,
      ((one &+ 2 &* other) & mask) &+ 2 &* size,
      ((one &+ 3 &* other) & mask) &+ 3 &* size
    )
  }

  /// Counts a key, by its hash.
  public mutating func add(_ hash: UInt64, times: UInt32 = 1) {
    let (a, b, c, d) = places(hash)
    let least = min(min(cells[a], cells[b]), min(cells[c], cells[d]))
    let (raised, overflow) = least.addingReportingOverflow(times)
    let count = overflow ? UInt32.max : raised
    // Only counters below the new count are raised: the others count other keys too.
    if cells[a] < count { cells[a] = count }
    if cells[b] < count { cells[b] = count }
    if cells[c] < count { cells[c] = count }
    if cells[d] < count { cells[d] = count }
    total &+= UInt64(times)
  }

  /// How often a key came, or somewhat more.
  public func count(_ hash: UInt64) -> UInt32 {
    let (a, b, c, d) = places(hash)
    return min(min(cells[a], cells[b]), min(cells[c], cells[d]))
  }

  /// By how much a count can be too high: e·N/w, exceeded for 1.8 % of keys at most.
  public var errorBound: Double { 2.718281828459045 * Double(total) / Double(mask + 1) }

  /// Adds the counts of another sketch of the same size. Counts stay at least the true ones; after a merge they may be
  /// higher than if all had been counted in one.
  /// - Throws: `SketchFault.differentSizes`.
  public mutating func merge(_ other: CountMin) throws(SketchFault) {
    guard mask == other.mask else { throw .differentSizes }
    for place in cells.indices {
      let (sum, overflow) = cells[place].addingReportingOverflow(other.cells[place])
      cells[place] = overflow ? .max : sum
    }
    total &+= other.total
  }

  /// The sketch as bytes.
  public var snapshot: [UInt8] {
    var writer = SketchWriter(2)
    writer.put(total)
    writer.put(list: cells)
    return writer.finished()
  }

  /// The sketch out of its bytes.
  /// - Throws: `SketchFault`.
  public init(snapshot: [UInt8]) throws(SketchFault) {
    var reader = try SketchReader(snapshot, kind: 2)
    total = try reader.take()
    cells = try reader.takeList()
    let size = cells.count / Self.rows
    guard size >= 16, size & (size - 1) == 0, cells.count == size * Self.rows else {
      throw .damaged
    }
    mask = size - 1
  }
}
