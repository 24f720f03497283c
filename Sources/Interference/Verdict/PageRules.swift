/// The rules for the page itself. The first that fits decides.
struct PageRules {
  let facts: HopFacts
  /// Whether the answers of the system's resolver may be believed.
  let isNameTrusted: Bool
  /// Whether no further redirect follows.
  let isLast: Bool
  /// Whether nothing before the page kept the reader from it.
  let isReached: Bool

  private var hop: Hop { facts.hop }
  private var page: WebMeasurement.Control.Page? { facts.web.control?.page }

  private func say(
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
    guard isLast, exchange.redirect == nil || isLast else { return [] }
    guard let status = exchange.status else { return [] }
    if status / 100 == 3 { return [] }
    return [came(exchange, status)]
  }

  // MARK: A page came

  private func came(_ exchange: WebMeasurement.Exchange, _ status: Int) -> LayerVerdict {
    let seen =
      "status \(status), \(exchange.body.count) bytes"
      + (PageTitle.of(exchange.body).map { ", title \"\($0.prefix(80))\"" } ?? "")
    let isSealed = PageAddress(exchange.url)?.isSealed ?? false
    // Nobody on the path can write a page that a good certificate stands for.
    if isSealed {
      if ServerAnswer.isChallenge(exchange), outsideIsFine {
        return say(.refused, how: .serverChallenge, 0.9, .siteChallenges, [seen, outside])
      }
      if ServerAnswer.isRefusal(exchange), outsideIsFine {
        return say(.refused, how: .serverRefusal, 0.9, .siteRefuses, [seen, outside])
      }
      return say(.ok, 1, .sealedPage, [seen])
    }
    guard let page, page.failure == nil, page.status != nil else {
      let rule: Rule = facts.failedOutside ? .fetchFailsOutsideToo : .noControl
      return say(.insufficient, 0.5, rule, [seen, outside])
    }
    let comparison = PageComparison(exchange: exchange, control: page)
    if comparison.isMatch { return say(.ok, 0.9, .pageMatches, [seen, outside]) }
    guard isNameTrusted, isReached else {
      return say(.insufficient, 0, .noVouchedAddress, [seen, outside])
    }
    if ServerAnswer.isChallenge(exchange) {
      return say(.refused, how: .serverChallenge, 0.8, .siteChallenges, [seen, outside])
    }
    if ServerAnswer.isRefusal(exchange),
      comparison.headersMatch || ServerAnswer.isOfShield(exchange)
    {
      return say(.refused, how: .serverRefusal, 0.7, .siteRefuses, [seen, outside])
    }
    let marks = facts.marks
    if let harmless = marks.of(.falsePositive, .benignInjection).strongest {
      return say(
        .refused, how: .serverRefusal, 0.6, .knownHarmless, [seen, outside, harmless.description])
    }
    // Words of block pages do not prove one, but no other page was expected here.
    let hints = marks.of(.product, .institution, .vagueWords).map(\.description)
    return say(
      .blocked, how: .httpAltered, hints.isEmpty ? 0.7 : 0.8, .pageDiffers,
      [seen, outside] + hints)
  }

  private var outsideIsFine: Bool { page?.status.map { $0 / 100 == 2 } ?? false }

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
      let marks = facts.marks.of(.product, .institution)
      if let mark = marks.strongest, facts.cameOutside, !facts.isFromTheSite {
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
    guard isNameTrusted, isReached else {
      return [say(.insufficient, 0, .noVouchedAddress, evidence)]
    }
    if failure == .timeout, let progress = progress(of: exchange) {
      return [slow(exchange, evidence + [progress])]
    }
    return [say(.blocked, how: mechanism(of: failure), 0.8, .fetchFailsHereOnly, evidence)]
  }

  /// What came before the deadline; `nil` when nothing did.
  private func progress(of exchange: WebMeasurement.Exchange) -> String? {
    let receipts = facts.web.receipts.filter {
      $0.transaction != nil && $0.transaction == exchange.transaction
    }
    if let status = exchange.status {
      let bytes = max(exchange.body.count, receipts.map(\.bytes).max() ?? 0)
      return "status \(status) and \(bytes) bytes came before the deadline"
    }
    // A handshake alone moves some thousand bytes; more is a page on its way.
    guard let bytes = receipts.map(\.bytes).max(), bytes > 16_384 else { return nil }
    return "\(bytes) bytes came before the deadline"
  }

  /// The page was on its way when the deadline came.
  private func slow(_ exchange: WebMeasurement.Exchange, _ evidence: [String]) -> LayerVerdict {
    let paces = TransferPace.all(of: facts.web)
    let own = paces.first { $0.transaction == exchange.transaction }
    let evidence = evidence + (own?.evidence ?? [])
    guard let goodput = own?.goodput else {
      return say(
        .blocked, on: .throughput, how: .throttled, 0.6, .deadlineWhileReceiving, evidence)
    }
    // Nobody slows a page to a rate at which films can be seen: it is one that does not end.
    if goodput >= Self.fast {
      return say(.ok, 0.6, .fastUntilDeadline, evidence)
    }
    let others = paces.filter { $0.transaction != exchange.transaction }.compactMap(\.goodput)
    guard let best = others.max() else {
      return say(
        .blocked, on: .throughput, how: PlateauMechanism.of(own), 0.6, .deadlineWhileReceiving,
        evidence)
    }
    let compared = evidence + ["another transfer came at \(Int(min(best, 1e15) / 1000)) kbit/s"]
    if best < 2 * goodput {
      return say(.insufficient, on: .throughput, 0.4, .lineIsSlow, compared)
    }
    return say(
      .blocked, on: .throughput, how: PlateauMechanism.of(own), best >= 5 * goodput ? 0.75 : 0.6,
      .deadlineWhileReceiving, compared)
  }

  /// Bits per second.
  private static let fast = 2e6

  private func mechanism(of failure: Failure) -> Mechanism {
    switch failure {
    case .connectionReset: .httpReset
    case .closedEarly: .httpClosed
    case .timeout: .httpTimeout
    default: .httpOtherFailure
    }
  }
}
