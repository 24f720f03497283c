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
  public var evidence: [String]

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
    self.evidence = evidence
  }
}

/// The rules, each with its condition. Names are stable: findings cite them.
public enum Rule: String, Sendable, Hashable, CaseIterable {
  case nothingObserved = "nothing-observed"
  case noControl = "no-control"
  case sinkholeAnswer = "dns.sinkhole-answer"
  case institutionAnswer = "dns.institution-answer"
  case secondAnswer = "dns.second-answer"
  case certificateVouches = "dns.certificate-vouches"
  case addressMatches = "dns.address-matches-control"
  case networkMatches = "dns.network-matches-control"
  case bogonUnlikeControl = "dns.bogon-unlike-control"
  case bogonLikeControl = "dns.bogon-like-control"
  case failsHereOnly = "dns.fails-here-only"
  case failsOutsideToo = "dns.fails-outside-too"
  case answersHereOnly = "dns.answers-here-only"
  case addressUnlikeControl = "dns.address-unlike-control"
  case addressGivesBlockPage = "dns.address-gives-block-page"
  case networksUnknown = "dns.networks-unknown"
  case pageVouches = "dns.page-vouches"
  case publicResolverReplaced = "dns.public-resolver-replaced"
  case resolversAgree = "dns.resolvers-agree"
  case connected = "tcp.connected"
  case connectFailsHereOnly = "tcp.fails-here-only"
  case connectFailsOutsideToo = "tcp.fails-outside-too"
  case connectFailsOnTheWay = "tcp.fails-after-redirect"
  case noVouchedAddress = "no-vouched-address"
  case handshakeDone = "tls.handshake-done"
  case knownCertificate = "tls.known-certificate"
  case institutionCertificate = "tls.institution-certificate"
  case handshakeFailsHereOnly = "tls.fails-here-only"
  case handshakeFailsOutsideToo = "tls.fails-outside-too"
  case handshakeFailsOnTheWay = "tls.fails-after-redirect"
  case blockPage = "http.block-page"
  case blockPageOfTheSite = "http.block-page-of-the-site"
  case blockPageOutsideToo = "http.block-page-outside-too"
  case providerPage = "http.provider-page"
  case institutionPage = "http.institution-page"
  case knownHarmless = "http.known-harmless"
  case sealedPage = "http.sealed-page"
  case pageMatches = "http.page-matches-control"
  case pageDiffers = "http.page-differs"
  case siteRefuses = "http.site-refuses"
  case siteChallenges = "http.site-challenges"
  case fetchFailsHereOnly = "http.fails-here-only"
  case fetchFailsOutsideToo = "http.fails-outside-too"
  case redirectBroken = "http.redirect-broken"
  case deadlineWhileReceiving = "throughput.deadline-while-receiving"
  /// The deadline came while bytes came fast: the page has no end.
  case fastUntilDeadline = "throughput.fast-until-deadline"
  /// Other transfers of the same measurement were as slow.
  case lineIsSlow = "throughput.line-is-slow"
  /// The speed was measured.
  case speedMeasured = "throughput.measured"
  /// The speed was to be measured and could not be.
  case speedUnknown = "throughput.not-measured"

  // Of messengers (``ServiceJudge``).
  case serviceReached = "service.reached"
  /// An address in the service's own network; nothing was connected to.
  case serviceNameAtHome = "service.name-in-its-own-network"
  case serviceSaysUp = "service.says-it-is-up"
  case serviceSaysDown = "service.says-it-is-down"
  case serviceBogonAnswer = "service.bogon-answer"
  /// A filter or proxy on the volunteer's device gave the address.
  case ownDeviceAnswers = "service.own-device-answers"
  case captivePortal = "service.captive-portal"
  /// Names that lie with different owners lead to one address.
  case oneAddressForAll = "service.one-address-for-all-names"
  /// Names of one domain are denied together, or a name that people type.
  case namesDenied = "service.names-denied"
  /// A name is missing that may have been given up.
  case oneNameMissing = "service.one-name-missing"
  /// Nothing was answered and nothing reached: the line may have been dead.
  case noNameAnswered = "service.no-name-answered"
  case serviceNetworkIsNotItsOwn = "service.network-not-its-own"
  /// No address of a pool in three places or more.
  case allEndpointsFail = "service.all-endpoints-fail"
  /// No address in three networks or more of different owners.
  case unrelatedNetworksFail = "service.unrelated-networks-fail"
  case resetOnConnect = "service.reset-on-connect"
  case resetAfterHello = "service.reset-after-name"
  case silenceAfterHello = "service.silence-after-name"
  case closedAfterHello = "service.closed-after-name"
  case wrongCertificateHereOnly = "service.wrong-certificate-here-only"
  case wrongCertificatesThroughout = "service.wrong-certificates-throughout"
  /// The root that the program has built in is not the one the certificate stands under.
  case builtInRootUnknown = "service.built-in-root-unknown"
  /// Somebody else answers at the service's addresses.
  case serviceAnsweredByAnother = "service.answered-by-another"
  case onlyV6Fails = "service.only-v6-fails"
  /// It failed, and nothing in the measurement tells interference from an outage.
  case serviceFailsUncompared = "service.fails-without-control"

  // Of rows of many measurements (``OutageCheck``).
  case outageInManyCountries = "outage.fails-in-many-countries"
  case outageElsewhereFine = "outage.works-elsewhere"
  case outageNeighboursFine = "outage.works-for-neighbours"
  /// It began within half a minute of another report of its network that says the same (``BurstCheck``).
  case burstSetAside = "burst.one-vote"

  // Of tests without a verdict.
  case plainWorked = "plain.worked"
  case plainFailed = "plain.failed"
  /// What was sent to an echo came back changed: something on the way reads along.
  case plainAltered = "plain.altered"

  /// Whether it says of an `insufficient` row that something failed, so that rows from elsewhere can
  /// tell why. The others tell why nothing can be said.
  public var isUncomparedFailure: Bool {
    switch self {
    case .serviceFailsUncompared, .oneNameMissing, .noNameAnswered, .serviceNetworkIsNotItsOwn,
      .wrongCertificatesThroughout:
      true
    default: false
    }
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
  /// page came; else insufficient.
  public var state: LayerState {
    for state in [LayerState.blocked, .refused, .down]
    where layers.contains(where: { $0.state == state && !$0.isAside }) { return state }
    let isFetched = layers.contains { $0.layer == .http && $0.state == .ok }
    return isFetched ? .ok : .insufficient
  }
}
