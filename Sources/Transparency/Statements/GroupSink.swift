/// Counts the rows of each group.
struct GroupSink: RowSink, Sendable {
  private enum Part: Sendable {
    case column, each, day
  }

  let query: StatementQuery
  private let parts: [Part]
  /// The part that is counted by each of its codes.
  let each: Int?
  var tables: [ValueTable]
  var groups: GroupTable
  var lists = CodeLists()
  var rows = 0
  var rowsWithoutCodes = 0
  var unreadableLists = RowSample()
  private(set) var fault: StatementFault.Fault?
  private(set) var isFull = false
  private var scratch: [UInt8] = []
  private var kept = 0

  init(_ query: StatementQuery) {
    self.query = query
    // More than one list in a key would multiply rows by rows: later ones count as they are written.
    let each = query.keys.firstIndex { if case .each = $0 { true } else { false } }
    parts = query.keys.enumerated().map { place, key in
      switch key {
      case .column: .column
      case .each: place == each ? .each : .column
      case .day: .day
      }
    }
    self.each = each
    tables = Array(repeating: ValueTable(), count: query.keys.count)
    groups = GroupTable(width: query.keys.count)
  }

  func begin(_ header: StatementHeader) throws(StatementFault.Fault) -> [Int] {
    var places: [Int] = []
    for key in query.keys {
      guard let place = header.place(of: key.column) else { throw .missingColumn(key.column) }
      places.append(place)
    }
    return places
  }

  mutating func take(_ row: RawRow) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: parts.count) { ids in
      for place in parts.indices {
        let field = row.field(place)
        switch parts[place] {
        case .column: ids[place] = id(of: field, in: place, first: .max)
        case .day: ids[place] = id(of: field, in: place, first: 10)
        case .each: ids[place] = 0
        }
      }
      if let each { add(row, each, ids) } else { groups.add(ids) }
    }
    rows += 1
    // Asked seldom: values and groups grow by a bounded step in between.
    if rows & 1023 == 0 || groups.count + tables.count > kept { bound() }
  }

  /// The number of what a field says, or of its first bytes.
  @inline(__always)
  private mutating func id(of field: UnsafeRawBufferPointer, in place: Int, first: Int) -> UInt32 {
    FieldBytes.withUnquoted(field, &scratch) { value in
      let part = UnsafeRawBufferPointer(start: value.baseAddress, count: min(value.count, first))
      let hash = FieldBytes.hash(part)
      return UInt32(
        truncatingIfNeeded: tables[place].find(part, hash) ?? tables[place].add(part, hash))
    }
  }

  /// Counts the row once in each of its codes.
  private mutating func add(
    _ row: RawRow, _ each: Int, _ ids: UnsafeMutableBufferPointer<UInt32>
  ) {
    let codes = FieldBytes.withUnquoted(row.field(each), &scratch) { lists.ids(of: $0) }
    guard let codes else {
      unreadableLists.add(row: row.number, line: row.line, offset: row.offset)
      return
    }
    if codes.isEmpty { rowsWithoutCodes += 1 }
    for code in codes {
      ids[each] = code
      groups.add(ids)
    }
  }

  /// Takes no more rows once there are more groups or values than the query allows.
  mutating func bound() {
    kept = groups.count + 1024
    if groups.count > query.mostGroups
      || tables.contains(where: { $0.count > query.mostGroups || $0.bytes.count > query.mostBytes })
      || lists.codes.count > query.mostGroups
    {
      fault = .tooManyGroups(limit: query.mostGroups)
      isFull = true
    }
  }

  /// The bytes that stand for `id` in part `place` of the key.
  func value(_ id: UInt32, in place: Int) -> ArraySlice<UInt8> {
    place == each ? lists.codes.value(Int(id)) : tables[place].value(Int(id))
  }
}
