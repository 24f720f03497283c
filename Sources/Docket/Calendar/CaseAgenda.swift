public import Record

/// What is due in a case, soonest first; what is overdue is soonest of all.
public struct CaseAgenda: Sendable, Hashable {
  /// One thing that is due.
  public struct Row: Sendable, Hashable {
    /// What.
    public enum What: Sendable, Hashable {
      /// A timer of an appeal.
      case timer(DocketTimer.Kind)
      /// The first way to appeal a restriction closes, and nobody has taken it.
      case wayCloses

      /// Its code.
      public var code: String {
        switch self {
        case .timer(let kind): kind.rawValue
        case .wayCloses: "way_closes"
        }
      }
    }

    /// The case.
    public var docketCase: String
    /// The appeal, or the restriction that nobody has appealed.
    public var subject: String
    /// What.
    public var what: What
    /// The forum, by its name in the table.
    public var forum: String?
    /// The instant from which on it is too late, in seconds since 1970 UTC.
    public var due: Int64
    /// Whether the limit is only the shortest of others that are known.
    public var isAssumed: Bool

    /// Days of the calendar left at `now` on a clock in `zone`, 0 on the last day; negative when it is over.
    public func daysLeft(at now: Int64, in zone: TimeZoneOffset) -> Int {
      let days = CivilDay(of: now, in: zone).days(until: lastDay(in: zone))
      return due > now ? days : min(-1, days)
    }

    /// The last day that has at least a moment left.
    public func lastDay(in zone: TimeZoneOffset) -> CivilDay { CivilDay(of: due - 1, in: zone) }
  }

  /// What is due, soonest first.
  public var rows: [Row]

  /// What is due in a case at `now`, in seconds since 1970 UTC.
  public init(
    of docketCase: DocketCase, forums: ForumTable, zone: TimeZoneOffset, now: Int64
  ) {
    rows = docketCase.appeals.compactMap { appeal in
      appeal.timer(at: now).map { timer in
        Row(
          docketCase: docketCase.id, subject: appeal.id, what: .timer(timer.kind),
          forum: appeal.forum, due: timer.due,
          isAssumed: timer.kind == .windowCloses
            && appeal.window?.basis == .conservativeDefault)
      }
    }
    for restriction in docketCase.restrictions where restriction.liftedOn == nil {
      if let row = Self.way(docketCase, restriction, forums, zone, now) { rows.append(row) }
    }
    rows = Self.sorted(rows)
  }

  /// What is due in several cases.
  public init(_ agendas: [CaseAgenda]) { rows = Self.sorted(agendas.flatMap(\.rows)) }

  private static func sorted(_ rows: [Row]) -> [Row] {
    rows.sorted {
      ($0.due, $0.docketCase, $0.subject, $0.what.code)
        < ($1.due, $1.docketCase, $1.subject, $1.what.code)
    }
  }

  /// The way that closes first. Where somebody is in danger nothing presses to file, and while the platform looks at an
  /// appeal, or has looked at one, other ways to the same platform do not press either.
  private static func way(
    _ docketCase: DocketCase, _ restriction: Restriction, _ forums: ForumTable,
    _ zone: TimeZoneOffset, _ now: Int64
  ) -> Row? {
    let own = docketCase.appeals.filter { $0.restrictionId == restriction.head.id }
    guard !own.contains(where: { $0.state == .unsafeHold }) else { return nil }
    let isWithPlatform = own.contains { $0.stage.isOfPlatform && ($0.isOpen || $0.filedAt != nil) }
    let routes = forums.routes(for: docketCase.situation(of: restriction, zone: zone), at: now)
    let closing = routes.open.compactMap { route -> (String, Deadline)? in
      if isWithPlatform, route.forum.stage.isOfPlatform { return nil }
      return route.deadline.map { (route.forum.id, $0) }
    }
    guard let first = closing.min(by: { $0.1.closes < $1.1.closes }) else { return nil }
    return Row(
      docketCase: docketCase.id, subject: restriction.head.id, what: .wayCloses, forum: first.0,
      due: first.1.closes, isAssumed: first.1.basis == .conservativeDefault)
  }
}

extension CaseAgenda {
  /// Entries of a calendar for a case: what is due, and what was due before and no longer is, called off. They hold the
  /// number of the case and the words for what is due, and nothing else: a calendar may be read by others.
  ///
  /// - Parameter words: the title for what is due.
  public func calendar(
    of docketCase: DocketCase, words: (Row.What) -> String
  ) -> [CalendarEntry] {
    let changed = docketCase.lastChange ?? 0
    func entry(_ subject: String, _ what: Row.What, _ due: Int64, isCancelled: Bool)
      -> CalendarEntry
    {
      CalendarEntry(
        id: "\(docketCase.id)-\(subject)-\(what.code)", due: .instant(due),
        summary: "\(docketCase.id): \(words(what))", revision: docketCase.entries.count,
        changedAt: changed, isCancelled: isCancelled)
    }
    var entries = rows.filter { $0.docketCase == docketCase.id }.map {
      entry($0.subject, $0.what, $0.due, isCancelled: false)
    }
    let known = Set(entries.map(\.id))
    for past in docketCase.pastTimers {
      let old = entry(past.appeal, .timer(past.timer.kind), past.timer.due, isCancelled: true)
      if !known.contains(old.id) { entries.append(old) }
    }
    for restriction in docketCase.restrictions {
      let own = docketCase.appeals.filter { $0.restrictionId == restriction.head.id }
      guard !own.isEmpty || restriction.liftedOn != nil else { continue }
      let closed = own.compactMap { $0.window?.closes }.min() ?? changed
      let old = entry(restriction.head.id, .wayCloses, closed, isCancelled: true)
      if !known.contains(old.id) { entries.append(old) }
    }
    return entries
  }
}

extension DocketCase {
  /// Every timer that ran at some step of the case, as it stood last: an earlier calendar may have any of them.
  ///
  /// - Complexity: as much as reading the case again.
  var pastTimers: [(appeal: String, timer: DocketTimer)] {
    var found: [(appeal: String, timer: DocketTimer)] = []
    var before = DocketCase(id: id)
    for entry in entries {
      guard (try? before.append(entry)) != nil else { break }
      for appeal in before.appeals {
        guard let timer = appeal.timer(at: entry.at) else { continue }
        if let place = found.firstIndex(where: {
          $0.appeal == appeal.id && $0.timer.kind == timer.kind
        }) {
          found[place].timer = timer
        } else {
          found.append((appeal.id, timer))
        }
      }
    }
    return found
  }
}
