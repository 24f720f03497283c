import Signals

import func Glibc.log

/// What pairs of accounts would share if nobody knew anybody: the null model of pair evidence.
///
/// Expected co-actions follow the configuration model with the accounts' degrees over all objects;
/// objects are put into classes by how many pairs of accounts acted on them within the window, so that
/// meeting on an obscure target counts for more than meeting on a popular one. The chance of a pair's
/// weighted sum is bounded after Chernoff, as the upper tail of a compound Poisson variable, which holds
/// for every tilt and is therefore never too small.
public struct PairNull: Sendable {
  /// Classes are powers of two of pairs in the window.
  public static let classes = 14

  /// The window, in milliseconds.
  public let window: Int64
  /// Per object: its class, or 255 where it gives no evidence.
  public private(set) var classOfObject: [UInt8] = []
  /// Per class: pairs of accounts that met within the window.
  public private(set) var pairs = [Double](repeating: 0, count: PairNull.classes)
  /// Per class: the surprise of one co-action, in nats.
  public private(set) var surprise = [Double](repeating: 0, count: PairNull.classes)
  /// Objects on which so many met that they tell nothing about pairs.
  public private(set) var saturated: [UInt32] = []
  /// Pairs of accounts within the window, over all objects that give evidence.
  public var visits: Double { pairs.reduce(0, +) }

  /// Pairs of accounts that could be tested.
  public let testable: Double
  private let rows: Double
  private var tilts: [Tilt] = []

  /// One tilt of the bound, ready to be used for all pairs.
  private struct Tilt {
    var theta: Double
    /// Σ W ω e^(θω): the weighted sum at which this tilt is the best one, per unit of activity.
    var slope: Double
    /// Σ W (e^(θω) − 1).
    var growth: Double
  }

  /// Learns the classes from incidences.
  ///
  /// - Parameter most: An object gives no evidence when it has more than this many pairs per account.
  /// - Complexity: O(rows).
  public init(_ incidence: Incidence, window: Int64, most: Double = 300) {
    self.window = window
    let accounts = incidence.whole?.accounts ?? incidence.accounts
    rows = Double(incidence.whole?.rows ?? incidence.count)
    testable = Double(accounts) * Double(accounts - 1) / 2
    var popularities: [Popularity] = []
    if let whole = incidence.whole {
      let ofThings = (0..<whole.starts.count - 1).map { thing in
        learn(whole.times, whole.starts[thing]..<whole.starts[thing + 1], most: most)
      }
      popularities = whole.things.map { ofThings[Int($0)] }
    } else {
      popularities = (0..<incidence.objects).map { object in
        learn(incidence.time, incidence.rows(ofObject: object), most: most)
      }
    }
    classOfObject = popularities.map(\.number)
    saturated = popularities.indices.filter { popularities[$0] == .saturated }.map(UInt32.init)
    for number in 0..<Self.classes where pairs[number] > 0 {
      surprise[number] = max(0.05, log(testable / pairs[number]))
    }
    tilts = (0...Self.grid).map { step in
      tilt(Double(step) * Self.steepest / Double(Self.grid))
    }
  }

  /// What an object's popularity makes of a meeting on it.
  private enum Popularity: Equatable {
    case nobodyMet, saturated
    case ofClass(UInt8)

    var number: UInt8 { if case .ofClass(let number) = self { number } else { .max } }
  }

  /// Counts the pairs that met on an object into its class.
  private mutating func learn(
    _ times: [Int64], _ range: Range<Int>, most: Double
  ) -> Popularity {
    let met = Self.pairs(within: window, times: times, range: range)
    if Double(met) > most * Double(range.count) { return .saturated }
    if met == 0 { return .nobodyMet }
    let number = min(Self.classes - 1, Int.bitWidth - 1 - met.leadingZeroBitCount)
    pairs[number] += Double(met)
    return .ofClass(UInt8(number))
  }

  private static let grid = 4096
  private static let steepest = 8.0

  private func tilt(_ theta: Double) -> Tilt {
    var tilt = Tilt(theta: theta, slope: 0, growth: 0)
    for number in 0..<Self.classes where pairs[number] > 0 {
      let grown = LogSpace.power(theta * surprise[number])
      tilt.slope += pairs[number] * surprise[number] * grown
      tilt.growth += pairs[number] * (grown - 1)
    }
    return tilt
  }

  /// What two accounts' activity makes of the pairs of a class: λ = activity · W.
  public func activity(_ one: Int, _ other: Int) -> Double {
    2 * Double(one) * Double(other) / (rows * rows)
  }

  /// Co-actions that two accounts of these degrees would have by chance.
  public func expected(_ one: Int, _ other: Int) -> Double { activity(one, other) * visits }

  /// The logarithm of the chance that two accounts' weighted co-actions reach a sum.
  ///
  /// - Complexity: O(log of the grid's size).
  public func logChance(reaching sum: Double, activity: Double) -> Double {
    let wanted = sum / activity
    guard let first = tilts.first, wanted > first.slope else { return 0 }
    var (low, high) = (0, tilts.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if tilts[middle].slope <= wanted { low = middle } else { high = middle }
    }
    func bound(_ tilt: Tilt) -> Double { activity * tilt.growth - tilt.theta * sum }
    return min(0, bound(tilts[low]), bound(tilts[high]))
  }

  /// Pairs of rows no further apart than the window; times are sorted.
  static func pairs(within window: Int64, times: [Int64], range: Range<Int>) -> Int {
    var count = 0
    var first = range.lowerBound
    for row in range {
      while times[row] - times[first] > window { first += 1 }
      count += row - first
    }
    return count
  }
}
