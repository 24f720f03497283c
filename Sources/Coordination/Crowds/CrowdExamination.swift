import Signals

import func Glibc.log

/// Tests crowds on when they came, and says how an audience is told from them.
///
/// An audience shares targets beyond chance too: that is what an audience is. It comes while a target is fresh, or when
/// one owner's bell, digest or timetable calls. So a crowd is a finding only where its timing passes the tests of
/// groups on targets no longer fresh, of several owners, and not at one time of the day; everything else is counted
/// and told. What any audience of complaints has (T3, T4, T5) makes no finding here, and no crowd is more than medium:
/// its targets were chosen because many came.
struct CrowdExamination {
  let incidence: Incidence
  let reference: Reference
  /// Groups and crowds that are tested.
  let groups: Int
  let isReport: [Bool]
  let isGone: [Bool]
  let settings: GroupTestSettings
  /// Accounts of the crowd that a target needs to be a raid.
  static let leastOnObject = 5
  /// Owners in effect that tell a crowd from one owner's audience.
  static let leastOwners = 1.5

  /// A crowd as it is told, and the group where it is a finding.
  func examined(_ candidate: CrowdSearch.Candidate) -> (crowd: Crowd, finding: LockstepGroup?) {
    let raids = raids(of: candidate.accounts, on: candidate.objects)
    var tests = incidence.tests(
      of: candidate.accounts, raids: raids, reference: reference, groups: groups,
      isReport: isReport, settings: settings)
    let isFinding = isFinding(raids, tests)
    tests.level = isFinding ? .medium : min(tests.level, .audience)
    var crowd = Crowd(
      accounts: candidate.accounts.count, byChance: candidate.byChance,
      objects: raids.count, evidence: candidate.evidence,
      owners: tests.owners, reports: tests.reports, visits: tests.visits, level: tests.level)
    crowd.measure(raids, in: incidence)
    guard isFinding else { return (crowd, nil) }
    let members = members(raids)
    guard members.count >= CrowdSearch().leastAccounts else {
      crowd.level = .audience
      return (crowd, nil)
    }
    var group = LockstepGroup(
      core: candidate.accounts, members: members,
      raids: self.raids(of: members.map(\.account), on: candidate.objects), tests: tests,
      pairs: [])
    group.crowd = candidate.evidence
    group.tests.follow(
      incidence.cues(
        of: members.map(\.account), raids: group.raids, tests: tests, settings: settings,
        isOfPairs: false))
    return (crowd, group)
  }

  private func isFinding(_ raids: [Raid], _ tests: GroupTests) -> Bool {
    guard tests.level > .thin, tests.ownersInEffect >= Self.leastOwners else { return false }
    let ripe = raids.count(where: \.isRipe)
    let isLate = ripe * 2 > raids.count
    guard tests.isRipeNarrow || isLate && (tests.isSynchronous || tests.isNarrow) else {
      return false
    }
    return !incidence.isTimetable(raids.visits(pause: settings.pause), raids, GroupTests())
  }

  /// What accounts did on given objects, by their middle time.
  private func raids(of accounts: [UInt32], on objects: [UInt32]) -> [Raid] {
    let inside = Set(accounts)
    return objects.compactMap { object -> Raid? in
      let rows = incidence.rows(ofObject: Int(object)).filter {
        inside.contains(incidence.account[$0])
      }
      guard rows.count >= Self.leastOnObject else { return nil }
      return incidence.raid(on: object, rows: rows.map(UInt32.init))
    }.sorted { ($0.middle, $0.object) < ($1.middle, $1.object) }
  }

  /// Who is named: whoever was in the core windows of three raids and more, far more often than those who were there
  /// once or twice.
  private func members(_ raids: [Raid]) -> [Member] {
    var places: [UInt32: [Int]] = [:]
    for (place, raid) in raids.enumerated() {
      let window = incidence.coreWindow(of: raid)
      for row in incidence.rows(ofObject: Int(raid.object))
      where window.contains(incidence.time[row]) {
        let one = incidence.account[row]
        if !isGone[Int(one)] { places[one, default: []].append(place) }
      }
    }
    var (seldom, rows) = (0, incidence.count)
    for (one, there) in places {
      if there.count >= 3 { rows -= incidence.degree(Int(one)) } else { seldom += there.count }
    }
    let rate = Double(max(1, seldom)) / Double(max(1, rows))
    let limit = log(0.01 / Double(max(1, incidence.accounts)))
    return places.filter { $0.value.count >= 3 }.map { one, there in
      incidence.member(one, places: there, raids: raids.count, rate: rate)
    }.filter { $0.logChance < limit }.sorted { $0.account < $1.account }
  }
}

/// A crowd that came back to the same targets, in counts: nobody is named.
public struct Crowd: Sendable, Hashable {
  /// Accounts that came to three or more of the targets.
  public var accounts: Int
  /// As many by popularity and activity.
  public var byChance: Double
  /// The targets.
  public var objects: Int
  /// What two targets share.
  public var evidence: CrowdEvidence
  /// Owners of the targets, as far as they are known.
  public var owners: Int
  /// The part of the targets that were reported.
  public var reports: Double
  /// Visits, two hours apart.
  public var visits: Int
  /// Medium where it is a finding, audience or thin where it is not.
  public var level: Level
  /// The part of the targets that were no longer fresh when the crowd came.
  public var ripe = 0.0
  /// The time within which eight in ten of the crowd came to a target, in milliseconds: the median over targets.
  public var within: Int64 = 0
  /// The first and the last raid's middle, in milliseconds since 1970.
  public var span: ClosedRange<Int64> = 0...0

  init(
    accounts: Int, byChance: Double, objects: Int, evidence: CrowdEvidence, owners: Int,
    reports: Double, visits: Int, level: Level
  ) {
    self.accounts = accounts
    self.byChance = byChance
    self.objects = objects
    self.evidence = evidence
    self.owners = owners
    self.reports = reports
    self.visits = visits
    self.level = level
  }

  /// Whether a person should know of it though it is no finding: complaints, or targets no longer fresh. Other crowds
  /// are audiences as there are many.
  public var isRemarkable: Bool { level < .medium && (reports >= 0.7 || ripe > 0.5) }

  /// Learns how close together the crowd came. Raids lie by their middles.
  mutating func measure(_ raids: [Raid], in incidence: Incidence) {
    guard let first = raids.first, let last = raids.last else { return }
    span = first.middle...last.middle
    ripe = Double(raids.count(where: \.isRipe)) / Double(raids.count)
    let spans = raids.map { raid in
      let last = raid.rows.count - 1
      return incidence.time[Int(raid.rows[last - last / 10])]
        - incidence.time[Int(raid.rows[last / 10])]
    }.sorted()
    within = spans[(spans.count - 1) / 2]
  }
}
