import Signals

/// Looks for the times at which the votes of one series turn to blocked, and back.
///
/// Null model: votes are independent with one chance of saying blocked, which is not known but comes
/// from a beta distribution of mean 3 % that weighs 20 votes. What the next vote is expected to say
/// under it is the series' own share over the last four weeks and the present excursion, drawn towards
/// 3 %, or that of the last three days drawn towards it, whichever is more, held to 2…50 %: a site that
/// fails often teaches its own share, even while it is suspected.
/// What is looked for is a share of at least 60 %. The threshold is ln(cells / 0.01): by Ville's
/// inequality the chance that any series of the country turns falsely in the whole replay is at most
/// 1 %. An alarm has to stand, but for one vote, without any one vantage point.
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
    var excursion = (yes: 0, all: 0)
    var before = 0.0
    var step = 0.0
    var isBlocked = false
    // Witnesses are numbered as they come.
    var latest: Int32 = 0
    var first = 0
    while first < votes.count {
      let hour = votes[first].hour
      var end = first + 1
      while end < votes.count, votes[end].hour == hour { end += 1 }
      defer { first = end }
      let cell = first..<end
      for place in cell { latest = max(latest, votes[place].witness) }

      if sum.start == nil {
        if !isBlocked {
          if !votes[cell].contains(where: \.isBlocked) {
            ordinary.add(votes[cell])
            continue
          }
          ordinary.forget(at: votes[first].time)
          excursion = (0, 0)
          shift = self.shift(from: ordinary.share(with: excursion))
          before = shift.before
          step = shift.yes
        } else if let before = found.last?.decision.before {
          shift = Self.undoing(before: before, blocked: blocked)
          step = shift.no
        }
      } else if !isBlocked {
        shift = self.shift(from: ordinary.share(with: excursion))
      }
      let begin = sum.start ?? first
      for place in cell where votes[place].speaks {
        let vote = votes[place]
        sum.add(vote.isBlocked ? shift.yes : shift.no, from: Int(vote.witness), at: place)
        excursion.all += 1
        excursion.yes += vote.isBlocked ? 1 : 0
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
        stands(sum, needed, step: step, heard, isAlone: latest == 0)
      else { continue }
      let tally = VoteTally(heard)
      let decision = EpisodeDecision(
        statistic: sum.value, threshold: needed, withoutOne: sum.valueWithoutOne,
        before: isBlocked ? Double(blocked.yes) / Double(max(blocked.all, 1)) : before,
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

  private func shift(from share: Double) -> ShareShift {
    ShareShift(from: share, to: max(0.6, share + 0.4))
  }

  /// Whether the alarm does not hang on one vantage point. Where a series has had only one so far, it
  /// is believed when it found what only interference leaves.
  private func stands(
    _ sum: WitnessedSum, _ needed: Double, step: Double,
    _ heard: ArraySlice<SeriesVotes.Vote>, isAlone: Bool
  ) -> Bool {
    if isAlone {
      return heard.allSatisfy { !$0.isBlocked || $0.marks.contains(.artefact) }
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
  private var recent = (yes: 0, all: 0)

  init(_ settings: EpisodeSettings) { self.settings = settings }

  mutating func add(_ added: ArraySlice<SeriesVotes.Vote>) {
    for vote in added where vote.speaks {
      votes.append(TimedVote(time: vote.time, isYes: vote.isBlocked))
      yes += vote.isBlocked ? 1 : 0
    }
  }

  mutating func forget(at time: Int64) {
    while first < votes.count, votes[first].time < time - settings.memory {
      yes -= votes[first].isYes ? 1 : 0
      first += 1
    }
    recent = (0, 0)
    for vote in votes[first...].reversed() {
      guard vote.time >= time - settings.recent, recent.all < 1000 else { break }
      recent.all += 1
      recent.yes += vote.isYes ? 1 : 0
    }
  }

  /// The share that is expected of the next vote.
  func share(with excursion: (yes: Int, all: Int)) -> Double {
    let all = Double(votes.count - first + excursion.all)
    let share =
      (Double(yes + excursion.yes) + settings.priorShare * settings.priorVotes)
      / (all + settings.priorVotes)
    let lately =
      (Double(recent.yes + excursion.yes) + share * settings.recentVotes)
      / (Double(recent.all + excursion.all) + settings.recentVotes)
    return min(
      max(share, lately, settings.ordinaryShare.lowerBound), settings.ordinaryShare.upperBound)
  }
}
