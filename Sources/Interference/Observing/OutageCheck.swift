/// Tells a service that is down from one that is blocked, by what other networks saw of it in the
/// same hours.
///
/// Tests of messengers have no control of their own: "A messenger outage is not censorship"
/// (ooni/probe#1796). The rows of other volunteers are the control. A country weighs one, however
/// many reports it sends, and a network one within it; a country where the role failed most of the
/// week before is no witness at all, neither as failing nor as reaching: several countries block the
/// same messengers for years.
///
/// - `down`: the role fails in three countries or more, and in four others for each that reaches it. A country
///   counts as failing where two vantage points or more fail, on lines on which other messengers
///   work, if any were tried. An outage shows everywhere at once: where many reach a service it is up;
/// - `blocked`: it fails for most vantage points of a network, of two at least, and works in two
///   networks or more elsewhere, while few countries fail (a fifth). Where more fail, three countries
///   at least and as many as fail have to reach it, with two vantage points each, before and after:
///   at the edges of an outage some reached it before and others fail after;
/// - it works for others in the same network: whatever failed is the volunteer's own.
///
/// Rows with an artefact, such as a sinkhole's address, stay as they are: three countries may block
/// at once. Rows that say too little to compare with stay `insufficient`.
public struct OutageCheck: Sendable {
  /// Rows of this many seconds before and after count as the same hours, in whole hours.
  public var reach: Int64 = 3600
  /// In so many countries a failure is an outage, and so many prove a service up where others fail.
  public var countries = 3
  /// So many others have to fail for each that reaches the service: no country is a witness in its own
  /// matter.
  public var failingForEachReaching = 4
  /// So many vantage points of a network, or of a country, have to agree.
  public var vantagePoints = 2
  /// In so many other networks it has to work.
  public var networksElsewhere = 2
  /// Up to this share of failing countries elsewhere nothing more is asked.
  public var fewFailingElsewhere = 0.2

  /// Makes a check with the usual bounds.
  public init() {}

  /// The rows of messengers judged anew, and all other rows as they are, in the same order.
  ///
  /// The result does not depend on the order of the rows.
  ///
  /// - Complexity: O(n) for n rows, beside the sorting of hours.
  public func judged(_ rows: consuming [Observation]) -> [Observation] {
    var lines = LineHealth()
    lines.add(rows)
    return judged(rows, lines)
  }

  /// The rows of some targets, but all of these, judged by what the rows of all messengers say of the
  /// lines.
  func judged(_ rows: consuming [Observation], _ lines: LineHealth) -> [Observation] {
    var sights: [String: [Sight]] = [:]
    var people = PeopleByNetwork()
    for (index, row) in rows.enumerated() where row.isOfMessenger {
      let sight = Sight(
        row, index: index, network: people.network(of: row), person: people.person(of: row))
      sights[row.target, default: []].append(sight)
    }
    let span = max(0, min(reach / 3600, 24 * 28))
    for sights in sights.values {
      let history = SightHistory(sights)
      let hours = Dictionary(grouping: sights, by: \.hour)
      for (hour, own) in hours where own.contains(where: \.hasFailed) {
        let around = (hour - span)...(hour + span)
        let view = SameHours(
          around.compactMap { hours[$0] }, people,
          isHabit: { history.hasFailedMostOfTheWeek($0, before: hour - span) },
          isLineDead: {
            lines.isDead(people.names[$0], in: around, besides: rows[own[0].index].test)
          })
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
    let failing = view.failing(vantagePoints)
    let others = failing.filter { $0 != row.country }
    let reaching = view.reaching.count
    if failing.count >= countries, others.count >= failingForEachReaching * reaching {
      row.state = .down
      row.rule = .outageInManyCountries
      row.mechanism = nil
      row.evidence.append(
        "fails in \(failing.count) of \(failing.count + reaching) countries in these hours: "
          + Self.list(failing))
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
    let works = view.networksWorking(besides: row.country)
    // Where most of the world fails week after week, the test may be what is broken.
    let habitual = view.habitual.filter { $0 != row.country }
    guard works >= networksElsewhere, works >= habitual.count,
      isUp(sight, row.country, view, failing: others.count)
    else { return row }
    row.state = .blocked
    if row.rule?.isUncomparedFailure ?? false { row.rule = .outageElsewhereFine }
    row.evidence.append(
      "fails for \(own.fails) of \(own.fails + own.works) vantage points of the network and works"
        + " in \(works) other networks in these hours"
        + (others.isEmpty ? "" : "; fails also in " + Self.list(others)))
    return row
  }

  /// Whether enough others reach the service at the time of a row for it to be up.
  private func isUp(_ sight: Sight, _ country: String?, _ view: SameHours, failing: Int) -> Bool {
    let reaching = view.reaching.filter { $0.key != country }
    guard Double(failing) > fewFailingElsewhere * Double(failing + reaching.count) else {
      return true
    }
    let steady = reaching.values.count {
      $0.people.works >= vantagePoints && $0.times?.contains(sight.start) ?? false
    }
    return steady >= max(countries, failing)
  }

  private static func list(_ countries: [String]) -> String {
    countries.prefix(12).joined(separator: ", ")
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
