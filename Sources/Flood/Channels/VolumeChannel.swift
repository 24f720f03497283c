import func Glibc.exp
import func Glibc.log

/// Whether there are more requests than usual, or far fewer: a CUSUM of log-likelihood ratios of the negative binomial law.
///
/// The null model: a bin's count has mean μ, an exponential average over two hours with the day's rhythm once three days
/// were seen, and variance μ + μ²/r. An alarm says that traffic has surged, never that it is an attack.
struct VolumeChannel: Sendable {
  static let memory = 7_200.0
  static let binSeconds = 10.0
  static let ratio = 2.0
  static let dropRatio = 0.3

  let threshold: Double
  private var level = 0.0
  private var bins = 0.0
  private var excessVariance = 0.2
  private var open = 0
  private var openedAt: Int64 = 0
  private var openCount = 0.0
  private var openMean = 0.0
  private var rise = 0.0
  private var fall = 0.0
  private var rhythm = DayRhythm()
  private(set) var surgeSince: Int64?
  private(set) var dropSince: Int64?
  /// When the rise began for which there is an alarm.
  private(set) var onset: Int64 = 0

  init(threshold: Double) { self.threshold = threshold }

  /// The requests that a bin should have.
  func expected(at second: Int64) -> Double { max(0.05, level * rhythm.factor(at: second)) }

  /// The variance's shape: 0.02, of traffic that comes in bursts, to 50.
  private var shape: Double { 1 / excessVariance }

  /// Ends ten seconds. On a site with few requests several such stretches are one bin, so that a bin has twenty requests:
  /// where visitors come one by one, ten seconds tell nothing.
  mutating func closeBin(_ count: Double, at second: Int64, mayAlarm: Bool) {
    if open == 0 { openedAt = second }
    open += 1
    openCount += count
    openMean += expected(at: second)
    // Never by its count: a bin that ends because much has come would make bursts into surges.
    guard openMean >= 20 || open >= 360 || bins < 6 else { return }
    step(openCount, mean: openMean, at: openedAt, mayAlarm: mayAlarm)
    learn(openCount, openMean, at: second)
    (open, openCount, openMean) = (0, 0, 0)
  }

  private mutating func step(_ count: Double, mean: Double, at second: Int64, mayAlarm: Bool) {
    guard bins >= 6 else { return }
    let r = shape
    func ratio(_ rho: Double) -> Double {
      let other = r + rho * mean
      return count * log(rho * (r + mean) / other) - r * log(other / (r + mean))
    }
    if rise == 0 { onset = second }
    rise = min(3 * threshold, max(0, rise + ratio(Self.ratio)))
    fall = min(3 * threshold, max(0, fall + ratio(Self.dropRatio)))
    guard mayAlarm else {
      rise = min(rise, threshold)
      fall = min(fall, threshold)
      return
    }
    if rise > threshold, surgeSince == nil { surgeSince = second }
    if rise == 0 { surgeSince = nil }
    if fall > threshold, dropSince == nil { dropSince = second }
    if fall == 0 { dropSince = nil }
  }

  private mutating func learn(_ count: Double, _ mean: Double, at second: Int64) {
    let isAlarmed = surgeSince != nil || dropSince != nil
    // Never frozen, so that a new level is learned in the end; never quick, so that an attack does not become usual.
    let pace = Double(open) * Self.binSeconds / (Self.memory * (isAlarmed ? 6 : 1))
    let taken = bins >= 30 ? min(count, 3 * mean + 3) : count
    // At first the mean of all bins, so that no single bin decides.
    let rate =
      isAlarmed ? 1 - exp(-pace) : max(1 - exp(-pace), Double(open) / (bins + Double(open)))
    level += rate * (taken / Double(open) / rhythm.factor(at: second) - level)
    bins += Double(open)
    if !isAlarmed, mean > 0.2 {
      let term = ((count - mean) * (count - mean) - mean) / (mean * mean)
      // At first quickly: a site whose visitors come in bursts must not be taken for one in a surge.
      let rate = max(0.002, 1 / (bins + 5))
      excessVariance += rate * (min(50, max(-1, term)) - excessVariance)
      excessVariance = min(50, max(0.02, excessVariance))
    }
    rhythm.learn(taken / Double(open), at: second)
  }
}

/// How much each hour of the day departs from the mean, learned over weeks and shrunk to 1 (six hours' worth of the mean);
/// of no effect before three days.
struct DayRhythm: Sendable {
  private var sums = [Double](repeating: 0, count: 24)
  private var bins = [Double](repeating: 0, count: 24)
  private var factors = [Double](repeating: 1, count: 24)
  private var hour: Int64 = .min
  private var hours = 0

  mutating func learn(_ count: Double, at second: Int64) {
    let now = second / 3_600
    if now != hour {
      if hour != .min { settle() }
      hour = now
      hours += 1
    }
    let place = Int(((now % 24) + 24) % 24)
    sums[place] += count
    bins[place] += 1
  }

  private mutating func settle() {
    guard hours >= 72 else { return }
    let total = sums.reduce(0, +)
    let all = bins.reduce(0, +)
    guard all > 0, total > 0 else { return }
    let mean = total / all
    let shrink = 6.0 * 360
    let raw = (0..<24).map { hour -> Double in
      (sums[hour] + shrink * mean) / ((bins[hour] + shrink) * mean)
    }
    for hour in 0..<24 {
      let (before, after) = (raw[(hour + 23) % 24], raw[(hour + 1) % 24])
      factors[hour] = (before + 2 * raw[hour] + after) / 4
    }
    // Two weeks ago counts half.
    if hours % 336 == 0 {
      for place in 0..<24 { (sums[place], bins[place]) = (sums[place] / 2, bins[place] / 2) }
    }
  }

  func factor(at second: Int64) -> Double {
    let hour = (second / 3_600) % 24
    return factors[Int(hour < 0 ? hour + 24 : hour)]
  }
}
