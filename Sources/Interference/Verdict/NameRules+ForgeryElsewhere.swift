extension NameRules {
  /// The verdict with what shows that somebody on the way answers in the place of public resolvers, where
  /// the volunteer's own is not concerned: it may be one that asks under a seal. A public resolver in
  /// another network gives no address that no public name has, where outside the name has public ones.
  func withForgeryElsewhere(_ verdict: LayerVerdict) -> LayerVerdict {
    guard verdict.state != .blocked, let forged else { return verdict }
    var verdict = verdict
    verdict.evidence.append(
      "a public resolver asked in clear answered \(forged), which no public name has: "
        + "somebody on the way answered for it")
    return verdict
  }

  private var forged: String? {
    let bogons = facts.judge.bogons
    let honest = (facts.control?.addresses ?? []) + hop.answers(.sealed).map(\.address)
    guard !honest.isEmpty, !honest.contains(where: bogons.contains) else { return nil }
    let queries = hop.queries.filter { query in
      guard query.engine == .udp, PageAddress.folded(query.host) == hop.host,
        let resolver = query.resolver, !bogons.contains(resolver)
      else { return false }
      let network = facts.network(of: resolver)
      return network == nil || network != facts.measurement.network
    }
    let forged = Set(queries.flatMap(\.answers).map(\.address).filter(bogons.contains))
    guard !forged.isEmpty else { return nil }
    return forged.sorted().map { facts.text(of: $0) }.joined(separator: ", ")
  }
}
