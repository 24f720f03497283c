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
    var writer = CSVWriter()
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

/// What began and what ended, as a feed in the Atom Syndication Format (RFC 4287): an episode that
/// ended has two entries, so that a reader learns of the end too.
struct EpisodeFeed {
  let page: Page
  let subject: ReachSubject
  let episodes: [ReachIndex.Episode]

  private var address: String { page.site.state.address.map { "\($0)/" } ?? "../../" }

  var bytes: [UInt8] {
    var xml = XMLWriter(reserve: 1024 + episodes.count * 1200)
    let state = page.site.state
    let names = PermanentName(origin: state.origin)
    xml.open(
      "feed", ("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", page.language.rawValue))
    xml.newLine()
    xml.element("id", names.reach(page.language, subject.name))
    xml.element("title", ReachPage.title(of: subject, page.words))
    xml.element("updated", Instant.midnight(episodes.map(\.day).max() ?? state.day))
    xml.empty(
      "link", ("rel", "self"), ("type", "application/atom+xml"),
      ("href", address + page.route.path))
    xml.empty(
      "link", ("rel", "alternate"), ("type", "text/html"),
      ("href", address + Route.page(page.language, .reach(subject)).path))
    xml.open("author")
    xml.element("name", state.title.text(for: page.language).text)
    xml.close("author")
    xml.element("generator", "Hải Đăng")
    xml.element("rights", FeedWords.of(page.language).rights)
    xml.newLine()
    for episode in episodes {
      if episode.finding.end != nil { entry(episode, isEnd: true, names, &xml) }
      entry(episode, isEnd: false, names, &xml)
    }
    xml.close("feed")
    xml.newLine()
    return xml.bytes
  }

  private static func category(of finding: Finding, isEnd: Bool) -> String {
    guard isEnd else { return finding.state.rawValue }
    return [.collapse, .slowdown].contains(finding.state) ? "ended" : "unblocked"
  }

  private func entry(
    _ episode: ReachIndex.Episode, isEnd: Bool, _ names: PermanentName, _ xml: inout XMLWriter
  ) {
    let finding = episode.finding
    let words = page.words
    let what = words.code("finding-state", finding.state.rawValue)
    let targets = finding.targets.prefix(3).joined(separator: ", ")
    let key = isEnd ? "site.reach.feed.ended" : "site.reach.feed.began"
    xml.open("entry")
    xml.element("id", names.finding(finding.id, isEnd: isEnd))
    xml.element(
      "title",
      words(
        key,
        [
          "what": .text(what), "country": .text(finding.country ?? ""),
          "targets": .text(targets.isEmpty ? words("site.reach.all-targets") : targets),
        ]))
    xml.element("published", Instant.midnight(isEnd ? episode.day : episode.firstDay))
    xml.element("updated", Instant.midnight(episode.day))
    xml.empty(
      "link", ("rel", "alternate"), ("type", "text/html"),
      ("href", address + Route.page(page.language, .entry(.findings, finding.id)).path))
    xml.empty("category", ("term", Self.category(of: finding, isEnd: isEnd)))
    let turn = isEnd ? finding.end : finding.onset
    xml.element(
      "summary",
      words(
        finding.judged == nil ? "site.reach.feed.turn" : "site.reach.feed.summary",
        [
          "estimate": .text(turn.map { words.date($0.estimate) } ?? ""),
          "earliest": .text(turn.map { words.date($0.earliest) } ?? ""),
          "latest": .text(turn.map { words.date($0.latest) } ?? ""),
          "networks": .text(finding.networks.map { "AS\($0)" }.joined(separator: ", ")),
          "some": page.words.few(finding.blocked), "all": page.words.few(finding.judged),
          "vantage": .number(finding.vantagePoints ?? 0),
        ]))
    xml.close("entry")
    xml.newLine()
  }
}

extension PermanentName {
  fileprivate func reach(_ language: Language, _ name: String) -> String {
    "\(prefix)\(language.rawValue)/reach/\(name)"
  }

  fileprivate func finding(_ id: Slug, isEnd: Bool) -> String {
    "\(prefix)finding/\(id.text)\(isEnd ? "/end" : "")"
  }
}
