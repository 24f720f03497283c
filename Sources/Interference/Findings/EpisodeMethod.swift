public import Bytes
import Record
import Signals

/// The method `episode`: changes that lasted, one finding for each real event.
///
/// A pure function: the order and the cutting of its input do not matter. The search sees everything; what
/// is told of what it found are sums of what the months tell (``ToldEpisode``), and turns no finer than
/// these are (``ToldTurns``). Numbers of the search itself hang on single volunteers and are not told.
public struct EpisodeMethod: Sendable {
  /// The version of the method: findings of another version are not the same finding.
  public static let version = 9

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

  /// What was found, before it is told.
  public struct Found: Sendable {
    /// The episodes, by country and onset.
    public internal(set) var episodes: [Episode] = []
    /// Of each, who shows that what is silent is silent.
    var witnesses: [SilenceWitness] = []

    /// Nothing.
    public init() {}

    /// A measurement that was taken in and then set aside.
    public struct Gone: Sendable, Hashable {
      var country: String?
      var network: UInt32?
      var start: Int64

      /// What an observation says of where and when.
      public init(_ observation: Observation) {
        (country, network, start) = (
          observation.country, observation.network, observation.start
        )
      }
    }

    /// Where measurements were set aside, their absence is no silence that others show.
    public mutating func doubt(where gone: [Gone]) {
      guard !gone.isEmpty else { return }
      for (place, episode) in episodes.enumerated() where episode.kind == .collapse {
        let span = episode.onset.earliest...(episode.end?.latest ?? .max)
        let networks = Set(episode.networks)
        let isGone = gone.contains { one in
          one.country == episode.country && span.contains(one.start)
            && (networks.isEmpty || one.network.map(networks.contains) ?? false)
        }
        if isGone { witnesses[place] = .setAside }
      }
    }

    /// Whether an episode may be told with the finding of a target's month.
    public func concerns(_ content: JSONValue) -> Bool {
      let targets = Set(content["targets"].elements.compactMap(\.text))
      return episodes.contains { episode in
        episode.country == content["country"].text
          && (episode.kind == .collapse || episode.targets.contains(where: targets.contains))
      }
    }
  }

  /// The changes that lasted, by country and onset, before anything is told of them.
  ///
  /// - Parameter observations: each measurement once; those without country are left out.
  public func episodes(in observations: [Observation]) -> Found {
    let detector = EpisodeDetector(settings: settings)
    let known = observations.filter { $0.country.map { CountryCode.all.contains($0) } ?? false }
    var found = Found()
    for episode in detector.episodes(in: known) {
      let witness = SilenceWitness(of: episode, among: known)
      if witness == .nobody, episode.end == nil { continue }
      found.episodes.append(episode)
      found.witnesses.append(witness)
    }
    return found
  }

  /// The findings, by country and onset, as if all months were told for the first time.
  ///
  /// - Parameter observations: each measurement once; those without country are left out.
  public func findings(in observations: [Observation]) -> [FindingDraft] {
    let found = episodes(in: observations)
    guard !found.episodes.isEmpty else { return [] }
    return findings(
      of: found,
      months: ReachabilityMethod(floor: floor, names: names)
        .findings(in: GlobalOutages(in: found.episodes).judged(observations)).map(\.content))
  }

  /// The findings, by country and onset.
  ///
  /// - Parameter months: the findings of reachability as they are told.
  public func findings(of found: Found, months: [JSONValue]) -> [FindingDraft] {
    let told = Dictionary(grouping: months.compactMap(ToldMonth.init), by: \.country).mapValues {
      $0.sorted { ($0.target, $0.name) < ($1.target, $1.name) }
    }
    var taken: [String: Int] = [:]
    return zip(found.episodes, found.witnesses).compactMap { episode, witness in
      let targets = Set(episode.targets)
      let own = (told[episode.country] ?? []).filter {
        episode.kind == .collapse || targets.contains($0.target)
      }
      return draft(
        of: episode, ToldEpisode(of: episode, months: own), witness, &taken)
    }
  }

  private func draft(
    of episode: Episode, _ told: ToldEpisode, _ witness: SilenceWitness,
    _ taken: inout [String: Int]
  ) -> FindingDraft? {
    let isWitnessed = witness.isWitnessed
    let isSilence = episode.kind == .collapse
    let isStanding = episode.labels.contains(.standing)
    guard episode.strength != .insufficient, !told.pairs.isEmpty,
      let onset = told.turns.turn(
        episode.onset, isStanding: isStanding, isDrawn: isSilence ? .back : .nearest),
      let name = FindingName.slug([
        "episode", episode.country.lowercased(), told.key(of: episode, onset),
      ])
    else { return nil }
    // What began in one month at one place is told apart by its order in time.
    taken[name.text, default: 0] += 1
    let place = taken[name.text] ?? 1
    guard let id = place == 1 ? name : Slug("\(name.text)-\(place)") else { return nil }
    let end = episode.end.flatMap {
      told.turns.turn($0, isDrawn: isSilence ? .forward : .nearest)
    }
    let targets = episode.kind == .collapse ? [] : told.targets
    var content = JSONObject([
      ("id", .string(id.text)), ("method", .string(FindingMethod.episode.rawValue)),
      ("method_version", .integer(Int64(Self.version))),
      ("title", title(of: episode, isWitnessed, targets, told.networks, onset)),
      ("state", .string(state(of: episode, isWitnessed, told).rawValue)),
      ("country", .string(episode.country)),
      ("span", span(from: onset, to: end)), ("onset", onset.json), ("parameters", parameters),
    ])
    content.set("end", end?.json ?? .null)
    content.set("ended_earlier", .array(told.returns.filter { $0.turn != end }.map(\.json)))
    content.set("recurrence", recurrence(of: episode, told))
    content.set("addresses", .array(addresses(of: episode, told).map { .string($0) }))
    var labels = Set(episode.labels)
    if onset.isOpen { labels.insert(.standing) }
    content.set(
      "labels",
      .array(
        (Episode.Label.allCases.filter(labels.contains).map(\.rawValue)
          + witness.labels).map { .string($0) }))
    content.set("targets", .array(targets.map { .string($0) }))
    content.set("networks", .array(told.networks.map { .integer(Int64($0)) }))
    if !told.rows.isEmpty { told.write(into: &content) }
    return FindingDraft(id: id, content: .object(content))
  }

  /// The hours at which it comes back, and on how many days it did, hang on all its votes: they are told where enough
  /// saw it, and days in fives, so that none of them can be told from another edition.
  private func recurrence(of episode: Episode, _ told: ToldEpisode) -> JSONValue {
    guard let daily = episode.recurrence,
      floor.admits(
        vantagePoints: episode.tally.vantagePointsBlocked, networks: told.networks.count)
    else { return .null }
    func text(_ hour: Int) -> JSONValue { .string("\(hour < 10 ? "0" : "")\(hour):00") }
    var content = JSONObject([
      ("from", text(daily.firstHour)), ("until", text((daily.firstHour + daily.hours) % 24)),
    ])
    let days = daily.days / 5 * 5
    if days > 0 { content["days"] = .integer(Int64(days)) }
    return .object(content)
  }

  /// The pages that alone are blocked of a told target, where enough saw it.
  private func addresses(of episode: Episode, _ told: ToldEpisode) -> [String] {
    let targets = Set(told.targets)
    return episode.pages.filter { targets.contains($0.key) }.values.joined()
      .filter { $0.vantagePoints >= floor.vantagePoints }.map(\.address).sorted()
      .prefix(BlockedPages.shown).map { $0 }
  }

  private func span(from onset: ToldTurns.Turn, to end: ToldTurns.Turn?) -> JSONValue {
    let first = onset.estimate
    guard let last = end?.estimate else { return .string("\(first)/..") }
    let isOneMonth = first.prefix(7) == last.prefix(7)
    // A day and its own month are no more than that month.
    if isOneMonth, first.utf8.count != last.utf8.count { return .string(String(first.prefix(7))) }
    return .string(last > first ? "\(first)/\(last)" : first)
  }

  /// What was hit, where and when; of what is about all targets, what happened stands first.
  private func title(
    of episode: Episode, _ isWitnessed: Bool, _ targets: [String], _ networks: [UInt32],
    _ onset: ToldTurns.Turn
  ) -> JSONValue {
    let named =
      targets.count > 2 ? "\(targets[0]) +\(targets.count - 1)" : targets.joined(separator: ", ")
    let words = isWitnessed ? Self.words(for: episode.kind) : Self.wordsOfGap
    func text(_ what: String) -> JSONValue {
      var parts = [named.isEmpty ? what : named]
      if named.isEmpty, networks.count == 1 { parts.append("AS\(networks[0])") }
      parts += [episode.country, onset.estimate]
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

  private static let wordsOfGap = (
    vi: "Thiếu phép đo hoặc thiếu tệp", en: "Measurements or files missing"
  )

  /// A silence that nobody shows to be one may be a gap in what was taken in: that is no shutdown.
  private func state(
    of episode: Episode, _ isWitnessed: Bool, _ told: ToldEpisode
  ) -> FindingState {
    switch episode.kind {
    case .collapse: isWitnessed ? .collapse : .insufficient
    case .slowdown: .slowdown
    case .blocking: told.state
    }
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

  private var parameters: JSONValue {
    .array(
      [
        ("false_alarm_chance", settings.falseAlarmChance),
        ("least_evidence", settings.leastEvidence), ("least_votes", Double(settings.leastVotes)),
        ("memory_days", Double(settings.memory) / 86_400),
        ("least_expected", settings.leastExpected), ("collapse_share", settings.collapseShare),
        ("recurring_chance", settings.recurringChance),
        ("least_recurrences", Double(settings.leastRecurrences)),
        ("slow_share", settings.slowShare), ("together_hours", Double(settings.together) / 3600),
        ("extended_hours", Double(settings.extended) / 3600),
      ].map { FindingContent.number($0.0, rounded($0.1)) })
  }
}
