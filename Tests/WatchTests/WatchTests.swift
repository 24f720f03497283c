import Testing

@testable import Signals
@testable import Watch

@Suite("Who is told of what")
struct WatchTests {
  private let policy = AlertPolicy(
    series: SeriesPattern(family: "removals"), channels: ["desk"], escalation: ["phone"],
    escalateAfter: 1800)

  private func router(_ notices: Int = 6) -> AlertRouter {
    AlertRouter(RouterSettings(policies: [policy], noticesAnHour: notices))
  }

  private func event(
    _ kind: ChangeEvent.Kind, _ name: String = "one", number: Int = 1, at time: Int64 = 7200,
    family: String = "removals", ended: Int64? = nil
  ) -> ChangeEvent {
    ChangeEvent(
      series: SeriesID(family, name), kind: kind,
      alarm: ChangeAlarm(
        number: number, isRise: true, raised: time,
        change: ChangeTime(estimate: time - 600, earliest: time - 1200, latest: time),
        observed: 30, expected: 10, ratio: 3, ratioLow: 2, ratioHigh: 4, evidence: 12,
        onceIn: 1e8, ended: ended))
  }

  @Test func aChangeIsToldOnceAndItsEnd() {
    var router = router()
    let raised = router.take([event(.raised)], at: 7200)
    #expect(raised.map(\.kind) == [.raised])
    #expect(raised.first?.channels == ["desk"])
    #expect(router.take([event(.raised)], at: 7300).isEmpty, "the same alarm again")
    #expect(router.take([event(.grown)], at: 7400).map(\.kind) == [.grown])
    let ended = router.take([event(.ended, ended: 8000)], at: 8000)
    #expect(ended.map(\.kind) == [.ended])
    #expect(router.incidents.map(\.state) == [.ended])
  }

  @Test func fortySeriesAreOneIncident() {
    var router = router(100)
    let events = (0..<40).map { event(.raised, "s\($0)", at: 7200 + Int64($0)) }
    let notices = router.take(events, at: 7300)
    #expect(router.incidents.count == 1)
    // At 1 series, then 2, 4, 8, 16 and 32.
    #expect(notices.map(\.kind) == [.raised] + Array(repeating: .widened, count: 5))
    #expect(notices.last?.series.count == 32)
  }

  @Test func changesFarApartOrOfOtherFamiliesAreNot() {
    var router = router(100)
    _ = router.take([event(.raised, "a"), event(.raised, "b", at: 90_000)], at: 90_000)
    _ = router.take([event(.raised, "a", family: "else")], at: 90_000)
    #expect(router.incidents.count == 3)
    #expect(router.incidents.map(\.isTold) == [true, true, false], "one has no policy")
  }

  @Test func whatNobodyAcknowledgesGoesToTheSecondChannel() {
    var router = router()
    _ = router.take([event(.raised)], at: 7200)
    #expect(router.advance(to: 8999).isEmpty)
    let notices = router.advance(to: 9000)
    #expect(notices.map(\.kind) == [.escalated])
    #expect(notices.first?.channels == ["phone"])
    #expect(router.advance(to: 20_000).isEmpty, "once is enough")
    var other = self.router()
    _ = other.take([event(.raised)], at: 7200)
    let (isKnown, isUnknown) = (
      other.acknowledge(1, by: "Lan"), !other.acknowledge(2, by: "Lan")
    )
    #expect(isKnown && isUnknown)
    #expect(other.advance(to: 20_000).isEmpty)
    #expect(other.take([event(.grown)], at: 20_001).isEmpty)
  }

  @Test func whatIsMutedIsToldWhenItLasts() {
    var router = router()
    router.mute(Mute(SeriesPattern(family: "rem*"), from: 0, until: 10_000))
    #expect(router.take([event(.raised)], at: 7200).isEmpty)
    #expect(router.advance(to: 9999).isEmpty)
    #expect(router.advance(to: 10_000).map(\.kind) == [.raised])
    #expect(router.mutes.isEmpty)
    var short = self.router()
    short.mute(Mute(SeriesPattern(), from: 0, until: 10_000))
    _ = short.take([event(.raised)], at: 7200)
    #expect(short.take([event(.ended, ended: 8000)], at: 8000).isEmpty)
    #expect(short.advance(to: 10_000).isEmpty, "nobody was told that it began")
  }

  @Test func tooManyNoticesAreSummedUp() {
    var router = router(3)
    let events = (0..<10).map { event(.raised, "s", number: $0 + 1, at: 7200 + Int64($0) * 9000) }
    let notices = router.take(events, at: 100_000)
    #expect(notices.count == 3)
    #expect(router.advance(to: 103_000).filter { $0.kind != .escalated }.isEmpty)
    let later = router.advance(to: 103_600).filter { $0.kind != .escalated }
    #expect(later.map(\.kind) == [.summary])
    #expect(later.first?.count == 7)
    #expect(later.first?.incidents.count == 7)
  }

  @Test func whatIsTakenBackIsToldToThoseWhoWereTold() {
    var router = router()
    #expect(router.take([event(.withdrawn)], at: 7200).isEmpty)
    _ = router.take([event(.raised)], at: 7200)
    #expect(router.take([event(.withdrawn)], at: 8000).map(\.kind) == [.withdrawn])
    #expect(router.incidents.map(\.state) == [.withdrawn])
    #expect(router.advance(to: 9_000_000).isEmpty)
    #expect(router.incidents.isEmpty, "long over")
  }

  /// Two series, one of which triples; mutes, ticks and acknowledgements between.
  private var inputs: [(WatchCore.Input, Int64)] {
    var random = SplitMix64(seed: 11)
    var inputs: [(WatchCore.Input, Int64)] = []
    let settings = SeriesSettings(interval: 300 * 3600, learning: 8 * 86_400)
    let ids = ["one", "two"].map { SeriesID("removals", $0) }
    for id in ids { inputs.append((.watch(id, settings), 0)) }
    for hour in 0..<24 * 16 {
      let time = Int64(hour) * 3600
      for (place, id) in ids.enumerated() {
        let mean = place == 0 && (290..<330).contains(hour) ? 9.0 : 3
        let bin = SeriesBin(time: time, count: random.poisson(mean))
        inputs.append((.bin(id, bin), time + 3600))
      }
      inputs.append((.tick, time + 3700))
      if hour == 200 {
        let mute = Mute(SeriesPattern(name: "two"), from: time, until: time + 86_400)
        inputs.append((.mute(mute), time + 3700))
      }
      if hour == 300 { inputs.append((.acknowledge(incident: 1, by: "Lan"), time + 3800)) }
    }
    return inputs
  }

  @Test func aReplayFromAnySnapshotTellsWhatTheLiveWatchTold() throws {
    let settings = RouterSettings(policies: [policy])
    let inputs = inputs
    var live = WatchCore(settings)
    var told: [[AlertNotice]] = []
    var snapshots: [(Int, [UInt8])] = []
    for (place, (input, time)) in inputs.enumerated() {
      if place % 97 == 0 { snapshots.append((place, live.snapshot())) }
      told.append(live.take(input, at: time))
    }
    #expect(told.joined().contains { $0.kind == .raised })
    #expect(told.joined().contains { $0.kind == .ended })
    for (place, bytes) in snapshots {
      var again = try WatchCore(snapshot: bytes, settings: settings)
      #expect(again.snapshot() == bytes)
      for index in place..<inputs.count {
        let notices = again.take(inputs[index].0, at: inputs[index].1)
        #expect(notices == told[index], "from \(place), at \(index)")
      }
      #expect(again == live)
    }
  }

  @Test func damagedSnapshotsAreRefused() throws {
    let settings = RouterSettings(policies: [policy])
    var core = WatchCore(settings)
    for (input, time) in inputs.prefix(900) { _ = core.take(input, at: time) }
    let bytes = core.snapshot()
    var random = SplitMix64(seed: 3)
    for _ in 0..<200 {
      var damaged = bytes
      damaged[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
      #expect(throws: SnapshotFault.self) {
        try WatchCore(snapshot: damaged, settings: settings)
      }
    }
    #expect(throws: SnapshotFault.notASnapshot) {
      try WatchCore(snapshot: core.engine.snapshot(), settings: settings)
    }
  }
}
