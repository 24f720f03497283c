@testable import Interference

/// A made measurement of http://news.example/ in country XX from AS64496; the site is 192.0.2.1 in
/// AS64501, and from outside its page came.
struct MadePage {
  static let site = IPAddress(v4: 0xC000_0201)
  static let otherOfSite = IPAddress(v4: 0xC000_0202)
  static let stranger = IPAddress(v4: 0xCB00_7109)
  static let networks: [IPAddress: UInt32] = [site: 64501, otherOfSite: 64501, stranger: 64496]
  /// Documentation addresses count as public ones here.
  static let judge = WebJudge(
    bogons: Bogons(
      ["10.0.0.0/8", "192.168.0.0/16", "127.0.0.0/8", "2001::/32"].compactMap { AddressBlock($0) }),
    fingerprints: .empty)

  var web = WebMeasurement()
  var input = "http://news.example/"
  var country = "XX"
  var start: Int64 = 1_767_323_045

  init(sealed: Bool = false) {
    if sealed { input = "https://news.example/" }
    web.control = WebMeasurement.Control(
      addresses: [Self.site], dnsFailure: nil, hasDNS: true,
      connects: [end(Self.site, 80): nil, end(Self.site, 443): nil],
      handshakes: [end(Self.site, 443): nil], networks: [Self.site: 64501],
      page: .init(
        status: 200, length: 20_000, title: "Evening paper of the north",
        headerNames: ["content-type", "server", "x-edge", "connection"], failure: nil))
    answer([Self.site])
    connect(Self.site, sealed ? 443 : 80)
  }

  func end(_ address: IPAddress, _ port: Int) -> WebMeasurement.Endpoint {
    .init(address: address, port: port)
  }

  /// Replaces what the system's resolver said on a hop.
  mutating func answer(
    _ addresses: [IPAddress], failure: Failure? = nil, host: String = "news.example",
    depth: Int = 0, engine: WebMeasurement.Query.Engine = .system, known: Bool = true
  ) {
    web.queries.removeAll { $0.engine == engine && $0.depth == depth }
    web.queries.append(query(addresses, failure, host, depth, engine, known))
  }

  func query(
    _ addresses: [IPAddress], _ failure: Failure? = nil, _ host: String = "news.example",
    _ depth: Int = 0, _ engine: WebMeasurement.Query.Engine = .udp, _ known: Bool = true
  ) -> WebMeasurement.Query {
    .init(
      engine: engine, host: host, asksForV6: false,
      answers: addresses.map { .init(address: $0, network: known ? Self.networks[$0] : nil) },
      failure: failure, depth: depth, transaction: engine == .udp ? 8 : 7, aliases: [],
      resolver: engine == .udp ? IPAddress(v4: 0x0808_0808) : nil)
  }

  /// Replaces the connections of a hop.
  mutating func connect(
    _ address: IPAddress, _ port: Int, _ failure: Failure? = nil, depth: Int = 0, number: Int = 1
  ) {
    web.connects.removeAll { $0.depth == depth && $0.transaction == number }
    web.connects.append(
      .init(
        endpoint: end(address, port), failure: failure, depth: depth, transaction: number,
        duration: 0.04))
  }

  mutating func handshake(
    _ address: IPAddress, _ name: String = "news.example", _ failure: Failure? = nil,
    depth: Int = 0, number: Int = 1, duration: Double = 0.08
  ) {
    web.handshakes.append(
      .init(
        endpoint: end(address, 443), serverName: name, isUnchecked: false, failure: failure,
        depth: depth, transaction: number, start: 0.1, duration: duration))
  }

  /// Appends a page or a redirect.
  mutating func page(
    _ url: String? = nil, status: Int? = 200, title: String? = nil, length: Int = 400,
    headers: [(String, String)] = [], from address: IPAddress = site, failure: Failure? = nil,
    truncated: Bool = false, depth: Int = 0, number: Int = 1
  ) {
    let url = url ?? input
    let head = title.map { "<title>\($0)</title>" } ?? ""
    let body = Array(head.utf8)
    web.exchanges.append(
      .init(
        url: url, endpoint: end(address, url.hasPrefix("https") ? 443 : 80), status: status,
        headers: headers.map { .init(name: $0.0, value: $0.1) },
        body: body + Array(repeating: UInt8(ascii: "x"), count: max(0, length - body.count)),
        isBodyTruncated: truncated, failure: failure, depth: depth, transaction: number, start: 0.2,
        end: 0.4))
  }

  /// A redirect in the first answer, and the page to which it leads.
  mutating func sent(
    to url: String, from address: IPAddress, title: String?, status: Int = 200, length: Int = 400
  ) {
    page(status: 302, length: 0, headers: [("location", url)])
    let isSealed = url.hasPrefix("https")
    if let host = PageAddress(url)?.host, IPAddress(host) == nil {
      answer([address], host: host, depth: 1)
      if isSealed { handshake(address, host, depth: 1, number: 2) }
    }
    connect(address, isSealed ? 443 : 80, depth: 1, number: 2)
    page(
      url, status: status, title: title, length: length, from: address, depth: 1, number: 2)
  }

  func verdict(_ judge: WebJudge = judge) -> WebVerdict {
    judge.verdict(
      on: web,
      Measurement(
        id: "m", input: input, start: start, country: country, network: 64496,
        software: "", program: "", report: "r", test: .web(web)))
  }
}

extension WebVerdict {
  /// The rule that a layer was judged by, on its last hop.
  func rule(_ layer: Layer) -> Rule? { layers.last { $0.layer == layer }?.rule }
}
