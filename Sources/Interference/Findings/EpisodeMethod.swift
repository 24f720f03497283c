import Bytes
import Record
import Signals

/// The method `episode`: changes that lasted, one finding for each real event.
///
/// A pure function: the order and the cutting of its input do not matter. Counts of votes are shown
/// only where the disclosure floor lets them through; below it there is no finding.
public struct EpisodeMethod: Sendable {
  /// The version of the method: findings of another version are not the same finding.
  public static let version = 3

  /// What may be shown.
  public var floor: DisclosureFloor
  /// What the search is tuned by.
  public var settings: EpisodeSettings
  /// What networks are called.
  public var names: NetworkNames

  /// Makes the method.
  public init(
    floor: DisclosureFloor = DisclosureFloor(), settings: EpisodeSettings = EpisodeSettings(),
    names: NetworkNames = .shipped
  ) {
    self.floor = floor
    self.names = names
    self.settings = settings
  }

  /// The findings, by country and onset.
  ///
  /// - Parameter observations: each measurement once; those without country are left out.
  public func findings(in observations: [Observation]) -> [FindingDraft] {
    outcome(of: observations).findings
  }

  /// The findings, by country and onset, and the episodes that they are of, with those that are not told.
  ///
  /// - Parameter observations: each measurement once; those without country are left out.
  public func outcome(
    of observations: [Observation]
  ) -> (findings: [FindingDraft], episodes: [Episode]) {
    let known = observations.filter { $0.country.map { CountryCode.all.contains($0) } ?? false }
    let episodes = EpisodeDetector(settings: settings).episodes(in: known)
    return (drafts(of: episodes, known), episodes)
  }

  private func drafts(of episodes: [Episode], _ known: [Observation]) -> [FindingDraft] {
    let wanted = Set(episodes.flatMap(\.targets))
    let own = Dictionary(
      grouping: known.filter { wanted.contains($0.target) },
      by: { Subject(country: $0.country ?? "", target: $0.target) })
    return episodes.compactMap { episode in
      let observations = episode.targets.flatMap { target in
        own[Subject(country: episode.country, target: target)] ?? []
      }
      let witness = SilenceWitness(of: episode, among: known)
      if witness == .nobody, episode.end == nil { return nil }
      // Whom the days of a collapse or a slowdown come from.
      let seen =
        episode.kind == .blocking
        ? observations : known.filter { Self.isCounted($0, in: episode) }
      return draft(of: episode, seen, isWitnessed: witness != .nobody)
    }
  }

  private struct Subject: Hashable {
    var country: String
    var target: String
  }

  private static func isCounted(_ observation: Observation, in episode: Episode) -> Bool {
    observation.country == episode.country
      && (episode.networks.isEmpty || observation.network.map(episode.networks.contains) ?? false)
      && (episode.targets.isEmpty || episode.targets.contains(observation.target))
  }

  private func draft(
    of episode: Episode, _ observations: [Observation], isWitnessed: Bool
  ) -> FindingDraft? {
    // Even that something began in a network at an hour could point at one volunteer.
    guard
      episode.strength != .insufficient,
      floor.admits(episode, among: observations, memory: settings.memory),
      let id = FindingName.slug(["episode", episode.country.lowercased(), episode.id]),
      let onset = turn(episode.onset)
    else { return nil }
    var content = JSONObject([
      ("id", .string(id.text)), ("method", .string(FindingMethod.episode.rawValue)),
      ("method_version", .integer(Int64(Self.version))),
      ("state", .string(state(of: episode).rawValue)), ("country", .string(episode.country)),
      ("span", span(of: episode)), ("onset", onset), ("parameters", parameters),
    ])
    content.set("end", episode.end.flatMap(turn) ?? .null)
    let labels = episode.labels.map(\.rawValue) + (isWitnessed ? [] : ["uncorroborated"])
    content.set("labels", .array(labels.map { .string($0) }))
    if episode.kind == .blocking {
      let pairs = BlockedPairs(of: episode, among: observations, floor)
      guard !pairs.rows.isEmpty else { return nil }
      add(pairs, episode, to: &content)
      content["numbers"] = numbers(of: episode, seenBy: pairs.total.count.blockedVantagePoints)
    } else {
      let targets = told(episode.targets, observations)
      guard !targets.isEmpty || episode.targets.isEmpty else { return nil }
      add(episode, targets, observations, to: &content)
      content["numbers"] = numbers(of: episode, seenBy: episode.tally.vantagePointsBlocked)
    }
    return FindingDraft(id: id, content: .object(content))
  }

  private func span(of episode: Episode) -> JSONValue {
    let first = CivilDay(of: episode.onset.estimate)
    guard let end = episode.end else { return .string("\(first)/..") }
    let last = CivilDay(of: max(end.estimate, episode.onset.estimate))
    return .string(last > first ? "\(first)/\(last)" : "\(first)")
  }

  private func add(_ pairs: BlockedPairs, _ episode: Episode, to content: inout JSONObject) {
    content["title"] = title(of: episode, pairs.targets)
    content.set("targets", .array(pairs.targets.map { .string($0) }))
    content.set("networks", .array(pairs.networks.map { .integer(Int64($0)) }))
    FindingContent.counts(pairs.total, into: &content)
    content["rows"] = .array(
      pairs.rows.map { pair, count in
        let row = Reachability.Row(
          network: pair.network, together: pair.network == nil ? count.count.networks : nil,
          count: count.count, isShown: true, published: count,
          days: pair.network.flatMap { pairs.days[$0] } ?? [],
          blockedDays: pair.network.flatMap { pairs.blockedDays[$0] } ?? [])
        let name = pair.network.flatMap { network in
          names.name(of: network, on: count.count.last.map { CivilDay(of: $0) })
        }
        var object = FindingContent.row(row, name: name).object ?? JSONObject()
        object["target"] = .string(pair.target)
        return .object(object)
      })
    content.set("cells", .array(pairs.cells.map(FindingContent.cell)))
    let rows = pairs.rows.map { pair, count in
      Reachability.Row(
        network: pair.network, count: count.count, isShown: true, published: count)
    }
    let witnesses = Witnesses.first(among: pairs.observations, of: rows)
    let text = WitnessText(
      of: witnesses, among: pairs.observations, about: pairs.targets, floor)
    content.set(
      "witnesses",
      .array(witnesses.map { FindingContent.witness($0, pairs.blockedDays, text) }))
  }

  /// The targets whose names enough have tried to be told.
  private func told(_ targets: [String], _ observations: [Observation]) -> [String] {
    let own = Dictionary(grouping: observations, by: \.target).mapValues {
      ObservationCount(of: $0)
    }
    return targets.filter { target in
      guard let count = own[target] else { return false }
      return count.vantagePoints > 1
        && floor.admits(vantagePoints: count.vantagePoints, networks: count.networks)
    }
  }

  private func add(
    _ episode: Episode, _ targets: [String], _ observations: [Observation],
    to content: inout JSONObject
  ) {
    content["title"] = title(of: episode, targets)
    content.set("targets", .array(targets.map { .string($0) }))
    content.set("networks", .array(episode.networks.map { .integer(Int64($0)) }))
    content["judged"] = .integer(Int64(episode.tally.n))
    content["blocked"] = .integer(Int64(episode.tally.k))
    content["vantage_points"] = .integer(Int64(episode.tally.vantagePoints))
    content.set("cells", .array(cells(of: episode, observations)))
  }

  /// What was hit, where and when; of what is about all targets, what happened stands first.
  private func title(of episode: Episode, _ targets: [String]) -> JSONValue {
    let named =
      targets.count > 2 ? "\(targets[0]) +\(targets.count - 1)" : targets.joined(separator: ", ")
    let words = Self.words(for: episode.kind)
    func text(_ what: String) -> JSONValue {
      var parts = [named.isEmpty ? what : named]
      if named.isEmpty, episode.networks.count == 1 { parts.append("AS\(episode.networks[0])") }
      parts += [episode.country, "\(CivilDay(of: episode.onset.estimate))"]
      return .string(parts.joined(separator: " · "))
    }
    return ["en": text(words.en), "vi": text(words.vi)]
  }

  /// A title is part of the record, and so are its words.
  private static func words(for kind: Episode.Kind) -> (vi: String, en: String) {
    switch kind {
    case .blocking: ("Chặn", "Blocking")
    case .collapse: ("Phép đo ngừng hẳn", "Measurements stopped")
    case .slowdown: ("Làm chậm", "Slowdown")
    }
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

  /// An hour or so is as close as it is known; minutes are left away, so that the interval only grows.
  private func turn(_ time: ChangeTime) -> JSONValue? {
    func text(_ seconds: Int64) -> JSONValue {
      let hour = ((seconds % 86_400) + 86_400) % 86_400 / 3600
      return .string("\(CivilDay(of: seconds))T\(hour < 10 ? "0" : "")\(hour):00Z")
    }
    return [
      "earliest": text(time.earliest), "estimate": text(time.estimate),
      "latest": text(time.latest + 3599),
    ]
  }

  private func numbers(of episode: Episode, seenBy people: Int) -> JSONValue {
    let decision = episode.decision
    var numbers = [
      ("statistic", decision.statistic), ("threshold", decision.threshold),
      ("before", decision.before), ("after", decision.after),
    ]
    if let without = decision.withoutOne { numbers.append(("statistic_without_one", without)) }
    numbers.append(("vantage_points_blocked", Double(people)))
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

  /// The days whose hours decided; those of few vantage points are left out.
  private func cells(of episode: Episode, _ observations: [Observation]) -> [JSONValue] {
    var crowds: [CivilDay: Crowd] = [:]
    for observation in observations {
      crowds[CivilDay(of: observation.start), default: Crowd()].add(observation)
    }
    var days: [CivilDay: (n: Int, k: Int, d: Int)] = [:]
    for cell in episode.cells {
      let day = CivilDay(of: cell.hour)
      var sum = days[day] ?? (0, 0, 0)
      sum = (sum.n + cell.n, sum.k + cell.k, sum.d + cell.d)
      days[day] = sum
    }
    // What is left of the sum beside the days that are told comes from nobody or from enough.
    let all = days.keys.sorted()
    let isEnough = all.map { (crowds[$0] ?? Crowd()).vantagePoints >= floor.vantagePoints }
    let isShown = Withholding.shown(all.map { crowds[$0] ?? Crowd() }, floor)
    let shown = Set(zip(all, zip(isEnough, isShown)).filter { $0.1.0 && $0.1.1 }.map(\.0))
    return days.filter { shown.contains($0.key) }.sorted { $0.key < $1.key }.map {
      let cell = JSONObject([
        ("on", .string("\($0.key)")), ("judged", .integer(Int64($0.value.n))),
        ("blocked", .integer(Int64($0.value.k))), ("down", .integer(Int64($0.value.d))),
        ("refused", 0),
      ])
      return .object(cell)
    }
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
