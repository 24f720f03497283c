import Signals

/// Finds groups of accounts that act in lockstep: pairs beyond chance, groups of pairs, tests of groups on
/// timing, members.
///
/// Pairs are selected by what they act on within a day; groups are tested on when, in seconds or in relation
/// to the age of the target. The two are different facts, so the second is not inflated by the first.
public struct LockstepSearch: Sendable, Hashable {
  /// What counts as the same thing.
  public var form = ObjectForm.actionAndTarget
  /// Objects that an account must share to be tested.
  public var leastObjects = 3
  /// Windows of pair evidence, in milliseconds.
  public var windows: [Int64] = [86_400_000]
  /// Pairs per account above which an object tells nothing.
  public var saturation = 300.0
  /// The chance of one wrong pair in the run.
  public var alpha = 0.01
  /// Whether pairs are taken by the rate of false discoveries.
  public var isRate = false
  /// Thresholds of the tests of groups.
  public var tests = GroupTestSettings()
  /// Seed of all that is drawn.
  public var seed: UInt64 = 1

  /// The usual search.
  public init() {}

  /// Searches all actions.
  public func findings(in columns: ActionColumns) -> LockstepFindings {
    let incidence = Incidence(columns, form: form, leastObjects: leastObjects)
    return findings(
      in: incidence, isReport: isReport(columns), wordings: wordings(columns, incidence))
  }

  /// Searches all actions and tells what was found with names: findings of at least a level, the strongest
  /// first.
  public func told(
    in columns: ActionColumns, from least: Level = .medium
  ) -> (findings: [LockstepFinding], summary: LockstepFindings) {
    let incidence = Incidence(columns, form: form, leastObjects: leastObjects)
    let summary = findings(
      in: incidence, isReport: isReport(columns), wordings: wordings(columns, incidence))
    guard let reference = summary.reference else { return ([], summary) }
    let writer = FindingWriter(
      columns: columns, incidence: incidence,
      null: PairNull(incidence, window: windows.first ?? 0, most: saturation),
      reference: reference, groups: summary.candidates, reports: ReasonCounts(columns))
    let told = summary.groups.filter { $0.tests.level >= least && $0.members.count >= 3 }
    return (told.map(writer.finding), summary)
  }

  /// Searches incidences.
  func findings(
    in incidence: Incidence, isReport: [Bool], wordings: Wordings? = nil
  ) -> LockstepFindings {
    var result = LockstepFindings()
    result.accounts = incidence.accounts
    result.incidences = incidence.counts
    result.rows = incidence.count
    result.objects = incidence.objects
    let pairs = pairs(in: incidence, into: &result)
    let candidates = GroupCut(seed: seed).groups(of: pairs)
    result.candidates = candidates.count
    var isCandidate = [Bool](repeating: false, count: incidence.accounts)
    for group in candidates { for member in group.members { isCandidate[Int(member)] = true } }
    let reference = Reference(incidence, isCandidate: isCandidate, seed: seed)
    result.reference = reference
    let examination = Examination(
      incidence: incidence, reference: reference, groups: candidates.count, isReport: isReport,
      wordings: wordings, settings: tests)
    let examined = candidates.map { examination.finding(of: $0, pairs: pairs) }
    result.groups = examination.merged(examination.rejoined(examined))
    return result
  }

  private func pairs(in incidence: Incidence, into result: inout LockstepFindings) -> [AccountPair]
  {
    var search = PairSearch()
    search.alpha = alpha
    search.least = leastObjects
    search.isRate = isRate
    var all: [AccountPair] = []
    for (place, window) in windows.enumerated() {
      let null = PairNull(incidence, window: window, most: saturation)
      var counts = PairSearch.Counts()
      all += search.pairs(
        in: incidence, null: null, windows: windows.count, window: place, counts: &counts)
      result.pairs.append(counts)
      result.saturated = max(result.saturated, null.saturated.count)
    }
    guard windows.count > 1 else { return all }
    all.sort { ($0.first, $0.second, $0.logChance) < ($1.first, $1.second, $1.logChance) }
    return all.indices.filter { place in
      place == 0 || all[place - 1].first != all[place].first
        || all[place - 1].second != all[place].second
    }.map { all[$0] }
  }

  /// The wordings with which a group can be tested: not where it was found by what it wrote, or by what stands in or
  /// beside it. A link brings its headline along, and a hashtag is part of the text.
  private func wordings(_ columns: ActionColumns, _ incidence: Incidence) -> Wordings? {
    form.isCarried ? nil : Wordings(columns, incidence)
  }

  private func isReport(_ columns: ActionColumns) -> [Bool] {
    (0..<UInt32(columns.kinds.count)).map { tests.reportKinds.contains(columns.kinds[$0]) }
  }
}

/// What a search gave.
public struct LockstepFindings: Sendable, Hashable {
  /// Accounts that could be tested.
  public var accounts = 0
  /// What was left out on the way.
  public var incidences = Incidence.Counts()
  /// Rows that were searched.
  public var rows = 0
  /// Objects that were searched.
  public var objects = 0
  /// Per window: pairs visited, tested, taken.
  public var pairs: [PairSearch.Counts] = []
  /// Objects too popular to tell anything about pairs.
  public var saturated = 0
  /// Groups that were tested.
  public var candidates = 0
  /// What is ordinary in these actions.
  public var reference: Reference?
  /// All groups, the strongest first.
  public var groups: [LockstepGroup] = []

  /// Nothing yet.
  public init() {}
}

/// A group that was tested.
public struct LockstepGroup: Sendable, Hashable {
  /// The accounts that pairs tied together.
  public var core: [UInt32]
  /// The accounts after those without raids are gone and late ones have come.
  public var members: [Member]
  /// What they did together.
  public var raids: [Raid]
  /// What the tests gave.
  public var tests: GroupTests
  /// Pairs beyond chance among the core.
  public var pairs: [AccountPair]
}
