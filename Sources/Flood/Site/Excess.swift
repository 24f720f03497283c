/// What came beyond what was there before: the counts since a moment, less the rates of the time before it.
///
/// Signs of readers follow with delay: furniture within seconds, a second page within a minute. So pages are counted up to
/// a few seconds ago, and what belongs to them up to now.
struct Excess: Sendable {
  let seconds: Double
  let counts: [Double]
  let rates: [Double]
  /// The same up to some seconds before.
  private let early: [Double]
  private let earlySeconds: Double

  init(_ ring: SecondRing, from start: Int64, to end: Int64, lag: Int64, rates: [Double]) {
    let stop = max(start, end - lag)
    seconds = Double(max(0, end - start))
    earlySeconds = Double(stop - start)
    counts = ring.sum(from: start, to: end)
    early = ring.sum(from: start, to: stop)
    self.rates = rates
  }

  /// How many came beyond what was to be expected; none where fewer came.
  func of(_ lane: Lane) -> Double {
    max(0, counts[lane.rawValue] - rates[lane.rawValue] * seconds)
  }

  /// The same, up to some seconds before.
  func early(_ lane: Lane) -> Double {
    max(0, early[lane.rawValue] - rates[lane.rawValue] * earlySeconds)
  }

  /// The standard error of an excess, with requests that come in visits.
  func error(_ lane: Lane, dispersion: Double) -> Double {
    (dispersion * max(1, counts[lane.rawValue] + rates[lane.rawValue] * seconds)).squareRoot()
  }

  /// The standard error of ``followed``.
  func followedError(dispersion: Double) -> Double {
    let now = counts[Lane.page.rawValue] - counts[Lane.pageFromOutside.rawValue]
    let usual = rates[Lane.page.rawValue] - rates[Lane.pageFromOutside.rawValue]
    return (dispersion * max(1, now + usual * seconds) / 2).squareRoot()
  }

  /// Pages to which pages of the site led.
  var followed: Double {
    let now = counts[Lane.page.rawValue] - counts[Lane.pageFromOutside.rawValue]
    let usual = rates[Lane.page.rawValue] - rates[Lane.pageFromOutside.rawValue]
    return max(0, now - usual * seconds)
  }
}

/// What the excess looks like.
enum ExcessLook: String, Sendable, Hashable {
  /// Pages without what readers of pages fetch and follow.
  case attack
  /// Pages with their furniture, or with navigation.
  case readers
  /// Between the two.
  case unclear
  /// Too little to say.
  case small
  /// The log has nothing by which readers could be told.
  case noFurniture
}
