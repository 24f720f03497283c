import Record

/// A feed in the Atom Syndication Format (RFC 4287) with paging links (RFC 5005).
///
/// An entry's `published` is the day on which its event was first recorded, its `updated` that of
/// the version shown, both at midnight UTC: the same record gives the same bytes. A retracted event keeps its entry, which then says so.
enum AtomFeed {
  static let mediaType = "application/atom+xml; charset=utf-8"

  static func bytes(_ feed: EventFeed) -> [UInt8] {
    var xml = XMLWriter(reserve: 1024 + feed.rows.count * 700)
    let names = PermanentName(origin: feed.state.origin)
    let words = FeedWords.of(feed.language)
    xml.open(
      "feed", ("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", feed.language.rawValue))
    xml.newLine()
    head(feed, names, words, &xml)
    for row in feed.rows { entry(row, feed, names, words, &xml) }
    xml.close("feed")
    xml.newLine()
    return xml.bytes
  }

  private static func head(
    _ feed: EventFeed, _ names: PermanentName, _ words: FeedWords, _ xml: inout XMLWriter
  ) {
    xml.element("id", names.feed(feed.language, feed.query))
    xml.element("title", feed.title)
    if let part = feed.part(words) { xml.element("subtitle", part) }
    xml.element("updated", Instant.midnight(feed.updated))
    xml.empty(
      "link", ("rel", "self"), ("type", "application/atom+xml"), ("href", feed.links.own))
    xml.empty("link", ("rel", "alternate"), ("type", "text/html"), ("href", feed.links.page))
    if !feed.isWhole {
      xml.empty("link", ("rel", "related"), ("type", "text/csv"), ("href", feed.links.whole))
    }
    for (relation, address) in [
      ("first", feed.links.first), ("previous", feed.links.previous), ("next", feed.links.next),
    ] {
      guard let address else { continue }
      xml.empty("link", ("rel", relation), ("type", "application/atom+xml"), ("href", address))
    }
    xml.open("author")
    xml.element("name", feed.state.title.text(for: feed.language).text)
    xml.close("author")
    xml.element("generator", "Hải Đăng")
    xml.element("rights", words.rights)
    xml.newLine()
  }

  private static func entry(
    _ row: EventRow, _ feed: EventFeed, _ names: PermanentName, _ words: FeedWords,
    _ xml: inout XMLWriter
  ) {
    let title = row.title.text(for: feed.language)
    xml.open("entry")
    xml.element("id", names.event(row.key.id))
    if title.language == feed.language {
      xml.element("title", title.text)
    } else {
      xml.element("title", title.text, ("xml:lang", title.language.rawValue))
    }
    xml.element("published", Instant.midnight(row.firstDay))
    xml.element("updated", Instant.midnight(row.day))
    xml.empty(
      "link", ("rel", "alternate"), ("type", "text/html"), ("href", feed.address(of: row)))
    xml.empty(
      "category", ("term", row.kind.rawValue), ("scheme", names.kinds),
      ("label", words.kind(row.kind)))
    xml.element("summary", feed.summary(of: row, words))
    xml.close("entry")
    xml.newLine()
  }
}
