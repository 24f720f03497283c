public import Record

/// What was done to one owner's targets, day by day: how much and by how many, never by whom.
public struct TargetedDays: Sendable, Hashable {
  /// One day, in universal time.
  public struct Day: Sendable, Hashable {
    /// The day.
    public var day: CivilDay
    /// Actions by kind.
    public var counts: [String: Int]
  }

  /// Days with an action, in order.
  public private(set) var days: [Day] = []
  /// Actions in all.
  public private(set) var actions = 0
  /// Accounts that acted.
  public private(set) var accounts = 0
  /// Targets that were acted upon.
  public private(set) var targets = 0

  /// Counts what was done to an owner's targets.
  public init(owner: UInt32, in columns: ActionColumns) {
    var perDay: [CivilDay: [String: Int]] = [:]
    var who = Set<UInt32>()
    var what = Set<UInt32>()
    for row in 0..<columns.count {
      let target = columns.target[row]
      guard target != NameTable.none, columns.targetOwner[Int(target)] == owner else { continue }
      let seconds = (Double(columns.time[row]) / 1000).rounded(.down)
      let kind = columns.kinds[UInt32(columns.kind[row])]
      perDay[CivilDay(of: Int64(seconds)), default: [:]][kind, default: 0] += 1
      actions += 1
      who.insert(columns.account[row])
      what.insert(target)
    }
    accounts = who.count
    targets = what.count
    days = perDay.sorted { $0.key < $1.key }.map { Day(day: $0.key, counts: $0.value) }
  }
}
