import Record

extension XMLWriter {
  /// Opens an Atom feed (RFC 4287) of a page and writes all that stands before its entries.
  ///
  /// - Parameters:
  ///   - id: of the feed.
  ///   - updated: an instant, as RFC 3339 writes it.
  ///   - own: the feed's own address.
  ///   - list: the page that it follows.
  mutating func openAtom(
    of page: Page, id: String, title: String, updated: String, own: String, list: String
  ) {
    open("feed", ("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", page.language.rawValue))
    newLine()
    element("id", id)
    element("title", title)
    element("updated", updated)
    empty("link", ("rel", "self"), ("type", "application/atom+xml"), ("href", own))
    empty("link", ("rel", "alternate"), ("type", "text/html"), ("href", list))
    open("author")
    element("name", page.site.state.title.text(for: page.language).text)
    close("author")
    element("generator", "Hải Đăng")
    element("rights", FeedWords.of(page.language).rights)
    newLine()
  }
}
