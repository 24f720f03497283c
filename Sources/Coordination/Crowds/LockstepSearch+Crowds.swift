extension LockstepSearch {
  /// Looks for crowds that came back to the same targets, among accounts that are in no finding.
  ///
  /// What accounts carry is left out: a chain letter, a hashtag, a link that is passed on have crowds by nature.
  func crowds(
    in incidence: Incidence, beside groups: [LockstepGroup], reference: Reference, tested: Int,
    isReport: [Bool]
  ) -> (told: [Crowd], findings: [LockstepGroup]) {
    guard form.subject == .target else { return ([], []) }
    let isFound = isMember(of: groups.filter { $0.tests.level >= .medium }, in: incidence)
    var search = CrowdSearch()
    search.seed = seed
    let candidates = search.candidates(in: incidence, without: isFound)
    let examination = CrowdExamination(
      incidence: incidence, reference: reference, groups: tested + candidates.count,
      isReport: isReport, isGone: isFound, settings: tests)
    var told: [Crowd] = []
    var findings: [LockstepGroup] = []
    // The largest come first, and an account is told of once.
    var isTold = isFound
    for candidate in candidates {
      var (crowd, finding) = examination.examined(candidate)
      finding?.members.removeAll { isTold[Int($0.account)] }
      if let group = finding, group.members.count >= search.leastAccounts {
        for member in group.members { isTold[Int(member.account)] = true }
        findings.append(group)
      } else if finding != nil {
        crowd.level = .audience
      }
      told.append(crowd)
    }
    return (told, findings)
  }
}
