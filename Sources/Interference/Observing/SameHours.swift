/// What of a row matters for comparing it with others: numbers in place of names.
struct Sight {
  var index: Int
  var hour: Int64
  /// Seconds since 1970.
  var start: Int64
  /// `nil` where the network is not known.
  var network: Int?
  var person: Int
  var country: String?
  var hasFailed: Bool
  var hasWorked: Bool

  init(_ row: Observation, index: Int, network: Int?, person: Int) {
    self.index = index
    hour = Self.hour(row.start)
    start = row.start
    self.network = network
    self.person = person
    country = row.country
    hasFailed = row.hasFailed
    hasWorked = row.state == .ok
  }

  static func hour(_ seconds: Int64) -> Int64 {
    // Far from all clocks a sum would overflow.
    let bounded = max(-(1 << 50), min(1 << 50, seconds))
    return bounded >= 0 ? bounded / 3600 : (bounded - 3599) / 3600
  }
}

/// Numbers for networks and for the vantage points in them.
struct PeopleByNetwork {
  struct Network: Hashable {
    var country: String?
    var number: UInt32

    /// `nil` where it is not known.
    init?(of row: Observation) {
      guard let number = row.network else { return nil }
      country = row.country
      self.number = number
    }
  }
  private struct Person: Hashable {
    var network: Int?
    var name: String
  }

  private var networks: [Network: Int] = [:]
  private var people: [Person: Int] = [:]
  /// Each network, by its number here.
  private(set) var names: [Network] = []

  mutating func network(of row: Observation) -> Int? {
    guard let network = Network(of: row) else { return nil }
    if let known = networks[network] { return known }
    networks[network] = names.count
    names.append(network)
    return names.count - 1
  }

  mutating func person(of row: Observation) -> Int {
    let person = Person(network: network(of: row), name: row.vantagePoint)
    if let known = people[person] { return known }
    let number = people.count
    people[person] = number
    return number
  }
}

/// Who could reach a role in the same hours. A vantage point counts once.
struct SameHours {
  struct Count {
    var works = 0
    var fails = 0
  }

  struct Country {
    /// Its networks, each by most of its vantage points.
    var networks = Count()
    var people = Count()
    /// How many vantage points fail on lines that are not known to be dead.
    var failsOnGoodLines = 0
    /// From its first success to its last; `nil` without one.
    var times: ClosedRange<Int64>?
    /// Whether the role failed there most of the week before.
    var isHabit = false

    /// Successes weigh as much as failures at least: they are harder to come by.
    var isReaching: Bool { networks.works > 0 && networks.works >= networks.fails }
    var isFailing: Bool { networks.fails > networks.works }
  }

  private(set) var networks: [Int: Count] = [:]
  private(set) var countries: [String: Country] = [:]
  /// Networks whose country is not known, in which it worked.
  private var homelessWorking = 0

  /// - Parameters:
  ///   - isHabit: whether the role has failed in a country for long.
  ///   - isLineDead: whether nothing else works in a network either.
  init(
    _ hours: [[Sight]], _ people: PeopleByNetwork, isHabit: (String) -> Bool,
    isLineDead: (Int) -> Bool
  ) {
    var persons: [Int: (network: Int, count: Count)] = [:]
    for sight in hours.joined() where sight.hasFailed || sight.hasWorked {
      guard let network = sight.network else { continue }
      persons[sight.person, default: (network, Count())].count.add(sight.hasWorked)
      if sight.hasWorked, let country = people.names[network].country {
        countries[country, default: Country()].see(sight.start)
      }
    }
    for person in persons.values {
      networks[person.network, default: Count()].add(person.count.works >= person.count.fails)
    }
    for (network, count) in networks {
      guard let country = people.names[network].country else {
        homelessWorking += count.works > count.fails ? 1 : 0
        continue
      }
      countries[country, default: Country()].add(
        count, isLineDead: count.fails > 0 && isLineDead(network))
    }
    for country in countries.keys { countries[country]?.isHabit = isHabit(country) }
  }

  /// Countries that reach it.
  var reaching: [String: Country] { countries.filter { !$0.value.isHabit && $0.value.isReaching } }

  /// Countries in which it fails for so many vantage points at least, in the order of their names.
  func failing(_ vantagePoints: Int) -> [String] {
    countries.filter {
      !$0.value.isHabit && $0.value.isFailing && $0.value.failsOnGoodLines >= vantagePoints
    }.keys.sorted()
  }

  /// Countries in which it fails as it did most of the week before.
  var habitual: [String] {
    countries.filter { $0.value.isHabit && $0.value.isFailing }.keys.sorted()
  }

  /// How many networks reach it, of countries that are witnesses and of this one.
  func networksWorking(besides own: String?) -> Int {
    countries.reduce(homelessWorking) {
      $0 + ($1.value.isHabit && $1.key != own ? 0 : $1.value.networks.works)
    }
  }
}

extension SameHours.Count {
  fileprivate mutating func add(_ isWorking: Bool) {
    if isWorking { works += 1 } else { fails += 1 }
  }
}

extension SameHours.Country {
  fileprivate mutating func add(_ network: SameHours.Count, isLineDead: Bool) {
    people.works += network.works
    people.fails += network.fails
    if network.works > network.fails { networks.works += 1 }
    if network.fails > network.works { networks.fails += 1 }
    if !isLineDead { failsOnGoodLines += network.fails }
  }

  fileprivate mutating func see(_ time: Int64) {
    guard let times else {
      self.times = time...time
      return
    }
    self.times = min(times.lowerBound, time)...max(times.upperBound, time)
  }
}
