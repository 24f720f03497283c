/// What the rest of a measurement says about the volunteer's line, for the rules of one role.
struct ServiceFacts {
  let service: ServiceMeasurement.Service
  let roles: [RoleTrial]
  let judge: ServiceJudge
  /// Whether traffic goes through a tunnel, which is also how filters on the device are made.
  let isThroughTunnel: Bool

  /// Roles of which a public address was connected to.
  let connected: Set<String>
  /// Roles of which a certificate or a page over TLS was seen.
  let proven: Set<String>
  /// Why somebody between the volunteer and the internet asks to be greeted first.
  let portal: String?
  /// The one address that names of different owners lead to.
  let sharedAddress: IPAddress?
  /// What the service says of itself; `nil` when it says nothing that may be believed.
  let saysUp: Bool?

  /// The country and time of the volunteer, for fingerprints that count in some only.
  let country: String?
  let start: Int64?

  init(_ measurement: ServiceMeasurement, of whole: Measurement, judge: ServiceJudge) {
    country = whole.country
    start = whole.start
    let roles = ServiceTrials(measurement).roles
    self.service = measurement.service
    self.roles = roles
    self.judge = judge
    isThroughTunnel = whole.access?.lowercased() == "vpn"
    connected = Set(roles.filter { $0.isConnected(judge.bogons) }.map(\.role.target))
    proven = Set(
      roles.filter { $0.hosts.contains(where: \.isProven) }.map(\.role.target))
    portal = measurement.exchanges.lazy.compactMap { PortalSign.of($0, judge.bogons) }.first
    sharedAddress = Self.sharedAddress(of: roles, service: measurement.service, judge.bogons)
    saysUp = Self.status(of: roles)
  }

  /// Whether a connection of another role left the volunteer's network.
  func hasLine(beside role: ServiceRole) -> Bool { connected.contains { $0 != role.target } }

  /// Whether a handshake of another role was done.
  func hasTLS(beside role: ServiceRole) -> Bool { proven.contains { $0 != role.target } }

  /// Hosts of all roles but those that only tell how the service is.
  var hosts: [HostTrial] { roles.filter { $0.role.goal != .status }.flatMap(\.hosts) }

  /// Whether the resolver gave a public address for a name of another host.
  func hasAnswers(beside hosts: Set<String>) -> Bool {
    self.hosts.contains { host in
      !hosts.contains(host.host) && host.answers.contains { !judge.bogons.contains($0.address) }
    }
  }

  /// Signal's and Messenger's names lie with different owners or in different racks. WhatsApp's may
  /// one day lead to one address, and Telegram has one name.
  private static func sharedAddress(
    of roles: [RoleTrial], service: ServiceMeasurement.Service, _ bogons: Bogons
  ) -> IPAddress? {
    guard service == .signal || service == .messenger else { return nil }
    let named = roles.filter { $0.role.goal != .status && !$0.answers.isEmpty }
    let addresses = Set(named.flatMap { $0.answers.map(\.address) })
    guard named.count >= 3, addresses.count == 1, let address = addresses.first,
      !bogons.contains(address), !named.contains(where: { $0.hosts.contains(where: \.isProven) }),
      !named.contains(where: { trial in
        trial.answers.contains { $0.network.map(trial.role.homes.contains) ?? false }
      })
    else { return nil }
    return address
  }

  /// Signal answers 127.0.0.1 for the name of its status while it is up and 127.0.0.2 while it is
  /// not (signalapp/Signal-Android, ServiceOutageDetectionJob). A resolver that says 127.0.0.1 for
  /// other names as well is not believed.
  private static func status(of roles: [RoleTrial]) -> Bool? {
    guard let answers = roles.first(where: { $0.role.goal == .status })?.answers,
      answers.count == 1, let address = answers.first?.address, address.isLoopback,
      !roles.contains(where: { trial in
        trial.role.goal != .status && trial.answers.contains { $0.address.isLoopback }
      })
    else { return nil }
    switch address.description {
    case "127.0.0.1": return true
    case "127.0.0.2": return false
    default: return nil
    }
  }
}

/// What gives away a portal, as hotels, trains and cafés have them.
enum PortalSign {
  private static let words = [
    "captive", "hotspot", "portal", "wifi", "wlan", "splash", "guest", "logon", "login",
  ]

  /// - Returns: what was seen; `nil` for an ordinary response.
  static func of(_ exchange: WebMeasurement.Exchange, _ bogons: Bogons) -> String? {
    guard let status = exchange.status, PageAddress(exchange.url)?.isSealed == false else {
      return nil
    }
    // RFC 6585, section 6.
    if status == 511 { return "\(exchange.shownURL.prefix(200)): status 511" }
    guard [301, 302, 303, 307, 308].contains(status),
      let location = exchange.headers.first(where: { $0.name == "location" })?.value,
      let target = PageAddress(location), let own = PageAddress(exchange.url),
      target.host != own.host
    else { return nil }
    let isNear = IPAddress(target.host).map(bogons.contains) ?? false
    let text = location.prefix(500).lowercased()
    guard isNear || words.contains(where: { text.contains($0) }) else { return nil }
    return "\(exchange.shownURL.prefix(200)): sent on to \(location.prefix(200))"
  }
}
