import Messages
import Record

/// What a government claims of a company's compliance, beside what the company itself published.
/// The two are never put into one series.
enum CompliancePage {
  static func render(_ route: Route, site: Site) throws -> Resource {
    var page = site.page(route)
    var heading = Page.Heading(
      page.words("site.overview.compliance"),
      description: page.words("site.overview.compliance.about"))
    heading.trail = [(page.words("site.nav.figures"), .section(.figures, number: 1))]
    let claims = try site.series(in: page.language).filter { $0.basis == .governmentClaim }
    return try page.framed(heading) { page in
      page.paragraph(page.words("site.compliance.rule"))
      page.html.markup("<ul class=\"views\">\n")
      WhoObeysPage.ways(&page)
      page.html.markup("</ul>\n")
      for series in claims { try pair(&page, series) }
    }
  }

  private static func figures(_ series: Slug, _ site: Site) throws -> [Figure] {
    try site.holdings.figures(of: series).map { try Figure($0.content) }
  }

  private static func pair(_ page: inout Page, _ claim: Series) throws {
    let claimed = try figures(claim.id, page.site)
    let against = try claim.claimedAgainst.map { try figures($0, page.site) } ?? []
    let title = page.words.text(claim.title)
    page.heading(2, title, id: claim.id.text)
    page.html.markup("<p>")
    page.html.link(page.address(.entry(.figures, claim.id)), page.words("site.compliance.claim"))
    if let other = claim.claimedAgainst {
      page.html.markup(" · ")
      page.html.text(page.words("site.compliance.company"))
      page.html.markup(" ")
      page.link(.series, other)
    }
    page.html.markup("</p>\n")
    let near = near(claimed, against)
    var columns = ["period", "claim"]
    if !near.isEmpty { columns.append("company") }
    let periods = Set((claimed + near).map(\.period)).sorted()
    page.table(title, columns.map { page.words("site.compliance.\($0)") }) { page in
      for period in periods {
        page.row { page in
          page.rowHeading { $0.date(period) }
          cell(&page, claimed.filter { $0.period == period })
          if !near.isEmpty { cell(&page, near.filter { $0.period == period }) }
        }
      }
    }
    if near.isEmpty { page.paragraph(page.words("site.compliance.none"), class: "hint") }
  }

  /// The company's numbers that fall within the years of the claims.
  private static func near(_ claimed: [Figure], _ against: [Figure]) -> [Figure] {
    let years = Set(claimed.compactMap { $0.period.earliest?.year })
    return against.filter { $0.period.earliest.map { years.contains($0.year) } ?? false }
  }

  private static func cell(_ page: inout Page, _ figures: [Figure]) {
    page.cell("value") { page in
      for (index, figure) in figures.enumerated() {
        if index > 0 { page.html.markup("<br>") }
        page.quantity(figure.value, unit: figure.unit, bound: figure.bound)
        page.html.markup(" (")
        page.sourceLinks(figure.evidence.sources)
        page.html.markup(")")
      }
    }
  }
}

/// How series grew: increase and multiple, side by side.
enum GrowthPage {
  static func render(_ route: Route, site: Site) throws -> Resource {
    var page = site.page(route)
    var heading = Page.Heading(
      page.words("site.overview.growth"), description: page.words("site.overview.growth.about"))
    heading.trail = [(page.words("site.nav.figures"), .section(.figures, number: 1))]
    var rows: [(series: Series, growth: Growth)] = []
    for series in try site.series(in: page.language) {
      let figures = try site.holdings.figures(of: series.id).map { try Figure($0.content) }
      if series.basis != .indexScore, let growth = Growth(figures) { rows.append((series, growth)) }
    }
    return page.framed(heading) { page in
      page.paragraph(page.words("site.growth.rule"))
      let columns = ["series", "first", "last", "increase", "multiple"].map {
        page.words("site.growth.\($0)")
      }
      page.table(page.words("site.overview.growth"), columns) { page in
        for row in rows { self.row(&page, row.series, row.growth) }
      }
    }
  }

  private static func row(_ page: inout Page, _ series: Series, _ growth: Growth) {
    page.row { page in
      page.rowHeading { $0.link(.series, series.id) }
      for figure in [growth.first, growth.last] {
        page.cell("value") { page in
          page.date(figure.period)
          page.html.markup(": ")
          page.html.link(
            page.address(.entry(.figures, series.id), fragment: "figure/\(figure.id)"),
            page.words.number(figure.value))
        }
      }
      let sign = growth.increase < 0 ? "−" : "+"
      page.cell(
        sign + NumberText.fixed(abs(growth.increase), places: 0, in: page.language) + " %",
        class: "number")
      page.cell(
        "× " + NumberText.fixed(growth.multiple, places: 1, in: page.language), class: "number")
    }
  }
}
