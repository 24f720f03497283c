@testable import Signals

/// Hourly counts by seed, with what is planted in them.
struct MadeUpSeries {
  var rate = 2.0
  var dispersion = 0.3
  var hasSeason = true
  var hours = 24 * 7 * 8
  var seed: UInt64 = 1
  /// By how much the mean is multiplied, in these hours.
  var planted: [(hours: Range<Int>, ratio: Double)] = []
  var missing: Range<Int> = 0..<0

  var bins: [SeriesBin] {
    var random = SplitMix64(seed: seed)
    return (0..<hours).map { hour in
      var rate = rate
      for (span, ratio) in planted where span.contains(hour) { rate *= ratio }
      let series = NullSeries(rate: rate, dispersion: dispersion, hasSeason: hasSeason)
      let count = series.draw(hour: hour, from: &random)
      return SeriesBin(
        time: NullSeries.time(ofHour: hour), count: missing.contains(hour) ? nil : count)
    }
  }
}

extension ChangeEngine {
  static let id = SeriesID("made-up", "one")

  /// An engine with one series.
  static func watching(_ settings: SeriesSettings) -> ChangeEngine {
    var engine = ChangeEngine()
    engine.watch(id, settings)
    return engine
  }

  mutating func update(all bins: some Sequence<SeriesBin>) -> [ChangeEvent] {
    bins.flatMap { update(Self.id, $0) }
  }
}
