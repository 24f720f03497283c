import Bytes
import Messages
import Record

/// A series of published numbers, with its chart, its revisions and the sources of each number.
enum SeriesPage {
  static func body(_ page: inout Page, _ version: RecordVersion) throws {
    let series = try Series(version.content)
    let figures = try page.site.holdings.figures(of: series.id).map { try Figure($0.content) }
    page.retraction(series.evidence)
    summary(&page, series)
    if let claimed = series.claimedAgainst {
      page.notice { page in
        page.html.text(page.words("site.series.against"))
        page.html.markup(" ")
        page.link(.series, claimed)
      }
    }
    try chart(&page, series)
    table(&page, series, figures)
    growth(&page, figures)
    try page.support(series.evidence, of: version)
  }

  private static func summary(_ page: inout Page, _ series: Series) {
    let words = page.words
    page.summary { page in
      page.summaryRow(words("field.series.unit.label")) { $0.code($0.words.unit(series.unit)) }
      page.summaryRow(words("field.series.basis.label")) {
        $0.html.text(words.code("figure-basis", series.basis.rawValue))
      }
      page.linksRow(
        words("field.series.publisher.label"), .actor, series.publisher.map { [$0] } ?? [])
      page.linksRow(
        words("field.series.platform.label"), .platform, series.platform.map { [$0] } ?? [])
      page.textRow(words("field.series.base.label"), series.base)
      if let measure = series.measure {
        page.summaryRow(words("field.series.measure.label")) { page in
          page.html.link(page.address(.whoObeys(nil)), words.code("measure", measure.rawValue))
        }
      }
      if let scope = series.scope {
        page.summaryRow(words("field.series.scope.label")) { $0.html.text(scope) }
      }
    }
  }

  private static func chart(_ page: inout Page, _ series: Series) throws {
    guard try ChartResource.hasChart(series.id, site: page.site) else { return }
    let title = page.words.text(series.title)
    page.html.markup("<figure>")
    page.html.open(
      "img", ("src", page.address(.chart(series.id, .png))), ("width", "720"), ("height", "320"),
      ("loading", "lazy"), ("alt", page.words("site.chart.alt", ["title": .text(title)])))
    page.html.markup("<figcaption>")
    page.html.text("\(title). ")
    page.html.text(page.words("site.chart.table"))
    page.html.markup(" ")
    page.html.link(page.address(.chart(series.id, .svg)), "SVG")
    page.html.markup("</figcaption></figure>\n")
  }

  private static func table(_ page: inout Page, _ series: Series, _ figures: [Figure]) {
    guard !figures.isEmpty else { return }
    let most = figures.map { abs($0.value) }.max() ?? 1
    let revised = Set(figures.compactMap(\.revises))
    let hasVintages = figures.contains { $0.vintage != nil }
    var names = ["period", "value"]
    if hasVintages { names.append("vintage") }
    let hasCountries = Set(figures.map(\.country)).count > 1
    var columns = names.map { page.words("field.figure.\($0).label") }
    columns += [page.words("site.share"), page.words("site.sources")]
    page.table(page.words.text(series.title), columns) { page in
      for figure in figures {
        row(
          &page, figure, most, isRevised: revised.contains(figure.id), hasVintages,
          hasCountries, series)
      }
    }
  }

  private static func row(
    _ page: inout Page, _ figure: Figure, _ most: Double, isRevised: Bool, _ hasVintages: Bool,
    _ hasCountries: Bool, _ series: Series
  ) {
    page.html.markup("<tr")
    page.html.attribute("id", "figure/\(figure.id)")
    if isRevised { page.html.markup(" class=\"revised\"") }
    page.html.markup(">")
    page.rowHeading { page in
      page.date(figure.period)
      if hasCountries, let country = figure.country { page.html.text(" (\(country))") }
    }
    page.cell("value") { page in
      let unit = figure.unit == series.unit ? nil : figure.unit
      page.quantity(figure.value, unit: unit, bound: figure.bound)
      if isRevised { page.html.text(" \(page.words("site.series.revised"))") }
      if let note = figure.evidence.note {
        page.html.markup("<br><small>")
        page.text(note)
        page.html.markup("</small>")
      }
      for caveat in figure.caveats {
        page.html.markup("<br><small>")
        page.html.text(page.words.code("figure-caveat", caveat.rawValue))
        page.html.markup("</small>")
      }
      for claim in figure.evidence.claims {
        page.html.markup("<br><small>")
        page.html.text(page.words("site.claims.value"))
        page.html.markup(": ")
        page.value(claim.value, at: claim.field, of: .figure)
        page.html.markup(" (")
        page.sourceLinks(claim.sources)
        page.html.markup(")</small>")
      }
    }
    if hasVintages {
      page.cell { page in
        if let vintage = figure.vintage { page.date(vintage) }
      }
    }
    page.barCell(most > 0 ? abs(figure.value) / most : 0)
    page.cell { $0.sourceLinks(figure.evidence.sources) }
    page.html.markup("</tr>\n")
  }

  /// Growth from the first to the last number, told as increase and as multiple.
  private static func growth(_ page: inout Page, _ figures: [Figure]) {
    guard let growth = Growth(figures) else { return }
    page.heading(2, page.words("site.growth"))
    page.paragraph(growth.text(in: page))
  }
}
