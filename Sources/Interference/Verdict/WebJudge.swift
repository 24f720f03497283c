/// Judges a measurement of a page, layer by layer and hop by hop, from the measurement alone.
///
/// A rule says "blocked" only where the same step works from outside, or where a fingerprint of a
/// state's or a network's blocks is met: what has neither is insufficient. What the site's own
/// server says is never laid at the network's door.
public struct WebJudge: Sendable {
  /// The version of readers and rules together: it changes whenever a measurement may be judged
  /// otherwise than before.
  public static let version = 2

  /// Addresses that no public name should lead to.
  public var bogons: Bogons
  /// The marks of answers, pages and certificates that take the place of others.
  public var fingerprints: FingerprintSet
  /// Which network an address belongs to, where the measurement does not say.
  public var networks: NetworkTable?

  /// Makes a judge.
  public init(
    bogons: Bogons = .standard, fingerprints: FingerprintSet = .shipped,
    networks: NetworkTable? = nil
  ) {
    self.bogons = bogons
    self.fingerprints = fingerprints
    self.networks = networks
  }

  /// The judgement on one measurement.
  public func verdict(on web: WebMeasurement, _ measurement: Measurement) -> WebVerdict {
    let hops = Hop.all(of: web, input: measurement.input)
    let last = web.exchanges.last
    var layers: [LayerVerdict] = []
    var search = FingerprintSearch(
      fingerprints, country: measurement.country, start: measurement.start)
    for hop in hops { search.look(at: hop) }
    for hop in hops {
      let facts = HopFacts(
        hop: hop, web: web, measurement: measurement, judge: self, matches: search.found,
        isSealedThroughout: hops.prefix(hop.depth + 1).allSatisfy(\.isSealedPage),
        isOfTheSite: hop.host.map { host in hops[0].host.map { Self.isOneSite(host, $0) } ?? true }
          ?? true)
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
    layers = ClockRule(web: web, measurement: measurement).judged(layers)
    return WebVerdict(
      layers: layers.sorted { ($0.layer, $0.hop) < ($1.layer, $1.hop) }, matches: search.found)
  }

  /// Whether one of two hosts is the other or below it.
  private static func isOneSite(_ one: String, _ other: String) -> Bool {
    let names = [one, other].map { $0.hasPrefix("www.") ? String($0.dropFirst(4)) : $0 }
    return names[0] == names[1] || names[0].hasSuffix("." + names[1])
      || names[1].hasSuffix("." + names[0])
  }
}

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
  /// Whether good certificates stand for the page of this hop and for all redirects before it.
  let isSealedThroughout: Bool
  /// Whether the host is the one that was asked for first, or one above or below it.
  let isOfTheSite: Bool

  init(
    hop: Hop, web: WebMeasurement, measurement: Measurement, judge: WebJudge,
    matches: [FingerprintMatch], isSealedThroughout: Bool, isOfTheSite: Bool
  ) {
    self.hop = hop
    self.web = web
    self.measurement = measurement
    self.judge = judge
    self.matches = matches
    self.isSealedThroughout = isSealedThroughout
    self.isOfTheSite = isOfTheSite
  }

  /// The fingerprints on this hop's page, title, headers and certificates.
  private(set) lazy var marks = matches.of(hop: hop.depth, inAnswers: false)

  /// Whether the page of this hop can only come from the site itself, or from where the site sent
  /// the reader: nobody on the path can write where a good certificate stands.
  var isFromTheSite: Bool { isSealedThroughout || hop.isSealedPage && isOfTheSite }

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

  /// Addresses that somebody beside the system's resolver vouches for: the server outside, a
  /// sealed resolver, or a certificate.
  private(set) lazy var vouched: Set<IPAddress> = {
    var found = provenByCertificate
    found.formUnion(control?.addresses ?? [])
    found.formUnion(hop.answers(.sealed).map(\.address))
    return found
  }()
}
