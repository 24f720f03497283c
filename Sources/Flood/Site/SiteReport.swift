/// What was found at a site.
public struct SiteReport: Sendable {
  /// Requests that were counted, without those of herds.
  public internal(set) var requests = 0
  /// Requests of declared crawlers, previews, readers of feeds and monitors.
  public internal(set) var herdRequests = 0
  /// The first second that was counted, and the last; `nil` when there was none.
  public internal(set) var span: ClosedRange<Int64>?
  /// Whether enough was seen to know what is usual, so that anything could be found.
  public internal(set) var isJudged = false
  /// Attacks, in the order of their beginning.
  public internal(set) var incidents: [Incident] = []
  /// Surges of traffic, those that an attack explains among them.
  public internal(set) var surges: [Surge] = []
  /// Single loud sources.
  public internal(set) var loud: [LoudSource] = []
  /// Loud sources beyond those listed.
  public internal(set) var moreLoud = 0
  /// What became of the lines' times.
  public internal(set) var time = TimeReport()
  /// Furniture for each page in ordinary time; `nil` when the log has none to tell readers by.
  public internal(set) var furniturePerPage: Double?
  /// The share of pages that pages of the site led to, in ordinary time.
  public internal(set) var navigation = 0.0

  /// Adds a wave to the incident that it goes on with, or as a new one.
  mutating func add(_ wave: Wave, site: String, mergeWithin: Int64) {
    if let place = incidents.lastIndex(where: { $0.isContinued(by: wave, within: mergeWithin) }) {
      incidents[place].waves.append(wave)
    } else {
      incidents.append(Incident(wave, site: site))
    }
  }
}
