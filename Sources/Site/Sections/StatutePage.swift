import Bytes
import Messages
import Record

/// A law with its provisions.
enum StatutePage {
  static func body(_ page: inout Page, _ version: RecordVersion) throws {
    let statute = try Statute(version.content)
    page.retraction(statute.evidence)
    summary(&page, statute)
    provisions(&page, statute)
    obligations(&page, statute)
    try charged(&page, statute)
    try page.docket(of: statute)
    var selection = EventSelection()
    selection.statute = statute.id
    try page.eventsOf(selection, caption: page.words("site.events"))
    try page.support(statute.evidence, of: version)
  }

  private static func summary(_ page: inout Page, _ statute: Statute) {
    let words = page.words
    func label(_ name: String) -> String { words("field.statute.\(name).label") }
    page.summary { page in
      if let number = statute.number {
        page.summaryRow(label("number")) { $0.html.text(number) }
      }
      page.summaryRow(label("type")) {
        $0.html.text(words.code("statute-type", statute.type.rawValue))
      }
      page.linksRow(label("issuer"), .actor, statute.issuers)
      page.dateRow(label("adopted"), statute.adopted)
      page.dateRow(label("in_force"), statute.inForce)
      page.dateRow(label("repealed"), statute.repealed)
      page.summaryRow(label("status")) { status(&$0, statute) }
      if let next = statute.succeededBy {
        page.summaryRow(label("succeeded_by")) { $0.link(.statute, next) }
      }
      page.linksRow(label("amends"), .statute, statute.amends)
      page.textRow(label("penalties"), statute.penalties)
      page.textRow(label("criticism"), statute.criticism)
    }
  }

  private static func status(_ page: inout Page, _ statute: Statute) {
    page.html.text(page.words.code("statute-status", statute.status.rawValue))
    for (key, date) in [("until", statute.statusUntil), ("from", statute.statusFrom)] {
      guard let date else { continue }
      page.html.text(" \(page.words("site.status.\(key)")) ")
      page.date(date)
    }
  }

  private static func provisions(_ page: inout Page, _ statute: Statute) {
    guard !statute.provisions.isEmpty else { return }
    let title = page.words("field.statute.provisions.label")
    page.heading(2, title, id: "provisions")
    let columns = ["article", "paraphrase", "penalty", "sources"].map {
      page.words("field.statute.provisions.\($0).label")
    }
    page.table(title, columns) { page in
      for provision in statute.provisions {
        page.html.markup("<tr")
        page.html.attribute("id", provision.id.text)
        page.html.markup(">")
        page.rowHeading { $0.html.text(provision.article) }
        page.cell { page in
          page.text(provision.paraphrase)
          validity(&page, provision)
          if let note = provision.note {
            page.html.markup("<br><small>")
            page.text(note)
            page.html.markup("</small>")
          }
        }
        page.cell { page in
          if let penalty = provision.penalty { page.text(penalty) }
        }
        page.cell { $0.sourceLinks(provision.sources) }
        page.html.markup("</tr>\n")
      }
    }
  }

  private static func validity(_ page: inout Page, _ provision: Statute.Provision) {
    guard provision.validFrom != nil || provision.validTo != nil || provision.successor != nil
    else { return }
    page.html.markup("<br><small>")
    if let from = provision.validFrom { page.date(from) }
    page.html.markup("–")
    if let to = provision.validTo { page.date(to) }
    if let next = provision.successor {
      page.html.markup(" → ")
      page.provisionLink(next)
    }
    page.html.markup("</small>")
  }

  private static func obligations(_ page: inout Page, _ statute: Statute) {
    guard !statute.platformObligations.isEmpty else { return }
    page.heading(2, page.words("field.statute.platform_obligations.label"))
    page.html.markup("<ul>\n")
    for obligation in statute.platformObligations {
      page.html.markup("<li>")
      page.text(obligation)
      page.html.markup("</li>\n")
    }
    page.html.markup("</ul>\n")
  }

  /// People charged or sentenced under one of the statute's provisions.
  private static func charged(_ page: inout Page, _ statute: Statute) throws {
    let own = Set(statute.provisions.map(\.id))
    let persons = try page.site.charges().filter { !$0.value.isDisjoint(with: own) }.map(\.key)
    guard !persons.isEmpty else { return }
    page.heading(2, page.words("site.charged"))
    page.html.markup("<ul class=\"facets\">\n")
    for person in persons.sorted() {
      page.html.markup("<li>")
      page.link(.person, person)
      page.html.markup("</li>\n")
    }
    page.html.markup("</ul>\n")
  }
}

extension Site {
  /// Under which provisions each person was charged or sentenced.
  func charges() throws -> [Slug: Set<Slug>] {
    try memory.charges {
      var charges: [Slug: Set<Slug>] = [:]
      try holdings.each(.proceeding) { version in
        let proceeding = try Proceeding(version.content)
        charges[proceeding.person, default: []].formUnion(
          proceeding.steps.flatMap(\.provisions))
      }
      return charges
    }
  }
}
