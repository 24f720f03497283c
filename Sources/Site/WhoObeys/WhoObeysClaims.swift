import Messages
import Record
import Transparency

/// What the government claims, beside the company's own numbers of exactly the same time, each with what it counts.
enum WhoObeysClaims {
  static func table(_ page: inout Page, _ compliance: Compliance) {
    guard !compliance.claims.isEmpty else { return }
    let title = page.words("site.obey.claims")
    page.heading(2, title, id: "claims")
    page.paragraph(page.words("site.obey.claims.rule"))
    let columns = ["claim", "period", "claimed", "company", "gap"].map {
      page.words("site.obey.column.\($0)")
    }
    page.table(title, columns) { page in
      for claim in compliance.claims { row(&page, claim) }
    }
  }

  private static func row(_ page: inout Page, _ claim: ComplianceClaim) {
    page.row { page in
      page.rowHeading { $0.link(.series, claim.series) }
      page.cell { $0.date(claim.figure.period) }
      page.cell("value") { page in
        page.quantity(claim.figure.value, unit: claim.figure.unit, bound: claim.figure.bound)
        page.html.markup(" (")
        page.sourceLinks(claim.figure.evidence.sources)
        page.html.markup(")")
      }
      page.cell("value") { page in company(&page, claim) }
      page.cell("value") { page in
        guard let gap = claim.gap else { return }
        page.html.text(
          (gap < 0 ? "−" : "+") + NumberText.fixed(abs(gap), places: 1, in: page.language) + " ")
        page.code(page.words.unit("points", of: 2))
      }
    }
  }

  /// The latest export that counts exactly that time, and what it counts; without one, where to look.
  private static func company(_ page: inout Page, _ claim: ComplianceClaim) {
    guard let counted = claim.counted.last else {
      page.html.text(page.words("site.obey.claims.none"))
      if let against = claim.against {
        page.html.markup("<br><small>")
        page.link(.series, against)
        page.html.markup("</small>")
      }
      return
    }
    if let rate = counted.rate {
      let counts = page.words(
        "site.obey.of",
        [
          "part": .text(page.words.number(rate.part)), "base": .text(page.words.number(rate.base)),
        ])
      if let percent = rate.percent {
        page.html.text("R1 " + NumberText.fixed(percent, places: 1, in: page.language) + " % (")
        page.html.text("\(counts))")
      } else {
        page.html.text("R1: \(counts)")
      }
      if let terms = counted.terms {
        page.html.markup("<br><small>")
        page.html.text(WhoObeysTable.text(of: terms, page))
        page.html.markup("</small>")
      }
    } else if let count = counted.count {
      page.html.text(page.words.number(count))
      if let measure = counted.measure {
        page.html.markup("<br><small>")
        page.html.text(page.words.code("measure", measure.rawValue))
        page.html.markup("</small>")
      }
    }
    page.html.markup("<br><small>")
    page.html.text(WhoObeysTable.exportName(counted.vintage, page))
    page.html.markup("</small>")
  }
}
