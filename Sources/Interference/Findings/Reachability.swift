public import Record

/// Whether a target could be reached from a country's networks in a span of time.
public struct Reachability: Sendable {
  /// The observations of one network, or of several together.
  public struct Row: Sendable, Hashable {
    /// The network; `nil` for several together, or for one that is not known.
    public var network: UInt32?
    /// How many networks stand together; `nil` for one alone.
    public var together: Int?
    /// What they say.
    public var count: ObservationCount
    /// Whether its counts may be shown.
    public var isShown: Bool
    /// What of its counts may be shown.
    public var published: PublishedCount
    /// The days that may be shown by themselves, and those of them whose blocked count may be.
    var days: Set<CivilDay> = []
    var blockedDays: Set<CivilDay> = []
  }

  /// The observations of one day.
  public struct Cell: Sendable, Hashable {
    /// The day (UTC).
    public var day: CivilDay
    /// The network; `nil` for all together.
    public var network: UInt32?
    /// What they say.
    public var count: ObservationCount
    /// What of that may be shown.
    public var published: PublishedCount

    /// Whether anything is left to be shown.
    var isTold: Bool { published.judged != nil }
  }

  /// What was tried.
  public var target: String
  /// From which country.
  public var country: String
  /// The networks, the most measured first; those below the floor last, together.
  public private(set) var rows: [Row] = []
  /// All rows that may be shown, added up.
  public private(set) var total = ObservationCount()
  /// What of that may be shown.
  public private(set) var publishedTotal: PublishedCount
  /// The days that may be shown: of all networks, then of each.
  public private(set) var cells: [Cell] = []
  /// Observations that show interference, the first of each network and mechanism.
  public private(set) var witnesses: [Observation] = []
  /// All observations that are told of.
  private(set) var observations: [Observation] = []

  /// Adds up the observations of one target and country.
  ///
  /// - Parameter observations: in any order; each measurement once.
  public init(
    of target: String, in country: String, _ observations: [Observation],
    floor: DisclosureFloor = DisclosureFloor()
  ) {
    self.target = target
    self.country = country
    let sorted = observations.sorted { ($0.start, $0.measurement) < ($1.start, $1.measurement) }
    var named: [NetworkDays] = []
    var rest: [Observation] = []
    for (network, own) in Dictionary(grouping: sorted, by: \.network) {
      if let network, let days = NetworkDays(network, own, floor) {
        named.append(days)
      } else {
        rest += own
      }
    }
    named.sort { ($1.kept.count, $0.network) < ($0.kept.count, $1.network) }
    rows = named.map(\.row)
    let restRow = Self.restRow(rest, floor)
    rows += [restRow].compactMap(\.self)
    for row in rows where row.isShown { total.add(row.count) }
    let shown = (named.flatMap(\.kept) + (restRow?.isShown == true ? rest : [])).sorted {
      ($0.start, $0.measurement) < ($1.start, $1.measurement)
    }
    let own = named.flatMap(\.cells)
    publishedTotal = PublishedCount(total, floor)
    publishedTotal.protect(
      parts: rows.filter(\.isShown).map(\.published), rest: ObservationCount())
    let together = Self.together(shown, beside: own, floor)
    cells =
      (Self.protected(together, in: publishedTotal, shown) + own).filter(\.isTold)
    witnesses = Witnesses.first(among: shown, of: rows)
    self.observations = shown
  }

  private static func restRow(_ rest: [Observation], _ floor: DisclosureFloor) -> Row? {
    guard !rest.isEmpty else { return nil }
    var count = ObservationCount()
    for observation in rest { count.add(observation) }
    let isShown = floor.admits(vantagePoints: count.vantagePoints, networks: count.networks)
    return Row(
      network: nil, together: count.networks, count: count, isShown: isShown,
      published: PublishedCount(count, floor))
  }

  /// What the networks say together: interference in one of them is said, however many others are
  /// free of it.
  public var state: FindingState {
    let states = rows.filter(\.isShown).map(\.published.state)
    for state in [FindingState.blocked, .likelyBlocked, .impaired] where states.contains(state) {
      return state
    }
    return publishedTotal.state
  }

  /// The days of all networks together. What is left of a day when the networks that are shown are
  /// taken away must be fit to be shown as well: readers can subtract.
  private static func together(
    _ observations: [Observation], beside own: [Cell], _ floor: DisclosureFloor
  ) -> [Cell] {
    let told = Dictionary(grouping: own, by: \.day).mapValues { Set($0.map(\.network)) }
    let days = Dictionary(grouping: observations) { CivilDay(of: $0.start) }
    let kept = days.sorted { $0.key < $1.key }.flatMap { day, observations in
      let named = told[day] ?? []
      var rest = ObservationCount()
      for one in observations where !named.contains(one.network) { rest.add(one) }
      if floor.admits(vantagePoints: rest.vantagePoints, networks: rest.networks) {
        return observations
      }
      return observations.filter { named.contains($0.network) }
    }
    let parts = Dictionary(grouping: own, by: \.day)
    let left = Dictionary(
      grouping: kept.filter { told[CivilDay(of: $0.start)]?.contains($0.network) != true },
      by: { CivilDay(of: $0.start) })
    return cells(of: kept, network: nil, floor).map { cell in
      var cell = cell
      cell.published.protect(
        parts: parts[cell.day]?.map(\.published) ?? [],
        rest: ObservationCount(of: left[cell.day] ?? []), isStrict: true)
      return cell
    }
  }

  /// The days of a sum, so that none of them can be had from the sum and the others.
  ///
  /// - Parameter observations: all that the sum counts.
  static func protected(
    _ cells: [Cell], in sum: PublishedCount, _ observations: [Observation]
  ) -> [Cell] {
    let days = Set(cells.map(\.day))
    let rest = ObservationCount(of: observations.filter { !days.contains(CivilDay(of: $0.start)) })
    var parts = cells.map(\.published)
    PublishedCount.protect(sum, &parts, rest: rest)
    return zip(cells, parts).map { cell, part in
      var cell = cell
      cell.published = part
      return cell
    }
  }

  static func cells(
    of observations: [Observation], network: UInt32?, _ floor: DisclosureFloor
  ) -> [Cell] {
    var counts: [(day: CivilDay, count: ObservationCount)] = []
    for observation in observations {
      let day = CivilDay(of: observation.start)
      if counts.last?.day != day { counts.append((day, ObservationCount())) }
      counts[counts.count - 1].count.add(observation)
    }
    return counts.filter {
      floor.admits(vantagePoints: $0.count.vantagePoints, networks: $0.count.networks)
    }.map {
      Cell(
        day: $0.day, network: network, count: $0.count,
        published: PublishedCount($0.count, floor))
    }
  }
}
