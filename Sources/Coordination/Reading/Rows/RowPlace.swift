/// Where a row stands in a file.
public struct RowPlace: Sendable, Hashable, CustomStringConvertible {
  /// The row, counted from 1; a row of names is row 1, blank lines do not count.
  public var row: Int
  /// The line on which it begins, counted from 1.
  public var line: Int
  /// The offset of its first byte.
  public var offset: Int

  /// A place.
  public init(row: Int, line: Int, offset: Int) {
    self.row = row
    self.line = line
    self.offset = offset
  }

  /// The place in one line.
  public var description: String { "row \(row) (line \(line), byte \(offset))" }
}

/// A cell of a row: where its bytes are.
struct RowCell: Sendable {
  var start: UInt32
  var count: UInt32

  /// The cell's bytes among those of its row.
  @inline(__always)
  func bytes(in base: UnsafeRawPointer) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base + Int(start), count: Int(count))
  }
}

/// The cells of one row by their slots, and the bytes that they stand in.
struct RowCells {
  let base: UnsafeRawPointer
  let cells: UnsafePointer<RowCell>

  /// The bytes of a cell.
  @inline(__always)
  subscript(slot: Int) -> UnsafeRawBufferPointer { cells[slot].bytes(in: base) }

  /// Where bytes of this row are.
  @inline(__always)
  func cell(of bytes: UnsafeRawBufferPointer) -> RowCell {
    guard let start = bytes.baseAddress else { return RowCell(start: 0, count: 0) }
    return RowCell(
      start: UInt32(truncatingIfNeeded: start - base),
      count: UInt32(truncatingIfNeeded: bytes.count))
  }

  /// The bytes of a cell without the space around them.
  @inline(__always)
  func trimmed(_ slot: Int) -> UnsafeRawBufferPointer {
    let cell = self[slot]
    guard let first = cell.first, let last = cell.last, first <= 0x20 || last <= 0x20 else {
      return cell
    }
    return Self.withoutSpace(cell)
  }

  /// Whether there is nothing but space.
  @inline(__always)
  static func isBlank(_ cell: UnsafeRawBufferPointer) -> Bool {
    guard let first = cell.first else { return true }
    return first <= 0x20 && !cell.contains { $0 > 0x20 }
  }

  private static func withoutSpace(_ cell: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var range = 0..<cell.count
    while let first = range.first, cell[first] <= 0x20 { range.removeFirst() }
    while let last = range.last, cell[last] <= 0x20 { range.removeLast() }
    return UnsafeRawBufferPointer(rebasing: cell[range])
  }
}
