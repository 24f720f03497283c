import Signals

/// Looks for blocks that come back at the same hours of the day and are gone at the others, such as one of each
/// evening: most of a day's votes are open, so that a search over all hours sees nothing or sees it end each night.
///
/// For each band of 2 to 8 hours (24 beginnings of each length) the votes of these hours alone are searched as
/// ``BlockingSearch`` searches all of them, with the same null model and sums that are closed day by day. Each
/// hour that holds a vote lies in 35 bands, so that no more than 35 days of bands begin a sum for each such
/// hour: the threshold is ln(35 · cells / 0.001), which leaves the chance of one false alarm or more in a replay at
/// 0.1 %, and at 1 % together with the other search. Two more conditions, which only take alarms away: on five
/// days most votes of the band were blocked, and of those of the other hours, an hour beside the band and the vantage
/// point that came through most often left out, no more than a quarter.
struct RecurringSearch {
  private let settings: EpisodeSettings
  private let threshold: Double
  private let bands: [HourBand]

  /// - Parameter cells: How many hours of all series hold votes.
  init(_ settings: EpisodeSettings, cells: Int) {
    self.settings = settings
    bands = HourBand.all(settings.recurringHours)
    let overlap = settings.recurringHours.reduce(0, +)
    threshold = max(
      settings.leastEvidence,
      ShareShift.threshold(
        starts: cells * overlap, chance: settings.falseAlarmChance * settings.recurringChance))
  }

  /// The changes of a series: those that come back, and of the others those that these do not explain.
  ///
  /// - Parameter plain: what the search over all hours found in it.
  func alarms(
    in series: SeriesVotes, beside plain: [EpisodeAlarm], country: Int, target: Int, name: String,
    network: UInt32?
  ) -> [EpisodeAlarm] {
    guard let band = band(of: series) else { return plain }
    let votes = series.votes(in: band)
    let search = BlockingSearch(settings, band: band, threshold: threshold)
    let isRecurring = search.changes(in: votes).map {
      self.isRecurring($0, of: votes, band, in: series)
    }
    var others = plain
    let found = zip(
      search.alarms(in: votes, country: country, target: target, name: name, network: network),
      isRecurring
    ).filter(\.1).map { alarm, _ in
      var alarm = alarm
      alarm.fit(to: band)
      if !isMetByTwo(alarm, band, in: series) { alarm.labels.insert(.hoursOrPeople) }
      let same = others.filter { isExplained($0, by: alarm, band) }
      others.removeAll { isExplained($0, by: alarm, band) }
      // Who watched has known since the first of its evenings that was told.
      if let first = same.min(by: { $0.part.alarm < $1.part.alarm }),
        first.part.alarm < alarm.part.alarm
      {
        alarm.part.alarm = first.part.alarm
        alarm.firstOnset = first.firstOnset
      }
      return alarm
    }
    return found + others
  }

  /// The band in which a series changes; of several that overlap, the one that parts its votes best.
  private func band(of series: SeriesVotes) -> HourBand? {
    let last = series.votes.last?.time ?? 0
    var spans: [HourBand: ClosedRange<Int64>] = [:]
    for band in screened(series) {
      let votes = series.votes(in: band)
      let search = BlockingSearch(settings, band: band, threshold: threshold)
      guard
        let first = search.changes(in: votes).first(where: {
          isRecurring($0, of: votes, band, in: series)
        })
      else { continue }
      let begin = votes.votes[first.start].time
      spans[band] = begin...max(begin, first.ended.map { votes.votes[$0.start].time } ?? last)
    }
    guard let begin = spans.values.map(\.lowerBound).min(),
      let end = spans.values.map(\.upperBound).max()
    else { return nil }
    let hours = HourCounts(series.votes.filter { (begin...end).contains($0.time) })
    let scored = spans.keys.map { (score: hours.likelihood(of: $0), band: $0) }
    return scored.max { ($0.score, $1.band) < ($1.score, $0.band) }?.band
  }

  /// Whether what was found in a band was there day after day, and not in the hours between.
  private func isRecurring(
    _ found: BlockingSearch.Found, of votes: SeriesVotes, _ band: HourBand, in series: SeriesVotes
  ) -> Bool {
    let heard = votes.votes[found.start..<found.heard]
    guard let first = heard.first, let last = heard.last else { return false }
    let struck = band.struckDays(heard)
    let others = Self.withoutOne(
      series.votes.filter {
        (first.time...last.time).contains($0.time) && $0.speaks && !band.isNear($0.time)
      }, of: series)
    let blocked = others.count(where: \.isBlocked)
    let free = Set(others.filter { !$0.isBlocked }.map { band.day(of: $0.time) })
    let inside = heard.filter(\.speaks)
    return struck.count >= settings.leastRecurrences
      && free.intersection(struck).count * 2 >= settings.leastRecurrences
      && Double(blocked) <= settings.quietHoursShare * Double(others.count)
      && Double(inside.count(where: \.isBlocked)) >= 0.6 * Double(inside.count)
  }

  /// Whether two vantage points were blocked in these hours and came through in others. Where everybody measures at
  /// hours of their own, a block of some people all day looks like one of all people at those hours.
  private func isMetByTwo(_ alarm: EpisodeAlarm, _ band: HourBand, in series: SeriesVotes) -> Bool {
    let end = alarm.part.end?.latest ?? .max
    var blocked: Set<Int32> = []
    var open: Set<Int32> = []
    for vote in series.votes where vote.time >= alarm.part.onset.earliest && vote.time <= end {
      if vote.isBlocked {
        if band.contains(vote.time) { blocked.insert(vote.witness) }
      } else if vote.speaks, !band.isNear(vote.time) {
        open.insert(vote.witness)
      }
    }
    return blocked.intersection(open).count > 1
  }

  /// Votes without those of the vantage point that most often came through: one who measures at night, and by a way
  /// around the block, makes no night free.
  private static func withoutOne(
    _ votes: [SeriesVotes.Vote], of series: SeriesVotes
  ) -> [SeriesVotes.Vote] {
    guard series.witnesses > 1 else { return votes }
    var open: [Int32: Int] = [:]
    for vote in votes where !vote.isBlocked { open[vote.witness, default: 0] += 1 }
    let most = open.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    return votes.filter { $0.witness != most }
  }

  /// Whether a change that was found over all hours is one or more of the times at which it came back.
  private func isExplained(
    _ plain: EpisodeAlarm, by alarm: EpisodeAlarm, _ band: HourBand
  ) -> Bool {
    let begin = alarm.part.onset.earliest - 86_400
    let end = alarm.part.end.map { $0.latest } ?? .max
    guard begin...max(begin, end) ~= plain.part.onset.estimate else { return false }
    let others = plain.votes.filter { $0.speaks && !band.isNear($0.time) }
    return others.count < settings.leastVotes
      || Double(others.count(where: \.isBlocked))
        <= settings.quietHoursShare * Double(others.count)
  }

  // MARK: What is worth a search

  /// The bands in which a sum could reach the threshold, were every vote to weigh as much for a change as a vote
  /// can at all.
  private func screened(_ series: SeriesVotes) -> [HourBand] {
    let strongest = ShareShift(from: settings.ordinaryShare.lowerBound, to: 0.6).yes
    // The least that an open vote takes away is where a share of 20 % is ordinary.
    let weakest = ShareShift(from: 0.2, to: 0.6).no
    let spoken = series.votes.filter(\.speaks)
    let blocked = spoken.count(where: \.isBlocked)
    guard Double(blocked) * strongest >= threshold, let first = spoken.first, let last = spoken.last
    else { return [] }
    let begin = first.hour / 24 * 24
    let days = Int(last.hour / 24 - first.hour / 24) + 1
    // What the hours up to each one weigh; a day more, for bands that go over midnight.
    var sums = [Double](repeating: 0, count: (days + 1) * 24 + settings.recurringHours.upperBound)
    for vote in spoken {
      sums[Int(vote.hour - begin) + 1] += vote.isBlocked ? strongest : weakest
    }
    for place in sums.indices.dropFirst() { sums[place] += sums[place - 1] }
    return bands.filter { band in
      var sum = 0.0
      // A band that goes over midnight begins on the day before the first as well.
      for day in -1..<days {
        let from = max(0, day * 24 + band.start)
        let until = day * 24 + band.start + band.length
        guard until > from else { continue }
        sum = max(0, sum + sums[until] - sums[from])
        if sum >= threshold { return true }
      }
      return false
    }
  }
}

extension HourBand {
  /// The days in whose band most votes were blocked.
  func struckDays(_ votes: some Sequence<SeriesVotes.Vote>) -> Set<Int64> {
    var days: [Int64: VoteCount] = [:]
    for vote in votes where contains(vote.time) {
      days[day(of: vote.time), default: VoteCount()].add(vote)
    }
    return Set(days.filter { $0.value.yes > 0 && $0.value.share >= 0.5 }.keys)
  }
}

extension EpisodeAlarm {
  /// Between the hours at which it comes back nothing begins or ends.
  fileprivate mutating func fit(to band: HourBand) {
    self.band = band
    labels.insert(.recurring)
    let onset = part.onset
    part.onset = ChangeTime(
      estimate: band.forward(onset.estimate), earliest: band.forward(onset.earliest),
      latest: band.forward(onset.latest), firstSeen: onset.firstSeen)
    part.end = part.end.map { end in
      ChangeTime(
        estimate: band.back(end.estimate), earliest: band.back(end.earliest),
        latest: band.back(end.latest), firstSeen: end.firstSeen)
    }
  }
}

/// The votes of each hour of the day.
private struct HourCounts {
  private var counts = [VoteCount](repeating: VoteCount(), count: 24)

  init(_ votes: [SeriesVotes.Vote]) {
    for vote in votes { counts[Int(vote.hour % 24)].add(vote) }
  }

  /// The logarithm of how likely the votes are with one share in a band and another outside it, each the best.
  func likelihood(of band: HourBand) -> Double {
    var (inside, outside) = (VoteCount(), VoteCount())
    for (hour, count) in counts.enumerated() {
      if band.contains(Int64(hour) * 3600) { inside.add(count) } else { outside.add(count) }
    }
    return inside.likelihood + outside.likelihood
  }
}

extension VoteCount {
  fileprivate mutating func add(_ other: VoteCount) {
    yes += other.yes
    all += other.all
  }

  fileprivate var likelihood: Double { Proportion(yes, of: all).bestLogLikelihood }
}
