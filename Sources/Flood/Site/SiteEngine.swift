public import Signals

/// Watches one site: takes its requests in the order of the log and says when traffic surges, when it is an attack, and
/// when it is readers.
///
/// Time is the log's: no clock is read. The same requests in the same order give the same events, whatever the pieces they
/// come in. Memory is bounded: nothing in it grows with the number of sources, agents, paths or queries.
public struct SiteEngine: Sendable {
  let settings: SiteSettings
  let hash: KeyedHash
  /// The shape of the log's lines, for those kept as evidence.
  public internal(set) var format: LogFormat
  /// The site's name, as given.
  let site: String
  var timeline: Timeline
  var ring = SecondRing()
  var shares: ShareSet
  var volume: VolumeChannel
  var herdVolume: VolumeChannel
  var agents = AgentMemory()
  var names: SiteNames
  var sections = SectionMemory()
  var queries = RotatingBloom(bits: 1 << 23, hashes: 4, generations: 2)
  var queriesSince: Int64 = .min
  var minute = SourceMinute()
  var minutes: [SourceMeasures] = []
  var herdSources = HyperLogLog(precision: 10)
  var herdUsual = 1.0
  var herdNow = 0.0
  var samples = SampleRing()
  var quietSamples: [SampledLine] = []
  var quietPlace = 0
  var bin = Counts.zero
  var binStart: Int64 = .min
  /// Rates of each lane per second in quiet time, over some five minutes.
  var quietRates = [Double](repeating: 0, count: 16)
  var quietSeconds = 0.0
  var wave: OpenWave?
  var lastWaveEnd: Int64 = .min / 2
  var surge: OpenSurge?
  var loud: LoudSources
  var result: SiteReport

  /// Starts before the first request.
  /// - Parameters:
  ///   - site: the site's names; learned when there are none.
  ///   - hash: the key under which the requests were read.
  ///   - format: the shape of the log's lines.
  public init(
    _ settings: SiteSettings = SiteSettings(), site: [String] = [], hash: KeyedHash,
    format: LogFormat = .common
  ) {
    self.settings = settings
    self.hash = hash
    self.format = format
    self.site = site.first ?? ""
    timeline = Timeline(lateness: settings.lateness)
    shares = ShareSet(threshold: settings.shareThreshold)
    volume = VolumeChannel(threshold: settings.volumeThreshold)
    herdVolume = VolumeChannel(threshold: settings.volumeThreshold)
    let maker = RequestMaker(hash, trustedProxies: 0)
    names = SiteNames(
      given: site.map { name in
        var bytes = Array(name.utf8)
        if bytes.isEmpty { bytes = [0x2D] }
        return bytes.withUnsafeBufferPointer { buffer in
          buffer.baseAddress.map { maker.hostHash(Piece($0, count: buffer.count)) } ?? 2
        }
      })
    loud = LoudSources()
    result = SiteReport()
  }

  /// Takes the requests of a chunk.
  /// - Parameter bytes: what the chunk was read from; some lines are kept for evidence.
  /// - Complexity: O(n) in the number of requests.
  public mutating func ingest(_ chunk: LogChunk, from bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    for request in chunk.requests {
      take(request, base + Int(request.lineStart))
    }
  }

  @inline(__always)
  private mutating func take(_ request: Request, _ line: UnsafePointer<UInt8>) {
    switch timeline.place(request, line) {
    case .open(let second):
      if second &- timeline.report.lateness &- 1 > timeline.closed { closeSeconds() }
      count(request, second, line)
    case .none: break
    case .again: replay()
    }
  }

  private mutating func replay() {
    for (request, line) in timeline.takeWaiting() {
      line.withUnsafeBufferPointer { buffer in
        if let start = buffer.baseAddress { take(request, start) }
      }
    }
  }

  /// Where a request counts, as bits of ``Lane``.
  private static let laneBits: Counts = {
    var bits = Counts.zero
    for place in 0..<16 { bits[place] = 1 << UInt32(place) }
    return bits
  }()

  @inline(__always)
  private mutating func count(
    _ request: Request, _ second: Int64, _ line: UnsafePointer<UInt8>
  ) {
    ring.reach(second)
    let traits = request.traits
    if traits.contains(.herd) {
      ring.add(
        Counts.zero.replacing(with: 1, where: Self.mask(1 << UInt32(Lane.herd.rawValue))),
        to: second)
      herdSources.add(request.clientHash)
      if wave != nil { wave?.note(request, bits: 1 << UInt32(Lane.herd.rawValue)) }
      return
    }
    let inside = names.isOwn(request)
    var bits: UInt32 = 1
    func mark(_ lane: Lane) { bits |= 1 << UInt32(lane.rawValue) }
    var isAsset = traits.contains(.asset)
    let isPage = traits.contains(.page)
    if isPage {
      mark(.anyPage)
      if sections.isFurniture(request.section, fromInside: inside) { isAsset = true }
    }
    let isAnswered = !traits.isDisjoint(with: [.served, .refused])
    var marks: UInt8 = 0
    if isAsset {
      if isAnswered {
        mark(.asset)
        if traits.contains(.noReferrer) { mark(.bareAsset) }
      }
      marks = SourceMinute.fetchedAsset
    } else if isPage, isAnswered, !traits.contains(.asks) {
      mark(.page)
      marks = SourceMinute.fetchedPage
      if traits.contains(.noReferrer) { mark(.pageWithoutReferrer) }
      if inside {
        marks |= SourceMinute.cameFromInside
      } else {
        mark(.pageFromOutside)
        marks |= SourceMinute.cameFromOutside
      }
    }
    if request.query != 0 {
      if queriesSince == .min { queriesSince = second }
      if !queries.insert(request.query) { mark(.newQuery) }
    }
    if traits.contains(.login) { mark(.login) } else if traits.contains(.post) { mark(.post) }
    if traits.contains(.slow) { mark(.slow) }
    if traits.contains(.failed) { mark(.failed) }
    if traits.contains(.refused) { mark(.refused) }
    if traits.contains(.tool) { mark(.tool) }
    if agents.isNew(request.agent, at: second) { mark(.newAgent) }
    ring.add(Counts.zero.replacing(with: 1, where: Self.mask(bits)), to: second)
    let assets = minute.add(request.clientHash, marks: marks)
    if !isAsset { loud.note(request, second, assets: assets) }
    samples.offer(request, second: second, line: line)
    if wave != nil { wave?.note(request, bits: bits) }
  }

  @inline(__always)
  private static func mask(_ bits: UInt32) -> SIMDMask<SIMD16<Int32>> {
    (Counts(repeating: bits) & laneBits) .!= .zero
  }

  /// Ends the log: closes all that is open.
  public mutating func finish() -> SiteReport {
    timeline.believe()
    if !timeline.waiting.isEmpty { replay() }
    closeSeconds(upTo: timeline.latest)
    if wave != nil { closeWave() }
    closeSurge(isOpen: true)
    settleReport()
    return result
  }

  /// What was found so far.
  public var report: SiteReport { result }
}
