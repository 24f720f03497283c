/// Reads a file of actions, a table or lines of JSON, from bytes that arrive in pieces of any size.
///
/// What is read does not hang on the sizes of the pieces, nor, but for the order of rows and the
/// numbers of names, on the order of the file. A row that cannot be read is counted and named in the
/// report; only a file that lacks a column without which nothing can be found is refused.
///
/// The room has neither clock nor files: see ``ActionReadingOptions`` for what comes from outside.
public struct ActionReader: Sendable {
  /// What a reader makes of a file.
  public struct Result: Sendable {
    /// The actions.
    public var columns: ActionColumns
    /// What became of the rows.
    public var report: ActionReadingReport
  }

  private enum State: Sendable {
    case start
    case table(TableCutter)
    case lines(ObjectCutter)
  }

  private var state = State.start
  private var sink: ActionSink
  private var held: [UInt8] = []
  /// Bytes are looked at in stretches of this size.
  private let stretch: Int
  /// So many bytes are waited for.
  private var wanted: Int

  /// Starts before the first byte.
  ///
  /// - Parameter stretch: bytes are looked at in stretches of this size, or of the longest row's. The
  ///   result does not hang on it; the usual one stays in the processor's cache.
  public init(_ options: ActionReadingOptions = ActionReadingOptions(), stretch: Int = 128 << 10) {
    sink = ActionSink(options)
    self.stretch = max(1, stretch)
    wanted = self.stretch
  }

  /// Reads a file that is there as a whole.
  ///
  /// - Throws: `ActionReadingError` when the file is of no use.
  public static func read(
    _ bytes: [UInt8], _ options: ActionReadingOptions = ActionReadingOptions()
  ) throws(ActionReadingError) -> Result {
    var reader = ActionReader(options)
    var fault: ActionReadingError?
    bytes.withUnsafeBytes { buffer in
      do throws(ActionReadingError) { try reader.read(buffer) } catch { fault = error }
    }
    if let fault { throw fault }
    return try reader.finish()
  }

  /// Whether the beginning of a table has columns by the names of all that is needed, and its row of names is whole.
  public static func looksLikeActions(_ head: [UInt8]) -> Bool {
    guard let end = head.firstIndex(of: 0x0A) else { return false }
    var reader = ActionReader()
    let names = Array(head[...end])
    return (try? names.withUnsafeBytes { try reader.read($0) }) != nil
      && (try? reader.finish()) != nil
  }

  /// Reads the next bytes.
  ///
  /// - Throws: `ActionReadingError` when the row of names shows that the file is of no use; the
  ///   reader is of no use then either.
  /// - Complexity: O(n) in the number of bytes.
  public mutating func read(_ chunk: UnsafeRawBufferPointer) throws(ActionReadingError) {
    var place = 0
    while place < chunk.count {
      let count = min(chunk.count - place, max(1, wanted - held.count))
      held.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[place..<place + count]))
      place += count
      if held.count >= wanted { try cut(isLast: false) }
    }
  }

  /// Ends the file.
  ///
  /// - Throws: `ActionReadingError` when nothing in it can be used.
  public mutating func finish() throws(ActionReadingError) -> Result {
    try cut(isLast: true)
    held = []
    if case .start = state { throw .empty }
    if case .lines(let lines) = state {
      try tell(lines)
    }
    if let zoneless = sink.report.refused[.timeWithoutZone], let first = zoneless.places.first,
      zoneless.count == sink.report.rowsRefused, sink.report.rowsRefused == sink.report.rowsRead
    {
      throw .noZone(rows: zoneless.count, first: first)
    }
    let (columns, report) = sink.finish()
    return Result(columns: columns, report: report)
  }

  private mutating func cut(isLast: Bool) throws(ActionReadingError) {
    if case .start = state { try begin(isLast: isLast) }
    var taken = 0
    switch state {
    case .start: break
    case .table(var cutter):
      // Out of the enum while it works, so that it is not copied.
      state = .start
      taken = held.withUnsafeMutableBytes { cutter.cut($0, isLast: isLast, into: &sink) }
      state = .table(cutter)
    case .lines(var lines):
      state = .start
      taken = held.withUnsafeBytes { lines.cut($0, isLast: isLast, into: &sink) }
      state = .lines(lines)
    }
    if taken > 0 { held.removeSubrange(..<taken) }
    wanted = max(stretch, held.count * 2)
  }

  /// Finds out what the file is.
  private mutating func begin(isLast: Bool) throws(ActionReadingError) {
    let start = held.withUnsafeBytes { FileStart($0) }
    switch start.form {
    case .unknown: if isLast { throw .empty }
    case .utf16: throw .utf16
    case .list: throw .list
    case .lines:
      sink.report.form = .lines
      let plan = PathPlan(map: sink.options.map)
      guard plan.absent.isEmpty else { throw .absentColumns(plan.absent, columns: []) }
      sink.begin(plan.plan, areLines: true)
      held.removeSubrange(..<start.markLength)
      state = .lines(ObjectCutter(plan, offset: start.markLength))
    case .table: try beginTable(start.markLength, isLast: isLast)
    }
  }

  private mutating func beginTable(_ mark: Int, isLast: Bool) throws(ActionReadingError) {
    let head = held.withUnsafeBytes {
      TableHead(UnsafeRawBufferPointer(rebasing: $0[mark...]), isLast: isLast)
    }
    guard let head, head.length <= TableCutter.longestRow else {
      if isLast || held.count > TableCutter.longestRow { throw .headTooLong }
      return
    }
    let plan = ColumnPlan(header: head.names, map: sink.options.map)
    guard plan.absent.isEmpty else {
      throw .absentColumns(plan.absent, columns: head.names)
    }
    guard plan.missing.isEmpty else {
      throw .missingColumns(plan.missing, columns: head.names)
    }
    sink.report.form = .table(delimiter: head.delimiter)
    sink.report.columns = plan.found
    sink.report.missing = ActionField.allCases.filter {
      plan.found[$0] == nil && plan.constants[$0] == nil
    }
    sink.report.unknownColumns = plan.unknown
    sink.begin(plan, areLines: false)
    state = .table(
      TableCutter(
        delimiter: head.delimiter, slotOfColumn: plan.slotOfColumn,
        after: RowPlace(row: 1, line: head.line, offset: mark + head.length)))
    held.removeSubrange(..<(mark + head.length))
  }

  /// Says what names the lines had; without a name that is needed there is no row that could be kept.
  private mutating func tell(_ lines: ObjectCutter) throws(ActionReadingError) {
    let found = lines.found
    let missing = ActionField.allCases.filter {
      found[$0] == nil && lines.plan.plan.constants[$0] == nil
    }
    let needed = missing.filter(\.isRequired)
    if sink.report.rowsRead > 0, sink.report.rowsRead == sink.report.rowsRefused, !needed.isEmpty,
      sink.report.refused[.notJSON]?.count != sink.report.rowsRead
    {
      let names = found.values.flatMap { $0 } + lines.unknown
      throw .missingColumns(needed, columns: names.sorted())
    }
    sink.report.columns = found
    sink.report.missing = missing
    sink.report.unknownColumns = lines.unknown
  }
}
