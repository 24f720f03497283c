import Record

/// The index of a later state of the record, made of the one before: a case more is not a reason to read all others
/// again.
extension DocketIndex {
  /// More changes than this are not taken in one by one.
  private static let mostChanges = 1_000

  /// A case that is new, or has another version.
  private struct Fresh {
    var version: RecordVersion
    var record: Case
    var begun: Int64
  }

  /// Takes in what has changed.
  ///
  /// - Parameter entry: from which entry on: how many the state had that this index was read of, or fewer.
  /// - Returns: `nil` where the cases have to be read anew: because too many have changed, or a statute holds at other
  ///   times than before.
  /// - Complexity: O(n) in all cases, for copying; only those that have changed are read.
  func following(_ holdings: any Holdings, since entry: Int) throws -> DocketIndex? {
    guard
      let changes = try holdings.changes(
        of: [.case, .statute], since: entry, most: Self.mostChanges)
    else { return nil }
    if changes.contains(where: { $0.reference.kind == .statute }),
      try StatuteValidities(holdings) != scores.validities
    {
      return nil
    }
    var next = self
    var fresh: [Fresh] = []
    var gone: [Int] = []
    for version in changes where version.reference.kind == .case {
      if let (place, before) = try standing(version.reference, holdings) {
        guard versions[place] != version.number else { continue }
        next.scores.add(before, times: -1)
        gone.append(place)
      }
      let record = try Case(version.content)
      next.scores.add(record)
      fresh.append(
        Fresh(
          version: version, record: record,
          begun: Self.beginning(of: record, in: holdings.state.zone)))
    }
    next.take(fresh, insteadOf: gone)
    // Whatever else may have happened to the record: all its cases are there.
    return try holdings.count(of: .case) == next.ids.count ? next : nil
  }

  /// Where a case stands, and the version of it that was read; `nil` for one that is new.
  private func standing(
    _ reference: RecordReference, _ holdings: any Holdings
  ) throws -> (place: Int, record: Case)? {
    for version in try holdings.history(of: reference).reversed() {
      let record = try Case(version.content)
      let place = lowerBound((Self.beginning(of: record, in: holdings.state.zone), reference.id))
      if place < ids.count, ids[place] == reference.id, versions[place] == version.number {
        return (place, record)
      }
    }
    return nil
  }

  /// The first place that does not stand before `key`.
  private func lowerBound(_ key: (begun: Int64, id: Slug)) -> Int {
    var (low, high) = (0, ids.count)
    while low < high {
      let middle = (low + high) / 2
      if Self.isOrdered((begun[middle], ids[middle]), key) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  private mutating func take(_ given: [Fresh], insteadOf gone: [Int]) {
    guard !given.isEmpty else { return }
    let fresh = given.sorted { one, other in
      Self.isOrdered(
        (one.begun, one.version.reference.id), (other.begun, other.version.reference.id))
    }
    let splice = Splice(
      of: ids.count, without: gone.sorted(),
      with: fresh.map { lowerBound(($0.begun, $0.version.reference.id)) })
    ids = splice.applied(to: ids, fresh.map(\.version.reference.id))
    changed = splice.applied(to: changed, fresh.map(\.version.day))
    begun = splice.applied(to: begun, fresh.map(\.begun))
    versions = splice.applied(to: versions, fresh.map(\.version.number))
    for (place, facet) in DocketFacet.allCases.enumerated() {
      columns[place].apply(splice, fresh.map { facet.values(of: $0.record) })
    }
    for (place, step) in Step.allCases.enumerated() {
      dates[place].apply(splice, fresh.map { step.values(in: $0.record) })
    }
    let moved = splice.places
    let kept = lately.lazy.map { moved.kept[$0] }.filter { $0 >= 0 }
    let new = moved.fresh.sorted { Self.isLater((changed[$0], ids[$0]), (changed[$1], ids[$1])) }
    var merged: [Int] = []
    merged.reserveCapacity(ids.count)
    var next = 0
    for place in kept {
      while next < new.count,
        Self.isLater((changed[new[next]], ids[new[next]]), (changed[place], ids[place]))
      {
        merged.append(new[next])
        next += 1
      }
      merged.append(place)
    }
    lately = merged + new[next...]
  }
}

/// How a list becomes another: parts of it in their order, and new elements between them.
struct Splice {
  private enum Part {
    case kept(Range<Int>)
    case fresh(Int)
  }

  private var parts: [Part] = []
  private let count: Int

  /// - Parameters:
  ///   - count: how many elements the list has.
  ///   - gone: places of elements that are left out, ascending.
  ///   - starts: before which element each new one stands, ascending.
  init(of count: Int, without gone: [Int], with starts: [Int]) {
    self.count = count
    var (place, left, next) = (0, 0, 0)
    while left < gone.count || next < starts.count {
      let isNew = next < starts.count && (left == gone.count || starts[next] <= gone[left])
      let end = isNew ? starts[next] : gone[left]
      if place < end { parts.append(.kept(place..<end)) }
      if isNew {
        parts.append(.fresh(next))
        next += 1
        place = max(place, end)
      } else {
        left += 1
        place = max(place, end + 1)
      }
    }
    if place < count { parts.append(.kept(place..<count)) }
  }

  /// The list with the new elements in it.
  func applied<Element>(to list: [Element], _ fresh: [Element]) -> [Element] {
    var result: [Element] = []
    result.reserveCapacity(list.count + fresh.count)
    for part in parts {
      switch part {
      case .kept(let range): result += list[range]
      case .fresh(let number): result.append(fresh[number])
      }
    }
    return result
  }

  /// Where each element stands now, −1 for those that are left out, and where each new one.
  var places: (kept: [Int], fresh: [Int]) {
    var kept = [Int](repeating: -1, count: count)
    var fresh: [Int] = []
    var place = 0
    for part in parts {
      switch part {
      case .kept(let range):
        for old in range {
          kept[old] = place
          place += 1
        }
      case .fresh:
        fresh.append(place)
        place += 1
      }
    }
    return (kept, fresh)
  }
}
