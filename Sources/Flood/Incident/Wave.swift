/// One stretch of an attack.
public struct Wave: Sendable, Hashable {
  /// When the signs were enough, in seconds since 1970.
  public var detected: Int64
  /// Where the log stood then: what comes late had been waited for.
  public var known: Int64
  /// When it began.
  public var start: Int64
  /// What the log allows for the beginning: an interval of 95 %.
  public var startRange: ClosedRange<Int64>
  /// When it ended.
  public var end: Int64
  /// What the log allows for the end.
  public var endRange: ClosedRange<Int64>
  /// Which families of evidence were on.
  public var families: [EvidenceFamily]
  /// Whether the log ended first.
  public var isOpen: Bool
  /// Whether traffic had surged before: an attack inside of a crowd.
  public var isInSurge: Bool
  /// What came beyond the rate before, in requests.
  public var requests: Double
  /// The usual rate before, in requests per second.
  public var usual: Double
  /// The highest counts of all requests in 1, 10 and 60 seconds.
  public var peaks: [Int]
  /// How many different sources there were, and the standard error as a share.
  public var sources: Double
  /// The share of requests that failed meanwhile.
  public var failed: Double
}

/// A wave that goes on.
struct OpenWave: Sendable {
  var detected: Int64
  var known: Int64
  var onset: Int64
  var families: Set<EvidenceFamily>
  var look: ExcessLook
  var rates: [Double]
  var isInSurge: Bool
  var herd: Bool
  var lastSign: Int64
  var counts = [Double](repeating: 0, count: 16)
  var seconds = 0.0
  var peaks = [0, 0, 0]
  private var last60 = [Int](repeating: 0, count: 60)
  private var place = 0

  init(
    detected: Int64, known: Int64, onset: Int64, families: Set<EvidenceFamily>, look: ExcessLook,
    rates: [Double], isInSurge: Bool, herd: Bool
  ) {
    self.detected = detected
    self.known = known
    self.onset = onset
    self.families = families
    self.look = look
    self.rates = rates
    self.isInSurge = isInSurge
    self.herd = herd
    lastSign = detected
  }

  mutating func note(_ request: Request) {}

  mutating func pass(_ all: Counts, _ second: Int64) {
    for lane in 0..<16 { counts[lane] += Double(all[lane]) }
    seconds += 1
    last60[place] = all[.all] + all[.herd]
    place = (place + 1) % 60
    peaks[0] = max(peaks[0], all[.all] + all[.herd])
    peaks[2] = max(peaks[2], last60.reduce(0, +))
    peaks[1] = max(peaks[1], (1...10).reduce(0) { $0 + last60[(place + 60 - $1) % 60] })
  }
}

/// Finds out when a wave began and ended.
struct WaveEnd {
  let wave: Wave

  init(_ open: OpenWave, ring: SecondRing, shares: ShareSet, latest: Int64) {
    // What tells the wave best from the time before: the part of the requests that grew most.
    let marks: [Lane] =
      open.families.contains(.newQueries)
      ? [.newQuery]
      : open.families.contains(.login)
        ? [.login]
        : open.families.contains(.slow)
          ? [.slow] : open.herd ? [.herd] : [.pageFromOutside]
    let lane = marks[0]
    let before = max(0.02, open.rates[lane.rawValue])
    let from = max(ring.earliest, open.onset - 120)
    let middle = min(latest, max(open.detected, open.onset + 5))
    let inside =
      ring.sum(from: open.onset, to: middle + 1)[lane.rawValue] / Double(middle + 1 - open.onset)
    let start = Self.change(
      ring, lane, from: from, to: middle, low: before, high: max(2 * before, inside), isRise: true)
    let last = min(latest, open.lastSign)
    let endFrom = max(start.best, last - 900, ring.earliest)
    let late = ring.sum(from: endFrom, to: last + 1)
    let high = max(
      2 * before,
      min(max(2 * before, inside), late[lane.rawValue] / Double(max(1, last + 1 - endFrom))))
    let end = Self.change(
      ring, lane, from: endFrom, to: min(latest, last + 60), low: before, high: high, isRise: false)
    let duration = Double(max(1, end.best - start.best))
    let all = ring.sum(from: start.best, to: end.best)
    wave = Wave(
      detected: open.detected, known: open.known, start: start.best, startRange: start.range,
      end: max(end.best, open.detected), endRange: end.range, families: open.families.sorted(),
      isOpen: latest - open.lastSign < 300, isInSurge: open.isInSurge,
      requests: max(0, all[0] - open.rates[0] * duration), usual: open.rates[0], peaks: open.peaks,
      sources: 0, failed: all[0] > 0 ? all[Lane.failed.rawValue] / all[0] : 0)
  }

  /// The second at which a Poisson rate changes from one value to another, with the smallest interval that holds 95 % of
  /// the likelihood.
  static func change(
    _ ring: SecondRing, _ lane: Lane, from: Int64, to: Int64, low: Double, high: Double,
    isRise: Bool
  ) -> (best: Int64, range: ClosedRange<Int64>) {
    guard to > from else { return (from, from...from) }
    let ratio = LogRatio(low: low, high: high)
    // The sum over the seconds that are high, for each place of the change.
    var sums = [Double](repeating: 0, count: Int(to - from) + 2)
    var sum = 0.0
    if isRise {
      for second in stride(from: to, through: from, by: -1) {
        sum += ratio.of(ring.of(second)[lane])
        sums[Int(second - from)] = sum
      }
    } else {
      for second in from...to {
        sum += ratio.of(ring.of(second)[lane])
        sums[Int(second - from) + 1] = sum
      }
    }
    let best = sums.indices.max { sums[$0] < sums[$1] } ?? 0
    let likely = sums.indices.filter { sums[$0] > sums[best] - 1.92 }
    let (first, last) = (likely.first ?? best, likely.last ?? best)
    return (from + Int64(best), from + Int64(first)...from + Int64(last))
  }
}

private import func Glibc.log

private struct LogRatio {
  let gain: Double
  let loss: Double
  init(low: Double, high: Double) {
    gain = log(high / low)
    loss = high - low
  }
  func of(_ count: Int) -> Double { Double(count) * gain - loss }
}
