import Bytes
import GRDB
public import Record

/// The record as a database: made from the journal, thrown away and made again at will.
///
/// Nothing is in it that the journal does not say, and nothing reads it but this program.
public struct RecordCache: Sendable {
  let database: any DatabaseWriter
  /// The offset from UTC by which the days of events are counted.
  public let zone: TimeZoneOffset
  let memo = CountMemo()
  let matches = MatchMemo()

  private init(_ database: any DatabaseWriter, zone: TimeZoneOffset) {
    self.database = database
    self.zone = zone
  }

  /// Opens the cache at `path`, or makes an empty one.
  ///
  /// - Throws: `CacheError.mustRebuild` when what is there is damaged, or was made by another
  ///   version or for another zone; then remove it (`remove(at:)`) and open again.
  public static func open(at path: String, zone: TimeZoneOffset) throws(CacheError) -> RecordCache {
    try CacheError.rethrowing(path) {
      var configuration = Configuration()
      configuration.maximumReaderCount = 8
      // Programs that open the record at once bring the cache up one after the other.
      configuration.busyMode = .timeout(30)
      configuration.prepareDatabase { database in
        try database.execute(sql: "PRAGMA synchronous = NORMAL")
        try database.execute(sql: "PRAGMA cache_size = -8192")
        try database.execute(sql: "PRAGMA mmap_size = 0")
      }
      let pool = try DatabasePool(path: path, configuration: configuration)
      return try prepared(pool, zone: zone)
    }
  }

  /// Makes an empty cache in memory.
  public static func inMemory(zone: TimeZoneOffset) throws(CacheError) -> RecordCache {
    try CacheError.rethrowing(":memory:") { try prepared(try DatabaseQueue(), zone: zone) }
  }

  /// Closes the database, with all of it in one file.
  public func close() throws(CacheError) {
    try CacheError.rethrowing(database.path) {
      _ = try database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
      try database.close()
    }
  }

  /// The SQLite library's version.
  ///
  /// - Throws: `CacheError` when it lacks full-text search.
  public static func libraryVersion() throws(CacheError) -> String {
    try CacheError.rethrowing(":memory:") {
      try DatabaseQueue().write { database in
        try database.execute(sql: "CREATE VIRTUAL TABLE probe USING fts5 (text)")
        return try String.fetchOne(database, sql: "SELECT sqlite_version()") ?? ""
      }
    }
  }

  /// The files of a cache.
  public static func files(at path: String) -> [String] { [path, path + "-wal", path + "-shm"] }

  private static func prepared(
    _ database: any DatabaseWriter, zone: TimeZoneOffset
  ) throws -> RecordCache {
    let stamp = "\(CacheSchema.version) \(zone)"
    func layout(_ database: Database) throws -> String? {
      guard try database.tableExists("facts") else { return nil }
      return try String.fetchOne(database, sql: "SELECT value FROM facts WHERE name = 'layout'")
    }
    var found = try database.read(layout)
    if found == nil {
      found = try database.write { database in
        // Another program may have made it since the look.
        if let found = try layout(database) { return found }
        try database.execute(sql: CacheSchema.statements)
        try database.execute(
          sql: "INSERT INTO facts VALUES ('layout', ?), ('position', 0), ('publishable', 0)",
          arguments: [stamp])
        return stamp
      }
    }
    if let found, found != stamp { throw CacheError.mustRebuild("made as \(found), not \(stamp)") }
    return RecordCache(database, zone: zone)
  }

  /// How many entries of the journal the cache has taken in.
  public var position: Int {
    get throws(CacheError) { try fact("position") ?? 0 }
  }

  /// How many entries there are up to the last that is not about a publication.
  public var publishableSize: Int {
    get throws(CacheError) { try fact("publishable") ?? 0 }
  }

  /// The canonical JSON of the newest announcement of files.
  public var lastAnnouncement: [UInt8]? {
    get throws(CacheError) { try (fact("announcement") as String?).map { Array($0.utf8) } }
  }

  /// The canonical JSON of the newest publication.
  public var lastPublication: [UInt8]? {
    get throws(CacheError) { try (fact("publication") as String?).map { Array($0.utf8) } }
  }

  /// The day of the last of the first `size` entries; 1970-01-01 for none.
  public func day(ofSize size: Int) throws(CacheError) -> CivilDay {
    try reading { database in
      let day = try Int32.fetchOne(
        database, sql: "SELECT day FROM days WHERE entry = ?", arguments: [size - 1])
      return CivilDay(sinceEpoch: day ?? 0)
    }
  }

  private func fact<Value: DatabaseValueConvertible & Sendable>(
    _ name: String
  ) throws(CacheError) -> Value? {
    try reading { database in
      try Value.fetchOne(
        database, sql: "SELECT value FROM facts WHERE name = ?", arguments: [name])
    }
  }

  func reading<Value: Sendable>(
    _ body: @Sendable (Database) throws -> Value
  ) throws(CacheError) -> Value {
    try CacheError.rethrowing(database.path) { try database.unsafeRead(body) }
  }

  /// Takes in entries that follow each other, all or none.
  ///
  /// - Throws: `CacheError`; the state is then as before.
  public func take(_ entries: [ProjectedEntry]) throws(CacheError) {
    let zone = zone
    try CacheError.rethrowing(database.path) {
      try database.write { database in
        var projection = Projection(database: database, zone: zone)
        // Another program may have brought the cache up meanwhile, from the same journal.
        let position =
          try Int.fetchOne(database, sql: "SELECT value FROM facts WHERE name = 'position'") ?? 0
        for entry in entries where entry.index >= position { try projection.take(entry) }
        try projection.finish()
      }
    }
  }

  /// What pages and commands read, in a state of the record.
  public func holdings(in state: HoldingsState) -> any Holdings {
    CachedHoldings(cache: self, state: state)
  }

  /// Calls `body` with every row of every table in a fixed order, for comparison.
  public func eachRow(
    _ body: (_ table: String, _ values: String) throws -> Void
  ) throws(CacheError) {
    try CacheError.rethrowing(database.path) {
      try database.unsafeRead { database in
        for table in CacheSchema.tables {
          let rows = try Row.fetchCursor(database, sql: "SELECT * FROM \(table) ORDER BY 1, 2")
          while let row = try rows.next() {
            try body(table, row.databaseValues.map { "\($0)" }.joined(separator: "|"))
          }
        }
      }
    }
  }
}
