import func Glibc.exp

/// A series with enough of its past to take back what it said: bins of the last days, and states from
/// which they can be gone through again.
///
/// Everything is a function of the settings and of the bins in their order: a state that was written
/// and read again goes on as if it had never been away.
struct SeriesTrack: Sendable, Hashable {
  /// A state as it was before the bin at `time` and all later ones.
  struct Copy: Sendable, Hashable {
    var time: Int64
    var watch: SeriesWatch
  }

  let settings: SeriesSettings
  var watch: SeriesWatch
  /// Known bins since the oldest copy.
  var bins: [SeriesBin] = []
  var copies: [Copy] = []
  /// Alarms that are on or whose bins can still be revised.
  var alarms: [ChangeAlarm] = []
  /// How many alarms there have been.
  var raisedCount = 0
  /// How many bins came too late to be taken in.
  var tooLate = 0

  init(_ settings: SeriesSettings) {
    self.settings = settings
    watch = SeriesWatch(settings)
  }

  /// For how long bins can be revised: three days, or as many bins, at least 72 and at most 1,000.
  var horizon: Int64 {
    let bins = min(max(72 * 3600 / settings.width, 72), 1000)
    return bins * settings.width
  }

  /// The begin of the last bin.
  var last: Int64? { bins.last?.time }

  /// The begin of the bin that a moment lies in.
  func begin(of time: Int64) -> Int64 {
    floorDivided(time, by: settings.width) * settings.width
  }

  /// Takes a bin in, new or revised.
  mutating func take(_ bin: SeriesBin) -> [(ChangeEvent.Kind, ChangeAlarm)] {
    guard let last, bin.time <= last else { return bin.isKnown ? advance(bin) : [] }
    return revise(bin)
  }

  mutating func advance(_ bin: SeriesBin) -> [(ChangeEvent.Kind, ChangeAlarm)] {
    keep(before: bin)
    bins.append(bin)
    let turn = watch.step(bin, settings: settings)
    return turn.flatMap { follow($0, bin) }.map { [$0] } ?? []
  }

  private mutating func keep(before bin: SeriesBin) {
    let step = max(horizon / 3, settings.width)
    if copies.last.map({ bin.time - $0.time >= step }) ?? true {
      copies.append(Copy(time: bin.time, watch: watch))
    }
    while copies.count > 1, bin.time - copies[1].time >= horizon { copies.removeFirst() }
    if let oldest = copies.first, let first = bins.first, first.time < oldest.time {
      bins.removeAll { $0.time < oldest.time }
      alarms.removeAll { $0.ended.map { $0 < oldest.time } ?? false }
    }
  }

  private mutating func follow(
    _ turn: SeriesWatch.Turn, _ bin: SeriesBin
  ) -> (ChangeEvent.Kind, ChangeAlarm)? {
    switch turn {
    case .raised:
      raisedCount += 1
      guard let alarm = relearn() else { return nil }
      alarms.append(alarm)
      return (.raised, alarm)
    case .grown:
      return update { _ in }.map { (.grown, $0) }
    case .ended:
      return update { $0.ended = bin.time }.map { (.ended, $0) }
    case .accepted:
      return update { $0.ended = bin.time }.map { (.accepted, $0) }
    }
  }

  private mutating func update(_ change: (inout ChangeAlarm) -> Void) -> ChangeAlarm? {
    guard let place = alarms.indices.last else { return nil }
    if let open = watch.open { describe(open, in: &alarms[place]) }
    change(&alarms[place])
    return alarms[place]
  }

  private func describe(_ open: SeriesWatch.Open, in alarm: inout ChangeAlarm) {
    let run = RunLengths(watch.baseline, settings)
    alarm.evidence = open.evidence
    alarm.onceIn = max(
      alarm.onceIn,
      run.bins(toReach: (open.isRise ? watch.up : watch.down).value) * Double(settings.width))
    alarm.observed = open.observed
    alarm.expected = open.expected
    let limits = RatioLimits(observed: open.observed, expected: open.expected, stray: run.stray)
    alarm.ratio = limits.ratio
    alarm.ratioLow = limits.low
    alarm.ratioHigh = limits.high
  }

  /// Learns the bins since the alarm's change again, as bins of an alarm, and says when the change came.
  private mutating func relearn() -> ChangeAlarm? {
    guard var open = watch.open else { return nil }
    let start = copies.last { $0.time <= open.since } ?? copies.first
    guard let start else { return nil }
    var baseline = start.watch.baseline
    let ratios = open.isRise ? watch.up.ratios : watch.down.ratios
    var told: [(bin: SeriesBin, logRatio: Double)] = []
    (open.observed, open.expected, open.exposure) = (0, 0, 0)
    for bin in bins where bin.time >= start.time {
      let forecast = baseline.forecast(bin, ratios: ratios, settings: settings)
      let isAlarm = bin.time >= open.since
      if let forecast {
        told.append((bin, forecast.logRatios[open.ratio]))
        if isAlarm {
          open.observed += Double(bin.count ?? 0)
          open.exposure += bin.exposure
          open.expected +=
            settings.kind == .count ? forecast.mean : forecast.mean * bin.exposure
        }
      }
      baseline.learn(
        bin, forecast, weight: isAlarm ? SeriesWatch.alarmWeight : 1, settings: settings)
    }
    watch.baseline = baseline
    watch.open = open
    var alarm = ChangeAlarm(
      number: raisedCount, isRise: open.isRise, raised: open.raised,
      change: Self.changeTime(told, since: open.since, width: settings.width), observed: 0,
      expected: 0, ratio: 1, ratioLow: 0, ratioHigh: 0, evidence: 0, onceIn: 0, ended: nil)
    describe(open, in: &alarm)
    return alarm
  }

  /// The profile likelihood of the change's time: each bin may be the first one after it.
  private static func changeTime(
    _ told: [(bin: SeriesBin, logRatio: Double)], since: Int64, width: Int64
  ) -> ChangeTime {
    var scores = [Double](repeating: 0, count: told.count)
    var sum = 0.0
    for place in told.indices.reversed() {
      sum += told[place].logRatio
      scores[place] = sum
    }
    let best = scores.max() ?? 0
    let spans = told.indices.map { place in
      let begin = place > 0 ? told[place - 1].bin.time : told[place].bin.time - width
      return LikelySpan(
        from: begin + width / 2, to: told[place].bin.time + width / 2,
        weight: exp(scores[place] - best))
    }
    let first = scores.firstIndex(of: best).map { told[$0].bin.time } ?? since
    return ChangeTime(firstSeen: first, spans: spans, level: 0.95)
  }
}
