import Glibc
import Signals

/// A random search for settings of `ResidualDetector` on the benchmark: how those in the program were
/// got. What is judged is the mean over a candidate and its neighbours, at thresholds that are a little
/// off as well, so that a peak that only this corpus has is worth little. Each half of the files is
/// searched too and what is found tried on the other, at the threshold of its own half: that says what
/// to expect of series that nobody searched.
struct NABSearch {
  var corpus: NABCorpus
  var seed: UInt64
  var seconds: Double

  /// Weights of range, sizes, misses and level, both windows, rest; and between what they are drawn.
  private static let ranges = [
    (0.1, 1.5), (0.1, 1.0), (0.05, 1.0), (0.1, 2.0), (3.0, 80.0), (10.0, 300.0), (0.08, 0.5),
  ]

  private struct Candidate {
    var point: [Double]
    var worth: Double
    var threshold: Double
  }

  func run() {
    let all = Array(corpus.series.indices)
    let halves = [0, 1].map { half in all.filter { $0 % 2 == half } }
    report("all", all, nil)
    report("even", halves[0], halves[1])
    report("odd", halves[1], halves[0])
  }

  private func report(_ name: String, _ files: [Int], _ others: [Int]?) {
    let best = search(files)
    let point = best.point.map { ($0 * 1000).rounded() / 1000 }
    let own = score(best.point, files)
    var line =
      "\(name): \(tenths(own.best(.standard).score)), with neighbours \(tenths(best.worth)), "
      + "threshold \(best.threshold), \(point)"
    if let others {
      let other = score(best.point, others)
      line +=
        "; the other half at this threshold: "
        + "\(tenths(other.score(.standard, at: best.threshold)))"
    }
    print(line)
    fflush(nil)
  }

  private func search(_ files: [Int]) -> Candidate {
    var random = SplitMix64(seed: seed)
    var best: [Candidate] = []
    let begin = Watch.cpuSeconds
    while Watch.cpuSeconds - begin < seconds {
      let point: [Double]
      if best.count < 20 {
        point = Self.ranges.map { low, high in low * pow(high / low, random.uniform()) }
      } else {
        let parent = best[min(Int(-3 * log(1 - random.uniform())), best.count - 1)].point
        point = parent.map { random.happens(0.5) ? $0 * exp(0.25 * random.normal()) : $0 }
      }
      let cut = best.count < 10 ? 0 : best[9].worth
      let candidate = judge(point, files, cut: cut)
      let place = best.firstIndex { $0.worth < candidate.worth } ?? best.count
      best.insert(candidate, at: place)
      if best.count > 20 { best.removeLast() }
    }
    return best[0]
  }

  private func judge(_ point: [Double], _ files: [Int], cut: Double) -> Candidate {
    let scored = score(point, files)
    let top = scored.best(.standard)
    guard top.score > cut - 5 else {
      return Candidate(point: point, worth: top.score - 5, threshold: top.threshold)
    }
    var worths = [0.87, 1, 1.15].map { scored.score(.standard, at: top.threshold * $0) }
    var random = SplitMix64(seed: 5)
    for _ in 0..<4 {
      let neighbour = point.map { $0 * exp(0.12 * random.normal()) }
      worths.append(score(neighbour, files).score(.standard, at: top.threshold))
    }
    return Candidate(
      point: point, worth: worths.reduce(0, +) / Double(worths.count), threshold: top.threshold)
  }

  private func score(_ point: [Double], _ files: [Int]) -> WindowScore {
    var settings = ResidualDetector.Settings()
    settings.rangeWeight = point[0]
    settings.sizeWeight = point[1]
    settings.missWeight = point[2]
    settings.levelWeight = point[3]
    settings.missWindow = max(2, Int(point[4].rounded()))
    settings.levelWindow = max(2, Int(point[5].rounded()))
    settings.rest = point[6]
    return WindowScore(
      files.map { place in
        let series = corpus.series[place]
        return WindowScore.File(
          scores: ResidualDetector.scores(
            of: series.values, times: series.times, settings: settings),
          windows: series.windows)
      })
  }
}
