internal import Signals

import func Glibc.log2

/// Measures a wave's excess and says what it is.
struct WaveEvidence {
  let maker: WaveMaker
  let counts: [Double]
  let seconds: Double
  let clusters: [AttackCluster]
  let start: Int64

  private func excess(_ lane: Lane) -> Double {
    max(0, counts[lane.rawValue] - maker.open.rates[lane.rawValue] * seconds)
  }

  private func usual(_ lane: Lane, of whole: Lane) -> Double? {
    let rates = maker.open.rates
    return rates[whole.rawValue] > 0 ? min(1, rates[lane.rawValue] / rates[whole.rawValue]) : nil
  }

  private func share(_ lane: Lane) -> Double {
    let all = excess(.all)
    return all > 0 ? min(1, excess(lane) / all) : 0
  }

  /// Whether hardly any but three sources take part.
  var fewSources: Bool { maker.open.loudest.total >= 20 && maker.open.loudestShare > 0.8 }

  /// What was measured. Furniture, navigation and agents speak for readers as well as for an attack; the other lines are of
  /// some kinds of attack only, and where they are missing nothing follows.
  var lines: [EvidenceLine] {
    var found: [EvidenceLine] = []
    func add(
      _ code: EvidenceLine.Code, _ value: Double, _ usual: Double?, readers: Double, attack: Double,
      supportsOnly: Bool = true
    ) {
      let weight = EvidenceScale(readers: readers, attack: attack).weight(value)
      found.append(
        EvidenceLine(
          code: code, value: value, usual: usual, weight: supportsOnly ? max(0, weight) : weight))
    }
    let pages = excess(.page)
    let arePages = pages >= 20 && pages > 0.4 * excess(.all)
    if maker.shares.hasFurniture, arePages {
      let usual = maker.shares.furniturePerPage
      add(
        .furniture, excess(.asset) / pages, usual, readers: 0.9 * usual, attack: 0.1 * usual,
        supportsOnly: false)
    }
    if maker.shares.navigation >= 0.08, arePages {
      let usual = maker.shares.navigation
      add(
        .navigation, followed / pages, usual, readers: 0.7 * usual, attack: 0.03 * usual,
        supportsOnly: false)
    }
    if let best = clusters.first, best.usual < 0.05 {
      add(.fingerprint, best.share, best.usual, readers: 0, attack: 0.6)
    }
    add(.newQueries, share(.newQuery), usual(.newQuery, of: .all), readers: 0.05, attack: 0.5)
    if excess(.login) >= 8 {
      add(.signIn, share(.login), usual(.login, of: .all), readers: 0.01, attack: 0.3)
    }
    if excess(.slow) >= 8 {
      add(.slow, share(.slow), usual(.slow, of: .all), readers: 0.01, attack: 0.3)
    }
    add(.newAgents, share(.newAgent), usual(.newAgent, of: .all), readers: 0.2, attack: 0.9)
    if let once = oneRequest {
      add(.oneRequest, once.value, once.usual, readers: 0.5, attack: 0.95)
    }
    if let divergence { add(.agentDivergence, divergence, nil, readers: 0.15, attack: 0.75) }
    found.append(
      EvidenceLine(
        code: .failures, value: share(.failed), usual: usual(.failed, of: .all), weight: 0))
    return found
  }

  private var followed: Double {
    let rates = maker.open.rates
    let now = counts[Lane.page.rawValue] - counts[Lane.pageFromOutside.rawValue]
    let usual = rates[Lane.page.rawValue] - rates[Lane.pageFromOutside.rawValue]
    return max(0, now - usual * seconds)
  }

  /// The share of sources with one request, of the minutes in it and of quiet ones.
  private var oneRequest: (value: Double, usual: Double?)? {
    func share(_ minutes: [SourceMeasures]) -> Double? {
      let sources = minutes.reduce(0) { $0 + $1.sources * $1.weight }
      guard sources >= 50 else { return nil }
      return minutes.reduce(0) { $0 + $1.ones * $1.weight } / sources
    }
    guard
      let value = share(
        maker.open.sourceMinutes.filter { $0.second <= start + Int64(seconds) + 59 })
    else { return nil }
    return (value, share(maker.quietMinutes))
  }

  /// Jensen and Shannon's divergence between the agents of the wave and those of ordinary time, in bits.
  private var divergence: Double? {
    guard maker.lines.count >= 30, maker.usual.count >= 30 else { return nil }
    func shares(_ lines: [LineFeatures]) -> [UInt64: Double] {
      let total = lines.reduce(0) { $0 + $1.weight }
      return lines.reduce(into: [:]) { $0[$1[.agent], default: 0] += $1.weight / total }
    }
    let (mine, ordinary) = (shares(maker.lines), shares(maker.usual))
    var sum = 0.0
    // In one order, so that the sum is the same each time.
    for agent in Set(mine.keys).union(ordinary.keys).sorted() {
      let (one, other) = (mine[agent] ?? 0, ordinary[agent] ?? 0)
      let middle = (one + other) / 2
      if one > 0 { sum += one / 2 * log2(one / middle) }
      if other > 0 { sum += other / 2 * log2(other / middle) }
    }
    return sum
  }

  /// What the attack does, by what its excess consists of.
  var kind: AttackKind {
    let families = maker.open.families
    if families.contains(.newQueries), share(.newQuery) > 0.3 {
      if weighted(\.isPingback) > 0.3 { return .pingback }
      return weighted({ $0.query == .search }) > 0.3 ? .searchFlood : .cacheBusting
    }
    if families.contains(.login), share(.login) > 0.3 { return .signIn }
    if families.contains(.slow), share(.slow) > 0.3 { return .slow }
    if families == [.impostor] { return .impostor }
    if let once = oneRequest, once.value > 0.8,
      maker.open.sources.estimate > 0.7 * Double(maker.open.loudest.total)
    {
      return .oneShot
    }
    let isOneThing = clusters.contains { rule in
      rule.share > 0.3 && rule.features.contains { $0.field == .agent || $0.field == .path }
    }
    if share(.newAgent) < 0.3, !isOneThing { return .mimicry }
    return .flood
  }

  private func weighted(_ test: (LineFeatures) -> Bool) -> Double {
    let total = maker.lines.reduce(0) { $0 + $1.weight }
    return total > 0 ? maker.lines.reduce(0) { $0 + (test($1) ? $1.weight : 0) } / total : 0
  }
}
