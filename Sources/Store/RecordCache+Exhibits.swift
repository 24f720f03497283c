import GRDB
public import Record

/// A file that the journal announces to be read again and again.
public struct AnnouncedExhibit: Sendable, Hashable {
  /// Its SHA-256, in hexadecimal.
  public var digest: String
  /// What it is read as.
  public var form: String
  /// The name it had.
  public var name: String
  /// How many bytes it has.
  public var count: Int
  /// The entry that announces it.
  public var entry: Int
  /// The day of that entry (UTC).
  public var day: CivilDay
  /// What a later entry says of whether it counts; `nil` where none says anything.
  public var standing: Standing?

  /// Whether a file counts.
  public struct Standing: Sendable, Hashable {
    /// The entry that says so.
    public var entry: Int
    /// Whether methods must not read it.
    public var isAside: Bool
    /// Why.
    public var because: String
  }
}

extension RecordCache {
  private func standing(
    of digest: String, said entry: Int?, in database: Database
  ) throws -> AnnouncedExhibit.Standing? {
    guard let entry else { return nil }
    return try Row.fetchOne(
      database, sql: "SELECT is_aside, because FROM standings WHERE digest = ? AND entry = ?",
      arguments: [digest, entry]
    ).map { .init(entry: entry, isAside: $0["is_aside"], because: $0["because"]) }
  }

  /// The exhibits that the first `size` entries announce, in the order of their entries, then of
  /// their digests.
  public func exhibits(before size: Int = .max) throws(CacheError) -> [AnnouncedExhibit] {
    try reading { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT digest, form, name, count, entry, day,
            (SELECT max(s.entry) FROM standings s
              WHERE s.digest = e.digest AND s.entry > e.entry AND s.entry < ?) AS said
          FROM exhibits e WHERE entry < ? ORDER BY entry, digest
          """, arguments: [size, size]
      ).map { row in
        AnnouncedExhibit(
          digest: row["digest"], form: row["form"], name: row["name"], count: row["count"],
          entry: row["entry"], day: CivilDay(sinceEpoch: row["day"]),
          standing: try standing(of: row["digest"], said: row["said"], in: database))
      }
    }
  }
}
