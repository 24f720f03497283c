/// How far one host could be reached, and what stopped it.
enum HostOutcome {
  case reached(Layer)
  /// Only addresses that no public name has.
  case bogon([IPAddress])
  /// The address that names of different owners lead to.
  case shared(IPAddress)
  /// No address.
  case name(Failure)
  /// No connection.
  case connect([WebMeasurement.Connect])
  /// No handshake.
  case handshake(Failure)
  /// A connection, and then no response.
  case page(Failure)
  /// A response that is not the service's.
  case foreign(String)
  /// Only addresses of version 6 were tried, in a network that has none.
  case onlyV6
  case untried

  /// Those that can be added up have one number.
  var kind: Int {
    switch self {
    case .reached: 0
    case .bogon: 1
    case .shared: 2
    case .name: 3
    case .connect: 4
    case .handshake: 5
    case .page: 6
    case .foreign: 7
    case .onlyV6: 8
    case .untried: 9
    }
  }

  /// Whether it says that the host was not reached, and not merely nothing.
  var isFailure: Bool { 1...7 ~= kind }
}

extension HostTrial {
  func outcome(for goal: ServiceRole.Goal, _ facts: ServiceFacts) -> HostOutcome {
    if host.isEmpty { return centres }
    if goal == .page, let page = decisive {
      if page.failure == nil, page.status != nil { return pageOutcome(page, facts) }
    } else if isProven {
      return .reached(.tls)
    }
    let addresses = answers.map(\.address)
    if !addresses.isEmpty, addresses.allSatisfy(facts.judge.bogons.contains) {
      return .bogon(addresses)
    }
    if let shared = facts.sharedAddress, addresses.contains(shared) { return .shared(shared) }
    if let failure = nameFailure { return .name(failure) }
    return goal == .connection ? connection : way
  }

  /// A page over TLS is the service's; one in clear may be anybody's and is believed only where no
  /// address is strange.
  private func pageOutcome(
    _ page: WebMeasurement.Exchange, _ facts: ServiceFacts
  ) -> HostOutcome {
    if PageAddress(page.url)?.isSealed == true { return .reached(.http) }
    let addresses = answers.map(\.address)
    if !addresses.isEmpty, addresses.allSatisfy(facts.judge.bogons.contains) {
      return .bogon(addresses)
    }
    return .reached(.http)
  }

  private var connection: HostOutcome {
    if counted.isEmpty { return connects.isEmpty ? .untried : .onlyV6 }
    if counted.contains(where: { $0.failure == nil }) { return .reached(.tcp) }
    return .connect(counted)
  }

  private var way: HostOutcome {
    let failed = handshakes.first { $0.failure != nil }?.failure
    if let failed { return .handshake(failed) }
    let sealed = counted.filter { $0.endpoint.port == 443 }
    let tried = sealed.isEmpty ? counted : sealed
    if !tried.isEmpty, tried.allSatisfy({ $0.failure != nil }) { return .connect(tried) }
    if tried.isEmpty, !connects.isEmpty { return .onlyV6 }
    guard let failure = decisive?.failure else { return .untried }
    return failure.isOfDNS ? .name(failure) : .page(failure)
  }

  /// The data centres of Telegram: a pool of addresses that answer any request in clear.
  private var centres: HostOutcome {
    if !counted.isEmpty, counted.allSatisfy({ $0.failure != nil }) { return .connect(counted) }
    if counted.isEmpty, exchanges.isEmpty { return connects.isEmpty ? .untried : .onlyV6 }
    guard !exchanges.isEmpty else { return .reached(.tcp) }
    let answered = exchanges.filter { $0.failure == nil && $0.status != nil }
    if let own = answered.first(where: { $0.redirect == nil && $0.status != 511 }) {
      return own.status == nil ? .untried : .reached(.http)
    }
    if let foreign = answered.first {
      let to = foreign.redirect.map { " and sends on to \($0.host)" } ?? ""
      return .foreign("\(foreign.url.prefix(100)) answers \(foreign.status ?? 0)\(to)")
    }
    return exchanges.lazy.compactMap(\.failure).first.map { .page($0) } ?? .untried
  }
}
