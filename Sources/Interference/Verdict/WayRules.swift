/// The rules for connections and handshakes: whether the addresses that somebody vouches for could
/// be reached. The first that fits decides.
struct WayRules {
  let facts: HopFacts
  /// Whether the answers of the system's resolver may be believed.
  let isNameTrusted: Bool

  private var hop: Hop { facts.hop }

  private func isCounted(_ endpoint: WebMeasurement.Endpoint) -> Bool {
    if isNameTrusted || facts.vouched.contains(endpoint.address) { return true }
    return hop.host.flatMap { IPAddress($0) } == endpoint.address
  }

  /// That a network without version 6 reaches no address of version 6 says nothing about the site.
  private func isBrokenV6(_ connect: WebMeasurement.Connect) -> Bool {
    !connect.endpoint.address.isV4
      && (connect.failure == .networkUnreachable || connect.failure == .hostUnreachable)
  }

  /// The judgement on connections; `nil` when none was tried.
  var connects: LayerVerdict? {
    let tried = hop.connects.filter { !isBrokenV6($0) }
    guard !tried.isEmpty else { return nil }
    let counted = tried.filter { isCounted($0.endpoint) }
    guard !counted.isEmpty else {
      return LayerVerdict(
        .tcp, .insufficient, 0, by: .noVouchedAddress, hop: hop.depth,
        ["nobody vouches for \(list(tried.map(\.endpoint)))"])
    }
    let failed = counted.filter { $0.failure != nil }
    // One address that lets the reader in is enough to reach the site.
    if let done = counted.first(where: { $0.failure == nil && isOfThePage($0.endpoint) })
      ?? (failed.isEmpty ? counted.first : nil)
    {
      return LayerVerdict(
        .tcp, .ok, 1, by: .connected, hop: hop.depth, ["connected to \(text(done.endpoint))"])
    }
    return judge(.tcp, failed.map { ($0.endpoint, $0.failure) }, \.connects, tcpMechanism)
  }

  /// The judgement on handshakes; `nil` when none was tried.
  var handshakes: LayerVerdict? {
    let tried = hop.handshakes
    guard !tried.isEmpty else { return nil }
    let counted = tried.filter { isCounted($0.endpoint) }
    if !counted.contains(where: { $0.failure == nil }), let known = knownCertificate {
      return known
    }
    guard !counted.isEmpty else {
      return LayerVerdict(
        .tls, .insufficient, 0, by: .noVouchedAddress, hop: hop.depth,
        ["nobody vouches for \(list(tried.map(\.endpoint)))"])
    }
    if let done = counted.first(where: { $0.failure == nil }) {
      return LayerVerdict(
        .tls, .ok, 1, by: .handshakeDone, hop: hop.depth,
        ["handshake with \(text(done.endpoint)) as \(done.serverName)"])
    }
    var verdict = judge(.tls, counted.map { ($0.endpoint, $0.failure) }, \.handshakes, tlsMechanism)
    // A page in clear does not need the handshake that was tried beside it.
    verdict?.isAside = !hop.isSealed
    return verdict
  }

  /// A certificate that is not the site's, and whose maker is known. Products count wherever they
  /// stand: no site shows such a certificate itself.
  private var knownCertificate: LayerVerdict? {
    guard let failed = hop.handshakes.first(where: { $0.failure?.isOfCertificate == true }) else {
      return nil
    }
    let marks = facts.marks.filter {
      $0.fingerprint.place == .certificateSubject || $0.fingerprint.place == .certificateIssuer
    }
    let evidence = ["\(text(failed.endpoint)): \(failed.failure.map { "\($0)" } ?? "")"]
    func say(
      _ state: LayerState, _ how: Mechanism?, _ likelihood: Double, _ rule: Rule,
      _ mark: FingerprintMatch
    ) -> LayerVerdict {
      var verdict = LayerVerdict(
        .tls, state, how: how, likelihood, by: rule, hop: hop.depth,
        evidence + [mark.description])
      verdict.isAside = !hop.isSealed
      return verdict
    }
    let filters = marks.filter { $0.isConfirming || $0.fingerprint.scope == .product }
    if let mark = filters.strongest {
      return say(.blocked, .tlsMiddleboxCertificate, 0.95, .knownCertificate, mark)
    }
    return marks.of(.institution).ofTheirCountry.strongest.map {
      say(.insufficient, nil, 0.5, .institutionCertificate, $0)
    }
  }

  /// The port that the page itself uses; other connections are tried for comparison.
  private func isOfThePage(_ endpoint: WebMeasurement.Endpoint) -> Bool {
    let ports = Set(hop.connects.map(\.endpoint.port))
    guard ports.count > 1 else { return true }
    return endpoint.port == (hop.isSealed ? 443 : 80) || !ports.contains(hop.isSealed ? 443 : 80)
  }

  private func judge(
    _ layer: Layer, _ failed: [(endpoint: WebMeasurement.Endpoint, failure: Failure?)],
    _ control: KeyPath<WebMeasurement.Control, [WebMeasurement.Endpoint: Failure?]>,
    _ mechanism: (Failure) -> Mechanism
  ) -> LayerVerdict? {
    let ofPage = failed.filter { isOfThePage($0.endpoint) }
    let failed = ofPage.isEmpty ? failed : ofPage
    guard let first = failed.first, let failure = first.failure else { return nil }
    let outside = failed.compactMap { step in
      facts.control?[keyPath: control][step.endpoint].map { (step, $0) }
    }
    let evidence = failed.map { "\(text($0.endpoint)): \($0.failure.map { "\($0)" } ?? "ok")" }
    func say(
      _ state: LayerState, _ how: Mechanism?, _ likelihood: Double, _ rule: Rule, _ more: String
    ) -> LayerVerdict {
      LayerVerdict(layer, state, how: how, likelihood, by: rule, hop: hop.depth, evidence + [more])
    }
    let isTLS = layer == .tls
    if let works = outside.first(where: { $0.1 == nil }) {
      return say(
        .blocked, works.0.failure.map(mechanism), isTLS ? 0.85 : 0.75,
        isTLS ? .handshakeFailsHereOnly : .connectFailsHereOnly,
        "outside: \(text(works.0.endpoint)) works")
    }
    if !outside.isEmpty || facts.failedOutside {
      return say(
        .down, nil, 0.75, isTLS ? .handshakeFailsOutsideToo : .connectFailsOutsideToo,
        "outside: fails too")
    }
    if facts.cameOutside {
      return say(
        .blocked, mechanism(failure), 0.7,
        isTLS ? .handshakeFailsOnTheWay : .connectFailsOnTheWay, "outside: the page came")
    }
    return say(.insufficient, nil, 0.5, .noControl, "no control")
  }

  private func tcpMechanism(_ failure: Failure) -> Mechanism {
    switch failure {
    case .connectionRefused: .tcpRefused
    case .connectionReset, .closedEarly: .tcpReset
    case .networkUnreachable, .hostUnreachable: .tcpUnreachable
    default: .tcpTimeout
    }
  }

  private func tlsMechanism(_ failure: Failure) -> Mechanism {
    switch failure {
    case .connectionReset: .tlsReset
    case .closedEarly: .tlsClosed
    case .timeout: .tlsTimeout
    case _ where failure.isOfCertificate: .tlsWrongCertificate
    default: .tlsOtherFailure
    }
  }

  private func text(_ endpoint: WebMeasurement.Endpoint) -> String {
    endpoint.address.isV4
      ? "\(endpoint.address):\(endpoint.port)" : "[\(endpoint.address)]:\(endpoint.port)"
  }

  private func list(_ endpoints: [WebMeasurement.Endpoint]) -> String {
    endpoints.map(text).joined(separator: ", ")
  }
}
