import Bytes
import Signals
import Testing

@testable import Coordination

/// Groups that no pair gives away.
@Suite("Dense blocks in small data") struct BlockFindingTests {
  private func names(_ finding: LockstepFinding) -> (hands: Int, others: Int) {
    let hands = finding.accounts.count { $0.name.hasPrefix(MadeUpLogins.campaign) }
    return (hands, finding.accounts.count - hands)
  }

  @Test("Forty-eight accounts that take turns on fifty addresses are found, as medium")
  func campaign() {
    for seed in 1...6 as ClosedRange<UInt64> {
      let columns = MadeUpLogins(seed: seed).actions.columns
      #expect(columns.count == 2489)
      #expect(columns.accounts.count == 916)
      let found = LockstepSearch().told(in: columns).findings
      let counts = found.map(names)
      #expect(counts.map(\.hands).reduce(0, +) >= 40, "seed \(seed)")
      #expect(counts.map(\.others).reduce(0, +) <= 2, "seed \(seed)")
      #expect(found.allSatisfy { $0.level == .medium && $0.block != nil && $0.pairs.isEmpty })
    }
  }

  @Test("Pairs alone do not find them") func pairsAlone() {
    var search = LockstepSearch()
    search.blocks = .never
    for seed in 1...3 as ClosedRange<UInt64> {
      #expect(search.told(in: MadeUpLogins(seed: seed).actions.columns).findings.isEmpty)
    }
  }

  @Test("Ordinary logins hold no dense block") func ordinary() {
    for seed in 1...20 as ClosedRange<UInt64> {
      let found = LockstepSearch().findings(in: MadeUpLogins(seed: seed, hands: 0).actions.columns)
      #expect(found.blocks == 0, "seed \(seed)")
      #expect(found.groups.allSatisfy { $0.tests.level < .medium })
    }
  }

  @Test("Accounts that come in the same hours at any minute are no finding") func sameHours() {
    for seed in 1...4 as ClosedRange<UInt64> {
      let columns = MadeUpLogins(seed: seed, burst: 3_600_000).actions.columns
      #expect(LockstepSearch().told(in: columns).findings.isEmpty)
    }
  }

  @Test("Those who follow one event for an evening are no finding where ages are known")
  func event() {
    var logins = MadeUpLogins(seed: 3, hands: 0)
    for post in 0..<40 {
      let made = MadeUpActions.start + Int64(post) * 9 * MadeUpActions.minute
      for fan in 0..<30 where logins.actions.draw.happens(0.5) {
        logins.actions.act(
          "fan \(fan)", "comment", on: "goal \(post)", of: "match \(post % 4)", made: made,
          at: made + logins.actions.wait(mean: 60_000))
      }
    }
    let found = LockstepSearch().findings(in: logins.actions.columns)
    #expect(found.groups.allSatisfy { $0.tests.level < .medium })
  }

  @Test("A seminar that writes when the room opens is no finding") func seminar() {
    var actions = MadeUpActions(seed: 3)
    for day in 0..<10 as Range<Int64> {
      let made = MadeUpActions.start + day * 2 * MadeUpActions.day
      let opens = made + 20 * MadeUpActions.hour
      for question in 0..<2 as Range<Int64> {
        for student in 0..<22 where actions.draw.happens(0.9) {
          actions.act(
            "student \(student)", "comment", on: "session \(day) \(question)", of: "seminar",
            made: made, at: opens + question * 2_400_000 + Int64(actions.draw.below(240_000)))
        }
      }
    }
    for other in 0..<150 {
      actions.act(
        "visitor \(actions.draw.below(90))", "comment", on: "other \(actions.draw.below(60))",
        of: "page \(other % 20)", made: MadeUpActions.start - MadeUpActions.day,
        at: MadeUpActions.start + Int64(actions.draw.uniform() * 27 * Double(MadeUpActions.day)))
    }
    #expect(actions.findings().allSatisfy { $0.level < .medium })
  }

  @Test("The order of rows leaves no trace") func order() {
    let logins = MadeUpLogins(seed: 2)
    let told = LockstepSearch().told(in: logins.actions.columns).findings
    let again = LockstepSearch().told(in: logins.actions.shuffled(seed: 9).columns).findings
    #expect(!told.isEmpty)
    #expect(told.map(\.json) == again.map(\.json))
  }

  @Test("What is told and what is recorded say that it is a block") func told() throws {
    let columns = MadeUpLogins(seed: 1).actions.columns
    let finding = try #require(LockstepSearch().told(in: columns).findings.first)
    let block = try #require(finding.block)
    #expect(block.density > block.byChance)
    // Of fifty addresses many are met in several hours.
    #expect(finding.things <= 50 && finding.things < finding.targets.count)
    let read = try LockstepFinding(json: JSONValue(parsing: Array(finding.json.canonicalText.utf8)))
    #expect(read.json == finding.json)
    #expect(finding.content["block"]?["density"] == .rounded(block.density))
    let recorded = try LockstepFinding(record: .object(finding.content))
    #expect(recorded.json == finding.json)
  }

  @Test("A search that never looks for blocks says so") func never() {
    var search = LockstepSearch()
    search.blocks = .never
    #expect(search.findings(in: MadeUpLogins(seed: 1).actions.columns).blocks == nil)
  }
}
