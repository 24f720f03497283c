/// One hop with what is known about it from elsewhere in the measurement.
///
/// One object for all the rules: what costs work is found out once.
final class HopFacts {
  let hop: Hop
  let web: WebMeasurement
  let measurement: Measurement
  let judge: WebJudge
  /// The fingerprints that the measurement shows, on all hops.
  let matches: [FingerprintMatch]
  /// How far the host of this hop is vouched for by those before it.
  let standing: Standing
  /// Whether a redirect has led into the volunteer's own local network: a portal of it answers.
  let isOfLocalPortal: Bool
  /// Whether a later hop lies there.
  let leadsToLocalPortal: Bool
  /// What is known of the volunteer's own line.
  let line: OwnLine
  /// The networks of addresses, as the measurement has them.
  private let networks: MeasuredNetworks

  init(
    hop: Hop, web: WebMeasurement, measurement: Measurement, judge: WebJudge,
    matches: [FingerprintMatch], trail: RedirectTrail, line: OwnLine, networks: MeasuredNetworks
  ) {
    self.hop = hop
    self.web = web
    self.measurement = measurement
    self.judge = judge
    self.matches = matches
    self.line = line
    self.networks = networks
    standing = trail.standings[hop.depth]
    // A site may publish such an address itself.
    let isPublic = !(web.control?.addresses.contains(where: \.isOfLocalNetwork) ?? false)
    isOfLocalPortal = isPublic && trail.localHops.contains(hop.depth)
    leadsToLocalPortal = isPublic && trail.localHops.contains { $0 > hop.depth }
  }

  /// The fingerprints on this hop's page, title, headers and certificates.
  private(set) lazy var marks = matches.of(hop: hop.depth, inAnswers: false)

  /// Whether the page of this hop can only come from the site itself, or from where the site sent
  /// the reader: nobody on the path can write where a good certificate stands. A certificate for a
  /// host that a redirect in clear named is none for the site.
  var isFromTheSite: Bool { hop.isSealedPage && standing.isOfTheSite }

  /// What the server outside saw of this hop's name and addresses; it looks at the first hop only.
  var control: WebMeasurement.Control? { hop.depth == 0 ? web.control : nil }

  /// Whether a page came to the server outside at the end of the redirects.
  var cameOutside: Bool {
    guard let page = web.control?.page else { return false }
    return page.failure == nil && page.status != nil
  }

  /// Whether the server outside tried to fetch the page and failed.
  var failedOutside: Bool {
    web.control?.page.map { $0.failure != nil || $0.status == nil } ?? false
  }

  /// The number of an address's network: as the measurement has it, else as the judge's table does.
  func network(of address: IPAddress) -> UInt32? {
    networks.network(of: address) ?? judge.networks?.network(of: address)
  }

  /// An address with its network, and with the table that says so where the measurement does not.
  func text(of address: IPAddress) -> String {
    if let network = networks.network(of: address) { return "\(address) (AS\(network))" }
    guard let table = judge.networks, let network = table.network(of: address) else {
      return "\(address)"
    }
    return
      "\(address) (AS\(network) by \(table.sources.map(\.description).joined(separator: "; ")))"
  }

  /// Addresses that gave a certificate for the name that was checked and found good.
  private(set) lazy var provenByCertificate: Set<IPAddress> = {
    var proven = Set(
      web.handshakes.filter {
        $0.failure == nil && !$0.isUnchecked && PageAddress.folded($0.serverName) == hop.host
      }.map(\.endpoint.address))
    // A page over TLS is proof as well; older programs did not write from which address it came.
    if let exchange = hop.exchange, exchange.failure == nil, exchange.status != nil,
      let page = PageAddress(exchange.url), page.isSealed, page.host == hop.host
    {
      if let endpoint = exchange.endpoint {
        proven.insert(endpoint.address)
      } else {
        proven.formUnion(hop.answers(.system).map(\.address))
      }
    }
    return proven
  }()

  /// The ports that were connected to.
  private(set) lazy var ports = Set(hop.connects.map(\.endpoint.port))

  /// Addresses that somebody beside the system's resolver vouches for: the server outside, a
  /// sealed resolver, or a certificate.
  private(set) lazy var vouched: Set<IPAddress> = {
    var found = provenByCertificate
    found.formUnion(control?.addresses ?? [])
    found.formUnion(hop.answers(.sealed).map(\.address))
    return found
  }()
}
