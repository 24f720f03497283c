/// Counts the statements of one file of the EU's Transparency Database by groups, out of pieces of any size.
///
/// The dialect is that of the daily archives (docket specification 3.1): UTF-8 with or without a byte order
/// mark, rows that end with LF or CRLF and the last one with nothing, quotes doubled inside quotes; a carriage
/// return inside quotes and a backslash are bytes like others. Columns are known by name, whatever their order.
///
/// A fault ends the reading; ``counts`` are then those of the rows before it.
public struct StatementCounter: PieceReading, Sendable {
  private var reader: RowReader<GroupSink>
  /// What is known of the files before this one.
  private var before = StatementCounts()
  private var hasBegun = false

  /// Counts from the line of names on.
  public init(_ query: StatementQuery) {
    reader = RowReader(GroupSink(query), longestRow: query.longestRow)
  }

  /// Counts from byte `start` on, the beginning of a row, up to the end of the row across byte `stop`.
  init(
    _ query: StatementQuery, header: StatementHeader, from start: Int, until stop: Int
  ) throws(StatementFault) {
    reader = try RowReader(
      GroupSink(query), longestRow: query.longestRow, header: header, from: start, until: stop)
  }

  /// The names of the columns, once they have been read.
  public var header: StatementHeader? { reader.header }

  /// Where the row begins that has not been read as a whole, in bytes from the beginning of the file.
  public var offset: Int { reader.scanner.offset }

  /// Whether the row across the end of a piece has been read: nothing more is wanted.
  public var isAtStop: Bool { reader.isAtStop }

  /// Rows and lines before ``offset``, from the beginning of what is read.
  var progress: (rows: Int, lines: Int) {
    (max(0, reader.scanner.row - 2), max(0, reader.scanner.line - 2))
  }

  /// Counts the next bytes, which lie there until this returns.
  ///
  /// - Throws: `StatementFault`; the reader is of no more use then, but for ``counts``.
  /// - Complexity: O(n) in the length of the piece.
  public mutating func read(_ piece: UnsafeRawBufferPointer) throws(StatementFault) {
    try reader.read(piece)
  }

  /// Ends the file, the last row of which may have no line end, and returns all counts.
  public mutating func finish() throws(StatementFault) -> StatementCounts {
    try reader.finish()
    return counts
  }

  /// Begins another file, whose statements are counted into the same groups.
  mutating func beginFile() {
    if hasBegun { keep() }
    hasBegun = true
    reader = RowReader(reader.sink, longestRow: reader.longestRow)
  }

  /// Ends one of several files and returns how many rows it has.
  mutating func endFile() throws(StatementFault) -> Int {
    try reader.finish()
    return progress.rows
  }

  private mutating func keep() {
    before.blankRows += reader.scanner.blankRows
    before.misshapen.append(reader.scanner.misshapen, rows: 0, lines: 0)
    guard let header = reader.header else { return }
    before.unknownColumns = Set(before.unknownColumns).union(header.unknown).sorted()
    before.editions.insert(header.edition)
  }

  /// What has been counted so far.
  public var counts: StatementCounts { tally.counts }

  /// The same, not put in order yet.
  var tally: StatementTally {
    var all = self
    all.keep()
    return StatementTally(sink: all.reader.sink, files: all.before)
  }
}
