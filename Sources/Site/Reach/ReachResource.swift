import Bytes
import Messages
import Record

/// What measurements say of a subject, as a table and as a feed.
enum ReachResource {
  static func render(
    _ language: Language, _ subject: ReachSubject, _ form: ReachForm, site: Site
  ) throws -> Resource? {
    let index = try site.reach()
    let subject = index.resolved(subject)
    let months = index.months(about: subject)
    let episodes = index.episodes(about: subject)
    guard subject == .all || !months.isEmpty || !episodes.isEmpty else { return nil }
    let route = Route.reach(language, subject, form)
    switch form {
    case .csv:
      return Resource(
        path: route.path, mediaType: .csv, bytes: try table(months, about: subject, site: site))
    case .atom:
      let feed = EpisodeFeed(
        page: site.page(route), subject: subject,
        episodes: Array(episodes.filter { !$0.finding.isUncorroborated }.prefix(100)))
      return Resource(path: route.path, mediaType: .atom, bytes: feed.bytes)
    }
  }

  static let columns = [
    "target", "country", "period", "network", "networks", "state", "judged", "blocked", "down",
    "refused", "ok", "vantage_points", "mechanism", "finding",
  ]

  /// Target, month or day, network, how, how many: only what the disclosure floor lets through. A
  /// month's row without numbers is withheld; an empty network stands for several together, or, in the
  /// row of a day, for all of them.
  private static func table(
    _ months: [ReachIndex.Month], about subject: ReachSubject, site: Site
  ) throws -> [UInt8] {
    var writer = CSVWriter(.guarded)
    writer.row(columns)
    for month in months {
      guard let version = try site.holdings.version(of: RecordReference(.finding, month.id)) else {
        continue
      }
      let finding = try Finding(version.content)
      for row in finding.rows where isAbout(row.network, subject) {
        writer.row(cells(of: row, month))
      }
      for cell in finding.cells where isAbout(cell.network, subject) {
        writer.row(cells(of: cell, month))
      }
    }
    return writer.take()
  }

  private static func isAbout(_ network: Int?, _ subject: ReachSubject) -> Bool {
    if case .network(let number) = subject { return network == number }
    return true
  }

  private static func text(_ count: Int?) -> String { count.map { String($0) } ?? "" }

  private static func cells(of row: Finding.NetworkRow, _ month: ReachIndex.Month) -> [String] {
    [
      month.target, month.country, month.month, row.network.map { "AS\($0)" } ?? "",
      text(row.networks ?? (row.network == nil ? nil : 1)), row.state.rawValue, text(row.judged),
      text(row.blocked), text(row.down), text(row.refused), text(row.ok), text(row.vantagePoints),
      row.mechanisms.first?.mechanism ?? "", month.id.text,
    ]
  }

  private static func cells(of cell: Finding.Cell, _ month: ReachIndex.Month) -> [String] {
    [
      month.target, month.country, cell.day.description, cell.network.map { "AS\($0)" } ?? "",
      cell.network == nil ? "" : "1", "", String(cell.judged), text(cell.blocked),
      text(cell.down), text(cell.refused), text(cell.ok), text(cell.vantagePoints),
      cell.mechanism ?? "", month.id.text,
    ]
  }
}
