extension Measurement {
  /// What the measurement says about each of its targets: one row for a page, several for a service
  /// of many parts; none when its time or target is not known, or when there are no rules for its
  /// kind of test.
  public func observations(by judge: WebJudge) -> [Observation] {
    guard let start else { return [] }
    switch test {
    case .web(let web):
      guard let host else { return [] }
      return [observation(of: host, judge.verdict(on: web, self), web, start)]
    case .other: return []
    }
  }

  private func observation(
    of host: String, _ verdict: WebVerdict, _ web: WebMeasurement, _ start: Int64
  ) -> Observation {
    let deciding = verdict.deciding
    let pseudonym = vantagePoint
    return Observation(
      measurement: id, target: host, test: "web_connectivity", country: country, network: network,
      resolverNetwork: resolverNetwork, vantagePoint: pseudonym ?? report ?? id,
      isPseudonym: pseudonym != nil, start: start, state: verdict.state, layer: deciding?.layer,
      mechanism: deciding?.mechanism, rule: deciding?.rule,
      hasArtefact: verdict.hasArtefact,
      cameOutside: web.control?.page.map { $0.failure == nil && $0.status != nil },
      evidence: deciding?.evidence ?? [])
  }
}

extension WebVerdict {
  /// The layer that decided the state of the whole; `nil` when nothing was observed.
  public var deciding: LayerVerdict? {
    let state = state
    if state == .blocked { return decisive }
    return layers.filter { $0.state == state && !$0.isAside }.max {
      ($0.hop, $0.layer) < ($1.hop, $1.layer)
    }
  }
}

extension Mechanism {
  /// Whether only interference leaves this trace, so that one measurement shows it.
  public var isArtefact: Bool {
    switch self {
    case .dnsSinkhole, .dnsBogon, .dnsInjected, .tlsMiddleboxCertificate, .httpBlockPage: true
    default: false
    }
  }
}
