import Messages
import Record

/// The tables of a finding of lockstep. What is too long for a page stands in the files to download.
enum LockstepTables {
  /// More raids or accounts are left to the files.
  private static let most = 300
  /// More pairs say nothing more to a reader.
  private static let mostPairs = 60

  private static func columns(_ page: Page, _ names: [String]) -> [String] {
    names.map { page.words("site.lockstep.column.\($0)") }
  }

  private static func cutShort(_ page: inout Page, _ all: Int, after most: Int) {
    guard all > most else { return }
    page.paragraph(
      page.words("site.lockstep.cut", ["shown": .number(most), "all": .number(all)]), class: "hint")
  }

  // MARK: Raids

  static func raids(_ page: inout Page, _ finding: Lockstep) {
    let title = page.words("site.lockstep.raids")
    page.heading(2, title, id: "raids")
    page.paragraph(page.words("site.lockstep.raids.how"))
    let names = columns(
      page,
      [
        "day", "visit", "kind", "target", "owner", "members", "all", "share", "minute", "span",
        "age",
      ])
    page.table(title, names) { page in
      for target in finding.targets.prefix(most) { raid(&page, target, of: finding) }
    }
    cutShort(&page, finding.targetsInAll, after: min(most, finding.targets.count))
  }

  private static func raid(_ page: inout Page, _ target: Lockstep.Target, of finding: Lockstep) {
    page.row { page in
      page.rowHeading { $0.date(target.day) }
      page.cell(page.words.number(target.visit + 1), class: "number")
      page.cell(target.kind.map { LockstepWording.kind($0, in: page.language) } ?? "")
      page.cell { $0.html.element("code", target.name) }
      page.cell { owner(&$0, target.owner, finding) }
      page.cell(page.words.number(target.members.count), class: "number")
      page.cell(page.words.number(target.allAccounts), class: "number")
      page.barCell(Double(target.members.count) / Double(max(1, finding.accounts.count)))
      page.cell(page.words.percent(target.together), class: "number")
      page.cell("when") { times(&$0, target) }
      page.cell(age(target, page.words), class: "number")
    }
  }

  /// A link to what was done to an owner; findings taken back lead nowhere.
  private static func owner(_ page: inout Page, _ name: String?, _ finding: Lockstep) {
    guard let name else { return }
    if finding.retraction == nil, let slug = Slug(name) {
      page.html.link(page.address(.owner(slug)), name)
    } else {
      page.html.element("code", name)
    }
  }

  private static func times(_ page: inout Page, _ target: Lockstep.Target) {
    let ends = [target.times.min(), target.times.max()].compactMap(\.self)
    for (place, time) in ends.enumerated() {
      if place > 0 { page.html.markup(" – ") }
      let seconds = Int64((Double(time) / 1000).rounded(.down))
      guard let text = Instant.text(seconds) else { continue }
      page.html.element("time", String(text.dropFirst(11).dropLast()), ("datetime", text))
    }
  }

  private static func age(_ target: Lockstep.Target, _ words: Words) -> String {
    guard let made = target.made, let first = target.times.min() else { return "" }
    return words(
      "site.lockstep.hours", ["hours": .decimal(((Double(first - made) / 360_000).rounded()) / 10)])
  }

  // MARK: Accounts

  static func accounts(_ page: inout Page, _ finding: Lockstep) {
    let title = page.words("site.lockstep.accounts")
    page.heading(2, title, id: "accounts")
    page.paragraph(page.words("site.lockstep.accounts.how"))
    let names = columns(
      page, ["account", "role", "raids", "share", "expected", "chance", "objects", "first", "last"])
    page.table(title, names) { page in
      for account in finding.accounts.prefix(most) {
        page.row { page in
          page.rowHeading { $0.html.element("code", account.name) }
          page.cell(page.words.code("lockstep-role", account.role.rawValue))
          page.cell(
            "\(page.words.number(account.raids))/\(page.words.number(finding.targetsInAll))",
            class: "number")
          page.barCell(Double(account.raids) / Double(max(1, finding.targetsInAll)))
          page.cell(page.words.number(LockstepWording.rounded(account.expected)), class: "number")
          page.cell(LockstepWording.probability(account.chance, in: page.language), class: "number")
          page.cell(page.words.number(account.objects), class: "number")
          page.cell("when") { $0.date(account.first) }
          page.cell("when") { $0.date(account.last) }
        }
      }
    }
    cutShort(&page, finding.accounts.count, after: most)
  }

  static func pairs(_ page: inout Page, _ finding: Lockstep) {
    guard !finding.pairs.isEmpty else { return }
    let title = page.words("site.lockstep.pairs")
    page.heading(2, title, id: "pairs")
    page.paragraph(
      page.words("site.lockstep.pairs.how", ["pairs": .number(finding.pairsInAll)]))
    let strongest = finding.pairs.indices.sorted { one, other in
      let (a, b) = (finding.pairs[one].chance, finding.pairs[other].chance)
      let (x, y) = (a ?? -.infinity, b ?? -.infinity)
      return x != y ? x < y : one < other
    }
    let names = columns(
      page, ["account", "account", "met", "expected", "chance", "gap", "earlier"])
    page.table(title, names) { page in
      for place in strongest.prefix(mostPairs) {
        let pair = finding.pairs[place]
        page.row { page in
          page.rowHeading { $0.html.element("code", finding.accounts[pair.one].name) }
          page.cell { $0.html.element("code", finding.accounts[pair.other].name) }
          page.cell(page.words.number(pair.coActions), class: "number")
          page.cell(page.words.number(LockstepWording.rounded(pair.expected)), class: "number")
          page.cell(LockstepWording.probability(pair.chance, in: page.language), class: "number")
          page.cell(
            page.words("site.lockstep.seconds", ["seconds": .decimal(pair.medianGap.rounded())]),
            class: "number")
          page.cell(
            "\(page.words.number(pair.firstLed))/\(page.words.number(pair.coActions))",
            class: "number")
        }
      }
    }
    cutShort(&page, finding.pairsInAll, after: mostPairs)
  }

  // MARK: Owners, reasons and rhythm

  static func owners(_ page: inout Page, _ finding: Lockstep) {
    guard !finding.portrait.owners.isEmpty else { return }
    let title = page.words("site.lockstep.owners")
    page.heading(2, title, id: "owners")
    page.table(title, columns(page, ["owner", "raids", "share"])) { page in
      for count in finding.portrait.owners.prefix(most) {
        page.row { page in
          page.rowHeading { owner(&$0, count.name, finding) }
          page.cell(page.words.number(count.count), class: "number")
          page.barCell(Double(count.count) / Double(max(1, finding.targetsInAll)))
        }
      }
    }
    cutShort(&page, finding.portrait.owners.count, after: most)
  }

  static func reasons(_ page: inout Page, _ finding: Lockstep) {
    let reasons = finding.portrait.reasons
    guard !reasons.isEmpty else { return }
    let all = reasons.map(\.count).reduce(0, +)
    let title = page.words("site.lockstep.reasons")
    page.heading(2, title, id: "reasons")
    page.table(title, columns(page, ["reason", "actions", "share"])) { page in
      for reason in reasons.prefix(most) {
        page.row { page in
          // A code of somebody's own, in whatever language.
          page.rowHeading { $0.html.element("code", reason.name, ("lang", "und")) }
          page.cell(page.words.number(reason.count), class: "number")
          page.barCell(Double(reason.count) / Double(max(1, all)))
        }
      }
    }
  }

  static func rhythm(_ page: inout Page, _ finding: Lockstep) {
    let portrait = finding.portrait
    let title = page.words("site.lockstep.rhythm")
    page.heading(2, title, id: "rhythm")
    page.paragraph(page.words("site.lockstep.rhythm.how"))
    counts(&page, "hour", portrait.hours) { $0 < 10 ? "0\($0):00" : "\($0):00" }
    counts(&page, "weekday", portrait.weekdays) { [words = page.words] day in
      words("site.lockstep.weekday.\(day + 1)")
    }
  }

  private static func counts(
    _ page: inout Page, _ name: String, _ counts: [Int], _ label: (Int) -> String
  ) {
    let most = counts.max() ?? 0
    let title = page.words("site.lockstep.by-\(name)")
    page.table(title, columns(page, [name, "actions", "share"])) { page in
      for (place, count) in counts.enumerated() {
        page.row { page in
          page.rowHeading { $0.html.text(label(place)) }
          page.cell(page.words.number(count), class: "number")
          page.barCell(Double(count) / Double(max(1, most)))
        }
      }
    }
  }
}
