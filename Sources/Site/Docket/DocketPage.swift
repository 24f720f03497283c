import Bytes
import Messages
import Record

/// A list of cases: what narrows it, how many there are of each, and its other forms.
enum DocketPage {
  static func render(
    _ route: Route, _ selection: DocketSelection, number: Int, site: Site
  ) throws -> Resource? {
    let index = try site.docket()
    let view = index.view(selection)
    let pages = DocketIndex.pageCount(view.places.count)
    guard (1...pages).contains(number) else { return nil }
    var page = site.page(route)
    var heading = Page.Heading(
      title(of: selection, page), description: page.words("site.section.docket"))
    heading.windowTitle = page.numbered(heading.title, number)
    heading.isHidden = number > 1 || selection.listName == nil
    heading.feeds = DocketSelection.forms.map {
      ($0, page.address(.docket(page.language, selection, $0)))
    }
    if !selection.isWhole {
      heading.trail = [(page.words("site.nav.docket"), .docket(DocketSelection(), number: 1))]
    }
    return page.framed(heading) { page in
      page.paragraph(page.words("site.section.docket"))
      chosen(&page, selection)
      guard !index.ids.isEmpty else {
        return page.paragraph(page.words("site.docket.nothing"), class: "notice")
      }
      page.paragraph(page.words("site.docket.count", ["n": .number(view.places.count)]))
      facets(&page, selection, view)
      guard !view.places.isEmpty else {
        return page.paragraph(page.words("site.docket.none-fits"), class: "notice")
      }
      let first = (number - 1) * DocketIndex.pageSize
      table(&page, heading.title, index, view.places[first...].prefix(DocketIndex.pageSize))
      page.pagination(current: number, of: pages) { .docket(selection, number: $0) }
      downloads(&page, heading)
    }
  }

  /// What a list holds, in words.
  static func title(of selection: DocketSelection, _ page: Page) -> String {
    let name = page.words("site.nav.docket")
    guard !selection.isWhole else { return name }
    let parts = selection.facets.map { facet in
      label(facet, page) + " " + facet.word(for: selection[facet] ?? "", page)
    }
    return "\(name): \(parts.joined(separator: " · "))"
  }

  private static func label(_ facet: DocketFacet, _ page: Page) -> String {
    page.words("site.docket.facet.\(facet.rawValue)")
  }

  /// What narrows the list, each with the way to do without it.
  private static func chosen(_ page: inout Page, _ selection: DocketSelection) {
    guard !selection.isWhole else { return }
    page.html.markup("<ul class=\"facets\">\n")
    for facet in selection.facets {
      let name = label(facet, page) + " " + facet.word(for: selection[facet] ?? "", page)
      page.html.markup("<li>")
      page.html.link(
        page.address(.docket(selection.with(facet, nil), number: 1)),
        page.words("site.docket.without", ["what": .text(name)]))
      page.html.markup("</li>\n")
    }
    page.html.markup("</ul>\n")
  }

  /// The most values of a facet that a list offers: the rest is in the table of data.
  private static let mostValues = 30

  private static func facets(
    _ page: inout Page, _ selection: DocketSelection, _ view: DocketIndex.View
  ) {
    // Open it would push the cases out of sight.
    page.details(page.words("site.docket.facets"), isOpen: view.places.isEmpty) { page in
      page.paragraph(page.words("site.docket.live"), class: "hint")
      for facet in DocketFacet.allCases {
        let tallies = view.tallies[facet] ?? []
        guard !tallies.isEmpty else { continue }
        page.heading(2, label(facet, page), id: facet.rawValue)
        page.html.markup("<ul class=\"facets\">\n")
        for tally in tallies.prefix(mostValues) { self.tally(&page, selection, facet, tally) }
        page.html.markup("</ul>\n")
        if tallies.count > mostValues {
          page.paragraph(
            page.words("site.docket.more", ["n": .number(tallies.count - mostValues)]),
            class: "hint")
        }
      }
    }
  }

  private static func tally(
    _ page: inout Page, _ selection: DocketSelection, _ facet: DocketFacet, _ tally: Tally
  ) {
    let word = facet.word(for: tally.value, page)
    page.html.markup("<li>")
    if selection[facet] == tally.value {
      page.html.element("strong", word, ("aria-current", "true"))
    } else {
      page.html.link(
        page.address(.docket(selection.with(facet, tally.value), number: 1)), word)
    }
    page.html.markup(" ")
    page.html.text(page.words.number(tally.count))
    page.html.markup("</li>\n")
  }

  private static func table(
    _ page: inout Page, _ caption: String, _ index: DocketIndex, _ places: ArraySlice<Int>
  ) {
    let columns =
      [page.words("vocabulary.record-kind.case")]
      + ["platform", "country", "measures", "starts"].map {
        page.words("field.case.restrictions.\($0).label")
      } + [page.words("site.docket.facet.state"), page.words("field.case.stages.outcome.label")]
    page.table(caption, columns) { page in
      for place in places {
        page.row { page in
          page.rowHeading { $0.link(.case, index.ids[place]) }
          for facet in [DocketFacet.platform, .country, .measure] {
            page.cell(words(facet, index, place, page))
          }
          page.cell { page in
            let date = index.date(.starts, at: place)
            if !date.isEmpty { page.html.raw(page.words.dates.cell(of: date, in: page.words)) }
          }
          for facet in [DocketFacet.state, .outcome] {
            page.cell(words(facet, index, place, page))
          }
        }
      }
    }
  }

  private static func words(
    _ facet: DocketFacet, _ index: DocketIndex, _ place: Int, _ page: Page
  ) -> String {
    index.values(facet, at: place).map { facet.word(for: $0, page) }.joined(separator: ", ")
  }

  private static func downloads(_ page: inout Page, _ heading: Page.Heading) {
    page.html.markup("<p class=\"forms\">")
    page.html.text(page.words("site.docket.forms"))
    for feed in heading.feeds {
      page.html.markup(" ")
      page.html.link(feed.address, page.words("site.feed.\(feed.form.rawValue)"))
    }
    page.html.markup("<br>")
    page.html.text(page.words("site.section.download"))
    page.html.markup(" ")
    page.html.link(page.address(.data(.table(.case))), "CSV")
    page.html.markup(" ")
    page.html.link(page.address(.data(.records(.case))), "JSON")
    page.html.markup("</p>\n")
  }
}
