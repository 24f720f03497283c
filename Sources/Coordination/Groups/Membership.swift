import Signals

import func Glibc.log

/// What ties one account to a group: never a name without a number.
public struct Member: Sendable, Hashable {
  /// The account.
  public var account: UInt32
  /// Raids in which it took part.
  public var raids: Int
  /// Raids in whose core window it would have been found by chance.
  public var expected: Double
  /// ln of the chance of as many.
  public var logChance: Double
  /// Its part in the group.
  public var role: Role

  /// A part in a group.
  public enum Role: String, Sendable, Hashable, CaseIterable {
    /// In the group from the pairs.
    case core
    /// Came only in the last third of the raids.
    case late
    /// In fewer than a third of the raids.
    case occasional
  }
}

/// How often an account was in the core windows of raids, and the place of the first of these.
private struct Sightings {
  var count = 0
  var first: Int

  init(first: Int) { self.first = first }
}

extension Incidence {
  /// The members that raids leave and those that they add.
  ///
  /// An account outside is added when it was in the core windows (10 % to 90 % of the members' times, a
  /// minute added at each side) far more often than its activity explains. Whoever came late is held
  /// against the raids since it came.
  func members(of group: [UInt32], raids: [Raid], least: Int = 3) -> [Member] {
    var seen: [UInt32: Sightings] = [:]
    var inWindows = 0
    for (place, raid) in raids.enumerated() {
      let window = coreWindow(of: raid)
      for row in rows(ofObject: Int(raid.object)) where window.contains(time[row]) {
        seen[account[row], default: Sightings(first: place)].count += 1
        inWindows += 1
      }
    }
    let rate = Double(inWindows) / Double(max(1, count))
    let limit = log(0.01 / Double(max(1, accounts)))
    let inGroup = Set(group)
    var took: [UInt32: [Int]] = [:]
    for (place, raid) in raids.enumerated() {
      for row in raid.rows { took[account[Int(row)], default: []].append(place) }
    }
    var members: [Member] = []
    for one in group {
      guard let places = took[one], places.count >= least else { continue }
      members.append(member(one, places: places, raids: raids.count, rate: rate))
    }
    for (one, sightings) in seen where !inGroup.contains(one) {
      let since = Double(raids.count - sightings.first)
      let part = Int((0.15 * since).rounded(.up))
      guard sightings.count >= max(least, part) else { continue }
      let chance = LogTail.poisson(
        atLeast: sightings.count, mean: Double(degree(Int(one))) * rate)
      guard chance < limit else { continue }
      let places = raids.indices.filter { acted(one, on: raids[$0].object) }
      members.append(member(one, places: places, raids: raids.count, rate: rate))
    }
    return members.sorted { $0.account < $1.account }
  }

  func member(_ one: UInt32, places: [Int], raids: Int, rate: Double) -> Member {
    let expected = Double(degree(Int(one))) * rate
    let first = places.min() ?? 0
    let role: Member.Role =
      first >= raids * 2 / 3 ? .late : places.count * 3 < raids ? .occasional : .core
    return Member(
      account: one, raids: places.count, expected: expected,
      logChance: LogTail.poisson(atLeast: places.count, mean: expected), role: role)
  }

  private func acted(_ one: UInt32, on object: UInt32) -> Bool {
    let places = accountStarts[Int(one)]..<accountStarts[Int(one) + 1]
    var (low, high) = (places.lowerBound, places.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if objectOfRow[Int(rowsOfAccounts[middle])] < object {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < places.upperBound && objectOfRow[Int(rowsOfAccounts[low])] == object
  }

  func coreWindow(of raid: Raid) -> ClosedRange<Int64> {
    let last = raid.rows.count - 1
    let first = time[Int(raid.rows[Int((0.1 * Double(last)).rounded(.down))])]
    let end = time[Int(raid.rows[Int((0.9 * Double(last)).rounded(.up))])]
    return first - Synchrony.minute...end + Synchrony.minute
  }
}
