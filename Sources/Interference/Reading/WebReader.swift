import Bytes

/// Reads the keys of web_connectivity, versions 0.4 and 0.5.
struct WebReader {
  var source: FieldSource
  let keys: JSONTape.Node

  private static let place = "test_keys."
  /// Programs write one for each read.
  private static let mostEvents = 20_000

  mutating func measurement() -> WebMeasurement {
    var web = WebMeasurement()
    web.queries = queries("queries")
    web.duplicates = queries("x_dns_duplicate_responses")
    web.connects = connects()
    web.handshakes = handshakes(after: web)
    // The newest request stands first.
    web.exchanges = exchanges().reversed()
    web.receipts = receipts()
    web.hasOtherAnswers = hasOtherAnswers
    web.control = ControlReader(keys: keys).read(&source)
    return web
  }

  /// The program asks the system's resolver for the names of the resolvers over HTTPS that it uses, and
  /// for a name whose answer is the address of who asks.
  private var hasOtherAnswers: Bool {
    if let whoami = source.tape.member("x_dns_whoami", of: keys),
      let answers = source.tape.member("system_v4", of: whoami)
    {
      var isAnswered = false
      source.tape.eachElement(of: answers) { _ in isAnswered = true }
      if isAnswered { return true }
    }
    guard let own = source.tape.member("x_doh", of: keys),
      let queries = source.tape.member("queries", of: own)
    else { return false }
    var isAnswered = false
    source.tape.eachElement(of: queries) { query in
      guard engine(source.tape.text("engine", of: query)) == .system,
        let answers = source.tape.member("answers", of: query)
      else { return }
      source.tape.eachElement(of: answers) { _ in isAnswered = true }
    }
    return isAnswered
  }

  private mutating func queries(_ name: StaticString) -> [WebMeasurement.Query] {
    let place = "\(Self.place)\(name)"
    return source.objects(name, of: keys, Self.place).compactMap { index, node in
      func field() -> String { "\(place)[\(index)]." }
      guard let host = source.text("hostname", of: node, field()) else {
        source.require("hostname", of: node, field())
        return nil
      }
      let type = source.text("query_type", of: node, field())
      return WebMeasurement.Query(
        engine: engine(source.text("engine", of: node, field())), host: host,
        asksForV6: type == "AAAA", answers: answers(node, field()),
        failure: source.failure(of: node, field()), depth: source.depth(of: node),
        transaction: source.tape.integer("transaction_id", of: node), aliases: aliases(node),
        resolver: resolver(of: node))
    }
  }

  /// The address of a resolver over UDP; those over HTTPS have a URL in its place.
  private func resolver(of query: JSONTape.Node) -> IPAddress? {
    guard let text = source.tape.text("resolver_address", of: query),
      let colon = text.lastIndex(of: ":")
    else { return nil }
    return IPAddress(text[..<colon])
  }

  private func aliases(_ query: JSONTape.Node) -> [String] {
    guard let list = source.tape.member("answers", of: query) else { return [] }
    var names: [String] = []
    source.tape.eachElement(of: list) { answer in
      if let name = source.tape.text("hostname", of: answer), !name.isEmpty { names.append(name) }
    }
    return names
  }

  private func engine(_ name: String?) -> WebMeasurement.Query.Engine {
    switch name {
    case "udp": .udp
    case "doh", "dot", "tcp": .sealed
    default: .system
    }
  }

  private mutating func answers(
    _ query: JSONTape.Node, _ field: @autoclosure () -> String
  ) -> [WebMeasurement.Answer] {
    source.objects("answers", of: query, field()).compactMap { index, node in
      let text =
        source.text("ipv4", of: node, field()) ?? source.text("ipv6", of: node, field())
      guard let address = source.address(text, "\(field())answers[\(index)]") else { return nil }
      let network = source.tape.integer("asn", of: node).flatMap { UInt32(exactly: $0) }
      return WebMeasurement.Answer(address: address, network: network == 0 ? nil : network)
    }
  }

  private mutating func connects() -> [WebMeasurement.Connect] {
    source.objects("tcp_connect", of: keys, Self.place).compactMap { index, node in
      func field() -> String { "\(Self.place)tcp_connect[\(index)]." }
      source.require("ip", of: node, field())
      guard let address = source.address(source.text("ip", of: node, field()), "\(field())ip")
      else { return nil }
      guard let port = source.tape.integer("port", of: node), 0...65_535 ~= port else {
        let isThere = source.tape.member("port", of: node) != nil
        source.report("\(field())port", isThere ? .wrongType : .missing)
        return nil
      }
      let status = source.object("status", of: node, field())
      let failure = status.flatMap { source.failure(of: $0, field()) }
      // That it was done contradicts a failure that cannot be read: neither is believed.
      let isDone =
        failure == .unread ? nil : status.flatMap { source.tape.bool("success", of: $0) }
      return WebMeasurement.Connect(
        endpoint: WebMeasurement.Endpoint(address: address, port: port),
        failure: isDone == true ? nil : failure ?? (isDone == false ? .other("unknown") : nil),
        depth: source.depth(of: node),
        transaction: source.tape.integer("transaction_id", of: node),
        duration: source.duration(of: node))
    }
  }

  private mutating func handshakes(after web: WebMeasurement) -> [WebMeasurement.Handshake] {
    let nodes = source.objects("tls_handshakes", of: keys, Self.place)
    // Programs before the autumn of 2022 wrote the name only.
    let isOld = nodes.contains { source.tape.member("address", of: $0.node) == nil }
    let known = isOld ? Self.endpoints(in: web) : [:]
    return nodes.compactMap { index, node in
      func field() -> String { "\(Self.place)tls_handshakes[\(index)]." }
      let address = source.text("address", of: node, field())
      let name = source.text("server_name", of: node, field()) ?? ""
      guard
        let endpoint = address == nil
          ? known[PageAddress.folded(name)] : source.endpoint(address, "\(field())address")
      else { return nil }
      let failure = source.failure(of: node, field())
      return WebMeasurement.Handshake(
        endpoint: endpoint, serverName: name,
        isUnchecked: source.tape.bool("no_tls_verify", of: node) ?? false,
        failure: failure, depth: source.depth(of: node),
        transaction: source.tape.integer("transaction_id", of: node),
        start: source.tape.number("t0", of: node), duration: source.duration(of: node),
        certificate: certificate(node, isWhole: failure?.isOfCertificate ?? false, field()))
    }
  }

  /// The names in the first certificate, which is the server's own.
  private mutating func certificate(
    _ node: JSONTape.Node, isWhole: Bool, _ field: @autoclosure () -> String
  ) -> CertificateNames? {
    guard let list = source.tape.member("peer_certificates", of: node) else { return nil }
    var first: JSONTape.Node?
    source.tape.eachElement(of: list) { if first == nil { first = $0 } }
    guard let first else { return nil }
    return CertificateNames(source.bytes(of: first, "\(field())peer_certificates[0]"), isWhole: isWhole)
  }

  /// The first address of each name that a connection for https was made to.
  private static func endpoints(in web: WebMeasurement) -> [String: WebMeasurement.Endpoint] {
    let connected = Set(
      web.connects.filter { $0.failure == nil && $0.endpoint.port == 443 }.map(\.endpoint.address))
    var endpoints: [String: WebMeasurement.Endpoint] = [:]
    for query in web.queries {
      let host = PageAddress.folded(query.host)
      for answer in query.answers where endpoints[host] == nil && connected.contains(answer.address)
      {
        endpoints[host] = WebMeasurement.Endpoint(address: answer.address, port: 443)
      }
    }
    return endpoints
  }

  private mutating func exchanges() -> [WebMeasurement.Exchange] {
    source.objects("requests", of: keys, Self.place).compactMap { index, node in
      func field() -> String { "\(Self.place)requests[\(index)]." }
      guard let request = source.tape.member("request", of: node),
        let url = source.text("url", of: request, "\(field())request.")
      else {
        source.report("\(field())request", .missing)
        return nil
      }
      let response = source.tape.member("response", of: node)
      let address = source.text("address", of: node, field())
      let content = response.flatMap { source.tape.member("body", of: $0) }
      let body = content.map { source.bytes(of: $0, "\(field())response.body") } ?? []
      let headers = response.map { self.headers(of: $0, "\(field())response.") } ?? []
      return WebMeasurement.Exchange(
        url: url, endpoint: source.endpoint(address, "\(field())address"),
        status: response.flatMap { source.tape.integer("code", of: $0) }.flatMap {
          100..<1000 ~= $0 ? $0 : nil
        },
        headers: headers, body: body,
        isBodyTruncated: response.flatMap { source.tape.bool("body_is_truncated", of: $0) }
          ?? false,
        failure: source.failure(of: node, field()), depth: source.depth(of: node),
        transaction: source.tape.integer("transaction_id", of: node),
        start: source.tape.number("t0", of: node), end: source.tape.number("t", of: node),
        decodedBody: PageCharset.decoded(
          body, headers: headers,
          isText: content.map { source.tape.kind(of: $0) == .string } ?? true))
    }
  }

  /// The list of pairs, or the map that older programs wrote alone.
  private mutating func headers(
    of response: JSONTape.Node, _ field: @autoclosure () -> String
  ) -> [WebMeasurement.Header] {
    var headers: [WebMeasurement.Header] = []
    for (index, pair) in source.list("headers_list", of: response, field()).enumerated() {
      var parts: [JSONTape.Node] = []
      source.tape.eachElement(of: pair) { parts.append($0) }
      guard parts.count == 2, let name = source.tape.text(of: parts[0]) else {
        source.report("\(field())headers_list[\(index)]", .wrongType)
        continue
      }
      if source.tape.kind(of: parts[1]) == .null {
        source.report("\(field())headers_list[\(index)]", .missing)
      }
      let value = source.bytes(of: parts[1], "\(field())headers_list[\(index)]")
      headers.append(header(name, value))
    }
    guard headers.isEmpty, let map = source.tape.member("headers", of: response) else {
      return headers
    }
    var members: [(JSONTape.Node, JSONTape.Node)] = []
    source.tape.eachMember(of: map) { members.append(($0, $1)) }
    for (name, value) in members {
      guard let name = source.tape.text(of: name) else { continue }
      headers.append(header(name, source.bytes(of: value, "\(field())headers.\(name)")))
    }
    return headers
  }

  private func header(_ name: String, _ value: [UInt8]) -> WebMeasurement.Header {
    WebMeasurement.Header(
      name: name.lowercased(), value: String(decoding: value, as: UTF8.self))
  }

  private mutating func receipts() -> [WebMeasurement.Receipt] {
    var totals: [Int: Int] = [:]
    return source.objects("network_events", of: keys, atMost: Self.mostEvents, Self.place)
      .compactMap {
        _, node in
        guard let operation = source.tape.member("operation", of: node),
          let at = source.tape.number("t", of: node),
          let count = source.tape.integer("num_bytes", of: node), count >= 0
        else { return nil }
        let transaction = source.tape.integer("transaction_id", of: node)
        if source.tape.isText(operation, "bytes_received_cumulative") {
          return WebMeasurement.Receipt(
            transaction: transaction, at: at, bytes: count, isSample: true)
        }
        guard source.tape.isText(operation, "read") else { return nil }
        let (sum, isTooMuch) = totals[transaction ?? 0, default: 0].addingReportingOverflow(count)
        let total = isTooMuch ? Int.max : sum
        totals[transaction ?? 0] = total
        return WebMeasurement.Receipt(transaction: transaction, at: at, bytes: total)
      }
  }
}
