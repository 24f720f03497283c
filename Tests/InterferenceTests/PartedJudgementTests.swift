import Signals
import Testing

@testable import Interference

@Suite("Observations judged part by part")
struct PartedJudgementTests {
  static let messengers = ["telegram", "signal", "whatsapp"]

  /// A row of few targets, networks, people and hours, so that bursts, outages and dead lines happen.
  static func row(_ number: Int, _ random: inout SplitMix64) -> Observation {
    let isOfMessenger = random.below(2) == 0
    let test = isOfMessenger ? messengers[random.below(3)] : "web_connectivity"
    let states: [LayerState] = [.ok, .ok, .blocked, .insufficient, .down]
    let state = states[random.below(states.count)]
    let setting = "setting \(random.below(3))"
    let isPseudonym = random.below(2) == 0
    return Observation(
      measurement: "m\(number)", uid: random.below(3) == 0 ? "u\(number)" : nil,
      target: isOfMessenger ? test + "/service" : "host\(random.below(4)).example", test: test,
      country: random.below(9) == 0 ? nil : ["VN", "AA", "BB", "CC"][random.below(4)],
      network: random.below(9) == 0 ? nil : UInt32(64496 + random.below(4)),
      resolverNetwork: random.below(2) == 0 ? nil : 64500,
      vantagePoint: isPseudonym ? "person \(random.below(8))" : setting, isPseudonym: isPseudonym,
      run: isPseudonym ? nil : "run \(random.below(12))",
      start: 1_767_225_600 + Int64(random.below(3) * 3600 + random.below(100)), state: state,
      layer: state == .blocked ? .tls : nil, mechanism: state == .blocked ? .tlsReset : nil,
      rule: state == .insufficient ? .outageElsewhereFine : Rule.allCases[random.below(20)],
      likelihood: random.below(2) == 0 ? nil : 0.25, hasArtefact: random.below(5) == 0,
      cameOutside: [nil, true, false][random.below(3)], goodput: random.below(3) == 0 ? 1e6 : nil,
      evidence: state == .blocked ? ["reset after \(random.below(3)) bytes — é"] : [])
  }

  @Test func packedRowsComeBackAsTheyWere() {
    var random = SplitMix64(seed: 5)
    var packed = PackedObservations()
    var rows = (0..<2000).map { number in
      PlacedObservation(
        Self.row(number, &random), file: random.below(500), line: number,
        column: random.below(2) == 0 ? nil : random.below(1 << 40))
    }
    rows[7].observation.start = .min
    rows[8].observation.start = .max
    for (index, rule) in Rule.allCases.enumerated() { rows[index].observation.rule = rule }
    for (index, how) in Mechanism.allCases.enumerated() { rows[index].observation.mechanism = how }
    for (index, layer) in Layer.allCases.enumerated() { rows[index].observation.layer = layer }
    for row in rows { packed.append(row) }
    var unpacked: [PlacedObservation] = []
    packed.each { unpacked.append($0) }
    #expect(unpacked == rows)
    unpacked = []
    PackedObservations(packed: packed.bytes).each { unpacked.append($0) }
    #expect(unpacked == rows)
  }

  @Test(arguments: 1...20, [7, 100, 100_000])
  func partsSayWhatTheWholeSays(seed: UInt64, most: Int) throws {
    var random = SplitMix64(seed: seed)
    var rows: [Observation] = []
    for number in 0..<600 {
      rows.append(Self.row(number, &random))
      if random.below(10) == 0 { rows.append(rows[random.below(rows.count)]) }
      if random.below(40) == 0 {
        var forged = rows[random.below(rows.count)]
        forged.state = .blocked
        forged.mechanism = .tlsReset
        rows.append(forged)
      }
    }
    var sieve = CopySieve()
    let new = rows.filter { sieve.meets($0) == .new }
    let kept = new.indices.filter { !sieve.isContested($0) }.map { new[$0] }
    let whole = Made.judged(kept)

    let targets = Set(rows.map(\.target)).sorted()
    var judgement = PartedJudgement(
      of: targets.indices.map {
        .init(number: $0, hasMessengers: !targets[$0].hasSuffix("example"))
      },
      most: most,
      load: { part, body in
        for (line, row) in rows.enumerated() where row.target == targets[part] {
          try body(PlacedObservation(row, file: 0, line: line, column: nil))
        }
      })
    var parts: [Observation] = []
    try judgement.each { parts += $0 }
    #expect(parts.count == whole.count)
    #expect(Set(parts) == Set(whole))
    // What is compared did happen.
    #expect(whole.contains { $0.rule == .burstSetAside })
    #expect(whole.contains { $0.vantagePoint.contains(RunSpans.mark) })
    #expect(whole.contains { $0.isOfMessenger && $0.state != .ok && !$0.evidence.isEmpty })
    #expect(judgement.twinsMet >= judgement.twins.count && judgement.twinsMet > 0)
    #expect(judgement.twins.map(\.second.line) == judgement.twins.map(\.second.line).sorted())
    for twins in judgement.twins { #expect(twins.first.line < twins.second.line) }
  }
}
