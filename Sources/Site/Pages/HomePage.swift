import Messages
import Record

/// The first page: what is here, what is new, and the ways in.
enum HomePage {
  static func render(_ route: Route, site: Site) throws -> Resource {
    var page = site.page(route)
    let title = page.words.text(site.state.title)
    var heading = Page.Heading(
      page.words("site.home.title", ["title": .text(title)]),
      description: page.words("site.home.description"))
    heading.feeds = page.forms(of: EventSelection())
    return try page.framed(heading) { page in
      page.paragraph(page.words("site.home.intro"), class: "lead")
      try counts(&page)
      looks(&page)
      stories(&page)
      try newest(&page)
    }
  }

  private static func counts(_ page: inout Page) throws {
    let kinds: [(RecordKind, Route.Page)] = [
      (.event, .events(EventSelection(), number: 1)), (.person, .section(.cases, number: 1)),
      (.statute, .section(.laws, number: 1)), (.figure, .section(.figures, number: 1)),
      (.platform, .section(.platforms, number: 1)), (.source, .section(.sources, number: 1)),
    ]
    page.html.markup("<ul class=\"counts\">\n")
    for (kind, target) in kinds {
      let count = try page.site.holdings.count(of: kind)
      page.html.markup("<li><a")
      page.html.attribute("href", page.address(target))
      page.html.markup("><strong>")
      page.html.text(page.words.number(count))
      page.html.markup("</strong> ")
      page.html.text(page.words("site.count.\(kind.rawValue)", ["n": .number(count)]))
      page.html.markup("</a></li>\n")
    }
    page.html.markup("</ul>\n")
  }

  private static func newest(_ page: inout Page) throws {
    var selection = EventSelection()
    selection.limit = 10
    let rows = try page.site.holdings.events(selection).rows
    page.heading(2, page.words("site.home.newest"))
    page.eventTable(page.words("site.home.newest"), rows)
    page.html.markup("<p>")
    page.html.link(
      page.address(.events(EventSelection(), number: 1)), page.words("site.home.all-events"))
    page.html.markup(" · ")
    page.html.link(page.address(.timeline(.heat)), page.words("site.nav.timeline"))
    page.html.markup(" · ")
    page.html.link(page.address(.feeds), page.words("site.nav.feeds"))
    page.html.markup("</p>\n")
  }

  private static func stories(_ page: inout Page) {
    guard !page.site.stories.isEmpty else { return }
    page.heading(2, page.words("site.stories"))
    page.html.markup("<ul>\n")
    for story in page.site.stories {
      page.html.markup("<li>")
      page.html.link(
        page.address(.story(story.id, part: nil)), page.words.text(story.title))
      page.html.markup("</li>\n")
    }
    page.html.markup("</ul>\n")
  }

  private static func looks(_ page: inout Page) {
    page.heading(2, page.words("site.home.looks"))
    page.html.markup("<ul class=\"looks\">\n")
    for overview in Section.Overview.allCases {
      let name = "site.overview.\(overview.rawValue)"
      look(&page, .overview(overview), page.words(name), page.words("\(name).about"))
    }
    for section in [Section.laws, .docket, .actors, .places, .reports, .indexes] {
      let name = section.rawValue
      look(
        &page, .section(section, number: 1), page.words("site.nav.\(name)"),
        page.words("site.section.\(name)"))
    }
    page.html.markup("</ul>\n")
  }

  private static func look(
    _ page: inout Page, _ target: Route.Page, _ name: String, _ about: String
  ) {
    page.html.markup("<li>")
    page.html.link(page.address(target), name)
    page.html.markup("<br>")
    page.html.text(about)
    page.html.markup("</li>\n")
  }
}
