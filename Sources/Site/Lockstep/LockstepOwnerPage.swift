import Messages
import Record

/// What was done to one owner's targets: when, by how many, in which findings. Never by whom.
enum LockstepOwnerPage {
  static func render(_ route: Route, _ owner: Slug, site: Site) throws -> Resource? {
    let entries = try site.lockstep().entries(about: owner)
    guard !entries.isEmpty else { return nil }
    var page = site.page(route)
    var heading = Page.Heading(
      page.words("site.lockstep.owner", ["owner": .text(owner.text)]),
      description: page.words("site.lockstep.owner.about"))
    heading.trail = [(page.words("site.nav.lockstep"), .section(.lockstep, number: 1))]
    return page.framed(heading) { page in
      page.paragraph(page.words("site.lockstep.owner.about"))
      page.paragraph(page.words("lockstep.not-shown"), class: "hint")
      findings(&page, owner, entries)
      days(&page, owner, entries)
    }
  }

  private static func hits(_ owner: Slug, _ finding: Lockstep) -> [Lockstep.Target] {
    finding.targets.filter { $0.owner == owner.text }
  }

  private static func findings(
    _ page: inout Page, _ owner: Slug, _ entries: [LockstepIndex.Entry]
  ) {
    let title = page.words("site.lockstep.owner.findings")
    page.heading(2, title)
    let columns =
      [page.words("vocabulary.record-kind.lockstep")]
      + ["level", "targets", "actions", "accounts"].map { page.words("site.lockstep.column.\($0)") }
    page.table(title, columns) { page in
      for entry in entries {
        let hits = hits(owner, entry.finding)
        page.row { page in
          page.rowHeading { $0.link(.lockstep, entry.finding.id) }
          page.cell(page.words.code("lockstep-level", entry.finding.level.rawValue))
          page.cell(page.words.number(hits.count), class: "number")
          page.cell(page.words.number(hits.map(\.members.count).reduce(0, +)), class: "number")
          page.cell(page.words.number(Set(hits.flatMap(\.members)).count), class: "number")
        }
      }
    }
  }

  /// One day of one finding.
  private struct Day {
    var targets: Set<String> = []
    var members: Set<Int> = []
    var actions = 0
    var kinds: Set<String> = []
  }

  private static func days(_ page: inout Page, _ owner: Slug, _ entries: [LockstepIndex.Entry]) {
    let title = page.words("site.lockstep.owner.days")
    page.heading(2, title)
    let columns = ["day", "kind", "targets", "actions", "accounts"].map {
      page.words("site.lockstep.column.\($0)")
    }
    page.table(title, columns + [page.words("vocabulary.record-kind.lockstep")]) { page in
      for entry in entries {
        for (day, sum) in days(owner, entry.finding) {
          page.row { page in
            page.rowHeading { $0.html.text($0.words.day(day)) }
            page.cell(
              sum.kinds.sorted().map { LockstepWording.kind($0, in: page.language) }
                .joined(separator: ", "))
            page.cell(page.words.number(sum.targets.count), class: "number")
            page.cell(page.words.number(sum.actions), class: "number")
            page.cell(page.words.number(sum.members.count), class: "number")
            page.cell { $0.link(.lockstep, entry.finding.id) }
          }
        }
      }
    }
  }

  private static func days(_ owner: Slug, _ finding: Lockstep) -> [(CivilDay, Day)] {
    var days: [CivilDay: Day] = [:]
    for target in hits(owner, finding) {
      for (member, time) in zip(target.members, target.times) {
        let day = CivilDay(of: Int64((Double(time) / 1000).rounded(.down)))
        days[day, default: Day()].targets.insert(target.name)
        days[day, default: Day()].members.insert(member)
        days[day, default: Day()].actions += 1
        if let kind = target.kind { days[day, default: Day()].kinds.insert(kind) }
      }
    }
    return days.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
