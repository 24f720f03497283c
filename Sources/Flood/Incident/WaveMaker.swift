internal import Signals

/// Makes of a wave that has ended all that is told of it.
struct WaveMaker {
  let open: OpenWave
  let ring: SecondRing
  let shares: ShareSet
  let latest: Int64
  /// Ordinary lines.
  let usual: [LineFeatures]
  /// Lines of the wave: of its time only, see ``wave(quiet:)``.
  private(set) var lines: [LineFeatures]
  let parser: LineParser
  let quietMinutes: [SourceMeasures]

  mutating func wave(quiet: Int64) -> Wave {
    let (start, end) = span()
    let finish = max(end.best, open.detected)
    let seconds = Double(max(1, finish - start.best))
    // What came after the end, until it was certain, is ordinary again.
    lines.removeAll { $0.sample.second < start.best || $0.sample.second > finish }
    let all = ring.sum(from: start.best, to: finish)
    let requests = max(0, all[0] - open.rates[0] * seconds)
    let clusters = ClusterMiner(
      lines: lines, usual: usual,
      usualShare: all[0] > 0 ? min(0.95, open.rates[0] * seconds / all[0]) : 0, parser: parser
    ).clusters()
    let evidence = WaveEvidence(
      maker: self, counts: all, seconds: seconds, clusters: clusters, start: start.best)
    let isFew = evidence.fewSources
    let isHeavy = requests / seconds > max(20, 6 * open.rates[0])
    return Wave(
      detected: open.detected, known: open.known, start: start.best, startRange: start.range,
      end: finish, endRange: end.range, isOpen: latest - open.lastSign < quiet, kind: evidence.kind,
      verdict: isFew && !isHeavy ? .fewSources : open.isInSurge ? .mixed : .attack,
      families: open.families.sorted(), evidence: evidence.lines, clusters: clusters,
      requests: requests,
      allRequests: all[0], usual: open.rates[0], peaks: open.peaks, sources: sources,
      sourcesError: open.sources.relativeError, loudestShare: open.loudestShare,
      networks: networks(), targets: targets(),
      failed: all[0] > 0 ? min(1, all[Lane.failed.rawValue] / all[0]) : 0,
      failedBefore: open.rates[0] > 0 ? min(1, open.rates[Lane.failed.rawValue] / open.rates[0]) : 0
    )
  }

  /// The number of sources, less those that ordinary time would have brought.
  private var sources: Double {
    let all = open.sources.estimate
    guard open.lane == .pageFromOutside, !quietMinutes.isEmpty else { return all }
    let ordinary =
      quietMinutes.reduce(0) { $0 + $1.arriving * $1.weight } / Double(quietMinutes.count)
    return max(all * 0.02, all - ordinary * Double(latest - open.detected) / 60)
  }

  /// When it began and ended, by the lane that tells it best.
  private func span() -> (ChangeSecond, ChangeSecond) {
    let lane = open.lane
    let before = max(0.02, open.rates[lane.rawValue])
    func rate(from: Int64, to: Int64) -> Double {
      ring.sum(from: from, to: to + 1)[lane.rawValue] / Double(max(1, to + 1 - from))
    }
    // The rate inside is that of the time after it was noticed: before, little of it is seen.
    let middle = min(latest, max(open.detected, min(open.detected + 30, open.lastSign)))
    let from = max(ring.earliest, min(open.onset, open.detected - 60) - 60)
    let inside = max(2 * before, rate(from: open.detected, to: middle))
    let start = ChangeSecond(
      ring, lane, from: from, to: middle, low: before, high: inside, isRise: true)
    let last = min(latest, open.lastSign)
    let endFrom = max(start.best, last - 900, ring.earliest)
    let late = max(2 * before, min(inside, rate(from: endFrom, to: last)))
    let end = ChangeSecond(
      ring, lane, from: endFrom, to: min(latest, last + 60), low: before, high: late, isRise: false)
    return (start, end)
  }

  private func networks() -> [NetworkShare] {
    let mine = shares(of: lines) { $0.client.network }
    let ordinary = shares(of: usual) { $0.client.network }
    return mine.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(10).map {
      NetworkShare(network: $0.key, share: $0.value, usual: ordinary[$0.key] ?? 0)
    }
  }

  private func targets() -> [TextShare] {
    let mine = shares(of: lines) { $0[.path] }
    let ordinary = shares(of: usual) { $0[.path] }
    var parser = self.parser
    return mine.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5).map { path, share in
      let text = lines.first { $0[.path] == path }?.text(.path, parser: &parser)
      return TextShare(text: text ?? "-", share: share, usual: ordinary[path] ?? 0)
    }
  }

  private func shares<Key: Hashable>(
    of lines: [LineFeatures], by key: (LineFeatures) -> Key
  ) -> [Key: Double] {
    let total = lines.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return [:] }
    return lines.reduce(into: [:]) { $0[key($1), default: 0] += $1.weight / total }
  }
}
