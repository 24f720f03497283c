/// One series under watch, bin by bin: its baseline, the evidence for a change, and the alarm that
/// is on.
struct SeriesWatch: Sendable, Hashable {
  static let upward = [1.5, 2, 3, 5]
  static let downward = [0.5, 0.2, 0.05]
  /// How much a bin that an alarm is about teaches.
  static let alarmWeight = 0.1
  /// An alarm whose R̄ never went beyond so many limits may well have been chance: 19 of 20 false alarms
  /// do not. What it kept from the baseline is given back when it ends, or else the level would be too low
  /// after each false alarm and the next would come the sooner.
  static let doubtful = 20.0
  /// By how many nats the bins have to speak for the ordinary before an alarm ends.
  static let closing = 3.0

  /// An alarm that is on.
  struct Open: Sendable, Hashable {
    var isRise: Bool
    /// The place of the ratio that won.
    var ratio: Int
    /// The begin of the bin that raised it.
    var raised: Int64
    /// Page's last zero.
    var since: Int64
    /// What speaks for its end: Page's sum of what bins say for the ordinary.
    var ending = 0.0
    /// The largest of Page's sums so far.
    var evidence: Double
    /// The evidence at which the next notice is due.
    var nextNotice: Double
    var observed: Double
    var expected: Double
    /// What the bins since the change were out of.
    var exposure: Double
    /// The largest R̄ so far.
    var peak: Double
  }

  /// What a bin brought about.
  enum Turn: Sendable, Hashable { case raised, grown, ended, accepted }

  var baseline: Baseline
  var up: RatioMixture
  var down: RatioMixture
  var open: Open?
  /// Bins that were watched without an alarm.
  var quietBins = 0
  /// What R̄ has to reach for an alarm.
  var limit = Double.infinity
  /// The local day for which the limit holds.
  var limitDay: Int64?
  /// The begin of the first bin.
  var firstBin: Int64?

  init(_ settings: SeriesSettings) {
    baseline = Baseline(settings)
    up = RatioMixture(settings.direction == .down ? [] : Self.upward)
    down = RatioMixture(settings.direction == .up ? [] : Self.downward)
  }

  /// Whether the series is still being learnt at a moment.
  func isLearning(at time: Int64, _ settings: SeriesSettings) -> Bool {
    guard let firstBin else { return true }
    let (age, overflow) = time.subtractingReportingOverflow(firstBin)
    return !overflow && age < settings.learning
  }

  /// Takes a bin in. Where it raises an alarm, the baseline has learnt from bins that it should not
  /// have: `SeriesTrack` gives it another one.
  mutating func step(_ bin: SeriesBin, settings: SeriesSettings) -> Turn? {
    guard bin.isKnown else { return nil }
    if firstBin == nil { firstBin = bin.time }
    let isLearning = isLearning(at: bin.time, settings)
    let forecast = baseline.forecast(
      bin, ratios: isLearning ? [] : up.ratios + down.ratios, settings: settings)
    guard !isLearning, let forecast else {
      baseline.learn(bin, forecast, weight: 1, settings: settings)
      return nil
    }
    weigh(forecast, bin)
    if open != nil { return goOn(bin, forecast, settings) }
    quietBins += 1
    renewLimit(bin, settings)
    baseline.learn(bin, forecast, weight: 1, settings: settings)
    guard max(up.value, down.value) >= limit else { return nil }
    raise(bin)
    return .raised
  }

  /// Once a day the limit follows what is believed of the series.
  private mutating func renewLimit(_ bin: SeriesBin, _ settings: SeriesSettings) {
    let day = settings.calendar.day(bin.time)
    guard limitDay != day else { return }
    limitDay = day
    limit = RunLengths(baseline, settings).limit(
      forBins: Double(settings.interval) / Double(settings.width))
  }

  private mutating func weigh(_ forecast: Baseline.Forecast, _ bin: SeriesBin) {
    for place in up.ratios.indices {
      up.add(forecast.logRatios[place], at: place, time: bin.time)
    }
    for place in down.ratios.indices {
      down.add(forecast.logRatios[up.ratios.count + place], at: place, time: bin.time)
    }
  }

  private mutating func raise(_ bin: SeriesBin) {
    let isRise = up.value >= down.value
    let side = isRise ? up : down
    let leader = side.leader
    let evidence = side.sums[leader]
    open = Open(
      isRise: isRise, ratio: leader, raised: bin.time,
      since: evidence > 0 ? side.starts[leader] : bin.time, evidence: evidence,
      nextNotice: 2 * evidence, observed: 0, expected: 0, exposure: 0, peak: side.value)
  }

  /// A bin while an alarm is on.
  private mutating func goOn(
    _ bin: SeriesBin, _ forecast: Baseline.Forecast, _ settings: SeriesSettings
  ) -> Turn? {
    guard var alarm = open else { return nil }
    baseline.learn(bin, forecast, weight: Self.alarmWeight, settings: settings)
    let side = alarm.isRise ? up : down
    // What the change has turned out to be tells its end sooner than what it looked like at first.
    alarm.ratio = side.leader
    let told = forecast.logRatios[alarm.isRise ? alarm.ratio : up.ratios.count + alarm.ratio]
    alarm.ending = max(0, alarm.ending - told)
    alarm.observed += Double(bin.count ?? 0)
    alarm.expected += settings.kind == .count ? forecast.mean : forecast.mean * bin.exposure
    alarm.exposure += bin.exposure
    alarm.peak = max(alarm.peak, side.value)
    alarm.evidence = max(alarm.evidence, side.sums.max() ?? 0)
    if alarm.ending > Self.closing {
      close()
      if alarm.peak <= Self.doubtful * limit {
        baseline.giveBack(alarm, share: 1 - Self.alarmWeight, settings: settings)
      }
      return .ended
    }
    if bin.time - alarm.since >= settings.acceptance {
      close()
      baseline.belief?.doubtLevel(0.25)
      return .accepted
    }
    let hasGrown = alarm.evidence >= alarm.nextNotice
    if hasGrown { alarm.nextNotice = 2 * alarm.evidence }
    open = alarm
    return hasGrown ? .grown : nil
  }

  private mutating func close() {
    open = nil
    up.restart()
    down.restart()
  }
}
