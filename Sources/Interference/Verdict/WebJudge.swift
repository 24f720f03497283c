/// Judges a measurement of a page, layer by layer and hop by hop, from the measurement alone.
///
/// A rule says "blocked" only where the same step works from outside: what has no control is
/// insufficient. What the site's own server says is never laid at the network's door.
public struct WebJudge: Sendable {
  /// The version of readers and rules together: it changes whenever a measurement may be judged
  /// otherwise than before.
  public static let version = 1

  /// Addresses that no public name should lead to.
  public var bogons: Bogons
  /// Addresses known to be answered for blocked names, each with what it is called.
  public var sinkholes: [IPAddress: String]
  /// Which network an address belongs to, where the measurement does not say.
  public var networks: NetworkTable?

  /// Makes a judge.
  public init(
    bogons: Bogons = .standard, sinkholes: [IPAddress: String] = [:], networks: NetworkTable? = nil
  ) {
    self.bogons = bogons
    self.sinkholes = sinkholes
    self.networks = networks
  }

  /// The judgement on one measurement.
  public func verdict(on web: WebMeasurement, _ measurement: Measurement) -> WebVerdict {
    let hops = Hop.all(of: web, input: measurement.input)
    let last = web.exchanges.last
    var layers: [LayerVerdict] = []
    for hop in hops {
      let facts = HopFacts(hop: hop, web: web, measurement: measurement, judge: self)
      let names = NameRules(facts: facts).verdict
      layers.append(contentsOf: [names].compactMap(\.self))
      let isTrusted = names?.state != .blocked
      let ways = WayRules(facts: facts, isNameTrusted: isTrusted)
      layers.append(contentsOf: [ways.connects, ways.handshakes].compactMap(\.self))
      let isLast = last == nil ? hop.depth == hops.count - 1 : hop.exchange?.url == last?.url
      let page = PageRules(
        facts: facts, isNameTrusted: isTrusted, isLast: isLast,
        isReached: !layers.contains { $0.hop == hop.depth && $0.state == .blocked && !$0.isAside })
      layers.append(contentsOf: page.verdicts)
    }
    return WebVerdict(layers: layers.sorted { ($0.layer, $0.hop) < ($1.layer, $1.hop) })
  }
}

/// One hop with what is known about it from elsewhere in the measurement.
struct HopFacts {
  let hop: Hop
  let web: WebMeasurement
  let measurement: Measurement
  let judge: WebJudge

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
    measuredNetwork(of: address) ?? judge.networks?.network(of: address)
  }

  private func measuredNetwork(of address: IPAddress) -> UInt32? {
    if let known = web.control?.networks[address] { return known }
    return web.queries.lazy.flatMap(\.answers).first {
      $0.address == address && $0.network != nil
    }?.network
  }

  /// An address with its network, and with the table that says so where the measurement does not.
  func text(of address: IPAddress) -> String {
    if let network = measuredNetwork(of: address) { return "\(address) (AS\(network))" }
    guard let table = judge.networks, let network = table.network(of: address) else {
      return "\(address)"
    }
    return
      "\(address) (AS\(network) by \(table.sources.map(\.description).joined(separator: "; ")))"
  }

  /// Addresses that gave a certificate for the name that was checked and found good.
  var provenByCertificate: Set<IPAddress> {
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
  }

  /// Addresses that somebody beside the system's resolver vouches for: the server outside, a
  /// sealed resolver, or a certificate.
  var vouched: Set<IPAddress> {
    var found = provenByCertificate
    found.formUnion(control?.addresses ?? [])
    found.formUnion(hop.answers(.sealed).map(\.address))
    return found
  }
}
