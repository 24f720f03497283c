import Signals
import Testing

@testable import Coordination

@Suite("A stream gives what a file gives") struct FollowingTests {
  private func story() -> MadeUpActions {
    var actions = MadeUpActions(seed: 21)
    actions.crowd(accounts: 1500, posts: 800, actions: 10_000)
    actions.raid(
      accounts: 12, posts: 15, owners: 3, jitter: 90_000,
      age: MadeUpActions.hour...2 * MadeUpActions.day)
    return actions
  }

  /// The rows between two places in the order of time.
  private func pieces(of columns: ActionColumns, _ count: Int) -> [ActionColumns] {
    let order = (0..<columns.count).sorted { columns.time[$0] < columns.time[$1] }
    return (0..<count).map { piece in
      let rows = Set(order[piece * order.count / count..<(piece + 1) * order.count / count])
      return columns.filtered { rows.contains($0) }
    }
  }

  @Test("In one piece, in seven, in forty: the same findings as a search of the whole")
  func same() throws {
    let columns = story().columns
    let wanted = LockstepSearch().told(in: columns).findings.sorted { $0.name < $1.name }
      .map(\.json)
    #expect(!wanted.isEmpty)
    for count in [1, 7, 40] {
      var window = ActionWindow(
        length: 60 * MadeUpActions.day, lateness: MadeUpActions.day, search: LockstepSearch())
      window.growth = 0.5
      var told: Set<String> = []
      for piece in pieces(of: columns, count) {
        for change in window.take(piece) { keep(change, in: &told) }
      }
      for change in window.look() { keep(change, in: &told) }
      #expect(window.findings.map(\.json) == wanted)
      #expect(told == Set(window.findings.map(\.name)))
      #expect(window.columns.count == columns.count)
    }
  }

  @Test("The last word about each finding is what a search of the whole says, to the last digit")
  func lastWord() {
    let columns = story().columns
    let wanted = Set(LockstepSearch().told(in: columns).findings.map(\.json))
    var window = ActionWindow(
      length: 60 * MadeUpActions.day, lateness: MadeUpActions.day, search: LockstepSearch())
    var last: [String: LockstepFinding] = [:]
    func keep(_ change: ActionWindow.Change) {
      switch change {
      case .appeared(let finding): last[finding.name] = finding
      case .changed(let finding, let before):
        last[before.name] = nil
        last[finding.name] = finding
      case .faded(let finding): last[finding.name] = nil
      }
    }
    let parts = pieces(of: columns, 60)
    for piece in parts { window.take(piece).forEach(keep) }
    window.close().forEach(keep)
    #expect(Set(last.values.map(\.json)) == wanted)
    #expect(!wanted.isEmpty)
    // Nothing is told twice.
    #expect(window.close().isEmpty)
  }

  @Test("A sorted stream longer than its window holds nothing late, in whatever pieces it comes")
  func longer() {
    let columns = story().columns
    var words: [[String]] = []
    for count in [1, 3, 50] {
      var window = ActionWindow(
        length: 5 * MadeUpActions.day, lateness: MadeUpActions.hour, search: LockstepSearch())
      window.growth = 0.5
      var said: [String] = []
      func keep(_ change: ActionWindow.Change) {
        switch change {
        case .appeared(let finding): said.append("+ \(finding.name) \(finding.accounts.count)")
        case .changed(let finding, let before): said.append("~ \(before.name) \(finding.name)")
        case .faded(let finding): said.append("- \(finding.name)")
        }
      }
      for piece in pieces(of: columns, count) { window.take(inOrder(piece)).forEach(keep) }
      window.close().forEach(keep)
      #expect(window.late == 0)
      words.append(said)
    }
    #expect(words[0] == words[1] && words[0] == words[2])
    #expect(!words[0].isEmpty)
  }

  private func inOrder(_ columns: ActionColumns) -> ActionColumns {
    columns.picked((0..<columns.count).sorted { (columns.time[$0], $0) < (columns.time[$1], $1) })
  }

  private func keep(_ change: ActionWindow.Change, in told: inout Set<String>) {
    switch change {
    case .appeared(let finding): told.insert(finding.name)
    case .changed(let finding, let before):
      told.remove(before.name)
      told.insert(finding.name)
    case .faded(let finding): told.remove(finding.name)
    }
  }

  @Test("A finding fades when its raids leave the window, and what comes too late is counted")
  func fades() {
    let columns = story().columns
    var window = ActionWindow(
      length: 12 * MadeUpActions.day, lateness: MadeUpActions.hour, search: LockstepSearch())
    window.growth = 0.2
    var names: [String] = []
    for piece in pieces(of: columns, 30) {
      for change in window.take(piece) {
        if case .faded(let finding) = change { names.append(finding.name) }
      }
    }
    var late = MadeUpActions(seed: 1)
    late.act("slow", "report", on: "old", of: "x", made: nil, at: MadeUpActions.start)
    let before = window.late
    _ = window.take(late.columns)
    #expect(window.late == before + 1)
    #expect(!names.isEmpty)
    let oldest = window.columns.time.min() ?? 0
    _ = window.look()
    #expect(window.columns.time.min() ?? 0 >= oldest)
    #expect(window.columns.time.allSatisfy { $0 >= window.latest - window.length })
  }

  @Test("An action of a time that has not come makes no other late") func future() {
    var actions = MadeUpActions(seed: 1)
    let now = MadeUpActions.start + MadeUpActions.day
    actions.act("fast", "report", on: "a", of: "x", made: nil, at: now + 900 * MadeUpActions.day)
    actions.act("right", "report", on: "a", of: "x", made: nil, at: now)
    var window = ActionWindow(length: MadeUpActions.day, lateness: MadeUpActions.hour)
    _ = window.take(actions.columns, at: now)
    #expect(window.ahead == 1)
    #expect(window.late == 0)
    #expect(window.latest == now)
    #expect(window.columns.count == 1)
  }

  @Test("No more actions are held than there is room for") func room() {
    let columns = story().columns
    var window = ActionWindow(
      length: 60 * MadeUpActions.day, lateness: MadeUpActions.day, mostActions: 3000,
      search: LockstepSearch())
    for piece in pieces(of: columns, 10) { _ = window.take(piece) }
    _ = window.look()
    #expect(window.columns.count <= 3000 + 5)
    #expect(window.crowdedOut > 0)
  }

  @Test("Some rows of columns have their names and no others") func filtered() {
    let columns = story().columns
    let some = columns.filtered { $0 % 7 == 0 }
    #expect(some.count == (columns.count + 6) / 7)
    for (place, row) in stride(from: 0, to: columns.count, by: 7).enumerated() {
      #expect(some.accounts[some.account[place]] == columns.accounts[columns.account[row]])
      let (target, before) = (some.target[place], columns.target[row])
      #expect(some.targets[target] == columns.targets[before])
      #expect(some.targetTime[Int(target)] == columns.targetTime[Int(before)])
    }
    var joined = columns.filtered { $0 % 2 == 0 }
    joined.append(columns.filtered { $0 % 2 == 1 })
    let search = LockstepSearch()
    #expect(search.told(in: joined).findings == search.told(in: columns).findings)
  }
}

@Suite("Worlds in which nobody acts in lockstep") struct CalibrationTests {
  @Test("A raid is not found among strangers, nor high among audiences") func worlds() {
    var actions = MadeUpActions(seed: 31)
    actions.crowd(accounts: 1500, posts: 800, actions: 12_000)
    actions.fans(60, posts: 30)
    actions.raid(
      accounts: 12, posts: 15, owners: 3, jitter: 90_000,
      age: MadeUpActions.hour...2 * MadeUpActions.day)
    #expect(actions.level(of: "member") == .high)
    for seed in 1...4 as ClosedRange<UInt64> {
      let strangers = Calibration.run(
        .strangers, of: actions.columns, seed: seed, search: LockstepSearch())
      #expect(strangers.high == 0 && strangers.medium == 0)
      let audiences = Calibration.run(
        .audiences, of: actions.columns, seed: seed, search: LockstepSearch())
      #expect(audiences.high == 0)
    }
  }

  @Test("A world keeps how much each does and how popular each target is") func keeps() {
    var actions = MadeUpActions(seed: 32)
    actions.crowd(accounts: 300, posts: 100, actions: 3000)
    let world = NullActions.strangers.made(of: actions.columns, seed: 5)
    #expect(world.account.sorted() == actions.columns.account.sorted())
    #expect(world.target == actions.columns.target && world.time == actions.columns.time)
    #expect(world.account != actions.columns.account)
    let delayed = NullActions.audiences.made(of: actions.columns, seed: 5)
    #expect(delayed.account == actions.columns.account && delayed.target == actions.columns.target)
    #expect(delayed.time != actions.columns.time)
    #expect(NullActions.strangers.made(of: actions.columns, seed: 5).account == world.account)
  }
}
