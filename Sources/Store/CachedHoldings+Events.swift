import GRDB
import Record

/// Pages of events, walked by key in either direction.
extension CachedHoldings {
  func events(_ selection: EventSelection) throws -> EventListing {
    if let query = selection.onlyQuery { return try events(matching: query, selection) }
    let way = selection.before == nil ? selection.order : selection.order.reversed
    let key = selection.before ?? selection.after
    let rows = try rows(selection, from: key, way)
    let isBehind = try key.map { try isAny(selection, at: $0, way.reversed) } ?? false
    return EventListing(walked: rows, isBehind: isBehind, selection)
  }

  /// One more row than a page has, from `key` on in the order `way`.
  private func rows(
    _ selection: EventSelection, from key: EventKey?, _ way: EventSelection.Order
  ) throws -> [EventRow] {
    var sql = SelectionSQL(selection, zone: state.zone)
    if let key { sql.start(after: key, way) }
    let text = """
      SELECT \(Self.eventColumns)
      \(sql.expression) \(sql.ordering(way)) LIMIT \(selection.limit + 1)
      """
    let arguments = StatementArguments(sql.arguments)
    return try cache.reading { database in
      let rows = try Row.fetchCursor(database.cachedStatement(sql: text), arguments: arguments)
      var found: [EventRow] = []
      found.reserveCapacity(selection.limit + 1)
      while let row = try rows.next() { found.append(try Self.eventRow(row)) }
      return found
    }
  }

  /// Whether an event is selected at `key` or after it in the order `way`. The event that a link
  /// names is the first that is looked at.
  private func isAny(
    _ selection: EventSelection, at key: EventKey, _ way: EventSelection.Order
  ) throws -> Bool {
    var sql = SelectionSQL(selection, zone: state.zone)
    sql.start(after: key, way, orAt: true)
    let text = "SELECT 1 \(sql.expression) \(sql.ordering(way)) LIMIT 1"
    let arguments = StatementArguments(sql.arguments)
    return try cache.reading { database in
      try Int.fetchOne(database.cachedStatement(sql: text), arguments: arguments) != nil
    }
  }

  /// The columns that `eventRow` reads, in their order.
  static let eventColumns = """
    e.lo, e.hi, e.id, e.date, e.kind, e.standing, e.vi, e.en, e.sources, e.version, e.day,
    e.first_day
    """

  static func eventRow(_ row: Row) throws -> EventRow {
    guard let id = Slug(row[2]), let kind = EventKind.coded[row[4]],
      let standing = Standing(rawValue: row[5])
    else { throw CacheError.mustRebuild("a row is no event") }
    return EventRow(
      key: EventKey(lo: row[0], hi: row[1], id: id), when: row[3], kind: kind, standing: standing,
      title: LocalizedText(vi: row[6], en: row[7]), sources: row[8], version: row[9],
      day: CivilDay(sinceEpoch: row[10]), firstDay: CivilDay(sinceEpoch: row[11]))
  }
}

extension EventSelection.Order {
  var reversed: Self { self == .new ? .old : .new }
}

extension EventListing {
  /// The page of a selection out of rows that were walked away from its key, one more than the
  /// page has where there are so many.
  ///
  /// - Parameter isBehind: whether there are events on the other side of the key.
  init(walked: [EventRow], isBehind: Bool, _ selection: EventSelection) {
    let isFurther = walked.count > selection.limit
    let rows = Array(walked.prefix(selection.limit))
    if selection.before == nil {
      self.init(rows: rows, hasMore: isFurther, hasEarlier: isBehind)
    } else {
      self.init(rows: rows.reversed(), hasMore: isBehind, hasEarlier: isFurther)
    }
  }
}

extension EventKind {
  /// Looking a code up among so many by comparing would be felt in long lists.
  fileprivate static let coded = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
}
