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
    if let when = try? EDTF(parsing: event.when) { date(when) } else { html.text(event.when) }
    html.markup("</td><th scope=\"row\">")
    let (text, found) = event.title.text(for: language)
    let address = address(.event(event.key.id, version: nil))
    if found == language {
      html.link(address, text)
    } else {
      html.element("a", text, ("href", address), ("lang", found.rawValue))
    }
    html.markup("</th><td>")
    html.text(words.kind(event.kind))
    html.markup("</td><td>")
    badge(event.standing)
    html.markup("</td><td class=\"value\">")
    html.element(
      "a", words.number(event.sources),
      ("href", self.address(.event(event.key.id, version: nil), fragment: "sources")))
    html.markup("</td></tr>\n")
  }

  /// Writes the events of a selection: up to a hundred, and a link to all of them.
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
    }
  }
}
