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
}

extension RecordCache {
  /// The exhibits that the first `size` entries announce, in the order of their entries, then of
  /// their digests.
  public func exhibits(before size: Int = .max) throws(CacheError) -> [AnnouncedExhibit] {
    try reading { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT digest, form, name, count, entry, day FROM exhibits WHERE entry < ?
          ORDER BY entry, digest
          """, arguments: [size]
      ).map { row in
        AnnouncedExhibit(
          digest: row["digest"], form: row["form"], name: row["name"], count: row["count"],
          entry: row["entry"], day: CivilDay(sinceEpoch: row["day"]))
      }
    }
  }
}
