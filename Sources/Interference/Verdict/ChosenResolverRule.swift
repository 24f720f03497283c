/// The rule for resolvers that the volunteer chose, many of which keep names away on purpose: families'
/// filters, and those against advertisements and fraud.
///
/// What such a resolver says is not the network's word. It is taken for the volunteer's choice where it
/// stands in another network than the volunteer, and a question in clear to another resolver was
/// answered truly: who answers on the path answers for that one too. A resolver of the operator's
/// sister network is none: a table of networks says in which country it stands.
struct ChosenResolverRule {
  let facts: HopFacts

  private var hop: Hop { facts.hop }

  /// The judgement on a name, as `insufficient` where it rests on what a chosen resolver said.
  func judged(_ verdict: LayerVerdict) -> LayerVerdict {
    guard verdict.state == .blocked, isForeign, let truth else { return verdict }
    var verdict = verdict
    verdict.state = .insufficient
    verdict.mechanism = nil
    verdict.likelihood = 0.5
    verdict.rule = .chosenResolver
    verdict.evidence += [
      "the resolver is in another network than the volunteer's",
      "a resolver asked in clear answered \(facts.text(of: truth))",
    ]
    return verdict
  }

  /// Whether the resolver's network is not the volunteer's nor one of a sister.
  private var isForeign: Bool {
    let measurement = facts.measurement
    guard let resolver = measurement.resolverNetwork, let own = measurement.network,
      resolver != own
    else { return false }
    let place = measurement.resolverAddress.flatMap { facts.judge.networks?.entry(of: $0)?.country }
    return place == nil || place != measurement.country
  }

  /// What a resolver asked over UDP said, as the server outside was told; `nil` where none did, or
  /// where another answer over UDP contradicts.
  private var truth: IPAddress? {
    guard let control = facts.control else { return nil }
    let answers = hop.answers(.udp).map(\.address)
    let networks = Set(control.addresses.compactMap { facts.network(of: $0) })
    func isTrue(_ address: IPAddress) -> Bool {
      control.addresses.contains(address)
        || facts.network(of: address).map(networks.contains) ?? false
    }
    return answers.allSatisfy(isTrue) ? answers.first : nil
  }
}
