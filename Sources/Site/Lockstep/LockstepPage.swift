import Messages
import Record

/// A finding of lockstep: what was seen and what it does not show, the tests, the raids, the accounts, and how to
/// find it again.
enum LockstepPage {
  static func body(_ page: inout Page, _ version: RecordVersion) throws {
    let finding = try Lockstep(version.content)
    let wording = LockstepWording(finding, in: page.language)
    page.retraction(finding.retraction)
    claim(&page, finding, wording)
    summary(&page, finding)
    downloads(&page, finding)
    tests(&page, finding, wording)
    LockstepPictures.visits(&page, finding)
    LockstepPictures.meetings(&page, finding)
    LockstepTables.raids(&page, finding)
    LockstepTables.accounts(&page, finding)
    LockstepTables.owners(&page, finding)
    LockstepTables.pairs(&page, finding)
    LockstepTables.reasons(&page, finding)
    LockstepTables.rhythm(&page, finding)
    method(&page, finding)
    if let note = finding.note {
      page.heading(2, page.words("site.note"))
      page.html.markup("<p>")
      page.text(note)
      page.html.markup("</p>\n")
    }
    try page.provenance(of: version)
  }

  private static func claim(_ page: inout Page, _ finding: Lockstep, _ wording: LockstepWording) {
    page.html.markup("<p class=\"lead\">")
    page.html.text(page.words.code("lockstep-level", finding.level.rawValue))
    page.html.markup(" — ")
    page.html.text(page.words("vocabulary.lockstep-level.\(finding.level.rawValue).meaning"))
    page.html.markup("</p>\n")
    page.paragraph(wording.seen.joined(separator: " "))
    page.paragraph(wording.considered)
    page.notice { $0.html.text(wording.notShown) }
  }

  private static func summary(_ page: inout Page, _ finding: Lockstep) {
    page.summary { page in
      func row(_ name: String, _ text: String) {
        page.summaryRow(page.words(name)) { $0.html.text(text) }
      }
      row("field.lockstep.accounts.label", page.words.number(finding.accounts.count))
      row("field.lockstep.targets.label", page.words.number(finding.thingsInAll))
      row("field.lockstep.tests.visits.label", page.words.number(finding.tests.visits))
      row("field.lockstep.tests.owners.label", page.words.number(finding.tests.owners))
      page.dateRow(page.words("field.lockstep.span.label"), finding.span)
      row(
        "field.lockstep.portrait.share_of_own_activity.label",
        page.words.percent(finding.portrait.shareOfOwnActivity))
      row(
        "field.lockstep.portrait.share_of_targets.label",
        page.words.percent(finding.portrait.shareOfTargets))
    }
  }

  private static func downloads(_ page: inout Page, _ finding: Lockstep) {
    page.html.markup("<p class=\"forms\">")
    page.html.text(page.words("site.section.download"))
    for file in LockstepFile.allCases {
      page.html.markup(" ")
      page.html.link(
        page.address(.data(.lockstep(finding.id, file))),
        page.words("site.lockstep.file.\(file.rawValue)"))
    }
    page.html.markup("</p>\n")
  }

  private static func tests(_ page: inout Page, _ finding: Lockstep, _ wording: LockstepWording) {
    let title = page.words("site.lockstep.tests")
    page.heading(2, title, id: "tests")
    page.paragraph(page.words("site.lockstep.tests.how"))
    let columns = ["test", "passed", "count", "chance"].map {
      page.words("site.lockstep.column.\($0)")
    }
    page.table(title, columns) { page in
      for test in wording.tests {
        page.row { page in
          page.rowHeading { $0.html.text(test.name) }
          page.cell(
            (test.isPassed ? "✔ " : "✖ ")
              + page.words("site.lockstep.\(test.isPassed ? "passed" : "not-passed")"))
          page.cell(test.count, class: "number")
          page.cell(test.chance ?? "–", class: "number")
        }
      }
    }
  }

  /// A setting in words; its own name where the catalogue has none, as for other versions.
  private static func name(of number: Lockstep.NamedNumber, _ words: Words) -> String {
    let key = "site.lockstep.number.\(number.name.split(separator: "_").joined(separator: "-"))"
    return Messages.has(key) ? words(key) : number.name
  }

  private static func method(_ page: inout Page, _ finding: Lockstep) {
    page.heading(2, page.words("site.lockstep.method"), id: "method")
    page.paragraph(page.words("site.lockstep.method.how"))
    page.summary { page in
      func row(_ name: String, _ text: String) {
        page.summaryRow(page.words(name)) { $0.html.text(text) }
      }
      row("field.lockstep.method_version.label", "\(finding.methodVersion)")
      for number in finding.parameters {
        page.summaryRow(name(of: number, page.words)) {
          $0.html.text($0.words.number(number.value))
        }
      }
      page.dateRow(page.words("field.lockstep.since.label"), finding.since)
      for (name, count) in [
        ("actions", finding.search.actions), ("accounts", finding.search.accounts),
        ("accounts_testable", finding.search.testable), ("groups", finding.search.groups),
        ("audience", finding.search.audience), ("thin", finding.search.thin),
        ("small", finding.search.small), ("saturated", finding.search.saturated),
      ] {
        row("field.lockstep.search.\(name).label", page.words.number(count))
      }
      row("field.lockstep.inputs.exhibits.label", page.words.number(finding.inputs.exhibits))
      page.summaryRow(page.words("field.lockstep.inputs.digest.label")) {
        $0.html.element("span", finding.inputs.digest, ("class", "hash"))
      }
    }
    page.html.markup("<p><code>haidang reproduce ")
    page.html.text(finding.id.text)
    page.html.markup("</code><br><code>haidang coordination explain ")
    page.html.text(finding.id.text)
    page.html.markup("</code></p>\n")
  }
}
