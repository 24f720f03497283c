/// Reads comma-separated values (RFC 4180) from bytes that arrive in pieces of any size.
///
/// Rows end with LF, CRLF or CR; blank lines are skipped; a byte order mark at the start is
/// dropped. A quote is allowed only around a whole field.
public struct CSVReader: Sendable {
  /// The longest field, in bytes.
  public static let longestField = 16 << 20
  /// The most fields in a row.
  public static let mostFields = 16_384

  private enum State: Sendable {
    case fieldStart, plain, quoted, quoteInQuoted, afterReturn
  }

  private var state = State.fieldStart
  private var number = 1
  private var line = 1
  private var lineOfRow = 1
  private var consumed = 0
  private var rowOffset = 0
  private var quoteOffset = 0
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var isStarted = false
  private var head: [UInt8] = []

  /// Starts before the first byte.
  public init() {}

  /// All rows of a text that is there as a whole.
  public static func rows(of bytes: [UInt8]) throws(CSVError) -> [CSVRow] {
    var reader = CSVReader()
    var rows = try reader.read(bytes)
    if let last = try reader.finish() { rows.append(last) }
    return rows
  }

  /// Reads the next bytes and returns the rows that they complete.
  ///
  /// - Throws: `CSVError`; the reader is of no more use then.
  /// - Complexity: O(n) in the number of bytes.
  public mutating func read(_ chunk: [UInt8]) throws(CSVError) -> [CSVRow] {
    guard isStarted else { return try start(with: chunk) }
    var rows: [CSVRow] = []
    let fault = chunk.withUnsafeBufferPointer { buffer -> CSVError? in
      do throws(CSVError) {
        try scan(buffer, into: &rows)
        return nil
      } catch { return error }
    }
    if let fault { throw fault }
    consumed += chunk.count
    return rows
  }

  /// Ends the text and returns the last row if no line end closed it.
  public mutating func finish() throws(CSVError) -> CSVRow? {
    if !isStarted {
      isStarted = true
      let rest = head
      head = []
      let rows = try read(rest)
      // Two bytes hold one row at most.
      if let row = rows.first { return row }
    }
    if state == .quoted { throw error(.unbalancedQuote, at: quoteOffset) }
    if state == .afterReturn || state == .fieldStart && ends.isEmpty { return nil }
    return try endRow()
  }

  /// Waits for three bytes, so that a byte order mark in pieces is seen.
  private mutating func start(with chunk: [UInt8]) throws(CSVError) -> [CSVRow] {
    head += chunk
    guard head.count >= 3 else { return [] }
    isStarted = true
    var rest = head
    head = []
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) {
      rest.removeFirst(3)
      consumed = 3
      rowOffset = 3
    }
    return try read(rest)
  }

  private mutating func scan(
    _ buffer: UnsafeBufferPointer<UInt8>, into rows: inout [CSVRow]
  ) throws(CSVError) {
    var place = 0
    while place < buffer.count {
      let byte = buffer[place]
      switch state {
      case .afterReturn:
        state = .fieldStart
        if byte == CSVByte.lineFeed {
          place += 1
          rowOffset = consumed + place
        }
      case .fieldStart where byte == CSVByte.quote:
        quoteOffset = consumed + place
        state = .quoted
        place += 1
      case .fieldStart, .plain:
        place = try plain(buffer, from: place, into: &rows)
      case .quoted:
        place = try quoted(buffer, from: place)
      case .quoteInQuoted where byte == CSVByte.quote:
        bytes.append(byte)
        state = .quoted
        place += 1
      case .quoteInQuoted:
        guard try separator(byte, at: place, into: &rows) else {
          throw error(.textAfterQuote, at: consumed + place)
        }
        place += 1
      }
    }
  }

  /// Takes bytes up to the next one that matters, and that one.
  private mutating func plain(
    _ buffer: UnsafeBufferPointer<UInt8>, from start: Int, into rows: inout [CSVRow]
  ) throws(CSVError) -> Int {
    let end = CSVScanner.firstSpecial(buffer, from: start)
    try take(buffer[start..<end], at: start)
    if end > start { state = .plain }
    guard end < buffer.count else { return end }
    guard try separator(buffer[end], at: end, into: &rows) else {
      throw error(.strayQuote, at: consumed + end)
    }
    return end + 1
  }

  private mutating func quoted(
    _ buffer: UnsafeBufferPointer<UInt8>, from start: Int
  ) throws(CSVError) -> Int {
    let end = CSVScanner.firstQuote(buffer, from: start)
    for byte in buffer[start..<end] where byte == CSVByte.lineFeed { line += 1 }
    try take(buffer[start..<end], at: start)
    guard end < buffer.count else { return end }
    state = .quoteInQuoted
    return end + 1
  }

  private mutating func take(
    _ piece: Slice<UnsafeBufferPointer<UInt8>>, at place: Int
  ) throws(CSVError) {
    bytes.append(contentsOf: piece)
    guard bytes.count - (ends.last ?? 0) <= Self.longestField else {
      throw error(.fieldTooLong(limit: Self.longestField), at: consumed + place)
    }
  }

  /// Whether `byte` ends a field or a row; if so, it is done.
  private mutating func separator(
    _ byte: UInt8, at place: Int, into rows: inout [CSVRow]
  ) throws(CSVError) -> Bool {
    switch byte {
    case CSVByte.comma:
      try endField()
      state = .fieldStart
    case CSVByte.lineFeed, CSVByte.carriageReturn:
      let isBlank = ends.isEmpty && state == .fieldStart
      if !isBlank { rows.append(try endRow()) }
      line += 1
      lineOfRow = line
      rowOffset = consumed + place + 1
      state = byte == CSVByte.carriageReturn ? .afterReturn : .fieldStart
    default: return false
    }
    return true
  }

  private mutating func endField() throws(CSVError) {
    guard ends.count < Self.mostFields else {
      throw error(.tooManyFields(limit: Self.mostFields), at: consumed)
    }
    ends.append(bytes.count)
  }

  private mutating func endRow() throws(CSVError) -> CSVRow {
    try endField()
    let row = CSVRow(number: number, line: lineOfRow, offset: rowOffset, bytes: bytes, ends: ends)
    number += 1
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    state = .fieldStart
    return row
  }

  private func error(_ fault: CSVError.Fault, at offset: Int) -> CSVError {
    CSVError(
      fault: fault, row: number, line: lineOfRow, column: ends.count + 1, offset: offset)
  }
}
