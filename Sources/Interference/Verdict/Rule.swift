/// The rules, each with its condition. Names are stable: findings cite them.
public enum Rule: String, Sendable, Hashable, CaseIterable {
  case nothingObserved = "nothing-observed"
  case noControl = "no-control"
  /// The volunteer's own device failed.
  case deviceFault = "device-fault"
  /// It failed in a way that no network is known to cause.
  case unknownFailure = "unknown-failure"
  /// A proxy on the volunteer's own device or line gave an address of its own and takes what is sent
  /// there.
  case ownProxy = "own-proxy"
  /// Only addresses of version 6 failed, or of version 4, and nothing shows that the line carries it.
  case versionUnproven = "version-unproven"
  /// A portal in the volunteer's own local network answers: a hotel, a school, an office.
  case localPortal = "local-portal"
  case sinkholeAnswer = "dns.sinkhole-answer"
  case institutionAnswer = "dns.institution-answer"
  case secondAnswer = "dns.second-answer"
  case certificateVouches = "dns.certificate-vouches"
  case addressMatches = "dns.address-matches-control"
  case networkMatches = "dns.network-matches-control"
  case bogonUnlikeControl = "dns.bogon-unlike-control"
  case bogonLikeControl = "dns.bogon-like-control"
  /// A resolver of another network, which the volunteer chose, says something else than resolvers do
  /// that were asked in clear.
  case chosenResolver = "dns.chosen-resolver"
  case failsHereOnly = "dns.fails-here-only"
  case failsOutsideToo = "dns.fails-outside-too"
  /// The resolver was silent, and nothing shows that it answers at all.
  case resolverSilent = "dns.resolver-silent"
  /// The resolver could not do it, and nothing shows that it can for other names and others for this.
  case resolverFails = "dns.resolver-fails"
  /// The resolver was silent or could not do it, and the page came by another resolver's answer: who asks the
  /// volunteer's own gets none.
  case pageByOtherResolver = "dns.page-by-another-resolver"
  /// The same, and for the same vantage point the resolver answered about other sites that day (``WitnessHealth``).
  case resolverFailsForThis = "dns.resolver-fails-for-this-name"
  case answersHereOnly = "dns.answers-here-only"
  case addressUnlikeControl = "dns.address-unlike-control"
  case addressGivesBlockPage = "dns.address-gives-block-page"
  case networksUnknown = "dns.networks-unknown"
  /// The address lies in a network that serves many sites, and nothing answered there: the site may be
  /// served from several.
  case silentContentNetwork = "dns.content-network-silent"
  case pageVouches = "dns.page-vouches"
  case publicResolverReplaced = "dns.public-resolver-replaced"
  case resolversAgree = "dns.resolvers-agree"
  case connected = "tcp.connected"
  case connectFailsHereOnly = "tcp.fails-here-only"
  case connectFailsOutsideToo = "tcp.fails-outside-too"
  case connectFailsOnTheWay = "tcp.fails-after-redirect"
  /// The server outside did not try that address, and the page came to it.
  case connectFailsUntried = "tcp.fails-untried-outside"
  case noVouchedAddress = "no-vouched-address"
  case handshakeDone = "tls.handshake-done"
  case knownCertificate = "tls.known-certificate"
  /// The certificate is one of software on the device, an office's filter, a router or a portal.
  case ownCertificate = "tls.own-certificate"
  /// The certificate looks like the site's own: the device may not know its maker, or its time is over, or it is of
  /// another host of the site.
  case siteCertificate = "tls.site-certificate"
  case institutionCertificate = "tls.institution-certificate"
  case handshakeFailsHereOnly = "tls.fails-here-only"
  case handshakeFailsOutsideToo = "tls.fails-outside-too"
  case handshakeFailsOnTheWay = "tls.fails-after-redirect"
  /// The device's clock is wrong, or may be: by it good certificates are bad.
  case deviceClock = "tls.device-clock"
  /// The server outside did not try that address, and the page came to it.
  case handshakeFailsUntried = "tls.fails-untried-outside"
  case blockPage = "http.block-page"
  case blockPageOfTheSite = "http.block-page-of-the-site"
  case blockPageOutsideToo = "http.block-page-outside-too"
  case providerPage = "http.provider-page"
  case institutionPage = "http.institution-page"
  case knownHarmless = "http.known-harmless"
  case sealedPage = "http.sealed-page"
  case pageMatches = "http.page-matches-control"
  case pageDiffers = "http.page-differs"
  /// Some things speak for the page seen outside and some against, or too little can be compared.
  case pageUndecided = "http.page-undecided"
  /// Another host of the site, or of its brand, may well have another page.
  case otherEdition = "http.other-edition"
  /// A redirect in clear leads to a host of which nobody knows whether the site sent the reader there.
  case redirectedToStranger = "http.redirected-to-stranger"
  /// A redirect in clear leads into the volunteer's own network or country or to a bare address, and
  /// not so outside.
  case redirectedAstray = "http.redirected-astray"
  /// Here and outside an error came.
  case errorOutsideToo = "http.error-outside-too"
  /// Outside an error came: there is no page to compare with.
  case errorOutside = "http.error-outside"
  /// An error came, and outside the page.
  case errorHere = "http.error-here"
  case siteRefuses = "http.site-refuses"
  /// What came in clear says that the server refuses, and nothing shows that another wrote it.
  case refusesInClear = "http.refuses-in-clear"
  case siteChallenges = "http.site-challenges"
  case fetchFailsHereOnly = "http.fails-here-only"
  case fetchFailsOutsideToo = "http.fails-outside-too"
  /// An earlier step failed, so that the page was not asked for.
  case notReached = "http.not-reached"
  /// The deadline came, and nobody wrote down whether bytes of a long page were coming.
  case noByteHistory = "http.no-byte-history"
  case redirectBroken = "http.redirect-broken"
  case deadlineWhileReceiving = "throughput.deadline-while-receiving"
  /// The deadline of the handshake came while its bytes trickled in.
  case deadlineInHandshake = "throughput.deadline-in-handshake"
  /// The deadline came while bytes came fast: the page has no end.
  case fastUntilDeadline = "throughput.fast-until-deadline"
  /// Other transfers of the same measurement were as slow, or every connection of it.
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
  /// The same target began to fail in other countries at the same time (``GlobalOutages``).
  case globalChange = "outage.global-change"
  /// It began within half a minute of another report of its network that says the same (``BurstCheck``).
  case burstSetAside = "burst.one-vote"
  /// Nothing that the vantage point tried that day came through (``WitnessHealth``).
  case nothingReached = "line.nothing-reached"
  /// The answer is unlike the control's, and the site's by other measurements (``SiteAddresses``).
  case addressOfTheSite = "dns.address-of-the-site"
  /// The network failed as much, in the same way, at most other sites that day (``WitnessHealth``).
  case losesGenerally = "line.loses-generally"

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
