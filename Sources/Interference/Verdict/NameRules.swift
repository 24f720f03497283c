/// The rules for names: whether the answers lead where they should. The first that fits decides.
struct NameRules {
  let facts: HopFacts

  private var hop: Hop { facts.hop }
  private var answers: [WebMeasurement.Answer] { hop.answers(.system) }

  /// `nil` when no name was asked for.
  var verdict: LayerVerdict? {
    guard hop.queries.contains(where: { $0.engine == .system }) else { return nil }
    if let host = hop.host, IPAddress(host) != nil { return nil }
    return sinkhole ?? SecondAnswerRule(facts: facts).verdict
      ?? (answers.isEmpty ? failure : strengthened(success))
  }

  private func say(
    _ state: LayerState, how mechanism: Mechanism? = nil, _ likelihood: Double, _ rule: Rule,
    _ evidence: [String]
  ) -> LayerVerdict {
    LayerVerdict(
      .dns, state, how: mechanism, likelihood, by: rule, hop: hop.depth,
      ["asked for \(hop.host ?? "?")"] + evidence)
  }

  private var answerText: String {
    "answered "
      + answers.map { facts.text(of: $0.address) }.joined(separator: ", ")
  }

  private var controlText: String {
    guard let control = facts.control else { return "no control" }
    if let failure = control.dnsFailure { return "outside: \(failure)" }
    return "outside: "
      + control.addresses.map { facts.text(of: $0) }.joined(separator: ", ")
  }

  /// Known answers, unless outside the name leads to the same address: then it is the site's own.
  private var known: [FingerprintMatch] {
    guard !facts.matches.isEmpty else { return [] }
    let outside = Set(facts.control?.addresses.map(\.description) ?? [])
    return facts.matches.of(hop: hop.depth, inAnswers: true).filter {
      !outside.contains($0.excerpt)
    }
  }

  private var sinkhole: LayerVerdict? {
    if let match = known.filter(\.isConfirming).strongest {
      return say(
        .blocked, how: .dnsSinkhole, 1, .sinkholeAnswer, [answerText, match.description])
    }
    if let match = known.of(.institution).ofTheirCountry.strongest {
      return say(.insufficient, 0.5, .institutionAnswer, [answerText, match.description])
    }
    return nil
  }

  /// A name that leads to a stranger is believed more readily to be forged when the stranger shows a
  /// block page.
  private func strengthened(_ verdict: LayerVerdict) -> LayerVerdict {
    var verdict = verdict
    verdict.evidence += known.map(\.description)
    let mark = facts.matches.first {
      $0.hop >= hop.depth && $0.fingerprint.place != .dns && $0.isConfirming
    }
    guard let mark, !facts.isFromTheSite else { return verdict }
    switch verdict.rule {
    case .addressUnlikeControl, .answersHereOnly: verdict.likelihood = 0.95
    case .networksUnknown:
      verdict.state = .blocked
      verdict.mechanism = .dnsWrongAddress
      verdict.rule = .addressGivesBlockPage
      verdict.likelihood = 0.9
    default: return verdict
    }
    verdict.evidence.append(mark.description)
    return verdict
  }

  // MARK: No answer

  private var failure: LayerVerdict {
    guard let failure = hop.systemFailure else {
      return say(.insufficient, 0, .nothingObserved, ["no answer and no failure"])
    }
    let evidence = ["\(failure)", controlText]
    if failure.isOfDevice || failure.isOfRoute {
      return say(.insufficient, 0.5, .deviceFault, evidence)
    }
    guard hop.depth == 0 else { return failureOnTheWay(failure, evidence) }
    guard let control = facts.control, control.hasDNS else {
      return say(.insufficient, 0.5, .noControl, evidence)
    }
    guard control.dnsFailure == nil, !control.addresses.isEmpty else {
      return say(.down, 0.9, .failsOutsideToo, evidence)
    }
    guard failure.isSilenceOfResolver else {
      return say(.blocked, how: mechanism(of: failure), 0.9, .failsHereOnly, evidence)
    }
    // A resolver that is down is silent about every name.
    guard let other = otherAnswer else {
      return say(.insufficient, 0.5, .resolverSilent, evidence)
    }
    return say(.blocked, how: mechanism(of: failure), 0.8, .failsHereOnly, evidence + [other])
  }

  /// That the system's resolver answered about another name in the same measurement.
  private var otherAnswer: String? {
    if facts.web.hasOtherAnswers { return "the resolver answered the program's own questions" }
    return facts.web.queries.first {
      $0.engine == .system && !$0.answers.isEmpty && PageAddress.folded($0.host) != hop.host
    }.map { "the resolver answered for \(PageAddress.folded($0.host))" }
  }

  private func failureOnTheWay(_ failure: Failure, _ evidence: [String]) -> LayerVerdict {
    let sealed = hop.answers(.sealed)
    if !sealed.isEmpty || facts.cameOutside {
      let why = sealed.isEmpty ? "outside the page came" : "a sealed resolver gives \(sealed.count)"
      return say(.blocked, how: mechanism(of: failure), 0.75, .failsHereOnly, evidence + [why])
    }
    let rule: Rule = facts.failedOutside ? .failsOutsideToo : .noControl
    return say(facts.failedOutside ? .down : .insufficient, 0.5, rule, evidence)
  }

  private func mechanism(of failure: Failure) -> Mechanism {
    switch failure {
    case .dnsNoSuchName, .dnsNoAnswer, .dnsNoDataOnAndroid: .dnsNoSuchName
    case .dnsRefused: .dnsRefused
    case .timeout: .dnsTimeout
    default: .dnsOtherFailure
    }
  }

  // MARK: An answer

  private var success: LayerVerdict {
    let own = Set(answers.map(\.address))
    let evidence = [answerText, controlText]
    let bogons = own.filter { facts.judge.bogons.contains($0) }
    let proven = own.intersection(facts.provenByCertificate)
    guard hop.depth == 0, let control = facts.control, control.hasDNS else {
      return withoutControl(own, proven, evidence)
    }
    if !bogons.isEmpty { return bogon(control, evidence) }
    if !own.isDisjoint(with: control.addresses) { return say(.ok, 0.9, .addressMatches, evidence) }
    if let replaced = replacedResolver(own) { return replaced }
    if !proven.isEmpty {
      return say(
        .ok, 0.95, .certificateVouches, evidence + ["good certificate from \(proven.sorted())"])
    }
    if control.dnsFailure == .dnsNoSuchName {
      return say(.blocked, how: .dnsInventedAnswer, 0.6, .answersHereOnly, evidence)
    }
    guard control.dnsFailure == nil, !control.addresses.isEmpty else {
      return say(.insufficient, 0.5, .noControl, evidence)
    }
    return unmatched(own, control, evidence)
  }

  private func withoutControl(
    _ own: Set<IPAddress>, _ proven: Set<IPAddress>, _ evidence: [String]
  ) -> LayerVerdict {
    if !proven.isEmpty { return say(.ok, 0.95, .certificateVouches, evidence) }
    let sealed = Set(hop.answers(.sealed).map(\.address))
    if !sealed.isDisjoint(with: own) { return say(.ok, 0.8, .resolversAgree, evidence) }
    return say(.insufficient, 0.5, .noControl, evidence)
  }

  private func bogon(_ control: WebMeasurement.Control, _ evidence: [String]) -> LayerVerdict {
    // A site may publish such an address itself.
    if control.addresses.contains(where: { facts.judge.bogons.contains($0) }) {
      return say(.down, 0.9, .bogonLikeControl, evidence)
    }
    guard control.dnsFailure == nil, !control.addresses.isEmpty else {
      return say(.insufficient, 0.5, .noControl, evidence)
    }
    // A sinkhole stands in for the site; a portal sends the reader to itself.
    if facts.leadsToLocalPortal, answers.allSatisfy(\.address.isOfLocalNetwork) {
      return say(
        .insufficient, 0.5, .localPortal,
        evidence + ["a redirect leads into the volunteer's own local network"])
    }
    return say(.blocked, how: .dnsBogon, 0.95, .bogonUnlikeControl, evidence)
  }

  /// A public resolver that answers as the volunteer's own does, where a sealed one and the control
  /// agree on something else in another network: somebody answers in its place. The site is not
  /// kept from the reader, for its certificate or its page came; a copy of the site inside the
  /// network looks the same.
  private func replacedResolver(_ own: Set<IPAddress>) -> LayerVerdict? {
    guard let control = facts.control, !control.addresses.isEmpty else { return nil }
    let udp = Set(hop.answers(.udp).map(\.address))
    let sealed = Set(hop.answers(.sealed).map(\.address))
    let networks = Set(own.compactMap { facts.network(of: $0) })
    let others = Set(control.addresses.compactMap { facts.network(of: $0) })
    guard udp == own, !sealed.isEmpty, sealed.isSubset(of: control.addresses), !networks.isEmpty,
      !others.isEmpty, networks.isDisjoint(with: others),
      !own.isDisjoint(with: facts.provenByCertificate) || pageMatches(own)
    else { return nil }
    return say(
      .ok, how: .dnsProxied, 0.6, .publicResolverReplaced,
      [
        answerText, controlText, "a public resolver answered the same over UDP",
        "a sealed resolver answered \(sealed.sorted())",
      ])
  }

  private func unmatched(
    _ own: Set<IPAddress>, _ control: WebMeasurement.Control, _ evidence: [String]
  ) -> LayerVerdict {
    let networks = Set(own.compactMap { facts.network(of: $0) })
    let others = Set(control.addresses.compactMap { facts.network(of: $0) })
    if !networks.isDisjoint(with: others) {
      return say(.ok, 0.8, .networkMatches, evidence)
    }
    if pageMatches(own) { return say(.ok, 0.8, .pageVouches, evidence) }
    // Two addresses of one site often differ; only their networks tell them from a stranger's.
    guard !networks.isEmpty, !others.isEmpty else {
      return say(.insufficient, 0.5, .networksUnknown, evidence)
    }
    return say(.blocked, how: .dnsWrongAddress, 0.75, .addressUnlikeControl, evidence)
  }

  /// Whether the page that these addresses gave is beyond doubt the page seen from outside.
  private func pageMatches(_ own: Set<IPAddress>) -> Bool {
    guard let exchange = facts.web.exchanges.last, exchange.failure == nil,
      let endpoint = exchange.endpoint ?? fetchedFrom, own.contains(endpoint.address),
      let page = facts.web.control?.page
    else { return false }
    return PageComparison(exchange: exchange, control: page).vouches
  }

  private var fetchedFrom: WebMeasurement.Endpoint? {
    guard let transaction = hop.exchange?.transaction else { return nil }
    return facts.web.connects.first { $0.transaction == transaction }?.endpoint
  }
}
