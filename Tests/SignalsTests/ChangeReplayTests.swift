import Testing

@testable import Signals

@Suite("Going on after a stop, and taking back")
struct ChangeReplayTests {
  private let at = 24 * 12 + 3
  private var settings: SeriesSettings {
    SeriesSettings(direction: .both, interval: 500 * 3600, learning: 8 * 86_400)
  }
  private var series: MadeUpSeries {
    MadeUpSeries(
      rate: 4, hours: 24 * 18, seed: 3,
      planted: [(at..<at + 30, 4), (at + 60..<at + 100, 0.1)])
  }

  @Test func aStopAtAnyBinChangesNothing() throws {
    var whole = ChangeEngine.watching(settings)
    let bins = series.bins
    let told = whole.update(all: bins)
    #expect(told.count >= 4, "what raises nothing shows nothing: \(told.count)")
    for cut in bins.indices {
      var first = ChangeEngine.watching(settings)
      var events = first.update(all: bins[..<cut])
      let bytes = first.snapshot()
      var second = try ChangeEngine(snapshot: bytes)
      #expect(second == first)
      #expect(second.snapshot() == bytes)
      // All that is left is the same for all cuts but where alarms are; a few of them go to the end.
      guard cut.isMultiple(of: 24) || told.contains(where: { $0.alarm.raised == bins[cut].time })
      else { continue }
      events += second.update(all: bins[cut...])
      #expect(events == told, "cut at \(cut)")
      #expect(second == whole)
    }
  }

  @Test func theOrderInWhichBinsComeLateLeavesNoTrace() {
    let bins = series.bins
    var inOrder = ChangeEngine.watching(settings)
    _ = inOrder.update(all: bins)
    var late = ChangeEngine.watching(settings)
    var random = SplitMix64(seed: 5)
    var held: [SeriesBin] = []
    for bin in bins {
      if random.happens(0.05) {
        held.append(bin)
        continue
      }
      late.update(ChangeEngine.id, bin)
      if let first = held.first, bin.time - first.time > 40 * 3600 {
        late.update(ChangeEngine.id, held.removeFirst())
      }
    }
    for bin in held { late.update(ChangeEngine.id, bin) }
    let (one, other) = (
      inOrder.state(of: ChangeEngine.id), late.state(of: ChangeEngine.id)
    )
    #expect(one?.mean == other?.mean)
    #expect(one?.evidence == other?.evidence)
    #expect(one?.tooLate == 0 && other?.tooLate == 0)
  }

  @Test func takeBackWhatWasCountedTwice() throws {
    let right = MadeUpSeries(rate: 4, hours: 24 * 18, seed: 3).bins
    var engine = ChangeEngine.watching(settings)
    _ = engine.update(all: right[..<at])
    var wrong = right[at]
    wrong.count = 60
    let raised = engine.update(ChangeEngine.id, wrong)
    #expect(raised.map(\.kind) == [.raised])
    _ = engine.update(all: right[(at + 1)..<(at + 5)])
    let events = engine.update(ChangeEngine.id, right[at])
    #expect(events.map(\.kind) == [.withdrawn])
    #expect(events.first?.alarm.number == raised.first?.alarm.number)
    _ = engine.update(all: right[(at + 5)...])
    var untouched = ChangeEngine.watching(settings)
    _ = untouched.update(all: right)
    #expect(
      engine.state(of: ChangeEngine.id)?.evidence
        == untouched.state(of: ChangeEngine.id)?.evidence)
  }

  @Test func countWhatComesTooLate() {
    let bins = series.bins
    var engine = ChangeEngine.watching(settings)
    _ = engine.update(all: bins)
    let before = engine.state(of: ChangeEngine.id)?.mean
    var old = bins[10]
    old.count = 1000
    #expect(engine.update(ChangeEngine.id, old).isEmpty)
    #expect(engine.state(of: ChangeEngine.id)?.tooLate == 1)
    #expect(engine.state(of: ChangeEngine.id)?.mean == before)
  }

  @Test func refuseDamagedSnapshots() throws {
    var engine = ChangeEngine.watching(settings)
    _ = engine.update(all: series.bins.prefix(24 * 9))
    let bytes = engine.snapshot()
    var random = SplitMix64(seed: 2)
    for _ in 0..<300 {
      var damaged = bytes
      damaged[random.below(bytes.count)] ^= UInt8(1 + random.below(255))
      #expect(throws: SnapshotFault.self) { try ChangeEngine(snapshot: damaged) }
      #expect(throws: SnapshotFault.self) {
        try ChangeEngine(snapshot: Array(bytes.prefix(random.below(bytes.count))))
      }
    }
    // With the right check sum over wrong bytes: whatever it says, it does not bring the reader down.
    for _ in 0..<300 {
      var forged = Array(bytes.dropLast(4))
      for _ in 0..<1 + random.below(4) {
        forged[6 + random.below(forged.count - 6)] = UInt8(random.below(256))
      }
      let sum = Checksum.crc32(forged)
      forged += (0..<4).map { UInt8(truncatingIfNeeded: sum >> (8 * UInt32($0))) }
      if var read = try? ChangeEngine(snapshot: forged) {
        _ = read.update(all: series.bins.suffix(48))
      }
    }
  }

  @Test func theCheckSumIsTheOneEverybodyKnows() {
    #expect(Checksum.crc32("123456789".utf8) == 0xCBF4_3926)
  }
}
