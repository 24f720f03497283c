import Signals

/// The share of blocked votes in ordinary times, over the last weeks.
struct OrdinaryShare {
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
  func share(with excursion: VoteCount) -> Double {
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
