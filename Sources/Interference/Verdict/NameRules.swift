/// The rules for names: whether the answers lead where they should. The first that fits decides.
struct NameRules {
  let facts: HopFacts

  var hop: Hop { facts.hop }
  var answers: [WebMeasurement.Answer] { hop.answers(.system) }

  /// `nil` when no name was asked for.
  var verdict: LayerVerdict? {
    if let host = hop.host, IPAddress(host) != nil { return nil }
    if let known = sinkhole ?? sinkholeElsewhere { return known }
    guard hop.queries.contains(where: { $0.engine == .system }) else { return nil }
    if let second = SecondAnswerRule(facts: facts).verdict { return second }
    let verdict = answers.isEmpty ? failure : strengthened(success)
    return withForgeryElsewhere(ChosenResolverRule(facts: facts).judged(verdict))
  }

  func say(
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

  var controlText: String {
    guard let control = facts.control else { return "no control" }
    if let failure = control.dnsFailure { return "outside: \(failure)" }
    return "outside: "
      + control.addresses.map { facts.text(of: $0) }.joined(separator: ", ")
  }

  /// Known answers, unless outside the name leads to the same address: then it is the site's own.
  private func known(ofSystem isOfSystem: Bool) -> [FingerprintMatch] {
    guard !facts.matches.isEmpty else { return [] }
    let outside = Set(facts.control?.addresses.map(\.description) ?? [])
    let own = Set(
      hop.queries.filter { $0.engine == .system }.flatMap { query in
        query.answers.map(\.address.description)
          + query.aliases.map { FingerprintMatch.excerpt($0.utf8) }
      })
    return facts.matches.of(hop: hop.depth, inAnswers: true).filter {
      !outside.contains($0.excerpt) && own.contains($0.excerpt) == isOfSystem
    }
  }

  private var sinkhole: LayerVerdict? {
    let known = known(ofSystem: true)
    if let match = known.filter(\.isConfirming).strongest {
      return say(
        .blocked, how: .dnsSinkhole, 1, .sinkholeAnswer, [answerText, match.description])
    }
    if let match = known.of(.institution).ofTheirCountry.strongest {
      return say(.insufficient, 0.5, .institutionAnswer, [answerText, match.description])
    }
    return nil
  }

  /// A known sinkhole in the answer of a resolver beside the system's. The name is answered for falsely
  /// on the way to that resolver or by it, also where the volunteer's own gave the site: it may be one
  /// that asks under a seal, and the page's coming does not undo the answer.
  private var sinkholeElsewhere: LayerVerdict? {
    guard let match = known(ofSystem: false).filter(\.isConfirming).strongest else { return nil }
    let beside = hop.queries.filter { query in
      query.engine != .system
        && (query.answers.contains { $0.address.description == match.excerpt }
          || query.aliases.contains { FingerprintMatch.excerpt($0.utf8) == match.excerpt })
    }
    let forged = Set(beside.flatMap(\.answers).map(\.address)).sorted().map {
      facts.text(of: $0)
    }
    let way = beside.contains { $0.engine == .udp } ? "a public resolver" : "a sealed resolver"
    let own = Set(answers.map(\.address)).sorted().map { facts.text(of: $0) }
    return say(
      .blocked, how: .dnsSinkhole, 0.9, .sinkholeAnswer,
      (forged.isEmpty ? [] : ["\(way) answered \(forged.joined(separator: ", "))"])
        + (own.isEmpty ? [] : ["the system's resolver answered \(own.joined(separator: ", "))"])
        + [controlText, match.description])
  }

  /// A name that leads to a stranger is believed more readily to be forged when the stranger shows a
  /// block page.
  private func strengthened(_ verdict: LayerVerdict) -> LayerVerdict {
    var verdict = verdict
    verdict.evidence += known(ofSystem: true).map(\.description)
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

  // MARK: An answer

  private var success: LayerVerdict {
    let own = Set(answers.map(\.address))
    let evidence = [answerText, controlText]
    let bogons = own.filter { facts.judge.bogons.contains($0) }
    let proven = own.intersection(facts.provenByCertificate)
    guard hop.depth == 0, let control = facts.control, control.hasDNS else {
      return withoutControl(own, proven, evidence)
    }
    if bogons.isDisjoint(with: control.addresses), let proxy = ownProxy(bogons, evidence) {
      return proxy
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

  /// A proxy on the volunteer's device or line gives out addresses of its own and takes the connections
  /// to them: behind one of them stood the site's own certificate.
  private func ownProxy(_ bogons: Set<IPAddress>, _ evidence: [String]) -> LayerVerdict? {
    let proven = bogons.intersection(facts.provenByCertificate)
    if !proven.isEmpty {
      return say(
        .ok, 0.8, .ownProxy, evidence + ["good certificate from \(proven.sorted())"])
    }
    // Whatever fails behind such an address fails between the program and its proxy.
    guard !bogons.isEmpty, bogons.allSatisfy(\.isHandedOutByProxies) else { return nil }
    return say(.insufficient, 0.5, .ownProxy, evidence)
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
    // What fails behind it is judged there: large sites have other addresses for other places.
    let sealed = Set(hop.answers(.sealed).map(\.address)).intersection(own)
    if !sealed.isEmpty {
      return say(
        .ok, 0.8, .resolversAgree,
        evidence + ["a sealed resolver answered \(sealed.sorted())"])
    }
    if pageMatches(own) { return say(.ok, 0.8, .pageVouches, evidence) }
    // Two addresses of one site often differ; only their networks tell them from a stranger's.
    guard !networks.isEmpty, !others.isEmpty else {
      return say(.insufficient, 0.5, .networksUnknown, evidence)
    }
    // Sites are served from several delivery services, by one here and by another elsewhere.
    if own.allSatisfy({ facts.network(of: $0).map(ContentNetworks.numbers.contains) ?? false }),
      !isAnswered(by: own)
    {
      return say(.insufficient, 0.5, .silentContentNetwork, evidence)
    }
    return say(.blocked, how: .dnsWrongAddress, 0.75, .addressUnlikeControl, evidence)
  }

  /// Whether one of the addresses showed whose it is: by a page that is certainly not the site's, or by a
  /// certificate that is bad for it.
  private func isAnswered(by own: Set<IPAddress>) -> Bool {
    if hop.handshakes.contains(where: {
      own.contains($0.endpoint.address) && $0.failure?.isOfCertificate ?? false
        && $0.ownCertificate == nil && $0.siteCertificate(at: facts.measurement.start) == nil
    }) {
      return true
    }
    // Redirects, refusals and errors are what delivery services answer for their customers' sites too.
    guard let exchange = hop.exchange, exchange.failure == nil,
      exchange.status.map({ $0 / 100 == 2 }) ?? false,
      let endpoint = exchange.endpoint ?? fetchedFrom, own.contains(endpoint.address),
      let page = facts.web.control?.page, page.failure == nil
    else { return false }
    return PageComparison(exchange: exchange, control: page).likeness == .different
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
