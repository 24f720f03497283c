import Record

/// Between which dates statutes and their provisions held.
struct StatuteValidities: Sendable {
  private var statutes: [Slug: Validity] = [:]
  private var provisions: [Slug: Validity] = [:]

  init(_ holdings: any Holdings) throws {
    try holdings.each(.statute) { version in
      let statute = try Statute(version.content)
      statutes[statute.id] = statute.validity
      for provision in statute.provisions {
        provisions[provision.id] = statute.validity(of: provision)
      }
    }
  }

  /// Whether a provision held on a date; `nil` where the record knows no such provision, or no date.
  func holds(provision id: Slug, on date: EDTF?) -> Answer? {
    guard let date else { return nil }
    return provisions[id]?.holds(on: date)
  }

  /// Whether a statute held on a date; `nil` where the record knows no such statute, or no date.
  func holds(statute id: Slug, on date: EDTF?) -> Answer? {
    guard let date else { return nil }
    return statutes[id]?.holds(on: date)
  }
}

/// What cases come to for platforms, authorities and laws. What was taken back does not count.
struct DocketScores: Sendable {
  /// Appeals at one stage.
  struct Stage: Sendable, Hashable {
    var filed = 0
    var decided = 0
    /// Wholly or in part.
    var reversed = 0
    /// Reversed, and seen again.
    var restored = 0
    /// The days that decisions took, where both dates are known: from the fewest to the most.
    var days: [ClosedRange<Int>] = []
  }

  /// Cases of one platform.
  struct Platform: Sendable, Hashable {
    var cases = 0
    /// Behind which there is a demand.
    var demanded = 0
    var stages: [CaseStage: Stage] = [:]
  }

  /// How often something was cited, and how often when it was not in force.
  struct Citations: Sendable, Hashable {
    var demands = 0
    var notInForce = 0
    /// Where a date or a limit is not known finely enough to tell.
    var unclear = 0

    mutating func add(_ holds: Answer?) {
      demands += 1
      switch holds {
      case .yes: break
      case .no: notInForce += 1
      case .maybe, nil: unclear += 1
      }
    }
  }

  /// Demands of one authority.
  struct Authority: Sendable, Hashable {
    var cases = 0
    var demands = 0
    var grounds: [CaseGrounds: Int] = [:]
    var provisions: [Slug: Citations] = [:]
  }

  private(set) var platforms: [String: Platform] = [:]
  private(set) var authorities: [Slug: Authority] = [:]
  private(set) var provisions: [Slug: Citations] = [:]
  private(set) var statutes: [Slug: Citations] = [:]
  let validities: StatuteValidities

  init(validities: StatuteValidities) { self.validities = validities }

  mutating func add(_ record: Case) {
    guard record.retraction == nil else { return }
    // An appeal does not say which of several restrictions it is about: it counts for every platform of the case.
    for name in Set(record.restrictions.map(\.platform)) {
      var platform = platforms[name] ?? Platform()
      platform.cases += 1
      if !record.requests.isEmpty { platform.demanded += 1 }
      for stage in record.stages { platform.stages[stage.stage, default: Stage()].add(stage) }
      platforms[name] = platform
    }
    for request in record.requests { add(request, of: record) }
    for authority in Set(record.requests.compactMap(\.authority)) {
      authorities[authority, default: Authority()].cases += 1
    }
  }

  private mutating func add(_ request: Case.Request, of record: Case) {
    let day = request.day(in: record)
    var cited: [Slug: Answer?] = [:]
    for provision in request.provisions {
      cited[provision] = .some(validities.holds(provision: provision, on: day))
    }
    for (provision, holds) in cited { provisions[provision, default: Citations()].add(holds) }
    for statute in Set(request.statutes) {
      statutes[statute, default: Citations()].add(validities.holds(statute: statute, on: day))
    }
    guard let name = request.authority else { return }
    var authority = authorities[name] ?? Authority()
    authority.demands += 1
    authority.grounds[request.grounds, default: 0] += 1
    for (provision, holds) in cited {
      authority.provisions[provision, default: Citations()].add(holds)
    }
    authorities[name] = authority
  }
}

extension DocketScores.Stage {
  mutating func add(_ stage: Case.Stage) {
    filed += 1
    guard stage.outcome.isDecision else { return }
    decided += 1
    if stage.outcome.isReversal {
      reversed += 1
      if stage.restored != nil { restored += 1 }
    }
    if let filed = stage.filed, let decided = stage.decided, let span = filed.days(until: decided),
      span.upperBound >= 0
    {
      days.append(max(0, span.lowerBound)...span.upperBound)
    }
  }

  /// Half of the decisions took so many days or fewer, by the nearest rank: between the median of the fewest that
  /// each may have taken and that of the most. Of few nothing.
  var medianDays: ClosedRange<Int>? {
    guard days.count >= SmallCount.floor else { return nil }
    let middle = (days.count + 1) / 2 - 1
    let low = days.map(\.lowerBound).sorted()[middle]
    return low...max(low, days.map(\.upperBound).sorted()[middle])
  }
}
