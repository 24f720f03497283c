import func Glibc.exp
import func Glibc.log

/// What is believed of a series' dispersion: a weight for each of the values that are thought
/// possible, moved by each bin's likelihood and drawn back to the first weights as time passes.
///
/// Values lie 9 % apart, for a dispersion that is wrong by an eighth can more than double the number
/// of false alarms. While little is known every fourth stands for its neighbours too.
struct DispersionBelief: Sendable, Hashable {
  /// Values that are thought possible; the first stands for none at all.
  let values: [Double]
  /// Logarithms of the weights; −∞ where a neighbour stands for the value.
  private(set) var logWeights: [Double]
  /// The weights; their sum is 1.
  private(set) var weights: [Double]
  /// Which values mattered when the day began; the others wait for the next.
  private(set) var wanted: [Int] = []
  /// The mean of the values.
  private(set) var mean = 0.0
  /// Whether every value has a weight of its own.
  private(set) var isFine = false

  /// A belief before the first bin: a fifth for no dispersion, the rest even on the logarithm.
  init(_ values: [Double]) {
    self.values = values
    logWeights = Array(repeating: -.infinity, count: values.count)
    weights = Array(repeating: 0, count: values.count)
    for place in values.indices { logWeights[place] = first(place) }
    choose()
  }

  /// `none`, then values from `low` to `high`.
  static func values(none: Double, from low: Double, to high: Double) -> [Double] {
    var values = [none]
    while let last = values.last, last < high {
      values.append(values.count == 1 ? low : last * 1.09)
    }
    return values
  }

  private func isHeard(_ place: Int) -> Bool { isFine || place == 0 || place % 4 == 1 }

  private func first(_ place: Int) -> Double {
    guard isHeard(place) else { return -.infinity }
    let others = Double(values.count - 1) / (isFine ? 1 : 4)
    return place == 0 ? log(0.2) : log(0.8 / others)
  }

  /// Takes in a bin.
  /// - Parameters:
  ///   - masses: ln of the bin's likelihood for each of the wanted values.
  ///   - weight: How much the bin counts.
  mutating func learn(_ masses: [Double], weight: Double) {
    guard masses.count == wanted.count, let best = masses.max(), best.isFinite else { return }
    // Against what was expected of all of them, so that those which wait neither gain nor lose.
    var expected = 0.0
    for (place, mass) in zip(wanted, masses) { expected += weights[place] * exp(mass - best) }
    let usual = best + log(max(expected, 1e-300))
    for (place, mass) in zip(wanted, masses) {
      logWeights[place] += weight * max(mass - usual, -20)
    }
    weigh()
  }

  /// Begins a day: forgets a little, and chooses anew which values matter.
  /// - Parameter kept: How much of what was learnt is kept.
  mutating func beginDay(kept: Double) {
    for place in values.indices where isHeard(place) {
      logWeights[place] = kept * logWeights[place] + (1 - kept) * first(place)
    }
    choose()
    refine()
  }

  /// Gives every value a weight of its own once few of those heard are left.
  private mutating func refine() {
    guard !isFine, weights.count(where: { $0 > 1e-3 }) <= 4 else { return }
    isFine = true
    for place in values.indices where place > 1 && place % 4 != 1 {
      let below = place - (place + 3) % 4
      let share = Double(place - below) / 4
      let above = below + 4 < values.count ? logWeights[below + 4] : -30
      logWeights[place] = (1 - share) * logWeights[below] + share * above
    }
    // What stood for four values stands for one now; no dispersion always stood for itself.
    logWeights[0] += log(4)
    choose()
  }

  /// Is the belief with these logarithms of weights.
  mutating func restore(_ logWeights: [Double], isFine: Bool, wanted: [Int]) {
    self.logWeights = logWeights
    self.isFine = isFine
    self.wanted = wanted
    weights = Array(repeating: 0, count: values.count)
    weigh()
  }

  private mutating func choose() {
    let highest = logWeights.max() ?? 0
    wanted = []
    for place in values.indices {
      weights[place] = 0
      guard isHeard(place) else { continue }
      logWeights[place] = max(logWeights[place] - highest, -30)
      if logWeights[place] > -12 { wanted.append(place) }
    }
    weigh()
  }

  private mutating func weigh() {
    var highest = -Double.infinity
    for place in wanted { highest = max(highest, logWeights[place]) }
    var sum = 0.0
    for place in wanted {
      weights[place] = exp(logWeights[place] - highest)
      sum += weights[place]
    }
    mean = 0
    for place in wanted {
      weights[place] /= sum
      mean += weights[place] * values[place]
    }
  }
}
