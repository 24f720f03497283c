import Record

extension ForumTable {
  /// Every way to appeal in `situation` at `now`, in seconds since 1970 UTC.
  ///
  /// The limit in the user's own notice wins over every rule for appeals to the platform itself. Where no limit
  /// is known, the shortest known one is used, and the deadline says so.
  /// - Complexity: O(f²) in the number of forums.
  public func routes(for situation: AppealSituation, at now: Int64) -> AppealRoutes {
    var routes = AppealRoutes()
    for forum in forums where isFor(situation, forum) {
      if forum.needsSafetyScreen, !situation.hasPassedSafetyScreen {
        routes.behindScreen.append(forum.id)
        continue
      }
      let decisions = forum.after.compactMap { situation.decided[$0] }
      let isLater = !forum.after.isEmpty && decisions.isEmpty
      let start = forum.after.isEmpty ? start(of: forum, situation) : latest(decisions, situation)
      let route = route(to: forum, from: isLater ? nil : start, situation)
      if isLater {
        routes.later.append(route)
      } else if let deadline = route.deadline, deadline.surelyCloses <= now,
        deadline.basis != .conservativeDefault
      {
        // A limit that is only the shortest of others is a reason to hurry, and none to give up.
        routes.lapsed.append(route)
      } else {
        routes.open.append(route)
      }
    }
    routes.open = ordered(routes.open)
    return routes
  }

  private func isFor(_ situation: AppealSituation, _ forum: Forum) -> Bool {
    (forum.platforms.contains("*") || forum.platforms.contains(situation.platform))
      && takes(situation.country, forum) && forum.about.contains(situation.subject)
      && forum.account.contains(situation.account) && !situation.used.contains(forum.id)
  }

  /// A dispute body runs from the platform's answer where there is one: "after or instead of" it.
  private func start(of forum: Forum, _ situation: AppealSituation) -> DocketMoment? {
    guard !forum.stage.isOfPlatform else { return situation.notice }
    let answers = [AppealStage.platformInternal, .platformSecond].compactMap {
      situation.decided[$0]
    }
    return latest(answers, situation) ?? situation.notice
  }

  private func latest(_ moments: [DocketMoment], _ situation: AppealSituation) -> DocketMoment? {
    moments.max { $0.begins(in: situation.zone) < $1.begins(in: situation.zone) }
  }

  private func route(
    to forum: Forum, from start: DocketMoment?, _ situation: AppealSituation
  ) -> AppealRoute {
    AppealRoute(
      forum: forum, closing: closing(of: forum, from: start, situation),
      ready: forum.needs.filter(situation.evidence.contains),
      missing: forum.needs.filter { !situation.evidence.contains($0) })
  }

  private func closing(
    of forum: Forum, from start: DocketMoment?, _ situation: AppealSituation
  ) -> AppealRoute.Closing {
    let limit: FilingLimit
    var basis = forum.stage.isOfPlatform ? Deadline.Basis.platformRule : .statute
    var takenFrom: String?
    if let own = situation.noticeLimit, forum.stage.isOfPlatform,
      situation.decided[forum.stage] == nil
    {
      limit = own
      basis = situation.noticeDoubts.isEmpty ? .noticeText : .conservativeDefault
    } else {
      switch forum.window {
      case .none: return .never
      case .term(let term):
        limit = .term(term)
        if forum.isWindowGuessed { basis = .conservativeDefault }
      case .notice, .unstated, .unknown:
        guard let shortest = shortestKnown(like: forum) else { return .unknownStart }
        limit = .term(shortest.term)
        basis = .conservativeDefault
        takenFrom = shortest.forum
      }
    }
    let deadline = Deadline(
      limit, from: start, forumZones: forum.zones, userZone: situation.zone, basis: basis,
      takenFrom: takenFrom)
    return deadline.map { .at($0) } ?? .unknownStart
  }

  /// The shortest limit of the same platform; else of the same stage anywhere; else of all.
  private func shortestKnown(like forum: Forum) -> (term: Term, forum: String)? {
    let known = forums.compactMap { other -> (Forum, Term)? in
      guard case .term(let term) = other.window else { return nil }
      return (other, term)
    }
    let platform = known.filter {
      !forum.platforms.contains("*") && $0.0.stage == forum.stage
        && !Set($0.0.platforms).isDisjoint(with: forum.platforms)
    }
    let stage = known.filter { $0.0.stage == forum.stage }
    for choice in [platform, stage, known] where !choice.isEmpty {
      let shortest = choice.min { Self.length($0.1) < Self.length($1.1) }
      return shortest.map { ($0.1, $0.0.id) }
    }
    return nil
  }

  /// In days, months as short as they come.
  private static func length(_ term: Term) -> Int {
    term.years * 365 + term.months * 28 + term.days
  }

  private func ordered(_ routes: [AppealRoute]) -> [AppealRoute] {
    func rank(_ route: AppealRoute) -> (Int, Int, Int64) {
      let screened = route.forum.needsSafetyScreen ? 1 : 0
      return switch route.closing {
      case .at(let deadline): (screened, 0, deadline.closes)
      case .unknownStart: (screened, 1, 0)
      case .never: (screened, 2, 0)
      }
    }
    return routes.enumerated().sorted { left, right in
      let (one, other) = (rank(left.element), rank(right.element))
      return one == other ? left.offset < right.offset : one < other
    }.map(\.element)
  }
}

extension AppealStage {
  /// Whether the platform itself decides.
  var isOfPlatform: Bool {
    switch self {
    case .platformInternal, .platformSecond, .escalationChannel, .companyGrievance: true
    case .oversightBoard, .disputeBody, .regulatorComplaint, .court, .unProcedure, .gniComplaint:
      false
    }
  }
}
