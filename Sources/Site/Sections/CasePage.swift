import Bytes
import Messages
import Record

/// The public part of a case: what was restricted, who asked, and what came of appeals.
enum CasePage {
  static func body(_ page: inout Page, _ version: RecordVersion) throws {
    let record = try Case(version.content)
    page.retraction(record.retraction)
    page.summary { page in
      page.summaryRow(page.words("site.docket.facet.state")) {
        $0.html.text($0.words("site.docket.state.\(record.state.rawValue)"))
      }
    }
    CaseChain.write(&page, record)
    CaseClock(record, today: page.site.state.day).write(&page)
    for restriction in record.restrictions { self.restriction(&page, restriction) }
    for request in record.requests { try self.request(&page, request, of: record) }
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
        ("country", restriction.country),
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
      page.summaryRow(label(page, "restrictions.platform")) { page in
        let name = DocketFacet.platform.word(for: restriction.platform, page)
        if let id = Slug(restriction.platform), page.names.has(.platform, id) {
          page.html.link(page.address(.entry(.platforms, id), fragment: "docket"), name)
        } else {
          page.html.text(name)
        }
      }
      for (name, text) in rows where !text.isEmpty {
        page.summaryRow(label(page, "restrictions.\(name)")) { $0.html.text(text) }
      }
      page.dateRow(label(page, "restrictions.starts"), restriction.starts)
      page.dateRow(label(page, "restrictions.ends"), restriction.ends)
      page.dateRow(label(page, "restrictions.lifted"), restriction.lifted)
    }
  }

  private static func request(
    _ page: inout Page, _ request: Case.Request, of record: Case
  ) throws {
    let day = request.day(in: record)
    page.heading(2, label(page, "requests"))
    try page.summary { page in
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
      try links(&page, "statutes", request.statutes) { page, id in
        page.link(.statute, id)
        mark(&page, try statute(id, page)?.validity, day)
      }
      try links(&page, "provisions", request.provisions) { page, id in
        page.provisionLink(id)
        mark(&page, try validity(ofProvision: id, page), day)
      }
      page.dateRow(label(page, "requests.sent"), request.sent)
    }
  }

  private static func links(
    _ page: inout Page, _ name: String, _ ids: [Slug],
    _ link: (inout Page, Slug) throws -> Void
  ) rethrows {
    guard !ids.isEmpty else { return }
    try page.summaryRow(label(page, "requests.\(name)")) { page in
      for (place, id) in ids.enumerated() {
        if place > 0 { page.html.markup("; ") }
        try link(&page, id)
      }
    }
  }

  private static func statute(_ id: Slug, _ page: Page) throws -> Statute? {
    try page.site.holdings.version(of: RecordReference(.statute, id)).map {
      try Statute($0.content)
    }
  }

  private static func validity(ofProvision id: Slug, _ page: Page) throws -> Validity? {
    guard let name = page.names.provision(id)?.statute, let statute = try statute(name, page),
      let provision = statute.provisions.first(where: { $0.id == id })
    else { return nil }
    return statute.validity(of: provision)
  }

  /// Says where what is cited did not hold on the day, or where nobody can tell.
  private static func mark(_ page: inout Page, _ validity: Validity?, _ day: EDTF?) {
    guard let validity else { return }
    guard let day else {
      return note(&page, page.words("site.case.in-force.no-date"))
    }
    let said: [String: MessageArgument] = ["day": .text(page.words.date(day))]
    switch validity.holds(on: day) {
    case .yes: break
    case .no:
      page.html.markup(" ")
      page.html.element("strong", page.words("site.case.in-force.no", said))
    case .maybe: note(&page, page.words("site.case.in-force.maybe", said))
    }
  }

  private static func note(_ page: inout Page, _ text: String) {
    page.html.markup(" ")
    page.html.element("small", text)
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
    page.heading(2, title, id: "stages")
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
