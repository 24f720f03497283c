import Messages
import Record
import Transparency

/// The numbers of one company by one export, period by period, and where exports differ.
enum WhoObeysTable {
  static func table(_ page: inout Page, _ line: ComplianceLine) {
    let title = exportName(line.vintage, page)
    page.heading(3, title)
    page.html.markup("<p class=\"hint\">")
    if let source = line.vintage.source { page.sourceLinks([source]) }
    page.html.markup("</p>\n")
    let measures = line.measures
    let formulas = RateFormula.allCases.filter { formula in
      line.points.contains { $0.rate(formula) != nil }
    }
    let isGrowing = line.points.indices.contains { line.growthOfRemoved(at: $0) != nil }
    var columns = [page.words("site.obey.period")]
    columns += measures.map { page.words.code("measure", $0.rawValue) }
    columns += formulas.map { page.words("site.obey.rate.\($0.rawValue.lowercased())") }
    if isGrowing { columns.append(page.words("site.obey.growth")) }
    page.table("\(WhoObeysPage.title(of: line.subject, page)): \(title)", columns) { page in
      for (place, point) in line.points.enumerated() {
        seam(&page, line.seam(before: place), columns.count)
        page.row { page in
          page.rowHeading { $0.date(point.period) }
          for measure in measures { number(&page, point.figures[measure], point) }
          for formula in formulas { rate(&page, point.rate(formula)?.rate) }
          if isGrowing { growth(&page, line.growthOfRemoved(at: place)) }
        }
      }
    }
    terms(&page, line, formulas)
  }

  /// By which date and file an export is known.
  static func exportName(_ vintage: ComplianceLine.Vintage, _ page: Page) -> String {
    guard let date = vintage.date else { return page.words("site.obey.export.undated") }
    return page.words("site.obey.export", ["date": .text(page.words.date(date))])
  }

  /// A row of its own between periods that may not be compared.
  private static func seam(_ page: inout Page, _ seam: ComplianceLine.Seam?, _ columns: Int) {
    let text: String
    switch seam {
    case .gap(let from, let to):
      text = page.words(
        "site.obey.gap", ["from": .text(page.words.day(from)), "to": .text(page.words.day(to))])
    case .breakInCounting: text = page.words("site.obey.break")
    case .overlap: text = page.words("site.obey.overlap")
    case Optional.none, .some(.none): return
    }
    page.html.markup("<tr>")
    page.html.element("td", text, ("colspan", String(columns)), ("class", "hint"))
    page.html.markup("</tr>\n")
  }

  private static func number(_ page: inout Page, _ figure: Figure?, _ point: CompliancePoint) {
    page.cell("value") { page in
      guard let figure else { return }
      page.html.link(
        page.address(.entry(.figures, figure.series), fragment: "figure/\(figure.id)"),
        page.words.number(figure.value))
      if let bound = figure.bound {
        page.html.text(" (\(page.words.code("bound", bound.rawValue)))")
      }
      for caveat in figure.caveats where caveat != .outcomesPartlyFilled {
        page.html.markup("<br><small>")
        page.html.text(page.words.code("figure-caveat", caveat.rawValue))
        page.html.markup("</small>")
      }
    }
  }

  /// Percent and counts, or the counts alone where the base is too small.
  static func rate(_ page: inout Page, _ rate: Rate?) {
    page.cell("value") { page in
      guard let rate else { return }
      let counts = page.words(
        "site.obey.of",
        [
          "part": .text(page.words.number(rate.part)), "base": .text(page.words.number(rate.base)),
        ])
      guard let percent = rate.percent else { return page.html.text(counts) }
      page.html.text(NumberText.fixed(percent, places: 1, in: page.language) + " %")
      page.html.markup("<br><small>")
      page.html.text(counts)
      page.html.markup("</small>")
    }
  }

  private static func growth(_ page: inout Page, _ growth: Transparency.Growth?) {
    page.cell("value") { page in
      guard let growth else { return }
      switch growth.kind {
      case .change(let percent, let multiple):
        let sign = percent < 0 ? "−" : "+"
        page.html.text(
          sign + NumberText.fixed(abs(percent), places: 1, in: page.language) + " %")
        page.html.markup("<br><small>")
        page.html.text("× " + NumberText.fixed(multiple, places: 2, in: page.language))
        page.html.markup("</small>")
      case .new: page.html.text(page.words("site.obey.growth.new"))
      case .smallBase:
        page.html.text("\(page.words.number(growth.base)) → \(page.words.number(growth.now))")
      case .nothing, .acrossBreak: break
      }
    }
  }

  /// What is divided by what in the columns above: reports do not count the same.
  private static func terms(
    _ page: inout Page, _ line: ComplianceLine, _ formulas: [RateFormula]
  ) {
    guard !formulas.isEmpty else { return }
    page.html.markup("<ul class=\"hint\">\n")
    for formula in formulas {
      let found = Set(line.points.compactMap { $0.rate(formula)?.terms })
      for terms in formula.terms where found.contains(terms) {
        page.html.markup("<li>")
        page.html.text("\(formula.rawValue): \(text(of: terms, page))")
        page.html.markup("</li>\n")
      }
    }
    page.html.markup("</ul>\n")
  }

  static func text(of terms: RateTerms, _ page: Page) -> String {
    func names(_ measures: [Measure], _ sign: String) -> String {
      measures.map { page.words.code("measure", $0.rawValue) }.joined(separator: sign)
    }
    var below = names(terms.denominator, " + ")
    for measure in terms.subtracted {
      below += " − \(page.words.code("measure", measure.rawValue))"
    }
    return "(\(names(terms.numerator, " + "))) / (\(below))"
  }

  /// Where two exports say something else of the same period. Both stay.
  static func differences(
    _ page: inout Page, _ earlier: ComplianceLine, _ later: ComplianceLine
  ) {
    let (one, other) = (exportName(earlier.vintage, page), exportName(later.vintage, page))
    let title = page.words("site.obey.differences", ["one": .text(one), "other": .text(other)])
    let found = later.differences(from: earlier)
    let shared = Set(earlier.points.map(\.period)).intersection(later.points.map(\.period))
    page.heading(3, title)
    guard !found.isEmpty else {
      let key = shared.isEmpty ? "site.obey.differences.apart" : "site.obey.differences.none"
      return page.paragraph(page.words(key, ["count": .number(shared.count)]))
    }
    page.paragraph(page.words("site.obey.differences.why", ["count": .number(shared.count)]))
    let columns =
      [page.words("site.obey.period"), page.words("field.series.measure.label"), one, other]
      + [page.words("site.obey.differences.by")]
    page.table(title, columns) { page in
      for difference in found {
        page.row { page in
          page.rowHeading { $0.date(difference.period) }
          page.cell(page.words.code("measure", difference.measure.rawValue))
          for figure in [difference.there, difference.here] {
            page.cell("value") { page in
              page.html.text(page.words.number(figure.value))
              if let note = figure.evidence.note {
                page.html.markup("<br><small>")
                page.text(note)
                page.html.markup("</small>")
              }
            }
          }
          let change = difference.here.value - difference.there.value
          page.cell(
            (change < 0 ? "−" : "+") + page.words.number(abs(change)), class: "number")
        }
      }
    }
  }
}
