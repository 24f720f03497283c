/// What was tried of one host.
struct HostTrial {
  /// In lower case; empty for endpoints that were known by address.
  var host: String
  var queries: [WebMeasurement.Query] = []
  var connects: [WebMeasurement.Connect] = []
  var handshakes: [WebMeasurement.Handshake] = []
  var exchanges: [WebMeasurement.Exchange] = []

  /// What the system's resolver answered, without repetitions.
  private(set) var answers: [WebMeasurement.Answer] = []
  /// Why the system's resolver gave nothing; that a name has no address of version 6 is ordinary.
  private(set) var nameFailure: Failure?

  init(host: String) { self.host = host }

  mutating func add(_ query: WebMeasurement.Query) {
    queries.append(query)
    guard query.engine == .system else { return }
    for answer in query.answers where answers.count < Self.mostAnswers {
      if !answers.contains(where: { $0.address == answer.address }) { answers.append(answer) }
    }
    if answers.isEmpty, nameFailure == nil,
      !(query.asksForV6 && query.failure == .dnsNoAnswer)
    {
      nameFailure = query.failure
    }
    if !answers.isEmpty { nameFailure = nil }
  }

  /// Names of messengers have a dozen at most.
  private static let mostAnswers = 64

  /// Connections, without those of version 6 in a network that has none.
  var counted: [WebMeasurement.Connect] { connects.filter { !$0.isOfBrokenV6 } }

  /// Whether a page came over TLS or a handshake was done whose certificate was checked.
  var isProven: Bool {
    exchanges.contains {
      $0.failure == nil && $0.status != nil && PageAddress($0.url)?.isSealed == true
    } || handshakes.contains { $0.failure == nil && !$0.isUnchecked }
  }

  /// The request that counts: one over TLS where there is one, and of those one that was answered. A
  /// page in clear beside it may be sent elsewhere by anybody, and Telegram's and WhatsApp's own are.
  var decisive: WebMeasurement.Exchange? {
    let sealed = exchanges.filter { PageAddress($0.url)?.isSealed == true }
    let counted = sealed.isEmpty ? exchanges : sealed
    return counted.first { $0.failure == nil && $0.status != nil } ?? counted.last
  }
}

extension WebMeasurement.Connect {
  /// That a network without version 6 reaches no address of version 6 says nothing about a service.
  var isOfBrokenV6: Bool {
    guard !endpoint.address.isV4, let failure else { return false }
    return failure.isOfRoute || failure.isOfDevice
  }
}

/// What was tried of one role.
struct RoleTrial {
  var role: ServiceRole
  var hosts: [HostTrial]

  var connects: [WebMeasurement.Connect] { hosts.flatMap(\.counted) }
  var answers: [WebMeasurement.Answer] { hosts.flatMap(\.answers) }

  /// Whether a connection to a public address was made.
  func isConnected(_ bogons: Bogons) -> Bool {
    hosts.contains { host in
      host.connects.contains { $0.failure == nil && !bogons.contains($0.endpoint.address) }
    }
  }
}

/// The steps of a measurement, given to the roles that they belong to.
struct ServiceTrials {
  /// In the order of their targets.
  let roles: [RoleTrial]

  /// More hosts than these are no messenger's, and more connections to one are no program's.
  private static let mostHosts = 64
  private static let mostConnects = 512
  /// RFC 1035, section 2.3.4.
  private static let longestName = 255

  init(_ measurement: ServiceMeasurement) {
    var hosts: [HostTrial] = []
    var places: [String: Int] = [:]
    func place(_ host: String) -> Int? {
      if let known = places[host] { return known }
      guard hosts.count < Self.mostHosts, host.utf8.count <= Self.longestName else { return nil }
      places[host] = hosts.count
      hosts.append(HostTrial(host: host))
      return hosts.count - 1
    }
    // Several names may lead to one address: what befell it befell them all.
    var owners: [IPAddress: [Int]] = [:]
    for query in measurement.queries {
      let host = PageAddress.folded(query.host)
      guard !host.isEmpty, IPAddress(host) == nil, let place = place(host) else { continue }
      hosts[place].add(query)
      for answer in query.answers where owners[answer.address]?.contains(place) != true {
        owners[answer.address, default: []].append(place)
      }
    }
    for exchange in measurement.exchanges {
      guard let page = PageAddress(exchange.url) else { continue }
      let host = IPAddress(page.host) == nil ? page.host : ""
      if let place = place(host) { hosts[place].exchanges.append(exchange) }
    }
    for handshake in measurement.handshakes {
      let name = PageAddress.folded(handshake.serverName)
      if IPAddress(name) == nil, let place = place(name) {
        hosts[place].handshakes.append(handshake)
      }
    }
    for connect in measurement.connects {
      for place in owners[connect.endpoint.address] ?? place("").map({ [$0] }) ?? []
      where hosts[place].connects.count < Self.mostConnects {
        hosts[place].connects.append(connect)
      }
    }
    var roles: [String: RoleTrial] = [:]
    for trial in hosts {
      // Only Telegram has addresses in its program; elsewhere a step without a name is a step whose
      // name was lost.
      if trial.host.isEmpty, measurement.service != .telegram { continue }
      let role =
        trial.host.isEmpty
        ? ServiceRole.dataCentres : ServiceRole.of(trial.host, in: measurement.service)
      roles[role.target, default: RoleTrial(role: role, hosts: [])].hosts.append(trial)
    }
    self.roles = roles.values.sorted { $0.role.target < $1.role.target }
  }
}
