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
      }
      page.cell { targets(&$0, finding) }
      page.cell { networks(&$0, finding) }
      page.cell("when") { turn(&$0, finding.onset) }
      page.cell("when") { page in
        if finding.end == nil { page.html.text(page.words("site.reach.no-end")) }
        turn(&page, finding.end)
      }
      page.cell(
        finding.state == .collapse
          ? "" : finding.judged.map { page.words.some(finding.blocked, of: $0) } ?? "",
        class: "value")
      page.cell(finding.vantagePoints.map { page.words.number($0) } ?? "", class: "number")
    }
  }

  static func targets(_ page: inout Page, _ finding: Finding) {
    if finding.targets.isEmpty { return page.html.text(page.words("site.reach.all-targets")) }
    for (place, target) in finding.targets.prefix(8).enumerated() {
      if place > 0 { page.html.markup(", ") }
      page.html.link(page.address(.reach(.target(target))), target)
    }
    let rest = finding.targets.count - 8
    if rest > 0 { page.html.text(" +\(page.words.number(rest))") }
  }

  static func networks(_ page: inout Page, _ finding: Finding) {
    if finding.networks.isEmpty { return page.html.text(page.words("site.reach.small-networks")) }
    for (place, number) in finding.networks.prefix(8).enumerated() {
      if place > 0 { page.html.markup(", ") }
      page.html.link(page.address(.reach(.network(number))), "AS\(number)")
    }
    let rest = finding.networks.count - 8
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
