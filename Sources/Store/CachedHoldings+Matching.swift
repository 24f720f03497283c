import GRDB
import Record

extension EventSelection {
  /// The words, when the selection asks for nothing else.
  var onlyQuery: String? {
    guard let query else { return nil }
    var plain = EventSelection()
    plain.query = query
    plain.order = order
    plain.after = after
    plain.before = before
    plain.limit = limit
    return plain == self ? query : nil
  }
}

/// Events that words match, from the memory of matches.
extension CachedHoldings {
  /// The records of the events that match, oldest first.
  func matches(_ query: String) throws -> [Int64] {
    let words = SearchQuery(query).folded
    return try cache.matches.matches(of: words, at: state.size) {
      try cache.reading { database in
        try Int64.fetchAll(
          database.cachedStatement(
            sql: """
              SELECT e.record FROM events e
              WHERE e.record IN (SELECT rowid FROM search WHERE search MATCH ?)
              ORDER BY e.lo, e.hi, e.id
              """), arguments: [words])
      }
    }
  }

  /// One page of them.
  func events(matching query: String, _ selection: EventSelection) throws -> EventListing {
    let matches = try matches(query)
    let wanted = selection.limit + 1
    let key = selection.before ?? selection.after
    let page: [Int64]
    let isBehind: Bool
    switch selection.before == nil ? selection.order : selection.order.reversed {
    case .old:
      let start = try key.map { try place(after: $0, in: matches) } ?? 0
      page = Array(matches[start...].prefix(wanted))
      isBehind = key != nil && start > 0
    case .new:
      let end = try key.map { try place(of: $0, in: matches) } ?? matches.count
      page = matches[..<end].suffix(wanted).reversed()
      isBehind = key != nil && end < matches.count
    }
    return EventListing(walked: try rows(of: page), isBehind: isBehind, selection)
  }

  private func rows(of records: [Int64]) throws -> [EventRow] {
    let list = "[\(records.map(String.init).joined(separator: ","))]"
    return try cache.reading { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT \(Self.eventColumns)
          FROM json_each(?) j CROSS JOIN events e ON e.record = j.value ORDER BY j.key
          """)
      let rows = try Row.fetchCursor(statement, arguments: [list])
      var found: [EventRow] = []
      found.reserveCapacity(records.count)
      while let row = try rows.next() { found.append(try Self.eventRow(row)) }
      return found
    }
  }

  /// The place of the first match that is not before `key`, by halving.
  private func place(of key: EventKey, in matches: [Int64]) throws -> Int {
    try halving(matches) { $0 < key }
  }

  /// The place of the first match after `key`.
  private func place(after key: EventKey, in matches: [Int64]) throws -> Int {
    try halving(matches) { !(key < $0) }
  }

  private func halving(
    _ matches: [Int64], isBefore: @Sendable (EventKey) -> Bool
  ) throws -> Int {
    try cache.reading { database in
      let statement = try database.cachedStatement(
        sql: "SELECT lo, hi, id FROM events WHERE record = ?")
      var low = 0
      var high = matches.count
      while low < high {
        let middle = (low + high) / 2
        guard let row = try Row.fetchOne(statement, arguments: [matches[middle]]),
          let id = Slug(row[2])
        else { throw CacheError.mustRebuild("a match is no event") }
        if isBefore(EventKey(lo: row[0], hi: row[1], id: id)) {
          low = middle + 1
        } else {
          high = middle
        }
      }
      return low
    }
  }
}
