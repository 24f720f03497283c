/// A walk along the rows of a stretch of a table.
///
/// A quote counts where a field begins (RFC 4180); anywhere else it is a letter, as it is in what
/// many programs write.
struct TableWalk {
  /// How a row came to its end.
  enum End {
    case complete
    /// The stretch ended first.
    case unfinished
    /// The file ended within quotes.
    case openQuote
  }

  /// What was seen of a row.
  struct Row {
    var end = End.complete
    var fields = 0
    /// Line ends in it, its own as well.
    var lines = 0
    /// Something stood between a closing quote and the next delimiter.
    var hasTextAfterQuote = false
    /// More fields than columns, and not all of them empty.
    var hasMore = false
    /// By slot: the cell has doubled quotes in it.
    var doubled: UInt32 = 0
  }

  let base: UnsafeMutableRawPointer
  let count: Int
  let specials: UnsafePointer<UInt32>
  let specialCount: Int
  let delimiter: UInt8
  /// Nothing comes after this stretch.
  let isLast: Bool
  /// The next special.
  var index = 0
  /// The next byte.
  var place = 0

  @inline(__always)
  private func byte(_ place: Int) -> UInt8 { base.load(fromByteOffset: place, as: UInt8.self) }

  /// Where the special at ``index`` is.
  @inline(__always)
  private var special: Int { Int(specials[index]) }

  /// Steps over blank lines; returns how many line ends that were.
  @inline(__always)
  mutating func skipBlankLines() -> Int {
    var lines = 0
    while place < count {
      let first = byte(place)
      guard first == RowScanner.lineFeed || first == RowScanner.carriageReturn else { break }
      guard let end = endOfLine(place) else { break }
      place = end
      lines += 1
    }
    while index < specialCount, special < place { index += 1 }
    return lines
  }

  /// What follows the line end at a place; `nil` when that hangs on a byte that is yet to come.
  @inline(__always)
  private func endOfLine(_ place: Int) -> Int? {
    guard byte(place) == RowScanner.carriageReturn else { return place + 1 }
    guard place + 1 < count else { return isLast ? count : nil }
    return byte(place + 1) == RowScanner.lineFeed ? place + 2 : place + 1
  }

  /// Steps over the rest of the line, quotes or not; `false` when its end is not there.
  mutating func skipLine() -> Bool {
    while index < specialCount {
      let found = special
      let first = byte(found)
      if first == RowScanner.lineFeed || first == RowScanner.carriageReturn {
        guard let end = endOfLine(found) else {
          place = found
          return false
        }
        place = end
        while index < specialCount, special < place { index += 1 }
        return true
      }
      index += 1
    }
    place = count
    return false
  }

  /// Goes back to a place that was passed.
  mutating func goBack(to place: Int, special: Int) {
    self.place = place
    index = special
  }

  /// Reads one row into the slots of its columns.
  @inline(__always)
  mutating func row(
    honoursQuotes: Bool, slotOfColumn: UnsafeBufferPointer<UInt8>,
    cells: UnsafeMutablePointer<RowCell>
  ) -> Row {
    var row = Row()
    var start = place
    while true {
      var content = start
      var contentEnd = start
      var end = count
      var isDoubled = false
      if honoursQuotes, start < count, byte(start) == RowScanner.quote {
        index += 1
        guard let close = closingQuote(&row.lines, &isDoubled) else {
          row.end = isLast ? .openQuote : .unfinished
          return row
        }
        content = start + 1
        contentEnd = close
        while index < specialCount, byte(special) == RowScanner.quote { index += 1 }
        if index < specialCount { end = special }
        if end != close + 1 { row.hasTextAfterQuote = true }
      } else {
        while index < specialCount, byte(special) == RowScanner.quote { index += 1 }
        if index < specialCount { end = special }
        contentEnd = end
      }
      if end == count, !isLast {
        row.end = .unfinished
        return row
      }
      if row.fields < slotOfColumn.count {
        let slot = slotOfColumn[row.fields]
        if slot != ColumnPlan.unread {
          cells[Int(slot)] = RowCell(
            start: UInt32(truncatingIfNeeded: content),
            count: UInt32(truncatingIfNeeded: contentEnd - content))
          if isDoubled { row.doubled |= 1 << UInt32(slot) }
        }
      } else if contentEnd > content {
        row.hasMore = true
      }
      row.fields += 1
      if end == count {
        place = count
        return row
      }
      if byte(end) == delimiter {
        index += 1
        start = end + 1
        continue
      }
      guard let next = endOfLine(end) else {
        row.end = .unfinished
        return row
      }
      index += next - end
      row.lines += 1
      place = next
      return row
    }
  }

  /// The quote that closes a field; `nil` when there is none yet. The index is behind it then.
  private mutating func closingQuote(_ lines: inout Int, _ isDoubled: inout Bool) -> Int? {
    while index < specialCount {
      let found = special
      switch byte(found) {
      case RowScanner.quote:
        guard found + 1 < count else {
          index += 1
          return isLast ? found : nil
        }
        guard byte(found + 1) == RowScanner.quote else {
          index += 1
          return found
        }
        isDoubled = true
        index += 2
        continue
      case RowScanner.lineFeed: lines += 1
      case RowScanner.carriageReturn:
        if found + 1 >= count || byte(found + 1) != RowScanner.lineFeed { lines += 1 }
      default: break
      }
      index += 1
    }
    return nil
  }

  /// Makes one quote of each doubled one, in place.
  func undouble(_ cell: inout RowCell) {
    let bytes = base + Int(cell.start)
    var end = 0
    var place = 0
    while place < Int(cell.count) {
      let byte = bytes.load(fromByteOffset: place, as: UInt8.self)
      bytes.storeBytes(of: byte, toByteOffset: end, as: UInt8.self)
      end += 1
      place += byte == RowScanner.quote ? 2 : 1
    }
    cell.count = UInt32(truncatingIfNeeded: end)
  }
}
