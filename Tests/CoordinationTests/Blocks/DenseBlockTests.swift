import Signals
import Testing

import func Foundation.log

@testable import Coordination

/// Columns, their densest part and their rearrangements.
@Suite("Columns and their densest part") struct DenseBlockTests {
  /// Four accounts on three posts within minutes, and pairs of others elsewhere.
  private var made: Incidence {
    var actions = MadeUpActions(seed: 1)
    for post in 0..<3 {
      for account in 0..<4 {
        actions.act(
          "one \(account)", "share", on: "post \(post)", of: "page", made: nil,
          at: MadeUpActions.start + Int64(post) * MadeUpActions.day
            + Int64(account) * MadeUpActions.minute)
      }
    }
    for pair in 0..<10 {
      for side in 0..<2 {
        actions.act(
          "other \(pair * 2 + side)", "share", on: "note \(pair)", of: "page", made: nil,
          at: MadeUpActions.start + Int64(side) * MadeUpActions.minute)
      }
    }
    return Incidence(actions.columns, leastObjects: 1)
  }

  @Test("The densest part is the four, with the density that can be reckoned by hand")
  func densest() {
    let incidence = made
    let columns = BlockColumns(incidence)
    // Every object lies in one column of each grid.
    #expect(columns.rows.count == 26)
    let block = DenseBlock(
      in: columns, without: Array(repeating: false, count: incidence.count))
    #expect(block.accounts.count == 4)
    #expect(block.isInside.count { $0 } == 6)
    #expect(abs(block.density - 24 / log(9.0) / 10) < 1e-5)
  }

  @Test("Without the rows of the first block the next is another") func next() {
    let incidence = made
    let columns = BlockColumns(incidence)
    let taken = (0..<incidence.count).map {
      incidence.rows(ofObject: Int(columns.object[$0])).count == 4
    }
    let block = DenseBlock(in: columns, without: taken)
    #expect(block.accounts.count == 20)
    #expect(abs(block.density - 40 / log(7.0) / 40) < 1e-5)
  }

  @Test("Nothing gives an empty block") func nothing() {
    let columns = BlockColumns(Incidence(ActionColumns(), leastObjects: 1))
    #expect(DenseBlock(in: columns, without: []).accounts.isEmpty)
    #expect(BlockSearch().candidates(in: Incidence(ActionColumns())).isEmpty)
  }

  @Test("What lies on the edge of an hour is whole in the other grid") func edges() {
    var actions = MadeUpActions(seed: 1)
    let hour = MadeUpActions.start / MadeUpActions.hour * MadeUpActions.hour
    for account in 0..<6 {
      actions.act(
        "one \(account)", "share", on: "post", of: "page", made: nil,
        at: hour + (Int64(account) - 3) * MadeUpActions.minute)
    }
    let columns = BlockColumns(Incidence(actions.columns, leastObjects: 1))
    #expect(columns.rows.map(\.count) == [3, 3, 6])
  }

  @Test("Rearranged, each does as much, as many come to each column, and nobody comes twice")
  func rewired() {
    let incidence = Incidence(MadeUpLogins(seed: 4).actions.columns, leastObjects: 1)
    let columns = BlockColumns(incidence)
    var dealt = Rewiring(columns, seed: 5)
    dealt.deal(swaps: 10)
    #expect(dealt.columns.account.sorted() == columns.account.sorted())
    #expect(dealt.columns.rows == columns.rows)
    #expect(dealt.columns.account != columns.account)
    let same = zip(dealt.columns.account, columns.account).count { $0 == $1 }
    #expect(same * 10 < columns.account.count)
    for object in 0..<incidence.objects {
      let accounts = dealt.columns.account[incidence.rows(ofObject: object)]
      #expect(Set(accounts).count == accounts.count)
    }
  }

  @Test("A part keeps the numbers of accounts and cuts objects by hours") func part() {
    let whole = made
    var isGone = [Bool](repeating: false, count: whole.accounts)
    isGone[0] = true
    let part = whole.part(without: isGone)
    #expect(part.accounts == whole.accounts)
    #expect(part.objects == whole.objects)
    #expect(part.count == whole.count - whole.degree(0))
    #expect(part.degree(0) == 0)
    #expect(part.degree(1) == whole.degree(1))
    let hourly = whole.part(without: isGone.map { _ in false }, slot: MadeUpActions.minute)
    #expect(hourly.objects == whole.count)
    #expect(hourly.objectName[0] == hourly.objectName[1])
  }

  @Test("Moments before 1970 lie in slots too") func slots() {
    #expect((-1 as Int64).slot(of: 10) == -1)
    #expect((-10 as Int64).slot(of: 10) == -1)
    #expect((-11 as Int64).slot(of: 10) == -2)
    #expect((9 as Int64).slot(of: 10) == 0)
  }
}
