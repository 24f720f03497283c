import func Glibc.exp
import func Glibc.sin

/// What is believed of the logarithm of a rate (or of the odds of a share): a normal belief about the
/// level, 24 factors of the hour of the day, one of the weekend and one of holidays, whose sum over
/// those that hold at a moment is the logarithm there.
///
/// The hours' prior is a periodic Gaussian process that sums to 0 over the day: neighbouring hours are
/// alike unless data say otherwise, and with no data all factors are 1. This does what shrinking each
/// hour and smoothing over neighbours does, by as much as the data have not yet decided. Updates are
/// those of the dynamic generalised linear model (West, Harrison and Migon, 1985).
struct LogBelief: Sendable, Hashable {
  static let level = 0
  static let firstHour = 1
  static let weekend = 25
  static let holiday = 26
  static let size = 27

  /// The means.
  var means: [Double]
  /// The lower triangle of the covariances, row by row.
  var covariances: [Double]

  /// A belief with a level of `mean` ± √`variance`.
  /// - Parameter hasHours: Whether factors of hours are learnt: not where bins are longer than one.
  init(mean: Double, variance: Double, hasHours: Bool) {
    means = Array(repeating: 0, count: Self.size)
    means[Self.level] = mean
    covariances = Array(repeating: 0, count: Self.size * (Self.size + 1) / 2)
    covariances[Self.place(Self.level, Self.level)] = variance
    covariances[Self.place(Self.weekend, Self.weekend)] = 0.15
    covariances[Self.place(Self.holiday, Self.holiday)] = 0.3
    guard hasHours else { return }
    for one in 0..<24 {
      for other in 0...one {
        covariances[Self.place(Self.firstHour + one, Self.firstHour + other)] =
          Self.hourPrior[24 * one + other]
      }
    }
  }

  static func place(_ row: Int, _ column: Int) -> Int {
    row >= column ? row * (row + 1) / 2 + column : column * (column + 1) / 2 + row
  }

  /// The prior covariances of the hours: 0.4 shared with neighbours, 0.03 of each hour's own, and
  /// what is common to all of them taken out.
  static let hourPrior: [Double] = {
    var kernel = [Double](repeating: 0, count: 576)
    for one in 0..<24 {
      for other in 0..<24 {
        let wave = sin(.pi * Double(one - other) / 24)
        kernel[24 * one + other] = 0.4 * exp(-2 * wave * wave) + (one == other ? 0.03 : 0)
      }
    }
    // Every row has the same mean, for the kernel only knows the distance.
    let mean = kernel[0..<24].reduce(0, +) / 24
    return kernel.map { $0 - mean }
  }()

  /// Which factors hold at a moment.
  static func active(at time: Int64, in calendar: SeasonCalendar) -> [Int] {
    var active = [level, firstHour + calendar.hour(time)]
    if calendar.isWeekend(time) { active.append(weekend) }
    if calendar.isHoliday(time) { active.append(holiday) }
    return active
  }

  /// The mean and the variance of the sum of the factors in `active`.
  func sum(_ active: [Int]) -> (mean: Double, variance: Double) {
    var (mean, variance) = (0.0, 0.0)
    for one in active {
      mean += means[one]
      for other in active { variance += covariances[Self.place(one, other)] }
    }
    return (mean, variance)
  }

  /// Takes in that the sum of the factors in `active`, believed to be `prior`, is now believed to be
  /// `posterior`.
  mutating func learn(
    _ active: [Int], prior: (mean: Double, variance: Double),
    posterior: (mean: Double, variance: Double)
  ) {
    guard prior.variance > 0 else { return }
    var slopes = [Double](repeating: 0, count: Self.size)
    for row in 0..<Self.size {
      for one in active { slopes[row] += covariances[Self.place(row, one)] }
      slopes[row] /= prior.variance
    }
    let step = posterior.mean - prior.mean
    let gained = prior.variance - posterior.variance
    var place = 0
    for row in 0..<Self.size {
      means[row] += slopes[row] * step
      let part = slopes[row] * gained
      for column in 0...row {
        covariances[place] -= part * slopes[column]
        place += 1
      }
    }
  }

  /// Grows less sure of the level, as of something learnt `share` of a half-life ago.
  mutating func forgetLevel(_ growth: Double, most: Double) {
    let place = Self.place(Self.level, Self.level)
    if covariances[place] < most { covariances[place] = min(most, covariances[place] * growth) }
  }

  /// Is at least this unsure of the level: what is ordinary has changed.
  mutating func doubtLevel(_ least: Double) {
    let place = Self.place(Self.level, Self.level)
    covariances[place] = max(covariances[place], least)
  }

  /// Grows less sure of the hours, weekends and holidays, never less sure than at first.
  mutating func forgetSeason(_ growth: Double) {
    var (present, first) = (0.0, 0.0)
    for hour in 0..<24 {
      present += covariances[Self.place(Self.firstHour + hour, Self.firstHour + hour)]
      first += Self.hourPrior[25 * hour]
    }
    guard present * growth < first else { return }
    for one in 0..<24 {
      for other in 0...one {
        covariances[Self.place(Self.firstHour + one, Self.firstHour + other)] *= growth
      }
    }
    for (factor, most) in [(Self.weekend, 0.15), (Self.holiday, 0.3)] {
      let place = Self.place(factor, factor)
      covariances[place] = min(most, covariances[place] * growth)
    }
  }
}
