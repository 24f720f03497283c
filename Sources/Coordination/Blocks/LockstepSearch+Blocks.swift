/// When dense blocks are looked for beside pairs.
public enum BlockUse: String, Sendable, Hashable, CaseIterable {
  /// Where there are few rows: there pairs are weak, and the rearrangements cost little.
  case few
  /// Always.
  case always
  /// Never.
  case never
}

/// What the search for dense blocks gave.
struct BlockFindings {
  /// Objects cut by hours, without the accounts that pairs had found.
  var incidence: Incidence
  var reference: Reference
  /// Blocks that were tested.
  var tested = 0
  /// Those that are findings.
  var groups: [LockstepGroup] = []
}

extension LockstepSearch {
  /// Rows up to which dense blocks are looked for by themselves.
  public static let fewRows = 20_000

  /// Looks for dense blocks among the accounts that are in no finding yet; nil where it is not to be done.
  ///
  /// Accounts with too few objects to be tested say what is ordinary. Without them a file of one campaign and
  /// of people who come once or twice would be the campaign alone, and nothing in it would stand out.
  func blocks(
    in columns: ActionColumns, _ incidence: Incidence, beside groups: [LockstepGroup],
    isReport: [Bool]
  ) -> BlockFindings? {
    // What everybody may copy makes dense blocks of strangers; those layers have guards that blocks have not.
    guard !form.isCarried else { return nil }
    guard blocks == .always || blocks == .few && incidence.count <= Self.fewRows else { return nil }
    let whole = Incidence(columns, form: form, leastObjects: 1)
    guard blocks == .always || whole.count <= Self.fewRows else { return nil }
    let isFound = isMember(of: groups.filter { $0.tests.level >= .medium }, in: incidence)
    // Both are numbered in the order of names.
    var narrow = [UInt32](repeating: NameTable.none, count: columns.accounts.count)
    for (place, name) in incidence.accountName.enumerated() { narrow[Int(name)] = UInt32(place) }
    let place = whole.accountName.map { narrow[Int($0)] }
    let isFoundInWhole = place.map { $0 != NameTable.none && isFound[Int($0)] }
    var search = BlockSearch()
    search.seed = seed
    var candidates = search.candidates(in: whole.part(without: isFoundInWhole))
    var isCandidate = [Bool](repeating: false, count: whole.accounts)
    for candidate in candidates { for one in candidate.members { isCandidate[Int(one)] = true } }
    let reference = Reference(
      whole.part(without: isFoundInWhole, slot: BlockColumns.hour), isCandidate: isCandidate,
      seed: seed)
    for number in candidates.indices {
      candidates[number].members = candidates[number].members.map { place[Int($0)] }
        .filter { $0 != NameTable.none }
    }
    candidates.removeAll { $0.members.count < search.leastMembers }
    return examined(
      candidates, in: incidence.part(without: isFound, slot: BlockColumns.hour),
      reference: reference, isReport: isReport, isFound: isFound)
  }

  private func examined(
    _ candidates: [BlockSearch.Candidate], in hourly: Incidence, reference: Reference,
    isReport: [Bool], isFound: [Bool]
  ) -> BlockFindings {
    var found = BlockFindings(incidence: hourly, reference: reference, tested: candidates.count)
    let examination = BlockExamination(
      incidence: hourly, reference: reference, blocks: candidates.count, isReport: isReport,
      settings: tests)
    // The densest come first, and an account is told of once.
    var isTold = isFound
    for candidate in candidates {
      var group = examination.finding(of: candidate)
      group.members.removeAll { isTold[Int($0.account)] }
      guard group.tests.level >= .medium, group.members.count >= BlockSearch().leastMembers else {
        continue
      }
      for member in group.members { isTold[Int(member.account)] = true }
      found.groups.append(group)
    }
    return found
  }
}
