import Signals

/// Something that is known to have happened in made-up countries, and what should be found of it.
package struct Rehearsal: Sendable {
  package var name: String
  package var countries: [MadeUpCountry]
  package var changes: [InputChange] = []
  package var truth: Truth?
  /// The label that an episode which is no alarm has to bear, where one is made at all.
  package var label: Episode.Label?

  /// The one alarm that should be raised; where there is none, no alarm should be.
  package struct Truth: Sendable {
    package var kind: Episode.Kind
    package var targets: Set<Int>
    package var networks: Set<Int>
    package var onset: Int
    package var end: Int?
  }

  /// The names of all rehearsals: planted events first, then innocent changes.
  package static let names = [
    "full shutdown", "partial shutdown", "national block", "single-network block", "slow roll-out",
    "flapping block", "evening block", "throttled targets", "throttled in one network",
    "site outage",
    "moved to a CDN",
    "probe update", "holiday", "bad vantage point", "control outage", "congestion", "global outage",
    "nothing", "nothing, with transfers",
  ]

  /// The rehearsal of a name, with this seed; `nil` for a name that there is not.
  package init?(_ name: String, seed: UInt64) {
    self.name = name
    var country = MadeUpCountry(seed: seed)
    // The event moves over the hours of the day and the days of the week with the seed.
    let at = 40 * 24 + Int(seed % 61)
    let all = Set(0..<country.networks.count)
    func happens(
      _ kind: MadeUpCountry.Happening.Kind, _ hours: Range<Int>, _ targets: Set<Int>? = nil,
      _ networks: Set<Int>? = nil
    ) {
      country.happenings.append(
        .init(kind, hours: hours, targets: targets, networks: networks))
    }
    func block(_ share: Double) -> MadeUpCountry.Happening.Kind {
      .block(share, .tls, .tlsReset, hasArtefact: false)
    }
    let until = country.days * 24
    switch name {
    case "full shutdown":
      happens(.fewerSessions(0), at..<at + 50)
      truth = Truth(kind: .collapse, targets: [], networks: all, onset: at, end: at + 50)
    case "partial shutdown":
      happens(.fewerSessions(0.08), at..<at + 40, nil, [0, 2])
      truth = Truth(kind: .collapse, targets: [], networks: [0, 2], onset: at, end: at + 40)
    case "national block":
      happens(.block(0.95, .dns, .dnsSinkhole, hasArtefact: true), at..<at + 240, [1, 5, 9])
      truth = Truth(kind: .blocking, targets: [1, 5, 9], networks: all, onset: at, end: at + 240)
    case "single-network block":
      happens(block(0.9), at..<until, [4], [1])
      truth = Truth(kind: .blocking, targets: [4], networks: [1], onset: at)
    case "slow roll-out":
      for network in all.sorted() {
        happens(block(0.95), at + 30 * network..<until, [6], [network])
      }
      truth = Truth(kind: .blocking, targets: [6], networks: all, onset: at)
    case "flapping block":
      // Begun in the morning: what nobody is awake to measure cannot be seen.
      let at = 40 * 24 + 24 * Int(seed % 7) + 8
      for turn in 0..<6 { happens(block(0.95), at + 16 * turn..<at + 16 * turn + 8, [8]) }
      truth = Truth(kind: .blocking, targets: [8], networks: all, onset: at, end: at + 88)
    case "evening block":
      let at = 40 * 24 + Int(seed % 24)
      for evening in 0..<14 {
        happens(block(0.95), at + 24 * evening..<at + 24 * evening + 3, [8])
      }
      truth = Truth(kind: .blocking, targets: [8], networks: all, onset: at, end: at + 13 * 24 + 3)
    case "throttled targets":
      country.hasGoodput = true
      happens(.slower(0.1), at..<at + 120, [2, 11])
      truth = Truth(kind: .slowdown, targets: [2, 11], networks: all, onset: at, end: at + 120)
    case "throttled in one network":
      country.hasGoodput = true
      happens(.slower(0.15), at..<until, [12], [0])
      truth = Truth(kind: .slowdown, targets: [12], networks: [0], onset: at)
    case "site outage":
      happens(.outage, at..<at + 20, [5])
      label = .siteDown
    case "moved to a CDN":
      happens(.block(0.12, .dns, .dnsWrongAddress, hasArtefact: false), at..<at + 200, [5])
    case "probe update":
      happens(.block(0.7, .http, .httpAltered, hasArtefact: false), at..<at + 100, [1, 2, 33])
      changes = [InputChange(time: country.time(ofHour: at) + 600, kind: .probeRelease)]
      label = .inputChange
    case "holiday": happens(.fewerSessions(0.5), at..<at + 72)
    case "bad vantage point": happens(.badVantagePoint, at..<until, nil, [2])
    case "control outage": happens(.noControl, at..<at + 12)
    case "congestion":
      country.hasGoodput = true
      happens(.slower(0.3), at..<at + 48, nil, [0])
      label = .general
    case "global outage":
      country.networks = [64_501, 64_502]
      happens(block(0.9), at..<at + 30, [5])
      label = .global
    case "nothing": break
    case "nothing, with transfers": country.hasGoodput = true
    default: return nil
    }
    countries = [country]
    if name == "global outage" {
      countries = (0..<5).map { place in
        var other = country
        other.seed = seed &* 8 &+ UInt64(place)
        other.code = ["XA", "XB", "XC", "XD", "XE"][place]
        return other
      }
    }
  }

  /// The observations of all its countries, with bursts set aside, as methods get them.
  package var fold: EpisodeFold {
    var fold = EpisodeFold()
    for country in countries { fold.add(BurstCheck().judged(country.observations)) }
    return fold
  }

  /// The time that it covers.
  package var window: Range<Int64> {
    let country = countries[0]
    return country.begin..<country.time(ofHour: country.days * 24)
  }

  /// What is wrong with what was found; none where all is as it should be.
  package func faults(in episodes: [Episode]) -> [String] {
    let alarms = episodes.filter(\.isAlarm)
    let labelled = episodes.filter { !$0.isAlarm }
    var faults: [String] = []
    for episode in labelled where label == nil || !episode.labels.contains(label ?? .standing) {
      faults.append("an episode that should not be: \(episode.kind), \(episode.labels)")
    }
    guard let truth else {
      return faults
        + alarms.map { "false alarm: \($0.kind), \($0.targets), \($0.networks), \($0.decision)" }
    }
    guard alarms.count == 1 else { return faults + ["\(alarms.count) alarms instead of one"] }
    let country = countries[0]
    let alarm = alarms[0]
    if alarm.kind != truth.kind { faults.append("kind \(alarm.kind)") }
    if Set(alarm.targets) != Set(truth.targets.map(country.name(ofTarget:))) {
      faults.append("targets \(alarm.targets)")
    }
    if Set(alarm.networks) != Set(truth.networks.map { country.networks[$0] }) {
      faults.append("networks \(alarm.networks)")
    }
    func hoursOff(_ time: Int64, _ hour: Int) -> Int64 {
      abs(time - country.time(ofHour: hour)) / 3600
    }
    // Transfers large enough to tell their speed are few.
    let limit = truth.kind == .slowdown ? 12 : 6
    let late = hoursOff(alarm.onset.estimate, truth.onset)
    if late >= limit { faults.append("onset off by \(late) h") }
    switch (alarm.end, truth.end) {
    case (nil, nil): break
    case (let found?, let end?):
      let off = hoursOff(found.estimate, end)
      if off >= limit { faults.append("end off by \(off) h") }
    case (nil, _?): faults.append("no end")
    case (_?, nil): faults.append("an end that was not")
    }
    return faults
  }
}
