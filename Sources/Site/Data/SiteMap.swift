import Record

/// What search engines ask for: the list of pages (sitemaps.org protocol 0.9) and the leave to read
/// them (RFC 9309).
enum SiteMap {
  /// The most addresses that one list may have.
  static let most = 50_000

  /// One page.
  struct Page: Sendable, Hashable {
    /// Its path in the edition.
    var path: String
    /// The day of its last change, if that is known.
    var changed: CivilDay?

    init(path: String, changed: CivilDay? = nil) {
      self.path = path
      self.changed = changed
    }
  }

  /// A list of pages under the site's address.
  static func bytes(_ pages: some Sequence<Page>, address: String) -> [UInt8] {
    var xml = XMLWriter()
    xml.open("urlset", ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"))
    xml.newLine()
    for page in pages {
      xml.open("url")
      xml.element("loc", "\(address)/\(PercentPath.encoded(page.path))")
      if let day = page.changed { xml.element("lastmod", day.description) }
      xml.close("url")
      xml.newLine()
    }
    xml.close("urlset")
    xml.newLine()
    return xml.bytes
  }

  /// A list of lists, where one would be too long.
  static func index(_ paths: [String], address: String, day: CivilDay) -> [UInt8] {
    var xml = XMLWriter()
    xml.open("sitemapindex", ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"))
    xml.newLine()
    for path in paths {
      xml.open("sitemap")
      xml.element("loc", "\(address)/\(path)")
      xml.element("lastmod", day.description)
      xml.close("sitemap")
      xml.newLine()
    }
    xml.close("sitemapindex")
    xml.newLine()
    return xml.bytes
  }

  /// Leave for every robot to read everything.
  static func robots(address: String?) -> [UInt8] {
    var text = "User-agent: *\nAllow: /\n"
    if let address { text += "\nSitemap: \(address)/sitemap.xml\n" }
    return Array(text.utf8)
  }
}
