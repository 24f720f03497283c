import Signals

/// The addresses at which a site was found to be, by anybody in any measurement: those that the server outside was told
/// and those that showed a good certificate for it.
///
/// An answer unlike the control's of its own measurement is taken for somebody else's address. Where it is one at which
/// the site was before or is for others, it is an old answer that a resolver kept, or a delivery node that is out of
/// order, and says nothing of blocking.
///
/// It grows with the different addresses of sites, not with the rows.
struct SiteAddresses: Sendable {
  private var known: Set<UInt64> = []

  /// Learns where the site of a row is.
  mutating func add(_ row: Observation, of site: StableHash) {
    guard !row.isOfStrangeAddress else { return }
    for address in row.addresses { known.insert(Self.key(address, site)) }
  }

  /// Whether a row is blocked for its address alone, and each of its addresses is the site's by other measurements.
  func areTheSites(_ row: Observation, of site: StableHash) -> Bool {
    row.isOfStrangeAddress && row.state == .blocked && !row.addresses.isEmpty
      && row.addresses.allSatisfy { known.contains(Self.key($0, site)) }
  }

  private static func key(_ address: UInt32, _ site: StableHash) -> UInt64 {
    site.low ^ UInt64(address) &* 0x9E37_79B9_7F4A_7C15
  }
}

extension Observation {
  /// Whether an answer unlike the control's was all that spoke against its name: a block page there speaks by itself.
  var isOfStrangeAddress: Bool {
    rule == .addressUnlikeControl && (likelihood ?? 0) < Self.withBlockPage
  }

  private static let withBlockPage = 0.9

  /// The addresses that a measurement tells of a host: those of the system's resolver where these are what it is
  /// accused of, else those that the server outside was told and those with a good certificate.
  static func addresses(of host: String, in web: WebMeasurement, by rule: Rule?) -> [UInt32] {
    var found: [IPAddress] = []
    if rule == .addressUnlikeControl {
      for query in web.queries
      where query.engine == .system && PageAddress.folded(query.host) == host {
        found += query.answers.map(\.address)
      }
    } else {
      found = web.control?.addresses ?? []
      for shake in web.handshakes
      where shake.failure == nil && !shake.isUnchecked
        && PageAddress.folded(shake.serverName) == host
      {
        found.append(shake.endpoint.address)
      }
    }
    return Array(Set(found.map(\.mark))).sorted()
  }
}

extension IPAddress {
  /// A number of 32 bits that tells addresses of one site apart.
  fileprivate var mark: UInt32 {
    let mixed = (low ^ high &* 0xC2B2_AE3D_27D4_EB4F) &* 0x9E37_79B9_7F4A_7C15
    return UInt32(truncatingIfNeeded: mixed >> 32)
  }
}
