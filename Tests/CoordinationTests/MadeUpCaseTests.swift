import Signals
import Testing

@testable import Coordination

/// Cases of which a careful person knows the answer.
@Suite("What is called lockstep and what is not") struct MadeUpCaseTests {
  typealias Made = MadeUpActions

  @Test("A crowd alone gives no finding") func crowd() {
    for seed in 1...3 as ClosedRange<UInt64> {
      var actions = Made(seed: seed)
      actions.crowd()
      #expect(actions.findings().count { $0.level >= .medium } == 0)
    }
  }

  @Test("Twelve accounts within minutes on three owners' posts: high") func quickRaid() {
    var actions = Made(seed: 2)
    actions.crowd()
    actions.raid(
      accounts: 12, posts: 15, owners: 3, jitter: 90_000, age: Made.hour...2 * Made.day)
    let found = actions.findings().filter { $0.level >= .medium }
    #expect(found.map(\.level) == [.high])
    #expect(found.first?.names == Set((0..<12).map { "member \($0)" }))
  }

  @Test("The same over eight hours on posts of one to three days: high by age") func slowRaid() {
    var actions = Made(seed: 3)
    actions.crowd()
    actions.raid(
      accounts: 12, posts: 15, owners: 3, jitter: 8 * Made.hour, age: Made.day...3 * Made.day)
    #expect(actions.level(of: "member") == .high)
  }

  @Test("Without the posts' times: reports need a look, comments are no finding") func undated() {
    var reports = Made(seed: 4)
    reports.crowd()
    reports.raid(
      accounts: 12, posts: 15, owners: 3, jitter: 8 * Made.hour, age: Made.day...3 * Made.day,
      isDated: false)
    #expect(reports.level(of: "member") == .medium)
    var comments = Made(seed: 4)
    comments.crowd()
    comments.raid(
      accounts: 12, posts: 15, owners: 3, jitter: 8 * Made.hour, age: Made.day...3 * Made.day,
      kind: "comment", isDated: false)
    #expect(comments.level(of: "member") == .audience)
  }

  @Test("Eight hundred fans of one star: an audience") func fans() {
    var actions = Made(seed: 5)
    actions.crowd()
    actions.fans(800, posts: 40)
    // So large an audience may also be too ordinary to be tied together at all.
    #expect([.audience, nil].contains(actions.level(of: "fan")))
    #expect(actions.findings().count { $0.level >= .medium } == 0)
  }

  @Test("Fans of four stars: an audience") func fansOfFour() {
    var actions = Made(seed: 6)
    actions.crowd()
    actions.fans(120, posts: 40, owners: 4)
    #expect(actions.level(of: "fan") == .audience)
  }

  @Test("People who report one author's posts at human pace: medium at most") func antiFans() {
    var actions = Made(seed: 7)
    actions.crowd()
    actions.fans(60, posts: 30, kind: "report", median: Made.hour)
    #expect(actions.findings().allSatisfy { $0.level <= .medium })
  }

  @Test("A petition within an hour of a newsletter is one visit: no finding") func petition() {
    var actions = Made(seed: 8)
    actions.crowd()
    for post in 0..<6 {
      for account in 0..<80 {
        let at = Made.start + 9 * Made.day + actions.wait(mean: Double(Made.hour) / 4)
        actions.act(
          "signer \(account)", "share", on: "demand \(post)", of: "campaign \(post % 3)",
          made: Made.start + 8 * Made.day, at: at)
      }
    }
    #expect(actions.findings().count { $0.level >= .medium } == 0)
  }

  @Test("A clock that tells minutes only takes no part in the minute test") func roundedClock()
    throws
  {
    var actions = Made(seed: 10)
    actions.crowd()
    actions.raid(
      accounts: 12, posts: 15, owners: 1, jitter: 90_000, age: 0...Made.minute, kind: "comment")
    for row in actions.columns.time.indices {
      actions.columns.time[row] -= actions.columns.time[row] % 60_000
    }
    let result = LockstepSearch().findings(in: actions.columns)
    let reference = try #require(result.reference)
    #expect(!reference.hasSeconds)
    #expect(result.groups.allSatisfy { !$0.tests.isSynchronous })
  }

  @Test("Two accounts with thousands of random posts are not tied together") func hyperactive() {
    var actions = Made(seed: 11)
    actions.crowd(posts: 6000, actions: 60_000)
    for account in ["busy one", "busy two"] {
      for _ in 0..<3000 {
        let post = actions.draw.below(6000)
        let made = Made.start + Int64(actions.draw.below(27)) * Made.day
        actions.act(
          account, "comment", on: "post \(post)", of: "page \(post % 200)", made: made,
          at: made + actions.delay(median: 3 * Double(Made.hour), sigma: 1.6))
      }
    }
    #expect(
      actions.findings().allSatisfy { group in !group.names.contains { $0.hasPrefix("busy") } })
  }

  @Test("Fifty thousand on one post in an hour are no finding") func viral() {
    var actions = Made(seed: 12)
    actions.crowd(accounts: 20_000, posts: 4000, actions: 100_000)
    for account in 0..<50_000 {
      actions.act(
        "visitor \(account)", "share", on: "the post of the day", of: "page 1", made: Made.start,
        at: Made.start + actions.wait(mean: Double(Made.hour) / 3))
    }
    #expect(actions.findings().count { $0.level >= .medium } == 0)
  }

  @Test("Five accounts that met ten times each are found, however even they are") func uniform() {
    var actions = Made(seed: 13)
    actions.crowd()
    actions.raid(
      accounts: 5, posts: 10, owners: 2, jitter: 5000, age: Made.day...2 * Made.day, takePart: 1.1)
    #expect(actions.level(of: "member") == .high)
  }

  @Test("Rows in another order give the same groups, number for number") func order() {
    var actions = Made(seed: 14)
    actions.crowd()
    actions.fans(100, posts: 30)
    actions.raid(
      accounts: 12, posts: 15, owners: 3, jitter: 90_000, age: Made.hour...2 * Made.day)
    func told(_ actions: MadeUpActions) -> [String] {
      let incidence = Incidence(actions.columns)
      func name(_ account: UInt32) -> String {
        actions.columns.accounts[incidence.accountName[Int(account)]]
      }
      return LockstepSearch().findings(in: actions.columns).groups.map { group in
        "\(group.tests) \(group.core.map(name)) \(group.members.map { "\(name($0.account)) \($0.raids) \($0.logChance)" })"
      }
    }
    let first = told(actions)
    #expect(!first.isEmpty)
    for seed in 1...3 as ClosedRange<UInt64> {
      #expect(told(actions.shuffled(seed: seed)) == first)
    }
  }

  @Test("Where objects are owners, findings name owners") func owners() throws {
    var actions = Made(seed: 16)
    actions.crowd()
    for round in 0..<12 {
      for account in 0..<8 {
        let at = Made.start + Int64(round + 2) * 2 * Made.day + Int64(account) * 1000
        actions.act(
          "member \(account)", "report", on: "post \(round) \(account)", of: "victim \(round)",
          made: nil, at: at)
      }
    }
    var search = LockstepSearch()
    search.form = .owner
    let found = search.told(in: actions.columns).findings
    let finding = try #require(found.first)
    #expect(finding.targets.allSatisfy { $0.name.hasPrefix("victim ") && $0.owner == $0.name })
  }

  @Test("Shifting all times changes nothing but the times") func shifted() {
    var actions = Made(seed: 15)
    actions.crowd()
    actions.raid(
      accounts: 12, posts: 15, owners: 3, jitter: 90_000, age: Made.hour...2 * Made.day)
    let before = LockstepSearch().findings(in: actions.columns).groups.map(\.tests)
    for row in actions.columns.time.indices { actions.columns.time[row] += 12_345_000 }
    for target in actions.columns.targetTime.indices
    where actions.columns.targetTime[target] != ActionColumns.noTime {
      actions.columns.targetTime[target] += 12_345_000
    }
    #expect(LockstepSearch().findings(in: actions.columns).groups.map(\.tests) == before)
  }
}
