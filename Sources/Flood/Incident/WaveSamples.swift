internal import Signals

/// Lines of a wave for evidence: a uniform sample of those that were kept, each with the requests it stands for.
struct WaveSamples: Sendable {
  static let most = 1_000
  private(set) var lines: [(sample: SampledLine, weight: Double)] = []
  private var seen = 0
  private var draw: SplitMix64

  init(seed: UInt64) { draw = SplitMix64(seed: seed) }

  /// Adds a second's lines.
  mutating func add(_ kept: [SampledLine], requests: Int) {
    guard !kept.isEmpty else { return }
    let weight = Double(requests) / Double(kept.count)
    for sample in kept {
      seen += 1
      if lines.count < Self.most {
        lines.append((sample, weight))
      } else {
        let place = draw.below(seen)
        if place < Self.most { lines[place] = (sample, weight) }
      }
    }
  }
}
