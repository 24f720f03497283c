/// The rules for one role. The first that fits decides.
struct RoleRules {
  let facts: ServiceFacts
  let trial: RoleTrial

  var role: ServiceRole { trial.role }

  /// `nil` when nothing was tried.
  var verdict: LayerVerdict? {
    if role.goal == .status { return status }
    if let sinkhole { return sinkhole }
    let outcomes = trial.hosts.map { ($0, $0.outcome(for: role.goal, facts)) }
    let reached = outcomes.filter { $0.1.kind == 0 }
    let failed = outcomes.filter { $0.1.isFailure }
    if failed.isEmpty || (role.quorum == .any && !reached.isEmpty) {
      return reached.isEmpty ? untried(outcomes) : self.reached(reached)
    }
    // What befell most hosts speaks for the role; of equals the one nearest to the name.
    let counts = Dictionary(grouping: failed, by: \.1.kind)
    let kinds = counts.keys.sorted { (counts[$1]?.count ?? 0, $0) < (counts[$0]?.count ?? 0, $1) }
    guard let kind = kinds.first, let most = counts[kind], let first = most.first else {
      return nil
    }
    return failure(most.map(\.0), first.1)
  }

  func say(
    _ layer: Layer, _ state: LayerState, how mechanism: Mechanism? = nil, _ likelihood: Double,
    _ rule: Rule, _ evidence: [String]
  ) -> LayerVerdict {
    let shown = evidence.prefix(Self.mostLines)
    let more = evidence.count - shown.count
    return LayerVerdict(
      layer, state, how: mechanism, likelihood, by: rule, hop: 0,
      shown + (more > 0 ? ["and \(more) more"] : []))
  }

  private static let mostLines = 12

  // MARK: What needs no comparison

  private var status: LayerVerdict? {
    guard let host = trial.hosts.first else { return nil }
    if let isUp = facts.saysUp {
      return say(
        .dns, isUp ? .ok : .down, 0.8, isUp ? .serviceSaysUp : .serviceSaysDown,
        ["\(host.host) answered \(addresses(host.answers))"])
    }
    if let failure = host.nameFailure { return NameVerdict(rules: self, hosts: [host]).of(failure) }
    guard !host.answers.isEmpty else { return nil }
    return say(
      .dns, .insufficient, 0, .noControl, ["\(host.host) answered \(addresses(host.answers))"])
  }

  private var sinkhole: LayerVerdict? {
    for host in trial.hosts {
      for answer in host.answers {
        let known = facts.judge.fingerprints.matches(answer: answer.address)
        guard let one = known.first(where: { $0.confirms(in: facts.country, at: facts.start) })
        else { continue }
        return say(
          .dns, .blocked, how: .dnsSinkhole, 1, .sinkholeAnswer,
          [
            "\(host.host) answered \(addresses(host.answers))",
            "fingerprint \(one.name) (\(one.scope.rawValue))",
          ])
      }
    }
    return nil
  }

  private func untried(_ outcomes: [(HostTrial, HostOutcome)]) -> LayerVerdict? {
    if outcomes.contains(where: { $0.1.kind == 8 }) {
      return say(
        .tcp, .insufficient, 0, .onlyV6Fails,
        trial.hosts.flatMap(\.connects).map { "\(text($0.endpoint)): \(text($0.failure))" })
    }
    let answered = trial.hosts.filter { !$0.answers.isEmpty }
    guard !answered.isEmpty else { return nil }
    let evidence = answered.map { "\($0.host) answered \(addresses($0.answers))" }
    let networks = Set(trial.answers.compactMap(\.network))
    if !role.homes.isEmpty, !networks.isEmpty, networks.isSubset(of: role.homes) {
      return say(.dns, .ok, 0.6, .serviceNameAtHome, evidence)
    }
    return say(.dns, .insufficient, 0, .nothingObserved, evidence + ["nothing was connected to"])
  }

  private func reached(_ reached: [(HostTrial, HostOutcome)]) -> LayerVerdict {
    let layer =
      reached.compactMap { if case .reached(let layer) = $0.1 { layer } else { nil } }.max() ?? .tcp
    // A connection alone proves nothing where the address is somebody else's.
    if layer == .tcp, let stranger { return stranger }
    let names = reached.map { $0.0.host.isEmpty ? "an address" : $0.0.host }
    return say(
      layer, .ok, layer == .tcp ? 0.8 : 1, .serviceReached,
      ["reached \(names.prefix(4).joined(separator: ", "))"]
        + (trial.hosts.count > 1 ? ["\(reached.count) of \(trial.hosts.count) names"] : [])
        + centresText)
  }

  private var centresText: [String] {
    guard role == .dataCentres else { return [] }
    let connects = trial.connects
    return ["\(connects.count { $0.failure == nil }) of \(connects.count) connections"]
  }

  /// Connected to an address that lies outside of the service's own networks.
  private var stranger: LayerVerdict? {
    let networks = Set(trial.answers.compactMap(\.network))
    guard !role.homes.isEmpty, !networks.isEmpty, networks.isDisjoint(with: role.homes) else {
      return nil
    }
    return say(
      .dns, .insufficient, 0.5, .serviceNetworkIsNotItsOwn,
      trial.hosts.map { "\($0.host) answered \(addresses($0.answers))" })
  }

  // MARK: What failed

  private func failure(_ hosts: [HostTrial], _ outcome: HostOutcome) -> LayerVerdict? {
    if case .bogon(let found) = outcome { return BogonVerdict(rules: self, hosts: hosts).of(found) }
    if let portal = facts.portal {
      return say(.http, .insufficient, 0, .captivePortal, [portal])
    }
    if facts.saysUp == false {
      return say(
        .http, .down, 0.8, .serviceSaysDown, ["the service says of itself that it is down"])
    }
    let reach = ReachVerdict(rules: self, hosts: hosts)
    if 4...6 ~= outcome.kind, let stranger = reach.stranger { return stranger }
    switch outcome {
    case .reached, .bogon, .onlyV6, .untried: return nil
    case .shared(let address):
      return say(
        .dns, .blocked, how: .dnsWrongAddress, 0.8, .oneAddressForAll,
        ["names of different owners all lead to \(address)"])
    case .name(let failure): return NameVerdict(rules: self, hosts: hosts).of(failure)
    case .connect: return reach.connects
    case .handshake(let failure): return reach.handshake(failure)
    case .page(let failure): return reach.page(failure)
    case .foreign(let what):
      let isElsewhere = facts.hasTLS(beside: role)
      return say(
        .http, isElsewhere ? .blocked : .insufficient, how: .httpAltered, 0.65,
        isElsewhere ? .serviceAnsweredByAnother : .serviceFailsUncompared, [what])
    }
  }

  // MARK: Words

  func addresses(_ answers: [WebMeasurement.Answer]) -> String {
    answers.prefix(6).map { answer in
      answer.network.map { "\(answer.address) (AS\($0))" } ?? "\(answer.address)"
    }.joined(separator: ", ")
  }

  func text(_ endpoint: WebMeasurement.Endpoint) -> String {
    endpoint.address.isV4
      ? "\(endpoint.address):\(endpoint.port)" : "[\(endpoint.address)]:\(endpoint.port)"
  }

  func text(_ failure: Failure?) -> String { failure.map { "\($0)" } ?? "ok" }
}
