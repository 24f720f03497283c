import Signals

/// Worlds made of a user's own actions in which nobody acts in lockstep: what is found there is false.
public enum NullActions: String, Sendable, Hashable, CaseIterable {
  /// Nobody follows anybody: within each hour of the day, accounts are dealt out anew among the actions of
  /// all days. How much each account does, at what hours, and how popular each target is stay as they are; who
  /// meets whom is chance. Not among the actions of one hour alone: in a quiet hour most of these may be those
  /// of one group, which would find itself together again.
  case strangers
  /// Audiences stay, but each comes in its own time: accounts keep their targets, and every action gets a
  /// delay after its target's beginning that some action of the data had. Groups stay groups; that they come
  /// together does not.
  case audiences

  /// Such a world.
  ///
  /// - Complexity: O(rows log rows).
  public func made(of columns: ActionColumns, seed: UInt64) -> ActionColumns {
    var draw = SplitMix64(seed: seed)
    var world = columns
    // Texts say who wrote them; a world of strangers has none.
    world.text = Array(repeating: NameTable.none, count: columns.count)
    world.texts = TextShelf()
    let order = columns.ordered()
    switch self {
    case .strangers: deal(order, in: columns, &world, &draw)
    case .audiences: delay(order, in: columns, &world, &draw)
    }
    return world
  }

  private func deal(
    _ order: [Int], in columns: ActionColumns, _ world: inout ActionColumns,
    _ draw: inout SplitMix64
  ) {
    var hours = [[Int]](repeating: [], count: 24)
    for row in order {
      let hour = Int(columns.time[row].slot(of: 3_600_000) % 24)
      hours[hour < 0 ? hour + 24 : hour].append(row)
    }
    for rows in hours {
      var accounts = rows.map { columns.account[$0] }
      for place in accounts.indices {
        accounts.swapAt(place, place + draw.below(accounts.count - place))
      }
      for (row, account) in zip(rows, accounts) { world.account[row] = account }
    }
  }

  private func delay(
    _ order: [Int], in columns: ActionColumns, _ world: inout ActionColumns,
    _ draw: inout SplitMix64
  ) {
    var begun = columns.targetTime
    for row in order where columns.target[row] != NameTable.none {
      let target = Int(columns.target[row])
      if begun[target] == ActionColumns.noTime { begun[target] = columns.time[row] }
    }
    let told = order.filter { columns.target[$0] != NameTable.none }
    let delays = told.map { max(0, columns.time[$0] - begun[Int(columns.target[$0])]) }
    guard !delays.isEmpty else { return }
    for row in told {
      world.time[row] = begun[Int(columns.target[row])] + delays[draw.below(delays.count)]
    }
  }
}

extension ActionColumns {
  /// Rows in an order that does not hang on how they were read.
  func ordered() -> [Int] {
    let accountRank = accounts.ranks()
    let targetRank = targets.ranks()
    return (0..<count).sorted { one, other in
      if time[one] != time[other] { return time[one] < time[other] }
      if account[one] != account[other] {
        return accountRank[Int(account[one])] < accountRank[Int(account[other])]
      }
      if target[one] != target[other] {
        if target[one] == NameTable.none || target[other] == NameTable.none {
          return target[other] == NameTable.none
        }
        return targetRank[Int(target[one])] < targetRank[Int(target[other])]
      }
      if kind[one] != kind[other] {
        return kinds.precedes(UInt32(kind[one]), UInt32(kind[other]))
      }
      return comes(UInt32(one), before: UInt32(other))
    }
  }
}

/// How often a search finds something where there is nothing.
public struct Calibration: Sendable, Hashable {
  /// One world that was searched.
  public struct Run: Sendable, Hashable {
    /// What kind of world; nil for the actions as they are.
    public var world: NullActions?
    /// Its seed.
    public var seed: UInt64
    /// Groups that were tested.
    public var groups: Int
    /// False findings of level high.
    public var high: Int
    /// False findings of level medium.
    public var medium: Int
    /// Accounts in false findings.
    public var accounts: Int
    /// Per group with enough visits to be tested, the natural logarithm of the smallest chance that a test of
    /// timing gave; ascending.
    public var chances: [Double]
  }

  /// Searches one world, or the actions as they are.
  public static func run(
    _ world: NullActions?, of columns: ActionColumns, seed: UInt64, search: LockstepSearch
  ) -> Run {
    let found = search.findings(in: world?.made(of: columns, seed: seed) ?? columns)
    let findings = found.groups.filter { $0.tests.level >= .medium }
    return Run(
      world: world, seed: seed, groups: found.candidates,
      high: findings.count { $0.tests.level == .high },
      medium: findings.count { $0.tests.level == .medium },
      accounts: Set(findings.flatMap { $0.members.map(\.account) }).count,
      chances: found.groups.filter { $0.tests.level >= .audience }.map {
        min($0.tests.burstChance, $0.tests.narrowChance, $0.tests.ripeChance)
      }.sorted())
  }
}
