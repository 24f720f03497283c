import Messages
import Record

/// What measurements say of a country, a network or a target: episodes, then a table of months.
enum ReachPage {
  /// More rows than this are left to the CSV.
  private static let most = 500

  static func render(_ route: Route, _ subject: ReachSubject, site: Site) throws -> Resource? {
    let index = try site.reach()
    let subject = index.resolved(subject)
    let months = index.months(about: subject)
    let episodes = index.episodes(about: subject)
    guard subject == .all || !months.isEmpty || !episodes.isEmpty else { return nil }
    var page = site.page(route)
    var heading = Page.Heading(
      title(of: subject, page.words), description: page.words("site.reach.about"))
    if subject != .all { heading.trail = [(page.words("site.nav.reach"), .reach(.all))] }
    return page.framed(heading) { page in
      page.paragraph(page.words("site.reach.about"))
      forms(&page, subject)
      if months.isEmpty, episodes.isEmpty {
        page.paragraph(page.words("site.reach.none"))
      }
      EpisodeRows.table(&page, episodes)
      if subject == .all { countries(&page, index) }
      ReachHeat.table(&page, months, about: subject)
      if case .country = subject { networks(&page, months) }
      if case .target = subject { networks(&page, months) }
      legend(&page)
    }
  }

  static func title(of subject: ReachSubject, _ words: Words) -> String {
    switch subject {
    case .all: words("site.nav.reach")
    case .country(let code): words("site.reach.country", ["country": .text(code)])
    case .network(let number): words("site.reach.network", ["network": .text("AS\(number)")])
    case .target(let target): words("site.reach.target", ["target": .text(target)])
    case .abbreviated(let name): words("site.reach.target", ["target": .text(name)])
    }
  }

  /// Ways from the list of findings to the pages about their subjects.
  static func ways(_ page: inout Page) {
    page.html.markup("<ul class=\"views\">\n<li>")
    page.html.link(page.address(.reach(.all)), page.words("site.nav.reach"))
    page.html.markup("</li>\n</ul>\n")
  }

  private static func forms(_ page: inout Page, _ subject: ReachSubject) {
    page.html.markup("<p class=\"forms\">")
    page.html.text(page.words("site.section.download"))
    for form in ReachForm.allCases {
      page.html.markup(" ")
      page.html.link(
        page.address(.reach(page.language, subject, form)),
        page.words("site.reach.form.\(form.rawValue)"))
    }
    page.html.markup("</p>\n")
  }

  private static func countries(_ page: inout Page, _ index: ReachIndex) {
    let codes = index.subjects.compactMap { subject -> String? in
      if case .country(let code) = subject { code } else { nil }
    }
    guard !codes.isEmpty else { return }
    page.heading(2, page.words("site.reach.countries"))
    let columns = ["country", "targets", "episodes"].map { page.words("site.reach.column.\($0)") }
    page.table(page.words("site.reach.countries"), columns) { page in
      for code in codes {
        let months = index.months(about: .country(code))
        page.row { page in
          page.rowHeading { $0.html.link($0.address(.reach(.country(code))), code) }
          page.cell(page.words.number(Set(months.map(\.target)).count), class: "number")
          page.cell(
            page.words.number(index.episodes(about: .country(code)).count), class: "number")
        }
      }
    }
  }

  /// The newest month of each target, network by network.
  private static func networks(_ page: inout Page, _ months: [ReachIndex.Month]) {
    guard !months.isEmpty else { return }
    let title = page.words("site.reach.networks")
    page.heading(2, title)
    let newest = newestOfEach(months)
    page.table(title, NetworkRows.columns(page.words, withTarget: true)) { page in
      for month in newest.prefix(most) {
        for row in month.rows {
          page.row { page in
            page.rowHeading { page in
              page.html.link(page.address(.entry(.findings, month.id)), month.target)
              page.html.markup(" ")
              page.html.text(month.country)
              page.html.markup(" ")
              page.html.text(month.month)
            }
            NetworkRows.cells(&page, row)
          }
        }
      }
    }
    if newest.count > most { page.cutShort(after: most) }
  }

  private static func newestOfEach(_ months: [ReachIndex.Month]) -> [ReachIndex.Month] {
    var newest: [ReachIndex.Month] = []
    for month in months {
      if newest.last?.target == month.target, newest.last?.country == month.country {
        newest[newest.count - 1] = month
      } else {
        newest.append(month)
      }
    }
    return newest
  }

  /// What the words for states mean, and what no state says.
  static func legend(_ page: inout Page) {
    page.heading(2, page.words("site.reach.legend"))
    page.html.markup("<dl class=\"summary\">\n")
    for state in FindingState.allCases {
      page.html.markup("<div><dt>")
      page.html.text(page.words.code("finding-state", state.rawValue))
      page.html.markup("</dt><dd>")
      page.html.text(page.words("vocabulary.finding-state.\(state.rawValue).meaning"))
      page.html.markup("</dd></div>\n")
    }
    page.html.markup("</dl>\n")
    page.paragraph(page.words("site.reach.not-shown"))
  }
}
