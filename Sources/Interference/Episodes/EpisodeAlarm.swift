import Signals

/// One series that changed, with all that the assembly of episodes needs of it.
struct EpisodeAlarm {
  var kind: Episode.Kind
  /// The place of the country in the grid.
  var country: Int
  /// The place of the target in the country; `nil` for a collapse.
  var target: Int?
  var part: EpisodePart
  /// The onset by the evidence up to the alarm alone.
  var firstOnset: Int64
  var lastSeen: Int64
  /// The votes from onset to end; for other kinds empty.
  var votes: ArraySlice<SeriesVotes.Vote>
  var cells: [EpisodeCell]
  var labels: Set<Episode.Label> = []
  /// The network of the series, or those that a collapse of the whole country silenced.
  var networks: Set<UInt32>
  /// The arrivals or transfers, where there are no votes.
  var tally: VoteTally?
  /// The hours of the day at which it comes back.
  var band: HourBand?
}

extension BlockingSearch {
  /// The changes of a series with their times, tallies and cells.
  func alarms(
    in series: SeriesVotes, country: Int, target: Int, name: String, network: UInt32?
  ) -> [EpisodeAlarm] {
    let found = changes(in: series)
    let votes = series.votes
    return found.indices.map { index in
      let one = found[index]
      let lower = index == 0 ? 0 : found[index - 1].ended?.start ?? 0
      let upper = one.ended?.start ?? votes.count
      let reach = one.alarm + settings.reach
      let begin = max(lower, firstPlace(in: votes, from: votes[one.start].time - settings.memory))
      let late = votes[begin..<max(upper, one.heard)].prefix { $0.time < reach }
      let atAlarm = ChangeTime(ofShareIn: votes[begin..<one.heard].timed, isRise: true)
      // Votes after the alarm sharpen the onset; they cannot move it behind the alarm.
      let later = ChangeTime(ofShareIn: late.timed, isRise: true)
      let onset = later.map { $0.firstSeen < one.alarm ? $0 : atAlarm ?? $0 } ?? atAlarm
      let since = onset?.firstSeen ?? votes[begin].time
      // Where a series has changed before, it had votes enough.
      let before =
        index > 0 ? .max : votes[..<firstPlace(in: votes, from: since)].count(where: \.speaks)
      let end = one.ended.map { ended in
        let next = index + 1 < found.count ? found[index + 1].start : votes.count
        let from = firstPlace(in: votes, from: since)
        let span = votes[from..<max(next, ended.heard)].prefix {
          $0.time < ended.alarm + settings.reach
        }
        return ChangeTime(ofShareIn: span.timed, isRise: false)
          ?? ChangeTime(
            estimate: votes[ended.start].time, earliest: since, latest: votes[ended.start].time)
      }
      let from = firstPlace(in: votes, from: since)
      let during = votes[from..<max(from, firstPlace(in: votes, from: end?.firstSeen ?? .max))]
      let part = EpisodePart(
        target: name, network: network,
        onset: onset ?? ChangeTime(estimate: since, earliest: since, latest: since),
        alarm: one.alarm, end: end, endAlarm: one.ended?.alarm,
        isStanding: before < settings.leastVotesBefore, decision: one.decision,
        endDecision: one.ended?.decision)
      return EpisodeAlarm(
        kind: .blocking, country: country, target: target, part: part,
        firstOnset: atAlarm?.firstSeen ?? since,
        lastSeen: during.last(where: \.isBlocked)?.time ?? since,
        votes: during, cells: cells(of: votes, part: part),
        networks: Set(network.map { [$0] } ?? []))
    }
  }

  private func firstPlace(in votes: [SeriesVotes.Vote], from time: Int64) -> Int {
    var (low, high) = (0, votes.count)
    while low < high {
      let middle = (low + high) / 2
      if votes[middle].time < time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func cells(of votes: [SeriesVotes.Vote], part: EpisodePart) -> [EpisodeCell] {
    let begin = part.onset.earliest - 86_400
    var spans = [begin..<max(begin, part.alarm)]
    if let end = part.end, let alarm = part.endAlarm {
      let begin = max(part.alarm, end.earliest - 86_400)
      spans.append(begin..<max(begin, alarm))
    }
    var cells: [EpisodeCell] = []
    for span in spans {
      var place = firstPlace(in: votes, from: span.lowerBound)
      while place < votes.count, votes[place].time < span.upperBound {
        let vote = votes[place]
        if cells.last?.hour != vote.hour * 3600 {
          cells.append(
            EpisodeCell(
              target: part.target, network: part.network, hour: vote.hour * 3600, n: 0, k: 0, d: 0,
              o: 0))
        }
        cells[cells.count - 1].add(vote)
        place += 1
      }
    }
    return cells
  }
}

extension EpisodeCell {
  fileprivate mutating func add(_ vote: SeriesVotes.Vote) {
    switch vote.says {
    case .blocked: (n, k) = (n + 1, k + 1)
    case .open: (n, o) = (n + 1, o + 1)
    case .down: d += 1
    case .none: break
    }
  }
}

extension ArraySlice<SeriesVotes.Vote> {
  fileprivate var timed: [TimedVote] {
    compactMap { $0.speaks ? TimedVote(time: $0.time, isYes: $0.isBlocked) : nil }
  }
}
