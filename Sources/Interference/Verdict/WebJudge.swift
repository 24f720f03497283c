/// Judges a measurement of a page, layer by layer and hop by hop, from the measurement alone.
///
/// A rule says "blocked" only where the same step works from outside, or where a fingerprint of a
/// state's or a network's blocks is met: what has neither is insufficient. What the site's own
/// server says is never laid at the network's door.
public struct WebJudge: Sendable {
  /// The version of readers and rules together: it changes whenever a measurement may be judged
  /// otherwise than before.
  public static let version = 9

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
    let trail = RedirectTrail(hops)
    let line = OwnLine(web)
    let networks = MeasuredNetworks(web)
    for hop in hops {
      let facts = HopFacts(
        hop: hop, web: web, measurement: measurement, judge: self, matches: search.found,
        trail: trail, line: line, networks: networks)
      let names = NameRules(facts: facts).verdict
      layers.append(contentsOf: [names].compactMap(\.self))
      let isTrusted = names?.state != .blocked && names?.rule != .silentContentNetwork
      let ways = WayRules(facts: facts, isNameTrusted: isTrusted)
      layers.append(contentsOf: [ways.connects, ways.handshakes].compactMap(\.self))
      let isLast = last == nil ? hop.depth == hops.count - 1 : hop.exchange?.url == last?.url
      let page = PageRules(
        facts: facts, isNameTrusted: isTrusted, isLast: isLast,
        isReached: !layers.contains { $0.hop == hop.depth && $0.state == .blocked && !$0.isAside })
      layers.append(contentsOf: page.verdicts)
    }
    layers = ClockRule(web: web, measurement: measurement).judged(Self.named(layers))
    return WebVerdict(
      layers: layers.sorted { ($0.layer, $0.hop) < ($1.layer, $1.hop) }, matches: search.found)
  }

  /// The layers, with a resolver that gave nothing as what stands between the reader and a page that came by
  /// another's answer.
  private static func named(_ layers: [LayerVerdict]) -> [LayerVerdict] {
    guard layers.contains(where: { $0.layer == .http && $0.state == .ok }) else { return layers }
    return layers.map { layer in
      guard layer.layer == .dns, layer.hop == 0, layer.state == .insufficient,
        layer.rule == .resolverFails || layer.rule == .resolverSilent
      else { return layer }
      var layer = layer
      layer.mechanism = layer.rule == .resolverSilent ? .dnsTimeout : .dnsOtherFailure
      layer.rule = .pageByOtherResolver
      layer.evidence.append("the page came by another resolver's answer")
      return layer
    }
  }
}
