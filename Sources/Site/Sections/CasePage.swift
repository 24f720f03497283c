import Bytes
import Messages
import Record

/// The public part of a case: what was restricted, who asked, and what came of appeals.
enum CasePage {
  static func body(_ page: inout Page, _ version: RecordVersion) throws {
    let record = try Case(version.content)
    page.retraction(record.retraction)
    for restriction in record.restrictions { self.restriction(&page, restriction) }
    for request in record.requests { self.request(&page, request) }
    notices(&page, record)
    stages(&page, record)
    page.paragraph(page.words("docket.figures.selection"), class: "hint")
    if let note = record.note {
      page.heading(2, page.words("site.note"))
      page.html.markup("<p>")
      page.text(note)
      page.html.markup("</p>\n")
    }
    if !record.sources.isEmpty {
      page.heading(2, page.words("site.sources"), id: "sources")
      try page.sourceList(record.sources)
    }
    try page.provenance(of: version)
  }

  /// The cells of a case in a list, after its name.
  static func cells(_ page: inout Page, _ record: Case) {
    let first = record.restrictions.first
    page.cell(first?.platform ?? "")
    page.cell(first?.country ?? "")
    page.cell(measures(page, first?.measures ?? []))
    page.cell { page in
      if let starts = first?.starts { page.date(starts) }
    }
    page.cell(record.stages.last.map { page.words.code("case-outcome", $0.outcome.rawValue) } ?? "")
  }

  private static func label(_ page: Page, _ field: String) -> String {
    page.words("field.case.\(field).label")
  }

  private static func measures(_ page: Page, _ measures: [CaseMeasure]) -> String {
    measures.map { page.words.code("case-measure", $0.rawValue) }.joined(separator: ", ")
  }

  private static func restriction(_ page: inout Page, _ restriction: Case.Restriction) {
    page.heading(2, label(page, "restrictions"))
    page.summary { page in
      let rows: [(String, String)] = [
        ("platform", restriction.platform), ("country", restriction.country),
        ("subject", page.words.code("case-subject", restriction.subject.rawValue)),
        ("measures", measures(page, restriction.measures)),
        ("trigger", page.words.code("case-trigger", restriction.trigger.rawValue)),
        ("scope", page.words.code("case-scope", restriction.scope.rawValue)),
        ("scope_countries", restriction.scopeCountries.joined(separator: ", ")),
        (
          "lift_reason",
          restriction.liftReason.map { page.words.code("case-lift-reason", $0.rawValue) } ?? ""
        ),
      ]
      for (name, text) in rows where !text.isEmpty {
        page.summaryRow(label(page, "restrictions.\(name)")) { $0.html.text(text) }
      }
      page.dateRow(label(page, "restrictions.starts"), restriction.starts)
      page.dateRow(label(page, "restrictions.ends"), restriction.ends)
      page.dateRow(label(page, "restrictions.lifted"), restriction.lifted)
    }
  }

  private static func request(_ page: inout Page, _ request: Case.Request) {
    page.heading(2, label(page, "requests"))
    page.summary { page in
      for (name, text) in [
        ("kind", page.words.code("case-demand", request.kind.rawValue)),
        ("channel", page.words.code("case-demand-channel", request.channel.rawValue)),
        ("grounds", page.words.code("case-grounds", request.grounds.rawValue)),
      ] {
        page.summaryRow(label(page, "requests.\(name)")) { $0.html.text(text) }
      }
      if let authority = request.authority {
        page.summaryRow(label(page, "requests.authority")) { $0.link(.actor, authority) }
      }
      links(&page, "statutes", request.statutes) { $0.link(.statute, $1) }
      links(&page, "provisions", request.provisions) { $0.provisionLink($1) }
      page.dateRow(label(page, "requests.sent"), request.sent)
    }
  }

  private static func links(
    _ page: inout Page, _ name: String, _ ids: [Slug], _ link: (inout Page, Slug) -> Void
  ) {
    guard !ids.isEmpty else { return }
    page.summaryRow(label(page, "requests.\(name)")) { page in
      for (place, id) in ids.enumerated() {
        if place > 0 { page.html.markup("; ") }
        link(&page, id)
      }
    }
  }

  private static func notices(_ page: inout Page, _ record: Case) {
    guard !record.notices.isEmpty else { return }
    page.heading(2, label(page, "notices"))
    for notice in record.notices {
      page.summary { page in
        page.summaryRow(label(page, "notices.channel")) {
          $0.html.text($0.words.code("case-notice-channel", notice.channel.rawValue))
        }
        page.dateRow(label(page, "notices.sent"), notice.sent)
      }
    }
  }

  private static func stages(_ page: inout Page, _ record: Case) {
    guard !record.stages.isEmpty else { return }
    let title = label(page, "stages")
    page.heading(2, title)
    let columns = ["stage", "forum", "filed", "decided", "outcome", "restored"]
    page.table(title, columns.map { label(page, "stages.\($0)") }) { page in
      for stage in record.stages {
        page.row { page in
          page.rowHeading {
            $0.html.text($0.words.code("case-stage", stage.stage.rawValue))
          }
          page.cell(stage.forum)
          date(&page, stage.filed)
          date(&page, stage.decided)
          page.cell(page.words.code("case-outcome", stage.outcome.rawValue))
          date(&page, stage.restored)
        }
      }
    }
  }

  private static func date(_ page: inout Page, _ date: EDTF?) {
    page.cell { page in
      if let date { page.date(date) }
    }
  }
}
