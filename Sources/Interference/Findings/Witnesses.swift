/// Observations that show interference, as a finding cites them.
enum Witnesses {
  private static let most = 8

  private struct Kind: Hashable {
    var network: UInt32?
    var mechanism: Mechanism?
  }

  /// The first of each network and mechanism, where that mechanism may be told of that row.
  ///
  /// - Parameters:
  ///   - observations: by time.
  ///   - rows: what is shown of networks, and of several together.
  static func first(
    among observations: [Observation], of rows: [Reachability.Row]
  ) -> [Observation] {
    let named = Set(rows.compactMap(\.network))
    let told = Set(
      rows.flatMap { row in
        row.published.ranked.map { Kind(network: row.network, mechanism: $0.mechanism) }
      })
    var seen: Set<Kind> = []
    var witnesses: [Observation] = []
    for var observation in observations where observation.state == .blocked {
      // A network that is not shown by itself is not shown by its witness.
      if observation.network.map({ !named.contains($0) }) ?? false { observation.network = nil }
      let kind = Kind(network: observation.network, mechanism: observation.mechanism)
      guard told.contains(kind), seen.insert(kind).inserted else { continue }
      witnesses.append(observation)
      if witnesses.count == most { break }
    }
    return witnesses
  }
}
