/// What follows from addresses that no public name has.
struct BogonVerdict {
  let rules: RoleRules
  let hosts: [HostTrial]

  func of(_ addresses: [IPAddress]) -> LayerVerdict {
    let facts = rules.facts
    let evidence = hosts.map { "\($0.host) answered \(rules.addresses($0.answers))" }
    func isOwn(_ address: IPAddress) -> Bool {
      address.isLoopback || address.isUnspecified
    }
    // Filters on a device answer with the device, and some have a server there that takes the
    // connection; no network can let a connection to the device itself succeed.
    let taken = hosts.flatMap(\.connects).first { $0.failure == nil && isOwn($0.endpoint.address) }
    let isProxied = addresses.contains(where: \.isHandedOutByProxies)
    if taken != nil || isProxied || (facts.isThroughTunnel && addresses.contains(where: isOwn)) {
      return rules.say(
        .dns, .insufficient, 0, .ownDeviceAnswers,
        evidence + (taken.map { ["\(rules.text($0.endpoint)) takes connections"] } ?? []))
    }
    if let portal = facts.portal {
      return rules.say(.http, .insufficient, 0, .captivePortal, evidence + [portal])
    }
    // A portal answers so for every name; who does it for some only chooses.
    let isChosen = facts.hasAnswers(beside: Set(hosts.map(\.host)))
    let likelihood = isChosen ? 0.9 : addresses.contains(where: isOwn) ? 0.6 : 0.75
    return rules.say(
      .dns, .blocked, how: .dnsBogon, likelihood, .serviceBogonAnswer,
      evidence + (isChosen ? ["other names are answered with public addresses"] : []))
  }
}

/// What follows from names without an address.
struct NameVerdict {
  let rules: RoleRules
  let hosts: [HostTrial]

  func of(_ failure: Failure) -> LayerVerdict {
    let facts = rules.facts
    let names = Set(hosts.map(\.host))
    let hasLine = facts.hasLine(beside: rules.role) || facts.hasAnswers(beside: names)
    let mechanism = Self.mechanism(of: failure)
    let evidence = hosts.map { "\($0.host): \(rules.text($0.nameFailure ?? failure))" }
    if hasLine, let denied = denied {
      return rules.say(
        .dns, .blocked, how: mechanism, 0.7, .namesDenied,
        evidence + ["\(denied.count) of \(denied.all) names of \(denied.domain) are denied"])
    }
    // A resolver that says of such a name that it does not exist is wrong; a failure may be anything.
    if hasLine, rules.role.isForPeople, failure == .dnsNoSuchName || failure == .dnsRefused {
      return rules.say(
        .dns, .blocked, how: mechanism, 0.6, .namesDenied,
        evidence + ["the volunteer's line works"])
    }
    return rules.say(
      .dns, .insufficient, how: mechanism, 0.5, hasLine ? .oneNameMissing : .noNameAnswered,
      evidence)
  }

  /// Three names or more of one domain, and two thirds of those that were asked for: one name can
  /// have been given up, and was (`api.directory.signal.org`), a domain's names together are not.
  private var denied: (count: Int, all: Int, domain: String)? {
    guard let domain = hosts.first.map({ Self.domain(of: $0.host) }) else { return nil }
    let asked = rules.facts.roles.flatMap(\.hosts).filter {
      !$0.queries.isEmpty && Self.domain(of: $0.host) == domain
    }
    let denied = asked.filter { host in
      host.nameFailure.map {
        [.dnsNoSuchName, .dnsRefused, .dnsNoAnswer, .dnsNoDataOnAndroid].contains($0)
      } ?? false
    }
    guard denied.count >= 3, denied.count * 3 >= asked.count * 2 else { return nil }
    return (denied.count, asked.count, domain)
  }

  /// The last two labels.
  private static func domain(of host: String) -> String {
    host.split(separator: ".").suffix(2).joined(separator: ".")
  }

  static func mechanism(of failure: Failure) -> Mechanism {
    switch failure {
    case .dnsNoSuchName, .dnsNoDataOnAndroid: .dnsNoSuchName
    case .dnsRefused: .dnsRefused
    case .timeout: .dnsTimeout
    default: .dnsOtherFailure
    }
  }
}

extension IPAddress {
  /// Whether it is 0.0.0.0 or ::, which on most systems is the machine's own.
  var isUnspecified: Bool { high == 0 && low == 0 }
}
