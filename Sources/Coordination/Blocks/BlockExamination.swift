import Signals

import func Glibc.log

/// Tests dense blocks on the time within the hour, which did not choose them.
///
/// Blocks are chosen by who comes to the same object in the same hour. So what is ordinary is learned from
/// objects within hours as well, a visit is an hour, and only closeness within a minute says more. The choice
/// by hours is no choice by chance of a pair, so no block is more than medium.
struct BlockExamination {
  /// Objects cut by hours.
  let incidence: Incidence
  let reference: Reference
  /// Blocks that are tested.
  let blocks: Int
  let isReport: [Bool]
  let settings: GroupTestSettings

  /// Pairs of members that a visit needs: as many as the smallest objects have that the ordinary is learned
  /// from, so that a share of few pairs is not held against one of many.
  static let leastPairs = 10.0
  /// The share of pairs within a minute that is ordinary at the least. Of five people who come at any time of
  /// one hour, fewer than one in twenty groups has more than one pair of ten so close; fewer objects than that
  /// takes to see may show less.
  static let leastOrdinary = 0.1
  /// Different objects that a block must meet on.
  static let leastObjects = 3

  /// A block with what the tests give.
  func finding(of candidate: BlockSearch.Candidate) -> LockstepGroup {
    let raids = incidence.raids(of: candidate.members, share: 0)
    var tests = GroupTests()
    incidence.describe(raids, isReport: isReport, into: &tests)
    test(raids, members: candidate.members.count, &tests)
    var group = LockstepGroup(
      core: candidate.members, members: [], raids: raids, tests: tests, pairs: [])
    group.block = candidate.evidence
    guard tests.level >= .medium else { return group }
    // What the block is was decided above; who is named must have been close to others again and again.
    let close = closeRaids(raids)
    let named = candidate.members.filter { close[$0, default: 0] >= 3 }
    group.raids = incidence.raids(of: named, share: 0)
    group.members = incidence.members(of: named, raids: group.raids).filter {
      $0.raids >= 3 && close[$0.account] != nil
    }
    // Nothing but the minute within the hour speaks for a block, and a cue explains that.
    group.tests.follow(
      incidence.cues(
        of: group.members.map(\.account), raids: group.raids, tests: tests, settings: settings,
        isOfPairs: false),
      atMost: .audience)
    return group
  }

  private func test(_ raids: [Raid], members: Int, _ tests: inout GroupTests) {
    // Reactions to fresh targets are close by themselves; where ages are known, only later ones say anything.
    let telling = raids.filter { raid in
      raid.isRipe || incidence.objectTime[Int(raid.object)] == ActionColumns.noTime
    }
    let visits = telling.hourlyVisits().map { visit in
      visit.raids.reduce(into: (close: 0.0, all: 0.0)) { sums, place in
        let count = Double(telling[place].rows.count)
        sums.all += count * (count - 1) / 2
        sums.close += telling[place].together * count * (count - 1) / 2
      }
    }.filter { $0.all >= Self.leastPairs }
    tests.visits = visits.count
    let objects = Set(telling.map { incidence.objectName[Int($0.object)] }).count
    guard visits.count >= settings.leastVisits, objects >= Self.leastObjects else { return }
    tests.level = .audience
    tests.together = visits.map(\.close).reduce(0, +) / visits.map(\.all).reduce(0, +)
    guard reference.hasSeconds else { return }
    let ordinary = max(reference.together, Self.leastOrdinary)
    tests.bursts = visits.count { $0.close > ordinary * $0.all }
    tests.burstChance = LogTail.binomial(
      atLeast: tests.bursts, of: visits.count, chance: settings.chance)
    // The 95th percentile of a handful of objects is their greatest, and three times that says nothing.
    let common = reference.isEnough ? reference.together : 0
    let least = members >= 20 ? max(0.15, 3 * common) : 0.3
    tests.isSynchronous =
      tests.burstChance < log(settings.alpha / Double(max(1, blocks)))
      && tests.bursts * 2 >= visits.count && tests.together >= least
    if tests.isSynchronous { tests.level = .medium }
  }

  /// Per account the raids in which another member came within a minute.
  private func closeRaids(_ raids: [Raid]) -> [UInt32: Int] {
    var close: [UInt32: Int] = [:]
    for raid in raids {
      let times = raid.rows.map { incidence.time[Int($0)] }
      for (place, row) in raid.rows.enumerated() {
        let isNearBefore = place > 0 && times[place] - times[place - 1] <= Synchrony.minute
        let isNearAfter =
          place + 1 < times.count && times[place + 1] - times[place] <= Synchrony.minute
        if isNearBefore || isNearAfter { close[incidence.account[Int(row)], default: 0] += 1 }
      }
    }
    return close
  }
}

extension [Raid] {
  /// Raids that begin within an hour of the first of them are one visit. They lie by their middles.
  func hourlyVisits() -> [Visit] {
    var visits: [Visit] = []
    var start: Int64 = 0
    for place in indices {
      if !visits.isEmpty, self[place].middle - start < BlockColumns.hour {
        visits[visits.count - 1].raids.append(place)
      } else {
        start = self[place].middle
        visits.append(Visit(raids: [place]))
      }
    }
    return visits
  }
}
