import Messages
import Record

/// Episodes as rows: what, where, since when, until when, on what evidence.
enum EpisodeRows {
  private static let most = 300

  static func table(_ page: inout Page, _ episodes: [ReachIndex.Episode]) {
    guard !episodes.isEmpty else { return }
    let title = page.words("site.reach.episodes")
    page.heading(2, title)
    let columns = ["what", "targets", "network", "onset", "end", "blocked", "vantage"].map {
      page.words("site.reach.column.\($0)")
    }
    page.table(title, columns) { page in
      for episode in episodes.prefix(most) { row(&page, episode.finding) }
    }
    if episodes.count > most { page.cutShort(after: most) }
  }

  private static func row(_ page: inout Page, _ finding: Finding) {
    page.row { page in
      page.rowHeading { page in
        page.html.link(
          page.address(.entry(.findings, finding.id)),
          page.words.code("finding-state", finding.state.rawValue))
        page.html.markup(" ")
        page.html.text(finding.country ?? "")
        if finding.isUncorroborated {
          page.html.markup("<br><small>")
          let isOnTheHour = finding.labels.contains("whole-hours")
          page.html.text(
            page.words.code("finding-label", isOnTheHour ? "whole-hours" : "uncorroborated"))
          page.html.markup("</small>")
        }
        if let daily = finding.recurrence {
          page.html.markup("<br><small>")
          page.html.text(recurrence(daily, page.words))
          page.html.markup("</small>")
        }
      }
      page.cell { page in
        targets(&page, finding.targets)
        guard !finding.addresses.isEmpty else { return }
        page.html.markup("<br><small>")
        page.html.text(
          page.words("site.reach.addresses", ["count": .number(finding.addresses.count)]))
        page.html.markup("</small>")
      }
      page.cell { networks(&$0, finding.networks) }
      page.cell("when") { turn(&$0, finding.onset) }
      page.cell("when") { page in
        if finding.end == nil { page.html.text(page.words("site.reach.no-end")) }
        turn(&page, finding.end)
        guard !finding.earlyEnds.isEmpty else { return }
        page.html.markup("<br><small>")
        page.html.text(
          page.words("site.reach.early-ends", ["count": .number(finding.earlyEnds.count)]))
        page.html.markup("</small>")
      }
      page.cell(
        finding.state == .collapse
          ? "" : finding.judged.map { page.words.some(finding.blocked, of: $0) } ?? "",
        class: "value")
      page.cell(finding.vantagePoints.map { page.words.number($0) } ?? "", class: "number")
    }
  }

  /// The hours of the day at which it comes back.
  static func recurrence(_ daily: Finding.Recurrence, _ words: Words) -> String {
    words(
      daily.days == nil ? "site.reach.recurrence" : "site.reach.recurrence-days",
      [
        "from": .text(daily.from), "until": .text(daily.until), "count": .number(daily.days ?? 0),
      ])
  }

  /// What came back before the rest, a line each.
  static func earlyEnds(_ page: inout Page, _ ends: [Finding.EarlyEnd]) {
    for (place, back) in ends.enumerated() {
      if place > 0 { page.html.markup("<br>") }
      targets(&page, back.targets)
      page.html.markup("; ")
      networks(&page, back.networks)
      page.html.markup(": ")
      turn(&page, back.turn)
    }
  }

  static func targets(_ page: inout Page, _ targets: [String]) {
    if targets.isEmpty { return page.html.text(page.words("site.reach.all-targets")) }
    for (place, target) in targets.prefix(8).enumerated() {
      if place > 0 { page.html.markup(", ") }
      page.html.link(page.address(.reach(.target(target))), target)
    }
    let rest = targets.count - 8
    if rest > 0 { page.html.text(" +\(page.words.number(rest))") }
  }

  static func networks(_ page: inout Page, _ networks: [Int]) {
    if networks.isEmpty { return page.html.text(page.words("site.reach.small-networks")) }
    for (place, number) in networks.prefix(8).enumerated() {
      if place > 0 { page.html.markup(", ") }
      page.html.link(page.address(.reach(.network(number))), "AS\(number)")
    }
    let rest = networks.count - 8
    if rest > 0 { page.html.text(" +\(page.words.number(rest))") }
  }

  static func turn(_ page: inout Page, _ turn: Finding.Turn?) {
    guard let turn else { return }
    page.date(turn.estimate)
    page.html.markup("<br><small>")
    page.date(turn.earliest)
    page.html.markup(" – ")
    page.date(turn.latest)
    page.html.markup("</small>")
  }
}
