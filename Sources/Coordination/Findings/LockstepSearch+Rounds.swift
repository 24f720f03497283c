/// Groups found by pairs, and what they were held against.
struct PairRound {
  var groups: [LockstepGroup]
  var candidates: Int
  var reference: Reference
}

extension LockstepSearch {
  /// Searches by pairs; where what is found makes up much of all rows, once more without it.
  ///
  /// A campaign that makes up much of the data is part of what chance is learned from: its own co-actions make
  /// co-actions look ordinary, and hide what is left of it and of others. Without its rows they stand out.
  ///
  /// - Parameters:
  ///   - found: What was found before.
  ///   - blocks: Dense blocks that were found; they are left out from the beginning.
  func rounds(
    in incidence: Incidence, wordings: Wordings?, isReport: [Bool],
    found: [LockstepGroup] = [], without blocks: [LockstepGroup] = [],
    into result: inout LockstepFindings
  ) -> PairRound {
    var found = found
    var isGone = isMember(of: found + blocks, in: incidence)
    var isCandidate = isGone
    var round = 0
    while true {
      let isWhole = !isGone.contains(true)
      var counts = LockstepFindings()
      let pairs = pairs(in: isWhole ? incidence : incidence.part(without: isGone), into: &counts)
      // What is told of pairs is told of all rows.
      if isWhole { (result.pairs, result.saturated) = (counts.pairs, counts.saturated) }
      let candidates = GroupCut(seed: seed).groups(of: pairs)
      for group in candidates { for member in group.members { isCandidate[Int(member)] = true } }
      let reference = Reference(incidence, isCandidate: isCandidate, seed: seed)
      let tested = candidates.count + found.count
      let examination = Examination(
        incidence: incidence, reference: reference, groups: tested, isReport: isReport,
        wordings: wordings, settings: tests)
      let examined = candidates.map { examination.finding(of: $0, pairs: pairs) }
      let groups = examination.merged(found + examination.rejoined(examined))
      found = groups.filter { $0.tests.level >= .medium }
      let before = isGone
      isGone = isMember(of: found + blocks, in: incidence)
      round += 1
      guard round < mostRounds, isGone != before, weighs(isGone, in: incidence) else {
        return PairRound(groups: groups, candidates: tested, reference: reference)
      }
    }
  }

  /// Per account whether it is in one of the groups.
  func isMember(of groups: [LockstepGroup], in incidence: Incidence) -> [Bool] {
    var isMember = [Bool](repeating: false, count: incidence.accounts)
    for group in groups { for member in group.members { isMember[Int(member.account)] = true } }
    return isMember
  }

  /// Whether accounts hold so large a part of the rows that they change what chance looks like.
  func weighs(_ isFound: [Bool], in incidence: Incidence) -> Bool {
    let rows = incidence.account.count { isFound[Int($0)] }
    return Double(rows) > maskingShare * Double(incidence.count)
  }
}
