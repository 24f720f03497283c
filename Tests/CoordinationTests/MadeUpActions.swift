import Signals

import func Foundation.exp
import func Foundation.log

@testable import Coordination

/// Synthetic people who act on synthetic posts: a crowd that reacts as crowds do, and what a case adds.
struct MadeUpActions {
  static let minute: Int64 = 60_000
  static let hour: Int64 = 3_600_000
  static let day: Int64 = 86_400_000
  static let start: Int64 = 1_717_200_000_000

  var columns = ActionColumns()
  var draw: SplitMix64

  init(seed: UInt64) { draw = SplitMix64(seed: seed) }

  mutating func act(
    _ account: String, _ kind: String, on target: String, of owner: String, made: Int64?,
    at time: Int64
  ) {
    let number = columns.targets.number(of: target)
    if Int(number) == columns.targetOwner.count {
      columns.targetOwner.append(columns.owners.number(of: owner))
      columns.targetTime.append(made ?? ActionColumns.noTime)
    }
    columns.account.append(columns.accounts.number(of: account))
    columns.kind.append(UInt8(columns.kinds.number(of: kind)))
    columns.target.append(number)
    columns.time.append(time)
    columns.reason.append(.max)
    columns.text.append(NameTable.none)
  }

  /// People in no group: few act often, few posts are popular, reactions come within hours.
  mutating func crowd(accounts: Int = 3000, posts: Int = 1500, actions: Int = 24_000) {
    let made = (0..<posts).map { _ in Self.start + Int64(draw.uniform() * 27 * Double(Self.day)) }
    for _ in 0..<actions {
      let post = Int(Double(posts) * draw.uniform() * draw.uniform() * draw.uniform())
      let account = Int(Double(accounts) * draw.uniform() * draw.uniform())
      let kind = draw.happens(0.25) ? "report" : draw.happens(0.6) ? "comment" : "share"
      act(
        "person \(account)", kind, on: "post \(post)", of: "page \(post % 200)", made: made[post],
        at: made[post] + delay(median: 3 * Double(Self.hour), sigma: 1.6))
    }
  }

  /// A delay drawn from a log-normal distribution, in milliseconds.
  mutating func delay(median: Double, sigma: Double) -> Int64 {
    Int64(median * exp(sigma * draw.normal()))
  }

  /// A delay drawn from an exponential distribution, in milliseconds.
  mutating func wait(mean: Double) -> Int64 { Int64(-mean * log(1 - draw.uniform())) }

  /// Accounts that visit one post after another together.
  mutating func raid(
    accounts: Int, posts: Int, owners: Int, jitter: Int64, age: ClosedRange<Int64>,
    kind: String = "report", name: String = "member", isDated: Bool = true, takePart: Double = 0.8
  ) {
    for post in 0..<posts {
      let at =
        Self.start + Self.day * 3 + Int64(post) * 26 * Self.hour / 2
        + Int64(draw.below(Int(Self.hour)))
      let old = age.lowerBound + Int64(draw.uniform() * Double(age.upperBound - age.lowerBound))
      for account in 0..<accounts where draw.happens(takePart) {
        act(
          "\(name) \(account)", kind, on: "\(name)'s aim \(post)", of: "victim \(post % owners)",
          made: isDated ? at - old : nil, at: at + wait(mean: Double(jitter)))
      }
    }
  }

  /// People who love one owner's posts and come when each is fresh.
  mutating func fans(
    _ count: Int, posts: Int, owners: Int = 1, kind: String = "comment", median: Int64 = 8 * minute,
    takePart: Double = 0.35
  ) {
    let speed = (0..<count).map { _ in exp(0.5 * draw.normal()) }
    for post in 0..<posts {
      let made = Self.start + Int64(draw.uniform() * 27 * Double(Self.day))
      for fan in 0..<count where draw.happens(takePart) {
        act(
          "fan \(fan)", kind, on: "loved post \(post)", of: "star \(post % owners)", made: made,
          at: made + delay(median: Double(median) * speed[fan], sigma: 1))
      }
    }
  }

  /// What is found, each with the names of its members.
  func findings(_ search: LockstepSearch = LockstepSearch()) -> [(level: Level, names: Set<String>)]
  {
    let incidence = Incidence(columns)
    return search.findings(in: columns).groups.map { group in
      let members =
        group.members.isEmpty ? group.core.map { $0 } : group.members.map(\.account)
      return (
        group.tests.level, Set(members.map { columns.accounts[incidence.accountName[Int($0)]] })
      )
    }
  }

  /// The level of the group that holds most of the accounts of a name.
  func level(of name: String) -> Level? {
    findings().max { one, other in
      one.names.count { $0.hasPrefix(name) } < other.names.count { $0.hasPrefix(name) }
    }.flatMap { found in found.names.contains { $0.hasPrefix(name) } ? found.level : nil }
  }

  /// The same rows in another order.
  func shuffled(seed: UInt64) -> MadeUpActions {
    var copy = MadeUpActions(seed: seed)
    for row in (0..<columns.count).shuffled(using: &copy.draw) {
      let target = columns.target[row]
      let made = columns.targetTime[Int(target)]
      copy.act(
        columns.accounts[columns.account[row]], columns.kinds[UInt32(columns.kind[row])],
        on: columns.targets[target], of: columns.owners[columns.targetOwner[Int(target)]],
        made: made == ActionColumns.noTime ? nil : made, at: columns.time[row])
    }
    return copy
  }
}
