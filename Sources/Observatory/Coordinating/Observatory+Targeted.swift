public import Coordination
import Bytes
import Record

/// What was done to one owner's targets, in all actions taken in.
public struct TargetedOwner: Sendable {
  /// The owner's pseudonym, under which pages tell of it.
  public var pseudonym: String
  /// Day by day: how much and by how many.
  public var days: TargetedDays
  /// Findings of the record that touch it and stand.
  public var findings: [LockstepFinding]
}

extension Observatory {
  /// Says what was done to an owner's targets, by the owner's own name or pseudonym.
  ///
  /// - Returns: `nil` where no action taken in is about such an owner.
  /// - Throws: `DiskError`, `ObservatoryError.noActions`, `.accountKeyMissing`, `.badActions`.
  public nonisolated func targeted(
    _ owner: String, progress: Progress.Listener? = nil
  ) throws -> TargetedOwner? {
    let run = try LockstepRun(of: self, before: .max, since: nil)
    guard !run.exhibits.isEmpty else { throw ObservatoryError.noActions }
    guard let key = try accountKeyIfAny() else {
      throw ObservatoryError.accountKeyMissing(accountKeyPath)
    }
    let actions = try run.actions(progress)
    guard
      let number = actions.owners.find(key.pseudonym(of: owner, as: .account))
        ?? actions.owners.find(owner)
    else { return nil }
    let name = actions.owners[number]
    var findings: [LockstepFinding] = []
    try holdings.each(.lockstep) { version in
      guard version.content["retracted"].isNull else { return }
      let finding = try LockstepFinding(record: version.content)
      if finding.targets.contains(where: { $0.owner == name }) { findings.append(finding) }
    }
    return TargetedOwner(
      pseudonym: name, days: TargetedDays(owner: number, in: actions), findings: findings)
  }
}
