import Record

/// Between which dates statutes and their provisions held.
struct StatuteValidities: Sendable, Hashable {
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
struct DocketScores: Sendable, Hashable {
  /// Appeals at one stage.
  struct Stage: Sendable, Hashable {
    var filed = 0
    var decided = 0
    /// Wholly or in part.
    var reversed = 0
    /// Reversed, and seen again.
    var restored = 0
    /// The days that decisions took, where both dates are known: from the fewest to the most; how often each.
    var days: [ClosedRange<Int>: Int] = [:]

    /// How many decisions have both dates.
    var dated: Int { days.values.reduce(0, +) }
  }

  /// Cases of one platform.
  struct Platform: Sendable, Hashable {
    var cases = 0
    /// Behind which there is a demand.
    var demanded = 0
    var stages: [CaseStage: Stage] = [:]
    /// The same by the half-year of filing; `nil` where that is not known so finely.
    var halves: [HalfYear?: [CaseStage: Stage]] = [:]
  }

  /// How often something was cited, and how often when it was not in force.
  struct Citations: Sendable, Hashable {
    var demands = 0
    var notInForce = 0
    /// Where a date or a limit is not known finely enough to tell.
    var unclear = 0

    mutating func add(_ holds: Answer?, times count: Int) {
      demands += count
      switch holds {
      case .yes: break
      case .no: notInForce += count
      case .maybe, nil: unclear += count
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

  /// Counts a case; −1 times takes one out that was counted, as if it had never been there.
  mutating func add(_ record: Case, times count: Int = 1) {
    guard record.retraction == nil else { return }
    // An appeal does not say which of several restrictions it is about: it counts for every platform of the case.
    for name in Set(record.restrictions.map(\.platform)) {
      var platform = platforms[name] ?? Platform()
      platform.cases += count
      if !record.requests.isEmpty { platform.demanded += count }
      for stage in record.stages {
        let half = stage.filed.flatMap { HalfYear(holding: $0) }
        platform.stages[stage.stage, default: Stage()].add(stage, times: count)
        platform.halves[half, default: [:]][stage.stage, default: Stage()].add(stage, times: count)
      }
      if count < 0 { platform.forgetNothings() }
      platforms[name] = platform.cases == 0 ? nil : platform
    }
    for authority in Set(record.requests.compactMap(\.authority)) {
      authorities[authority, default: Authority()].cases += count
    }
    for request in record.requests { add(request, of: record, times: count) }
    if count < 0 { forgetNothings() }
  }

  private mutating func forgetNothings() {
    provisions = provisions.filter { $0.value.demands != 0 }
    statutes = statutes.filter { $0.value.demands != 0 }
    authorities = authorities.compactMapValues { authority in
      guard authority.cases != 0 else { return nil }
      var authority = authority
      authority.grounds = authority.grounds.filter { $0.value != 0 }
      authority.provisions = authority.provisions.filter { $0.value.demands != 0 }
      return authority
    }
  }

  private mutating func add(_ request: Case.Request, of record: Case, times count: Int) {
    let day = request.day(in: record)
    var cited: [Slug: Answer?] = [:]
    for provision in request.provisions {
      cited[provision] = .some(validities.holds(provision: provision, on: day))
    }
    for (provision, holds) in cited {
      provisions[provision, default: Citations()].add(holds, times: count)
    }
    for statute in Set(request.statutes) {
      statutes[statute, default: Citations()].add(
        validities.holds(statute: statute, on: day), times: count)
    }
    guard let name = request.authority else { return }
    var authority = authorities[name] ?? Authority()
    authority.demands += count
    authority.grounds[request.grounds, default: 0] += count
    for (provision, holds) in cited {
      authority.provisions[provision, default: Citations()].add(holds, times: count)
    }
    authorities[name] = authority
  }
}

extension DocketScores.Platform {
  fileprivate mutating func forgetNothings() {
    stages = stages.filter { $0.value.filed != 0 }
    halves = halves.mapValues { $0.filter { $0.value.filed != 0 } }.filter { !$0.value.isEmpty }
  }
}

extension DocketScores.Stage {
  mutating func add(_ stage: Case.Stage, times count: Int = 1) {
    filed += count
    guard stage.outcome.isDecision else { return }
    decided += count
    if stage.outcome.isReversal {
      reversed += count
      if stage.restored != nil { restored += count }
    }
    if let filed = stage.filed, let decided = stage.decided, let span = filed.days(until: decided),
      span.upperBound >= 0
    {
      let span = max(0, span.lowerBound)...span.upperBound
      let times = days[span, default: 0] + count
      days[span] = times == 0 ? nil : times
    }
  }

  /// Half of the decisions took so many days or fewer, by the nearest rank: between the median of the fewest that
  /// each may have taken and that of the most. Of few nothing.
  var medianDays: ClosedRange<Int>? {
    guard dated >= SmallCount.floor else { return nil }
    let (low, high) = (median(\.lowerBound), median(\.upperBound))
    return low...max(low, high)
  }

  private func median(_ bound: (ClosedRange<Int>) -> Int) -> Int {
    var left = (dated + 1) / 2
    for (span, count) in days.sorted(by: { bound($0.key) < bound($1.key) }) {
      left -= count
      if left <= 0 { return bound(span) }
    }
    return 0
  }
}
