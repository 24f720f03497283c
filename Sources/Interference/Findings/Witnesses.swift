/// Observations that show interference, as a finding cites them.
enum Witnesses {
  private static let most = 8

  private struct Kind: Hashable {
    var network: UInt32?
    var mechanism: Mechanism?
  }

  /// The first of each network and mechanism.
  ///
  /// - Parameters:
  ///   - observations: by time.
  ///   - named: the networks that may be shown by themselves.
  static func first(
    among observations: [Observation], named: Set<UInt32>
  ) -> [Observation] {
    var seen: Set<Kind> = []
    var witnesses: [Observation] = []
    for var observation in observations where observation.state == .blocked {
      // A network that is not shown by itself is not shown by its witness.
      if observation.network.map({ !named.contains($0) }) ?? false { observation.network = nil }
      let kind = Kind(network: observation.network, mechanism: observation.mechanism)
      guard seen.insert(kind).inserted else { continue }
      witnesses.append(observation)
      if witnesses.count == most { break }
    }
    return witnesses
  }
}
