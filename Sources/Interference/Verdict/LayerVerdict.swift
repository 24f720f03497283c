import Bytes

/// Where on the way to a page something happened.
public enum Layer: String, Sendable, Hashable, CaseIterable, Comparable {
  case dns, tcp, tls, http
  /// The page came, but slowly.
  case throughput

  private var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Orders from the name to the page.
  public static func < (one: Layer, other: Layer) -> Bool { one.position < other.position }
}

/// What a layer's observations support.
public enum LayerState: String, Sendable, Hashable, CaseIterable {
  /// It worked.
  case ok
  /// It failed or was changed, and from outside it works unchanged.
  case blocked
  /// It failed, and from outside as well.
  case down
  /// The site itself refused or asked for proof of being human: not the network's doing.
  case refused
  /// Nothing was observed, or there is nothing to compare with.
  case insufficient
}

/// How something was done, as far as the evidence goes (after the taxonomy of ooni/data,
/// docs/ontology.md, section 12).
public enum Mechanism: String, Sendable, Hashable, CaseIterable {
  case dnsNoSuchName = "dns.nxdomain"
  case dnsRefused = "dns.refused"
  case dnsTimeout = "dns.timeout"
  case dnsOtherFailure = "dns.failure"
  /// An answer that no public name has, such as 10.0.0.1.
  case dnsBogon = "dns.bogon"
  /// An address known to be answered for blocked names.
  case dnsSinkhole = "dns.sinkhole"
  /// An address that belongs to somebody else.
  case dnsWrongAddress = "dns.wrong-address"
  /// An answer for a name that does not exist elsewhere.
  case dnsInventedAnswer = "dns.invented-answer"
  /// A second, different answer to one question.
  case dnsInjected = "dns.injected"
  /// A public resolver answers as the volunteer's own does and sealed ones do not: a proxy, or a
  /// copy of the site inside the network. The page comes unharmed.
  case dnsProxied = "dns.proxied"
  case tcpRefused = "tcp.refused"
  case tcpReset = "tcp.reset"
  case tcpTimeout = "tcp.timeout"
  case tcpUnreachable = "tcp.unreachable"
  case tlsReset = "tls.reset"
  case tlsTimeout = "tls.timeout"
  case tlsClosed = "tls.closed"
  case tlsWrongCertificate = "tls.wrong-certificate"
  /// A certificate of a known filter in place of the site's.
  case tlsMiddleboxCertificate = "tls.middlebox-certificate"
  case tlsOtherFailure = "tls.failure"
  case httpReset = "http.reset"
  case httpTimeout = "http.timeout"
  case httpClosed = "http.closed"
  case httpOtherFailure = "http.failure"
  /// A page, or the redirect to one, that is known to be put in place of blocked ones.
  case httpBlockPage = "http.block-page"
  /// Another page than the one seen from outside.
  case httpAltered = "http.altered"
  case serverRefusal = "server.refusal"
  case serverChallenge = "server.challenge"
  /// The transfer ran into its deadline although data were coming.
  case throttled = "throttled.candidate"
  /// It came at a steady rate with the pauses of lost packets: what is over the rate is dropped.
  case throttledByPolicing = "throttled.policing"
  /// It came at a steady rate without pauses: what is over the rate has to wait.
  case throttledByShaping = "throttled.shaping"
}

/// The judgement on one layer, with the rule that decided and what made it fire.
public struct LayerVerdict: Sendable, Hashable {
  /// Which layer.
  public var layer: Layer
  /// What the observations support.
  public var state: LayerState
  /// How, where the state is `blocked` or `refused`.
  public var mechanism: Mechanism?
  /// How strongly a single measurement of this kind speaks for its state, 0 to 1. It orders rules;
  /// it is no probability of anybody's intent.
  public var likelihood: Double
  /// The rule that decided.
  public var rule: Rule
  /// After how many redirects.
  public var hop: Int
  /// Whether it is about a connection that was only tried for comparison, beside the page's own way.
  public var isAside = false
  /// What made the rule fire, as it stands in the measurement.
  public var evidence: [String] {
    // The one place at which foreign text comes in.
    didSet { evidence = evidence.map(ShownText.line) }
  }

  init(
    _ layer: Layer, _ state: LayerState, how mechanism: Mechanism? = nil, _ likelihood: Double,
    by rule: Rule, hop: Int, _ evidence: [String]
  ) {
    self.layer = layer
    self.state = state
    self.mechanism = mechanism
    self.likelihood = likelihood
    self.rule = rule
    self.hop = hop
    self.evidence = evidence.map(ShownText.line)
  }
}

/// The judgement on one measurement of a page.
public struct WebVerdict: Sendable, Hashable {
  /// One for each layer that there was something to say about, in the order of the layers and,
  /// within a layer, of the hops.
  public var layers: [LayerVerdict]
  /// The fingerprints that the measurement shows, also those that prove nothing by themselves.
  public var matches: [FingerprintMatch] = []

  /// The layer that keeps the page from the reader: the first that is blocked on the first hop that
  /// has one.
  public var decisive: LayerVerdict? {
    layers.filter { $0.state == .blocked && !$0.isAside }.min {
      ($0.hop, $0.layer) < ($1.hop, $1.layer)
    }
  }

  /// Whether the block left something that only interference leaves, in the layer that decides or
  /// behind it: a name that leads astray is proven by the block page to which it leads.
  public var hasArtefact: Bool {
    guard state == .blocked, let decisive else { return false }
    return layers.contains { layer in
      layer.state == .blocked && layer.mechanism?.isArtefact == true
        && (!layer.isAside && layer.hop >= decisive.hop || layer.hop == decisive.hop)
    }
  }

  /// The state of the whole: blocked where a layer is; down or refused where one is; ok where the
  /// page came by what the volunteer's own resolver said; else insufficient.
  public var state: LayerState {
    for state in [LayerState.blocked, .refused, .down]
    where layers.contains(where: { $0.state == state && !$0.isAside }) { return state }
    let isFetched = layers.contains { $0.layer == .http && $0.state == .ok }
    let isNamed = !layers.contains { $0.rule == .pageByOtherResolver }
    return isFetched && isNamed ? .ok : .insufficient
  }
}
