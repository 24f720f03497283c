import Signals

/// Finds episodes of blocking, collapse and slowdown by replaying observations over a window.
///
/// It holds no state: the same observations, window, changes and settings give the same episodes,
/// whatever the order and the batches they came in. The methods and their null models are described
/// with `BlockingSearch`, `RecurringSearch`, `CollapseSearch` and `SlowdownSearch`, and in Documentation/episodes.md.
public struct EpisodeDetector: Sendable {
  /// What the search is tuned by.
  public var settings: EpisodeSettings

  /// Makes a detector.
  public init(settings: EpisodeSettings = EpisodeSettings()) { self.settings = settings }

  /// What a replay found, and what it left out.
  public struct Replay: Sendable, Hashable {
    /// The episodes, by country and onset.
    public var episodes: [Episode]
    /// The time that was searched, in whole hours where none was given.
    public var window: Range<Int64>
    /// Observations of a measurement and target that another told of already.
    public var duplicates: Int
    /// Observations from outside the window.
    public var outsideWindow: Int
    /// Observations whose country is not known.
    public var withoutCountry: Int
    /// How many series of votes were searched.
    public var series: Int
  }

  /// The episodes in observations. Complexity: O(n log n).
  /// - Parameters:
  ///   - observations: In any order.
  ///   - window: The time to search, seconds since 1970; `nil` for the time of the observations.
  ///     Silence at the end of a window counts as silence: let it end where importing ended.
  ///   - changes: When what observations are judged by changed.
  public func episodes(
    in observations: [Observation], window: Range<Int64>? = nil, changes: [InputChange] = []
  ) -> [Episode] {
    var fold = EpisodeFold()
    fold.add(observations)
    return replay(fold, window: window, changes: changes).episodes
  }

  /// Replays what was gathered.
  public func replay(
    _ fold: EpisodeFold, window: Range<Int64>? = nil, changes: [InputChange] = []
  ) -> Replay {
    let grid = EpisodeGrid(fold, window: window, longest: settings.longestWindow)
    var alarms: [EpisodeAlarm] = []
    var series = 0
    for (place, country) in grid.countries.enumerated() {
      let cells = country.targets.reduce(0) { $0 + Self.cells(of: $1) }
      let blocking = BlockingSearch(settings, cells: cells)
      let recurring = RecurringSearch(settings, cells: cells)
      let pages = PageSearch(blocking, names: fold.pages)
      for (index, target) in country.targets.enumerated() {
        series += target.networks.count + (target.isSeenTogether ? 1 : 0)
        // Most targets have no blocked row, and are then not worth counting votes of.
        for (network, rows) in Self.series(of: target)
        where rows.contains(where: { $0.vote == .blocked }) {
          let votes = SeriesVotes(rows).withoutMostOfTheLoud()
          let all = blocking.alarms(
            in: votes, country: place, target: index, name: target.name, network: network)
          let plain = pages.alarms(
            in: rows, beside: all, country: place, target: index, name: target.name,
            network: network)
          alarms += recurring.alarms(
            in: votes, beside: plain, country: place, target: index, name: target.name,
            network: network)
        }
      }
      let arrivals = Arrivals(country, window: grid.window)
      alarms += CollapseSearch(settings, arrivals).alarms(country: place, name: country.name)
      alarms += SlowdownSearch.alarms(in: country, at: place, settings)
    }
    let assembly = EpisodeAssembly(settings: settings, grid: grid, changes: changes)
    return Replay(
      episodes: assembly.episodes(of: alarms), window: grid.window, duplicates: grid.duplicates,
      outsideWindow: grid.outsideWindow, withoutCountry: fold.withoutCountry, series: series)
  }

  /// The series of a target: one for each network, and one of all together where that is another.
  private static func series(
    of target: EpisodeGrid.Target
  ) -> [(network: UInt32?, rows: ArraySlice<EpisodeRow>)] {
    let apart = target.networks.filter { $0.number != 0 }.map { (UInt32?($0.number), $0.rows) }
    return target.isSeenTogether ? [(nil, target.together[...])] + apart : apart
  }

  /// How many hours of its series hold a vote.
  private static func cells(of target: EpisodeGrid.Target) -> Int {
    var hours: Set<Int64> = []
    var count = 0
    // To put all rows in order costs more than to see that none names a page.
    let hasPages = target.networks.contains { $0.rows.contains { $0.page != 0 } }
    if hasPages, target.isSeenTogether {
      count += PageSearch.cells(in: target.together[...])
    }
    for (number, rows) in target.networks {
      if number != 0 { count += SeriesVotes.cells(in: rows) + PageSearch.cells(in: rows) }
      if target.isSeenTogether {
        for row in rows where row.vote != .none { hours.insert(row.start / 3600) }
      }
    }
    return count + hours.count
  }
}

extension EpisodeGrid.Target {
  /// Whether a series over all networks says something that those of the networks do not.
  fileprivate var isSeenTogether: Bool {
    networks.count > 1 || networks.contains { $0.number == 0 }
  }
}
