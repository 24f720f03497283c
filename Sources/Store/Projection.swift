import Bytes
import GRDB
import Record

/// Turns journal entries into rows, inside one transaction.
struct Projection {
  private let database: Database
  private let zone: TimeZoneOffset
  private var position: Int
  private var publishable: Int

  init(database: Database, zone: TimeZoneOffset) {
    self.database = database
    self.zone = zone
    position = -1
    publishable = -1
  }

  private func run(_ sql: String, _ arguments: StatementArguments) throws {
    let statement = try database.cachedStatement(sql: sql)
    try statement.execute(arguments: arguments)
  }

  private func state(_ name: String, _ value: (any DatabaseValueConvertible)?) throws {
    try run(
      "INSERT INTO facts VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      [name, value])
  }

  mutating func take(_ entry: ProjectedEntry) throws {
    if position < 0 {
      position =
        try Int.fetchOne(database, sql: "SELECT value FROM facts WHERE name = 'position'") ?? 0
    }
    guard entry.index == position else {
      throw CacheError.gap(expected: position, found: entry.index)
    }
    position += 1
    try run("INSERT INTO days VALUES (?, ?)", [entry.index, entry.day.sinceEpoch])
    switch entry.act {
    case .record(let version): try take(version)
    case .announcement(let content):
      try state("announcement", content.canonicalText)
      try take(files: content["files"].elements, of: entry)
      try take(standings: content["standings"].elements, of: entry)
    case .publication(let content): try state("publication", content.canonicalText)
    case .beginning: break
    }
    if case .publication = entry.act { return }
    publishable = position
  }

  func finish() throws {
    if position >= 0 { try state("position", position) }
    if publishable >= 0 { try state("publishable", publishable) }
  }

  /// Files that are read again and again say as what.
  private func take(files: [JSONValue], of entry: ProjectedEntry) throws {
    for file in files {
      guard let form = file["form"].text, let digest = file["sha256"].text else { continue }
      try run(
        "INSERT OR IGNORE INTO exhibits VALUES (?, ?, ?, ?, ?, ?)",
        [
          digest, form, file["name"].text ?? "", file["bytes"].int ?? 0, entry.index,
          entry.day.sinceEpoch,
        ])
    }
  }

  /// Files that were set aside, or are used again.
  private func take(standings: [JSONValue], of entry: ProjectedEntry) throws {
    for standing in standings {
      guard let digest = standing["sha256"].text else { continue }
      try run(
        "INSERT OR REPLACE INTO standings VALUES (?, ?, ?, ?)",
        [
          digest, entry.index, standing["aside"].bool == true,
          standing["because"].text ?? "",
        ])
    }
  }

  private func take(_ version: RecordVersion) throws {
    let reference = version.reference
    let content = version.content
    let kind = reference.kind.number
    let heading = reference.kind.heading(of: content)
    let date = reference.kind.date(of: content)?.description
    let find = try database.cachedStatement(
      sql: "SELECT record FROM records WHERE kind = ? AND id = ?")
    let known = try Int64.fetchOne(find, arguments: [kind, reference.id.text])
    let record: Int64
    if let known {
      record = known
      try run(
        "UPDATE records SET version = ?, heading = ?, date = ? WHERE record = ?",
        [version.number, heading.stored, date, record])
      try forget(reference, record)
    } else {
      try run(
        "INSERT INTO records (kind, id, version, heading, date) VALUES (?, ?, ?, ?, ?)",
        [kind, reference.id.text, version.number, heading.stored, date])
      record = database.lastInsertedRowID
    }
    try run(
      "INSERT INTO versions VALUES (?, ?, ?, ?, ?)",
      [record, version.number, version.entry, version.day.sinceEpoch, content.canonicalText])
    try index(version, record)
  }

  /// Removes what the version before had put into the tables of the newest versions.
  private func forget(_ reference: RecordReference, _ record: Int64) throws {
    try run(
      """
      INSERT INTO search (search, rowid, exact, folded)
      SELECT 'delete', record, exact, folded FROM search_text WHERE record = ?
      """, [record])
    try run("DELETE FROM search_text WHERE record = ?", [record])
    try run(
      "DELETE FROM citations WHERE by_kind = ? AND by_id = ?",
      [reference.kind.number, reference.id.text])
    switch reference.kind {
    case .event:
      try run("DELETE FROM events WHERE record = ?", [record])
      try run(
        """
        DELETE FROM facets WHERE (facet, value, lo, hi, id) IN
        (SELECT facet, value, lo, hi, id FROM facets WHERE record = ?)
        """, [record])
    case .figure: try run("DELETE FROM figures WHERE record = ?", [record])
    case .proceeding: try run("DELETE FROM proceedings WHERE record = ?", [record])
    case .statute: try run("DELETE FROM provisions WHERE record = ?", [record])
    default: break
    }
  }

  private func index(_ version: RecordVersion, _ record: Int64) throws {
    let reference = version.reference
    let texts = [reference.id.text] + reference.kind.searchText(of: version.content)
    let exact = texts.joined(separator: "\n")
    let folded = Folding.folded(exact)
    try run("INSERT INTO search_text VALUES (?, ?, ?)", [record, exact, folded])
    try run("INSERT INTO search (rowid, exact, folded) VALUES (?, ?, ?)", [record, exact, folded])
    for (_, target) in RecordContent.references(in: version.content, of: reference.kind) {
      try run(
        "INSERT OR IGNORE INTO citations VALUES (?, ?, ?, ?)",
        [target.kind.number, target.id.text, reference.kind.number, reference.id.text])
    }
    switch reference.kind {
    case .event: try index(event: try Event(version.content), version, record)
    case .figure: try index(figure: try Figure(version.content), record)
    case .proceeding: try index(proceeding: try Proceeding(version.content), record)
    case .statute:
      for provision in try Statute(version.content).provisions {
        try run(
          "INSERT OR REPLACE INTO provisions VALUES (?, ?, ?)",
          [provision.id.text, reference.id.text, record])
      }
    default: break
    }
  }

  private func index(figure: Figure, _ record: Int64) throws {
    let span = figure.period.instants(in: zone)
    try run(
      "INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?)",
      [
        figure.series.text, span.lowerBound, span.upperBound, figure.vintage?.description ?? "",
        figure.id.text, record,
      ])
  }

  private func index(proceeding: Proceeding, _ record: Int64) throws {
    let first = proceeding.steps.compactMap(\.on).map { $0.lo(in: zone) }.min() ?? .max
    let place = ProceedingRole.allCases.firstIndex(of: proceeding.role) ?? 0
    try run(
      "INSERT INTO proceedings VALUES (?, ?, ?, ?, ?)",
      [proceeding.person.text, place, first, proceeding.id.text, record])
  }

  /// The day on which the first version of a record was recorded, in days since 1970.
  private func firstDay(of record: Int64) throws -> Int32? {
    let statement = try database.cachedStatement(
      sql: "SELECT day FROM versions WHERE record = ? ORDER BY number LIMIT 1")
    return try Int32.fetchOne(statement, arguments: [record])
  }

  private func index(event: Event, _ version: RecordVersion, _ record: Int64) throws {
    let span = event.when.instants(in: zone)
    let reach = event.when.searchInstants(in: zone)
    let year = event.when.firstYear(in: zone)
    let standing = event.evidence.standing ?? .reported
    try run(
      "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        record, event.id.text, span.lowerBound, span.upperBound, reach.lowerBound,
        reach.upperBound, year, event.when.firstMonth(in: zone), event.when.description,
        event.eventKind.rawValue, standing.rawValue, event.title.vi, event.title.en,
        event.evidence.sources.count, version.number, version.day.sinceEpoch,
        try firstDay(of: record) ?? version.day.sinceEpoch,
      ])
    var facets: [(CacheSchema.Facet, String)] = [
      (.kind, event.eventKind.rawValue), (.standing, standing.rawValue), (.year, "\(year)"),
    ]
    facets += event.places.map { (.place, $0.text) }
    facets += event.actors.map { (.actor, $0.text) }
    facets += event.platforms.map { (.platform, $0.text) }
    facets += event.tags.map { (.tag, $0.text) }
    facets += event.evidence.sources.map { (.source, $0.text) }
    facets += event.statutes.map { (.statute, $0.text) }
    for target in event.targets {
      switch target {
      case .person(let id): facets.append((.person, id.text))
      case .actor(let id): facets.append((.actor, id.text))
      case .platform(let id): facets.append((.platform, id.text))
      case .named: break
      }
    }
    for (facet, value) in facets {
      try run(
        "INSERT OR IGNORE INTO facets VALUES (?, ?, ?, ?, ?, ?)",
        [facet.rawValue, value, span.lowerBound, span.upperBound, event.id.text, record])
    }
  }
}

extension EDTF {
  /// The month in which it begins, or `nil` where no more than the year, quarter or half is known.
  func firstMonth(in zone: TimeZoneOffset) -> Int? {
    switch start?.unit {
    case .month(_, let month): month
    case .day(let day): day.month
    case .minute(let instant, let clock): CivilDay(of: instant, in: clock).month
    case .decade, .year, .half, .quarter, nil: nil
    }
  }

  /// The year in which it begins; that of its end where the beginning is open.
  func firstYear(in zone: TimeZoneOffset) -> Int { (earliest ?? latest)?.year ?? 0 }
}

extension LocalizedText {
  /// Both languages in one column.
  var stored: String { "\(vi ?? "")\u{1F}\(en ?? "")" }

  init(stored: String) {
    let parts = stored.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
    self.init(
      vi: parts.first.flatMap { $0.isEmpty ? nil : $0 },
      en: parts.last.flatMap { $0.isEmpty ? nil : $0 })
  }
}

extension RecordKind {
  /// Its number in the cache: the order of import.
  var number: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }

  init?(number: Int) {
    guard Self.allCases.indices.contains(number) else { return nil }
    self = Self.allCases[number]
  }
}
