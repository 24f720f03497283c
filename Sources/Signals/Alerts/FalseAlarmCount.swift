/// How often an engine alarms in series where nothing happens, beside what it says itself.
package struct FalseAlarmCount: Sendable {
  /// Alarms that were raised.
  package private(set) var alarms = 0
  /// Bins that were watched without an alarm being on.
  package private(set) var quietBins = 0
  /// All bins after the time of learning.
  package private(set) var bins = 0
  private var statedRates = 0.0
  private var series = 0

  package init() {}

  /// Watches one series for `hours` after the time of learning of `settings`.
  package mutating func watch(
    _ null: NullSeries, settings: SeriesSettings, hours: Int, seed: UInt64
  ) {
    let id = SeriesID("nothing", "happens")
    var engine = ChangeEngine()
    engine.watch(id, settings)
    var random = SplitMix64(seed: seed)
    let learning = Int(settings.learning / 3600)
    for hour in 0..<learning + hours {
      let count = null.draw(hour: hour, from: &random)
      let events = engine.update(
        id, SeriesBin(time: NullSeries.time(ofHour: hour), count: count))
      alarms += events.count { $0.kind == .raised }
    }
    guard let state = engine.state(of: id) else { return }
    quietBins += state.quietBins
    bins += hours
    statedRates += 1 / state.interval
    series += 1
  }

  /// Hours of quiet watching to an alarm, as the engines say at the end.
  package var stated: Double { Double(series) / max(statedRates * 3600, 1e-300) }

  /// Hours of quiet watching to an alarm, as counted.
  package var measured: Double { Double(quietBins) / Double(max(alarms, 1)) }

  /// Hours to an alarm, those that an alarm was on as well.
  package var elapsed: Double { Double(bins) / Double(max(alarms, 1)) }
}
