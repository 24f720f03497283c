/// What of a row matters for comparing it with others: numbers in place of names.
struct Sight {
  var index: Int
  var hour: Int64
  /// `nil` where the network is not known.
  var network: Int?
  var person: Int
  var country: String?
  var hasFailed: Bool
  var hasWorked: Bool

  init(_ row: Observation, index: Int, network: Int?, person: Int) {
    self.index = index
    hour = Self.hour(row.start)
    self.network = network
    self.person = person
    country = row.country
    hasFailed = row.hasFailed
    hasWorked = row.state == .ok
  }

  private static func hour(_ seconds: Int64) -> Int64 {
    // Far from all clocks a sum would overflow.
    let bounded = max(-(1 << 50), min(1 << 50, seconds))
    return bounded >= 0 ? bounded / 3600 : (bounded - 3599) / 3600
  }
}

/// Numbers for networks and for the vantage points in them.
struct PeopleByNetwork {
  private struct Network: Hashable {
    var country: String?
    var number: UInt32
  }
  private struct Person: Hashable {
    var network: Int?
    var name: String
  }

  private var networks: [Network: Int] = [:]
  private var people: [Person: Int] = [:]
  /// The country of each network.
  private(set) var countries: [String?] = []

  mutating func network(of row: Observation) -> Int? {
    guard let number = row.network else { return nil }
    let network = Network(country: row.country, number: number)
    if let known = networks[network] { return known }
    networks[network] = countries.count
    countries.append(row.country)
    return countries.count - 1
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

  private(set) var networks: [Int: Count] = [:]
  /// Networks where it worked for most vantage points, and those where it did not.
  private(set) var working = 0
  private(set) var failing = 0
  private(set) var failingByCountry: [String: Int] = [:]
  /// Countries that were looked at.
  private(set) var countries = 0
  /// Countries where it failed for most of the vantage points, in order.
  private(set) var failingCountries: [String] = []

  /// - Parameter isHabit: whether the role has failed in a country for long.
  init(_ hours: [[Sight]], _ people: PeopleByNetwork, isHabit: (String) -> Bool) {
    var persons: [Int: (network: Int, count: Count)] = [:]
    for sight in hours.joined() where sight.hasFailed || sight.hasWorked {
      guard let network = sight.network else { continue }
      persons[sight.person, default: (network, Count())].count.add(sight.hasWorked)
    }
    for person in persons.values {
      networks[person.network, default: Count()].add(person.count.works >= person.count.fails)
    }
    var byCountry: [String: Count] = [:]
    for (network, count) in networks {
      let country = people.countries[network]
      if count.works > count.fails {
        working += 1
      } else {
        failing += 1
        failingByCountry[country ?? "", default: 0] += 1
      }
      guard let country else { continue }
      byCountry[country, default: Count()].works += count.works
      byCountry[country, default: Count()].fails += count.fails
    }
    let counted = byCountry.filter { $0.value.works >= $0.value.fails || !isHabit($0.key) }
    countries = counted.count
    failingCountries = counted.filter { $0.value.fails > $0.value.works }.keys.sorted()
  }
}

extension SameHours.Count {
  fileprivate mutating func add(_ isWorking: Bool) {
    if isWorking { works += 1 } else { fails += 1 }
  }
}

/// In which hours a role worked and failed, country by country.
struct SightHistory {
  private struct Hours {
    var works: Set<Int64> = []
    var fails: Set<Int64> = []
  }

  private let countries: [String: (works: [Int64], fails: [Int64])]
  private static let week: Int64 = 24 * 7

  init(_ sights: [Sight]) {
    var hours: [String: Hours] = [:]
    for sight in sights {
      guard let country = sight.country else { continue }
      if sight.hasFailed {
        hours[country, default: Hours()].fails.insert(sight.hour)
      } else if sight.hasWorked {
        hours[country, default: Hours()].works.insert(sight.hour)
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
