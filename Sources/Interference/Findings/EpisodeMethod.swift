import Bytes
import Record
import Signals

/// The method `episode`: changes that lasted, one finding for each real event.
///
/// A pure function: the order and the cutting of its input do not matter. Counts of votes are shown
/// only where the disclosure floor lets them through; below it there is no finding.
public struct EpisodeMethod: Sendable {
  /// The version of the method: findings of another version are not the same finding.
  public static let version = 1

  /// What may be shown.
  public var floor: DisclosureFloor
  /// What the search is tuned by.
  public var settings: EpisodeSettings

  /// Makes the method.
  public init(
    floor: DisclosureFloor = DisclosureFloor(), settings: EpisodeSettings = EpisodeSettings()
  ) {
    self.floor = floor
    self.settings = settings
  }

  /// The findings, by country and onset.
  ///
  /// - Parameter observations: each measurement once; those without country are left out.
  public func findings(in observations: [Observation]) -> [FindingDraft] {
    let detector = EpisodeDetector(settings: settings)
    let known = observations.filter { $0.country.map { CountryCode.all.contains($0) } ?? false }
    return detector.episodes(in: known).compactMap { draft(of: $0, among: known) }
  }

  private func draft(of episode: Episode, among observations: [Observation]) -> FindingDraft? {
    // Even that something began in a network at an hour could point at one volunteer.
    guard
      episode.strength != .insufficient,
      floor.admits(
        vantagePoints: episode.tally.vantagePoints, networks: episode.networks.count),
      let id = FindingName.slug(["episode", episode.country.lowercased(), episode.id]),
      let onset = turn(episode.onset)
    else { return nil }
    let witness = SilenceWitness(of: episode, among: observations)
    if witness == .nobody, episode.end == nil { return nil }
    let first = CivilDay(of: episode.onset.estimate)
    let last = episode.end.map { CivilDay(of: max($0.estimate, episode.onset.estimate)) }
    var content = JSONObject([
      ("id", .string(id.text)), ("method", .string(FindingMethod.episode.rawValue)),
      ("method_version", .integer(Int64(Self.version))),
      ("title", title(of: episode, on: first)), ("state", .string(state(of: episode).rawValue)),
      ("country", .string(episode.country)),
      ("span", .string(last.map { $0 > first ? "\(first)/\($0)" : "\(first)" } ?? "\(first)/..")),
      ("onset", onset), ("parameters", parameters),
    ])
    content.set("targets", .array(episode.targets.map { .string($0) }))
    content.set("networks", .array(episode.networks.map { .integer(Int64($0)) }))
    content.set("end", episode.end.flatMap(turn) ?? .null)
    let labels = episode.labels.map(\.rawValue) + (witness == .nobody ? ["uncorroborated"] : [])
    content.set("labels", .array(labels.map { .string($0) }))
    add(episode, observations, to: &content)
    return FindingDraft(id: id, content: .object(content))
  }

  private func title(of episode: Episode, on day: CivilDay) -> JSONValue {
    let targets =
      episode.targets.count > 2
      ? "\(episode.targets[0]) +\(episode.targets.count - 1)"
      : episode.targets.joined(separator: ", ")
    let parts = [targets.isEmpty ? episode.kind.rawValue : targets, episode.country, "\(day)"]
    let title = JSONValue.string(parts.joined(separator: " · "))
    return ["en": title, "vi": title]
  }

  private func state(of episode: Episode) -> FindingState {
    switch episode.kind {
    case .collapse: return .collapse
    case .slowdown: return .slowdown
    case .blocking: break
    }
    switch episode.strength {
    case .blocked: return .blocked
    case .likelyBlocked: return .likelyBlocked
    case .impaired, .suspectedShutdown: return .impaired
    case .insufficient: return .insufficient
    }
  }

  /// An hour or so is as close as it is known; minutes are left away.
  private func turn(_ time: ChangeTime) -> JSONValue? {
    func text(_ seconds: Int64) -> JSONValue {
      let hour = ((seconds % 86_400) + 86_400) % 86_400 / 3600
      return .string("\(CivilDay(of: seconds))T\(hour < 10 ? "0" : "")\(hour):00Z")
    }
    return [
      "earliest": text(time.earliest), "estimate": text(time.estimate), "latest": text(time.latest),
    ]
  }

  private func add(
    _ episode: Episode, _ observations: [Observation], to content: inout JSONObject
  ) {
    let tally = episode.tally
    content["judged"] = .integer(Int64(tally.n))
    content["blocked"] = .integer(Int64(tally.k))
    content["vantage_points"] = .integer(Int64(tally.vantagePoints))
    content.set(
      "mechanisms",
      .array(
        episode.mechanisms.map {
          ["count": .integer(Int64($0.count)), "mechanism": .string($0.value.rawValue)]
        }))
    content["numbers"] = numbers(of: episode)
    content.set(
      "witnesses", .array(witnesses(of: episode, observations).map(FindingContent.witness)))
    content.set("cells", .array(cells(of: episode)))
  }

  private func numbers(of episode: Episode) -> JSONValue {
    let decision = episode.decision
    var numbers = [
      ("statistic", decision.statistic), ("threshold", decision.threshold),
      ("before", decision.before), ("after", decision.after),
    ]
    if let without = decision.withoutOne { numbers.append(("statistic_without_one", without)) }
    numbers.append(("vantage_points_blocked", Double(episode.tally.vantagePointsBlocked)))
    return .array(numbers.map { FindingContent.number($0.0, rounded($0.1)) })
  }

  /// Six significant digits: what differs beyond them is the arithmetic of the machine.
  private func rounded(_ value: Double) -> Double {
    guard value.isFinite, value != 0 else { return value.isFinite ? value : 0 }
    var scale = 1.0
    var size = value.magnitude
    while size < 100_000, scale < 1e9 {
      size *= 10
      scale *= 10
    }
    return (value * scale).rounded() / scale
  }

  /// The days whose hours decided; those with few votes are left out.
  private func cells(of episode: Episode) -> [JSONValue] {
    var days: [CivilDay: (n: Int, k: Int, d: Int)] = [:]
    for cell in episode.cells {
      let day = CivilDay(of: cell.hour)
      var sum = days[day] ?? (0, 0, 0)
      sum = (sum.n + cell.n, sum.k + cell.k, sum.d + cell.d)
      days[day] = sum
    }
    return days.filter { $0.value.n >= floor.vantagePoints }.sorted { $0.key < $1.key }.map {
      var cell = JSONObject([
        ("on", .string("\($0.key)")), ("judged", .integer(Int64($0.value.n))),
        ("blocked", .integer(Int64($0.value.k))),
      ])
      if $0.value.d > 0 { cell["down"] = .integer(Int64($0.value.d)) }
      return .object(cell)
    }
  }

  private func witnesses(of episode: Episode, _ observations: [Observation]) -> [Observation] {
    guard episode.kind == .blocking else { return [] }
    let targets = Set(episode.targets)
    let networks = Set(episode.networks)
    let end = episode.end?.latest ?? episode.lastSeen + 1
    return Witnesses.first(
      among: observations.filter {
        $0.country == episode.country && targets.contains($0.target)
          && $0.network.map { networks.contains($0) } ?? false
          && (episode.onset.earliest..<max(end, episode.onset.earliest + 1)).contains($0.start)
      }, named: Set(networks.map(Optional.some)))
  }

  private var parameters: JSONValue {
    .array(
      [
        ("false_alarm_chance", settings.falseAlarmChance),
        ("least_evidence", settings.leastEvidence), ("least_votes", Double(settings.leastVotes)),
        ("memory_days", Double(settings.memory) / 86_400),
        ("least_expected", settings.leastExpected), ("collapse_share", settings.collapseShare),
        ("slow_share", settings.slowShare), ("together_hours", Double(settings.together) / 3600),
        ("extended_hours", Double(settings.extended) / 3600),
      ].map { FindingContent.number($0.0, rounded($0.1)) })
  }
}
