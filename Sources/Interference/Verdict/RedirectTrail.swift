/// How far the host of a hop is vouched for by those before it.
///
/// Who sits on the path can write a redirect that comes in clear, and so a host that such a redirect
/// names may be anybody's, whatever certificate it has. A redirect under a good certificate is the
/// site's own word.
enum Standing: Hashable {
  /// The host that was asked for, with or without `www`, or one that the site itself sent the reader
  /// to under its certificate.
  case theSite
  /// Another host under the domain that was asked for.
  case sameDomain
  /// The same brand under another suffix, as sites have editions for countries.
  case sameBrand
  /// Anybody.
  case stranger

  /// Whether a good certificate for this host is one for the site.
  var isOfTheSite: Bool { self == .theSite || self == .sameDomain }
}

/// The standing of each hop of a measurement.
struct RedirectTrail {
  /// One for each hop, in their order.
  let standings: [Standing]
  /// The depths of hops that lead into the volunteer's own local network.
  let localHops: Set<Int>

  init(_ hops: [Hop]) {
    var standings: [Standing] = []
    var own: [String] = []
    for (index, hop) in hops.enumerated() {
      guard let host = hop.host, !own.isEmpty else {
        standings.append(standings.last ?? .theSite)
        if let host = hop.host { own.append(host) }
        continue
      }
      let isSent = standings[index - 1].isOfTheSite && hops[index - 1].isSealedPage
      let standing = isSent ? .theSite : Self.standing(of: host, beside: own)
      if standing == .theSite { own.append(host) }
      standings.append(standing)
    }
    self.standings = standings
    localHops = Set(hops.filter { $0.depth > 0 && $0.isOfLocalNetwork }.map(\.depth))
  }

  private static func standing(of host: String, beside own: [String]) -> Standing {
    let bare = bare(host)
    if own.contains(where: { Self.bare($0) == bare }) { return .theSite }
    let name = SiteName(of: host)
    let names = own.map { SiteName(of: $0) }
    if names.contains(where: { $0.domain == name.domain }) { return .sameDomain }
    if let brand = name.brand, names.contains(where: { $0.brand == brand }) { return .sameBrand }
    return .stranger
  }

  private static func bare(_ host: String) -> String {
    host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
  }
}

extension Hop {
  /// Whether its host is, or was looked for at, an address that only the volunteer's own network has.
  var isOfLocalNetwork: Bool {
    if let host, let address = IPAddress(host) { return address.isOfLocalNetwork }
    if let address = exchange?.endpoint?.address { return address.isOfLocalNetwork }
    let answers = answers(.system)
    if !answers.isEmpty { return answers.allSatisfy { $0.address.isOfLocalNetwork } }
    return !connects.isEmpty && connects.allSatisfy { $0.endpoint.address.isOfLocalNetwork }
  }
}
