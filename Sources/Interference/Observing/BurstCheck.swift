/// Sets aside reports that come in bursts: many about one target, out of one network, within seconds.
///
/// Anybody can send reports under as many names as he likes, and a script sends them at once. People
/// who measure on their own begin minutes apart, also where hundreds of them follow one call in one
/// hour. So, of rows of one network about one target with one outcome that begin within half a minute
/// of the first of them:
///
/// - reports without a pseudonym are one vote: nothing tells their senders apart;
/// - rows with pseudonyms are votes each, but for five pseudonyms or more in that time, and more than
///   the network brings in an ordinary hour: then they are one vote.
///
/// Each half minute keeps its vote, so that a campaign keeps up to 120 an hour in one network. The vote
/// is that of the vantage point that tells least often of the target: one who puts reports beside those
/// of others in order to have them set aside sets aside his own. What is set aside stays as
/// `insufficient`, under the name of the one that is kept, and both say why.
public struct BurstCheck: Sendable {
  /// What begins within so many seconds of the first is together with it.
  public var seconds: Int64 = 30
  /// So many pseudonyms in that time are a crowd.
  public var crowd = 5

  /// Makes a check with the usual bounds.
  public init() {}

  private struct Series: Hashable {
    var country: String?
    var network: UInt32?
    var target: String
  }

  /// The rows with those of bursts set aside, in the same order.
  ///
  /// The result does not depend on the order of the rows. Complexity: O(n log n) for n rows.
  public func judged(_ rows: consuming [Observation]) -> [Observation] {
    var places: [Series: [Int]] = [:]
    for (place, row) in rows.enumerated() where row.outcome != nil {
      places[
        Series(country: row.country, network: row.network, target: row.target), default: []
      ].append(place)
    }
    for series in places.values where series.count > 1 { setAside(in: series, of: &rows) }
    return rows
  }

  private func setAside(in places: [Int], of rows: inout [Observation]) {
    let places = places.sorted { Self.precedes(rows[$0], rows[$1]) }
    let groups = groups(of: places, rows).filter { $0.count > 1 }
    guard !groups.isEmpty else { return }
    let sights = places.map { (hour: rows[$0].start / 3600, name: rows[$0].vantagePoint) }
    var told: [String: Int] = [:]
    for sight in sights { told[sight.name, default: 0] += 1 }
    for group in groups {
      fold(group.filter { !rows[$0].isPseudonym }, of: &rows, told)
      let named = group.filter { rows[$0].isPseudonym }
      let people = Set(named.map { rows[$0].vantagePoint }).count
      if people >= crowd, people > Self.ordinary(sights, but: rows[group[0]].start / 3600) {
        fold(named, of: &rows, told)
      }
    }
  }

  /// Rows of one outcome that begin within the time of the first of them.
  private func groups(of places: [Int], _ rows: [Observation]) -> [[Int]] {
    var groups: [[Int]] = []
    var latest: [Outcome: Int] = [:]
    for place in places {
      guard let outcome = rows[place].outcome else { continue }
      if let group = latest[outcome] {
        // Far from all clocks a difference would overflow.
        let (gap, isTooLarge) = rows[place].start.subtractingReportingOverflow(
          rows[groups[group][0]].start)
        if !isTooLarge, gap < seconds {
          groups[group].append(place)
          continue
        }
      }
      latest[outcome] = groups.count
      groups.append([place])
    }
    return groups
  }

  /// Leaves the rows of one vantage point, and sets the others aside.
  private func fold(_ group: [Int], of rows: inout [Observation], _ told: [String: Int]) {
    // Places are in the order of time: of equal ones the first stays.
    guard
      let kept = group.min(by: {
        told[rows[$0].vantagePoint, default: 0] < told[rows[$1].vantagePoint, default: 0]
      })
    else { return }
    let (name, isPseudonym) = (rows[kept].vantagePoint, rows[kept].isPseudonym)
    let others = group.filter { rows[$0].vantagePoint != name }
    guard !others.isEmpty else { return }
    rows[kept].evidence.append(
      "\(others.count) more of the network began within \(seconds) s and say the same: one vote")
    for place in others {
      rows[place].state = .insufficient
      rows[place].rule = .burstSetAside
      rows[place].mechanism = nil
      rows[place].hasArtefact = false
      rows[place].goodput = nil
      // As itself it would still count as somebody who was there.
      rows[place].vantagePoint = name
      rows[place].isPseudonym = isPseudonym
      rows[place].evidence = ["began within \(seconds) s of another that says the same: one vote"]
    }
  }

  /// How many vantage points an hour brings that brings any, the median, but for the hours about one.
  private static func ordinary(_ sights: [(hour: Int64, name: String)], but hour: Int64) -> Int {
    var hours: [Int64: Set<String>] = [:]
    for sight in sights where abs(sight.hour - hour) > 1 {
      hours[sight.hour, default: []].insert(sight.name)
    }
    let counts = hours.values.map(\.count).sorted()
    return counts.isEmpty ? 0 : counts[counts.count / 2]
  }

  private static func precedes(_ one: Observation, _ other: Observation) -> Bool {
    (one.start, one.vantagePoint, one.measurement)
      < (other.start, other.vantagePoint, other.measurement)
  }
}

/// What a row says about its target, as far as bursts are concerned.
private enum Outcome: Hashable {
  case worked, refused, down, failed
}

extension Observation {
  /// `nil` where it says nothing.
  fileprivate var outcome: Outcome? {
    switch state {
    case .ok: .worked
    case .refused: .refused
    case .down: .down
    case .blocked: .failed
    case .insufficient: hasFailed ? .failed : nil
    }
  }
}
