/// In which raids of a finding two accounts both took part.
struct SharedRaids {
  /// Co-actions that are named as evidence of a pair.
  private static let most = 5

  private let targets: [LockstepFinding.Target]
  /// Per account one bit for each target.
  private let took: [[UInt64]]

  init(_ finding: LockstepFinding) {
    targets = finding.targets
    let words = (targets.count + 63) / 64
    var took = [[UInt64]](
      repeating: [UInt64](repeating: 0, count: words), count: finding.accounts.count)
    for (place, target) in targets.enumerated() {
      for member in target.members { took[member][place / 64] |= 1 << UInt64(place % 64) }
    }
    self.took = took
  }

  /// The kinds of their shared raids in the order of names, and names of the first co-actions.
  func shared(by one: Int, and other: Int) -> (kinds: [String], evidence: [String]) {
    var kinds: [String] = []
    var evidence: [String] = []
    for word in took[one].indices {
      var bits = took[one][word] & took[other][word]
      while bits != 0 {
        let target = targets[word * 64 + bits.trailingZeroBitCount]
        bits &= bits - 1
        if !target.kind.isEmpty, !kinds.contains(target.kind) { kinds.append(target.kind) }
        if evidence.count < Self.most { evidence.append(name(target, one, other)) }
      }
    }
    return (kinds.sorted(), evidence)
  }

  private func name(_ target: LockstepFinding.Target, _ one: Int, _ other: Int) -> String {
    guard target.actions.count == target.members.count,
      let first = target.members.firstIndex(of: one),
      let second = target.members.firstIndex(of: other),
      !target.actions[first].isEmpty, !target.actions[second].isEmpty
    else { return target.name }
    return "\(target.actions[first])+\(target.actions[second])"
  }
}
