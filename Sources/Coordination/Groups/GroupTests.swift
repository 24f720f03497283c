public import Signals

import func Glibc.exp
import func Glibc.log

/// How far a group stands out, in words with a fixed meaning.
public enum Level: String, Sendable, Hashable, Comparable, CaseIterable {
  /// Too few shared objects to say anything.
  case thin
  /// They share an audience, and nothing more is shown. Not a finding.
  case audience
  /// Needs a person's look: they act on the same things beyond chance in a way audiences seldom do.
  case medium
  /// They act at the same times, again and again, beyond what ordinary reactions show.
  case high

  /// Orders by how much is shown.
  public static func < (one: Level, other: Level) -> Bool { one.rank < other.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What the tests of a group gave.
public struct GroupTests: Sendable, Hashable {
  /// Visits, the independent pieces of evidence.
  public var visits = 0
  /// T1: visits in which members were closer together than 95 % of ordinary objects show.
  public var bursts = 0
  /// T1: the mean share of pairs of members within a minute.
  public var together = 0.0
  /// T1: ln of the chance of so many bursts.
  public var burstChance = 0.0
  /// T1 passed.
  public var isSynchronous = false
  /// T2: visits whose spread of ages fewer than 5 % of ordinary groups show; nil without dates.
  public var narrow: Int?
  /// T2: the median spread of ages.
  public var ageSpread: Double?
  /// T2: ln of the chance of so many narrow visits.
  public var narrowChance = 0.0
  /// T2 passed.
  public var isNarrow = false
  /// T2 on ripe targets alone: visits, narrow ones, the median spread, ln of the chance.
  public var ripeVisits = 0
  /// Ripe visits whose spread fewer than 1 % of late comers' show.
  public var ripeNarrow = 0
  /// The median spread of ages over ripe targets.
  public var ripeSpread: Double?
  /// ln of the chance of so many narrow ripe visits.
  public var ripeChance = 0.0
  /// Passed on ripe targets alone.
  public var isRipeNarrow = false
  /// T3: reports against several owners.
  public var isSharedAbuse = false
  /// T4: lockstep across many owners.
  public var isAcrossOwners = false
  /// T5: members' texts in raids that share their wording with another member, of all of these; nil
  /// without texts.
  public var wording: Proportion?
  /// T5: the same of members' other texts.
  public var wordingElsewhere: Proportion?
  /// T5: ln of the chance of as many.
  public var wordingChance = 0.0
  /// T5 passed.
  public var isSharedWording = false
  /// Ordinary cues that the visits follow; where there is one, the level is medium at most.
  public var cues: [CommonCue] = []
  /// Cues that could be looked for.
  public var cuesSought: [CommonCue] = []
  /// How many owners the objects have.
  public var owners = 0
  /// e to the entropy of raids over owners.
  public var ownersInEffect = 0.0
  /// The share of raids that are reports.
  public var reports = 0.0
  /// What was found.
  public var level = Level.thin
}

/// Thresholds of the tests of groups. Where the specification gives a number, it is that number.
public struct GroupTestSettings: Sendable, Hashable {
  /// The part of a group that must meet on an object for it to count as a raid.
  public var raidShare = 0.2
  /// Raids and visits that a finding needs.
  public var leastVisits = 3
  /// Raids whose middles are closer than this are one visit, in milliseconds.
  public var pause: Int64 = 2 * 3_600_000
  /// The chance of an ordinary visit to look like a burst, or narrow: twice the nominal 5 %.
  public var chance = 0.1
  /// The chance at which timing backs up what lockstep across owners says.
  public var backing = 0.01
  /// The chance, over all groups, at which a test passes.
  public var alpha = 0.001
  /// The part of a group's texts that must share their wording.
  public var sharedWording = 0.3
  /// Such texts at least.
  public var leastShared = 6
  /// How often members and raids are looked for again with what the last time brought.
  public var rounds = 4
  /// Kinds of action that are complaints.
  public var reportKinds: Set<String> = ["report", "flag", "complaint"]

  /// The usual thresholds.
  public init() {}
}

extension GroupTests {
  /// Takes in which cues the visits follow: with one the level is medium at most.
  mutating func follow(_ search: CueSearch, atMost most: Level = .medium) {
    cues = search.seen
    cuesSought = search.sought
    if !cues.isEmpty { level = min(level, most) }
  }

  /// T5: whether the texts of all who take part share their wordings, and few others use them.
  mutating func testWording(
    of members: [UInt32], in raids: [Raid], wordings: Wordings, groups: Int,
    settings: GroupTestSettings
  ) {
    guard level >= .audience else { return }
    let shared = wordings.shared(by: members, in: raids)
    guard shared.inside.trials > 0 else { return }
    wording = shared.inside
    wordingElsewhere = shared.outside
    wordingChance = wordings.logChance(of: shared)
    isSharedWording =
      members.count >= 4 && wordingChance < log(settings.alpha / Double(max(1, groups)))
      && shared.inside.hits >= settings.leastShared
      && (shared.inside.share ?? 0) >= settings.sharedWording
    if isSharedWording { level = max(level, .medium) }
  }
}

extension Incidence {
  /// Tests one group.
  ///
  /// - Parameter groups: How many groups are tested in all.
  func tests(
    of members: [UInt32], raids: [Raid], reference: Reference, groups: Int, isReport: [Bool],
    settings: GroupTestSettings
  ) -> GroupTests {
    var tests = GroupTests()
    let visits = raids.visits(pause: settings.pause)
    tests.visits = visits.count
    // Owners and reports describe the group whatever is shown.
    countOwners(raids, isReport: isReport, into: &tests)
    guard raids.count >= settings.leastVisits, visits.count >= settings.leastVisits else {
      return tests
    }
    tests.level = .audience
    let limit = log(settings.alpha / Double(max(1, groups)))
    let clock = RaidClock(raids.lazy.flatMap(\.rows).map { time[Int($0)] })
    testSynchrony(raids, visits, members: members.count, reference, clock, limit, settings, &tests)
    testAges(raids, visits, reference, clock, limit, settings, &tests)
    testRipe(raids, visits, reference, clock, limit, settings, &tests)
    testCarriedWording(of: members, raids, limit, settings, &tests)
    tests.isSharedAbuse = tests.reports >= 0.7 && tests.owners >= 2 && members.count >= 4
    // People with the same broad taste meet on many owners' targets too, but while those are fresh.
    tests.isAcrossOwners =
      tests.owners >= 8 && tests.ownersInEffect >= 4 && tests.ripeNarrow >= settings.leastVisits
      && tests.ripeChance < log(settings.backing)
    if tests.isSynchronous || tests.isNarrow || tests.isRipeNarrow {
      tests.level = reference.isEnough ? .high : .medium
    } else if tests.isSharedAbuse || tests.isAcrossOwners || tests.isSharedWording {
      tests.level = .medium
    }
    if isOneAudience(raids, tests) || isTimetable(visits, raids, tests) {
      tests.level = min(tests.level, .medium)
    }
    tests.level = min(tests.level, form.mostLevel)
    return tests
  }

  /// Whether all is about one owner, and nothing tells the group from people who follow that owner by a
  /// timetable, a digest or a notification: those come at the same ages, or while the target is fresh.
  private func isOneAudience(_ raids: [Raid], _ tests: GroupTests) -> Bool {
    guard tests.owners > 0, tests.ownersInEffect < 2 else { return false }
    if !tests.isSynchronous { return true }
    // Programs are within a minute nearly always; people who are told by one bell are not.
    return tests.together < 0.8 && raids.count(where: \.isRipe) * 2 < raids.count
  }

  /// Whether all visits are at one time of the day and no minute says more: a lesson, a debate, a newsletter.
  func isTimetable(_ visits: [Visit], _ raids: [Raid], _ tests: GroupTests) -> Bool {
    if tests.isSynchronous { return false }
    let day: Int64 = 86_400_000
    let times = visits.compactMap { visit -> Int64? in
      visit.raids.first.map { ((raids[$0].middle % day) + day) % day }
    }.sorted()
    guard let first = times.first, let last = times.last else { return false }
    // The longest pause between neighbours on the clock leaves the shortest stretch that holds all.
    let pauses = zip(times.dropFirst(), times).map { $0 - $1 } + [first + day - last]
    return day - (pauses.max() ?? day) <= 5 * 1_800_000
  }

  private func testSynchrony(
    _ raids: [Raid], _ visits: [Visit], members: Int, _ reference: Reference,
    _ clock: RaidClock, _ limit: Double, _ settings: GroupTestSettings, _ tests: inout GroupTests
  ) {
    tests.together = raids.map(\.together).reduce(0, +) / Double(raids.count)
    guard reference.hasSeconds, clock.hasSeconds else { return }
    tests.bursts = visits.count { visit in
      visit.raids.map { raids[$0].together }.reduce(0, +) / Double(visit.raids.count)
        > reference.together
    }
    tests.burstChance = LogTail.binomial(
      atLeast: tests.bursts, of: visits.count, chance: settings.chance)
    let least = members >= 20 ? max(0.15, 3 * reference.together) : 0.3
    tests.isSynchronous =
      tests.burstChance < limit && tests.bursts * 2 >= visits.count && tests.together >= least
  }

  private func testAges(
    _ raids: [Raid], _ visits: [Visit], _ reference: Reference, _ clock: RaidClock,
    _ limit: Double, _ settings: GroupTestSettings, _ tests: inout GroupTests
  ) {
    let spreads = raids.compactMap(\.ageSpread).sorted()
    guard !spreads.isEmpty else { return }
    tests.ageSpread = spreads[(spreads.count - 1) / 2]
    guard reference.hasAges, clock.hasMinutes else { return }
    let dated = visits.filter { visit in visit.raids.contains { raids[$0].ageSpread != nil } }
    let narrow = dated.count { visit in
      let inside = visit.raids.filter { raids[$0].ageSpread != nil }
      let below = inside.count { place in
        (raids[place].ageSpread ?? .infinity)
          < reference.ordinarySpread(of: raids[place].rows.count)
      }
      return below * 2 >= inside.count
    }
    tests.narrow = narrow
    guard dated.count >= settings.leastVisits else { return }
    tests.narrowChance = LogTail.binomial(atLeast: narrow, of: dated.count, chance: settings.chance)
    tests.isNarrow =
      tests.narrowChance < limit && narrow * 2 >= dated.count && (tests.ageSpread ?? 1) <= 0.33
  }

  /// Audiences come while a target is fresh. Members who come together to targets that have long been
  /// there do not follow its author's clock.
  private func testRipe(
    _ raids: [Raid], _ visits: [Visit], _ reference: Reference, _ clock: RaidClock,
    _ limit: Double, _ settings: GroupTestSettings, _ tests: inout GroupTests
  ) {
    let spreads = raids.filter(\.isRipe).compactMap(\.ageSpread).sorted()
    guard !spreads.isEmpty else { return }
    tests.ripeSpread = spreads[(spreads.count - 1) / 2]
    guard reference.hasAges, clock.hasMinutes else { return }
    let ripe = visits.map { $0.raids.map { raids[$0] }.filter(\.isRipe) }.filter { !$0.isEmpty }
    tests.ripeVisits = ripe.count
    guard ripe.count >= settings.leastVisits else { return }
    for (rarity, share) in Reference.rarities.enumerated() {
      let narrow = ripe.count { visit in
        let below = visit.count { raid in
          (raid.ageSpread ?? .infinity)
            < reference.ordinaryRipeSpread(of: raid.rows.count, rarity: rarity)
        }
        return below * 2 >= visit.count
      }
      // Half of a visit's raids may be narrow by chance in more ways than one: twice the nominal share.
      let chance = LogTail.binomial(atLeast: narrow, of: ripe.count, chance: 2 * share)
      if rarity == 0 || chance < tests.ripeChance {
        tests.ripeChance = chance
        tests.ripeNarrow = narrow
      }
    }
    // Two rarities are looked at.
    tests.ripeChance = min(0, tests.ripeChance + log(Double(Reference.rarities.count)))
    // A few old targets among many fresh ones are what an audience has whose connection failed now and then.
    tests.isRipeNarrow =
      tests.ripeChance < limit && tests.ripeNarrow * 2 >= tests.ripeVisits
      && tests.ripeVisits * 4 >= visits.count && (tests.ripeSpread ?? 1) <= 0.33
  }

  /// What a group's raids are, whatever is shown: owners and the share of reports.
  func describe(_ raids: [Raid], isReport: [Bool], into tests: inout GroupTests) {
    countOwners(raids, isReport: isReport, into: &tests)
    guard !raids.isEmpty else { return }
    tests.together = raids.map(\.together).reduce(0, +) / Double(raids.count)
  }

  private func countOwners(_ raids: [Raid], isReport: [Bool], into tests: inout GroupTests) {
    var perOwner: [UInt32: Int] = [:]
    var reports = 0
    for raid in raids {
      let owner = objectOwner[Int(raid.object)]
      if owner != NameTable.none { perOwner[owner, default: 0] += 1 }
      let kind = Int(objectKind[Int(raid.object)])
      if kind < isReport.count, isReport[kind] { reports += 1 }
    }
    tests.owners = perOwner.count
    tests.reports = raids.isEmpty ? 0 : Double(reports) / Double(raids.count)
    let all = Double(perOwner.values.reduce(0, +))
    // In the order of size, so that the sum is the same in every run.
    let entropy = perOwner.values.sorted().reduce(0.0) { sum, count in
      sum - Double(count) / all * log(Double(count) / all)
    }
    tests.ownersInEffect = perOwner.isEmpty ? 0 : exp(entropy)
  }
}
