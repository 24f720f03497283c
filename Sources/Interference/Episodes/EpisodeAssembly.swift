import Signals

/// Makes one episode of all alarms that belong to one event, with its labels.
struct EpisodeAssembly {
  let settings: EpisodeSettings
  let grid: EpisodeGrid
  let changes: [InputChange]

  func episodes(of alarms: [EpisodeAlarm]) -> [Episode] {
    let alarms = GlobalChange(settings: settings, grid: grid).labelled(alarms)
    let grouping = AlarmGroups(together: settings.together, extended: settings.extended)
    let grouped = alarms.map { alarm in
      let kind = Episode.Kind.allCases.firstIndex(of: alarm.kind) ?? 0
      // A state that was there all along has nothing in common with its neighbours but the window.
      let standing = alarm.part.isStanding ? 1 : 0
      // Nor has what comes back each day with what stays.
      let recurring = alarm.band == nil ? 0 : 2
      return GroupedAlarm(
        realm: (alarm.country * Episode.Kind.allCases.count + kind) * 4 + recurring + standing,
        target: alarm.target ?? -1,
        place: standing == 1 ? nil : alarm.part.network.map { Int($0) }, onset: alarm.part.onset,
        end: alarm.part.end?.estimate)
    }
    return grouping.groups(of: grouped).map { episode($0.map { alarms[$0] }) }.sorted {
      ($0.country, $0.onset.estimate, $0.id) < ($1.country, $1.onset.estimate, $1.id)
    }
  }

  private func episode(_ group: [EpisodeAlarm]) -> Episode {
    // A series over the whole country says less than one of a network, where there is one.
    let seen = Set(group.filter { $0.part.network != nil }.map { $0.target })
    let kept = group.filter { $0.part.network != nil || !seen.contains($0.target) }.sorted {
      $0.part.order < $1.part.order
    }
    let all = group.sorted {
      $0.part.alarm != $1.part.alarm
        ? $0.part.alarm < $1.part.alarm : $0.part.order < $1.part.order
    }
    let anchor = all[0]
    let country = grid.countries[anchor.country]
    let networks = Set(group.flatMap(\.networks)).union(Self.struck(group))
    let onsets = group.map(\.part.onset)
    let onset = ChangeTime.consensus(of: onsets, isFirst: true, span: 86_400).map { onsets[$0] }
    let isOver = Self.isOver(kept)
    // Nothing ended before it last began.
    let lastOnset = onsets.map(\.earliest).max() ?? 0
    let ends = isOver ? group.compactMap(\.part.end).filter { $0.estimate >= lastOnset } : []
    let end = ChangeTime.consensus(of: ends, isFirst: false, span: 0).map { ends[$0] }
    var tally = VoteTally()
    for alarm in kept { tally.add(alarm.tally ?? VoteTally(alarm.votes)) }
    let scope: Episode.Scope =
      !kept.contains { $0.part.network != nil }
      ? .country : networks.count > 1 ? .networks : .network
    let strongest = group.map(\.part.decision).max { $0.statistic < $1.statistic }
    var episode = Episode(
      id: id(of: anchor, country.name), kind: anchor.kind, country: country.name,
      onset: onset ?? anchor.part.onset,
      alarm: anchor.part.alarm, end: end,
      endAlarm: isOver ? kept.compactMap(\.part.endAlarm).max() : nil,
      lastSeen: kept.map(\.lastSeen).max() ?? anchor.lastSeen, scope: scope,
      targets: Set(group.compactMap(\.part.target)).sorted(), networks: networks.sorted(),
      layers: [], mechanisms: [], tally: tally, strength: .impaired, labels: [],
      decision: strongest ?? anchor.part.decision, parts: kept.map(\.part),
      recurrence: recurrence(of: group, kept), pages: pages(of: kept), cells: kept.flatMap(\.cells))
    count(kept, into: &episode)
    episode.labels = labels(kept, episode)
    episode.strength = strength(of: episode)
    return episode
  }

  /// The networks in which, by the series over all of them, most of at least three votes were blocked.
  private static func struck(_ group: [EpisodeAlarm]) -> [UInt32] {
    var counts: [UInt32: VoteCount] = [:]
    for alarm in group where alarm.part.network == nil {
      for vote in alarm.votes where vote.network != 0 {
        counts[vote.network, default: VoteCount()].add(vote)
      }
    }
    return counts.filter { $0.value.yes >= 3 && $0.value.share >= 0.5 }.keys.sorted()
  }

  /// The hours at which it comes back, by the series with most votes, and on how many days any shows it.
  private func recurrence(of group: [EpisodeAlarm], _ kept: [EpisodeAlarm]) -> Recurrence? {
    let fullest = group.filter { $0.band != nil }.max {
      ($0.votes.count, $1.part.order.1, $1.part.order.2)
        < ($1.votes.count, $0.part.order.1, $0.part.order.2)
    }
    guard let band = fullest?.band else { return nil }
    let days = kept.reduce(into: Set<Int64>()) { $0.formUnion(band.struckDays($1.votes)) }
    return Recurrence(firstHour: band.start, hours: band.length, days: days.count)
  }

  /// The pages of targets of which nothing but pages is blocked.
  private func pages(of kept: [EpisodeAlarm]) -> [String: [PageCount]] {
    let byTarget = Dictionary(grouping: kept.filter { $0.part.target != nil }) {
      $0.part.target ?? ""
    }
    return byTarget.compactMapValues { own in
      guard own.allSatisfy({ $0.part.page != nil }) else { return nil }
      var counts: [String: Int] = [:]
      for alarm in own {
        counts[alarm.part.page ?? "", default: 0] += VoteTally(alarm.votes).vantagePointsBlocked
      }
      return counts.sorted { $0.key < $1.key }.map {
        PageCount(address: $0.key, vantagePoints: $0.value)
      }
    }
  }

  /// Whether all series are back: what counts of each is its last change.
  private static func isOver(_ parts: [EpisodeAlarm]) -> Bool {
    struct Series: Hashable {
      var target: Int?
      var network: UInt32?
      var page: String?
    }
    var last: [Series: EpisodePart] = [:]
    for alarm in parts {
      let part = alarm.part
      last[Series(target: alarm.target, network: part.network, page: part.page)] = part
    }
    return last.values.allSatisfy { $0.end != nil }
  }

  private func id(of anchor: EpisodeAlarm, _ country: String) -> String {
    StableHash([
      anchor.kind.rawValue, country, anchor.part.target ?? "",
      anchor.part.network.map { "\($0)" } ?? "", "\(anchor.firstOnset / 3600)",
    ]).shortText
  }

  private func count(_ alarms: [EpisodeAlarm], into episode: inout Episode) {
    var layers: [Layer: Int] = [:]
    var mechanisms: [Mechanism: Int] = [:]
    for alarm in alarms {
      for vote in alarm.votes where vote.isBlocked {
        if let layer = vote.layer { layers[layer, default: 0] += 1 }
        if let mechanism = vote.mechanism { mechanisms[mechanism, default: 0] += 1 }
      }
    }
    episode.layers = layers.keys.sorted().map { Count(value: $0, count: layers[$0] ?? 0) }
    episode.mechanisms = mechanisms.sorted {
      ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue)
    }.map { Count(value: $0.key, count: $0.value) }
  }

  private func labels(_ alarms: [EpisodeAlarm], _ episode: Episode) -> [Episode.Label] {
    var labels: Set<Episode.Label> = []
    // A label of the parts is one of the whole where most parts bear it.
    for label in Episode.Label.allCases
    where alarms.count(where: { $0.labels.contains(label) }) * 2 >= alarms.count {
      labels.insert(label)
    }
    let suspect =
      (episode.onset.earliest - settings.inputSpan)...(episode.onset.latest + settings.inputSpan)
    if changes.contains(where: { suspect.contains($0.time) }) { labels.insert(.inputChange) }
    let control = Proportion(
      alarms.map { blockedControl($0).hits }.reduce(0, +),
      of: alarms.map { blockedControl($0).trials }.reduce(0, +))
    if control.trials >= 3, let share = control.share, share < settings.leastControlShare {
      labels.insert(.siteDown)
    }
    if alarms.allSatisfy(\.part.isStanding) { labels.insert(.standing) }
    if episode.kind == .collapse, episode.scope == .network { labels.insert(.partial) }
    if episode.kind == .blocking, episode.tally.vantagePointsBlocked == 1 {
      labels.insert(.singleVantagePoint)
    }
    return Episode.Label.allCases.filter { labels.contains($0) }
  }

  /// How the server outside fared in the votes that say blocked.
  private func blockedControl(_ alarm: EpisodeAlarm) -> Proportion {
    let told = alarm.votes.filter { $0.isBlocked && $0.marks.contains(.controlKnown) }
    return Proportion(told.count { $0.marks.contains(.controlCame) }, of: told.count)
  }

  private func strength(of episode: Episode) -> Episode.Strength {
    switch episode.kind {
    case .collapse: return .suspectedShutdown
    case .slowdown:
      return episode.tally.vantagePoints < 3 && episode.networks.count < 2
        ? .insufficient : .impaired
    case .blocking:
      if episode.tally.vantagePointsBlocked < 3, episode.networks.count < 2 { return .insufficient }
      let share = Proportion(episode.tally.k, of: episode.tally.n).wilson()
      guard share.lowerBound >= 0.5 else { return .impaired }
      return episode.tally.artefacts * 2 >= episode.tally.k ? .blocked : .likelyBlocked
    }
  }
}

extension EpisodePart {
  /// By onset, target, network and page.
  fileprivate var order: (Int64, String, UInt32, String) {
    (onset.estimate, target ?? "", network ?? 0, page ?? "")
  }
}
