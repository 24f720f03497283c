extension NameRules {
  /// What follows where the system's resolver gave no address.
  var failure: LayerVerdict {
    guard let failure = hop.systemFailure else {
      return say(.insufficient, 0, .nothingObserved, ["no answer and no failure"])
    }
    var evidence = ["\(failure)", controlText]
    if failure == .dnsNoAnswer { evidence.append("the resolver gave no address") }
    if failure.isOfDevice || failure.isOfRoute {
      return say(.insufficient, 0.5, .deviceFault, evidence)
    }
    guard failure.mayBeOfNetwork(at: .dns) else {
      return say(.insufficient, 0.5, .unknownFailure, evidence)
    }
    guard hop.depth == 0 else { return failureOnTheWay(failure, evidence) }
    guard let control = facts.control, control.hasDNS else {
      return say(.insufficient, 0.5, .noControl, evidence)
    }
    guard control.dnsFailure == nil, !control.addresses.isEmpty else {
      return say(.down, 0.9, .failsOutsideToo, evidence)
    }
    if failure.isOfResolver { return resolverFailure(failure, control, evidence) }
    guard failure.isSilenceOfResolver else {
      return say(.blocked, how: mechanism(of: failure), 0.9, .failsHereOnly, evidence)
    }
    // A resolver that is down is silent about every name.
    guard let other = otherAnswer else {
      return say(.insufficient, 0.5, .resolverSilent, evidence)
    }
    return say(.blocked, how: mechanism(of: failure), 0.8, .failsHereOnly, evidence + [other])
  }

  /// A resolver that cannot find out says nothing about the name: it may be out of order, and so may
  /// the site's name servers. The first is excluded where it answered about another name, the second
  /// where another resolver was given what the server outside was, at the same time.
  private func resolverFailure(
    _ failure: Failure, _ control: WebMeasurement.Control, _ evidence: [String]
  ) -> LayerVerdict {
    let others = (hop.answers(.udp) + hop.answers(.sealed)).map(\.address)
    guard let truly = others.first(where: control.addresses.contains), let other = otherAnswer
    else {
      return say(.insufficient, 0.5, .resolverFails, evidence)
    }
    return say(
      .blocked, how: .dnsOtherFailure, 0.6, .failsHereOnly,
      evidence + ["another resolver answered \(facts.text(of: truly))", other])
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
    // What a resolver could not find out is no denial.
    if failure.isOfResolver, sealed.isEmpty || otherAnswer == nil {
      return say(.insufficient, 0.5, .resolverFails, evidence)
    }
    if !sealed.isEmpty || facts.cameOutside {
      let why = sealed.isEmpty ? "outside the page came" : "a sealed resolver gives \(sealed.count)"
      return say(.blocked, how: mechanism(of: failure), 0.75, .failsHereOnly, evidence + [why])
    }
    let rule: Rule = facts.failedOutside ? .failsOutsideToo : .noControl
    return say(facts.failedOutside ? .down : .insufficient, 0.5, rule, evidence)
  }

  private func mechanism(of failure: Failure) -> Mechanism {
    switch failure {
    // An answer without an address denies no name. Android says the same of both.
    case .dnsNoSuchName, .dnsNoDataOnAndroid: .dnsNoSuchName
    case .dnsRefused: .dnsRefused
    case .timeout: .dnsTimeout
    default: .dnsOtherFailure
    }
  }
}
