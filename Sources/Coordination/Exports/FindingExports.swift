/// Findings in the formats of other programs.
///
/// All is written that is given: whoever exports leaves out findings that are too small or that show an audience
/// only. Names are those of the findings, which are pseudonyms unless the actions were read without.
public struct FindingExports: Sendable {
  /// A file that can be made; its raw value is its usual name.
  public enum File: String, Sendable, Hashable, CaseIterable {
    /// Nodes for Gephi's spreadsheet import.
    case nodes = "nodes.csv"
    /// Edges for Gephi's spreadsheet import.
    case edges = "edges.csv"
    /// Edges as plain lines.
    case edgeList = "edges.tsv"
    /// Nodes and links as JSON.
    case nodeLink = "graph.json"
    /// GEXF 1.3, with times and colours.
    case gexf = "graph.gexf"
    /// GraphML.
    case graphML = "graph.graphml"
    /// Pajek's network.
    case pajekNetwork = "graph.net"
    /// Pajek's partition: the finding of each vertex.
    case pajekClusters = "graph.clu"
    /// Graphviz, for small graphs.
    case dot = "graph.dot"
    /// Accounts and targets as GraphML.
    case accountsAndTargets = "accounts-targets.graphml"
    /// All actions of members in raids.
    case evidence = "evidence.csv"
  }

  /// Accounts and pairs.
  public let graph: FindingGraph
  private let findings: [LockstepFinding]

  /// Makes exports of findings, the strongest first.
  public init(_ findings: [LockstepFinding]) {
    graph = FindingGraph(findings)
    self.findings = findings
  }

  /// The bytes of a file: the same for the same findings. Nil for a drawing that would be too large.
  public func bytes(of file: File) -> [UInt8]? {
    switch file {
    case .nodes: graph.nodesCSV
    case .edges: graph.edgesCSV
    case .edgeList: graph.edgeListTSV
    case .nodeLink: graph.nodeLinkJSON
    case .gexf: graph.gexf
    case .graphML: graph.graphML
    case .pajekNetwork: graph.pajekNetwork
    case .pajekClusters: graph.pajekClusters
    case .dot: graph.dot()
    case .accountsAndTargets: AccountTargetGraph(findings).graphML
    case .evidence: EvidenceTable(findings).csv()
    }
  }
}
