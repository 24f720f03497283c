import Signals

import func Glibc.log

/// An ordinary cue that many follow without agreeing on anything: a timetable, a bell, a list.
///
/// People who share a cue pass every test that asks how close together they came, so a group whose visits follow one is
/// medium at most, and the finding says which. That no cue is seen does not exclude one.
public enum CommonCue: String, Sendable, Hashable, CaseIterable {
  /// Visits at one time of the day: a lesson, a newsletter, an evening programme, readers in a far time zone.
  case hourOfDay = "hour-of-day"
  /// Visits to each owner at an hour of its own: lessons of several teachers.
  case hourOfOwner = "hour-of-owner"
  /// Visits at regular times: on the hour, every six hours; shifts, schedules, exports that hold the time of asking.
  case regularTimes = "regular-times"
  /// Targets always at one age: a bell, a feed, people who follow an event live.
  case ageOfTarget = "age-of-target"
  /// Outsiders came to the same targets in the same moments: comments let through together, a crowd.
  case everybody
  /// Hardly anybody came to the same targets before, though they had been there for an hour: they were opened later
  /// than the data says, as premieres, match threads and moved archives are.
  case opening
  /// Targets of many owners, none of them visited much more than others: a list that is passed on.
  case manyOwners = "many-owners"
}

/// The cues that were looked for, and those of them that a group's visits follow.
struct CueSearch {
  private(set) var seen: [CommonCue] = []
  private(set) var sought: [CommonCue] = []

  /// - Parameter isSeen: `nil` where the data is too little to tell.
  mutating func add(_ cue: CommonCue, _ isSeen: Bool?) {
    guard let isSeen else { return }
    sought.append(cue)
    if isSeen { seen.append(cue) }
  }
}

extension Incidence {
  /// The cues that a group's visits follow, and those that could be looked for.
  ///
  /// - Parameter isOfPairs: whether pairs tied the group together. A block or a crowd is a part of many who came, and
  ///   those who are left of a campaign are no outsiders.
  /// - Complexity: O(visits² + rows of the raided objects).
  func cues(
    of members: [UInt32], raids: [Raid], tests: GroupTests, settings: GroupTestSettings,
    isOfPairs: Bool = true
  ) -> CueSearch {
    let visits = raids.visits(pause: settings.pause)
    let times = visits.compactMap { $0.raids.first.map { raids[$0].middle } }
    var search = CueSearch()
    search.add(.hourOfDay, VisitTimes.isOneHour(times))
    search.add(.hourOfOwner, hasHours(of: visits, raids))
    search.add(.regularTimes, VisitTimes.isRegular(times))
    search.add(.ageOfTarget, isOneAge(raids))
    search.add(.everybody, isOfPairs ? isEverybody(members, raids) : nil)
    search.add(.opening, isOfPairs ? isOpening(members, raids) : nil)
    search.add(.manyOwners, isOfManyOwners(raids, tests))
    return search
  }

  /// Owners that half of the raids need where these come from a list; six victims at most were attacked in what the
  /// tests were tuned on, and five owners at most held half of their raids.
  private static let ownersOfList = 6
  /// Pairs of visits to one owner on different days that tell of its hour.
  private static let leastRevisits = 15
  /// The spread of ln(age) within which eight in ten visits lie that follow the target's own clock.
  private static let oneAge = 0.35
  /// Outsiders that must have come to tell of everybody.
  private static let leastOutsiders = 20

  /// Whether visits to one owner come at one hour, whichever that is for each.
  private func hasHours(of visits: [Visit], _ raids: [Raid]) -> Bool? {
    var perOwner: [UInt32: [Int64]] = [:]
    for visit in visits {
      var seen: Set<UInt32> = []
      for place in visit.raids {
        let owner = objectOwner[Int(raids[place].object)]
        guard owner != NameTable.none, seen.insert(owner).inserted else { continue }
        perOwner[owner, default: []].append(raids[place].middle)
      }
    }
    var (near, all) = (0, 0)
    for times in perOwner.values {
      for (place, one) in times.enumerated() {
        for other in times[..<place] where abs(one - other) >= VisitTimes.day / 2 {
          all += 1
          if VisitTimes.apart(one, other, in: VisitTimes.day) <= VisitTimes.hour { near += 1 }
        }
      }
    }
    return all < Self.leastRevisits ? nil : near * 5 >= all * 3
  }

  /// Whether they came at one age of the target again and again: that is the target's own clock.
  private func isOneAge(_ raids: [Raid]) -> Bool? {
    let ages = raids.compactMap { raid -> Double? in
      let birth = objectTime[Int(raid.object)]
      guard birth != ActionColumns.noTime else { return nil }
      return log(Double(max(raid.middle - birth, 0)) / 1000 + 60)
    }.sorted()
    guard ages.count >= 5 else { return nil }
    let most = VisitTimes.most(of: ages.count, share: 0.8)
    return zip(ages, ages.dropFirst(most - 1)).contains { $1 - $0 <= Self.oneAge }
  }

  /// Whether those who are not of the group came to the same targets when the group did: in its core hours, in which
  /// eight in ten of its members came by definition.
  private func isEverybody(_ members: [UInt32], _ raids: [Raid]) -> Bool? {
    outsiders(of: members, on: raids).map { $0.inside * 20 >= $0.all * 13 }
  }

  /// Whether hardly anybody came to targets before these had half the age at which the group came, though they had been
  /// there for an hour.
  private func isOpening(_ members: [UInt32], _ raids: [Raid]) -> Bool? {
    let ripe = raids.filter(\.isRipe)
    guard ripe.count >= 3, ripe.count * 2 >= raids.count else { return nil }
    return outsiders(of: members, on: ripe).map { $0.before * 20 <= $0.all * 3 }
  }

  /// How many who are not of the group came to the same targets, before half the age at which it came and in its core
  /// hours; `nil` where too few did.
  private func outsiders(
    of members: [UInt32], on raids: [Raid]
  ) -> (before: Int, inside: Int, all: Int)? {
    let isMember = Set(members)
    var (before, inside, all, shared) = (0, 0, 0, 0)
    for raid in raids {
      let window = coreWindow(of: raid)
      let birth = objectTime[Int(raid.object)]
      var outsiders = 0
      for row in rows(ofObject: Int(raid.object)) where !isMember.contains(account[row]) {
        outsiders += 1
        if birth != ActionColumns.noTime, time[row] - birth < (raid.middle - birth) / 2 {
          before += 1
        }
        if window.contains(time[row]) { inside += 1 }
      }
      all += outsiders
      if outsiders >= 2 { shared += 1 }
    }
    guard shared * 2 >= raids.count, all >= Self.leastOutsiders else { return nil }
    return (before, inside, all)
  }

  /// Whether half of the raids are on many owners; a minute test says more than a list explains.
  private func isOfManyOwners(_ raids: [Raid], _ tests: GroupTests) -> Bool? {
    let owners = ownersOfHalf(raids)
    return owners == 0 ? nil : !tests.isSynchronous && owners >= Self.ownersOfList
  }

  /// The owners, those most visited first, that half of the raids are on; 0 where owners are not known.
  private func ownersOfHalf(_ raids: [Raid]) -> Int {
    var perOwner: [UInt32: Int] = [:]
    for raid in raids {
      let owner = objectOwner[Int(raid.object)]
      if owner != NameTable.none { perOwner[owner, default: 0] += 1 }
    }
    let all = perOwner.values.reduce(0, +)
    guard all > 0 else { return 0 }
    var sum = 0
    let counts = perOwner.values.sorted(by: >)
    return 1
      + (counts.firstIndex { count in
        sum += count
        return sum * 2 >= all
      } ?? 0)
  }
}

/// Where visits lie on clocks: the day's, and all that divide it.
enum VisitTimes {
  /// A day, in milliseconds.
  static let day: Int64 = 86_400_000
  /// An hour, in milliseconds.
  static let hour: Int64 = 3_600_000
  private static let minute: Int64 = 60_000
  /// Visits of which nine in ten tell of an hour; fewer must all be at it.
  private static let many = 8
  /// Nine in ten visits within so long are at one time of the day.
  private static let stretch = hour * 7 / 2
  /// The times between regular visits that are looked at.
  private static let periods: [Int64] =
    [10, 15, 20, 30].map { $0 * minute } + [1, 2, 3, 4, 6, 8, 12].map { $0 * hour }
  /// The part of the time between them within which regular visits lie.
  private static let narrow = 0.2
  /// The chance, over all periods, at which visits count as regular.
  private static let chance = 0.001

  /// Whether nine in ten of many visits lie at one time of the day.
  static func isOneHour(_ times: [Int64]) -> Bool? {
    times.count < many ? nil : arc(times, of: day, share: 0.9) <= stretch
  }

  /// Whether eight in ten visits lie in a small part of some regular time, more than chance explains.
  ///
  /// The chance is at most n times that of n − 1 others to lie in an arc that begins with one.
  static func isRegular(_ times: [Int64]) -> Bool? {
    guard times.count >= 5 else { return nil }
    let most = most(of: times.count, share: 0.8)
    let limit = log(chance / Double(periods.count * times.count))
    return periods.contains { period in
      // Closer than a minute is not told by every clock.
      let part = Double(max(minute, arc(times, of: period, share: 0.8))) / Double(period)
      return part <= narrow
        && LogTail.binomial(atLeast: most - 1, of: times.count - 1, chance: part) < limit
    }
  }

  /// The shortest stretch of a clock that holds a share of the times.
  static func arc(_ times: [Int64], of period: Int64, share: Double) -> Int64 {
    let phases = times.map { (($0 % period) + period) % period }.sorted()
    guard !phases.isEmpty else { return period }
    let most = most(of: phases.count, share: share)
    let twice = phases + phases.map { $0 + period }
    return zip(twice, twice.dropFirst(most - 1)).map { $1 - $0 }.min() ?? period
  }

  /// How far apart two times are on a clock.
  static func apart(_ one: Int64, _ other: Int64, in period: Int64) -> Int64 {
    let apart = abs(one - other) % period
    return min(apart, period - apart)
  }

  /// So many are a share of all.
  static func most(of all: Int, share: Double) -> Int {
    max(1, Int((share * Double(all)).rounded(.up)))
  }
}
