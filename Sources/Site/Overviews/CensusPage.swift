import Messages
import Record

/// Who was held on 1 December of each year, the day of the press-freedom censuses, and now.
enum CensusPage {
  static func render(_ route: Route, site: Site) throws -> Resource {
    var page = site.page(route)
    var heading = Page.Heading(
      page.words("site.overview.census"), description: page.words("site.overview.census.about"))
    heading.trail = [(page.words("site.nav.cases"), .section(.cases, number: 1))]
    return try page.framed(heading) { page in
      page.paragraph(page.words("site.census.rule"))
      try years(&page)
      let census = try Census(of: site.holdings, on: site.state.day)
      let title = page.words(
        "site.census.on", ["day": .text(page.words.day(site.state.day))])
      page.heading(2, title, id: "now")
      for answer in [Answer.yes, .maybe] { list(&page, census, answer) }
      page.html.markup("<p><code>haidang census --on ")
      page.html.text("\(site.state.day)")
      page.html.markup(" --csv</code></p>\n")
    }
  }

  private static func years(_ page: inout Page) throws {
    let last = page.site.state.day.year
    let columns = ["site.census.day"] + Answer.allCases.map { "site.census.\($0.rawValue)" }
    try page.table(page.words("site.census.years"), columns.map { page.words($0) }) { page in
      for year in stride(from: last, through: last - 18, by: -1) {
        guard let day = CivilDay(year: year, month: 12, day: 1), day <= page.site.state.day else {
          continue
        }
        let census = try Census(of: page.site.holdings, on: day)
        guard census.count(.yes) + census.count(.maybe) > 0 else { continue }
        page.row { page in
          page.rowHeading { $0.html.text($0.words.day(day)) }
          for answer in Answer.allCases {
            page.cell(page.words.number(census.count(answer)), class: "number")
          }
        }
      }
    }
  }

  private static func list(_ page: inout Page, _ census: Census, _ answer: Answer) {
    let entries = census.entries.filter { $0.answer == answer }
    guard !entries.isEmpty else { return }
    let name = page.words("site.census.\(answer.rawValue)")
    let title = "\(name) (\(page.words.number(entries.count)))"
    page.heading(3, title)
    let hasEnds = entries.contains { $0.until != nil }
    let names = ["person", "basis", "since"] + (hasEnds ? ["until"] : [])
    let columns = names.map { page.words("site.census.\($0)") }
    page.table(title, columns) { page in
      for entry in entries {
        page.row { page in
          page.rowHeading { $0.link(.person, entry.person) }
          page.cell(page.words("site.census.basis.\(entry.basis.rawValue)"))
          for date in hasEnds ? [entry.since, entry.until] : [entry.since] {
            page.cell { page in
              if let date { page.date(date) }
            }
          }
        }
      }
    }
  }
}
