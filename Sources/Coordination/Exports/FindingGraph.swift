/// The accounts of findings and the pairs among them that met beyond chance, as one graph without direction.
///
/// An account that is in several findings is one node. Its role and its numbers are those of the finding with
/// the highest level, of equal ones the first; `findings` names all.
///
/// Two accounts that several findings pair have one edge, because programs add up or drop parallel edges
/// as each likes. Its weight is the greatest of theirs and not the sum: findings that overlap count the same
/// meetings. The other numbers are those of the finding with that weight, of equal ones the first; its
/// span holds all spans, and `findings` names all.
public struct FindingGraph: Sendable, Hashable {
  /// The findings, in the order given.
  public private(set) var communities: [Community] = []
  /// The accounts, in the order of findings and of accounts in them.
  public private(set) var nodes: [Node] = []
  /// The pairs, in the order of findings and of pairs in them.
  public private(set) var edges: [Edge] = []

  /// A finding as a part of the graph.
  public struct Community: Sendable, Hashable {
    /// The finding's name.
    public var name: String
    /// How far it stands out.
    public var level: Level
  }

  /// An account.
  public struct Node: Sendable, Hashable {
    /// Its name as all formats can hold it; no two nodes have the same.
    public var id: String
    /// Its pseudonym.
    public var name: String
    /// The finding whose numbers these are: its place in `communities`.
    public var home: Int
    /// All findings in which it is.
    public var findings: [Int]
    /// Its part.
    public var role: Member.Role
    /// Raids in which it took part.
    public var raids: Int
    /// The part of the finding's raids in which it took part.
    public var raidShare: Double
    /// Its objects in all.
    public var objects: Int
    /// Raids in which chance would have put it.
    public var expected: Double
    /// ln of the chance of as many.
    public var logChance: Double
    /// Its first and last action in raids of any of its findings, in milliseconds since 1970.
    public var span: ClosedRange<Int64>
    /// The same with the spans of its edges, without which programs would not show these in time.
    public var presence: ClosedRange<Int64>
    /// How many edges it has.
    public var degree = 0
    /// The sum of their weights.
    public var strength = 0.0
  }

  /// Two accounts that met beyond chance.
  public struct Edge: Sendable, Hashable {
    /// Place of the first account in `nodes`.
    public var source: Int
    /// Place of the other.
    public var target: Int
    /// The finding whose numbers these are.
    public var home: Int
    /// All findings in which the pair is.
    public var findings: [Int]
    /// Objects on which both acted within the window.
    public var weight: Int
    /// As many by chance.
    public var expected: Double
    /// ln of the bound on the chance.
    public var logChance: Double
    /// Shared of all objects of both.
    public var jaccard: Double
    /// The median time between their actions, in milliseconds.
    public var medianGap: Int64
    /// The part of co-actions in which the source was the earlier one.
    public var leader: Double
    /// The first and the last co-action, in milliseconds since 1970.
    public var span: ClosedRange<Int64>
    /// What both did in raids.
    public var kinds: [String]
    /// The first raids in which both took part, five at most: names of the two actions with `+` between them,
    /// or of the target where actions have no names.
    public var evidence: [String]

    /// How often they met for each time that chance gives; nil where it gives none.
    public var lift: Double? { expected > 0 ? Double(weight) / expected : nil }
  }

  /// Makes the graph of findings.
  ///
  /// - Complexity: O(accounts + pairs · raids / 64).
  public init(_ findings: [LockstepFinding]) {
    var places: [ExactName: Int] = [:]
    var edgeOf: [Ends: Int] = [:]
    var names = PlainNames()
    for (number, finding) in findings.enumerated() {
      communities.append(Community(name: PlainText.plain(finding.name), level: finding.level))
      let raids = SharedRaids(finding)
      let nodeOf = finding.accounts.map { account in
        add(account, of: finding, number, places: &places, names: &names)
      }
      for pair in finding.pairs {
        let (source, target) = (nodeOf[pair.first], nodeOf[pair.second])
        guard source != target else { continue }
        let key = Ends(one: min(source, target), other: max(source, target))
        let edge = Edge(pair, source: source, target: target, finding: number, raids: raids)
        if let known = edgeOf[key] {
          edges[known].merge(edge)
        } else {
          edgeOf[key] = edges.count
          edges.append(edge)
        }
      }
    }
    countEdges()
  }

  private mutating func add(
    _ account: LockstepFinding.Account, of finding: LockstepFinding, _ number: Int,
    places: inout [ExactName: Int], names: inout PlainNames
  ) -> Int {
    let place = places[ExactName(account.name)]
    let node = Node(
      id: place.map { nodes[$0].id } ?? names.name(for: account.name), name: account.name,
      home: number, findings: [number], role: account.role, raids: account.raids,
      raidShare: Double(account.raids) / Double(max(1, finding.targets.count)),
      objects: account.objects, expected: account.expected, logChance: account.logChance,
      span: account.span, presence: account.span)
    guard let place else {
      places[ExactName(account.name)] = nodes.count
      nodes.append(node)
      return nodes.count - 1
    }
    var (kept, other) = (nodes[place], node)
    if finding.level > communities[kept.home].level { swap(&kept, &other) }
    kept.findings = nodes[place].findings + (nodes[place].findings.last == number ? [] : [number])
    kept.span = kept.span.hull(other.span)
    kept.presence = kept.span
    nodes[place] = kept
    return place
  }

  private mutating func countEdges() {
    for edge in edges {
      for place in [edge.source, edge.target] {
        nodes[place].degree += 1
        nodes[place].strength += Double(edge.weight)
        nodes[place].presence = nodes[place].presence.hull(edge.span)
      }
    }
  }
}

/// The places of the two ends of an edge.
struct Ends: Hashable {
  let one: Int
  let other: Int
}

extension FindingGraph.Edge {
  init(
    _ pair: LockstepFinding.Pair, source: Int, target: Int, finding: Int, raids: SharedRaids
  ) {
    let shared = raids.shared(by: pair.first, and: pair.second)
    self.init(
      source: source, target: target, home: finding, findings: [finding], weight: pair.coActions,
      expected: pair.expected, logChance: pair.logChance, jaccard: pair.jaccard,
      medianGap: pair.medianGap,
      leader: Double(pair.firstLed) / Double(max(1, pair.coActions)), span: pair.span,
      kinds: shared.kinds, evidence: shared.evidence)
  }

  fileprivate mutating func merge(_ edge: Self) {
    var (kept, other) = (self, edge)
    if other.weight > kept.weight { swap(&kept, &other) }
    kept.findings = findings + edge.findings.filter { !findings.contains($0) }
    kept.span = kept.span.hull(other.span)
    kept.kinds = Set(kept.kinds + other.kinds).sorted()
    self = kept
  }
}

extension ClosedRange where Bound == Int64 {
  /// The span from the earlier start to the later end.
  func hull(_ other: ClosedRange<Int64>) -> ClosedRange<Int64> {
    Swift.min(lowerBound, other.lowerBound)...Swift.max(upperBound, other.upperBound)
  }
}
