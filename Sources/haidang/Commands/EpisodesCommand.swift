import ArgumentParser
import Bytes
import Interference
import Messages
import Observatory
import Record

/// `haidang episodes`: changes that lasted, one line each.
struct EpisodesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "episodes", abstract: say("episodes.abstract"),
    discussion: say("episodes.discussion"))

  @Option(name: .customLong("cc"), help: .init(say("verdict.country"), valueName: "VN"))
  var country: String?

  @Option(help: .init(say("episodes.target"), valueName: "host"))
  var target: String?

  @Option(help: .init(say("verdict.since"), valueName: "date"))
  var since: String?

  @Flag(help: .init(say("episodes.ongoing")))
  var ongoing = false

  @Flag(help: .init(say("episodes.alarms")))
  var alarms = false

  /// All are listed since those that something else explains say so.
  @Flag(help: .hidden)
  var all = false

  @OptionGroup var form: Form
  @OptionGroup var place: Place

  mutating func validate() throws { country = try country.map(CountryOption.code) }

  func run() async throws {
    let observatory = try place.open()
    let start = try since.map { try SinceDate.seconds($0) }
    var episodes: [Finding] = []
    var explained = 0
    var hasMonths = false
    try observatory.holdings.each(.finding) { version in
      let finding = try Finding(version.content)
      guard finding.retraction == nil, isWanted(finding, since: start) else { return }
      switch finding.method {
      case .episode where alarms && isExplained(finding): explained += 1
      case .episode: episodes.append(finding)
      case .reachability: hasMonths = true
      }
    }
    episodes.sort { ($0.onset?.estimate.lo() ?? 0, $0.id) < ($1.onset?.estimate.lo() ?? 0, $1.id) }
    switch form.table {
    case .text: for episode in episodes { Terminal.print(FindingLines.line(episode)) }
    case .json, .csv: Terminal.print(table(of: episodes).rendered(as: form.table))
    }
    if episodes.isEmpty {
      // What too few tried is recorded nowhere: no finding does not mean no measurement.
      if explained > 0 {
        Terminal.note(say("episodes.all-explained", ["count": .number(explained)]))
      } else {
        Terminal.note(say(try observatory.hasMeasurements ? "episodes.none" : "episodes.empty"))
      }
    }
    // Always the same words: how much is withheld would grow by one with one volunteer.
    if hasMonths { Terminal.note(say("episodes.withheld")) }
  }

  /// Labels that name another cause.
  private static let explanations = Set(
    Episode.Label.allCases.filter(\.isVeto).map(\.rawValue))

  private func isExplained(_ finding: Finding) -> Bool {
    finding.isUncorroborated || finding.labels.contains(where: Self.explanations.contains)
  }

  private func isWanted(_ finding: Finding, since start: Int64?) -> Bool {
    if let country, finding.country != country { return false }
    if let target, !finding.targets.contains(target.lowercased()) { return false }
    if ongoing, finding.method == .episode, finding.end != nil { return false }
    guard let start else { return true }
    return finding.span.hi() >= start
  }

  private func table(of episodes: [Finding]) -> Table {
    var table = Table(columns: [
      "id", "state", "country", "targets", "networks", "onset", "onset_earliest", "onset_latest",
      "end", "end_earliest", "end_latest", "judged", "blocked", "vantage_points",
      "mechanisms", "labels", "ended_earlier", "daily_from", "daily_until", "daily_days",
      "addresses",
    ])
    for episode in episodes {
      table.rows.append(cells(of: episode))
    }
    return table
  }

  private func cells(of episode: Finding) -> [JSONValue] {
    var cells: [JSONValue] = [.string(episode.id.text), .string(episode.state.rawValue)]
    cells.append(episode.country.map { .string($0) } ?? .null)
    cells.append(.string(episode.targets.joined(separator: " ")))
    cells.append(.string(episode.networks.map { "AS\($0)" }.joined(separator: " ")))
    cells += turn(episode.onset)
    cells += turn(episode.end)
    for count in [episode.judged, episode.blocked, episode.vantagePoints] {
      cells.append(count.map { .integer(Int64($0)) } ?? .null)
    }
    let how = episode.mechanisms.map { "\($0.mechanism) \($0.count)" }
    cells.append(.string(how.joined(separator: ", ")))
    cells.append(.string(episode.labels.joined(separator: " ")))
    let back = episode.earlyEnds.map { one in
      (one.targets + one.networks.map { "AS\($0)" } + [one.turn.estimate.description])
        .joined(separator: " ")
    }
    cells.append(.string(back.joined(separator: ", ")))
    cells.append(episode.recurrence.map { .string($0.from) } ?? .null)
    cells.append(episode.recurrence.map { .string($0.until) } ?? .null)
    cells.append(episode.recurrence?.days.map { .integer(Int64($0)) } ?? .null)
    cells.append(.string(episode.addresses.joined(separator: " ")))
    return cells
  }

  private func turn(_ turn: Finding.Turn?) -> [JSONValue] {
    guard let turn else { return [.null, .null, .null] }
    return [turn.estimate, turn.earliest, turn.latest].map { .string($0.description) }
  }
}
