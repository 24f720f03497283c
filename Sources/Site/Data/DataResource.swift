import Record

/// A file below `data/`.
enum DataResource {
  static func render(_ file: Route.DataFile, site: Site) throws -> Resource? {
    let path = Route.data(file).path
    return switch file {
    case .table(let kind):
      Resource(
        path: path, mediaType: .csv, bytes: try RecordDump.csv(kind, of: site.holdings))
    case .records(let kind):
      Resource(
        path: path, mediaType: .json, bytes: try RecordDump.json(kind, of: site.holdings))
    case .metadata(let kind):
      Resource(
        path: path, mediaType: .csvMetadata, bytes: TableMetadata.bytes(kind, state: site.state))
    case .whoObeys(let country): try WhoObeysResource.render(country, site: site)
    case .lockstep(let id, let file): try LockstepDownload.render(id, file, path, site: site)
    }
  }
}

/// The list of pages for search engines.
enum SiteMapResource {
  static func render(site: Site) throws -> Resource? {
    guard let address = site.state.address else { return nil }
    // A longer list than one file may hold gives the lists alone, which lead to every page.
    let all = try site.pages()
    let pages = Language.allCases.flatMap { language in
      all.map { SiteMap.Page(path: Route.page(language, $0).path) }
    }
    let bytes = SiteMap.bytes(pages.prefix(SiteMap.most), address: address)
    return Resource(path: Route.sitemap.path, mediaType: .xml, bytes: bytes)
  }
}

/// The first address: a page in both languages for editions that lie in a folder.
enum LanguageChoice {
  static func render(site: Site) -> Resource {
    var html = HTMLWriter()
    html.markup("<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n")
    html.element("title", site.state.title.text(for: .vi).text)
    html.markup(
      "\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    html.open("link", ("rel", "stylesheet"), ("href", Stylesheet.path))
    html.markup("\n")
    html.open("link", ("rel", "icon"), ("href", SiteIcon.path), ("sizes", "32x32"))
    html.markup("\n</head>\n<body>\n<main>\n<h1>")
    html.text(site.state.title.text(for: .vi).text)
    html.markup(" · <span lang=\"en\">")
    html.text(site.state.title.text(for: .en).text)
    html.markup("</span></h1>\n<ul class=\"views\">\n")
    for (language, name) in [(Language.vi, "Tiếng Việt"), (.en, "English")] {
      html.markup("<li>")
      html.element(
        "a", name, ("href", Route.page(language, .home).path), ("lang", language.rawValue),
        ("hreflang", language.rawValue))
      html.markup("</li>\n")
    }
    html.markup("</ul>\n</main>\n</body>\n</html>\n")
    return Resource(path: "index.html", mediaType: .html, bytes: html.bytes)
  }
}
