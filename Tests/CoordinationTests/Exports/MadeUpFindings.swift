import Signals

@testable import Coordination

/// Findings that nothing was searched for.
enum MadeUpFindings {
  static let start: Int64 = 1_717_243_200_000  // 2024-06-01T12:00:00Z

  static func account(
    _ name: String, role: Member.Role = .core, raids: Int = 2, from first: Int64 = 0,
    to last: Int64 = 60_000
  ) -> LockstepFinding.Account {
    LockstepFinding.Account(
      name: name, role: role, raids: raids, expected: 0.25, logChance: -4.605_170_185_988_091,
      objects: 5, span: start + first...start + last)
  }

  static func pair(
    _ first: Int, _ second: Int, coActions: Int = 2, from start: Int64 = 0, to end: Int64 = 60_000
  ) -> LockstepFinding.Pair {
    LockstepFinding.Pair(
      first: first, second: second, coActions: coActions, expected: 0.5,
      logChance: -6.907_755_278_982_137, jaccard: 0.25, medianGap: 1500,
      span: Self.start + start...Self.start + end, firstLed: 1)
  }

  static func target(
    _ name: String, kind: String = "report", members: [Int], actions: [String] = [],
    at time: Int64 = 0, owner: String? = "owner"
  ) -> LockstepFinding.Target {
    LockstepFinding.Target(
      name: name, kind: kind, owner: owner, made: start - 3_600_000, visit: 0,
      times: members.indices.map { start + time + Int64($0) * 1500 }, members: members,
      actions: actions, allAccounts: members.count + 1, together: 1, ageSpread: 0.125)
  }

  static func finding(
    _ name: String, level: Level = .high, accounts: [LockstepFinding.Account],
    targets: [LockstepFinding.Target] = [], pairs: [LockstepFinding.Pair] = []
  ) -> LockstepFinding {
    var tests = GroupTests()
    tests.level = level
    return LockstepFinding(
      name: name, level: level, tests: tests, thresholds: LockstepFinding.Thresholds(),
      span: start...start + 60_000, accounts: accounts, targets: targets, pairs: pairs,
      portrait: LockstepFinding.Portrait())
  }

  /// Three accounts, two targets, one pair.
  static var tiny: LockstepFinding {
    finding(
      "lockstep-a",
      accounts: [account("an"), account("bình"), account("chi", role: .late, raids: 1)],
      targets: [
        target("post 1", members: [0, 1], actions: ["x1", "x2"]),
        target("post 2", members: [1, 0, 2], at: 58_500, owner: nil),
      ], pairs: [pair(0, 1)])
  }

  static let hostile = [
    #"a "quoted" name"#, "R&D <b>bold</b>", "it's", "Nguyễn Văn Ánh", "Nguyễn Văn A\u{301}nh", "🇻🇳👩‍👩‍👧",
    "tab\there", "line\nbreak", "line\r\nbreak", "line break", "bell\u{7}", "bell", "\u{0}", "",
    "\u{FFFE}\u{FFFF}", "]]>", "a,b;c", "=SUM(A1)", "-- x", "back\\slash\\", "\u{2028}",
    "#no comment",
    "&amp;", "&#7;", "%s", "a|b", " edge ", "edge", "_", "_ (2)", "\u{85}next", "{\"json\": 1}",
  ]

  /// A finding with everything in it drawn at random; names and numbers may be bad ones.
  static func random(_ draw: inout SplitMix64) -> LockstepFinding {
    let names = Array(Set(hostile).shuffled(using: &draw).prefix(2 + draw.below(10)))
    func number() -> Double {
      let size = Double(draw.below(40)) - 20
      return draw.below(9) == 0 ? 0 : draw.uniform() * pow10(size)
    }
    func chance() -> Double { draw.below(9) == 0 ? -.infinity : -number() }
    func count() -> Int { draw.below(1000) }
    func maybe<Value>(_ value: Value) -> Value? { draw.below(3) == 0 ? nil : value }
    func span() -> ClosedRange<Int64> {
      let first = start + Int64(draw.below(100_000_000))
      return first...first + Int64(draw.below(10_000_000))
    }
    func counts() -> [LockstepFinding.Count] {
      hostile.prefix(draw.below(4)).map { LockstepFinding.Count(name: $0, count: count()) }
    }
    let accounts = names.map { name in
      LockstepFinding.Account(
        name: name, role: Member.Role.allCases[draw.below(3)], raids: count(), expected: number(),
        logChance: chance(), objects: count(), span: span())
    }
    let targets = (0..<draw.below(6)).map { place in
      let members = Array(names.indices.shuffled(using: &draw).prefix(1 + draw.below(names.count)))
      let actions = members.map { _ in draw.below(4) == 0 ? "" : hostile[draw.below(hostile.count)]
      }
      let isNamed = draw.below(2) == 0 && !actions.allSatisfy(\.isEmpty)
      return LockstepFinding.Target(
        name: hostile[draw.below(hostile.count)], kind: ["", "report", "share"][place % 3],
        owner: maybe("owner"), made: maybe(span().lowerBound), visit: place,
        times: members.map { _ in span().lowerBound }.sorted(), members: members,
        actions: isNamed ? actions : [], allAccounts: count(), together: number(),
        ageSpread: maybe(number()))
    }
    let pairs = (0..<draw.below(8)).map { _ in
      let first = draw.below(names.count)
      let second = (first + 1 + draw.below(names.count - 1)) % names.count
      return LockstepFinding.Pair(
        first: first, second: second, coActions: 1 + count(), expected: number(),
        logChance: chance(), jaccard: number(), medianGap: Int64(draw.below(86_400_001)),
        span: span(), firstLed: count())
    }
    let level = Level.allCases[draw.below(4)]
    let tests = GroupTests(
      visits: count(), bursts: count(), together: number(), burstChance: chance(),
      isSynchronous: draw.below(2) == 0, narrow: maybe(count()), ageSpread: maybe(number()),
      narrowChance: chance(), isNarrow: draw.below(2) == 0, ripeVisits: count(),
      ripeNarrow: count(), ripeSpread: maybe(number()), ripeChance: chance(),
      isRipeNarrow: draw.below(2) == 0, isSharedAbuse: draw.below(2) == 0,
      isAcrossOwners: draw.below(2) == 0,
      cues: CommonCue.allCases.filter { _ in draw.below(3) == 0 },
      cuesSought: CommonCue.allCases.filter { _ in draw.below(3) > 0 }, owners: count(),
      ownersInEffect: number(),
      reports: number(), level: level)
    let reasons = counts()
    return LockstepFinding(
      name: hostile[draw.below(hostile.count)], level: level, tests: tests,
      thresholds: LockstepFinding.Thresholds(
        together: number(), objects: count(), groups: count(), hasSeconds: draw.below(2) == 0,
        dated: number()), span: span(), accounts: accounts, targets: targets, pairs: pairs,
      portrait: LockstepFinding.Portrait(
        medianCoActions: number(), medianExpected: number(), shareOfOwnActivity: number(),
        shareOfTargets: number(), reasons: reasons, reasonChance: reasons.isEmpty ? nil : chance(),
        reasonElsewhere: number(), hours: (0..<24).map { _ in count() },
        weekdays: (0..<7).map { _ in count() }, owners: counts()))
  }

  private static func pow10(_ exponent: Double) -> Double {
    var value = 1.0
    for _ in 0..<Int(exponent.magnitude) { value *= 10 }
    return exponent < 0 ? 1 / value : value
  }
}
