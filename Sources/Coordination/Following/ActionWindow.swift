/// The actions of the last days of a stream, and what is found in them now.
///
/// Whatever the pieces in which actions come, what is found in a window is what a search over the same
/// actions finds: the window is searched as a whole, and only when it has grown by a part of itself, so that
/// the work stays in proportion to the stream.
public struct ActionWindow: Sendable {
  /// How far back the window reaches from the latest action, in milliseconds.
  public var length: Int64
  /// How late an action may come: what lies further back than this behind the latest is counted and left
  /// out.
  public var lateness: Int64
  /// The most actions that are held; the oldest go first.
  public var mostActions: Int
  /// The window is searched again when it has grown by this part.
  public var growth = 0.1
  /// The search.
  public var search: LockstepSearch

  /// What is in the window.
  public private(set) var columns = ActionColumns()
  /// Actions that came too late.
  public private(set) var late = 0
  /// Actions of a time that has not come: one of them would make all others late.
  public private(set) var ahead = 0
  /// Actions that went because there was no room.
  public private(set) var crowdedOut = 0
  /// The latest time of all.
  public private(set) var latest = ActionColumns.noTime
  private var sinceSearch = 0
  private var known: [String: LockstepFinding] = [:]
  /// What was last told of each.
  private var told: [String: LockstepFinding] = [:]

  /// An empty window.
  public init(
    length: Int64, lateness: Int64, mostActions: Int = 2_000_000,
    search: LockstepSearch = LockstepSearch()
  ) {
    self.length = length
    self.lateness = lateness
    self.mostActions = mostActions
    self.search = search
  }

  /// What is found now, by name.
  public var findings: [LockstepFinding] { known.values.sorted { $0.name < $1.name } }

  /// Something about a finding that is new.
  public enum Change: Sendable, Hashable {
    /// It was not there before.
    case appeared(LockstepFinding)
    /// Its accounts, its targets, its level or what its tests show changed; at the end of a stream, anything. Its name is
    /// another where those by whom it was named left the window or came to it.
    case changed(LockstepFinding, before: LockstepFinding)
    /// It is no longer found in the window.
    case faded(LockstepFinding)
  }

  /// Takes the next actions and says what changed, if it was time to look.
  ///
  /// - Parameter now: the time by the clock, in milliseconds; what lies more than a day beyond it is left out.
  public mutating func take(_ given: ActionColumns, at now: Int64? = nil) -> [Change] {
    var actions = given
    if let now, given.time.contains(where: { $0 > now + Self.fastClock }) {
      actions = given.filtered { given.time[$0] <= now + Self.fastClock }
      ahead += given.count - actions.count
    }
    var changes: [Change] = []
    var first = 0
    while first < actions.count {
      let (fresh, end) = untilSearch(actions, from: first)
      late += end - first - fresh.count
      columns.append(
        fresh.count == actions.count ? actions : actions.picked(fresh))
      sinceSearch += fresh.count
      first = end
      if isTime(held: columns.count, since: sinceSearch) { changes += look() }
    }
    return changes
  }

  /// The rows from a place on up to the one with which it is time to look, without those that come too late, and the
  /// place after them: when the window is searched does not depend on the pieces in which actions come.
  private mutating func untilSearch(
    _ actions: ActionColumns, from first: Int
  ) -> (fresh: [Int], end: Int) {
    var fresh: [Int] = []
    for row in first..<actions.count {
      let time = actions.time[row]
      latest = max(latest, time)
      guard time >= latest - length - lateness else { continue }
      fresh.append(row)
      if isTime(held: columns.count + fresh.count, since: sinceSearch + fresh.count) {
        return (fresh, row + 1)
      }
    }
    return (fresh, actions.count)
  }

  private func isTime(held: Int, since: Int) -> Bool {
    Double(since) >= max(1, growth * Double(held))
  }

  /// So much may somebody's clock be fast, in milliseconds.
  private static let fastClock: Int64 = 86_400_000

  /// Looks at the window as it is now.
  public mutating func look() -> [Change] { look { $0.isTheSame(as: $1) } }

  /// Looks for the last time: whatever is not as it was last told is told, to the last digit, so that the last word
  /// about each finding is what a search of the same actions says.
  public mutating func close() -> [Change] { look { $0 == $1 } }

  private mutating func look(
    isTold: (LockstepFinding, LockstepFinding) -> Bool
  ) -> [Change] {
    shrink()
    sinceSearch = 0
    let found = search.told(in: columns).findings
    var changes: [Change] = []
    var now: [String: LockstepFinding] = [:]
    for finding in found { now[finding.name] = finding }
    var gone = known.keys.filter { now[$0] == nil }.sorted().compactMap { known[$0] }
    for finding in found {
      if let before = told[finding.name] {
        guard !isTold(finding, before) else { continue }
        changes.append(.changed(finding, before: before))
      } else if let place = gone.firstIndex(where: { finding.isLater($0) }) {
        changes.append(.changed(finding, before: gone[place]))
        told[gone[place].name] = nil
        gone.remove(at: place)
      } else {
        changes.append(.appeared(finding))
      }
      told[finding.name] = finding
    }
    for finding in gone {
      changes.append(.faded(finding))
      told[finding.name] = nil
    }
    known = now
    return changes
  }

  /// Lets go what is older than the window, and the oldest when there are too many.
  private mutating func shrink() {
    guard columns.count > 0 else { return }
    var limit = latest - length
    if columns.count > mostActions {
      let times = columns.time.sorted()
      let least = times[times.count - mostActions]
      if least > limit {
        crowdedOut += columns.time.count { $0 < least && $0 >= limit }
        limit = least
      }
    }
    if columns.time.contains(where: { $0 < limit }) {
      columns = columns.filtered { columns.time[$0] >= limit }
    }
  }
}

extension LockstepFinding {
  /// Whether it is what became of another: most of the accounts of both are in both.
  fileprivate func isLater(_ other: LockstepFinding) -> Bool {
    guard form == other.form else { return false }
    let (mine, others) = (Set(accounts.map(\.name)), Set(other.accounts.map(\.name)))
    return mine.intersection(others).count * 2 > mine.union(others).count
  }

  /// Whether a person would read the same: level, what made it a candidate, what the tests show, who and what. Numbers
  /// move with every action of anybody.
  fileprivate func isTheSame(as other: LockstepFinding) -> Bool {
    level == other.level && tests.marks == other.tests.marks
      && (block == nil) == (other.block == nil) && (crowd == nil) == (other.crowd == nil)
      && accounts.map(\.name) == other.accounts.map(\.name)
      && accounts.map(\.role) == other.accounts.map(\.role)
      && targets.map(\.name) == other.targets.map(\.name)
      && targets.map(\.kind) == other.targets.map(\.kind)
  }
}

extension GroupTests {
  /// Which tests passed.
  fileprivate var marks: [Bool] {
    [isSynchronous, isNarrow, isRipeNarrow, isSharedAbuse, isAcrossOwners, isSharedWording]
  }
}
