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

  /// The judgement on connections; `nil` when none was tried.
  var connects: LayerVerdict? {
    let tried = hop.connects
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
    if let nothing = undecided(.tcp, failed.map { ($0.endpoint, $0.failure) }) { return nothing }
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
    let failed = counted.map { ($0.endpoint, $0.failure) }
    var verdict =
      undecided(.tls, failed) ?? judge(.tls, failed, \.handshakes, tlsMechanism).map(slowed)
    // A page in clear does not need the handshake that was tried beside it.
    verdict?.isAside = !hop.isSealed
    return verdict
  }

  /// What is said where no failure speaks of the way to the site: the device failed, its line does not
  /// carry the version, or the address is the volunteer's own neighbour; `nil` where one does.
  private func undecided(
    _ layer: Layer, _ failed: [(endpoint: WebMeasurement.Endpoint, failure: Failure?)]
  ) -> LayerVerdict? {
    let evidence = failed.map { "\(text($0.endpoint)): \($0.failure.map { "\($0)" } ?? "ok")" }
    func say(_ rule: Rule) -> LayerVerdict {
      LayerVerdict(layer, .insufficient, 0.5, by: rule, hop: hop.depth, evidence)
    }
    if facts.isOfLocalPortal { return say(.localPortal) }
    if failed.contains(where: { counts($0, layer) }) { return nil }
    if failed.allSatisfy({ $0.failure?.isOfDevice ?? false }) { return say(.deviceFault) }
    if failed.allSatisfy(\.endpoint.address.isHandedOutByProxies) { return say(.ownProxy) }
    let isKnown = failed.contains { $0.failure?.mayBeOfNetwork(at: layer) ?? false }
    return say(isKnown ? .versionUnproven : .unknownFailure)
  }

  private func counts(
    _ step: (endpoint: WebMeasurement.Endpoint, failure: Failure?), _ layer: Layer
  ) -> Bool {
    step.failure.map {
      $0.mayBeOfNetwork(at: layer) && facts.line.counts($0, at: step.endpoint.address)
    } ?? false
  }

  /// A handshake whose bytes came late and not all before the deadline: who drops a name is silent at
  /// once or answers at once, and who slows it lets it trickle (Xue et al., IMC 2021; ntc.party).
  private func slowed(_ verdict: LayerVerdict) -> LayerVerdict {
    guard verdict.state == .blocked, verdict.mechanism == .tlsTimeout,
      let slow = hop.handshakes.lazy.compactMap({ SlowHandshake($0, facts.web) }).first
    else { return verdict }
    var verdict = verdict
    verdict.layer = .throughput
    verdict.evidence += [slow.description]
    if slow.isOfTheLine {
      verdict.state = .insufficient
      verdict.mechanism = nil
      verdict.likelihood = 0.4
      verdict.rule = .lineIsSlow
    } else {
      verdict.mechanism = .throttled
      verdict.likelihood = 0.6
      verdict.rule = .deadlineInHandshake
    }
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
    // Products of this kind stand in offices and on devices; a state's or an operator's mark is theirs.
    if marks.of(.national, .network).isEmpty,
      let own = hop.handshakes.lazy.compactMap(\.ownCertificate).first
    {
      var verdict = LayerVerdict(
        .tls, .insufficient, 0.5, by: .ownCertificate, hop: hop.depth,
        evidence + ["the certificate names \"\(own)\""])
      verdict.isAside = !hop.isSealed
      return verdict
    }
    if marks.isEmpty, let site = siteCertificate {
      var verdict = LayerVerdict(
        .tls, .insufficient, 0.5, by: .siteCertificate, hop: hop.depth, evidence + [site])
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

  /// Why the certificates that did not fit may be the site's own; `nil` where one is not, or where something else failed.
  private var siteCertificate: String? {
    let failed = hop.handshakes.filter { $0.failure != nil }
    let lines = failed.compactMap { $0.siteCertificate(at: facts.measurement.start) }
    return lines.count == failed.count ? lines.first : nil
  }

  /// The port that the page itself uses; other connections are tried for comparison.
  private func isOfThePage(_ endpoint: WebMeasurement.Endpoint) -> Bool {
    let ports = facts.ports
    guard ports.count > 1 else { return true }
    return endpoint.port == (hop.isSealed ? 443 : 80) || !ports.contains(hop.isSealed ? 443 : 80)
  }

  private func judge(
    _ layer: Layer, _ failed: [(endpoint: WebMeasurement.Endpoint, failure: Failure?)],
    _ control: KeyPath<WebMeasurement.Control, [WebMeasurement.Endpoint: Failure?]>,
    _ mechanism: (Failure) -> Mechanism
  ) -> LayerVerdict? {
    let ofPage = failed.filter { isOfThePage($0.endpoint) }
    let failed = (ofPage.isEmpty ? failed : ofPage).filter { counts($0, layer) }
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
      let isFirst = hop.depth == 0
      let rule: Rule =
        isTLS
        ? isFirst ? .handshakeFailsUntried : .handshakeFailsOnTheWay
        : isFirst ? .connectFailsUntried : .connectFailsOnTheWay
      return say(.blocked, mechanism(failure), 0.7, rule, "outside: the page came")
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
