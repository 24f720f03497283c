/// The site's own names: given, or learned from where readers say they come from.
///
/// Pages refer to their furniture: the host that most requests of furniture name is the site. Without furniture in the log
/// it is the host most often named at all.
struct SiteNames: Sendable {
  private var keys = [UInt64](repeating: 0, count: 32)
  private var counts = [Double](repeating: 0, count: 32)
  private var given: [UInt64]
  private(set) var own: UInt64 = 0
  private var seen = 0

  init(given: [UInt64]) {
    self.given = given
    own = given.first ?? 0
  }

  /// Whether a referrer's host is the site.
  @inline(__always)
  mutating func isOwn(_ request: Request) -> Bool {
    let host = request.referrerHost
    if host == 0 { return false }
    if request.host != 0, host == request.host { return true }
    if !given.isEmpty { return given.contains(host) }
    learn(host, weight: request.traits.contains(.asset) ? 4 : 1)
    return host == own
  }

  private mutating func learn(_ host: UInt64, weight: Double) {
    // After enough was seen, one in sixteen is enough to follow a change of name.
    seen &+= 1
    if seen > 4_096, seen & 15 != 0 { return }
    var least = 0
    for place in keys.indices {
      if keys[place] == host {
        counts[place] += weight
        if host != own, seen & 63 == 0 || seen < 64 { choose() }
        return
      }
      if counts[place] < counts[least] { least = place }
    }
    keys[least] = host
    counts[least] += weight
    if own == 0 { own = host }
  }

  private mutating func choose() {
    guard let best = counts.indices.max(by: { counts[$0] < counts[$1] }) else { return }
    own = keys[best]
    if seen & 0xFFF == 0 { for place in counts.indices { counts[place] *= 0.5 } }
  }
}
