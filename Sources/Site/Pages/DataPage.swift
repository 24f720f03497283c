import Messages
import Record

/// All data for download, with its description.
enum DataPage {
  static func render(_ route: Route, site: Site) throws -> Resource {
    var page = site.page(route)
    let heading = Page.Heading(
      page.words("site.data"), description: page.words("site.data.description"))
    return try page.framed(heading) { page in
      page.paragraph(page.words("site.data.intro"))
      let columns = ["kind", "count", "table", "records", "metadata"].map {
        page.words("site.data.\($0)")
      }
      try page.table(page.words("site.data"), columns) { page in
        for kind in RecordKind.allCases { try row(&page, kind) }
      }
      page.html.markup("<ul>\n")
      for (file, key) in [
        ("data/datapackage.json", "package"), ("data/journal.jsonl", "journal"),
        ("manifest.sha256", "manifest"),
      ] {
        page.html.markup("<li>")
        page.html.link(page.address(file: file), file)
        page.html.markup(": ")
        page.html.text(page.words("site.data.\(key)"))
        page.html.markup("</li>\n")
      }
      page.html.markup("</ul>\n")
      page.paragraph(page.words("site.data.licence"))
    }
  }

  private static func row(_ page: inout Page, _ kind: RecordKind) throws {
    let count = try page.site.holdings.count(of: kind)
    let name = page.words("vocabulary.record-kinds.\(kind.plural)")
    page.row { page in
      page.rowHeading { $0.html.text(name) }
      page.cell("value") {
        $0.html.link($0.address(.data(.records(kind))), $0.words.number(count))
      }
      for (file, form) in [
        (Route.DataFile.table(kind), "CSV"), (.records(kind), "JSON"), (.metadata(kind), "CSVW"),
      ] {
        page.cell { page in
          page.html.element(
            "a", form, ("href", page.address(.data(file))), ("aria-label", "\(name): \(form)"))
        }
      }
    }
  }
}
