internal import Signals

/// Takes rows whose cells lie in slots and makes columns of them.
struct ActionSink: Sendable {
  var columns = ActionColumns()
  var report = ActionReadingReport()
  let options: ActionReadingOptions

  var accounts: NameGatherer
  var targets: NameGatherer
  var owners: NameGatherer
  var links: CarriedGatherer
  var hashtags: CarriedGatherer
  var images: CarriedGatherer
  var kinds: WordGatherer
  var reasons: WordGatherer
  var facts = TargetFacts()
  var twins: TwinWatch
  let times: TimeText
  /// What the columns of this file mean.
  var meaning = Meaning()
  /// Per kind: whether it was asked for, if that was looked up before.
  var wanted = [Bool?](repeating: nil, count: 256)
  /// Rows whose names have no numbers yet, whose bytes lie where they were read.
  var waiting: [WaitingRow] = []
  /// Nothing; see ``settleWaiting(in:)``.
  var touched: UInt32 = 0
  /// A name behind its platform.
  var name: [UInt8] = []

  /// What the columns of one file mean, in the numbers of the sink.
  struct Meaning: Sendable {
    /// Where targets stand, in order, and the kind that each means.
    var targets: [(slot: Int, kind: UInt32)] = []
    /// The kind of a row that says none.
    var kind = WordGatherer.none
    /// The kind that all rows have.
    var constantKind = WordGatherer.none
    var constantReason = UInt16.max
    var constantPlatform: [UInt8] = []
    /// The number of `post`, which needs no target.
    var post = WordGatherer.none
    /// Whether a row must say its kind.
    var needsAction = false
    /// Fields that the file may have, by slot.
    var has: UInt32 = 0

    @inline(__always)
    func has(_ field: ActionField) -> Bool { has >> UInt32(field.slot) & 1 == 1 }
  }

  init(_ options: ActionReadingOptions) {
    self.options = options
    accounts = NameGatherer(.account, options)
    owners = NameGatherer(.account, options)
    targets = NameGatherer(.target, options)
    links = CarriedGatherer(options)
    hashtags = CarriedGatherer(options)
    images = CarriedGatherer(options)
    kinds = WordGatherer(isFolded: true, most: 255, key: options.key)
    reasons = WordGatherer(isFolded: false, most: 65_535, key: options.key)
    twins = TwinWatch(options)
    times = TimeText(clock: options.clock, plausible: options.plausible)
    columns.texts = TextShelf(key: options.key)
  }

  /// Learns what the columns of the file mean, before its first row.
  mutating func begin(_ plan: ColumnPlan, areLines: Bool) {
    for target in plan.targets {
      let kind = target.kind.map { kinds.number(of: $0) } ?? WordGatherer.none
      meaning.targets.append((target.slot, kind))
    }
    for field in plan.found.keys { meaning.has |= 1 << UInt32(field.slot) }
    meaning.needsAction = plan.found[.action] != nil && !areLines
    if let kind = plan.constants[.action] {
      meaning.constantKind = kinds.number(of: kind.lowercased())
    }
    if let reason = plan.constants[.reason] {
      meaning.constantReason = UInt16(truncatingIfNeeded: reasons.number(of: reason))
    }
    if let platform = plan.constants[.platform] {
      meaning.constantPlatform = Array(platform.lowercased().utf8)
    }
    meaning.post = kinds.number(of: ActionKind.post)
    meaning.kind = plan.isOfPosts ? meaning.post : kinds.number(of: ActionKind.act)
  }

  /// Leaves a row out.
  mutating func refuse(_ reason: RowRefusal, at place: RowPlace) {
    report.refuse(reason, at: place)
  }
}
