import func Glibc.log

/// What the members of a group did on one object that many of them share.
public struct Raid: Sendable, Hashable {
  /// The object.
  public var object: UInt32
  /// The members' rows, by time.
  public var rows: [UInt32]
  /// Half of the members had acted by then, in milliseconds since 1970.
  public var middle: Int64
  /// The share of pairs of members that acted within a minute of each other.
  public var together: Double
  /// The standard deviation of ln(age of the target + 60 s), or nil without the target's time.
  public var ageSpread: Double?
  /// Whether nine in ten members came an hour or more after the target was made.
  public var isRipe: Bool
}

/// Raids that followed each other so closely that they count as one visit.
public struct Visit: Sendable, Hashable {
  /// Places in the group's raids.
  public var raids: [Int]
}

extension Incidence {
  /// The raids of a group, by their middle time.
  ///
  /// What more than a few outsiders carry as well is no raid.
  ///
  /// - Parameter share: The part of the members that an object needs, and three at least.
  func raids(of members: [UInt32], share: Double) -> [Raid] {
    let least = max(3, Int((share * Double(members.count)).rounded(.up)))
    var rows: [UInt32] = []
    for member in members {
      rows += rowsOfAccounts[accountStarts[Int(member)]..<accountStarts[Int(member) + 1]]
    }
    // Rows lie by object and time, so their order is both.
    rows.sort()
    var raids: [Raid] = []
    var start = 0
    while start < rows.count {
      let object = objectOfRow[Int(rows[start])]
      var end = start
      while end < rows.count, objectOfRow[Int(rows[end])] == object { end += 1 }
      if end - start >= least, users(ofObject: Int(object)) - (end - start) <= mostOutsiders {
        raids.append(raid(on: object, rows: Array(rows[start..<end])))
      }
      start = end
    }
    return raids.sorted { ($0.middle, $0.object) < ($1.middle, $1.object) }
  }

  func raid(on object: UInt32, rows: [UInt32]) -> Raid {
    let times = rows.map { time[Int($0)] }
    let birth = objectTime[Int(object)]
    let early = times[(times.count - 1) / 10]
    return Raid(
      object: object, rows: rows, middle: times[(times.count - 1) / 2],
      together: Synchrony.together(times), ageSpread: Synchrony.ageSpread(times, since: birth),
      isRipe: birth != ActionColumns.noTime && early - birth >= Synchrony.ripe)
  }
}

/// How close together times are.
enum Synchrony {
  /// A minute, in milliseconds.
  static let minute: Int64 = 60_000
  /// The age from which a target is no longer fresh: an hour.
  static let ripe: Int64 = 3_600_000

  /// The share of pairs of sorted times no further apart than a minute.
  static func together(_ times: [Int64]) -> Double {
    let all = times.count * (times.count - 1) / 2
    guard all > 0 else { return 0 }
    return Double(PairNull.pairs(within: minute, times: times, range: times.indices)) / Double(all)
  }

  /// The standard deviation of ln(age + 60 s): people react in proportion to a post's age.
  static func ageSpread(_ times: some Collection<Int64>, since birth: Int64) -> Double? {
    guard birth != ActionColumns.noTime, times.count >= 2 else { return nil }
    var (sum, squares) = (0.0, 0.0)
    for time in times {
      let age = log(Double(max(time - birth, 0)) / 1000 + 60)
      sum += age
      squares += age * age
    }
    let count = Double(times.count)
    return max(0, squares / count - sum / count * sum / count).squareRoot()
  }
}

extension [Raid] {
  /// Joins raids whose middles are less than a pause apart. They lie by their middles.
  func visits(pause: Int64) -> [Visit] {
    var visits: [Visit] = []
    for place in indices {
      if place > 0, self[place].middle - self[place - 1].middle < pause {
        visits[visits.count - 1].raids.append(place)
      } else {
        visits.append(Visit(raids: [place]))
      }
    }
    return visits
  }
}
