/// The rule for second answers to one question over UDP: one of the two is forged when they contradict
/// each other.
///
/// Two different answers may both be the site's: programs ask again, and large sites answer every
/// question with other addresses. So an answer is suspected only where nothing vouches for it: not the
/// server outside, not a sealed resolver, not a certificate, and not the network of an address for which
/// one of these does.
struct SecondAnswerRule {
  let facts: HopFacts

  private var hop: Hop { facts.hop }

  /// `nil` when no second answer came, or none that contradicts the first.
  var verdict: LayerVerdict? {
    guard hop.depth == 0 else { return nil }
    guard !facts.web.duplicates.isEmpty else { return nil }
    let firsts = Dictionary(
      hop.queries.map { (Question(of: $0), $0) }, uniquingKeysWith: { one, _ in one })
    for late in facts.web.duplicates where PageAddress.folded(late.host) == hop.host {
      guard let first = firsts[Question(of: late)], !first.answers.isEmpty, !late.answers.isEmpty
      else { continue }
      let two = [Set(first.answers.map(\.address)), Set(late.answers.map(\.address))]
      guard two[0].isDisjoint(with: two[1]), let suspect = suspect(of: two) else { continue }
      return LayerVerdict(
        .dns, .blocked, how: .dnsInjected, 0.95, by: .secondAnswer, hop: hop.depth,
        [
          "asked for \(hop.host ?? "?")", "first answer \(list(two[0]))",
          "second answer to the same question \(list(two[1]))",
          "nobody vouches for \(list(suspect))",
        ])
    }
    return nil
  }

  /// What tells one question of a measurement from another.
  private struct Question: Hashable {
    let transaction: Int?
    let asksForV6: Bool

    init(of query: WebMeasurement.Query) {
      transaction = query.transaction
      asksForV6 = query.asksForV6
    }
  }

  /// The answer that is forged; `nil` where none of the two can be told to be.
  private func suspect(of two: [Set<IPAddress>]) -> Set<IPAddress>? {
    let isPublic = !facts.vouched.contains(where: facts.judge.bogons.contains)
    if let bogon = two.first(where: { $0.contains(where: facts.judge.bogons.contains) }), isPublic {
      return bogon
    }
    let unvouched = two.filter { !isVouched($0) }
    guard unvouched.count == 2 else { return unvouched.first }
    // Where nothing vouches for any address, there is nothing to contradict. Two addresses of one
    // network may be a large site's that the server outside was not shown.
    guard !facts.vouched.isEmpty, networks(two[0]).isDisjoint(with: networks(two[1])) else {
      return nil
    }
    return unvouched.first
  }

  private func isVouched(_ answer: Set<IPAddress>) -> Bool {
    if !answer.isDisjoint(with: facts.vouched) { return true }
    return !networks(answer).isDisjoint(with: networks(facts.vouched))
  }

  private func networks(_ addresses: Set<IPAddress>) -> Set<UInt32> {
    Set(addresses.compactMap { facts.network(of: $0) })
  }

  private func list(_ addresses: Set<IPAddress>) -> String {
    addresses.sorted().map { facts.text(of: $0) }.joined(separator: ", ")
  }
}
