/// Reads statements out of a table, in pieces of any size, and gives those that are wanted to a closure.
public struct StatementReader: PieceReading, Sendable {
  private var reader: RowReader<StatementSink>

  /// Reads statements.
  ///
  /// - Parameters:
  ///   - column: Only rows with one of `values` in this column are made into statements; `nil` for all. The others cost
  ///     no more than counting.
  ///   - longestRow: in bytes.
  public init(
    where column: StatementColumn? = nil, isOneOf values: [String] = [], longestRow: Int = 4 << 20,
    _ body: @escaping @Sendable (Statement, _ row: Int) -> Void
  ) {
    reader = RowReader(
      StatementSink(column: column, values: values.map { Array($0.utf8) }, body: body),
      longestRow: longestRow)
  }

  /// The names of the columns, once they have been read.
  public var header: StatementHeader? { reader.header }
  /// Rows with more or fewer fields than there are names.
  public var misshapen: RowSample { reader.scanner.misshapen }
  /// Rows with fields that are not UTF-8: they are read with those bytes replaced.
  public var notUTF8: RowSample { reader.sink.notUTF8 }

  /// Reads the next bytes.
  ///
  /// - Throws: `StatementFault`; the reader is of no more use then.
  public mutating func read(_ piece: UnsafeRawBufferPointer) throws(StatementFault) {
    try reader.read(piece)
  }

  /// Ends the file.
  public mutating func finish() throws(StatementFault) { try reader.finish() }
}

private struct StatementSink: RowSink, Sendable {
  let column: StatementColumn?
  let values: [[UInt8]]
  let body: @Sendable (Statement, Int) -> Void
  let isFull = false
  let fault: StatementFault.Fault? = nil
  var notUTF8 = RowSample()
  private var columns: [StatementColumn?] = []
  private var names: [String] = []
  private var known: Set<StatementColumn> = []
  private var scratch: [UInt8] = []
  private var place: Int?

  init(
    column: StatementColumn?, values: [[UInt8]], body: @escaping @Sendable (Statement, Int) -> Void
  ) {
    self.column = column
    self.values = values
    self.body = body
  }

  mutating func begin(_ header: StatementHeader) throws(StatementFault.Fault) -> [Int] {
    names = header.names
    columns = names.map { StatementColumn(rawValue: $0) }
    known = Set(columns.compactMap { $0 })
    if let column {
      place = columns.firstIndex(of: column)
      guard place != nil else { throw .missingColumn(column.rawValue) }
    }
    return Array(names.indices)
  }

  mutating func take(_ row: RawRow) {
    if let place, !isWanted(row.field(place)) { return }
    var statement = Statement()
    var isSound = true
    for (place, column) in columns.enumerated() {
      let bytes = FieldBytes.withUnquoted(row.field(place), &scratch) { Array($0) }
      guard !bytes.isEmpty else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      isSound = isSound && text.utf8.elementsEqual(bytes)
      guard let column else {
        statement.unknown[names[place]] = text
        continue
      }
      guard column.content == .codes else {
        statement.set(column, text)
        continue
      }
      if let codes = CodeList.read(bytes) {
        statement.set(column, codes.map { String(decoding: $0, as: UTF8.self) })
      } else {
        statement.breach(.wrongKind(column))
      }
    }
    if !isSound { notUTF8.add(row: row.number, line: row.line, offset: row.offset) }
    statement.check(columns: known)
    body(statement, row.number)
  }

  private mutating func isWanted(_ field: UnsafeRawBufferPointer) -> Bool {
    FieldBytes.withUnquoted(field, &scratch) { bytes in
      values.contains { $0.elementsEqual(bytes) }
    }
  }
}
