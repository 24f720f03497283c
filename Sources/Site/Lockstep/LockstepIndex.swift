import Bytes
import Record

/// All findings of lockstep that stand, as lists need them: read once for a state of the record.
struct LockstepIndex: Sendable {
  /// A finding with the days of its versions.
  struct Entry: Sendable {
    var finding: Lockstep
    var firstDay: CivilDay
    var day: CivilDay
  }

  /// An owner whose targets were hit.
  struct Owner: Sendable {
    /// The pseudonym.
    var name: Slug
    /// The findings that touch it, the newest first.
    var findings: [Slug]
    /// Targets that were hit.
    var targets: Int
    /// Actions of members on them.
    var actions: Int
  }

  /// Findings, the newest first.
  private(set) var entries: [Entry] = []
  /// Owners by pseudonym.
  private(set) var owners: [Owner] = []

  init(_ holdings: any Holdings) throws {
    try holdings.each(.lockstep) { version in
      let finding = try Lockstep(version.content)
      guard finding.retraction == nil else { return }
      let first = try holdings.history(of: version.reference).first?.day ?? version.day
      entries.append(Entry(finding: finding, firstDay: first, day: version.day))
    }
    entries.sort { one, other in
      let (a, b) = (one.finding.span.hi(), other.finding.span.hi())
      return a != b ? a > b : one.finding.id < other.finding.id
    }
    owners = Self.owners(entries)
  }

  private static func owners(_ entries: [Entry]) -> [Owner] {
    var owners: [Slug: Owner] = [:]
    for entry in entries {
      for target in entry.finding.targets {
        guard let name = target.owner.flatMap({ Slug($0) }) else { continue }
        var owner = owners[name] ?? Owner(name: name, findings: [], targets: 0, actions: 0)
        if owner.findings.last != entry.finding.id { owner.findings.append(entry.finding.id) }
        owner.targets += 1
        owner.actions += target.members.count
        owners[name] = owner
      }
    }
    return owners.values.sorted { $0.name < $1.name }
  }

  /// The findings that touch an owner, the newest first.
  func entries(about owner: Slug) -> [Entry] {
    guard let found = owners.first(where: { $0.name == owner }) else { return [] }
    let ids = Set(found.findings)
    return entries.filter { ids.contains($0.finding.id) }
  }

  /// The search that looked at most of the journal: its counts say what is no finding.
  var newestSearch: (search: Lockstep.Search, inputs: Lockstep.Inputs)? {
    entries.map(\.finding).max { one, other in
      (one.inputs.entries, one.search.actions) < (other.inputs.entries, other.search.actions)
    }.map { ($0.search, $0.inputs) }
  }
}

extension Site {
  /// The findings of lockstep.
  func lockstep() throws -> LockstepIndex { try memory.lockstep { try LockstepIndex(holdings) } }
}
