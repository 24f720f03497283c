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
  /// - Complexity: O(n) for n rows, beside the sorting of hours.
  public func judged(_ rows: [Observation]) -> [Observation] {
    var rows = rows
    var sights: [String: [Sight]] = [:]
    var people = PeopleByNetwork()
    for (index, row) in rows.enumerated() where row.isOfMessenger {
      sights[row.target, default: []].append(
        Sight(row, index: index, network: people.network(of: row), person: people.person(of: row)))
    }
    let span = max(0, min(reach / 3600, 24 * 28))
    for sights in sights.values {
      let history = SightHistory(sights)
      let hours = Dictionary(grouping: sights, by: \.hour)
      for (hour, own) in hours where own.contains(where: \.hasFailed) {
        let near = ((hour - span)...(hour + span)).compactMap { hours[$0] }
        let view = SameHours(near, people) { history.hasFailedAllWeek($0, before: hour - span) }
        for sight in own where sight.hasFailed {
          rows[sight.index] = judged(rows[sight.index], sight, view)
        }
      }
    }
    return rows
  }

  private func judged(_ row: Observation, _ sight: Sight, _ view: SameHours) -> Observation {
    guard !row.hasArtefact, row.rule != .serviceSaysDown else { return row }
    var row = row
    let failing = view.failingCountries
    if failing.count >= countries, failing.count * 2 > view.countries {
      row.state = .down
      row.rule = .outageInManyCountries
      row.mechanism = nil
      row.evidence.append(
        "fails in \(failing.count) of \(view.countries) countries in these hours: "
          + failing.prefix(12).joined(separator: ", "))
      return row
    }
    guard let network = sight.network else { return row }
    let own = view.networks[network] ?? SameHours.Count()
    if own.works > own.fails {
      row.state = .insufficient
      row.rule = .outageNeighboursFine
      row.evidence.append("works for \(own.works) other vantage points of the same network")
      return row
    }
    guard own.fails >= vantagePoints, own.fails > own.works else { return row }
    let works = view.working
    let fails = view.failing - (view.failingByCountry[row.country ?? ""] ?? 0)
    guard works >= networksElsewhere,
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

extension Observation {
  /// Whether the target was tried and not reached, for whatever reason.
  var hasFailed: Bool {
    switch state {
    case .blocked, .down: true
    case .insufficient: rule?.isUncomparedFailure ?? false
    case .ok, .refused: false
    }
  }
}

extension Observation {
  /// Whether it is about a messenger: such tests have no control of their own.
  public var isOfMessenger: Bool { ServiceMeasurement.Service(testName: test) != nil }
}
