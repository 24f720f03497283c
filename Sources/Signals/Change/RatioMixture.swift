import func Glibc.exp
import func Glibc.log

/// Evidence that the mean of a series is some multiple of what is expected, for several multiples at
/// once.
///
/// For each ratio two sums of likelihood ratios Λ are kept. *Page's* (1954), max(0, S + ln Λ), tells
/// since when and by how much: its last zero is where a change by this ratio explains the series best.
/// That of *Shiryaev and Roberts*, (1 + R)·Λ, decides: the mean R̄ over ratios (Pollak, 1987) grows by 1 a
/// bin on average as long as nothing changes, whatever the season and however the means were learnt,
/// so long as each Λ has the expectation 1 given the past. So R̄ − (bins passed) is a martingale, and
/// the mean number of bins until R̄ first exceeds A is the mean of R̄ then: at least A.
struct RatioMixture: Sendable, Hashable {
  /// The multiples.
  let ratios: [Double]
  /// Shiryaev's and Roberts' sums.
  private(set) var odds: [Double]
  /// Page's sums.
  private(set) var sums: [Double]
  /// When the excursion of each of Page's sums began; meaningless where the sum is 0.
  private(set) var starts: [Int64]

  /// Sums at 0.
  init(_ ratios: [Double]) {
    self.ratios = ratios
    odds = Array(repeating: 0, count: ratios.count)
    sums = odds
    starts = Array(repeating: 0, count: ratios.count)
  }

  /// R̄.
  var value: Double { odds.isEmpty ? 0 : odds.reduce(0, +) / Double(odds.count) }

  /// The place of the ratio with the largest of Page's sums.
  var leader: Int { sums.indices.max { sums[$0] < sums[$1] } ?? 0 }

  /// Takes in the logarithm of a bin's likelihood ratio for the ratio at `place`.
  mutating func add(_ logRatio: Double, at place: Int, time: Int64) {
    odds[place] = min((1 + odds[place]) * exp(min(logRatio, 600)), 1e290)
    if sums[place] <= 0 { starts[place] = time }
    sums[place] = max(0, sums[place] + logRatio)
  }

  /// Begins again at 0.
  mutating func restart() {
    for place in ratios.indices {
      odds[place] = 0
      sums[place] = 0
    }
  }

  init(ratios: [Double], odds: [Double], sums: [Double], starts: [Int64]) {
    self.ratios = ratios
    self.odds = odds
    self.sums = sums
    self.starts = starts
  }
}
