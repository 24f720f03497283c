import Bytes
import Messages
import Record

/// A finding: what it says, network by network and day by day, its witnesses, and how to run it
/// again.
enum FindingPage {
  static func body(_ page: inout Page, _ version: RecordVersion) throws {
    let finding = try Finding(version.content)
    page.retraction(finding.retraction)
    claim(&page, finding)
    summary(&page, finding)
    rows(&page, finding)
    days(&page, finding)
    witnesses(&page, finding)
    method(&page, finding)
    if let note = finding.note {
      page.heading(2, page.words("site.note"))
      page.html.markup("<p>")
      page.text(note)
      page.html.markup("</p>\n")
    }
    try page.provenance(of: version)
  }

  /// Cells of a finding in the list of all.
  static func cells(_ page: inout Page, _ finding: Finding) {
    page.cell(page.words.code("finding-state", finding.state.rawValue))
    page.cell(
      finding.state == .collapse || finding.isUncorroborated
        ? ""
        : finding.judged.map { page.words.some(finding.blocked, of: $0) }
          ?? page.words("site.reach.withheld"), class: "value")
    page.cell(finding.vantagePoints.map { page.words.number($0) } ?? "", class: "number")
  }

  private static func claim(_ page: inout Page, _ finding: Finding) {
    page.html.markup("<p class=\"lead\">")
    page.html.text(page.words.code("finding-state", finding.state.rawValue))
    if finding.method == .reachability {
      let sum = InterferedNetworks(finding.rows)
      page.html.text(
        ": "
          + page.words(
            sum.isAtLeast ? "site.reach.claim-at-least" : "site.reach.claim",
            ["some": .number(sum.some), "all": .number(sum.all)]))
    }
    page.html.markup("</p>\n")
    page.paragraph(page.words("vocabulary.finding-state.\(finding.state.rawValue).meaning"))
    if finding.method == .episode, [.blocked, .likelyBlocked].contains(finding.state) {
      page.paragraph(page.words("finding.episode.votes"))
    }
    page.paragraph(page.words("site.reach.not-shown"), class: "hint")
    for label in finding.labels {
      page.notice { page in
        page.html.text(page.words("vocabulary.finding-label.\(label)"))
      }
    }
  }

  private static func summary(_ page: inout Page, _ finding: Finding) {
    page.summary { page in
      if let country = finding.country {
        page.summaryRow(page.words("field.finding.country.label")) { page in
          page.html.link(page.address(.reach(.country(country))), country)
        }
      }
      page.summaryRow(page.words("field.finding.targets.label")) {
        EpisodeRows.targets(&$0, finding.targets)
      }
      if !finding.addresses.isEmpty {
        page.summaryRow(page.words("field.finding.addresses.label")) { page in
          for (place, address) in finding.addresses.enumerated() {
            if place > 0 { page.html.markup("<br>") }
            page.html.element("code", address)
          }
        }
      }
      if !finding.networks.isEmpty || finding.method == .episode {
        page.summaryRow(page.words("field.finding.networks.label")) {
          EpisodeRows.networks(&$0, finding.networks)
        }
      }
      page.dateRow(page.words("field.finding.span.label"), finding.span)
      for (name, turn) in [("onset", finding.onset), ("end", finding.end)] where turn != nil {
        page.summaryRow(page.words("field.finding.\(name).label")) {
          EpisodeRows.turn(&$0, turn)
        }
      }
      if !finding.earlyEnds.isEmpty {
        page.summaryRow(page.words("field.finding.ended_earlier.label")) {
          EpisodeRows.earlyEnds(&$0, finding.earlyEnds)
        }
      }
      if let daily = finding.recurrence {
        page.summaryRow(page.words("field.finding.recurrence.label")) {
          $0.html.text(EpisodeRows.recurrence(daily, $0.words))
        }
      }
      // A silence has no measurements that were interfered with.
      if finding.state != .collapse, let judged = finding.judged, let blocked = finding.blocked {
        page.summaryRow(page.words("field.finding.blocked.label")) { page in
          page.html.text(
            page.words.some(blocked, of: judged))
          page.html.markup(", ")
          page.html.text(Share.text(blocked, of: judged, page.words))
        }
      }
    }
  }

  private static func rows(_ page: inout Page, _ finding: Finding) {
    guard !finding.rows.isEmpty else { return }
    let title = page.words("site.reach.by-network")
    page.heading(2, title, id: "networks")
    let isBroad = finding.rows.contains { $0.target != nil }
    page.table(title, NetworkRows.columns(page.words, withTarget: isBroad)) { page in
      for row in finding.rows {
        page.row { page in
          if let target = row.target {
            page.rowHeading { $0.html.link($0.address(.reach(.target(target))), target) }
          }
          NetworkRows.cells(&page, row)
        }
      }
    }
  }

  /// Days as a heat table: one row for all networks together and for each that may be shown.
  private static func days(_ page: inout Page, _ finding: Finding) {
    guard !finding.cells.isEmpty else { return }
    let days = Array(Set(finding.cells.map(\.day.description))).sorted()
    let networks = finding.cells.map(\.network).reduce(into: [Int?]()) { found, network in
      if !found.contains(network) { found.append(network) }
    }
    let title = page.words("site.reach.days")
    page.heading(2, title, id: "days")
    page.paragraph(page.words("site.reach.days.how"))
    let columns =
      [page.words("site.reach.column.day")]
      + networks.map { $0.map { "AS\($0)" } ?? page.words("site.reach.all-networks") }
    page.table(title, columns) { page in
      for day in days {
        let cells = finding.cells.filter { $0.day.description == day }
        page.row { page in
          page.rowHeading { page in
            if let date = cells.first?.day { page.date(date) }
          }
          for network in networks { heat(&page, cells.first { $0.network == network }) }
        }
      }
    }
  }

  private static func heat(_ page: inout Page, _ cell: Finding.Cell?) {
    guard let cell else { return page.cell("–", class: "h0") }
    let share = Double(cell.blocked ?? 0) / Double(max(1, cell.judged))
    let shade = share == 0 ? 0 : min(4, 1 + Int(share * 4))
    page.cell(
      page.words.some(cell.blocked, of: cell.judged), class: "h\(shade)")
  }

  private static func witnesses(_ page: inout Page, _ finding: Finding) {
    guard !finding.witnesses.isEmpty else { return }
    let title = page.words("site.reach.witnesses")
    page.heading(2, title, id: "witnesses")
    page.paragraph(page.words("site.reach.witnesses.how"))
    let columns = ["day", "network", "rule", "evidence", "measurement"].map {
      page.words("site.reach.column.\($0)")
    }
    page.table(title, columns) { page in
      for witness in finding.witnesses {
        page.row { page in
          page.rowHeading { $0.date(witness.day) }
          page.cell(witness.network.map { "AS\($0)" } ?? "")
          page.cell(page.words("vocabulary.rule.\(witness.rule)"))
          page.cell { page in
            for (place, text) in witness.what.enumerated() {
              if place > 0 { page.html.markup("<br>") }
              page.html.element("code", text)
            }
          }
          page.cell { page in
            if let name = witness.measurement { page.html.element("code", name) }
          }
        }
      }
    }
  }

  /// A setting or number in words; its own name where the catalogue has none, as for methods of other
  /// versions.
  private static func name(of number: Finding.NamedNumber, _ words: Words) -> String {
    let key = number.name.split(separator: "_").joined(separator: "-")
    let text = words("site.reach.number.\(key)")
    return text == "site.reach.number.\(key)" ? number.name : text
  }

  private static func method(_ page: inout Page, _ finding: Finding) {
    page.heading(2, page.words("site.reach.method"), id: "method")
    page.paragraph(page.words("vocabulary.finding-method.\(finding.method.rawValue).meaning"))
    page.summary { page in
      page.summaryRow(page.words("field.finding.method_version.label")) {
        $0.html.text("\(finding.method.rawValue) \(finding.methodVersion)")
      }
      for number in finding.parameters + finding.numbers {
        page.summaryRow(name(of: number, page.words)) {
          $0.html.text($0.words.number(number.value))
        }
      }
      page.summaryRow(page.words("field.finding.inputs.exhibits.label")) {
        $0.html.text($0.words.number(finding.inputs.exhibits))
      }
      page.summaryRow(page.words("field.finding.inputs.digest.label")) {
        $0.html.element("span", finding.inputs.digest, ("class", "hash"))
      }
      page.summaryRow(page.words("field.finding.inputs.tables.label")) {
        $0.html.element("span", finding.inputs.tables, ("class", "hash"))
      }
    }
    page.html.markup("<p><code>haidang reproduce ")
    page.html.text(finding.id.text)
    page.html.markup("</code><br><code>haidang explain ")
    page.html.text(finding.id.text)
    page.html.markup("</code></p>\n")
  }
}
