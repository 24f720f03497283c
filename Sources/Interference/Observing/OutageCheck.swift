/// Tells a service that is down from one that is blocked, by what other networks saw of it in the
/// same hours.
///
/// Tests of messengers have no control of their own: "A messenger outage is not censorship"
/// (ooni/probe#1796). The rows of other volunteers are the control:
///
/// - the same role fails in three countries or more, and in most of those that were looked at: it is
///   `down`, and not blocked. Countries where it failed all week long do not count: an outage is that
///   something stops, and several countries block the same messengers for years;
/// - it fails for most vantage points of a network, of two at least, and works in two networks or
///   more elsewhere, with few failing there: it is `blocked`;
/// - it works for others in the same network: whatever failed is the volunteer's own.
///
/// Rows with an artefact, such as a sinkhole's address, stay as they are: three countries may block
/// at once. Rows that say too little to compare with stay `insufficient`.
public struct OutageCheck: Sendable {
  /// Rows of this many seconds before and after count as the same hours, in whole hours.
  public var reach: Int64 = 3600
  /// In so many countries a failure is an outage.
  public var countries = 3
  /// So many vantage points of a network have to fail.
  public var vantagePoints = 2
  /// In so many other networks it has to work.
  public var networksElsewhere = 2
  /// Where it fails in more than this share of the other networks, nothing is said.
  public var mostFailingElsewhere = 0.2

  /// Makes a check with the usual bounds.
  public init() {}

  /// The rows of messengers judged anew, and all other rows as they are, in the same order.
  ///
  /// The result does not depend on the order of the rows.
  ///
  /// - Complexity: O(n log n) for n rows.
  public func judged(_ rows: [Observation]) -> [Observation] {
    var rows = rows
    var places: [String: [Int]] = [:]
    for (index, row) in rows.enumerated() where row.isOfMessenger {
      places[row.target, default: []].append(index)
    }
    for indices in places.values {
      let history = History(indices.map { rows[$0] })
      let hours = Dictionary(grouping: indices) { Self.hour(rows[$0].start) }
      var verdicts: [Int: Observation] = [:]
      let span = max(0, min(reach / 3600, 24 * 28))
      for (hour, own) in hours where own.contains(where: { Self.hasFailed(rows[$0]) }) {
        let near = ((hour - span)...(hour + span)).flatMap { hours[$0] ?? [] }
        let view = SameHours(near.map { rows[$0] }) {
          history.hasFailedAllWeek($0, before: hour - span)
        }
        for index in own where Self.hasFailed(rows[index]) {
          verdicts[index] = judged(rows[index], view)
        }
      }
      for (index, row) in verdicts { rows[index] = row }
    }
    return rows
  }

  static func hour(_ seconds: Int64) -> Int64 {
    // Far from all clocks a sum would overflow.
    let bounded = max(-(1 << 50), min(1 << 50, seconds))
    return bounded >= 0 ? bounded / 3600 : (bounded - 3599) / 3600
  }

  static func hasFailed(_ row: Observation) -> Bool {
    switch row.state {
    case .blocked, .down: true
    case .insufficient: row.rule?.isUncomparedFailure ?? false
    case .ok, .refused: false
    }
  }

  private func judged(_ row: Observation, _ view: SameHours) -> Observation {
    guard !row.hasArtefact, row.rule != .serviceSaysDown else { return row }
    var row = row
    let failing = view.failingCountries
    if failing.count >= countries, failing.count * 2 > view.countries.count {
      row.state = .down
      row.rule = .outageInManyCountries
      row.mechanism = nil
      row.evidence.append(
        "fails in \(failing.count) of \(view.countries.count) countries in these hours: "
          + failing.prefix(12).joined(separator: ", "))
      return row
    }
    guard let number = row.network else { return row }
    let key = SameHours.Network(country: row.country, number: number)
    let own = view.networks[key] ?? SameHours.Count()
    if own.works > own.fails {
      row.state = .insufficient
      row.rule = .outageNeighboursFine
      row.evidence.append("works for \(own.works) other vantage points of the same network")
      return row
    }
    let others = view.networks.filter { $0.key != key }
    let works = others.count { $0.value.works > $0.value.fails }
    let fails = others.count { $0.value.fails >= $0.value.works && $0.key.country != row.country }
    guard own.fails >= vantagePoints, own.fails > own.works, works >= networksElsewhere,
      Double(fails) <= mostFailingElsewhere * Double(works + fails)
    else { return row }
    row.state = .blocked
    if row.rule?.isUncomparedFailure ?? false { row.rule = .outageElsewhereFine }
    row.evidence.append(
      "fails for \(own.fails) of \(own.fails + own.works) vantage points of the network and works"
        + " in \(works) other networks in these hours")
    return row
  }
}

/// Who could reach a role in the same hours. A vantage point counts once.
private struct SameHours {
  struct Network: Hashable {
    var country: String?
    var number: UInt32
  }

  struct Count {
    var works = 0
    var fails = 0
  }

  private(set) var networks: [Network: Count] = [:]
  /// Countries that were looked at.
  private(set) var countries: Set<String> = []
  /// Countries where it failed for most of the vantage points, in order.
  private(set) var failingCountries: [String] = []

  /// - Parameter isHabit: whether the role has failed in a country for long.
  init(_ rows: [Observation], isHabit: (String) -> Bool) {
    struct Person: Hashable {
      var network: Network
      var name: String
    }
    var people: [Person: Count] = [:]
    for row in rows {
      let hasFailed = OutageCheck.hasFailed(row)
      guard hasFailed || row.state == .ok, let number = row.network else { continue }
      let person = Person(
        network: Network(country: row.country, number: number), name: row.vantagePoint)
      if hasFailed {
        people[person, default: Count()].fails += 1
      } else {
        people[person, default: Count()].works += 1
      }
    }
    var byCountry: [String: Count] = [:]
    for (person, count) in people {
      let isWorking = count.works >= count.fails
      networks[person.network, default: Count()].works += isWorking ? 1 : 0
      networks[person.network, default: Count()].fails += isWorking ? 0 : 1
      guard let country = person.network.country else { continue }
      byCountry[country, default: Count()].works += isWorking ? 1 : 0
      byCountry[country, default: Count()].fails += isWorking ? 0 : 1
    }
    let counted = byCountry.filter { $0.value.works >= $0.value.fails || !isHabit($0.key) }
    countries = Set(counted.keys)
    failingCountries = counted.filter { $0.value.fails > $0.value.works }.keys.sorted()
  }
}

/// In which hours a role worked and failed, country by country.
private struct History {
  private struct Hours {
    var works: Set<Int64> = []
    var fails: Set<Int64> = []
  }

  private let countries: [String: (works: [Int64], fails: [Int64])]
  private static let week: Int64 = 24 * 7

  init(_ rows: [Observation]) {
    var hours: [String: Hours] = [:]
    for row in rows {
      guard let country = row.country else { continue }
      let hour = OutageCheck.hour(row.start)
      if OutageCheck.hasFailed(row) {
        hours[country, default: Hours()].fails.insert(hour)
      } else if row.state == .ok {
        hours[country, default: Hours()].works.insert(hour)
      }
    }
    countries = hours.mapValues { ($0.works.sorted(), $0.fails.sorted()) }
  }

  /// Whether it failed a day and more before `hour` and did not work in the whole week before.
  func hasFailedAllWeek(_ country: String, before hour: Int64) -> Bool {
    guard let known = countries[country] else { return false }
    let start = hour - Self.week
    return Self.contains(known.fails, start..<(hour - 24))
      && !Self.contains(known.works, start..<hour)
  }

  private static func contains(_ hours: [Int64], _ range: Range<Int64>) -> Bool {
    var low = 0
    var high = hours.count
    while low < high {
      let middle = (low + high) / 2
      if hours[middle] < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < hours.count && hours[low] < range.upperBound
  }
}

extension Observation {
  /// Whether it is about a messenger: such tests have no control of their own.
  public var isOfMessenger: Bool { ServiceMeasurement.Service(testName: test) != nil }
}
