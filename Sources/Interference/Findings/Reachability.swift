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
  /// The networks, the most measured first; those below the floor last, together, where together they pass
  /// it: else not even that they are there is told, for it could be one volunteer's.
  public private(set) var rows: [Row] = []
  /// All rows that may be shown, added up.
  public private(set) var total = ObservationCount()
  /// What of that may be shown.
  public private(set) var publishedTotal: PublishedCount
  /// The days that may be shown: of all networks, then of each.
  public private(set) var cells: [Cell] = []
  /// Observations that show interference, the first of each network and mechanism.
  public private(set) var witnesses: [Observation] = []
  /// What is told of networks and of several together, in blocks.
  private(set) var parts: [NetworkDays] = []
  /// All observations that are told of.
  private(set) var observations: [Observation] = []

  /// Adds up the observations of one target and country.
  ///
  /// - Parameter observations: in any order; each measurement once.
  public init(
    of target: String, in country: String, _ observations: [Observation],
    floor: DisclosureFloor = DisclosureFloor()
  ) {
    self.init(of: target, in: country, observations, floor: floor, closed: [])
  }

  /// - Parameter closed: days that are not told by themselves.
  init(
    of target: String, in country: String, _ observations: [Observation], floor: DisclosureFloor,
    closed: Set<VersionChain.ClosedDay>
  ) {
    self.target = target
    self.country = country
    let sorted = observations.sorted { ($0.start, $0.measurement) < ($1.start, $1.measurement) }
    var named: [NetworkDays] = []
    var rest: [Observation] = []
    for (network, own) in Dictionary(grouping: sorted, by: \.network) {
      if let network, let days = NetworkDays(network, own, floor, closed) {
        named.append(days)
      } else {
        rest += own
      }
    }
    named.sort { ($1.kept.count, $0.network ?? 0) < ($0.kept.count, $1.network ?? 0) }
    rest.sort { ($0.start, $0.measurement) < ($1.start, $1.measurement) }
    let together = NetworkDays(nil, rest, floor, closed)
    let shown = named + [together].compactMap(\.self)
    parts = shown
    rows = shown.map(\.row)
    for one in shown { total.add(one.row.count) }
    publishedTotal = PublishedCount(
      total, floor,
      hidden: Subtraction(parts: shown.map(\.blocks.part), floor: floor).withheld())
    publishedTotal.hideMechanisms(beside: shown.map(\.row.published))
    cells = Self.days(of: shown, floor) + named.flatMap(\.cells)
    self.observations = shown.flatMap(\.kept).sorted {
      ($0.start, $0.measurement) < ($1.start, $1.measurement)
    }
    witnesses = Witnesses.first(among: self.observations, of: rows)
  }

  /// What the networks say together: interference in one of them is said, however many others are
  /// free of it; and that the target could be reached only where one of them says so by itself.
  public var state: FindingState {
    let states = rows.map(\.published.state)
    for state in [FindingState.blocked, .likelyBlocked, .impaired] where states.contains(state) {
      return state
    }
    let state = publishedTotal.state
    guard state == .ok || state == .insufficient else { return state }
    return states.contains(.ok) && total[.ok] * 2 >= total.judged ? .ok : .insufficient
  }

  /// The days of all networks together: what of each is a block of that day. What is withheld in one is
  /// withheld in all of them together, for it may stand in the sum of its network as well.
  private static func days(of shown: [NetworkDays], _ floor: DisclosureFloor) -> [Cell] {
    let all = shown.flatMap(\.cells)
    return Dictionary(grouping: all, by: \.day).sorted { $0.key < $1.key }.map { day, own in
      let count = own.reduce(into: ObservationCount()) { $0.add($1.count) }
      let hidden = own.reduce(into: Set<LayerState>()) { $0.formUnion($1.published.hidden) }
      return Cell(
        day: day, network: nil, count: count,
        published: PublishedCount(count, floor, hidden: hidden))
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
      floor.admits(vantagePoints: $0.count.vantagePoints, networks: $0.count.knownNetworks)
    }.map {
      Cell(
        day: $0.day, network: network, count: $0.count,
        published: PublishedCount($0.count, floor))
    }
  }
}
