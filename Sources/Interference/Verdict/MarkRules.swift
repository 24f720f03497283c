/// The rules for pages that bear a known mark, and for redirects that lead to one. They need no
/// control. The first that fits decides.
struct MarkRules {
  let facts: HopFacts

  private var hop: Hop { facts.hop }

  /// `nil` when no mark decides.
  func verdict(on exchange: WebMeasurement.Exchange) -> LayerVerdict? {
    let marks = facts.marks.filter {
      $0.fingerprint.place != .certificateSubject && $0.fingerprint.place != .certificateIssuer
    }
    guard !marks.isEmpty else { return nil }
    let status = exchange.status.map { "status \($0)" } ?? "no status"
    let evidence = ["\(exchange.shownURL): \(status), \(exchange.body.count) bytes"]
    func say(
      _ state: LayerState, _ how: Mechanism?, _ likelihood: Double, _ rule: Rule,
      _ mark: FingerprintMatch
    ) -> LayerVerdict {
      LayerVerdict(
        .http, state, how: how, likelihood, by: rule, hop: hop.depth,
        evidence + [mark.description])
    }
    if let mark = confirming(marks) {
      if facts.isFromTheSite {
        return say(.refused, .serverRefusal, 0.8, .blockPageOfTheSite, mark)
      }
      if isSamePageOutside(exchange) { return say(.down, nil, 0.7, .blockPageOutsideToo, mark) }
      let likelihood = Double(90 + min(max(mark.fingerprint.confidence, 0), 10)) / 100
      return say(.blocked, .httpBlockPage, likelihood, .blockPage, mark)
    }
    // A product before the site's own server speaks for the site.
    if facts.isFromTheSite, let mark = marks.of(.product).strongest,
      exchange.status.map({ $0 >= 400 }) ?? false
    {
      return say(.refused, .serverRefusal, 0.7, .blockPageOfTheSite, mark)
    }
    if let mark = marks.of(.provider).ofTheirCountry.strongest {
      return say(.refused, .serverRefusal, 0.8, .providerPage, mark)
    }
    if let mark = marks.of(.institution).ofTheirCountry.strongest, !isSamePageOutside(exchange),
      !facts.isFromTheSite
    {
      return say(.insufficient, nil, 0.5, .institutionPage, mark)
    }
    return nil
  }

  /// The surest mark that proves a block. What speaks for a product only gives way to a mark that
  /// was once mistaken for a block page.
  private func confirming(_ marks: [FingerprintMatch]) -> FingerprintMatch? {
    let confirming = marks.filter(\.isConfirming)
    if let mark = confirming.of(.national, .network).strongest { return mark }
    return marks.of(.falsePositive, .benignInjection).isEmpty ? confirming.strongest : nil
  }

  private func isSamePageOutside(_ exchange: WebMeasurement.Exchange) -> Bool {
    guard exchange.redirect == nil, let page = facts.web.control?.page, page.failure == nil else {
      return false
    }
    return PageComparison(exchange: exchange, control: page).isSamePage
  }
}
