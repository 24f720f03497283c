/// What follows from hosts whose addresses are known and that were not reached.
struct ReachVerdict {
  let rules: RoleRules
  let hosts: [HostTrial]

  private var facts: ServiceFacts { rules.facts }
  private var role: ServiceRole { rules.role }

  // MARK: Connections

  var connects: LayerVerdict {
    let failed = hosts.flatMap(\.counted).filter { $0.failure != nil }
    let evidence =
      Self.tally(failed.map(\.failure))
      + failed.map {
        "\(rules.text($0.endpoint)): \(rules.text($0.failure))"
      }
    let hasLine = facts.hasLine(beside: role)
    let mechanism = Self.mechanism(of: failed.map(\.failure))
    // The volunteer's own system knew no way: nothing was sent.
    let counted = failed.filter {
      $0.failure != .networkUnreachable && $0.failure?.mayBeOfNetwork(at: .tcp) ?? false
    }
    guard !counted.isEmpty else {
      return rules.say(.tcp, .insufficient, 0, .serviceFailsUncompared, evidence)
    }
    let line = "addresses of other parts are connected to"
    if hasLine, Set(counted.map { $0.endpoint.address.site }).count >= 3, role.quorum == .any {
      return rules.say(
        .tcp, .blocked, how: mechanism, 0.7, .allEndpointsFail, [line] + evidence)
    }
    if hasLine || facts.saysUp == true, unrelated.count >= 3 {
      return rules.say(
        .tcp, .blocked, how: mechanism, 0.65, .unrelatedNetworksFail,
        [hasLine ? line : "the service says of itself that it is up"] + evidence)
    }
    if hasLine, failed.contains(where: { $0.failure == .connectionReset }) {
      return rules.say(
        .tcp, .blocked, how: .tcpReset, 0.6, .resetOnConnect, [line] + evidence)
    }
    return rules.say(
      .tcp, .insufficient, how: mechanism, 0.5, .serviceFailsUncompared, evidence)
  }

  /// Networks of which nothing could be connected to, over all roles: one owner's fault does not
  /// stop the servers of another.
  private var unrelated: Set<String> {
    var failed: Set<String> = []
    var done: Set<String> = []
    for host in facts.hosts {
      let networks = Dictionary(
        host.answers.map { ($0.address, $0.network) }, uniquingKeysWith: { one, _ in one })
      for connect in host.counted {
        let address = connect.endpoint.address
        let owner = networks[address].flatMap { $0 }.map { "AS\($0)" } ?? address.wideSite
        guard let failure = connect.failure else {
          done.insert(owner)
          continue
        }
        if failure.mayBeOfNetwork(at: .tcp) { failed.insert(owner) }
      }
    }
    return failed.subtracting(done)
  }

  /// An address outside of the service's own networks, and not the service there.
  var stranger: LayerVerdict? {
    let networks = Set(hosts.flatMap(\.answers).compactMap(\.network))
    guard !role.homes.isEmpty, !networks.isEmpty, networks.isDisjoint(with: role.homes) else {
      return nil
    }
    let isWorking = facts.hasLine(beside: role)
    return rules.say(
      .dns, isWorking ? .blocked : .insufficient, how: .dnsWrongAddress, 0.6,
      .serviceNetworkIsNotItsOwn,
      hosts.map { "\($0.host) answered \(rules.addresses($0.answers)) and was not reached" })
  }

  // MARK: Handshakes

  func handshake(_ failure: Failure) -> LayerVerdict {
    let evidence = hosts.map { host in
      "\(host.host): \(rules.text(host.handshakes.first { $0.failure != nil }?.failure))"
    }
    if failure.isOfCertificate { return certificate(failure, evidence) }
    let hasTLS = facts.hasTLS(beside: role)
    let others = hasTLS ? ["handshakes of other parts are done"] : []
    switch failure {
    case .connectionReset:
      return rules.say(
        .tls, .blocked, how: .tlsReset, hasTLS ? 0.75 : 0.6, .resetAfterHello, evidence + others)
    case .timeout where hasTLS:
      return rules.say(
        .tls, .blocked, how: .tlsTimeout, 0.6, .silenceAfterHello, evidence + others)
    case .closedEarly where hasTLS:
      return rules.say(.tls, .blocked, how: .tlsClosed, 0.6, .closedAfterHello, evidence + others)
    default:
      return rules.say(
        .tls, .insufficient, how: Self.handshakeMechanism(of: failure), 0.5,
        .serviceFailsUncompared, evidence)
    }
  }

  private func certificate(_ failure: Failure, _ evidence: [String]) -> LayerVerdict {
    if facts.service == .signal, failure == .certificateForAnotherName {
      return rules.say(
        .tls, .insufficient, how: .tlsWrongCertificate, 0.4, .serviceFailsUncompared, evidence)
    }
    // Signal's certificates stand under a root of its own that programs have built in. When it was
    // changed, old programs saw a false certificate in every country (ooni/probe#2344).
    if facts.service == .signal {
      return rules.say(.tls, .insufficient, 0.3, .builtInRootUnknown, evidence)
    }
    // Out of date may be the site's certificate or the volunteer's clock.
    guard failure != .certificateInvalid, facts.hasTLS(beside: role) else {
      return rules.say(
        .tls, .insufficient, how: .tlsWrongCertificate, 0.4, .wrongCertificatesThroughout, evidence)
    }
    return rules.say(
      .tls, .blocked, how: .tlsWrongCertificate, 0.7, .wrongCertificateHereOnly,
      evidence + ["handshakes of other parts are done"])
  }

  // MARK: Responses

  func page(_ failure: Failure) -> LayerVerdict {
    let failures = hosts.flatMap(\.exchanges).compactMap(\.failure)
    let evidence =
      Self.tally(failures)
      + hosts.flatMap(\.exchanges).compactMap { exchange in
        exchange.failure.map { "\(exchange.shownURL.prefix(100)): \($0)" }
      }
    let mechanism = Self.pageMechanism(of: failure)
    if failure.isOfCertificate { return certificate(failure, evidence) }
    guard failure.mayBeOfNetwork(at: .http) else {
      return rules.say(.http, .insufficient, 0, .serviceFailsUncompared, evidence)
    }
    let isPool = role == .dataCentres
    let sites = Set(
      hosts.flatMap(\.counted).filter { $0.failure == nil }.map { $0.endpoint.address.site })
    // Servers in three places that take connections and then reset or drop every request.
    if isPool, sites.count >= 3, facts.hasTLS(beside: role) || failure == .connectionReset {
      return rules.say(
        .http, .blocked, how: mechanism, 0.65, .allEndpointsFail, evidence)
    }
    // Old programs did not write down handshakes: this is the reset after the name.
    if !isPool, failure == .connectionReset, hosts.allSatisfy({ $0.handshakes.isEmpty }),
      facts.hasLine(beside: role)
    {
      return rules.say(.http, .blocked, how: .httpReset, 0.6, .resetAfterHello, evidence)
    }
    return rules.say(
      .http, .insufficient, how: mechanism, 0.5, .serviceFailsUncompared, evidence)
  }

  // MARK: Mechanisms

  private static func tally(_ failures: [Failure?]) -> [String] {
    failures.count < 2 ? [] : ["\(failures.count) of \(failures.count) tries failed"]
  }

  /// What most connections died of.
  private static func mechanism(of failures: [Failure?]) -> Mechanism {
    func count(_ wanted: Set<Failure>) -> Int {
      failures.count { $0.map(wanted.contains) ?? false }
    }
    let counts: [(Int, Mechanism)] = [
      (count([.connectionReset, .closedEarly]), .tcpReset),
      (count([.connectionRefused]), .tcpRefused),
      (count([.hostUnreachable, .networkUnreachable]), .tcpUnreachable),
    ]
    guard let most = counts.max(by: { $0.0 < $1.0 }), most.0 * 2 > failures.count else {
      return .tcpTimeout
    }
    return most.1
  }

  private static func handshakeMechanism(of failure: Failure) -> Mechanism {
    switch failure {
    case .connectionReset: .tlsReset
    case .closedEarly: .tlsClosed
    case .timeout: .tlsTimeout
    default: .tlsOtherFailure
    }
  }

  private static func pageMechanism(of failure: Failure) -> Mechanism {
    switch failure {
    case .connectionReset: .httpReset
    case .closedEarly: .httpClosed
    case .timeout: .httpTimeout
    default: .httpOtherFailure
    }
  }
}

extension IPAddress {
  /// The block that servers of one place share: the first 24 bits, or 48 of version 6.
  var site: String { isV4 ? "\(low >> 8)" : "v6 \(high >> 16)" }

  /// The block that one owner's servers are likely to share: the first 16 bits, or 32 of version 6.
  var wideSite: String { isV4 ? "\(low >> 16)" : "v6 \(high >> 32)" }
}
