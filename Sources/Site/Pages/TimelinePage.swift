import Messages
import Record

/// The timeline: months as a heat table, years as a list, kinds as lanes.
enum TimelinePage {
  static func render(_ route: Route, _ view: Route.TimelineView, site: Site) throws -> Resource {
    var page = site.page(route)
    var heading = Page.Heading(
      page.words("site.timeline.\(view.rawValue)"),
      description: page.words("site.timeline.description"))
    heading.trail = [(page.words("site.nav.timeline"), .timeline(.heat))]
    return try page.framed(heading) { page in
      views(&page, view)
      switch view {
      case .heat: try heat(&page)
      case .list: try list(&page)
      case .lanes: try lanes(&page)
      }
      page.html.markup("<p class=\"forms\">")
      page.html.text(page.words("site.timeline.export"))
      page.html.markup(" ")
      page.html.link(page.address(.timelineJSON(page.language)), "TimelineJS JSON")
      page.html.markup("</p>\n")
    }
  }

  private static func views(_ page: inout Page, _ current: Route.TimelineView) {
    page.html.markup("<ul class=\"views\">\n")
    for view in Route.TimelineView.allCases {
      page.html.markup("<li>")
      let name = page.words("site.timeline.\(view.rawValue).short")
      if view == current {
        page.html.element("span", name, ("aria-current", "page"))
      } else {
        page.html.link(page.address(.timeline(view)), name)
      }
      page.html.markup("</li>\n")
    }
    for story in page.site.stories {
      page.html.markup("<li>")
      page.html.link(page.address(.story(story.id, part: nil)), page.words.text(story.title))
      page.html.markup("</li>\n")
    }
    page.html.markup("</ul>\n")
  }

  /// Counts by year and month; month 0 holds what is dated no closer than the year.
  private static func years(_ page: Page) throws -> [(year: Int, months: [Int])] {
    var years: [Int: [Int]] = [:]
    for count in try page.site.holdings.heat(EventSelection()) {
      years[count.year, default: Array(repeating: 0, count: 13)][count.month ?? 0] += count.count
    }
    return years.sorted { $0.key > $1.key }.map { ($0.key, $0.value) }
  }

  private static func heat(_ page: inout Page) throws {
    let years = try years(page)
    let most = years.flatMap { $0.months.dropFirst() }.max() ?? 0
    page.paragraph(page.words("site.timeline.heat.how"))
    var columns = [page.words("site.year")]
    columns += (1...12).map { page.words("site.month.\($0)") }
    columns += [page.words("site.month.unknown"), page.words("site.total")]
    page.table(page.words("site.timeline.heat.caption"), columns) { page in
      for (year, months) in years {
        page.row { page in
          page.rowHeading { $0.html.link($0.address(.year(year)), String(year)) }
          for month in 1...12 { heatCell(&page, year, month, months[month], most) }
          heatCell(&page, year, 0, months[0], 0)
          page.cell(page.words.number(months.reduce(0, +)), class: "number")
        }
      }
    }
  }

  private static func heatCell(
    _ page: inout Page, _ year: Int, _ month: Int, _ count: Int, _ most: Int
  ) {
    guard count > 0 else { return page.cell("", class: "h0") }
    let shade = most > 0 ? 1 + count * 4 / (most + 1) : 0
    page.cell("h\(shade)") { page in
      let fragment = month > 0 ? "m\(month)" : nil
      page.html.link(page.address(.year(year), fragment: fragment), page.words.number(count))
    }
  }

  private static func list(_ page: inout Page) throws {
    let years = try years(page)
    let most = years.map { $0.months.reduce(0, +) }.max() ?? 1
    let columns = ["site.year", "site.events", "site.share"].map { page.words($0) }
    page.table(page.words("site.timeline.list"), columns) { page in
      for (year, months) in years {
        let count = months.reduce(0, +)
        page.row { page in
          page.rowHeading { $0.html.link($0.address(.year(year)), String(year)) }
          page.cell("number") { $0.html.link($0.address(.year(year)), $0.words.number(count)) }
          page.barCell(Double(count) / Double(most))
        }
      }
    }
  }

  private static func lanes(_ page: inout Page) throws {
    let counts = try page.site.holdings.lanes(EventSelection(), by: .kind)
    let years = Array(Set(counts.map(\.year))).sorted()
    let most = counts.map(\.count).max() ?? 1
    var table: [String: [Int: Int]] = [:]
    for count in counts { table[count.value, default: [:]][count.year] = count.count }
    page.paragraph(page.words("site.timeline.lanes.how"))
    let columns = [page.words("field.event.kind.label")] + years.map(String.init)
    page.table(page.words("site.timeline.lanes"), columns) { page in
      for kind in EventKind.allCases {
        guard let row = table[kind.rawValue] else { continue }
        page.row { page in
          page.rowHeading { page in
            guard let list = EventSelection(facet: .kind, value: kind.rawValue) else { return }
            page.html.link(page.address(.events(list, number: 1)), page.words.kind(kind))
          }
          for year in years { heatCell(&page, year, 0, row[year] ?? 0, most) }
        }
      }
    }
  }
}

/// The events of one year, oldest first, month by month.
enum YearPage {
  /// More events than this are left to the pages of the list of events.
  private static let most = 150

  static func render(_ route: Route, _ year: Int, site: Site) throws -> Resource? {
    guard var selection = EventSelection(facet: .year, value: String(year)) else { return nil }
    selection.order = .old
    selection.limit = most
    let listing = try site.holdings.events(selection)
    guard !listing.rows.isEmpty else { return nil }
    var page = site.page(route)
    var heading = Page.Heading(
      page.words("site.year.title", ["year": .text(String(year))]),
      description: page.words("site.timeline.description"))
    heading.trail = [(page.words("site.nav.timeline"), .timeline(.heat))]
    return page.framed(heading) { page in
      neighbours(&page, year)
      for (name, id, rows) in months(of: listing.rows, year, page) {
        page.heading(2, name, id: id)
        page.eventTable(name, rows)
      }
      if listing.hasMore {
        page.cutShort(after: listing.rows.count)
        page.html.markup("<p>")
        page.html.link(
          page.address(.events(EventSelection(), number: 1)), page.words("site.home.all-events"))
        page.html.markup("</p>\n")
      }
      neighbours(&page, year)
    }
  }

  private static func months(
    of rows: [EventRow], _ year: Int, _ page: Page
  ) -> [(name: String, id: String, rows: [EventRow])] {
    var groups: [Int: [EventRow]] = [:]
    for row in rows {
      let date = try? EDTF(parsing: row.when)
      let month: Int =
        switch date?.start?.unit {
        case .month(year, let month): month
        case .day(let day) where day.year == year: day.month
        default: 0
        }
      groups[month, default: []].append(row)
    }
    return groups.sorted { $0.key < $1.key }.map { month, rows in
      let name = month == 0 ? "site.year.unknown-month" : "site.month.\(month).long"
      return (page.words(name), "m\(month)", rows)
    }
  }

  private static func neighbours(_ page: inout Page, _ year: Int) {
    page.html.markup("<p class=\"pages\">")
    for other in [year - 1, year + 1] where (try? page.site.years())?.contains(other) == true {
      page.html.link(page.address(.year(other)), String(other))
      page.html.markup(" ")
    }
    page.html.markup("</p>\n")
  }
}
