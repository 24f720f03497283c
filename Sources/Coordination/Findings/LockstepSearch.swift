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
  /// Searches by pairs, the first among them.
  public var mostRounds = 3
  /// The part of all rows that findings must hold for another search without them.
  public var maskingShare = 0.25
  /// When dense blocks are looked for beside pairs.
  public var blocks = BlockUse.few
  /// Seed of all that is drawn.
  public var seed: UInt64 = 1

  /// The usual search.
  public init() {}

  /// Searches all actions.
  public func findings(in columns: ActionColumns) -> LockstepFindings {
    search(Incidence(columns, form: form, leastObjects: leastObjects), of: columns).findings
  }

  /// Searches all actions and tells what was found with names: findings of at least a level, the strongest
  /// first.
  public func told(
    in columns: ActionColumns, from least: Level = .medium
  ) -> (findings: [LockstepFinding], summary: LockstepFindings) {
    let incidence = Incidence(columns, form: form, leastObjects: leastObjects)
    let (summary, blocks) = search(incidence, of: columns)
    guard let reference = summary.reference else { return ([], summary) }
    let writer = FindingWriter(
      columns: columns, incidence: incidence,
      null: PairNull(incidence, window: windows.first ?? 0, most: saturation),
      reference: reference, groups: summary.candidates, reports: ReasonCounts(columns))
    let blockWriter = blocks.map { blocks in
      FindingWriter(
        columns: columns, incidence: blocks.incidence, null: writer.null,
        reference: blocks.reference, groups: blocks.tested, reports: writer.reports,
        leastTogether: BlockExamination.leastOrdinary)
    }
    let told = summary.groups.filter { $0.tests.level >= least && $0.members.count >= 3 }
    return (
      told.map { ($0.block == nil ? writer : blockWriter ?? writer).finding(of: $0) }, summary
    )
  }

  private func search(
    _ incidence: Incidence, of columns: ActionColumns
  ) -> (findings: LockstepFindings, blocks: BlockFindings?) {
    let isReport = isReport(columns)
    var result = LockstepFindings()
    result.accounts = incidence.accounts
    result.incidences = incidence.counts
    result.rows = incidence.count
    result.objects = incidence.objects
    let wordings = wordings(columns, incidence)
    var round = rounds(in: incidence, wordings: wordings, isReport: isReport, into: &result)
    let blocks = self.blocks(in: columns, incidence, beside: round.groups, isReport: isReport)
    let dense = blocks?.groups ?? []
    if weighs(isMember(of: dense, in: incidence), in: incidence) {
      round = rounds(
        in: incidence, wordings: wordings, isReport: isReport,
        found: round.groups.filter { $0.tests.level >= .medium }, without: dense, into: &result)
    }
    let crowds = self.crowds(
      in: incidence, beside: round.groups + dense, reference: round.reference,
      tested: round.candidates, isReport: isReport)
    result.crowds = crowds.told
    result.blocks = blocks?.tested
    result.candidates = round.candidates
    result.reference = round.reference
    let more = dense + crowds.findings
    result.groups = more.isEmpty ? round.groups : (round.groups + more).strongestFirst
    return (result, blocks)
  }

  /// The pairs beyond chance.
  func pairs(in incidence: Incidence, into result: inout LockstepFindings) -> [AccountPair] {
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
  /// Crowds that came back to the same targets, those that are findings among them.
  public var crowds: [Crowd] = []
  /// Groups that were tested.
  public var candidates = 0
  /// Dense blocks that were tested; nil where none were looked for.
  public var blocks: Int?
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
  /// What made it a candidate where no pairs did: how dense a block it is.
  public var block: BlockEvidence?
  /// What made it a candidate where its targets did: how many accounts these share.
  public var crowd: CrowdEvidence?
}

extension [LockstepGroup] {
  /// By level, then by their accounts.
  var strongestFirst: [LockstepGroup] {
    sorted { one, other in
      one.tests.level != other.tests.level
        ? one.tests.level > other.tests.level
        : one.core.lexicographicallyPrecedes(other.core)
    }
  }
}
