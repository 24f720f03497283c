import Bytes
import Coordination
public import Record

extension Observatory {
  /// Searches again for findings of lockstep over the exhibits themselves and compares byte for byte.
  ///
  /// Findings made from the same exhibits share one search.
  ///
  /// - Parameters:
  ///   - ids: which findings; all that were not taken back where `nil`.
  ///   - number: which version; the newest that was not taken back where `nil`.
  /// - Throws: `ObservatoryError.noSuchRecord`, `.noSuchVersion`, `DiskError`.
  public nonisolated func reproduceLockstep(
    _ ids: [Slug]?, number: Int? = nil, progress: Progress.Listener? = nil
  ) throws -> [Reproduction.Result] {
    var results: [Reproduction.Result] = []
    var due: [LockstepInputs: [(id: Slug, recorded: JSONValue)]] = [:]
    for id in try ids ?? standing(.lockstep) {
      let reference = RecordReference(.lockstep, id)
      let recorded = try version(of: reference, number: number ?? standing(reference))
        .version.content
      let finding = try Lockstep(recorded)
      let inputs = LockstepInputs(
        entries: finding.inputs.entries, since: finding.since?.earliest,
        form: finding.object.rawValue)
      let run = try run(of: inputs)
      if finding.methodVersion != LockstepFinding.methodVersion {
        results.append(.init(id: id, outcome: .otherVersion(finding.methodVersion)))
      } else if run.inputs["digest"].text != finding.inputs.digest {
        results.append(.init(id: id, outcome: .otherExhibits))
      } else {
        due[inputs, default: []].append((id, recorded))
      }
    }
    for (inputs, group) in due.sorted(by: { $0.key < $1.key }) {
      results += try again(group, inputs, progress)
    }
    return results.sorted { $0.id < $1.id }
  }

  private nonisolated func run(of inputs: LockstepInputs) throws -> LockstepRun {
    try LockstepRun(
      of: self, before: inputs.entries, since: inputs.since,
      form: ObjectForm(rawValue: inputs.form) ?? .actionAndTarget)
  }

  private nonisolated func again(
    _ group: [(id: Slug, recorded: JSONValue)], _ inputs: LockstepInputs,
    _ progress: Progress.Listener?
  ) throws -> [Reproduction.Result] {
    let run = try run(of: inputs)
    guard try run.areExhibitsSound() else {
      return group.map { Reproduction.Result(id: $0.id, outcome: .otherExhibits) }
    }
    let made = try run.outcome(progress: progress).findings
    let byName = Dictionary(
      made.map { ($0["id"].text ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    return group.map { id, recorded in
      guard let again = byName[id.text] else {
        return Reproduction.Result(id: id, outcome: .notMade)
      }
      let isSame = again.canonicalBytes == recorded.canonicalBytes
      return Reproduction.Result(
        id: id,
        outcome: isSame ? .same : .different(FieldChange.pointers(between: recorded, and: again)))
    }
  }
}

/// What decides what a search gives.
private struct LockstepInputs: Hashable, Comparable {
  var entries: Int
  var since: CivilDay?
  var form: String

  static func < (one: LockstepInputs, other: LockstepInputs) -> Bool {
    (one.entries, one.since?.sinceEpoch ?? .min, one.form)
      < (other.entries, other.since?.sinceEpoch ?? .min, other.form)
  }
}
