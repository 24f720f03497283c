internal import Bytes

/// Cuts lines of JSON and hands their cells to a sink.
struct ObjectCutter: Sendable {
  /// What the rows are made of.
  let plan: PathPlan
  private var cells: LineCells
  private var tape = JSONTape()
  private var place: RowPlace
  private var isSkipping = false

  /// Begins behind the byte order mark.
  init(_ plan: PathPlan, offset: Int) {
    self.plan = plan
    cells = LineCells(plan)
    place = RowPlace(row: 0, line: 0, offset: offset)
  }

  /// Hands all whole lines of a stretch to the sink and returns how many bytes they are.
  mutating func cut(
    _ bytes: UnsafeRawBufferPointer, isLast: Bool, into sink: inout ActionSink
  ) -> Int {
    var start = 0
    while start < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
      let end = rest.firstIndex(of: RowScanner.lineFeed)
      if end == nil, !isLast {
        guard isSkipping || rest.count > TableCutter.longestRow else { break }
        if !isSkipping { refuse(.rowTooLong, at: start, &sink) }
        isSkipping = true
        start = bytes.count
        break
      }
      let line = UnsafeRawBufferPointer(rebasing: rest[..<(end ?? rest.count)])
      if isSkipping {
        isSkipping = false
      } else if line.count > TableCutter.longestRow {
        refuse(.rowTooLong, at: start, &sink)
      } else {
        read(line, at: start, &sink)
      }
      start += line.count + (end == nil ? 0 : 1)
    }
    place.offset += start
    return start
  }

  private mutating func refuse(_ reason: RowRefusal, at start: Int, _ sink: inout ActionSink) {
    place.line += 1
    place.row += 1
    sink.refuse(reason, at: here(start))
  }

  private func here(_ start: Int) -> RowPlace {
    RowPlace(row: place.row, line: place.line, offset: place.offset + start)
  }

  private mutating func read(
    _ line: UnsafeRawBufferPointer, at start: Int, _ sink: inout ActionSink
  ) {
    guard !RowCells.isBlank(line) else {
      place.line += 1
      return
    }
    guard (try? tape.read(line)) != nil else { return refuse(.notJSON, at: start, &sink) }
    guard tape.kind(of: .root) == .object else { return refuse(.notObject, at: start, &sink) }
    place.line += 1
    place.row += 1
    cells.read(tape, line)
    let here = here(start)
    cells.withCells {
      sink.take($0, at: here)
      sink.settleWaiting(in: $0.base)
    }
  }

  /// The columns that rows had values in, by field.
  var found: [ActionField: [String]] {
    var found: [ActionField: [String]] = [:]
    for (place, path) in plan.paths.enumerated() where cells.isSeen[place] {
      if let field = path.field { found[field, default: []].append(path.path) }
    }
    return found
  }

  /// Names of the objects that mean nothing to the reader.
  var unknown: [String] {
    (0..<UInt32(truncatingIfNeeded: cells.unknown.table.count)).map { cells.unknown.table[$0] }
  }
}
