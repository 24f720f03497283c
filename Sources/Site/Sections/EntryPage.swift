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
    heading.windowTitle = windowTitle(section, heading.title, version, page.words)
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
      case .findings: try FindingPage.body(&page, version)
      case .lockstep: try LockstepPage.body(&page, version)
      case .docket: try CasePage.body(&page, version)
      }
    }
  }

  /// A name that no other page has: an actor, its platform and its publications often share one,
  /// and so do the editions of a law.
  private static func windowTitle(
    _ section: Section, _ title: String, _ version: RecordVersion, _ words: Words
  ) -> String {
    let part = words("site.nav.\(section.rawValue)")
    switch section {
    case .sources, .lockstep: return "\(title) (\(version.reference.id)) — \(part)"
    case .laws:
      return [title, version.content["number"].text].compactMap(\.self).joined(separator: ", ")
    default: return "\(title) — \(part)"
    }
  }
}
