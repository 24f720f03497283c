import Signals
import Testing

@testable import Coordination

@Suite("Clocks that are wrong accuse nobody")
struct WrongClockTests {
  typealias Made = MadeUpActions

  private func ages(_ births: [Int64], first: Int64) -> TargetAges.Fault? {
    var ages = TargetAges()
    for birth in births {
      ages.add(birth: birth, times: (0..<5).map { birth + first + Int64($0) * Made.hour })
    }
    return ages.fault
  }

  @Test func agesThatCannotBeTrueAreNamed() {
    let births = (0..<300).map { Made.start + Int64($0) * 7_777_777 }
    #expect(ages(births, first: 5 * Made.minute) == nil)
    #expect(ages(births.map { $0 - $0 % Made.hour }, first: 5 * Made.minute) == .coarse)
    #expect(ages(births, first: -3 * Made.hour) == .ahead)
    #expect(ages(births, first: 2 * Made.hour) == .neverFresh)
  }

  @Test func aRaidOnAShiftedClockIsNotTestedByAge() {
    var actions = Made(seed: 3)
    actions.crowd()
    actions.raid(
      accounts: 12, posts: 15, owners: 3, jitter: 8 * Made.hour, age: Made.day...3 * Made.day)
    #expect(actions.level(of: "member") == .high)
    for target in actions.columns.targetTime.indices
    where actions.columns.targetTime[target] != ActionColumns.noTime {
      actions.columns.targetTime[target] -= 7 * Made.hour
    }
    let result = LockstepSearch().findings(in: actions.columns)
    #expect(result.reference?.ages.fault == .neverFresh)
    #expect(result.groups.allSatisfy { !$0.tests.isNarrow && !$0.tests.isRipeNarrow })
  }

  @Test func aPartOfAFileThatIsRoundedIsNotInTheSameMinute() {
    var actions = Made(seed: 5)
    actions.crowd()
    actions.fans(60, posts: 40)
    for row in actions.columns.time.indices
    where actions.columns.accounts[actions.columns.account[row]].hasPrefix("fan") {
      actions.columns.time[row] -= actions.columns.time[row] % Made.hour
    }
    let result = LockstepSearch().findings(in: actions.columns)
    #expect(result.reference?.hasSeconds == true)
    #expect(result.groups.allSatisfy { $0.tests.level < .medium })
  }

  @Test func readersOfOneDigestAreNotHigh() {
    var actions = Made(seed: 6)
    actions.crowd()
    for post in 0..<20 {
      let made = Made.start + Int64(post) * Made.day + Int64(actions.draw.below(40_000_000))
      let digest = Made.start + Int64(post + 1) * Made.day + 18 * Made.hour
      for account in 0..<40 {
        actions.act(
          "reader \(account)", "share", on: "article \(post)", of: "paper", made: made,
          at: digest + actions.wait(mean: Double(Made.hour)))
      }
    }
    #expect([.medium, .audience].contains(actions.level(of: "reader")))
  }

  @Test func aFirstRowOfDataIsNotRepeated() throws {
    #expect {
      _ = try ActionReader.read(Array("1717200000,Nguyen Van Secret,post 1\n1,2,3\n".utf8))
    } throws: { error in !"\(error)".contains("Secret") && "\(error)".contains("looks like data") }
  }
}
