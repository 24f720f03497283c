/// Accounts and the targets that they raided, as a graph of two parts: what a reviewer follows from an account
/// to what it did.
///
/// A target that is in several findings, or was acted on in several ways, is one node. An account and a target
/// have one edge; its weight is the number of actions, of which those of the same kind at the same time are one,
/// because findings that overlap tell of the same action.
public struct AccountTargetGraph: Sendable, Hashable {
  /// The accounts, as in the graph of pairs.
  public private(set) var accounts: FindingGraph
  /// The targets, in the order of findings and of targets in them.
  public private(set) var targets: [Target] = []
  /// Who acted on what.
  public private(set) var edges: [Edge] = []

  /// A target.
  public struct Target: Sendable, Hashable {
    /// Its pseudonym.
    public var name: String
    /// Its owner, if known.
    public var owner: String?
    /// When it was made, if known, in milliseconds since 1970.
    public var made: Int64?
    /// Accounts that acted on it in all, in the way that most chose.
    public var allAccounts: Int
    /// The findings that raided it.
    public var findings: [Int]
  }

  /// What one account did to one target.
  public struct Edge: Sendable, Hashable {
    /// Place of the account.
    public var account: Int
    /// Place of the target.
    public var target: Int
    /// The actions, in the order of findings and of times in them.
    public var actions: [Action]
    /// The findings that tell of it.
    public var findings: [Int]
  }

  /// One action.
  public struct Action: Sendable, Hashable {
    /// What was done.
    public var kind: String
    /// When, in milliseconds since 1970.
    public var time: Int64
  }

  /// Makes the graph of findings.
  ///
  /// - Complexity: O(actions), beside the graph of pairs.
  public init(_ findings: [LockstepFinding]) {
    accounts = FindingGraph(findings)
    var accountOf: [ExactName: Int] = [:]
    for (place, node) in accounts.nodes.enumerated() { accountOf[ExactName(node.name)] = place }
    var targetOf: [ExactName: Int] = [:]
    var edgeOf: [Ends: Int] = [:]
    for (number, finding) in findings.enumerated() {
      let nodeOf = finding.accounts.map { accountOf[ExactName($0.name)] ?? 0 }
      for target in finding.targets {
        let place = add(target, of: number, places: &targetOf)
        for (member, time) in zip(target.members, target.times) {
          add(
            Action(kind: target.kind, time: time), by: nodeOf[member], on: place, of: number,
            places: &edgeOf)
        }
      }
    }
  }

  private mutating func add(
    _ target: LockstepFinding.Target, of finding: Int, places: inout [ExactName: Int]
  ) -> Int {
    let name = ExactName(target.name)
    guard let place = places[name] else {
      places[name] = targets.count
      targets.append(
        Target(
          name: target.name, owner: target.owner, made: target.made,
          allAccounts: target.allAccounts, findings: [finding]))
      return targets.count - 1
    }
    targets[place].owner = targets[place].owner ?? target.owner
    targets[place].made = targets[place].made ?? target.made
    targets[place].allAccounts = max(targets[place].allAccounts, target.allAccounts)
    if targets[place].findings.last != finding { targets[place].findings.append(finding) }
    return place
  }

  private mutating func add(
    _ action: Action, by account: Int, on target: Int, of finding: Int, places: inout [Ends: Int]
  ) {
    let ends = Ends(one: account, other: target)
    guard let place = places[ends] else {
      places[ends] = edges.count
      edges.append(
        Edge(account: account, target: target, actions: [action], findings: [finding]))
      return
    }
    if !edges[place].actions.contains(action) { edges[place].actions.append(action) }
    if edges[place].findings.last != finding { edges[place].findings.append(finding) }
  }
}

extension AccountTargetGraph {
  /// The graph as GraphML. Nodes have their part both as a word and as the attribute `type` by which igraph knows
  /// the two parts of a graph: false for accounts, true for targets.
  public var graphML: [UInt8] {
    var writer = GraphMLWriter()
    writer.key("part", .text, for: .node)
    writer.key("type", .flag, for: .node)
    writer.key("label", .text, for: .node)
    for attribute in FindingGraph.nodeAttributes {
      writer.key(attribute.name, attribute.type, for: .node)
    }
    writer.key("owner", .text, for: .node)
    writer.key("made", .text, for: .node)
    writer.key("all_accounts", .whole, for: .node)
    writer.key("weight", .number, for: .edge)
    for name in ["findings", "kinds", "first", "last"] { writer.key(name, .text, for: .edge) }
    writer.startGraph()
    for (number, node) in accounts.nodes.enumerated() {
      writer.node(
        "n\(number)",
        [("part", .text("account")), ("type", .flag(false))] + accounts.values(of: node))
    }
    for (number, target) in targets.enumerated() {
      writer.node("t\(number)", values(of: target))
    }
    for (number, edge) in edges.enumerated() {
      writer.edge("e\(number)", "n\(edge.account)", "t\(edge.target)", values(of: edge))
    }
    return writer.finished()
  }

  private func values(of target: Target) -> [(name: String, value: AttributeValue?)] {
    [
      ("part", .text("target")), ("type", .flag(true)), ("label", .text(target.name)),
      ("findings", .text(accounts.names(of: target.findings))),
      ("owner", target.owner.map(AttributeValue.text)),
      ("made", target.made.map { .text(MomentText.text($0)) }),
      ("all_accounts", .whole(target.allAccounts)),
    ]
  }

  private func values(of edge: Edge) -> [(name: String, value: AttributeValue?)] {
    let times = edge.actions.map(\.time)
    return [
      ("weight", .whole(edge.actions.count)),
      ("findings", .text(accounts.names(of: edge.findings))),
      ("kinds", .text(Set(edge.actions.map(\.kind)).sorted().joined(separator: "|"))),
      ("first", times.min().map { .text(MomentText.text($0)) }),
      ("last", times.max().map { .text(MomentText.text($0)) }),
    ]
  }
}
