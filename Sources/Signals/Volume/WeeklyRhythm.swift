/// How many arrivals an hour of the week brings, learnt from the hours before it, and how far from
/// that they stray.
///
/// The mean of an hour is a level times a factor for the hour of the day, one for the day of the week
/// and one for the hour of the week that is drawn towards 1. Means are trimmed, so that a few lost or
/// doubled days do not move them. The level is the lower of the last four weeks' and the last week's:
/// a campaign that ended or volunteers who drifted away raise no alarm for long.
///
/// Null model for a window of w hours: a negative binomial count with the mean of its hours and the
/// variance mean + strayness·mean². Strayness is what windows of w hours showed, taken half as much
/// again because it is learnt from few, and never less than 0.02 (a standard deviation of 14 %).
public struct WeeklyRhythm: Sendable {
  private let level: Double
  private let week: [Double]
  private var strays: [Int: Double] = [:]

  /// Learns from the hours in `hours`.
  /// - Parameters:
  ///   - counts: Arrivals of each hour.
  ///   - isUsable: Which hours tell of ordinary times.
  ///   - hours: The places to learn from; whole days are counted back from its end.
  ///   - firstHour: The hour since 1970 of place 0.
  ///   - windows: The lengths of window that will be asked for, in hours.
  /// - Returns: `nil` with fewer than ten usable days.
  public init?(
    counts: [Int], isUsable: [Bool], hours: Range<Int>, firstHour: Int, windows: [Int]
  ) {
    let days = stride(from: hours.upperBound - 24, through: hours.lowerBound, by: -24).filter {
      isUsable[$0..<$0 + 24].allSatisfy { $0 }
    }
    guard days.count >= 10 else { return nil }
    let totals = days.map { day in Double(counts[day..<day + 24].reduce(0, +)) }
    let long = Self.trimmedMean(totals)
    guard long > 0 else { return nil }
    let short = median(Array(totals.prefix(7))) ?? long
    let hourly = long / 24

    func hourOfWeek(_ place: Int) -> Int {
      let hour = (firstHour + place) % 168
      return hour < 0 ? hour + 168 : hour
    }
    var byHour = [[Double]](repeating: [], count: 24)
    var byDay = [(sum: Double, count: Double)](repeating: (0, 0), count: 7)
    for (day, total) in zip(days, totals) {
      let tamed = min(total, 2 * long)
      // A day counted back from the end may straddle midnight; it counts where most of it lies.
      let weekday = hourOfWeek(day + 12) / 24
      byDay[weekday].sum += tamed
      byDay[weekday].count += 1
      for place in day..<day + 24 { byHour[hourOfWeek(place) % 24].append(Double(counts[place])) }
    }
    var shape = byHour.map(Self.trimmedMean)
    let shapeMean = shape.reduce(0, +) / 24
    guard shapeMean > 0 else { return nil }
    // A little of the even rhythm, so that no hour is thought impossible.
    shape = shape.map { 0.95 * $0 / shapeMean + 0.05 }
    let weekday = byDay.map { ($0.sum + 2 * long) / (($0.count + 2) * long) }
    var factors = (0..<168).map { shape[$0 % 24] * weekday[$0 / 24] }

    var due = [Double](repeating: 0, count: 168)
    var seen = [Double](repeating: 0, count: 168)
    for day in days {
      for place in day..<day + 24 {
        let hour = hourOfWeek(place)
        let mean = hourly * factors[hour]
        due[hour] += mean
        seen[hour] += min(Double(counts[place]), 3 * mean + 3)
      }
    }
    for hour in 0..<168 { factors[hour] *= (seen[hour] + 10) / (due[hour] + 10) }
    week = factors
    level = min(long, short) / 24

    for window in windows {
      var (squares, weights) = (0.0, 0.0)
      for start in stride(
        from: hours.upperBound - window, through: hours.lowerBound, by: -window)
      where isUsable[start..<start + window].allSatisfy({ $0 }) {
        let mean = (start..<start + window).reduce(0) { $0 + hourly * factors[hourOfWeek($1)] }
        let miss = Double(counts[start..<start + window].reduce(0, +)) - mean
        squares += min(miss * miss, mean * mean) - mean
        weights += mean * mean
      }
      strays[window] = max(0.02, 1.5 * squares / max(weights, 1e-9))
    }
  }

  /// The mean of an hour.
  /// - Parameter hour: Counted from 1970.
  public func mean(atHour hour: Int) -> Double {
    let place = hour % 168
    return level * week[place < 0 ? place + 168 : place]
  }

  /// The shape of the negative binomial count of a window of so many hours.
  public func shape(ofWindow hours: Int) -> Double { 1 / (strays[hours] ?? 0.02) }

  /// The mean without a tenth of the values at each end.
  static func trimmedMean(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let cut = values.count / 10
    let kept = values.sorted()[cut..<(values.count - cut)]
    return kept.reduce(0, +) / Double(kept.count)
  }
}
