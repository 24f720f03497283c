import Messages
import Record

/// Events in tables, as every page shows them.
extension Page {
  /// Writes events as a table: when, what, kind, standing, number of sources.
  mutating func eventTable(_ caption: String, _ rows: [EventRow]) {
    let columns = ["when", "what", "kind", "standing", "sources"].map { words("site.events.\($0)") }
    table(caption, columns) { page in
      for row in rows { page.eventRow(row) }
    }
  }

  private mutating func eventRow(_ event: EventRow) {
    html.markup("<tr><td class=\"when\">")
    html.raw(words.dates.cell(of: event.when, in: words))
    html.markup("</td><th scope=\"row\">")
    let (text, found) = event.title.text(for: language)
    let name = EventFileName.name(of: event.key.id)
    html.markup("<a href=\"")
    html.raw(events)
    html.raw(name)
    html.markup(".html\"")
    if found != language { html.attribute("lang", found.rawValue) }
    html.markup(">")
    html.text(text)
    html.markup("</a></th><td>")
    html.text(words.kind(event.kind))
    html.markup("</td><td>")
    html.raw(words.badge(event.standing))
    html.markup("</td><td class=\"value\"><a href=\"")
    html.raw(events)
    html.raw(name)
    html.markup(".html#sources\">")
    html.text(words.number(event.sources))
    html.markup("</a></td></tr>\n")
  }

  /// Writes the events of a selection: up to a hundred, and a link to all of them, or where the
  /// rest is.
  mutating func eventsOf(_ selection: EventSelection, caption: String) throws {
    let listing = try site.holdings.events(selection)
    guard !listing.rows.isEmpty else { return }
    heading(2, words("site.events"), id: "events")
    eventTable(caption, listing.rows)
    if selection.listName != nil {
      html.markup("<p>")
      html.link(
        address(.events(selection, number: 1)),
        words("site.events.all", ["n": .number(try site.holdings.count(selection))]))
      html.markup("</p>\n")
    } else if listing.hasMore {
      cutShort(after: listing.rows.count)
    }
  }

  /// Says that a list ends before its end, and where the rest is.
  mutating func cutShort(after shown: Int) {
    html.markup("<p class=\"hint\">")
    html.text(words("site.cut-short", ["n": .number(shown)]))
    html.markup(" ")
    html.link(address(.data), words("site.cut-short.data"))
    html.markup(".</p>\n")
  }
}
