/// A form other than a page in which findings of lockstep are told.
public enum LockstepForm: String, Sendable, Hashable, CaseIterable {
  case atom
  case jsonFeed = "feed.json"
}

/// A file about one finding of lockstep.
public enum LockstepFile: String, Sendable, Hashable, CaseIterable {
  /// Every action of members in raids.
  case evidence = "evidence.csv"
  /// Pairs of accounts beyond chance.
  case edges = "edges.csv"
  /// Accounts and pairs as GEXF 1.3.
  case gexf
  /// Accounts and pairs as GraphML.
  case graphML = "graphml"
}
