import Bytes
import Messages
import Record

/// The page of one record of a section.
enum EntryPage {
  static func render(
    _ section: Section, _ id: Slug, route: Route, site: Site
  ) throws -> Resource? {
    guard let version = try site.holdings.version(of: RecordReference(section.kind, id)) else {
      return nil
    }
    var page = site.page(route)
    let name = section.kind.heading(of: version.content)
    let (title, language) = name.text(for: page.language)
    var heading = Page.Heading(title.isEmpty ? id.text : title)
    heading.description = page.words("site.section.\(section.rawValue)")
    if language != page.language { heading.titleLanguage = language }
    heading.trail = [
      (page.words("site.nav.\(section.rawValue)"), .section(section, number: 1))
    ]
    return try page.framed(heading) { page in
      switch section {
      case .cases: try PersonPage.body(&page, version)
      case .laws: try StatutePage.body(&page, version)
      case .figures: try SeriesPage.body(&page, version)
      case .platforms: try NamedPages.platform(&page, version)
      case .actors: try NamedPages.actor(&page, version)
      case .places: try NamedPages.place(&page, version)
      case .sources: try SourcePage.body(&page, version)
      case .reports: try ReportPage.body(&page, version)
      case .indexes: try IndexPage.body(&page, version)
      }
    }
  }
}
