import Messages
import Record

/// A saved selection of events told as a story: a cover, and a page for each event.
enum StoryPage {
  static func render(
    _ route: Route, _ id: Slug, part: Int?, site: Site
  ) throws -> Resource? {
    guard let story = site.stories.first(where: { $0.id == id }) else { return nil }
    let rows = try site.parts(of: story)
    if let part {
      guard rows.indices.contains(part - 1) else { return nil }
      return try self.part(route, story, rows, part, site: site)
    }
    return cover(route, story, rows, site: site)
  }

  private static func cover(
    _ route: Route, _ story: Site.Story, _ rows: [EventRow], site: Site
  ) -> Resource {
    var page = site.page(route)
    var heading = Page.Heading(
      page.words.text(story.title), description: page.words.text(story.intro))
    heading.trail = [(page.words("site.nav.timeline"), .timeline(.heat))]
    return page.framed(heading) { page in
      page.html.markup("<p class=\"lead\">")
      page.text(story.intro)
      page.html.markup("</p>\n")
      if !rows.isEmpty {
        page.html.markup("<p>")
        page.html.link(page.address(.story(story.id, part: 1)), page.words("site.story.start"))
        page.html.markup("</p>\n<ol class=\"story\">\n")
        for (index, row) in rows.enumerated() {
          page.html.markup("<li>")
          if let date = try? EDTF(parsing: row.when) { page.date(date) }
          page.html.markup(" ")
          page.html.link(
            page.address(.story(story.id, part: index + 1)), page.words.text(row.title))
          page.html.markup("</li>\n")
        }
        page.html.markup("</ol>\n")
      }
    }
  }

  private static func part(
    _ route: Route, _ story: Site.Story, _ rows: [EventRow], _ part: Int, site: Site
  ) throws -> Resource? {
    let row = rows[part - 1]
    let reference = RecordReference(.event, row.key.id)
    guard let version = try site.holdings.version(of: reference) else { return nil }
    let event = try Event(version.content)
    var page = site.page(route)
    let (title, language) = event.title.text(for: page.language)
    var heading = Page.Heading(title, description: page.words.date(event.when))
    if language != page.language { heading.titleLanguage = language }
    heading.windowTitle = "\(part). \(title) — \(page.words.text(story.title))"
    heading.trail = [
      (page.words("site.nav.timeline"), .timeline(.heat)),
      (page.words.text(story.title), .story(story.id, part: nil)),
    ]
    return try page.framed(heading) { page in
      page.html.markup("<p class=\"lead\">")
      page.date(event.when)
      page.html.markup(" · ")
      page.badge(row.standing)
      page.html.markup("</p>\n")
      page.retraction(event.evidence)
      if let summary = event.summary {
        page.html.markup("<p>")
        page.text(summary)
        page.html.markup("</p>\n")
        page.untranslated(summary)
      }
      page.metrics(event.metrics, sources: event.evidence.sources)
      try page.sourceList(event.evidence.sources)
      page.html.markup("<p>")
      page.html.link(
        page.address(.event(row.key.id, version: nil)), page.words("site.story.whole"))
      page.html.markup("</p>\n")
      steps(&page, story, part, rows.count)
    }
  }

  private static func steps(_ page: inout Page, _ story: Site.Story, _ part: Int, _ count: Int) {
    page.html.markup("<nav class=\"pages\"")
    page.html.attribute("aria-label", page.words("site.story.steps"))
    page.html.markup("><p>")
    if part > 1 {
      page.html.link(page.address(.story(story.id, part: part - 1)), page.words("site.story.back"))
      page.html.markup(" ")
    }
    page.html.text(
      page.words("site.story.place", ["n": .number(part), "of": .number(count)]))
    if part < count {
      page.html.markup(" ")
      page.html.link(page.address(.story(story.id, part: part + 1)), page.words("site.story.next"))
    }
    page.html.markup("</p></nav>\n")
  }
}
