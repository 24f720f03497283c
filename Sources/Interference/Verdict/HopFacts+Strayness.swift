extension HopFacts {
  /// Why a host that a redirect in clear has named is taken for one to which the site did not send the
  /// reader; `nil` where nothing says so.
  ///
  /// Boxes that write redirects lead to pages of the volunteer's own operator or state, and often by
  /// number. Where the site itself is in that network or country, that it leads there is no wonder.
  var strayness: String? {
    let ofTheSite = web.control?.addresses ?? []
    return ownNetwork(ofTheSite) ?? ownCountry(ofTheSite) ?? bareAddress(ofTheSite)
  }

  private var shown: String { hop.host ?? "the host" }

  private var addresses: [IPAddress] {
    [hop.exchange?.endpoint?.address, hop.host.flatMap { IPAddress($0) }].compactMap(\.self)
      + hop.answers(.system).map(\.address) + hop.connects.map(\.endpoint.address)
  }

  private func ownNetwork(_ ofTheSite: [IPAddress]) -> String? {
    let networks = Set(ofTheSite.compactMap { network(of: $0) })
    for own in [measurement.network, measurement.resolverNetwork].compactMap(\.self)
    where !networks.contains(own) {
      if let address = addresses.first(where: { network(of: $0) == own }) {
        return "\(shown) is \(text(of: address)), in the volunteer's own network"
      }
    }
    return nil
  }

  private func ownCountry(_ ofTheSite: [IPAddress]) -> String? {
    guard let country = measurement.country,
      !ofTheSite.contains(where: { self.country(of: $0) == country }),
      measurement.host.map({ SiteName(of: $0).country != country }) ?? true
    else { return nil }
    if let host = hop.host, SiteName(of: host).country == country {
      return "\(host) is registered in \(country), the volunteer's own country"
    }
    return addresses.first { self.country(of: $0) == country }.map {
      "\(shown) is \(text(of: $0)), in \(country), the volunteer's own country"
    }
  }

  /// A page of a site has a name. An address that no public site has may be a portal's.
  private func bareAddress(_ ofTheSite: [IPAddress]) -> String? {
    guard let address = hop.host.flatMap({ IPAddress($0) }), !judge.bogons.contains(address),
      !ofTheSite.contains(address),
      network(of: address).map({ number in !ofTheSite.contains { network(of: $0) == number } })
        ?? true
    else { return nil }
    return "\(address) is a bare address and not one of the site"
  }

  /// The country of an address's network, where a table says so.
  private func country(of address: IPAddress) -> String? {
    judge.networks?.entry(of: address)?.country
  }
}
