/// The rules for the page itself. The first that fits decides.
struct PageRules {
  let facts: HopFacts
  /// Whether the answers of the system's resolver may be believed.
  let isNameTrusted: Bool
  /// Whether no further redirect follows.
  let isLast: Bool
  /// Whether nothing before the page kept the reader from it.
  let isReached: Bool

  var hop: Hop { facts.hop }
  var page: WebMeasurement.Control.Page? { facts.web.control?.page }

  func say(
    _ state: LayerState, on layer: Layer = .http, how mechanism: Mechanism? = nil,
    _ likelihood: Double, _ rule: Rule, _ evidence: [String]
  ) -> LayerVerdict {
    LayerVerdict(layer, state, how: mechanism, likelihood, by: rule, hop: hop.depth, evidence)
  }

  /// The judgement on the page and on its speed; empty when no page was asked for on this hop, or
  /// when a page from an address that nobody vouches for would only repeat what the name says.
  var verdicts: [LayerVerdict] {
    guard let exchange = hop.exchange else { return [] }
    if let known = MarkRules(facts: facts).verdict(on: exchange) { return [known] }
    if let failure = exchange.failure { return failed(exchange, failure) }
    guard isLast, let status = exchange.status else { return [] }
    if status / 100 == 3 { return local(exchange).map { [$0] } ?? [] }
    return [came(exchange, status)]
  }

  /// A redirect into the volunteer's own local network, where a portal stands.
  private func local(_ exchange: WebMeasurement.Exchange) -> LayerVerdict? {
    guard let host = exchange.redirect?.host,
      facts.isOfLocalPortal || facts.leadsToLocalPortal
        || IPAddress(host)?.isOfLocalNetwork ?? false
    else { return nil }
    return say(
      .insufficient, 0.5, .localPortal, ["\(exchange.shownURL) sends the reader to \(host)"])
  }

  // MARK: A page came

  private func came(_ exchange: WebMeasurement.Exchange, _ status: Int) -> LayerVerdict {
    let seen =
      "status \(status), \(exchange.body.count) bytes"
      + (PageTitle.of(exchange.text).map { ", title \"\($0.prefix(80))\"" } ?? "")
    if facts.isOfLocalPortal {
      return say(.insufficient, 0.5, .localPortal, [exchange.shownURL, seen, outside])
    }
    if ServerAnswer.isBroken(status), let other = page?.status, ServerAnswer.isBroken(other) {
      return say(.down, 0.7, .errorOutsideToo, [seen, outside])
    }
    // Nobody on the path can write a page that a good certificate stands for.
    if facts.isFromTheSite {
      if ServerAnswer.isChallenge(exchange), outsideIsFine {
        return say(.refused, how: .serverChallenge, 0.9, .siteChallenges, [seen, outside])
      }
      if ServerAnswer.isRefusal(exchange), outsideIsFine {
        return say(.refused, how: .serverRefusal, 0.9, .siteRefuses, [seen, outside])
      }
      return say(.ok, 1, .sealedPage, [seen])
    }
    guard let page, page.failure == nil, let other = page.status else {
      let rule: Rule = facts.failedOutside ? .fetchFailsOutsideToo : .noControl
      return say(.insufficient, 0.5, rule, [seen, outside])
    }
    let comparison = PageComparison(exchange: exchange, control: page)
    switch facts.standing {
    case .stranger: return redirected(exchange, comparison, [seen, outside])
    case .sameBrand:
      return comparison.isMatch
        ? say(.ok, 0.8, .pageMatches, [seen, outside])
        : say(.insufficient, 0.5, .otherEdition, [exchange.shownURL, seen, outside])
    case .theSite, .sameDomain: break
    }
    if comparison.isMatch { return say(.ok, 0.9, .pageMatches, [seen, outside]) }
    guard isNameTrusted, isReached else {
      return say(.insufficient, 0, .noVouchedAddress, [seen, outside])
    }
    if ServerAnswer.isChallenge(exchange) {
      return say(.refused, how: .serverChallenge, 0.8, .siteChallenges, [seen, outside])
    }
    if other / 100 != 2 { return uncompared(exchange, status, other, [seen, outside]) }
    if ServerAnswer.isRefusal(exchange),
      comparison.headersMatch || ServerAnswer.isOfShield(exchange)
    {
      return say(.refused, how: .serverRefusal, 0.7, .siteRefuses, [seen, outside])
    }
    return differs(exchange, status, comparison, [seen, outside])
  }

  var outsideIsFine: Bool { page?.status.map { $0 / 100 == 2 } ?? false }

  private var outside: String {
    guard let page else { return "no control" }
    if let failure = page.failure { return "outside: \(failure)" }
    return "outside: status \(page.status ?? 0), \(page.length ?? 0) bytes"
      + (page.title.isEmpty ? "" : ", title \"\(page.title.prefix(80))\"")
  }

  // MARK: No page, or half of one

  private func failed(
    _ exchange: WebMeasurement.Exchange, _ failure: Failure
  ) -> [LayerVerdict] {
    let evidence = ["\(exchange.shownURL): \(failure)", outside]
    if failure == .badRedirect {
      if let local = local(exchange) { return [local] }
      if let mark = facts.marks.of(.product).strongest, facts.cameOutside, !facts.isFromTheSite {
        return [
          say(.blocked, how: .httpAltered, 0.75, .pageDiffers, evidence + [mark.description])
        ]
      }
      // The site sent the reader nowhere, or round and round: it did answer.
      let state: LayerState = facts.failedOutside ? .down : .ok
      return [say(state, 0.8, .redirectBroken, evidence)]
    }
    guard facts.cameOutside else {
      let rule: Rule = facts.failedOutside ? .fetchFailsOutsideToo : .noControl
      return [say(facts.failedOutside ? .down : .insufficient, 0.75, rule, evidence)]
    }
    guard isNameTrusted else { return [say(.insufficient, 0, .noVouchedAddress, evidence)] }
    guard isReached, !isOfEarlierStep(exchange, failure) else {
      return [say(.insufficient, 0, .notReached, evidence)]
    }
    if facts.isOfLocalPortal { return [say(.insufficient, 0.5, .localPortal, evidence)] }
    if failure.isOfDevice { return [say(.insufficient, 0.5, .deviceFault, evidence)] }
    if failure.isOfCertificate, hop.handshakes.contains(where: { $0.ownCertificate != nil }) {
      return [say(.insufficient, 0.5, .ownCertificate, evidence)]
    }
    if failure.isOfCertificate,
      let site = hop.handshakes.lazy.compactMap({ $0.siteCertificate(at: facts.measurement.start) })
        .first
    {
      return [say(.insufficient, 0.5, .siteCertificate, evidence + [site])]
    }
    if exchange.endpoint?.address.isHandedOutByProxies ?? false {
      return [say(.insufficient, 0.5, .ownProxy, evidence)]
    }
    guard failure.mayBeOfNetwork(at: .http) else {
      return [say(.insufficient, 0.5, .unknownFailure, evidence)]
    }
    if failure == .timeout, let progress = progress(of: exchange) {
      return [slow(exchange, evidence + [progress])]
    }
    if failure == .timeout, let late = lateByTheLine(exchange, evidence) { return [late] }
    return [say(.blocked, how: mechanism(of: failure), 0.8, .fetchFailsHereOnly, evidence)]
  }

  /// Whether the request failed because its connection or its handshake had.
  private func isOfEarlierStep(
    _ exchange: WebMeasurement.Exchange, _ failure: Failure
  ) -> Bool {
    // Without a way to the address nothing was asked of anybody.
    if failure.isOfRoute { return true }
    if !hop.connects.isEmpty, hop.connects.allSatisfy({ $0.failure != nil }) { return true }
    guard let transaction = exchange.transaction else { return false }
    return hop.connects.contains { $0.transaction == transaction && $0.failure != nil }
      || hop.handshakes.contains { $0.transaction == transaction && $0.failure != nil }
  }

  private func mechanism(of failure: Failure) -> Mechanism {
    switch failure {
    case .connectionReset: .httpReset
    case .closedEarly: .httpClosed
    case .timeout: .httpTimeout
    default: .httpOtherFailure
    }
  }
}
