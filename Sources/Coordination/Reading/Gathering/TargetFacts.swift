internal import Signals

/// What rows say about targets: owners and times, and where they disagree.
struct TargetFacts: Sendable {
  /// What is known of one target, in one piece of memory.
  private struct Facts: Sendable {
    /// Part of the hash of the owner's name, so that nobody has to look for an owner who is known.
    var ownerCheck: UInt64 = 0
    /// The smallest time.
    var time = ActionColumns.noTime
    /// The owner that the first row gave, or `NameTable.none`.
    var owner = NameTable.none
    /// Rows that gave it as long as nobody disagreed, then ``disputed``.
    var rows: UInt32 = 0
  }

  private static let disputed = UInt32.max

  private var facts: [Facts] = []
  private var disputes: [UInt32: [UInt32: Int]] = [:]
  private var severalTimes: Set<UInt32> = []

  /// Targets with different owners.
  var disputedOwners: Int { disputes.count }
  /// Targets with different times.
  var disputedTimes: Int { severalTimes.count }

  /// Makes room for a target.
  @inline(__always)
  mutating func makeRoom(for target: UInt32) {
    while facts.count <= Int(target) { facts.append(Facts()) }
  }

  /// Looks at where a target's facts are, if it is one.
  @inline(__always)
  func touch(_ target: UInt32) -> UInt32 {
    Int(target) < facts.count ? facts[Int(target)].rows : 0
  }

  /// Takes the time that one row gives, or `ActionColumns.noTime`.
  ///
  /// - Precondition: there is room for the target.
  @inline(__always)
  mutating func note(_ target: UInt32, time: Int64) {
    if time != ActionColumns.noTime, facts[Int(target)].time != time { change(target, time) }
  }

  private mutating func change(_ target: UInt32, _ time: Int64) {
    let known = facts[Int(target)].time
    if known == ActionColumns.noTime {
      facts[Int(target)].time = time
    } else {
      severalTimes.insert(target)
      facts[Int(target)].time = min(known, time)
    }
  }

  /// Takes another vote for the only owner so far; `false` when it is not one.
  ///
  /// - Precondition: there is room for the target.
  @inline(__always)
  mutating func confirm(_ target: UInt32, ownerWith hash: StableHash) -> Bool {
    let known = facts[Int(target)]
    guard known.ownerCheck == hash.high, known.rows != 0, known.rows < Self.disputed - 1 else {
      return false
    }
    facts[Int(target)].rows = known.rows + 1
    return true
  }

  /// Takes a vote for an owner.
  ///
  /// - Precondition: there is room for the target.
  mutating func note(_ target: UInt32, owner: UInt32, with hash: StableHash) {
    let index = Int(target)
    let known = facts[index]
    if known.owner == NameTable.none {
      facts[index].owner = owner
      facts[index].ownerCheck = hash.high
      facts[index].rows = 1
    } else if known.rows == Self.disputed {
      disputes[target, default: [:]][owner, default: 0] += 1
    } else if known.owner != owner {
      disputes[target] = [known.owner: Int(known.rows), owner: 1]
      facts[index].rows = Self.disputed
    } else if known.rows < Self.disputed - 1 {
      // Another spelling of the same owner.
      facts[index].rows += 1
    }
  }

  /// The time of each target, or `ActionColumns.noTime`.
  var times: [Int64] { facts.map(\.time) }

  /// The owner of each target: the one that most rows give, the first by name among equals.
  func owners(named names: NameTable) -> [UInt32] {
    var owners = facts.map(\.owner)
    for (target, votes) in disputes {
      let best = votes.max { one, other in
        one.value != other.value
          ? one.value < other.value : names.precedes(other.key, one.key)
      }
      owners[Int(target)] = best?.key ?? NameTable.none
    }
    return owners
  }
}
