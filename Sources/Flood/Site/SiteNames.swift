/// The site's own names: given, or learned from where readers say they come from.
///
/// A page of the site that is named as a referrer was asked for before: the host whose paths are those of the site is the
/// site, however many readers a search engine sends. Where referrers are cut down to their hosts, it is the host that most
/// requests for furniture name.
struct SiteNames: Sendable {
  private static let places = 1 << 12
  private var keys = [UInt64](repeating: 0, count: 32)
  private var counts = [Double](repeating: 0, count: 32)
  private let given: [UInt64]
  /// Paths that were asked for, each in one place.
  private var paths = [UInt64](repeating: 0, count: places)
  private(set) var own: UInt64 = 0
  private var seen = 0

  init(given: [UInt64]) {
    self.given = given
    own = given.first ?? 0
  }

  /// Whether a referrer's host is the site.
  @inline(__always)
  mutating func isOwn(_ request: Request) -> Bool {
    if given.isEmpty, request.traits.contains(.page) {
      paths[Int(truncatingIfNeeded: request.path) & (Self.places - 1)] = request.path
    }
    let host = request.referrerHost
    if host == 0 { return false }
    if request.host != 0, host == request.host { return true }
    if !given.isEmpty { return given.contains(host) }
    // After enough was seen, one in sixteen is enough to follow a change of name.
    seen &+= 1
    if seen <= 4_096 || seen & 15 == 0 { learn(request) }
    return host == own
  }

  private mutating func learn(_ request: Request) {
    let path = request.referrerPath
    let isPath = path != 0 && paths[Int(truncatingIfNeeded: path) & (Self.places - 1)] == path
    let weight = isPath ? 1 : request.traits.contains(.asset) ? 0.02 : 0.001
    let host = request.referrerHost
    var place = keys.firstIndex(of: host) ?? -1
    if place < 0 {
      place = counts.indices.min { counts[$0] < counts[$1] } ?? 0
      keys[place] = host
    }
    counts[place] += weight
    if own == 0 || (host != own && counts[place] > (count(of: own) * 1.2)) { own = host }
    if seen & 0xFFFF == 0 { for place in counts.indices { counts[place] *= 0.5 } }
  }

  private func count(of host: UInt64) -> Double {
    keys.firstIndex(of: host).map { counts[$0] } ?? 0
  }
}
