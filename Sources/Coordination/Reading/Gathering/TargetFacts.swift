/// What rows say about targets: owners and times, and where they disagree.
struct TargetFacts: Sendable {
  /// Per target: the owner that the first row gave, or `NameTable.none`.
  private var owner: [UInt32] = []
  /// Per target: rows that gave it, as long as nobody disagreed; then ``isDisputed``.
  private var rows: [UInt32] = []
  /// Per target: the smallest time.
  private(set) var time: [Int64] = []
  private var disputes: [UInt32: [UInt32: Int]] = [:]
  private var severalTimes: Set<UInt32> = []

  private static let isDisputed = UInt32.max

  /// Targets with different owners.
  var disputedOwners: Int { disputes.count }
  /// Targets with different times.
  var disputedTimes: Int { severalTimes.count }

  /// Takes what one row says; `NameTable.none` and `ActionColumns.noTime` say nothing.
  @inline(__always)
  mutating func note(target: UInt32, owner said: UInt32, time saidTime: Int64) {
    let index = Int(target)
    while owner.count <= index {
      owner.append(NameTable.none)
      rows.append(0)
      time.append(ActionColumns.noTime)
    }
    if saidTime != ActionColumns.noTime, time[index] != saidTime { noteTime(target, saidTime) }
    guard said != NameTable.none else { return }
    if owner[index] == said, rows[index] < Self.isDisputed - 1 {
      rows[index] += 1
    } else {
      noteOwner(target, said)
    }
  }

  private mutating func noteTime(_ target: UInt32, _ said: Int64) {
    let known = time[Int(target)]
    if known == ActionColumns.noTime {
      time[Int(target)] = said
    } else {
      severalTimes.insert(target)
      time[Int(target)] = min(known, said)
    }
  }

  private mutating func noteOwner(_ target: UInt32, _ said: UInt32) {
    let index = Int(target)
    if owner[index] == NameTable.none {
      owner[index] = said
      rows[index] = 1
    } else if rows[index] == Self.isDisputed {
      disputes[target, default: [:]][said, default: 0] += 1
    } else if owner[index] != said {
      disputes[target] = [owner[index]: Int(rows[index]), said: 1]
      rows[index] = Self.isDisputed
    }
  }

  /// The owner of each target: the one that most rows give, the first by name among equals.
  func owners(named names: NameTable) -> [UInt32] {
    var owners = owner
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
