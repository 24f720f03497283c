import Testing

@testable import Signals

@Suite("The engine of changes")
struct ChangeEngineTests {
  private let day = Int64(86_400)

  @Test func findATriplingAndSayWhenAndByHowMuch() throws {
    var held = 0
    for seed in UInt64(1)...5 {
      let at = 24 * 42 + 5
      var engine = ChangeEngine.watching(SeriesSettings())
      let bins = MadeUpSeries(
        seed: seed, planted: [(at..<at + 72, 3)]
      ).bins
      let events = engine.update(all: bins)
      let raised = try #require(
        events.first { $0.kind == .raised && $0.alarm.raised >= NullSeries.time(ofHour: at) },
        "seed \(seed)")
      let delay = (raised.alarm.raised - NullSeries.time(ofHour: at)) / 3600
      #expect(delay <= 24, "seed \(seed): \(delay) hours")
      #expect(raised.alarm.isRise)
      #expect(
        abs(raised.alarm.change.estimate - NullSeries.time(ofHour: at)) <= 16 * 3600,
        "seed \(seed)")
      #expect(raised.alarm.onceIn >= Double(SeriesSettings().interval) * 0.99)
      let ended = try #require(
        events.first { $0.kind == .ended && $0.alarm.number == raised.alarm.number })
      #expect(
        abs((ended.alarm.ended ?? 0) - NullSeries.time(ofHour: at + 72)) <= 60 * 3600,
        "seed \(seed)")
      #expect((1.8...5).contains(ended.alarm.ratio), "seed \(seed): \(ended.alarm.ratio)")
      if (ended.alarm.ratioLow...ended.alarm.ratioHigh).contains(3) { held += 1 }
    }
    #expect(held >= 4, "limits of 95 % held the truth for \(held) of 5")
  }

  @Test func findADrop() throws {
    for seed in UInt64(1)...5 {
      let at = 24 * 42 + 5
      var engine = ChangeEngine.watching(SeriesSettings(direction: .down))
      let events = engine.update(
        all: MadeUpSeries(rate: 5, seed: seed, planted: [(at..<at + 72, 0.1)]).bins)
      let raised = try #require(
        events.first { $0.kind == .raised && $0.alarm.raised >= NullSeries.time(ofHour: at) },
        "seed \(seed)")
      #expect(!raised.alarm.isRise)
      let delay = (raised.alarm.raised - NullSeries.time(ofHour: at)) / 3600
      #expect((0...48).contains(delay), "seed \(seed): \(delay) hours")
    }
  }

  @Test func acceptWhatLasts() {
    let at = 24 * 42
    var engine = ChangeEngine.watching(SeriesSettings())
    let events = engine.update(
      all: MadeUpSeries(rate: 10, hours: 24 * 90, planted: [(at..<24 * 90, 3)]).bins)
    #expect(events.contains { $0.kind == .accepted })
    let after = events.filter {
      $0.kind == .raised && $0.alarm.raised > NullSeries.time(ofHour: at + 24 * 20)
    }
    #expect(after.isEmpty, "three times as much is ordinary by then")
    let mean = engine.state(of: ChangeEngine.id)?.mean ?? 0
    #expect((20...45).contains(mean), "\(mean)")
  }

  @Test func sayNothingOfWhatIsMissing() {
    for seed in UInt64(1)...5 {
      let at = 24 * 42
      var engine = ChangeEngine.watching(SeriesSettings(direction: .both))
      let bins = MadeUpSeries(rate: 20, seed: seed, missing: at..<at + 48).bins
      #expect(engine.update(all: bins).isEmpty, "seed \(seed)")
      var other = ChangeEngine.watching(SeriesSettings(direction: .both))
      _ = other.update(all: bins.filter { $0.count != nil })
      #expect(engine == other, "a missing bin is as if it were not given")
    }
  }

  @Test func watchShares() throws {
    var random = SplitMix64(seed: 4)
    var engine = ChangeEngine.watching(SeriesSettings(kind: .proportion))
    let at = 24 * 40
    let bins = (0..<24 * 50).map { hour in
      let tests = 5 + random.below(30)
      let share = hour >= at ? 0.3 : 0.1
      let hits = (0..<tests).count { _ in random.happens(share) }
      return SeriesBin(
        time: NullSeries.time(ofHour: hour), count: hits, exposure: Double(tests))
    }
    let raised = try #require(engine.update(all: bins).first { $0.kind == .raised })
    let delay = (raised.alarm.raised - NullSeries.time(ofHour: at)) / 3600
    #expect((0...12).contains(delay), "\(delay) hours")
    #expect((1.8...5).contains(raised.alarm.ratio))
  }

  @Test func learnASparseSeriesFromItsSiblings() {
    var alone = ChangeEngine.watching(SeriesSettings(learning: day))
    var helped = ChangeEngine.watching(SeriesSettings(sibling: 4, learning: day))
    let quiet = (0..<6).map { SeriesBin(time: NullSeries.time(ofHour: $0), count: 0) }
    _ = alone.update(all: quiet)
    _ = helped.update(all: quiet)
    let means = [alone, helped].map { $0.state(of: ChangeEngine.id)?.mean ?? 0 }
    #expect(means[0] < 0.5 && means[1] > 2, "\(means)")
  }

  @Test func standWhateverIsGiven() throws {
    for kind in SeriesSettings.Kind.allCases {
      var engine = ChangeEngine.watching(
        SeriesSettings(kind: kind, direction: .both, learning: day))
      var random = SplitMix64(seed: 9)
      let counts: [Int?] = [0, 1, -5, nil, .max, .min, 1_000_000, 3]
      let exposures = [1, 0, -1, .nan, .infinity, 1e-300, 1e300, 12]
      for step in 0..<600 {
        let time =
          step.isMultiple(of: 50)
          ? [Int64.min, .max, 0, -1][random.below(4)] : Int64(step) * 3600
        engine.update(
          ChangeEngine.id,
          SeriesBin(
            time: time, count: counts[random.below(8)],
            exposure: random.happens(0.5) ? 1 : exposures[random.below(8)]))
      }
      let state = try #require(engine.state(of: ChangeEngine.id))
      #expect(!state.mean.isNaN)
      #expect(!state.evidence.isNaN)
      let again = try ChangeEngine(snapshot: engine.snapshot())
      #expect(again == engine)
    }
  }
}
