/// What attacking requests have in common, as a rule a server can be given.
public struct AttackCluster: Sendable, Hashable {
  /// A feature and its value.
  public struct Feature: Sendable, Hashable {
    /// What it is.
    public var field: FeatureField
    /// Its value.
    public var value: String
  }

  /// What must hold of a request at once.
  public var features: [Feature]
  /// The share of the excess that it covers.
  public var share: Double
  /// The share of ordinary requests that it covers too.
  public var usual: Double
  /// Of the requests that it covers, the share beyond ordinary ones.
  public var precision: Double
}

/// Looks for few rules that cover most of what came beyond the usual, and little of the usual.
///
/// Greedy: the value that covers most of the excess and least of the usual starts a rule; a feature is added as long as the
/// rule then covers half as much of the usual or less, and loses little; what is covered is set aside, and the next rule is
/// looked for.
struct ClusterMiner {
  private struct Condition {
    var field: FeatureField
    var value: UInt64
  }

  /// Requests of the wave.
  let lines: [LineFeatures]
  /// Ordinary requests.
  let usual: [LineFeatures]
  /// How many ordinary requests the wave's time should have had, by those of the wave.
  let usualShare: Double
  let parser: LineParser

  private var total: Double { lines.reduce(0) { $0 + $1.weight } }

  func clusters(most: Int = 5) -> [AttackCluster] {
    let total = self.total
    guard total > 0 else { return [] }
    let excess = max(total * 0.05, total * (1 - usualShare))
    // What one ordinary line stands for in the wave's time.
    let scale = usual.isEmpty ? 0 : total * usualShare / Double(usual.count)
    var left = lines
    var found: [AttackCluster] = []
    var covered = 0.0
    while found.count < most, covered < 0.8, !left.isEmpty {
      guard let rule = best(among: left, excess: excess, scale: scale) else { break }
      let weight = left.reduce(0) { $0 + (Self.fits($1, rule) ? $1.weight : 0) }
      let ordinary = usual.count { Self.fits($0, rule) }
      let beyond = max(0, weight - Double(ordinary) * scale)
      guard beyond > 0.03 * excess else { break }
      found.append(
        AttackCluster(
          features: told(rule),
          share: min(1, beyond / excess), usual: Double(ordinary) / Double(max(1, usual.count)),
          precision: beyond / weight))
      covered += beyond / excess
      left.removeAll { Self.fits($0, rule) }
    }
    return found
  }

  private func told(_ rule: [Condition]) -> [AttackCluster.Feature] {
    var parser = self.parser
    guard let example = lines.first(where: { Self.fits($0, rule) }) else { return [] }
    return rule.map { .init(field: $0.field, value: example.text($0.field, parser: &parser)) }
  }

  private static func fits(_ line: LineFeatures, _ rule: [Condition]) -> Bool {
    rule.allSatisfy { line[$0.field] == $0.value }
  }

  private func best(among left: [LineFeatures], excess: Double, scale: Double) -> [Condition]? {
    var start: (condition: Condition, score: Double)?
    for field in FeatureField.allCases {
      let ordinary = sums(usual, field)
      let mine = sums(left, field)
      // In one order, so that of equal ones always the same is taken.
      for value in mine.keys.sorted() {
        let (weight, count) = (mine[value] ?? 0, ordinary[value] ?? 0)
        let support = (weight - count * scale) / excess
        guard support >= 0.05, weight >= 3 * count * scale else { continue }
        let spared = 1 - count / Double(max(1, usual.count))
        let score = support * spared * spared - 0.02 * Double(field.rank)
        if score > start?.score ?? 0 { start = (Condition(field: field, value: value), score) }
      }
    }
    guard let start else { return nil }
    var rule = [start.condition]
    while rule.count < 3, let more = extended(rule, among: left) { rule = more }
    return rule
  }

  private func extended(_ rule: [Condition], among left: [LineFeatures]) -> [Condition]? {
    let taken = left.filter { Self.fits($0, rule) }
    let ordinary = usual.filter { Self.fits($0, rule) }
    let weight = taken.reduce(0) { $0 + $1.weight }
    guard Double(ordinary.count) > 0.002 * Double(usual.count) else { return nil }
    var best: (rule: [Condition], kept: Int)?
    for field in FeatureField.allCases
    where field != .status && !rule.contains(where: { $0.field == field }) {
      let top = sums(taken, field).max { ($0.value, $1.key) < ($1.value, $0.key) }
      guard let top, top.value >= 0.8 * weight else { continue }
      let kept = ordinary.count { $0[field] == top.key }
      if 2 * kept <= ordinary.count, kept < best?.kept ?? .max {
        best = (rule + [Condition(field: field, value: top.key)], kept)
      }
    }
    return best?.rule
  }

  private func sums(_ lines: [LineFeatures], _ field: FeatureField) -> [UInt64: Double] {
    lines.reduce(into: [:]) { $0[$1[field], default: 0] += $1.weight }
  }
}

extension FeatureField {
  /// Features that say more come first where they are equally good.
  fileprivate var rank: Int {
    switch self {
    case .agent, .query: 0
    case .path, .referrer: 1
    case .agentStart: 2
    case .method: 3
    case .version: 5
    case .status: 8
    }
  }
}
