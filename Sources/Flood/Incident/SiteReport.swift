/// What was found at a site.
public struct SiteReport: Sendable {
  /// Requests that were counted, without those of herds.
  public internal(set) var requests = 0
  /// Requests of declared crawlers, previews, readers of feeds and monitors.
  public internal(set) var herdRequests = 0
  /// Attacks, in the order of their beginning.
  public internal(set) var incidents: [Incident] = []
  /// Surges of traffic.
  public internal(set) var surges: [Surge] = []
  /// Single loud sources.
  public internal(set) var loud: [LoudSource] = []
  /// What became of the lines' times.
  public internal(set) var time = TimeReport()

  mutating func add(_ wave: Wave, mergeWithin: Int64) {
    if let last = incidents.last, let before = last.waves.last,
      wave.start - before.end <= mergeWithin,
      !Set(wave.families.filter(\.isStrong)).isDisjoint(with: before.families)
    {
      incidents[incidents.count - 1].waves.append(wave)
    } else {
      incidents.append(Incident(waves: [wave]))
    }
  }

  mutating func settle() {
    // A surge that an attack made is none of its own.
    for place in surges.indices {
      let surge = surges[place]
      surges[place].isAttack = surge.excessInWaves > 0.5 * surge.excess
    }
  }
}

/// An attack: one wave or several that belong together.
public struct Incident: Sendable, Hashable {
  /// Its waves, in their order.
  public var waves: [Wave]
}

/// A time in which there were far more requests than usual.
public struct Surge: Sendable, Hashable {
  /// When it was seen.
  public var detected: Int64
  /// When it began.
  public var start: Int64
  /// When it ended.
  public var end: Int64
  /// What it looks like.
  public var look: String
  /// Requests beyond the usual.
  public var excess: Double
  /// Of these, requests during attacks.
  public var excessInWaves: Double
  /// The usual rate, in requests per second.
  public var usual: Double
  /// The highest count in 60 seconds.
  public var peak: Int
  /// Whether an attack explains it.
  public var isAttack = false
}

/// A surge that goes on.
struct OpenSurge: Sendable {
  var detected: Int64
  var onset: Int64
  var usual: Double
  private var counts = [Double](repeating: 0, count: 16)
  private var seconds = 0.0
  private var excess = 0.0
  private var inWaves = 0.0
  private var last60 = [Int](repeating: 0, count: 60)
  private var place = 0
  private var peak = 0

  init(detected: Int64, onset: Int64, usual: Double) {
    self.detected = detected
    self.onset = onset
    self.usual = usual
  }

  mutating func pass(_ all: Counts, _ second: Int64, inWave: Bool) {
    let beyond = Double(all[.all]) - usual
    excess += beyond
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

  func closed(at second: Int64, shares: ShareSet) -> Surge {
    let pages = counts[Lane.page.rawValue]
    let perPage = pages > 0 ? counts[Lane.asset.rawValue] / pages : 0
    let followed = pages > 0 ? 1 - counts[Lane.pageFromOutside.rawValue] / pages : 0
    let look: ExcessLook =
      shares.hasFurniture
      ? (perPage > 0.5 * shares.furniturePerPage ? .readers : .unclear)
      : shares.navigation >= 0.08
        ? (followed > 0.3 * shares.navigation ? .readers : .unclear) : .noFurniture
    return Surge(
      detected: detected, start: onset, end: second, look: look.rawValue, excess: excess,
      excessInWaves: inWaves, usual: usual, peak: peak)
  }
}
