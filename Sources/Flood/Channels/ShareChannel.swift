import func Glibc.exp
import func Glibc.log

/// Whether a part of the traffic has grown beyond its usual share: a CUSUM of log-likelihood ratios of the binomial law,
/// corrected for requests coming in visits.
///
/// The null model: of N requests of a bin, K are of the part, with mean N·p0 and variance φ·N·p0·(1−p0), where p0 and φ are
/// learned in quiet time. The alternative is a share of `lift` times p0 (or odds toward 1 where p0 is large). The ratio is
/// divided by 1.3·φ, so that with independent bins the mean time between false alarms is at least e^h bins (Lorden, 1971).
struct ShareChannel: Sendable {
  /// What makes one channel unlike another.
  struct Shape: Sendable {
    /// The alternative: how many times the usual share.
    var lift: Double
    /// No usual share is taken for less.
    var floor: Double
    /// An alarm needs so many requests of the part since the change.
    var least: Double
  }

  static let binSeconds = 10.0
  /// The memory of usual shares, in seconds.
  static let memory = 7_200.0
  private static let decay = exp(-binSeconds / memory)
  /// Above this usual share a channel says nothing more.
  static let mostUsual = 0.93
  private static let closingBins = 18

  let shape: Shape
  let threshold: Double
  private var k = 0.0
  private var n = 0.0
  private(set) var dispersion = 2.0
  private(set) var usual: Double
  private var raised = 0.0
  private var gain = 0.0
  private var loss = 0.0
  /// The statistic at the end of the last bin.
  private var sum = 0.0
  private var binK = 0.0
  private var binN = 0.0
  private var recentK = [Double](repeating: 0, count: closingBins)
  private var recentN = [Double](repeating: 0, count: closingBins)
  private var place = 0
  /// The second since when the statistic has been above zero.
  private(set) var onset: Int64 = 0
  private var runK = 0.0
  /// The second of the alarm; `nil` when there is none.
  private(set) var alarmedAt: Int64?

  init(_ shape: Shape, threshold: Double) {
    self.shape = shape
    self.threshold = threshold
    usual = shape.floor
    settle()
  }

  /// Whether enough was learned, and the usual share leaves room for a larger one.
  var isAble: Bool { n >= 100 && usual <= Self.mostUsual }
  var isAlarmed: Bool { alarmedAt != nil }
  /// How much was learned, in requests.
  var learned: Double { n }
  /// The statistic now, with the bin that is open.
  var value: Double { min(2 * threshold, max(0, sum + step(binK, binN))) }

  private mutating func settle() {
    usual = min(0.94, max(shape.floor, (k + 0.5) / (n + 1)))
    var other = usual > 0.3 ? 1 - (1 - usual) / shape.lift : usual * shape.lift
    other = min(0.985, max(other, usual + 0.03))
    raised = other
    gain = log(other / usual)
    loss = log((1 - other) / (1 - usual))
  }

  private func step(_ k: Double, _ n: Double) -> Double {
    (k * gain + (n - k) * loss) / (1.3 * dispersion)
  }

  /// Adds a second's counts.
  mutating func add(_ k: Double, of n: Double, second: Int64, mayAlarm: Bool) {
    guard n > 0 else { return }
    if sum <= 0, binN == 0 {
      onset = second
      runK = 0
    }
    binK += k
    binN += n
    runK += k
    if mayAlarm, alarmedAt == nil, isAble, runK >= shape.least, value > threshold {
      alarmedAt = second
    }
  }

  /// Ends a bin of ten seconds.
  /// - Parameters:
  ///   - learns: whether the bin is quiet, so that it teaches what is usual.
  ///   - isEarly: whether little was learned yet, so that dispersion is learned quickly.
  mutating func closeBin(learns: Bool, isEarly: Bool) {
    sum = value
    if alarmedAt == nil { sum = min(sum, threshold) }
    (recentK[place], recentN[place]) = (binK, binN)
    place = (place + 1) % Self.closingBins
    if learns, alarmedAt == nil, binN > 0 {
      let expected = binN * usual
      let term = (binK - expected) * (binK - expected) / (expected * (1 - usual))
      let rate = isEarly ? 0.01 : 0.001
      // A bin of few requests tells less about dispersion.
      let weight = rate * min(1, binN * usual)
      dispersion = min(12, max(1, dispersion + weight * (min(40, term) - dispersion)))
      k = k * Self.decay + binK
      n = n * Self.decay + binN
      settle()
    }
    if alarmedAt != nil {
      let (sumK, sumN) = (recentK.reduce(0, +), recentN.reduce(0, +))
      if sumK < sumN * (usual + 0.35 * (raised - usual)) || sumN == 0 { clearAlarm() }
    }
    (binK, binN) = (0, 0)
    if sum <= 0 { runK = 0 }
  }

  /// Takes an alarm back; what is usual stays.
  mutating func clearAlarm() {
    alarmedAt = nil
    sum = 0
    runK = 0
    for index in recentK.indices { (recentK[index], recentN[index]) = (0, 0) }
  }

  /// Forgets what was usual, for a share that has changed for good.
  mutating func relearn() {
    (k, n) = (k * 0.02, n * 0.02)
    clearAlarm()
  }
}
