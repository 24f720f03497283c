import Record

/// A page of events as plain text, for terminals, mail and readers of braille: what the list is,
/// then for each event its title, what is known of it at a glance, and its address.
enum TextFeed {
  static func bytes(_ feed: EventFeed) -> [UInt8] {
    let words = FeedWords.of(feed.language)
    var lines = [
      line(feed.title), line(feed.state.title.text(for: feed.language).text),
      words.state(feed.state), feed.links.page,
    ]
    if let part = feed.part(words) { lines.append(part) }
    for row in feed.rows {
      lines += [
        "", line(row.title.text(for: feed.language).text), feed.summary(of: row, words),
        feed.address(of: row),
      ]
    }
    for address in [feed.links.previous, feed.links.next].compactMap(\.self) {
      lines += ["", address]
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// The text on one line, without characters that a terminal obeys.
  private static func line(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar in
      scalar.properties.generalCategory == .control || scalar.properties.isWhitespace
        ? " " : scalar
    }
    var line = String.UnicodeScalarView()
    line.append(contentsOf: scalars)
    return String(line).split(separator: " ").joined(separator: " ")
  }
}
