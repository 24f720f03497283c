internal import Bytes

/// Gives whole rows to a sink, out of pieces of any size.
///
/// Rows are read where they lie; only the one that a piece ends in is copied.
struct RowReader<Sink: RowSink & Sendable>: Sendable {
  /// What takes the rows.
  var sink: Sink
  /// The longest row, in bytes.
  let longestRow: Int
  /// The names of the columns, once they have been read.
  private(set) var header: StatementHeader?
  private(set) var scanner = RowScanner(picks: ColumnPicks(columns: 1, wanted: []))
  private var held: [UInt8] = []
  private var isQuoted = false
  /// How many bytes of the file have been given.
  private(set) var given = 0

  /// Reads a file from its line of names on.
  init(_ sink: Sink, longestRow: Int) {
    self.sink = sink
    self.longestRow = longestRow
  }

  /// Reads the rows from byte `start` on, of a file whose names are known, up to the end of the row that
  /// stands across byte `stop`.
  init(
    _ sink: Sink, longestRow: Int, header: StatementHeader, from start: Int, until stop: Int
  ) throws(StatementFault) {
    self.init(sink, longestRow: longestRow)
    given = start
    try begin(header, row: 2, line: 2, offset: start)
    scanner.stop = stop
  }

  /// Whether the row across the end of the piece has been read.
  var isAtStop: Bool { scanner.offset >= scanner.stop }

  /// Reads the next bytes.
  mutating func read(_ chunk: UnsafeRawBufferPointer) throws(StatementFault) {
    var rest = chunk
    given += chunk.count
    if !held.isEmpty || header == nil {
      guard let end = RowMarks.lineEnd(rest, isQuoted: &isQuoted) else { return try hold(rest) }
      try hold(UnsafeRawBufferPointer(rebasing: rest[...end]))
      rest = UnsafeRawBufferPointer(rebasing: rest[(end + 1)...])
      try readHeld()
    }
    guard !isAtStop else { return }
    let (end, isQuoted) = try scanner.scan(rest, into: &sink)
    scanner.offset += end
    guard !isAtStop else { return }
    self.isQuoted = isQuoted
    try hold(UnsafeRawBufferPointer(rebasing: rest[end...]))
  }

  /// Reads the last row, when no line end closes it.
  mutating func finish() throws(StatementFault) {
    guard !isAtStop else { return }
    if header == nil, held.isEmpty || held == [0xEF, 0xBB, 0xBF] { throw fault(.noHeader) }
    guard !held.isEmpty else { return }
    if isQuoted {
      try diagnose()
      throw fault(.unbalancedQuote, at: openQuote())
    }
    held.append(0x0A)
    try readHeld()
  }

  private mutating func hold(_ bytes: UnsafeRawBufferPointer) throws(StatementFault) {
    held.append(contentsOf: bytes)
    guard held.count <= longestRow else {
      try diagnose()
      throw fault(.rowTooLong(limit: longestRow))
    }
  }

  private mutating func readHeld() throws(StatementFault) {
    let row = held
    held.removeAll(keepingCapacity: true)
    guard header == nil else {
      let (end, failure) = row.withUnsafeBytes { bytes -> (Int, StatementFault?) in
        do throws(StatementFault) {
          return (try scanner.scan(bytes, into: &sink).end, nil)
        } catch { return (0, error) }
      }
      if let failure { throw failure }
      scanner.offset += end
      return
    }
    let mark = row.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    // Lines before the names have nothing on them.
    if row.dropFirst(mark).allSatisfy({ $0 == 0x0A || $0 == 0x0D }) {
      scanner.line += 1
      scanner.offset += row.count
      return
    }
    let header: StatementHeader
    do { header = try StatementHeader(row: row.dropFirst(mark)) } catch { throw fault(error) }
    try begin(header, row: 2, line: scanner.line + 1, offset: scanner.offset + row.count)
  }

  private mutating func begin(
    _ header: StatementHeader, row: Int, line: Int, offset: Int
  ) throws(StatementFault) {
    do throws(StatementFault.Fault) {
      let wanted = try sink.begin(header)
      scanner = RowScanner(picks: ColumnPicks(columns: header.names.count, wanted: wanted))
    } catch { throw fault(error) }
    self.header = header
    scanner.row = row
    scanner.line = line
    scanner.offset = offset
  }

  /// A wrong quote is a better answer than a row without end.
  private func diagnose() throws(StatementFault) {
    var nobody = NoSink()
    var scanner = self.scanner
    let failure = held.withUnsafeBytes { bytes -> StatementFault? in
      do throws(StatementFault) {
        _ = try scanner.scan(bytes, into: &nobody, isLast: true)
        return nil
      } catch { return error }
    }
    if let failure { throw failure }
  }

  /// Where the quote stands that is open at the end of what is held.
  private func openQuote() -> Int {
    var open: Int?
    var place = 0
    while place < held.count {
      if held[place] == CSV.quote {
        if open == nil {
          open = place
        } else if place + 1 < held.count, held[place + 1] == CSV.quote {
          place += 1
        } else {
          open = nil
        }
      }
      place += 1
    }
    return open ?? 0
  }

  private func fault(_ fault: StatementFault.Fault, at place: Int = 0) -> StatementFault {
    guard header != nil else {
      return StatementFault(fault, row: 1, line: 1, offset: scanner.offset + place)
    }
    return StatementFault(
      fault, row: scanner.row, line: scanner.line, offset: scanner.offset + place)
  }
}

/// The bytes with a meaning in the dialect.
enum CSV {
  static let quote = UInt8(ascii: "\"")
}

/// Takes rows and does nothing with them.
private struct NoSink: RowSink {
  let isFull = false
  let fault: StatementFault.Fault? = nil
  mutating func begin(_ header: StatementHeader) -> [Int] { [] }
  mutating func take(_ row: RawRow) {}
}
