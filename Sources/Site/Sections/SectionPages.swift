import Bytes
import Messages
import Record

/// Lists of a section's records, a hundred to a page.
enum SectionPages {
  /// How many records a page of a list has.
  static let pageSize = 100

  /// The page `number` of a section's list; `nil` beyond its end.
  static func list(
    _ section: Section, number: Int, route: Route, site: Site
  ) throws -> Resource? {
    let pages = try pageCount(section, site: site)
    guard (1...pages).contains(number) else { return nil }
    var page = site.page(route)
    var heading = Page.Heading(
      page.words("site.nav.\(section.rawValue)"),
      description: page.words("site.section.\(section.rawValue)"))
    heading.isHidden = number > 1
    heading.windowTitle = page.numbered(heading.title, number)
    return try page.framed(heading) { page in
      page.paragraph(page.words("site.section.\(section.rawValue)"))
      if [.laws, .figures].contains(section) {
        page.paragraph(page.words("site.section.\(section.rawValue).order"), class: "hint")
      }
      overviews(&page, section)
      if section == .findings { ReachPage.ways(&page) }
      if section == .lockstep { try LockstepList.head(&page) }
      try table(&page, section, number)
      page.pagination(current: number, of: pages) { .section(section, number: $0) }
      downloads(&page, section)
      if section == .lockstep { try LockstepList.owners(&page) }
    }
  }

  /// How many pages a section's list has: at least one.
  static func pageCount(_ section: Section, site: Site) throws -> Int {
    max(1, (try site.holdings.count(of: section.kind) + pageSize - 1) / pageSize)
  }

  private static func overviews(_ page: inout Page, _ section: Section) {
    guard !section.overviews.isEmpty else { return }
    page.html.markup("<ul class=\"views\">\n")
    for overview in section.overviews {
      page.html.markup("<li>")
      page.html.link(
        page.address(.overview(overview)), page.words("site.overview.\(overview.rawValue)"))
      page.html.markup("</li>\n")
    }
    if section == .figures { WhoObeysPage.ways(&page) }
    page.html.markup("</ul>\n")
  }

  private static func downloads(_ page: inout Page, _ section: Section) {
    page.html.markup("<p class=\"forms\">")
    page.html.text(page.words("site.section.download"))
    page.html.markup(" ")
    page.html.link(page.address(.data(.table(section.kind))), "CSV")
    page.html.markup(" ")
    page.html.link(page.address(.data(.records(section.kind))), "JSON")
    page.html.markup("</p>\n")
  }

  private static func table(_ page: inout Page, _ section: Section, _ number: Int) throws {
    let versions = try page.site.section(
      section, page: number, size: pageSize, in: page.language)
    let columns = columns(of: section).map { page.words($0) }
    try page.table(page.words("site.nav.\(section.rawValue)"), columns) { page in
      for version in versions {
        try page.row { page in
          page.rowHeading { page in
            page.link(section.kind, version.reference.id)
            if !version.content["retracted"].isNull {
              page.html.markup(" ")
              page.badge(.retracted)
            }
          }
          try cells(&page, version)
        }
      }
    }
  }

  private static func columns(of section: Section) -> [String] {
    let name = "vocabulary.record-kind.\(section.kind.rawValue)"
    switch section {
    case .cases:
      return [name, "field.person.role.label", "field.person.status_reports.label", "site.sources"]
    case .laws:
      return [
        name, "field.statute.number.label", "field.statute.adopted.label",
        "field.statute.in_force.label", "field.statute.status.label",
        "field.statute.provisions.label",
      ]
    case .figures:
      return [
        name, "field.series.basis.label", "field.series.publisher.label", "site.series.latest",
        "site.series.count",
      ]
    case .platforms: return [name, "field.platform.operator.label", "site.events"]
    case .actors: return [name, "field.actor.role.label", "site.events"]
    case .places: return [name, "field.place.level.label", "site.events"]
    case .sources: return [name, "field.source.publisher.label", "field.source.published.label"]
    case .reports:
      return [name, "field.report.publisher.label", "field.report.published.label"]
    case .indexes: return [name, "field.index.publisher.label"]
    case .findings:
      return [
        name, "field.finding.state.label", "field.finding.judged.label",
        "field.finding.vantage_points.label",
      ]
    case .lockstep:
      return [name] + LockstepList.columns
    // Cases have a list of their own.
    case .docket: return [name]
    }
  }

  private static func cells(_ page: inout Page, _ version: RecordVersion) throws {
    let content = version.content
    switch version.reference.kind {
    case .person: try person(&page, try Person(content))
    case .finding: FindingPage.cells(&page, try Finding(content))
    case .lockstep: LockstepList.cells(&page, try Lockstep(content))
    case .statute: statute(&page, try Statute(content))
    case .series: try series(&page, try Series(content))
    case .platform:
      page.cell { page in
        if let id = content["operator"].text.flatMap({ Slug($0) }) { page.link(.actor, id) }
      }
      count(&page, .platform, version.reference.id)
    case .actor:
      page.cell(page.words.code("actor-role", content["role"].text ?? "other"))
      count(&page, .actor, version.reference.id)
    case .place:
      page.cell(page.words.code("place-level", content["level"].text ?? "world"))
      count(&page, .place, version.reference.id)
    case .source, .report:
      page.cell(content["publisher"].text ?? "")
      page.cell { $0.value(content["published"], at: "/published", of: version.reference.kind) }
    default: page.cell(content["publisher"].text ?? "")
    }
  }

  private static func person(_ page: inout Page, _ person: Person) throws {
    page.cell { page in
      if let role = person.role { page.text(role) }
    }
    page.cell { page in
      guard let last = person.statusReports.last else { return }
      page.html.text(page.words.code("person-status", last.status.rawValue))
      page.html.markup(" (")
      page.date(last.asOf)
      page.html.markup(")")
    }
    page.cell("value") { page in
      page.html.link(
        page.address(.entry(.cases, person.id), fragment: "sources"),
        page.words.number(person.evidence.sources.count))
    }
  }

  private static func statute(_ page: inout Page, _ statute: Statute) {
    page.cell(statute.number ?? "")
    for date in [statute.adopted, statute.inForce] {
      page.cell { page in
        if let date { page.date(date) }
      }
    }
    page.cell(page.words.code("statute-status", statute.status.rawValue))
    page.cell("value") { page in
      guard !statute.provisions.isEmpty else { return }
      page.html.link(
        page.address(.entry(.laws, statute.id), fragment: "provisions"),
        page.words.number(statute.provisions.count))
    }
  }

  private static func series(_ page: inout Page, _ series: Series) throws {
    let figures = try page.site.holdings.figures(of: series.id).map { try Figure($0.content) }
    page.cell(page.words.code("figure-basis", series.basis.rawValue))
    page.cell { page in
      if let publisher = series.publisher { page.link(.actor, publisher) }
    }
    page.cell("value") { page in
      guard let last = figures.last else { return }
      page.date(last.period)
      page.html.markup(": ")
      page.html.link(
        page.address(.entry(.figures, series.id), fragment: "figure/\(last.id)"),
        page.words.number(last.value))
      page.html.markup(" ")
      page.code(page.words.unit(last.unit, of: last.value))
    }
    page.cell("value") { page in
      page.html.link(
        page.address(.entry(.figures, series.id)), page.words.number(figures.count))
    }
  }

  private static func count(_ page: inout Page, _ facet: EventFacet, _ id: Slug) {
    page.cell("value") { page in
      guard let list = EventSelection(facet: facet, value: id.text),
        let count = try? page.site.holdings.count(list), count > 0
      else { return }
      page.html.link(page.address(.events(list, number: 1)), page.words.number(count))
    }
  }
}
