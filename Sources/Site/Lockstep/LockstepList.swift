import Messages
import Record

/// What the list of findings of lockstep has beside its table: what is no finding, and whose targets were hit.
enum LockstepList {
  /// More rows than this are left to the table of data.
  private static let most = 500

  static let columns = [
    "field.lockstep.level.label", "field.lockstep.accounts.label", "field.lockstep.targets.label",
    "field.lockstep.tests.owners.label", "field.lockstep.span.label",
  ]

  /// Cells of a finding in the list of all.
  static func cells(_ page: inout Page, _ finding: Lockstep) {
    page.cell(page.words.code("lockstep-level", finding.level.rawValue))
    page.cell(page.words.number(finding.accounts.count), class: "number")
    page.cell(page.words.number(finding.thingsInAll), class: "number")
    page.cell(page.words.number(finding.tests.owners), class: "number")
    page.cell("when") { $0.date(finding.span) }
  }

  static func head(_ page: inout Page) throws {
    page.paragraph(page.words("lockstep.not-shown"), class: "hint")
    let index = try page.site.lockstep()
    guard let (search, inputs) = index.newestSearch else {
      return page.paragraph(page.words("site.lockstep.none"))
    }
    page.notice { page in
      page.html.text(
        page.words(
          "site.lockstep.counted",
          [
            "actions": .number(search.actions), "accounts": .number(search.accounts),
            "testable": .number(search.testable), "files": .number(inputs.exhibits),
            "groups": .number(search.groups), "audience": .number(search.audience),
            "thin": .number(search.thin), "small": .number(search.small),
          ]))
    }
    page.html.markup("<p class=\"forms\">")
    page.html.text(page.words("site.lockstep.follow"))
    for form in LockstepForm.allCases {
      page.html.markup(" ")
      page.html.link(
        page.address(.lockstep(page.language, form)), page.words("site.feed.\(form.rawValue)"))
    }
    page.html.markup("</p>\n")
  }

  static func owners(_ page: inout Page) throws {
    let owners = try page.site.lockstep().owners
    guard !owners.isEmpty else { return }
    let title = page.words("site.lockstep.owners")
    page.heading(2, title, id: "owners")
    page.paragraph(page.words("site.lockstep.owners.how"))
    let columns = ["owner", "findings", "targets", "actions"].map {
      page.words("site.lockstep.column.\($0)")
    }
    page.table(title, columns) { page in
      for owner in owners.prefix(most) {
        page.row { page in
          page.rowHeading { $0.html.link($0.address(.owner(owner.name)), owner.name.text) }
          page.cell(page.words.number(owner.findings.count), class: "number")
          page.cell(page.words.number(owner.targets), class: "number")
          page.cell(page.words.number(owner.actions), class: "number")
        }
      }
    }
    if owners.count > most { page.cutShort(after: most) }
  }
}
