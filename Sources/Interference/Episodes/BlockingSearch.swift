import Signals

/// Looks for the times at which the votes of one series turn to blocked, and back.
///
/// Null model: votes are independent, and each says blocked with a chance of at most `before`, the
/// series' own share over the last four weeks, drawn towards 3 % and held to 2…50 %. What is looked
/// for is a share of at least 60 %. The threshold is ln(cells / 0.01): by Ville's inequality the
/// chance that any series of the country turns falsely in the whole replay is at most 1 %. An alarm
/// has to stand, but for one vote, without any one vantage point.
struct BlockingSearch {
  struct Found {
    /// The place of the first vote of the sum that alarmed.
    var start: Int
    /// The place after the last vote that was heard before the alarm.
    var heard: Int
    var alarm: Int64
    var decision: EpisodeDecision
    var ended: (start: Int, heard: Int, alarm: Int64, decision: EpisodeDecision)?
  }

  let settings: EpisodeSettings
  /// What a sum has to reach.
  let threshold: Double

  init(_ settings: EpisodeSettings, cells: Int) {
    self.settings = settings
    threshold = max(
      settings.leastEvidence,
      ShareShift.threshold(starts: cells, chance: settings.falseAlarmChance))
  }

  func changes(in series: SeriesVotes) -> [Found] {
    let votes = series.votes
    // The commonest series has not one blocked vote.
    guard votes.contains(where: \.isBlocked) else { return [] }
    var found: [Found] = []
    var ordinary = OrdinaryShare(settings)
    var sum = WitnessedSum(witnesses: series.witnesses, cap: 1.5 * threshold)
    var shift = ShareShift(from: 0.02, to: 0.6)
    var blocked = (yes: 0, all: 0)
    var isBlocked = false
    var first = 0
    while first < votes.count {
      let hour = votes[first].hour
      var end = first + 1
      while end < votes.count, votes[end].hour == hour { end += 1 }
      defer { first = end }
      let cell = first..<end

      if sum.start == nil {
        if !isBlocked {
          if !votes[cell].contains(where: \.isBlocked) {
            ordinary.add(votes[cell])
            continue
          }
          let share = ordinary.share(at: votes[first].time)
          shift = ShareShift(from: share, to: max(0.6, share + 0.4))
        } else if let before = found.last?.decision.before {
          shift = Self.undoing(before: before, blocked: blocked)
        }
      }
      let begin = sum.start ?? first
      for place in cell where votes[place].speaks {
        let vote = votes[place]
        sum.add(vote.isBlocked ? shift.yes : shift.no, from: Int(vote.witness), at: place)
      }
      if sum.closeCell() {
        if isBlocked {
          for vote in votes[begin..<end] where vote.speaks {
            blocked.all += 1
            blocked.yes += vote.isBlocked ? 1 : 0
          }
        } else {
          ordinary.add(votes[begin..<end])
        }
        continue
      }
      guard let start = sum.start else { continue }
      let needed = isBlocked ? settings.leastEvidence : threshold
      guard sum.value >= needed else { continue }
      let heard = votes[start..<end]
      guard heard.count(where: \.speaks) >= settings.leastVotes,
        stands(sum, needed, step: max(shift.yes, shift.no), heard, isEnd: isBlocked)
      else { continue }
      let tally = VoteTally(heard)
      let decision = EpisodeDecision(
        statistic: sum.value, threshold: needed, withoutOne: sum.valueWithoutOne,
        before: isBlocked ? Double(blocked.yes) / Double(max(blocked.all, 1)) : shift.before,
        after: Proportion(tally.k, of: tally.n).share ?? 0)
      let alarm = (hour + 1) * 3600
      if isBlocked {
        found[found.count - 1].ended = (start, end, alarm, decision)
        ordinary.add(heard)
      } else {
        found.append(Found(start: start, heard: end, alarm: alarm, decision: decision))
        blocked = (tally.k, tally.n)
      }
      isBlocked.toggle()
      sum.restart()
    }
    return found
  }

  /// The mirror: from the share seen while blocked, drawn a little towards 90 %, to what is ordinary.
  private static func undoing(before: Double, blocked: (yes: Int, all: Int)) -> ShareShift {
    let share = (Double(blocked.yes) + 1.8) / (Double(blocked.all) + 2)
    return ShareShift(from: min(0.95, max(share, min(0.9, before + 0.2))), to: before)
  }

  /// Whether the alarm does not hang on one vantage point. Where a series has only one, it is
  /// believed when it found what only interference leaves, and about the end of what it reported.
  private func stands(
    _ sum: WitnessedSum, _ needed: Double, step: Double,
    _ heard: ArraySlice<SeriesVotes.Vote>, isEnd: Bool
  ) -> Bool {
    if sum.witnesses == 1 {
      return isEnd || heard.count { $0.marks.contains(.artefact) } >= settings.leastVotes
    }
    return sum.supporters >= 2 && sum.valueWithoutOne >= needed - step
  }
}

/// The share of blocked votes in ordinary times, over the last weeks.
private struct OrdinaryShare {
  private let settings: EpisodeSettings
  private var votes: [TimedVote] = []
  private var first = 0
  private var yes = 0

  init(_ settings: EpisodeSettings) { self.settings = settings }

  mutating func add(_ added: ArraySlice<SeriesVotes.Vote>) {
    for vote in added where vote.speaks {
      votes.append(TimedVote(time: vote.time, isYes: vote.isBlocked))
      yes += vote.isBlocked ? 1 : 0
    }
  }

  mutating func share(at time: Int64) -> Double {
    while first < votes.count, votes[first].time < time - settings.memory {
      yes -= votes[first].isYes ? 1 : 0
      first += 1
    }
    let all = Double(votes.count - first)
    let share =
      (Double(yes) + settings.priorShare * settings.priorVotes) / (all + settings.priorVotes)
    return min(max(share, settings.ordinaryShare.lowerBound), settings.ordinaryShare.upperBound)
  }
}
