import Bytes
import Messages
import Record

/// A source and all that rests on it.
enum SourcePage {
  /// More records than this are left to the list of events and the data files.
  private static let most = 300

  static func body(_ page: inout Page, _ version: RecordVersion) throws {
    let source = try Source(version.content)
    let words = page.words
    page.retraction(try Retraction(of: version.content))
    page.summary { page in
      page.summaryRow(words("field.source.publisher.label")) { $0.html.text(source.publisher) }
      page.textRow(words("field.source.title.label"), source.title)
      page.dateRow(words("field.source.published.label"), source.published)
      address(&page, words("field.source.url.label"), source.url)
      address(&page, words("field.source.archive.label"), source.archive)
      if let digest = source.sha256 {
        page.summaryRow(words("field.source.sha256.label")) { page in
          page.html.element("span", digest, ("class", "hash"))
        }
      }
      page.textRow(words("field.source.note.label"), source.note)
    }
    let citing = try page.site.holdings.citations(of: version.reference)
    page.heading(2, words("site.source.supports"))
    page.html.markup("<ul>\n")
    for reference in citing.prefix(most) {
      page.html.markup("<li>")
      try page.anyLink(reference)
      page.html.markup("</li>\n")
    }
    page.html.markup("</ul>\n")
    if citing.count > most { page.cutShort(after: most) }
  }

  private static func address(_ page: inout Page, _ label: String, _ url: String?) {
    guard let url else { return }
    page.summaryRow(label) { page in
      page.html.element("a", url, ("href", url), ("rel", "external noopener"), ("class", "url"))
    }
  }
}
