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
  func rounds(
    in incidence: Incidence, columns: ActionColumns, isReport: [Bool],
    into result: inout LockstepFindings
  ) -> PairRound {
    let wordings = Wordings(columns, incidence)
    var isGone = [Bool](repeating: false, count: incidence.accounts)
    var isCandidate = isGone
    var found: [LockstepGroup] = []
    var round = 0
    while true {
      let isFirst = round == 0
      let pairs = pairs(in: isFirst ? incidence : incidence.part(without: isGone), into: &result)
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
      for group in found { for member in group.members { isGone[Int(member.account)] = true } }
      round += 1
      guard round < mostRounds, isGone != before, weighs(isGone, in: incidence) else {
        return PairRound(groups: groups, candidates: tested, reference: reference)
      }
    }
  }

  /// Whether accounts hold so large a part of the rows that they change what chance looks like.
  private func weighs(_ isFound: [Bool], in incidence: Incidence) -> Bool {
    let rows = incidence.account.count { isFound[Int($0)] }
    return Double(rows) > maskingShare * Double(incidence.count)
  }
}
