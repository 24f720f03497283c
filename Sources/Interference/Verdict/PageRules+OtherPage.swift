/// The rules for a page that is not the one seen outside.
extension PageRules {
  /// A page at the end of a redirect in clear that names somebody else's host.
  ///
  /// The site may have sent the reader there, as to a licence page, or somebody on the path may have:
  /// only where it leads tells the one from the other.
  func redirected(
    _ exchange: WebMeasurement.Exchange, _ comparison: PageComparison, _ evidence: [String]
  ) -> LayerVerdict {
    if comparison.vouches { return say(.ok, 0.8, .pageMatches, evidence) }
    let evidence = ["in clear the reader was sent to \(exchange.shownURL)"] + evidence
    guard comparison.isOther, outsideIsFine, let why = facts.strayness else {
      return say(.insufficient, 0.5, .redirectedToStranger, evidence)
    }
    // Operators send readers to themselves for other things too, as when what was paid for is used up,
    // and sites to partners in the country. Where the host is the operator's, that a page is blocked is
    // the operator's own word.
    let notice = PageNotice(exchange, marks: facts.marks)
    switch notice.kind {
    case .filter, .authority, .named:
      return say(
        .blocked, how: .httpAltered, 0.75, .redirectedAstray, evidence + notice.evidence + [why])
    case .siteReason, .lineReason, .unclear:
      return say(.insufficient, 0.5, .redirectedToStranger, evidence + notice.evidence + [why])
    }
  }

  /// Outside no page came that this one could be compared with.
  func uncompared(
    _ exchange: WebMeasurement.Exchange, _ status: Int, _ other: Int, _ evidence: [String]
  ) -> LayerVerdict {
    guard ServerAnswer.isError(status), ServerAnswer.isError(other) else {
      return say(.insufficient, 0.5, .errorOutside, evidence)
    }
    if ServerAnswer.isRefusal(exchange), ServerAnswer.refusals.contains(other) {
      return say(.refused, how: .serverRefusal, 0.6, .siteRefuses, evidence)
    }
    return say(.down, 0.6, .errorOutsideToo, evidence)
  }

  /// Outside a page came, and it is not this one.
  func differs(
    _ exchange: WebMeasurement.Exchange, _ status: Int, _ comparison: PageComparison,
    _ evidence: [String]
  ) -> LayerVerdict {
    let marks = facts.marks
    if let harmless = marks.of(.falsePositive, .benignInjection).strongest {
      return say(
        .refused, how: .serverRefusal, 0.6, .knownHarmless, evidence + [harmless.description])
    }
    let notice = PageNotice(exchange, marks: marks)
    if ServerAnswer.isError(status) {
      return error(exchange, notice, comparison, evidence)
    }
    if notice.kind == .siteReason, comparison.headersMatch || ServerAnswer.isOfShield(exchange) {
      return say(
        .refused, how: .serverRefusal, 0.5, .refusesInClear, evidence + notice.evidence)
    }
    guard comparison.likeness == .different else {
      return say(.insufficient, 0.5, .pageUndecided, evidence + notice.evidence)
    }
    if facts.standing == .sameDomain {
      return say(
        .insufficient, 0.5, .otherEdition, [exchange.shownURL] + evidence + notice.evidence)
    }
    if notice.kind == .filter {
      return say(.blocked, how: .httpAltered, 0.8, .pageDiffers, evidence + notice.evidence)
    }
    guard isByAuthority(notice, comparison) else {
      return say(.insufficient, 0.5, .pageUndecided, evidence + notice.evidence)
    }
    return altered(comparison, evidence + notice.evidence)
  }

  /// Sites change their headlines and languages, and lines have portals of their own. What stands in
  /// a page's place to keep it away is short, says by whose authority, and is not written by the
  /// site's server, as far as headers can tell.
  private func isByAuthority(_ notice: PageNotice, _ comparison: PageComparison) -> Bool {
    notice.kind == .authority && comparison.isOfNoticeLength
      && (comparison.lacksHeaders || comparison.headersTellNothing)
  }

  private func altered(_ comparison: PageComparison, _ evidence: [String]) -> LayerVerdict {
    comparison.lacksHeaders
      ? say(
        .blocked, how: .httpAltered, 0.7, .pageDiffers,
        evidence + ["most headers of the page outside are missing"])
      : say(
        .blocked, how: .httpAltered, 0.6, .pageDiffers,
        evidence + ["the page outside has no headers but those that all servers send"])
  }

  /// An error where outside a page came. Servers and their shields refuse and break for some and not for
  /// others, and so do filters: the status is no more than a word of who wrote it, and a notice is judged
  /// as one that comes with success. But errors have few headers by themselves.
  private func error(
    _ exchange: WebMeasurement.Exchange, _ notice: PageNotice, _ comparison: PageComparison,
    _ evidence: [String]
  ) -> LayerVerdict {
    let evidence = evidence + notice.evidence
    if facts.standing == .theSite, comparison.likeness == .different,
      isByAuthority(notice, comparison), comparison.lacksServersHeaders
    {
      return altered(comparison, evidence)
    }
    // Words of block pages do not prove one, but no server is known to have written them.
    let hints = facts.marks.of(.product, .institution, .vagueWords)
    guard ServerAnswer.isRefusal(exchange), hints.isEmpty,
      [.siteReason, .unclear].contains(notice.kind)
    else { return say(.insufficient, 0.5, .errorHere, evidence) }
    return say(.refused, how: .serverRefusal, 0.5, .refusesInClear, evidence)
  }
}
