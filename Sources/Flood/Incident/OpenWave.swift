internal import Signals

/// A wave that goes on.
struct OpenWave: Sendable {
  let detected: Int64
  let known: Int64
  let onset: Int64
  let rates: [Double]
  let isInSurge: Bool
  /// Which requests count as the attack's own, as bits of ``Lane``.
  let marks: UInt32
  let lane: Lane
  var families: Set<EvidenceFamily>
  /// The last second at which the signs were enough.
  var lastSign: Int64
  private(set) var peaks = [0, 0, 0]
  private(set) var samples: WaveSamples
  private(set) var sources = HyperLogLog(precision: 14)
  private(set) var loudest = SpaceSaving(capacity: 1 << 12)
  private(set) var sourceMinutes: [SourceMeasures] = []
  private var last60 = [Int](repeating: 0, count: 60)
  private var place = 0

  init(
    detected: Int64, known: Int64, onset: Int64, families: Set<EvidenceFamily>, rates: [Double],
    isInSurge: Bool, seed: UInt64
  ) {
    self.detected = detected
    self.known = known
    self.onset = onset
    self.families = families
    self.rates = rates
    self.isInSurge = isInSurge
    // What tells the wave best from the time before: the part of the requests that grew most.
    lane =
      families.contains(.newQueries)
      ? .newQuery
      : families.contains(.login)
        ? .login
        : families.contains(.slow) ? .slow : families == [.impostor] ? .herd : .pageFromOutside
    marks = 1 << UInt32(lane.rawValue)
    lastSign = detected
    samples = WaveSamples(seed: seed ^ UInt64(bitPattern: onset))
  }

  /// Notes the source of a request of the attack's kind.
  @inline(__always)
  mutating func note(_ request: Request, bits: UInt32) {
    guard bits & marks != 0 else { return }
    sources.add(request.clientHash)
    loudest.add(request.clientHash)
  }

  mutating func keep(_ slots: [Int], of ring: SampleRing, requests: Int) {
    samples.add(slots, of: ring, requests: requests)
  }

  mutating func keep(_ minute: SourceMeasures) {
    if sourceMinutes.count < 240 { sourceMinutes.append(minute) }
  }

  mutating func pass(_ all: Counts) {
    let count = all[.all] + all[.herd]
    last60[place] = count
    place = (place + 1) % 60
    peaks[0] = max(peaks[0], count)
    peaks[1] = max(peaks[1], (1...10).reduce(0) { $0 + last60[(place + 60 - $1) % 60] })
    peaks[2] = max(peaks[2], last60.reduce(0, +))
  }

  /// The share of the three loudest sources.
  var loudestShare: Double {
    guard loudest.total > 0 else { return 0 }
    return loudest.top(3).reduce(0) { $0 + Double($1.count - $1.excess) } / Double(loudest.total)
  }
}
