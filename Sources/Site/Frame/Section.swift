public import Record

/// A part of the site that lists records of one kind and has a page for each.
public enum Section: String, Sendable, Hashable, CaseIterable {
  case cases, laws, figures, platforms, actors, places, sources, reports, indexes, findings,
    lockstep, docket

  /// The kind of record that has its pages here.
  public var kind: RecordKind {
    switch self {
    case .cases: .person
    case .laws: .statute
    case .figures: .series
    case .platforms: .platform
    case .actors: .actor
    case .places: .place
    case .sources: .source
    case .reports: .report
    case .indexes: .index
    case .findings: .finding
    case .lockstep: .lockstep
    case .docket: .case
    }
  }

  /// The section that has the pages of `kind`; proceedings and figures are shown on the pages of
  /// their person and series, events have a part of the site of their own.
  public init?(kind: RecordKind) {
    guard let section = Self.allCases.first(where: { $0.kind == kind }) else { return nil }
    self = section
  }

  /// Pages that look at the whole section.
  public var overviews: [Overview] {
    switch self {
    case .cases: [.census, .sentences]
    case .figures: [.compliance, .growth]
    default: []
    }
  }

  /// A page that looks at a whole section.
  public enum Overview: String, Sendable, Hashable, CaseIterable {
    case census, sentences, compliance, growth
  }
}
