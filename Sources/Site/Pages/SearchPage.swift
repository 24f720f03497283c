import Messages
import Record

/// Search over all records.
enum SearchPage {
  private static let most = 100

  static func render(_ route: Route, _ query: String, site: Site) throws -> Resource {
    var page = site.page(route)
    var heading = Page.Heading(
      page.words("site.search"), description: page.words("site.search.description"))
    heading.isHidden = !query.isEmpty
    return try page.framed(heading) { page in
      form(&page, query)
      guard !query.isEmpty else {
        page.paragraph(page.words("site.search.how"))
        return page.paragraph(page.words("site.filter.live"), class: "hint")
      }
      let found = try site.holdings.search(query, kinds: [], after: 0, limit: most)
      page.paragraph(
        page.words("site.search.found", ["n": .number(found.total), "query": .text(query)]))
      try results(&page, found)
      if found.total > found.hits.count {
        page.paragraph(
          page.words("site.search.more", ["n": .number(found.hits.count)]), class: "hint")
      }
    }
  }

  private static func form(_ page: inout Page, _ query: String) {
    page.html.open(
      "form", ("method", "get"), ("action", page.address(.search(""))), ("role", "search"))
    page.html.element("label", page.words("site.search.words"), ("for", "q"))
    page.html.open(
      "input", ("type", "search"), ("id", "q"), ("name", "q"), ("value", query))
    page.html.element("button", page.words("site.search.go"), ("type", "submit"))
    page.html.markup("</form>\n")
  }

  private static func results(_ page: inout Page, _ found: SearchListing) throws {
    guard !found.hits.isEmpty else { return }
    let columns = ["what", "kind", "when", "match"].map { page.words("site.search.\($0)") }
    try page.table(page.words("site.search.results"), columns) { page in
      for hit in found.hits {
        try page.row { page in
          try page.rowHeading { page in
            let text = hit.heading.text(for: page.language).text
            if let address = page.address(of: hit.reference) {
              page.html.link(address, text.isEmpty ? hit.reference.id.text : text)
            } else {
              try page.anyLink(hit.reference)
            }
          }
          page.cell(page.words.code("record-kind", hit.reference.kind.rawValue))
          page.cell { page in
            if let when = hit.when { page.date(when) }
          }
          page.cell(page.words(hit.isExact ? "site.search.exact" : "site.search.folded"))
        }
      }
    }
  }
}
