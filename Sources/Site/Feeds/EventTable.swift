import Bytes
import Record

/// Events as comma-separated values and as JSON, in both languages at once.
///
/// `when` is the date as recorded (EDTF); `first` and `last` are the instants it covers, UTC,
/// `last` being the first instant after it. An end that is open is empty.
enum EventTable {
  static let csvType = "text/csv; charset=utf-8; header=present"
  static let jsonType = "application/json; charset=utf-8"

  static let columns = [
    "id", "when", "first", "last", "kind", "standing", "title.en", "title.vi", "sources",
    "version", "recorded", "url",
  ]

  static func csv(_ feed: EventFeed, _ options: CSVWriter.Options = .guarded) -> [UInt8] {
    var writer = CSVWriter(options)
    writer.row(columns)
    append(feed, to: &writer)
    return writer.bytes
  }

  /// Appends the rows of a page.
  static func append(_ feed: EventFeed, to writer: inout CSVWriter) {
    for row in feed.rows {
      writer.append(plain: row.key.id.text)
      writer.append(plain: row.when)
      writer.append(plain: Instant.text(row.key.lo) ?? "")
      writer.append(plain: Instant.text(row.key.hi) ?? "")
      writer.append(plain: row.kind.rawValue)
      writer.append(plain: row.standing.rawValue)
      writer.append(row.title.en ?? "")
      writer.append(row.title.vi ?? "")
      writer.append(plain: String(row.sources))
      writer.append(plain: String(row.version))
      writer.append(plain: row.day.description)
      writer.append(feed.address(of: row))
      writer.endRow()
    }
  }

  static func json(_ feed: EventFeed) -> [UInt8] {
    var json = JSONWriter(reserve: 1024 + feed.rows.count * 400)
    json.open()
    json.openList("events")
    for row in feed.rows {
      json.newLine()
      event(row, feed, &json)
    }
    json.endLine()
    json.closeList()
    place(feed, &json)
    json.member("query", feed.query)
    json.openObject("state")
    json.member("day", feed.state.day.description)
    json.member("origin", feed.state.origin)
    json.member("root", feed.state.root)
    json.member("size", feed.state.size)
    json.close()
    json.close()
    json.endLine()
    return json.bytes
  }

  /// Which part of the list it is, where the neighbouring parts are, and where all of it is.
  static func place(_ feed: EventFeed, _ json: inout JSONWriter) {
    if let next = feed.links.next { json.member("next", next) }
    if let previous = feed.links.previous { json.member("previous", previous) }
    json.member("total", feed.total)
    if !feed.isWhole { json.member("whole", feed.links.whole) }
  }

  private static func event(_ row: EventRow, _ feed: EventFeed, _ json: inout JSONWriter) {
    json.open()
    members(row, feed, &json)
    json.close()
  }

  /// What JSON says of an event.
  static func members(_ row: EventRow, _ feed: EventFeed, _ json: inout JSONWriter) {
    if let first = Instant.text(row.key.lo) {
      json.member("first", first)
    } else {
      json.null("first")
    }
    json.member("id", row.key.id.text)
    json.member("kind", row.kind.rawValue)
    if let last = Instant.text(row.key.hi) { json.member("last", last) } else { json.null("last") }
    json.member("recorded", row.day.description)
    json.member("sources", row.sources)
    json.member("standing", row.standing.rawValue)
    json.openObject("title")
    if let en = row.title.en { json.member("en", en) }
    if let vi = row.title.vi { json.member("vi", vi) }
    json.close()
    json.member("url", feed.address(of: row))
    json.member("version", row.version)
    json.member("when", row.when)
  }
}
