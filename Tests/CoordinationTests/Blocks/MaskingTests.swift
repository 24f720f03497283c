import Signals
import Testing

@testable import Coordination

/// Campaigns that are part of what chance is learned from.
@Suite("Campaigns that make up much of the data") struct MaskingTests {
  private func made() -> MadeUpActions {
    var actions = MadeUpActions(seed: 12)
    actions.crowd(accounts: 600, posts: 300, actions: 3000)
    actions.raid(
      accounts: 12, posts: 15, owners: 3, jitter: 90_000,
      age: MadeUpActions.hour...2 * MadeUpActions.day)
    return actions
  }

  @Test("What is found stays found when pairs are searched again without it") func again() {
    let actions = made()
    var once = LockstepSearch()
    once.blocks = .never
    once.maskingShare = 2
    var often = once
    often.maskingShare = 0
    let first = actions.findings(once).filter { $0.level >= .medium }
    let last = actions.findings(often).filter { $0.level >= .medium }
    #expect(!first.isEmpty)
    let all = last.reduce(into: Set<String>()) { $0.formUnion($1.names) }
    #expect(first.allSatisfy { $0.names.isSubset(of: all) })
    #expect(all.allSatisfy { $0.hasPrefix("member") })
    // Counts of pairs are those of all rows.
    #expect(
      once.findings(in: actions.columns).pairs == often.findings(in: actions.columns).pairs)
  }

  @Test("A campaign too large for pairs is a block, and names nobody else") func large() {
    var actions = MadeUpActions(seed: 13)
    actions.crowd(accounts: 300, posts: 200, actions: 1500)
    actions.raid(
      accounts: 60, posts: 20, owners: 3, jitter: 90_000,
      age: MadeUpActions.day...2 * MadeUpActions.day, takePart: 0.6)
    var pairs = LockstepSearch()
    pairs.blocks = .never
    #expect(actions.findings(pairs).allSatisfy { $0.level < .medium })
    let found = actions.findings().filter { $0.level >= .medium }
    let all = found.reduce(into: Set<String>()) { $0.formUnion($1.names) }
    #expect(all.count { $0.hasPrefix("member") } >= 55)
    #expect(all.allSatisfy { $0.hasPrefix("member") })
  }
}
