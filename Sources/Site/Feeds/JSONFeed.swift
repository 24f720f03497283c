import Bytes
import Record

/// A feed in the format JSON Feed 1.1.
enum JSONFeed {
  static let mediaType = "application/feed+json; charset=utf-8"

  static func bytes(_ feed: EventFeed) -> [UInt8] {
    var json = JSONWriter(reserve: 1024 + feed.rows.count * 600)
    let names = PermanentName(origin: feed.state.origin)
    let words = FeedWords.of(feed.language)
    json.open()
    json.member("version", "https://jsonfeed.org/version/1.1")
    json.member("title", feed.title)
    json.member("home_page_url", feed.links.page)
    json.member("feed_url", feed.links.own)
    if let next = feed.links.next { json.member("next_url", next) }
    if let part = feed.part(words) { json.member("description", part) }
    json.member("language", feed.language.rawValue)
    json.openList("authors")
    json.open()
    json.member("name", feed.state.title.text(for: feed.language).text)
    json.close()
    json.closeList()
    json.openList("items")
    for row in feed.rows {
      json.newLine()
      item(row, feed, names, words, &json)
    }
    json.endLine()
    json.closeList()
    json.openObject("_observatory")
    json.member("total", feed.total)
    if !feed.isWhole { json.member("whole", feed.links.whole) }
    json.close()
    json.close()
    json.endLine()
    return json.bytes
  }

  private static func item(
    _ row: EventRow, _ feed: EventFeed, _ names: PermanentName, _ words: FeedWords,
    _ json: inout JSONWriter
  ) {
    let title = row.title.text(for: feed.language)
    json.open()
    json.member("id", names.event(row.key.id))
    json.member("url", feed.address(of: row))
    json.member("title", title.text)
    json.member("content_text", feed.summary(of: row, words))
    json.member("date_published", Instant.midnight(row.firstDay))
    json.member("date_modified", Instant.midnight(row.day))
    json.openList("tags")
    json.text(words.kind(row.kind))
    json.closeList()
    if title.language != feed.language { json.member("language", title.language.rawValue) }
    json.openObject("_observatory")
    json.member("id", row.key.id.text)
    json.member("kind", row.kind.rawValue)
    json.member("sources", row.sources)
    json.member("standing", row.standing.rawValue)
    json.member("version", row.version)
    json.member("when", row.when)
    json.close()
    json.close()
  }
}
