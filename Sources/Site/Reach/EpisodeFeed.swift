import Bytes
import Messages
import Record

/// What began and what ended, as a feed in the Atom Syndication Format (RFC 4287): an episode that
/// ended has two entries, so that a reader learns of the end too; and one for each part of it that ended
/// earlier.
struct EpisodeFeed {
  let page: Page
  let subject: ReachSubject
  let episodes: [ReachIndex.Episode]

  private var address: String { page.site.state.address.map { "\($0)/" } ?? "../../" }

  var bytes: [UInt8] {
    var xml = XMLWriter(reserve: 1024 + episodes.count * 1200)
    let state = page.site.state
    let names = PermanentName(origin: state.origin)
    xml.openAtom(
      of: page, id: names.reach(page.language, subject.name),
      title: ReachPage.title(of: subject, page.words),
      updated: Instant.midnight(episodes.map(\.day).max() ?? state.day),
      own: address + page.route.path,
      list: address + Route.page(page.language, .reach(subject)).path)
    for episode in episodes {
      if episode.finding.end != nil { entry(episode, .end, names, &xml) }
      for (place, back) in episode.finding.earlyEnds.enumerated() where isAbout(back) {
        entry(episode, .part(place + 1, back), names, &xml)
      }
      entry(episode, .onset, names, &xml)
    }
    xml.close("feed")
    xml.newLine()
    return xml.bytes
  }

  /// What an entry tells of an episode.
  private enum Turn {
    case onset, end
    /// What came back before the rest, by its place among these.
    case part(Int, Finding.EarlyEnd)

    var isEnd: Bool {
      if case .onset = self { false } else { true }
    }
  }

  private func isAbout(_ back: Finding.EarlyEnd) -> Bool {
    switch subject {
    case .network(let number): back.networks.isEmpty || back.networks.contains(number)
    case .target(let target): back.targets.isEmpty || back.targets.contains(target)
    case .all, .country, .abbreviated: true
    }
  }

  private static func category(of finding: Finding, isEnd: Bool) -> String {
    guard isEnd else { return finding.state.rawValue }
    return [.collapse, .slowdown].contains(finding.state) ? "ended" : "unblocked"
  }

  private func entry(
    _ episode: ReachIndex.Episode, _ turn: Turn, _ names: PermanentName, _ xml: inout XMLWriter
  ) {
    let finding = episode.finding
    let words = page.words
    let what = words.code("finding-state", finding.state.rawValue)
    let told = told(by: turn, of: finding)
    let targets = told.targets.prefix(3).joined(separator: ", ")
    xml.open("entry")
    xml.element("id", names.finding(finding.id, told.name))
    xml.element(
      "title",
      words(
        told.key,
        [
          "what": .text(what), "country": .text(finding.country ?? ""),
          "targets": .text(targets.isEmpty ? words("site.reach.all-targets") : targets),
        ]))
    xml.element("published", Instant.midnight(turn.isEnd ? episode.day : episode.firstDay))
    xml.element("updated", Instant.midnight(episode.day))
    xml.empty(
      "link", ("rel", "alternate"), ("type", "text/html"),
      ("href", address + Route.page(page.language, .entry(.findings, finding.id)).path))
    xml.empty("category", ("term", Self.category(of: finding, isEnd: turn.isEnd)))
    xml.element(
      "summary",
      words(
        told.isCounted ? "site.reach.feed.summary" : "site.reach.feed.turn",
        [
          "estimate": .text(told.turn.map { words.date($0.estimate) } ?? ""),
          "earliest": .text(told.turn.map { words.date($0.earliest) } ?? ""),
          "latest": .text(told.turn.map { words.date($0.latest) } ?? ""),
          "networks": .text(told.networks.map { "AS\($0)" }.joined(separator: ", ")),
          "some": page.words.few(finding.blocked), "all": page.words.few(finding.judged),
          "vantage": .number(finding.vantagePoints ?? 0),
        ]))
    xml.close("entry")
    xml.newLine()
  }

  private struct Told {
    let key: String
    /// What tells the entry's name from those of the episode's other entries.
    let name: String
    let targets: [String]
    let networks: [Int]
    let turn: Finding.Turn?
    /// Whether the counts of the episode are about it.
    let isCounted: Bool
  }

  private func told(by turn: Turn, of finding: Finding) -> Told {
    switch turn {
    case .onset, .end:
      Told(
        key: turn.isEnd ? "site.reach.feed.ended" : "site.reach.feed.began",
        name: turn.isEnd ? "/end" : "", targets: finding.targets, networks: finding.networks,
        turn: turn.isEnd ? finding.end : finding.onset, isCounted: finding.judged != nil)
    case .part(let place, let back):
      Told(
        key: "site.reach.feed.ended-part", name: "/end/\(place)", targets: back.targets,
        networks: back.networks, turn: back.turn, isCounted: false)
    }
  }
}

extension PermanentName {
  fileprivate func reach(_ language: Language, _ name: String) -> String {
    "\(prefix)\(language.rawValue)/reach/\(name)"
  }

  fileprivate func finding(_ id: Slug, _ turn: String) -> String {
    "\(prefix)finding/\(id.text)\(turn)"
  }
}
