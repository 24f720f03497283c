import Bytes
import Interference
public import Record

/// How a finding that was run again compares with the one recorded.
public enum Reproduction: Sendable, Hashable {
  /// Every byte is the same.
  case same
  /// It says something else in these fields, as JSON pointers.
  case different([String])
  /// The method does not make it from these inputs.
  case notMade
  /// The exhibits are not those it was made from.
  case otherExhibits
  /// The rules or tables are not those it was made with: another version of this program, or of a
  /// table.
  case otherTables
  /// It was made by another version of the method than this program has.
  case otherVersion(Int)
  /// No method of this program makes findings of this kind.
  case noMethod(String)

  /// A finding with what came of running it again.
  public struct Result: Sendable, Hashable {
    /// The finding's name.
    public var id: Slug
    /// What came of it.
    public var outcome: Reproduction
  }
}

extension Observatory {
  /// Runs findings again over the exhibits themselves and compares.
  ///
  /// Findings made from the same exhibits and tables share one run.
  ///
  /// - Parameters:
  ///   - ids: which findings; all that were not taken back where `nil`.
  ///   - number: which version; the newest that was not taken back where `nil`.
  /// - Throws: `ObservatoryError.noSuchRecord`, `.noSuchVersion`, `DiskError`.
  public nonisolated func reproduce(
    _ ids: [Slug]?, number: Int? = nil, threads: Int? = nil,
    progress: Progress.Listener? = nil
  ) async throws -> [Reproduction.Result] {
    let wanted = try ids ?? standing(.finding)
    var results: [Reproduction.Result] = []
    var due: [Due] = []
    for id in wanted {
      let reference = RecordReference(.finding, id)
      let version = try version(of: reference, number: number ?? standing(reference)).version
      let recorded = version.content
      if let obstacle = try obstacle(to: try Finding(recorded)) {
        results.append(Reproduction.Result(id: id, outcome: obstacle))
      } else {
        let before = try holdings.history(of: reference).filter { $0.number < version.number }
        due.append(Due(id: id, recorded: recorded, before: before))
      }
    }
    for (entries, group) in Dictionary(grouping: due, by: { $0.recorded["inputs"]["entries"].int })
      .sorted(by: { $0.key ?? 0 < $1.key ?? 0 })
    {
      results += try await again(group, before: entries ?? 0, threads, progress)
    }
    return results.sorted { $0.id < $1.id }
  }

  /// A version to be made again, and those it came after.
  private struct Due {
    var id: Slug
    var recorded: JSONValue
    var before: [RecordVersion]
  }

  private nonisolated func again(
    _ group: [Due], before entries: Int, _ threads: Int?,
    _ progress: Progress.Listener?
  ) async throws -> [Reproduction.Result] {
    var run = try MethodRun(of: self, before: entries)
    if let threads { run.threads = threads }
    guard try run.areExhibitsSound() else {
      return group.map { Reproduction.Result(id: $0.id, outcome: .otherExhibits) }
    }
    var made = try await run.findings(isFresh: true, progress: progress)
    if group.contains(where: { $0.recorded["method"].text == FindingMethod.episode.rawValue }) {
      // The months as they stood when the run was made.
      let holdings = try holdings
      try made.addEpisodes(with: run.inputs) { id in
        try holdings.history(of: RecordReference(.finding, id)).filter { $0.entry < entries }
      }
    }
    let byName = Dictionary(
      made.findings.map { ($0["id"].text ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    return try group.map { due in
      let (id, recorded) = (due.id, due.recorded)
      guard let pure = byName[id.text], let again = try made.next(of: pure, after: due.before)
      else { return Reproduction.Result(id: id, outcome: .notMade) }
      let isSame = again.canonicalBytes == recorded.canonicalBytes
      return Reproduction.Result(
        id: id,
        outcome: isSame ? .same : .different(FieldChange.pointers(between: recorded, and: again)))
    }
  }

  /// Why a finding cannot be run again as it was; `nil` when it can.
  private nonisolated func obstacle(to finding: Finding) throws -> Reproduction? {
    guard MethodRun.methods.contains(finding.method) else {
      return .noMethod(finding.method.rawValue)
    }
    guard finding.methodVersion == MethodRun.version(of: finding.method) else {
      return .otherVersion(finding.methodVersion)
    }
    let inputs = try MethodRun(of: self, before: finding.inputs.entries).inputs
    guard inputs["digest"].text == finding.inputs.digest else { return .otherExhibits }
    guard inputs["tables"].text == finding.inputs.tables else { return .otherTables }
    return nil
  }

  /// The records of a kind that were not taken back.
  nonisolated func standing(_ kind: RecordKind) throws -> [Slug] {
    var found: [Slug] = []
    try holdings.each(kind) { version in
      if version.content["retracted"].isNull { found.append(version.reference.id) }
    }
    return found
  }

  /// The newest version of a finding that was not taken back; `nil` when there is none.
  nonisolated func standing(_ reference: RecordReference) throws -> Int? {
    try holdings.history(of: reference).last { $0.content["retracted"].isNull }?.number
  }
}
