/// Says of each value of a series how strange it is, for series of any shape: loads, temperatures,
/// delays, sums of money. For counts and shares `ChangeEngine` is right: it has a null model.
///
/// The miss of a forecast (`BestForecast`), divided by its usual size, is followed in four ways: the
/// mean of its size and the mean of itself over the last values, how far the mean of the last values
/// lies from that of all before, and how far a value lies outside all before. The first three are scored
/// against their own past (`RunningTail`), so that a series that always jumps does not alarm more often
/// than a smooth one. The score is the largest of the four, weighted; after one of at least 1 nothing is
/// scored for a while: one event gives one alarm.
///
/// There is no null model but the exponential tail of `RunningTail`, and so no stated false-alarm rate.
/// It reads every value once and never looks ahead.
public struct ResidualDetector: Sendable, Hashable {
  /// The numbers of the detector.
  public struct Settings: Sendable, Hashable {
    /// How much the newest value counts in the smoothed level.
    public var levelRate = 0.2
    /// How much the newest miss counts in judging forecasts.
    public var errorRate = 0.002
    /// How much the newest miss counts in the usual size of misses.
    public var scaleRate = 0.002
    /// At how many times the usual size a miss is cut before it is learnt.
    public var cut = 5.0
    /// Over how many values the mean miss is taken.
    public var missWindow = 12
    /// Over how many values the level is taken.
    public var levelWindow = 22
    /// Which quantile the tails begin at.
    public var tailShare = 0.98
    /// How much the newest value counts in the tails.
    public var tailRate = 0.002
    /// What a value that lies outside all before by one fiftieth of their range scores.
    public var rangeWeight = 0.6
    /// The weight of the mean size of misses.
    public var sizeWeight = 0.35
    /// The weight of the mean miss.
    public var missWeight = 0.22
    /// The weight of the level.
    public var levelWeight = 1.9
    /// How long nothing is scored after an alarm, in parts of the time of learning.
    public var rest = 0.12

    /// The settings that are documented.
    public init() {}
  }

  private let settings: Settings
  private let learning: Int
  private var forecast: BestForecast
  private var scale = 0.0
  private var sizes: MovingSum
  private var misses: MovingSum
  private var recent: MovingSum
  private var earlier = 0.0
  private var earlierCount = 0
  private var lowest = Double.infinity
  private var highest = -Double.infinity
  private var tails: [RunningTail]
  private var count = 0
  private var resting = 0

  /// A detector before the first value.
  /// - Parameters:
  ///   - valuesPerDay: How many values a day brings; 1 where days do not matter.
  ///   - learning: How many values are learnt before one is scored.
  public init(valuesPerDay: Int, learning: Int, settings: Settings = Settings()) {
    self.settings = settings
    self.learning = max(1, learning)
    forecast = BestForecast(
      valuesPerDay: min(max(1, valuesPerDay), 100_000), levelRate: settings.levelRate,
      errorRate: settings.errorRate)
    sizes = MovingSum(settings.missWindow)
    misses = MovingSum(settings.missWindow)
    recent = MovingSum(settings.levelWindow)
    tails = Array(
      repeating: RunningTail(share: settings.tailShare, rate: settings.tailRate), count: 3)
  }

  /// How strange a value is: 0 for not at all, 1 and more for an alarm. A value that is no number says
  /// nothing.
  public mutating func score(_ value: Double) -> Double {
    guard value.isFinite, abs(value) < 1e150 else { return 0 }
    let miss = scaledMiss(value)
    let tame = min(max(miss, -8), 8)
    sizes.push(abs(tame))
    misses.push(tame)
    let size = Double(settings.missWindow)
    var score = settings.rangeWeight * outside(value)
    score = max(score, settings.sizeWeight * tails[0].score(sizes.sum / size))
    score = max(score, settings.missWeight * tails[1].score(abs(misses.sum) / size))
    score = max(score, settings.levelWeight * tails[2].score(shift(value)))
    count += 1
    guard count > learning else { return 0 }
    guard resting == 0 else {
      resting -= 1
      return 0
    }
    if score >= 1 { resting = Int(settings.rest * Double(learning)) }
    return score
  }

  private mutating func scaledMiss(_ value: Double) -> Double {
    let miss = forecast.miss(value)
    guard count > 0 else { return 0 }
    let usual = scale > 0 ? scale : abs(miss)
    let learnt = scale > 0 && count > 20 ? min(abs(miss), settings.cut * scale) : abs(miss)
    scale += max(1 / Double(count), settings.scaleRate) * (learnt - scale)
    return usual > 0 ? miss / (1.25 * usual) : 0
  }

  /// By how many fiftieths of the range so far a value lies outside it.
  private mutating func outside(_ value: Double) -> Double {
    defer {
      lowest = min(lowest, value)
      highest = max(highest, value)
    }
    let range = highest - lowest
    guard range > 0, range.isFinite else { return 0 }
    return 50 * max(0, max(value - highest, lowest - value)) / range
  }

  /// How far the mean of the last values lies from that of all before them.
  private mutating func shift(_ value: Double) -> Double {
    guard let left = recent.push(value) else { return 0 }
    earlier += left
    earlierCount += 1
    return abs(recent.sum / Double(recent.size) - earlier / Double(earlierCount))
  }
}
