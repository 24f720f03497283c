import Signals

/// Looks for networks, and countries, whose measurements stop coming.
///
/// What is counted is arrivals: each vantage point once an hour, over all targets. Null model: the
/// arrivals of a window of 3 to 48 hours are negative binomial about the rhythm of the weeks
/// before (`WeeklyRhythm`). An alarm needs a window that was due 20 arrivals or more without its
/// most frequent vantage point, brought no more than 35 % of them, and whose chance of so few is below
/// the smaller of 1e−6 and 0.01 / (number of windows tested), so that the chance of one false alarm
/// or more in a country's replay is at most 1 %; and below 1e−5 even were only half due, as on a feast
/// day. A country's own series alarms only where two of its
/// networks lost half or more (chance below e^−4).
struct CollapseSearch {
  struct Found {
    /// Places of hours: the first hour of the collapse and the one after the alarm.
    var onset: ChangeTime
    var firstHour: Int
    var alarmHour: Int
    var end: ChangeTime?
    var endAlarm: Int64?
    var endHour: Int
    var decision: EpisodeDecision
    var endDecision: EpisodeDecision?
  }

  let settings: EpisodeSettings
  let arrivals: Arrivals
  private let limit: Double

  init(_ settings: EpisodeSettings, _ arrivals: Arrivals) {
    self.settings = settings
    self.arrivals = arrivals
    let series = arrivals.networks.count { Self.isDense($0.arrivals.count, settings) } + 1
    let tests = max(series * arrivals.hours * settings.volumeWindows.count, 1)
    limit = -max(
      ShareShift.threshold(starts: 1, chance: 1e-6),
      ShareShift.threshold(starts: tests, chance: settings.falseAlarmChance))
  }

  /// Whether a series can have been due enough arrivals in a day at all, over ten days.
  private static func isDense(_ count: Int, _ settings: EpisodeSettings) -> Bool {
    Double(count) >= 10 * settings.leastExpected
  }

  func alarms(country: Int, name: String) -> [EpisodeAlarm] {
    var alarms: [EpisodeAlarm] = []
    for network in arrivals.networks
    where Self.isDense(network.arrivals.count, settings)
      && network.targets >= settings.leastVolumeTargets
    {
      let counts = arrivals.counts(network.arrivals)
      for found in collapses(counts, of: network.arrivals) {
        alarms.append(
          alarm(
            found, counts, country: country, network: network.number,
            networks(silentIn: found.firstHour..<max(found.endHour, found.alarmHour), chance: -9.2)
              .union([network.number])))
      }
    }
    guard arrivals.networks.count > 1 else { return alarms }
    let all = arrivals.networks.flatMap(\.arrivals).sorted { $0.hour < $1.hour }
    guard Self.isDense(all.count, settings) else { return alarms }
    let counts = arrivals.counts(all)
    for found in collapses(counts, of: all) {
      // Whether two agree must show by the time of the alarm; which do, shows by the end.
      guard networks(silentIn: found.firstHour..<found.alarmHour).count >= 2 else { continue }
      let silent = networks(silentIn: found.firstHour..<max(found.endHour, found.alarmHour))
      alarms.append(alarm(found, counts, country: country, network: nil, silent))
    }
    return alarms
  }

  /// The networks that lost half or more of at least five arrivals.
  /// - Parameter chance: The logarithm of the chance of so few that is thought too small.
  private func networks(silentIn span: Range<Int>, chance: Double = -4) -> Set<UInt32> {
    Set(
      arrivals.networks.filter { network in
        guard network.arrivals.count >= 100 else { return false }
        let first = max(0, span.lowerBound - memoryHours)
        let counts = Arrivals.counts(network.arrivals, in: first..<span.upperBound)
        let before = span.lowerBound - first
        guard
          let rhythm = WeeklyRhythm(
            counts: counts, isUsable: Array(repeating: true, count: counts.count),
            hours: 0..<before, firstHour: arrivals.firstHour + first, windows: [])
        else { return false }
        let due = span.reduce(0) { $0 + rhythm.mean(atHour: arrivals.firstHour + $1) }
        let came = counts[before...].reduce(0, +)
        return due >= 5 && Double(came) <= 0.5 * due
          && LogTail.poisson(atMost: came, mean: due) <= chance
      }.map(\.number))
  }

  private var memoryHours: Int { Int(settings.memory / 3600) }

  /// The collapses of one series of counts.
  func collapses(_ counts: [Int], of series: [Arrivals.Arrival]) -> [Found] {
    var found: [Found] = []
    var isUsable = [Bool](repeating: true, count: counts.count)
    var due = [Double](repeating: 0, count: counts.count)
    var rhythm: WeeklyRhythm?
    var since: Int?
    for hour in counts.indices {
      if hour.isMultiple(of: 24) {
        rhythm = WeeklyRhythm(
          counts: counts, isUsable: isUsable, hours: max(0, hour - memoryHours)..<hour,
          firstHour: arrivals.firstHour, windows: settings.volumeWindows)
      }
      // While a collapse lasts longer than is remembered, its level becomes the ordinary one.
      if let begin = since, hour - begin > memoryHours { since = nil }
      guard let rhythm else { continue }
      due[hour] = rhythm.mean(atHour: arrivals.firstHour + hour)
      if let begin = since {
        isUsable[hour] = false
        if recover(&found, counts, due, from: begin, at: hour) {
          let again = found[found.count - 1].endHour
          for place in again...max(again, hour) where place <= hour { isUsable[place] = true }
          since = nil
        }
      } else if let collapse = collapse(counts, due, rhythm, series, at: hour) {
        found.append(collapse)
        since = collapse.firstHour
        for place in collapse.firstHour...hour { isUsable[place] = false }
      }
    }
    return found
  }

  private func collapse(
    _ counts: [Int], _ due: [Double], _ rhythm: WeeklyRhythm, _ series: [Arrivals.Arrival],
    at hour: Int
  ) -> Found? {
    for window in settings.volumeWindows where hour + 1 >= window {
      let span = hour + 1 - window..<hour + 1
      let mean = due[span].reduce(0, +)
      guard mean >= settings.leastExpected else { continue }
      let came = counts[span].reduce(0, +)
      guard Double(came) <= settings.collapseShare * mean else { continue }
      let chance = LogTail.negativeBinomial(
        atMost: came, mean: mean, shape: rhythm.shape(ofWindow: window))
      // A feast day may halve what comes.
      let quiet = LogTail.negativeBinomial(
        atMost: came, mean: mean * settings.quietShare, shape: rhythm.shape(ofWindow: window))
      guard chance <= limit, quiet <= settings.quietEvidence else { continue }
      let breadth = Arrivals.breadth(
        series, in: max(0, span.lowerBound - 14 * 24)..<span.lowerBound)
      guard breadth.count >= settings.leastVolumeVantagePoints,
        mean * (1 - breadth.largest) >= settings.leastExpected
      else { continue }
      let first = max(0, span.lowerBound - 24)
      guard
        let onset = ChangeTime(
          ofRateIn: counts[first...hour], expected: due[first...hour], start: time(first))
      else { continue }
      return Found(
        onset: onset, firstHour: Int(onset.firstSeen / 3600) - arrivals.firstHour,
        alarmHour: hour + 1, endHour: counts.count,
        decision: EpisodeDecision(
          statistic: -chance, threshold: -limit, withoutOne: nil, before: mean,
          after: Double(came)))
    }
    return nil
  }

  /// Ends the present collapse when a window of at least three hours and ten due arrivals since its
  /// alarm brought 60 % of them.
  private func recover(
    _ found: inout [Found], _ counts: [Int], _ due: [Double], from begin: Int, at hour: Int
  ) -> Bool {
    let alarm = found[found.count - 1].alarmHour
    for window in settings.volumeWindows where hour + 1 - window >= alarm {
      let span = hour + 1 - window..<hour + 1
      let mean = due[span].reduce(0, +)
      let came = counts[span].reduce(0, +)
      guard mean >= 10, Double(came) >= 0.6 * mean else { continue }
      let lost = begin..<span.lowerBound
      let left = max(
        0.01,
        Double(counts[lost].reduce(0, +)) / max(due[lost].reduce(0, +), 1))
      let end = ChangeTime(
        ofRateIn: counts[begin...hour], expected: due[begin...hour], before: left,
        start: time(begin))
      found[found.count - 1].end = end
      found[found.count - 1].endAlarm = time(hour + 1)
      found[found.count - 1].endHour =
        end.map { min(Int($0.firstSeen / 3600) - arrivals.firstHour, hour) } ?? hour
      found[found.count - 1].endDecision = EpisodeDecision(
        statistic: Double(came) / mean, threshold: 0.6, withoutOne: nil, before: mean,
        after: Double(came))
      return true
    }
    return false
  }

  private func time(_ place: Int) -> Int64 { Int64(arrivals.firstHour + place) * 3600 }

  private func alarm(
    _ found: Found, _ counts: [Int], country: Int, network: UInt32?, _ networks: Set<UInt32>
  ) -> EpisodeAlarm {
    let part = EpisodePart(
      target: nil, network: network, onset: found.onset, alarm: time(found.alarmHour),
      end: found.end, endAlarm: found.endAlarm, isStanding: false, decision: found.decision,
      endDecision: found.endDecision)
    let cells = (max(0, found.firstHour - 24)..<found.alarmHour).map { hour in
      EpisodeCell(
        target: nil, network: network, hour: time(hour), n: counts[hour], k: 0, d: 0, o: 0)
    }
    var tally = VoteTally()
    tally.n = counts[found.firstHour..<max(found.endHour, found.firstHour)].reduce(0, +)
    return EpisodeAlarm(
      kind: .collapse, country: country, target: nil, part: part,
      firstOnset: found.onset.firstSeen,
      lastSeen: time(found.endHour), votes: [], cells: cells, networks: networks, tally: tally)
  }
}
