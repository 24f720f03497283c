public import Bytes
import Record

/// What the versions of one finding of reachability may tell, one after the other.
///
/// Versions stay, and readers can subtract: a count that grew by one is one volunteer's measurement, with
/// its day, network and mechanism. So what a version adds to a number that the version before told comes
/// from as many vantage points as the disclosure floor asks for, whole and by what they saw. What does not
/// waits for others, and everything beside it is told: a late measurement of a day must not hold up
/// a month. Which measurements wait follows from those that each version could have told, so that
/// everybody who has the exhibits comes to the same.
struct VersionChain {
  /// A day that stays in its network's sum, because few had measured on it when that sum was told.
  struct ClosedDay: Hashable {
    var network: UInt32?
    var day: CivilDay
  }

  private struct Key: Hashable {
    let measurement: String
    let target: String

    init(_ observation: Observation) {
      measurement = observation.measurement
      target = observation.target
    }
  }

  let target: String
  let country: String
  let floor: DisclosureFloor
  /// What the last version tells; `nil` before the first.
  private(set) var last: Reachability?
  private var closed: Set<ClosedDay> = []

  init(of target: String, in country: String, _ floor: DisclosureFloor) {
    self.target = target
    self.country = country
    self.floor = floor
  }

  /// Makes the next version.
  ///
  /// - Parameter observations: all that are known by then.
  mutating func advance(to observations: [Observation]) {
    guard let before = last else {
      last = Reachability(of: target, in: country, observations, floor: floor)
      return
    }
    let told = Set(before.observations.map(Key.init))
    var waiting: Set<Key> = []
    while true {
      let next = Reachability(
        of: target, in: country, observations.filter { !waiting.contains(Key($0)) }, floor: floor,
        closed: closed)
      let (few, days) = excess(of: next, over: before, told)
      last = next
      // What is told already cannot wait.
      let due = Set(few.map(Key.init)).subtracting(told).subtracting(waiting)
      guard !due.isEmpty || !days.isSubset(of: closed) else { return }
      waiting.formUnion(due)
      closed.formUnion(days)
    }
  }

  /// The observations of too few that a version would add to what the one before told, and the days that
  /// it must not tell by themselves.
  private func excess(
    of next: Reachability, over before: Reachability, _ told: Set<Key>
  ) -> (few: [Observation], days: Set<ClosedDay>) {
    var few: [Observation] = []
    var days: Set<ClosedDay> = []
    let parts = Dictionary(
      before.parts.map { ($0.network, $0) }, uniquingKeysWith: { one, _ in one })
    func isNew(_ observation: Observation) -> Bool { !told.contains(Key(observation)) }
    few += tooFew(next.observations.filter(isNew))
    for part in next.parts {
      guard let old = parts[part.network] else { continue }
      let oldDays = Set(old.blocks.blocks.compactMap(\.day))
      let newDays = Set(part.blocks.blocks.compactMap(\.day))
      let oldOnes = Dictionary(grouping: old.kept) { CivilDay(of: $0.start) }
      let added = Dictionary(grouping: part.kept.filter(isNew)) { CivilDay(of: $0.start) }
      var rest: [Observation] = []
      for (day, own) in added {
        if oldDays.contains(day), newDays.contains(day) { few += tooFew(own) } else { rest += own }
      }
      few += tooFew(rest) + tooFew(part.kept.filter(isNew))
      for day in newDays.subtracting(oldDays) {
        // It would leave the rest of its network, which told of few, by subtraction.
        if !tooFew(oldOnes[day] ?? []).isEmpty {
          days.insert(ClosedDay(network: part.network, day: day))
        }
      }
    }
    return (few, days)
  }

  /// What of observations comes from too few: all of them, or those that were blocked, down or refused.
  private func tooFew(_ observations: [Observation]) -> [Observation] {
    let count = ObservationCount(of: observations)
    guard count.crowd.passes(floor) else { return observations }
    let states = [LayerState.blocked, .down, .refused].filter {
      !count.crowd(of: $0).passes(floor)
    }
    return observations.filter { states.contains($0.state) }
  }
}

extension ReachabilityMethod {
  /// The next version of a finding, so that it can stand beside those before it.
  ///
  /// - Parameters:
  ///   - observations: those that count for it.
  ///   - entries: the journal's entry that announces the file of each.
  ///   - versions: how many entries of the journal each version before could have known, in order.
  ///   - recorded: what the last of them says.
  /// - Returns: `nil` for another method's finding, and for what is no longer told.
  public func next(
    after content: JSONValue, of observations: [Observation], takenInBy entries: [Int],
    versions: [Int], recorded: JSONValue
  ) -> FindingDraft? {
    guard content["method"].text == FindingMethod.reachability.rawValue,
      let target = content["targets"].elements.first?.text, let country = content["country"].text,
      let month = content["span"].text, let id = content["id"].text.flatMap({ Slug($0) })
    else { return nil }
    var chain = VersionChain(of: target, in: country, floor)
    for version in versions {
      let known = zip(observations, entries).filter { $0.1 < version }.map(\.0)
      // A version of before that had too little to be told of today.
      if !known.isEmpty { chain.advance(to: known) }
    }
    func told(_ reachability: Reachability) -> JSONValue {
      self.content(of: reachability, id, country: country, month: month)
    }
    let again = chain.last
    chain.advance(to: observations)
    guard let last = chain.last, !last.rows.isEmpty else { return nil }
    if let again {
      let correction = VersionCorrection(
        recorded: recorded, again: again, content: told(again), floor: floor)
      if correction.changesAny, !correction.mayBeTold {
        let since = versions.last ?? 0
        let fresh = zip(observations, entries).filter { $0.1 >= since }.map(\.0)
        let added =
          fresh.isEmpty ? nil : told(Reachability(of: target, in: country, fresh, floor: floor))
        return FindingDraft(id: id, content: correction.kept(with: added))
      }
    }
    return FindingDraft(id: id, content: told(last))
  }
}
