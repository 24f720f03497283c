import Bytes
import Signals
import Testing

@testable import Coordination

@Suite("Crowds that come back to the same popular targets") struct CrowdTests {
  typealias Made = MadeUpActions

  /// People, and accounts that report a few old posts within the hour at different times of the day.
  private func massReports(
    _ accounts: Int, posts: Int = 6, owners: Int = 2, seed: UInt64 = 1
  ) -> Made {
    var actions = Made(seed: seed)
    actions.crowd()
    actions.raid(
      accounts: accounts, posts: posts, owners: owners, jitter: Made.hour / 3,
      age: 6 * Made.hour...3 * Made.day, takePart: 0.7)
    return actions
  }

  private func told(_ actions: Made) -> (findings: [LockstepFinding], summary: LockstepFindings) {
    LockstepSearch().told(in: actions.columns)
  }

  @Test(
    "Hundreds who report six targets need a look, and nobody else is named", arguments: [300, 700])
  func massReporting(accounts: Int) throws {
    let (findings, summary) = told(massReports(accounts))
    let crowd = try #require(findings.first { $0.crowd != nil })
    #expect(crowd.level == .medium)
    #expect(crowd.accounts.count > accounts / 2)
    #expect(findings.flatMap(\.accounts).allSatisfy { $0.name.hasPrefix("member") })
    #expect(crowd.targets.allSatisfy { $0.name.hasPrefix("member's aim") })
    let evidence = try #require(crowd.crowd)
    #expect(evidence.shared > 3 * evidence.byChance)
    #expect(summary.crowds.contains { $0.level == .medium && $0.reports == 1 && $0.ripe == 1 })
    // What is written is read again.
    #expect(try LockstepFinding(json: crowd.json).json == crowd.json)
    #expect(crowd.content["crowd"]?["shared"] == .rounded(evidence.shared))
  }

  @Test("Against one owner it may be whoever dislikes that owner: told, and no finding")
  func oneOwner() throws {
    let (findings, summary) = told(massReports(300, owners: 1))
    #expect(!findings.contains { $0.crowd != nil })
    let crowd = try #require(summary.crowds.first { $0.reports == 1 })
    #expect(crowd.isRemarkable)
    #expect(crowd.accounts > 200)
    #expect(crowd.objects == 6)
    #expect(Double(crowd.accounts) > crowd.byChance)
    #expect(crowd.within < 2 * Made.hour)
  }

  @Test("One petition, however large, is told and no finding") func petition() throws {
    var actions = Made(seed: 4)
    actions.crowd()
    for post in 0..<6 {
      for account in 0..<400 where actions.draw.happens(0.8) {
        actions.act(
          "signer \(account)", "report", on: "petitioned \(post)", of: "page \(post)",
          made: Made.start + 6 * Made.day,
          at: Made.start + 9 * Made.day + actions.wait(mean: Double(Made.hour) / 3))
      }
    }
    let (findings, summary) = told(actions)
    #expect(findings.isEmpty)
    let crowd = try #require(summary.crowds.first { $0.reports == 1 })
    #expect(crowd.visits < 3)
    #expect(crowd.isRemarkable)
  }

  @Test("Fans, and viewers of one programme each week, are no finding") func audiences() {
    var fans = Made(seed: 5)
    fans.crowd()
    fans.fans(800, posts: 40, owners: 4)
    #expect(told(fans).findings.isEmpty)
    var viewers = Made(seed: 6)
    viewers.crowd()
    for week in 0..<4 as Range<Int64> {
      for channel in 0..<3 as Range<Int64> {
        let begins = Made.start + (week * 7 + 1) * Made.day + 12 * Made.hour
        for viewer in 0..<300 where viewers.draw.happens(0.6) {
          viewers.act(
            "viewer \(viewer)", "comment", on: "thread \(week) \(channel)",
            of: "channel \(channel)",
            made: begins - 2 * Made.hour, at: begins + viewers.wait(mean: Double(Made.hour) / 3))
        }
      }
    }
    #expect(!told(viewers).findings.contains { $0.crowd != nil })
  }

  @Test("People who pass viral posts on share an audience at most") func viral() {
    var actions = Made(seed: 7)
    actions.crowd()
    for post in 0..<5 as Range<Int64> {
      let made = Made.start + (2 + 3 * post) * Made.day + post * Made.hour
      for account in 0..<1500 where actions.draw.happens(0.5) {
        actions.act(
          "reader \(account)", "share", on: "viral \(post)", of: "page \(post)", made: made,
          at: made + actions.delay(median: Double(Made.hour), sigma: 1.2))
      }
    }
    #expect(told(actions).findings.isEmpty)
  }

  @Test("The order of rows leaves no trace") func order() {
    let actions = massReports(300, seed: 8)
    let shuffled = told(actions.shuffled(seed: 3))
    let straight = told(actions)
    #expect(shuffled.findings.map(\.json) == straight.findings.map(\.json))
    #expect(shuffled.summary.json == straight.summary.json)
  }

  @Test("Targets tied by the accounts they share are found; others are not")
  func targets() throws {
    let incidence = Incidence(massReports(300, seed: 9).columns)
    let none = [Bool](repeating: false, count: incidence.accounts)
    let found = CrowdSearch().candidates(in: incidence, without: none)
    let first = try #require(found.first)
    #expect(first.objects.count == 6)
    // Accounts that are gone are no part of any crowd.
    var gone = none
    for account in first.accounts { gone[Int(account)] = true }
    #expect(CrowdSearch().candidates(in: incidence, without: gone).count < found.count)
  }
}
