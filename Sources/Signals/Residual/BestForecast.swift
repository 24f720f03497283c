/// The next value as whichever of three simple forecasts has erred least of late says: a smoothed
/// level, the last value, the value of a day before.
struct BestForecast: Sendable, Hashable {
  private(set) var level = 0.0
  private(set) var errors = [0.0, 0.0, 0.0]
  private(set) var day: MovingSum
  private(set) var last = 0.0
  private(set) var count = 0
  private let levelRate: Double
  private let errorRate: Double

  init(valuesPerDay: Int, levelRate: Double, errorRate: Double) {
    day = MovingSum(valuesPerDay)
    self.levelRate = levelRate
    self.errorRate = errorRate
  }

  /// The forecast's miss, after which the value is learnt; 0 of the first.
  mutating func miss(_ value: Double) -> Double {
    defer {
      day.push(value)
      last = value
      count += 1
    }
    guard count > 0 else {
      level = value
      return 0
    }
    let forecasts = [level, last, day.next ?? last]
    // Of equals the first: min(by:) takes it.
    let best = errors.indices.min { errors[$0] < errors[$1] } ?? 0
    let rate = max(1 / Double(count), errorRate)
    for place in 0..<2 { errors[place] += rate * (abs(value - forecasts[place]) - errors[place]) }
    if day.next != nil {
      errors[2] += rate * (abs(value - forecasts[2]) - errors[2])
    } else {
      errors[2] = errors[1]
    }
    level += max(1 / Double(count), levelRate) * (value - level)
    return value - forecasts[best]
  }
}
