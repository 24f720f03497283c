/// Cuts a table into rows and hands them to a sink.
///
/// A row that cannot be read is refused and named, and the next line is the next row.
struct TableCutter: Sendable {
  /// A longer row is refused: somewhere a quote was never closed.
  static let longestRow = 1 << 20
  /// After so many rows that could not be cut, quotes count no more: a file that is made to be read
  /// again from every line must come to its end.
  static let mostRescues = 64

  private let delimiter: UInt8
  private let slotOfColumn: [UInt8]
  private var place: RowPlace
  private var rescues = 0
  private var isSkipping = false
  private var specials: [UInt32] = []
  private var cells = [RowCell](
    repeating: RowCell(start: 0, count: 0), count: ColumnPlan.slots)

  /// Begins behind the row of names.
  init(delimiter: UInt8, slotOfColumn: [UInt8], after place: RowPlace) {
    self.delimiter = delimiter
    self.slotOfColumn = slotOfColumn
    self.place = place
  }

  /// Hands all whole rows of a stretch to the sink and returns how many bytes they are.
  mutating func cut(
    _ bytes: UnsafeMutableRawBufferPointer, isLast: Bool, into sink: inout ActionSink
  ) -> Int {
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return 0 }
    if specials.count < bytes.count {
      specials = Array(repeating: 0, count: bytes.count)
    }
    // Moved out and back, so that the walk has plain pointers and nothing is copied.
    var specials: [UInt32] = []
    var cells: [RowCell] = []
    swap(&specials, &self.specials)
    swap(&cells, &self.cells)
    let taken = specials.withUnsafeMutableBufferPointer { specials in
      cells.withUnsafeMutableBufferPointer { cells in
        guard let places = specials.baseAddress, let cells = cells.baseAddress else { return 0 }
        let count = RowScanner.specials(
          in: UnsafeRawBufferPointer(bytes), delimiter: delimiter, places: places)
        var walk = TableWalk(
          base: base, count: bytes.count, specials: places, specialCount: count,
          delimiter: delimiter, isLast: isLast)
        return slotOfColumn.withUnsafeBufferPointer { slotOfColumn in
          let taken = rows(of: &walk, slotOfColumn, cells, into: &sink)
          // What waits lies in these bytes.
          sink.settleWaiting(in: base)
          return taken
        }
      }
    }
    swap(&specials, &self.specials)
    swap(&cells, &self.cells)
    place.offset += taken
    return taken
  }

  private mutating func rows(
    of walk: inout TableWalk, _ slotOfColumn: UnsafeBufferPointer<UInt8>,
    _ cells: UnsafeMutablePointer<RowCell>, into sink: inout ActionSink
  ) -> Int {
    if isSkipping {
      guard walk.skipLine() else { return walk.place }
      isSkipping = false
      place.line += 1
    }
    while true {
      place.line += walk.skipBlankLines()
      let start = walk.place
      let special = walk.index
      guard start < walk.count else { return start }
      let row = walk.row(
        honoursQuotes: rescues <= Self.mostRescues, slotOfColumn: slotOfColumn, cells: cells)
      let isWhole = row.end == .complete
      let length = (isWhole ? walk.place : walk.count) - start
      if length > Self.longestRow || row.end == .openQuote {
        walk.goBack(to: start, special: special)
        guard rescue(&walk, length > Self.longestRow ? .rowTooLong : .openQuote, into: &sink)
        else { return walk.place }
        continue
      }
      guard isWhole else { return start }
      place.row += 1
      let here = RowPlace(row: place.row, line: place.line, offset: place.offset + start)
      place.line += row.lines
      if row.hasTextAfterQuote {
        sink.refuse(.textAfterQuote, at: here)
      } else if row.fields < slotOfColumn.count || row.hasMore {
        sink.refuse(.fieldCount, at: here)
      } else {
        if row.doubled != 0 {
          for slot in 0..<ColumnPlan.slots where row.doubled >> UInt32(slot) & 1 == 1 {
            walk.undouble(&cells[slot])
          }
        }
        sink.take(RowCells(base: walk.base, cells: cells), at: here)
      }
    }
  }

  /// Refuses the row that begins here and goes on behind its first line; `false` when that line does
  /// not end in this stretch.
  private mutating func rescue(
    _ walk: inout TableWalk, _ reason: RowRefusal, into sink: inout ActionSink
  ) -> Bool {
    let start = walk.place
    place.row += 1
    rescues += 1
    sink.refuse(
      reason, at: RowPlace(row: place.row, line: place.line, offset: place.offset + start))
    isSkipping = !walk.skipLine()
    if !isSkipping { place.line += 1 }
    return !isSkipping
  }
}
