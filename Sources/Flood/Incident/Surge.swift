/// What the excess of a surge looks like.
public enum SurgeVerdict: String, Sendable, Hashable, CaseIterable {
  /// Readers: they fetch what belongs to pages, or follow links.
  case readers
  /// The log has nothing by which readers could be told, or what it has is in doubt.
  case undetermined
  /// An attack explains it.
  case attack
}

/// A time in which there were far more requests than usual. By itself this is never an attack.
public struct Surge: Sendable, Hashable {
  /// When it was seen, in seconds since 1970.
  public var detected: Int64
  /// When it began.
  public var start: Int64
  /// When it ended.
  public var end: Int64
  /// Whether the log ended first.
  public var isOpen: Bool
  /// What it looks like.
  public var verdict: SurgeVerdict
  /// What is missing where nothing can be said: no furniture in the log, no referrers.
  public var lacksFurniture: Bool
  /// Requests beyond the usual.
  public var requests: Double
  /// Of these, the share during attacks.
  public var attackShare: Double
  /// The usual rate before, in requests per second.
  public var usual: Double
  /// The highest count in 60 seconds.
  public var peak: Int
  /// Furniture for each page in it, and usually.
  public var furniture: Double
  /// The same in ordinary time.
  public var usualFurniture: Double
  /// The share of pages that pages of the site led to, in it.
  public var navigation: Double
  /// The same in ordinary time.
  public var usualNavigation: Double
  /// The share of requests that failed.
  public var failed: Double
}

/// A surge that goes on.
struct OpenSurge: Sendable {
  let detected: Int64
  let onset: Int64
  let usual: Double
  /// The rates of each lane before, per second.
  let rates: [Double]
  private var counts = [Double](repeating: 0, count: 16)
  private var seconds = 0.0
  private var requests = 0.0
  private var inWaves = 0.0
  private var last60 = [Int](repeating: 0, count: 60)
  private var place = 0
  private var peak = 0

  init(detected: Int64, onset: Int64, usual: Double, rates: [Double]) {
    self.detected = detected
    self.onset = onset
    self.usual = usual
    self.rates = rates
  }

  mutating func pass(_ all: Counts, inWave: Bool) {
    let beyond = Double(all[.all]) - usual
    requests += beyond
    if inWave {
      inWaves += beyond
    } else {
      for lane in 0..<16 { counts[lane] += Double(all[lane]) }
      seconds += 1
    }
    last60[place] = all[.all]
    place = (place + 1) % 60
    if place % 10 == 0 { peak = max(peak, last60.reduce(0, +)) }
  }

  /// Whether it is worth telling: a hundred requests beyond the usual, and a minute with twice as many.
  var isNotable: Bool { requests >= 100 && Double(peak) >= 2 * 60 * usual }

  func closed(at second: Int64, isOpen: Bool, shares: ShareSet) -> Surge {
    func beyond(_ lane: Lane) -> Double {
      max(0, counts[lane.rawValue] - rates[lane.rawValue] * seconds)
    }
    let pages = max(1, beyond(.page))
    let furniture = beyond(.asset) / pages
    let navigation = 1 - min(1, beyond(.pageFromOutside) / pages)
    let isExplained = requests > 0 && inWaves > 0.5 * requests
    let hasNavigation = shares.navigation >= 0.08
    let areReaders =
      shares.hasFurniture
      ? furniture > 0.5 * shares.furniturePerPage
      : hasNavigation && navigation > 0.3 * shares.navigation
    return Surge(
      detected: detected, start: onset, end: second, isOpen: isOpen,
      verdict: isExplained ? .attack : areReaders ? .readers : .undetermined,
      lacksFurniture: !shares.hasFurniture, requests: max(0, requests),
      attackShare: requests > 0 ? min(1, max(0, inWaves / requests)) : 0, usual: usual, peak: peak,
      furniture: furniture, usualFurniture: shares.furniturePerPage, navigation: navigation,
      usualNavigation: shares.navigation,
      failed: counts[Lane.failed.rawValue] / max(1, counts[Lane.all.rawValue]))
  }
}
