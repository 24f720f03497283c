/// One alarm of one series, as far as grouping needs to know it.
public struct GroupedAlarm: Sendable, Hashable {
  /// Only alarms of one realm and one direction come together: a country and a kind.
  public var realm: Int
  /// What the series is about.
  public var target: Int
  /// Where it was seen; `nil` for a series over all places.
  public var place: Int?
  /// When the change came, seconds since 1970.
  public var onset: ChangeTime
  /// When it was undone; `nil` when it was not.
  public var end: Int64?

  /// Makes an alarm.
  public init(realm: Int, target: Int, place: Int?, onset: ChangeTime, end: Int64?) {
    self.realm = realm
    self.target = target
    self.place = place
    self.onset = onset
    self.end = end
  }
}

/// Brings alarms together that are one event: onsets of one target, or at one place, that lie within
/// `together` of each other; and further onsets of one target within `extended` of the last one, or,
/// at the same place, of the time it was undone.
///
/// It counts nothing as unlikely; it only says what belongs together, so it has no false-alarm rate:
/// an event is false when all its alarms are.
public struct AlarmGroups: Sendable {
  /// How near onsets have to be, in seconds.
  public var together: Int64
  /// Within how many seconds an event goes on.
  public var extended: Int64

  /// Makes the rule.
  public init(together: Int64, extended: Int64) {
    self.together = together
    self.extended = extended
  }

  /// The places of the alarms of each event, each list rising, the lists in the order of their first.
  /// Complexity: O(n log n).
  public func groups(of alarms: [GroupedAlarm]) -> [[Int]] {
    var sets = DisjointSets(count: alarms.count)
    let order = alarms.indices.sorted {
      (alarms[$0].onset.estimate, $0) < (alarms[$1].onset.estimate, $1)
    }
    var byTarget: [Pair: Latest] = [:]
    var byPlace: [Pair: Latest] = [:]
    var bySeries: [Triple: Latest] = [:]
    for index in order {
      let alarm = alarms[index]
      let begin = alarm.onset.estimate
      func join(_ latest: Latest?, within seconds: Int64) {
        guard let latest else { return }
        let (gap, overflow) = begin.subtractingReportingOverflow(latest.time)
        if !overflow, gap <= seconds { sets.join(latest.index, index) }
      }
      let latest = Latest(index: index, time: begin)
      let target = Pair(realm: alarm.realm, key: alarm.target)
      join(byTarget[target], within: extended)
      byTarget[target] = latest
      if let place = alarm.place {
        let here = Pair(realm: alarm.realm, key: place)
        join(byPlace[here], within: together)
        byPlace[here] = latest
      }
      let series = Triple(realm: alarm.realm, target: alarm.target, place: alarm.place)
      join(bySeries[series], within: extended)
      bySeries[series] = Latest(index: index, time: alarm.end ?? begin)
    }
    return sets.lists()
  }
}

private struct Pair: Hashable {
  var realm: Int
  var key: Int
}

private struct Triple: Hashable {
  var realm: Int
  var target: Int
  var place: Int?
}

private struct Latest {
  var index: Int
  var time: Int64
}

private struct DisjointSets {
  private var parent: [Int]

  init(count: Int) { parent = Array(0..<count) }

  mutating func root(_ index: Int) -> Int {
    var index = index
    while parent[index] != index {
      parent[index] = parent[parent[index]]
      index = parent[index]
    }
    return index
  }

  mutating func join(_ one: Int, _ other: Int) {
    let (first, second) = (root(one), root(other))
    // The smaller number leads, so that the outcome does not hang on the order of joining.
    parent[max(first, second)] = min(first, second)
  }

  mutating func lists() -> [[Int]] {
    var byRoot = [[Int]](repeating: [], count: parent.count)
    for index in parent.indices { byRoot[root(index)].append(index) }
    return byRoot.filter { !$0.isEmpty }
  }
}
