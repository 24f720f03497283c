internal import Signals

/// Lines of a wave for evidence: a uniform sample of those that were kept, each with the requests it stands for.
struct WaveSamples: Sendable {
  static let most = 1_000
  private(set) var lines: [(sample: SampledLine, weight: Double)] = []
  private var seen = 0
  private var draw: SplitMix64

  init(seed: UInt64) { draw = SplitMix64(seed: seed) }

  /// Adds a second's lines; only those that are kept are copied.
  mutating func add(_ slots: [Int], of ring: SampleRing, requests: Int) {
    guard !slots.isEmpty else { return }
    let weight = Double(requests) / Double(slots.count)
    for slot in slots {
      seen += 1
      if lines.count < Self.most {
        lines.append((ring.line(slot), weight))
      } else {
        let place = draw.below(seen)
        if place < Self.most { lines[place] = (ring.line(slot), weight) }
      }
    }
  }
}
