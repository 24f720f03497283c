import Bytes
import GRDB
import Record

/// The cache as holdings in one state of the record.
struct CachedHoldings: Holdings {
  let cache: RecordCache
  let state: HoldingsState

  private static let versionColumns = "r.kind, r.id, v.number, v.entry, v.day, v.content"
  private static let newest = "records r JOIN versions v USING (record)"

  private static func version(_ row: Row) throws -> RecordVersion {
    guard let kind = RecordKind(number: row[0]), let id = Slug(row[1]) else {
      throw CacheError.mustRebuild("a row names no record")
    }
    let content = try JSONValue(parsing: row[5] as String)
    return RecordVersion(
      reference: RecordReference(kind, id), number: row[2], entry: row[3],
      day: CivilDay(sinceEpoch: row[4]), content: content)
  }

  private func versions(
    _ sql: String, _ arguments: StatementArguments
  ) throws -> [RecordVersion] {
    try cache.reading { database in
      let statement = try database.cachedStatement(sql: sql)
      let rows = try Row.fetchCursor(statement, arguments: arguments)
      var found: [RecordVersion] = []
      while let row = try rows.next() { found.append(try Self.version(row)) }
      return found
    }
  }

  func version(of reference: RecordReference) throws -> RecordVersion? {
    try versions(
      """
      SELECT \(Self.versionColumns) FROM \(Self.newest)
      WHERE r.kind = ? AND r.id = ? AND v.number = r.version
      """, [reference.kind.number, reference.id.text]
    ).first
  }

  func history(of reference: RecordReference) throws -> [RecordVersion] {
    try versions(
      """
      SELECT \(Self.versionColumns) FROM \(Self.newest)
      WHERE r.kind = ? AND r.id = ? ORDER BY v.number
      """, [reference.kind.number, reference.id.text])
  }

  /// How many records are held at a time by `each`.
  private static let block = 256

  func each(_ kind: RecordKind, _ body: (RecordVersion) throws -> Void) throws {
    // Block by block, so that the body may ask the cache in turn and no reader is held for long.
    var last = ""
    while true {
      let versions = try versions(
        """
        SELECT \(Self.versionColumns) FROM \(Self.newest)
        WHERE r.kind = ? AND r.id > ? AND v.number = r.version ORDER BY r.id LIMIT ?
        """, [kind.number, last, Self.block])
      for version in versions { try body(version) }
      guard versions.count == Self.block, let end = versions.last else { return }
      last = end.reference.id.text
    }
  }

  func changes(
    of kinds: Set<RecordKind>, since entry: Int, most: Int
  ) throws -> [RecordVersion]? {
    let wanted = Set(kinds.map(\.number))
    return try cache.reading { database in
      // Rows lie in the order in which entries came, so that the newest are the last.
      let statement = try database.cachedStatement(
        sql: """
          SELECT \(Self.versionColumns), r.version
          FROM versions v CROSS JOIN records r ON r.record = v.record ORDER BY v.rowid DESC
          """)
      let rows = try Row.fetchCursor(statement)
      var found: [RecordVersion] = []
      while let row = try rows.next(), row[3] as Int >= entry {
        guard wanted.contains(row[0]), row[2] as Int == row[6] as Int else { continue }
        guard found.count < most else { return nil }
        found.append(try Self.version(row))
      }
      return found
    }
  }

  func count(of kind: RecordKind) throws -> Int {
    try counted("kind \(kind.number)") { database in
      try Int.fetchOne(
        database.cachedStatement(sql: "SELECT COUNT(*) FROM records WHERE kind = ?"),
        arguments: [kind.number])
    }
  }

  func count(_ selection: EventSelection) throws -> Int {
    if let query = selection.onlyQuery { return try matches(query).count }
    var whole = selection
    whole.after = nil
    whole.before = nil
    whole.order = .new
    let sql = SelectionSQL(whole, zone: state.zone)
    let text = "SELECT COUNT(*) \(sql.expression)"
    let arguments = StatementArguments(sql.arguments)
    return try counted(whole.queryText) { database in
      try Int.fetchOne(database.cachedStatement(sql: text), arguments: arguments)
    }
  }

  private func counted(_ key: String, _ make: @Sendable (Database) throws -> Int?) throws -> Int {
    try cache.memo.count(key, at: state.size) { try cache.reading(make) ?? 0 }
  }

  func tally(_ selection: EventSelection, by facet: EventFacet) throws -> [Tally] {
    let sql = SelectionSQL(selection, zone: state.zone)
    let text = """
      SELECT t.value, COUNT(*) FROM facets t
      WHERE t.facet = ? AND t.record IN (SELECT e.record \(sql.expression))
      GROUP BY t.value ORDER BY 2 DESC, 1
      """
    let arguments = StatementArguments([facet.stored.rawValue] + sql.arguments)
    return try cache.reading { database in
      try Row.fetchAll(database.cachedStatement(sql: text), arguments: arguments).map {
        Tally(value: $0[0], count: $0[1])
      }
    }
  }

  func heat(_ selection: EventSelection) throws -> [MonthCount] {
    let sql = SelectionSQL(selection, zone: state.zone)
    let text = """
      SELECT e.year, e.month, COUNT(*) \(sql.expression)
      GROUP BY e.year, e.month ORDER BY e.year, e.month
      """
    let arguments = StatementArguments(sql.arguments)
    return try cache.reading { database in
      try Row.fetchAll(database.cachedStatement(sql: text), arguments: arguments).map {
        MonthCount(year: $0[0], month: $0[1], count: $0[2])
      }
    }
  }

  func lanes(_ selection: EventSelection, by facet: EventFacet) throws -> [LaneCount] {
    let sql = SelectionSQL(selection, zone: state.zone)
    let text = """
      SELECT t.value, y.year, COUNT(*) FROM facets t JOIN events y ON y.record = t.record
      WHERE t.facet = ? AND t.record IN (SELECT e.record \(sql.expression))
      GROUP BY t.value, y.year ORDER BY t.value, y.year
      """
    let arguments = StatementArguments([facet.stored.rawValue] + sql.arguments)
    return try cache.reading { database in
      try Row.fetchAll(database.cachedStatement(sql: text), arguments: arguments).map {
        LaneCount(value: $0[0], year: $0[1], count: $0[2])
      }
    }
  }

  func search(
    _ query: String, kinds: [RecordKind], after: Int, limit: Int
  ) throws -> SearchListing {
    let words = SearchQuery(query)
    guard !words.isEmpty else { return SearchListing(hits: [], total: 0) }
    let chosen = (kinds.isEmpty ? RecordKind.allCases : kinds).map { "\($0.number)" }
    let filter = "r.kind IN (\(chosen.joined(separator: ", ")))"
    let total = try counted("search \(filter) \(words.folded)") { database in
      try Int.fetchOne(
        database.cachedStatement(
          sql: """
            SELECT COUNT(*) FROM search s JOIN records r ON r.record = s.rowid
            WHERE search MATCH ? AND \(filter)
            """), arguments: [words.folded])
    }
    var hits = try hits(words, isExact: true, filter, after: after, limit: limit)
    if hits.count < limit {
      let exact = try exactCount(words, filter)
      hits += try self.hits(
        words, isExact: false, filter, after: max(0, after - exact), limit: limit - hits.count)
    }
    return SearchListing(hits: hits, total: total)
  }

  private func exactCount(_ words: SearchQuery, _ filter: String) throws -> Int {
    try counted("exact \(filter) \(words.exact)") { database in
      try Int.fetchOne(
        database.cachedStatement(
          sql: """
            SELECT COUNT(*) FROM search s JOIN records r ON r.record = s.rowid
            WHERE search MATCH ? AND \(filter)
            """), arguments: [words.exact])
    }
  }

  private func hits(
    _ words: SearchQuery, isExact: Bool, _ filter: String, after: Int, limit: Int
  ) throws -> [SearchHit] {
    let rest = isExact ? "" : "AND s.rowid NOT IN (SELECT rowid FROM search WHERE search MATCH ?)"
    let text = """
      SELECT r.kind, r.id, r.heading, r.date FROM search s JOIN records r ON r.record = s.rowid
      WHERE search MATCH ? AND \(filter) \(rest)
      ORDER BY s.rank, r.kind, r.id LIMIT ? OFFSET ?
      """
    var arguments: [any DatabaseValueConvertible] = [isExact ? words.exact : words.folded]
    if !isExact { arguments.append(words.exact) }
    arguments += [limit, after] as [any DatabaseValueConvertible]
    let bound = StatementArguments(arguments)
    return try cache.reading { database in
      try Row.fetchAll(database.cachedStatement(sql: text), arguments: bound).compactMap { row in
        guard let kind = RecordKind(number: row[0]), let id = Slug(row[1]) else { return nil }
        let date = row[3] as String?
        return SearchHit(
          reference: RecordReference(kind, id), heading: LocalizedText(stored: row[2]),
          when: date.flatMap { try? EDTF(parsing: $0) }, isExact: isExact)
      }
    }
  }

  func citations(of reference: RecordReference) throws -> [RecordReference] {
    try cache.reading { database in
      let statement = try database.cachedStatement(
        sql: "SELECT by_kind, by_id FROM citations WHERE kind = ? AND id = ? ORDER BY 1, 2")
      return try Row.fetchAll(
        statement, arguments: [reference.kind.number, reference.id.text]
      ).compactMap { row in
        guard let kind = RecordKind(number: row[0]), let id = Slug(row[1]) else { return nil }
        return RecordReference(kind, id)
      }
    }
  }

  func figures(of series: Slug) throws -> [RecordVersion] {
    try versions(
      """
      SELECT \(Self.versionColumns) FROM figures f JOIN records r USING (record)
      JOIN versions v ON v.record = r.record AND v.number = r.version
      WHERE f.series = ? ORDER BY f.lo, f.hi, f.vintage, f.id
      """, [series.text])
  }

  func proceedings(against person: Slug) throws -> [RecordVersion] {
    try versions(
      """
      SELECT \(Self.versionColumns) FROM proceedings p JOIN records r USING (record)
      JOIN versions v ON v.record = r.record AND v.number = r.version
      WHERE p.person = ? ORDER BY p.place, p.lo, p.id
      """, [person.text])
  }

  func statute(with provision: Slug) throws -> Slug? {
    try cache.reading { database in
      try String.fetchOne(
        database.cachedStatement(sql: "SELECT statute FROM provisions WHERE provision = ?"),
        arguments: [provision.text])
    }.flatMap { Slug($0) }
  }
}

extension EventFacet {
  var stored: CacheSchema.Facet {
    switch self {
    case .kind: .kind
    case .standing: .standing
    case .place: .place
    case .actor: .actor
    case .platform: .platform
    case .tag: .tag
    case .year: .year
    }
  }
}
