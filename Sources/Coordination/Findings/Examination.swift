/// Tests groups against what is ordinary, and joins those that are one.
struct Examination {
  let incidence: Incidence
  let reference: Reference
  let groups: Int
  let isReport: [Bool]
  let wordings: Wordings?
  let settings: GroupTestSettings

  func finding(of candidate: CandidateGroup, pairs: [AccountPair]) -> LockstepGroup {
    finding(of: candidate.members, pairs: candidate.pairs.map { pairs[$0] })
  }

  private func finding(of core: [UInt32], pairs: [AccountPair]) -> LockstepGroup {
    var raids = incidence.raids(of: core, share: settings.raidShare)
    var tests = incidence.tests(
      of: core, raids: raids, reference: reference, groups: groups, isReport: isReport,
      settings: settings)
    if let wordings, tests.level >= .audience {
      // Those of a large group whom no pair ties in use its wordings too, and are no outsiders.
      let all = incidence.members(of: core, raids: raids).map(\.account)
      tests.testWording(
        of: all, in: raids, wordings: wordings, groups: groups, settings: settings)
    }
    guard tests.level >= .medium else {
      return LockstepGroup(core: core, members: [], raids: raids, tests: tests, pairs: pairs)
    }
    // Those who join make more objects raids, and more raids show who else takes part. What the group
    // is was decided above, on the pairs alone.
    var members = incidence.members(of: core, raids: raids)
    for _ in 0..<settings.rounds {
      let accounts = members.map(\.account)
      raids = incidence.raids(of: accounts, share: settings.raidShare)
      let more = incidence.members(of: accounts, raids: raids)
      if more.map(\.account) == accounts { break }
      members = more
    }
    tests.follow(
      incidence.cues(
        of: members.map(\.account), raids: raids, tests: tests, settings: settings))
    return LockstepGroup(core: core, members: members, raids: raids, tests: tests, pairs: pairs)
  }

  /// Puts pieces together again that raid the same objects.
  ///
  /// A large group in which each takes part seldom is a thin net of pairs, and the cut leaves splinters
  /// of it that show nothing alone. What is put together is tested as one; where that shows nothing, the
  /// pieces stay as they are.
  func rejoined(_ groups: [LockstepGroup]) -> [LockstepGroup] {
    var gone = Set<Int>()
    var whole: [LockstepGroup] = []
    for bundle in bundles(of: Array(groups.indices), in: groups) where bundle.count > 1 {
      let best = bundle.map { groups[$0].tests.level }.max() ?? .thin
      let joined = finding(
        of: Array(Set(bundle.flatMap { groups[$0].core })).sorted(),
        pairs: bundle.flatMap { groups[$0].pairs })
      guard joined.tests.level >= .medium, joined.tests.level >= best else { continue }
      gone.formUnion(bundle)
      whole.append(joined)
    }
    return groups.indices.filter { !gone.contains($0) }.map { groups[$0] } + whole
  }

  /// Pieces that share more than half of the fewer raids, and three at least, each with its like.
  private func bundles(of pieces: [Int], in groups: [LockstepGroup]) -> [[Int]] {
    var byObject: [UInt32: [Int]] = [:]
    for (place, piece) in pieces.enumerated() {
      for raid in groups[piece].raids { byObject[raid.object, default: []].append(place) }
    }
    var leader = Array(pieces.indices)
    func leading(_ place: Int) -> Int {
      var place = place
      while leader[place] != place { place = leader[place] }
      return place
    }
    for one in pieces.indices {
      var common: [Int: Int] = [:]
      for raid in groups[pieces[one]].raids {
        for other in byObject[raid.object] ?? [] where other < one {
          common[other, default: 0] += 1
        }
      }
      for (other, count) in common where count >= 3 {
        let fewer = min(groups[pieces[one]].raids.count, groups[pieces[other]].raids.count)
        guard count * 2 > fewer else { continue }
        let (first, second) = (leading(one), leading(other))
        leader[max(first, second)] = min(first, second)
      }
    }
    return Dictionary(grouping: pieces.indices, by: leading).sorted { $0.key < $1.key }
      .map { $0.value.map { pieces[$0] } }
  }

  /// Joins findings that share more than half of their members or of their raids; slow campaigns come
  /// out of the graph in pieces.
  func merged(_ groups: [LockstepGroup]) -> [LockstepGroup] {
    var findings = groups.filter { $0.tests.level >= .medium && $0.members.count >= 3 }
    let rest = groups.filter { $0.tests.level < .medium }
    while let (one, other) = overlap(in: findings) {
      let joined = finding(
        of: union(findings[one].core, findings[other].core),
        pairs: findings[one].pairs + findings[other].pairs)
      let best = max(findings[one].tests.level, findings[other].tests.level)
      var whole = joined
      if whole.tests.level < best {
        // The union may be looser than the piece that showed it: the stronger piece's tests stand.
        let stronger = findings[one].tests.level == best ? findings[one] : findings[other]
        whole.tests = stronger.tests
        whole.raids = stronger.raids
        whole.members = incidence.members(of: whole.core, raids: stronger.raids)
      }
      findings.remove(at: other)
      findings[one] = whole
    }
    return (findings + rest).strongestFirst
  }

  private func union(_ one: [UInt32], _ other: [UInt32]) -> [UInt32] {
    Array(Set(one).union(other)).sorted()
  }

  private func overlap(in findings: [LockstepGroup]) -> (Int, Int)? {
    var byObject: [UInt32: [Int]] = [:]
    var byMember: [UInt32: [Int]] = [:]
    for (place, finding) in findings.enumerated() {
      for raid in finding.raids { byObject[raid.object, default: []].append(place) }
      for member in finding.members { byMember[member.account, default: []].append(place) }
    }
    for one in findings.indices {
      var raids: [Int: Int] = [:]
      for raid in findings[one].raids {
        for other in byObject[raid.object] ?? [] where other > one { raids[other, default: 0] += 1 }
      }
      var shared: [Int: Int] = [:]
      for member in findings[one].members {
        for other in byMember[member.account] ?? [] where other > one {
          shared[other, default: 0] += 1
        }
      }
      let near = Set(raids.keys).union(shared.keys).sorted()
      for other in near {
        let smaller = min(findings[one].raids.count, findings[other].raids.count)
        let both = shared[other] ?? 0
        let either = findings[one].members.count + findings[other].members.count - both
        if (raids[other] ?? 0) * 2 > smaller || both * 2 > either { return (one, other) }
      }
    }
    return nil
  }
}
