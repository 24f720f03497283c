import func Glibc.exp
import func Glibc.log

/// What is believed of a series' dispersion: a weight for each of the values that are thought
/// possible, moved by each bin's likelihood and drawn back to the first weights as time passes.
struct DispersionBelief: Sendable, Hashable {
  /// Logarithms of the weights.
  private(set) var logWeights: [Double]
  /// The weights; their sum is 1.
  private(set) var weights: [Double]
  private let first: [Double]

  /// A belief before the first bin.
  init(_ first: [Double]) {
    let sum = first.reduce(0, +)
    self.first = first.map { log($0 / sum) }
    logWeights = self.first
    weights = self.first
    weigh()
  }

  /// Which values still matter.
  var isWanted: [Bool] { weights.map { $0 > 1e-5 } }

  /// The mean of the values.
  func mean(of values: [Double]) -> Double {
    zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Takes in a bin.
  /// - Parameters:
  ///   - masses: ln of the bin's likelihood for each value; read where a value is wanted.
  ///   - weight: How much the bin counts.
  ///   - kept: How much of what was learnt before is kept.
  mutating func learn(_ masses: [Double], weight: Double, kept: Double) {
    let wanted = isWanted
    var best = -Double.infinity
    for place in masses.indices where wanted[place] { best = max(best, masses[place]) }
    guard best.isFinite else { return }
    var highest = -Double.infinity
    for place in logWeights.indices {
      // A value that was set aside comes back by forgetting alone.
      let told = wanted[place] ? weight * max(masses[place] - best, -20) : 0
      logWeights[place] = kept * logWeights[place] + (1 - kept) * first[place] + told
      highest = max(highest, logWeights[place])
    }
    for place in logWeights.indices {
      logWeights[place] = max(logWeights[place] - highest, -30)
    }
    weigh()
  }

  /// Is the belief with these logarithms of weights.
  mutating func restore(_ logWeights: [Double]) {
    guard logWeights.count == self.logWeights.count else { return }
    self.logWeights = logWeights
    weigh()
  }

  private mutating func weigh() {
    var sum = 0.0
    for place in logWeights.indices {
      weights[place] = exp(logWeights[place])
      sum += weights[place]
    }
    for place in weights.indices { weights[place] /= sum }
  }
}
