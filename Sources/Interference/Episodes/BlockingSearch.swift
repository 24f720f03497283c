import Signals

/// Looks for the times at which the votes of one series turn to blocked, and back.
///
/// Null model: votes are independent with one chance of saying blocked, which is not known but comes
/// from a beta distribution of mean 3 % that weighs 20 votes. What the next vote is expected to say
/// under it is the series' own share over the last four weeks and the present excursion, drawn towards
/// 3 %, or that of the last three days drawn towards it, whichever is more, held to 2…50 %: a site that
/// fails often teaches its own share, even while it is suspected.
/// What is looked for is a share of at least 60 %. The threshold is ln(cells / 0.009): by Ville's
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
  /// The hours of the day that the votes are of, where only some are heard: sums are then closed day by day.
  let band: HourBand?

  init(_ settings: EpisodeSettings, cells: Int) {
    self.settings = settings
    band = nil
    threshold = max(
      settings.leastEvidence,
      ShareShift.threshold(
        starts: cells, chance: settings.falseAlarmChance * (1 - settings.recurringChance)))
  }

  /// - Parameter threshold: What a sum has to reach, which pays for all bands that are tried.
  init(_ settings: EpisodeSettings, band: HourBand, threshold: Double) {
    self.settings = settings
    self.band = band
    self.threshold = threshold
  }

  /// The changes of a series, in the order of time. Complexity: O(votes).
  func changes(in series: SeriesVotes) -> [Found] {
    // The commonest series has not one blocked vote.
    guard series.votes.contains(where: \.isBlocked) else { return [] }
    var walk = BlockingWalk(self, series)
    var first = 0
    while first < series.votes.count {
      let cell = cell(of: series.votes[first])
      var end = first + 1
      while end < series.votes.count, self.cell(of: series.votes[end]) == cell { end += 1 }
      walk.hear(first..<end)
      first = end
    }
    return walk.found
  }

  private func cell(of vote: SeriesVotes.Vote) -> Int64 { band?.day(of: vote.time) ?? vote.hour }

  /// Whether a change may be told that these votes show: one that comes back has to have come often enough.
  func isLasting(_ heard: ArraySlice<SeriesVotes.Vote>) -> Bool {
    guard let band else { return true }
    return band.struckDays(heard).count >= settings.leastRecurrences
  }
}
