/// Counts the rows of each group.
struct GroupSink: RowSink, Sendable {
  private enum Part: Sendable {
    case column, each, day
  }

  let query: StatementQuery
  private let parts: [Part]
  private let each: Int?
  private(set) var tables: [ValueTable]
  private(set) var groups: GroupTable
  private(set) var lists = CodeLists()
  private(set) var rows = 0
  private(set) var rowsWithoutCodes = 0
  private(set) var unreadableLists = RowSample()
  private(set) var fault: StatementFault.Fault?
  private var ids: [UInt32]
  private var scratch: [UInt8] = []
  private var kept = 0

  init(_ query: StatementQuery) {
    self.query = query
    parts = query.keys.map {
      switch $0 {
      case .column: .column
      case .each: .each
      case .day: .day
      }
    }
    // More than one list in a key would multiply rows by rows.
    each = parts.firstIndex { $0 == .each }
    tables = Array(repeating: ValueTable(), count: query.keys.count)
    groups = GroupTable(width: query.keys.count)
    ids = Array(repeating: 0, count: query.keys.count)
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
    var codes: [UInt32]?
    for place in parts.indices {
      let field = row.field(place)
      switch parts[place] {
      case .column:
        ids[place] = FieldBytes.withUnquoted(field, &scratch) { value in
          UInt32(truncatingIfNeeded: tables[place].id(of: value))
        }
      case .day:
        ids[place] = FieldBytes.withUnquoted(field, &scratch) { value in
          UInt32(
            truncatingIfNeeded: tables[place].id(
              of: UnsafeRawBufferPointer(rebasing: value.prefix(10))))
        }
      case .each where place == each:
        codes = FieldBytes.withUnquoted(field, &scratch) { lists.ids(of: $0) }
        if codes == nil {
          unreadableLists.add(row: row.number, line: row.line, offset: row.offset)
        }
      case .each: ids[place] = 0
      }
    }
    rows += 1
    if let each {
      if codes?.isEmpty ?? false { rowsWithoutCodes += 1 }
      for code in codes ?? [] {
        ids[each] = code
        groups.add(ids)
      }
    } else {
      groups.add(ids)
    }
    // Asked seldom: values and groups grow by a bounded step in between.
    if rows & 1023 == 0 || groups.count + tables.count > kept { bound() }
  }

  private mutating func bound() {
    kept = groups.count + 1024
    if groups.count > query.mostGroups
      || tables.contains(where: { $0.count > query.mostGroups || $0.bytes.count > query.mostBytes })
      || lists.codes.count > query.mostGroups
    {
      fault = .tooManyGroups(limit: query.mostGroups)
    }
  }

  /// The bytes that stand for `id` in part `place` of the key.
  func value(_ id: UInt32, in place: Int) -> ArraySlice<UInt8> {
    place == each ? lists.codes.value(Int(id)) : tables[place].value(Int(id))
  }
}
