import Bytes
import Messages
import Record

/// A case: one person and the proceedings against them.
enum PersonPage {
  static func body(_ page: inout Page, _ version: RecordVersion) throws {
    let person = try Person(version.content)
    page.retraction(person.evidence)
    summary(&page, person)
    for proceeding in try page.site.holdings.proceedings(against: person.id) {
      try self.proceeding(&page, proceeding)
    }
    var selection = EventSelection()
    selection.person = person.id
    selection.order = .old
    try page.eventsOf(selection, caption: page.words("site.events"))
    try page.support(person.evidence, of: version)
  }

  private static func summary(_ page: inout Page, _ person: Person) {
    let words = page.words
    func label(_ name: String) -> String { words("field.person.\(name).label") }
    page.summary { page in
      if let name = person.nameASCII {
        page.summaryRow(label("name_ascii")) { $0.html.text(name) }
      }
      if !person.aliases.isEmpty {
        page.summaryRow(label("aliases")) { $0.html.text(person.aliases.joined(separator: ", ")) }
      }
      page.textRow(label("role"), person.role)
      page.linksRow(label("platforms"), .platform, person.platforms)
      if !person.statusReports.isEmpty {
        page.summaryRow(label("status_reports")) { page in
          for (index, report) in person.statusReports.enumerated() {
            if index > 0 { page.html.markup("; ") }
            page.html.text(page.words.code("person-status", report.status.rawValue))
            page.html.markup(" (")
            page.date(report.asOf)
            page.html.markup(")")
          }
        }
      }
    }
  }

  private static func proceeding(_ page: inout Page, _ version: RecordVersion) throws {
    let proceeding = try Proceeding(version.content)
    let title = page.words.code("proceeding-role", proceeding.role.rawValue)
    page.heading(2, title, id: version.reference.description)
    page.retraction(proceeding.evidence)
    let columns = ["step", "on", "outcome", "provisions", "sources"].map {
      page.words("field.proceeding.steps.\($0).label")
    }
    page.table(title, columns) { page in
      for step in proceeding.steps { self.step(&page, step, proceeding) }
    }
    expectedRelease(&page, proceeding)
    if !proceeding.events.isEmpty {
      page.html.markup("<p>")
      page.html.text(page.words("field.proceeding.events.label"))
      page.html.markup(": ")
      for (index, event) in proceeding.events.enumerated() {
        if index > 0 { page.html.markup("; ") }
        page.eventLink(event)
      }
      page.html.markup("</p>\n")
    }
    try page.claimsAlone(proceeding.evidence, of: version)
  }

  private static func step(
    _ page: inout Page, _ step: Proceeding.Step, _ proceeding: Proceeding
  ) {
    page.row { page in
      page.rowHeading { $0.html.text($0.words.code("proceeding-step", step.step.rawValue)) }
      page.cell { page in
        if let on = step.on { page.date(on) } else { page.html.text(page.words("site.unknown")) }
      }
      page.cell("value") { outcome(&$0, step) }
      page.cell { page in
        for (index, id) in step.provisions.enumerated() {
          if index > 0 { page.html.markup("; ") }
          page.provisionLink(id)
        }
      }
      page.cell {
        $0.sourceLinks(step.sources.isEmpty ? proceeding.evidence.sources : step.sources)
      }
    }
  }

  private static func outcome(_ page: inout Page, _ step: Proceeding.Step) {
    var parts: [String] = []
    if step.isLife { parts.append(page.words("site.term.life")) }
    if let months = step.prisonMonths {
      parts.append(
        page.words("site.term.prison", ["term": .text(term(months, step.prisonMonthsTo, page))]))
    }
    if step.isInAbsentia { parts.append(page.words("site.term.in-absentia")) }
    if step.isSuspended { parts.append(page.words("site.term.suspended")) }
    if let months = step.probationMonths, months > 0 {
      parts.append(page.words("site.term.probation", ["term": .text(term(months, nil, page))]))
    }
    page.html.text(parts.joined(separator: ", "))
    if let outcome = step.outcome {
      if !parts.isEmpty { page.html.markup("<br>") }
      page.text(outcome)
    }
    if let court = step.court {
      page.html.markup("<br>")
      page.link(.actor, court)
    }
    if let note = step.note {
      page.html.markup("<br><small>")
      page.text(note)
      page.html.markup("</small>")
    }
  }

  static func term(_ months: Int, _ upTo: Int?, _ page: Page) -> String {
    func spoken(_ months: Int) -> String {
      Term(years: months / 12, months: months % 12).text(in: page.language)
    }
    guard let upTo, upTo != months else { return spoken(months) }
    return "\(spoken(months))–\(spoken(upTo))"
  }

  /// Arithmetic, and labelled as such.
  private static func expectedRelease(_ page: inout Page, _ proceeding: Proceeding) {
    guard proceeding.first(.release) == nil, proceeding.first(.death) == nil,
      let verdict = proceeding.last(.appeal).flatMap({ $0.prisonMonths == nil ? nil : $0 })
        ?? proceeding.last(.sentence),
      let months = verdict.prisonMonths, months > 0, !verdict.isLife, !verdict.isSuspended,
      let start = proceeding.first(.arrest)?.on,
      let expected = ExpectedRelease(
        start: start, term: Term(years: months / 12, months: months % 12))
    else { return }
    page.paragraph(
      page.words("site.expected-release", ["text": .text(expected.text(in: page.language))]),
      class: "hint")
  }
}

extension Page {
  /// Writes a link to a provision of a statute.
  mutating func provisionLink(_ id: Slug) {
    guard let provision = names.provision(id) else { return html.text(id.text) }
    html.link(address(.entry(.laws, provision.statute), fragment: id.text), provisionName(id))
  }

  /// A provision's article and statute in words, or its slug where the record has none.
  func provisionName(_ id: Slug) -> String {
    guard let provision = names.provision(id) else { return id.text }
    var statute = words.text(names.name(of: .statute, provision.statute))
    // Several statutes have one title; the number tells them apart.
    if let number = names.number(ofStatute: provision.statute), !statute.contains(number) {
      statute += " (\(number))"
    }
    guard let article = ArticleNumber(provision.article) else {
      return words("site.provision.unnumbered", ["statute": .text(statute)])
    }
    return words(
      "site.provision", ["article": .text(article.text(in: language)), "statute": .text(statute)])
  }

  /// Writes claims, note and sources of a record that is shown inside another's page.
  mutating func claimsAlone(_ evidence: Evidence, of version: RecordVersion) throws {
    if !evidence.claims.isEmpty { writeClaims(evidence.claims, of: version) }
    if let note = evidence.note {
      html.markup("<p>")
      text(note)
      html.markup("</p>\n")
    }
    html.markup("<p class=\"hint\">")
    html.text(words("site.sources"))
    html.markup(": ")
    sourceLinks(evidence.sources)
    html.markup("</p>\n")
  }
}
