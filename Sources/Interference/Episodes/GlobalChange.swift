import Signals

/// Finds the alarms that other countries share: a site that moved or broke, or a change in how it is
/// measured, shows everywhere at once, and a block in one country.
///
/// Anybody can send reports from anywhere, and a veto that is cheap to forge hides blocks. So a change
/// counts as global only where
///
/// - in three other countries at least the same target began to fail within three hours of it, at the
///   same layer;
/// - these countries weigh three at least, and more than those that reached the target in that time. A
///   country weighs one for three vantage points, and less for fewer. All reports without a pseudonym
///   out of one network are one vantage point, for nothing tells their senders apart;
/// - fewer than two other networks of the alarm's own country, with three vantage points, reach it
///   meanwhile: they would fail too;
/// - fewer than half of the alarm's own blocked votes hold a trace that only interference leaves: a
///   site that breaks does not lead to a block page.
struct GlobalChange {
  let settings: EpisodeSettings
  let grid: EpisodeGrid

  /// The alarms, with the label on those that others share.
  func labelled(_ alarms: [EpisodeAlarm]) -> [EpisodeAlarm] {
    let changes = alarms.map(Change.init)
    var byTarget: [String: [Int]] = [:]
    for (place, alarm) in alarms.enumerated() where !alarm.part.isStanding {
      guard let target = alarm.part.target else { continue }
      byTarget["\(alarm.kind.rawValue) \(target)", default: []].append(place)
    }
    var labelled = alarms
    for places in byTarget.values where places.count > settings.globalCountries {
      for place in places where !changes[place].hasArtefacts {
        let others = places.filter { other in
          alarms[other].country != alarms[place].country
            && changes[other].layer == changes[place].layer
            && alarms[other].part.onset.gap(to: alarms[place].part.onset) <= settings.globalSpan
        }
        guard isShared(alarms[place], by: others.map { changes[$0] }) else { continue }
        labelled[place].labels.insert(.global)
        if let layer = changes[place].layer {
          labelled[place].part.shared = SharedChange(
            layer: layer,
            countries: Set(others.map { grid.countries[alarms[$0].country].name }).sorted(),
            until: end(of: others, alarms, changes))
        }
      }
    }
    return labelled
  }

  /// Until when so many of the others still fail as a global change asks for.
  private func end(of others: [Int], _ alarms: [EpisodeAlarm], _ changes: [Change]) -> Int64 {
    let byCountry = Dictionary(grouping: others) { alarms[$0].country }
    let ends = byCountry.values.map { own in
      (
        end: own.map { alarms[$0].part.end?.latest ?? alarms[$0].lastSeen }.max() ?? 0,
        weight: Self.weight(own.map { changes[$0] })
      )
    }.sorted { ($1.end, $1.weight) < ($0.end, $0.weight) }
    var weight = 0
    for (place, one) in ends.enumerated() {
      weight += one.weight
      if place + 1 >= settings.globalCountries, weight >= settings.globalCountries * Self.full {
        return one.end
      }
    }
    return ends.last?.end ?? 0
  }

  private func isShared(_ alarm: EpisodeAlarm, by others: [Change]) -> Bool {
    let failing = Dictionary(grouping: others, by: \.country)
    guard failing.count >= settings.globalCountries else { return false }
    let weight = failing.values.reduce(0) { $0 + Self.weight($1) }
    guard weight >= settings.globalCountries * Self.full else { return false }
    guard !isReachedNextDoor(alarm) else { return false }
    let begin = alarm.part.onset.earliest
    let span = begin...max(begin, alarm.part.alarm, alarm.part.onset.latest) + Self.after
    let reaching = grid.countries.indices.reduce(0) { sum, country in
      guard country != alarm.country, failing[country] == nil else { return sum }
      return sum + self.weight(ofReaching: alarm.part.target, in: grid.countries[country], span)
    }
    return weight > reaching
  }

  /// Whether other networks of the same country reach the target while it fails here.
  private func isReachedNextDoor(_ alarm: EpisodeAlarm) -> Bool {
    let during = alarm.part.onset.latest...max(alarm.part.onset.latest, alarm.part.alarm)
    var networks = 0
    var all = People()
    for target in grid.countries[alarm.country].targets where target.name == alarm.part.target {
      for network in target.networks where network.number != alarm.part.network {
        let rows = network.rows.filter { during.contains($0.start) }
        let open = rows.filter { $0.vote == .open }
        guard open.count > rows.count(where: { $0.vote == .blocked }) else { continue }
        networks += 1
        for row in open { all.add(row.network, row.vantagePoint, row.marks) }
      }
    }
    return networks >= 2 && all.count >= Self.full
  }

  /// So many vantage points make a country weigh one.
  private static let full = 3
  /// How long after an alarm others may still show that they reach the target.
  private static let after: Int64 = 86_400

  private static func weight(_ changes: [Change]) -> Int {
    // A series over all networks holds the votes of each of them once more.
    let apart = changes.filter { $0.isOfNetwork }
    let people = (apart.isEmpty ? changes : apart).reduce(0) { $0 + $1.people }
    return min(people, full)
  }

  /// What a country weighs in which a target was reached; 0 where it was not, or for less than half.
  private func weight(
    ofReaching target: String?, in country: EpisodeGrid.Country, _ span: ClosedRange<Int64>
  ) -> Int {
    var people = People()
    var (open, blocked) = (0, 0)
    for known in country.targets where known.name == target {
      for row in known.networks.flatMap(\.rows) where span.contains(row.start) {
        switch row.vote {
        case .open:
          open += 1
          people.add(row.network, row.vantagePoint, row.marks)
        case .blocked: blocked += 1
        case .down, .none: break
        }
      }
    }
    return open >= blocked ? min(people.count, Self.full) : 0
  }
}

/// Vantage points that can be told apart.
private struct People {
  private var named: Set<UInt64> = []
  private var bare: Set<UInt32> = []

  var count: Int { named.count + bare.count }

  mutating func add(_ network: UInt32, _ name: UInt64, _ marks: EpisodeRow.Marks) {
    if marks.contains(.pseudonym) {
      // A vantage point has a pseudonym for each network.
      named.insert(name)
    } else {
      bare.insert(network)
    }
  }
}

/// What of an alarm is compared with those of other countries.
private struct Change {
  var country: Int
  var isOfNetwork: Bool
  /// Where most of its votes failed.
  var layer: Layer?
  /// How many vantage points saw it that can be told apart.
  var people: Int
  /// Whether half of its blocked votes hold a trace that only interference leaves.
  var hasArtefacts: Bool

  init(_ alarm: EpisodeAlarm) {
    country = alarm.country
    isOfNetwork = alarm.part.network != nil
    var layers: [Layer: Int] = [:]
    var seen = People()
    var (blocked, artefacts) = (0, 0)
    for vote in alarm.votes where vote.isBlocked {
      blocked += 1
      artefacts += vote.marks.contains(.artefact) ? 1 : 0
      seen.add(vote.network, UInt64(UInt32(bitPattern: vote.witness)), vote.marks)
      if let layer = vote.layer { layers[layer, default: 0] += 1 }
    }
    layer = layers.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    people = alarm.tally?.vantagePoints ?? seen.count
    hasArtefacts = blocked > 0 && artefacts * 2 >= blocked
  }
}
