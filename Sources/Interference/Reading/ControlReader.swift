import Bytes

/// Reads what the server outside saw.
struct ControlReader {
  let keys: JSONTape.Node

  private static let place = "test_keys.control."

  /// - Returns: `nil` when the server could not be asked or said nothing.
  func read(_ source: inout FieldSource) -> WebMeasurement.Control? {
    guard source.tape.text("control_failure", of: keys) == nil,
      let node = source.object("control", of: keys, "test_keys.")
    else { return nil }
    let dns = source.object("dns", of: node, Self.place)
    var addresses: [IPAddress] = []
    if let dns {
      for address in source.list("addrs", of: dns, "\(Self.place)dns.") {
        // Old servers put the names on the way among the addresses.
        if let found = source.tape.text(of: address).flatMap({ IPAddress($0) }) {
          addresses.append(found)
        }
      }
    }
    let page = page(of: node, &source)
    guard dns != nil || page != nil else { return nil }
    return WebMeasurement.Control(
      addresses: addresses, dnsFailure: dns.flatMap { source.failure(of: $0, "\(Self.place)dns.") },
      hasDNS: dns != nil, connects: steps("tcp_connect", of: node, &source),
      handshakes: steps("tls_handshake", of: node, &source), networks: networks(of: node, &source),
      page: page)
  }

  private func steps(
    _ name: StaticString, of node: JSONTape.Node, _ source: inout FieldSource
  ) -> [WebMeasurement.Endpoint: Failure?] {
    guard let map = source.object(name, of: node, Self.place) else { return [:] }
    var found: [(String, JSONTape.Node)] = []
    source.tape.eachMember(of: map) { key, value in
      if let text = source.tape.text(of: key) { found.append((text, value)) }
    }
    var steps: [WebMeasurement.Endpoint: Failure?] = [:]
    for (text, value) in found {
      let field = "\(Self.place)\(name)"
      guard source.tape.kind(of: value) == .object else {
        source.report(field, source.tape.kind(of: value) == .null ? .missing : .wrongType)
        continue
      }
      guard let endpoint = source.endpoint(text, field) else { continue }
      let failure = source.failure(of: value, "\(field).")
      let isDone = source.tape.bool("status", of: value) ?? (failure == nil)
      steps[endpoint] = .some(isDone ? nil : failure ?? .other("unknown"))
    }
    return steps
  }

  private func networks(
    of node: JSONTape.Node, _ source: inout FieldSource
  ) -> [IPAddress: UInt32] {
    guard let map = source.object("ip_info", of: node, Self.place) else { return [:] }
    var networks: [IPAddress: UInt32] = [:]
    source.tape.eachMember(of: map) { key, value in
      guard let address = source.tape.text(of: key).flatMap({ IPAddress($0) }),
        let number = source.tape.integer("asn", of: value).flatMap({ UInt32(exactly: $0) }),
        number > 0
      else { return }
      networks[address] = number
    }
    return networks
  }

  private func page(
    of node: JSONTape.Node, _ source: inout FieldSource
  ) -> WebMeasurement.Control.Page? {
    guard let page = source.object("http_request", of: node, Self.place) else { return nil }
    let field = "\(Self.place)http_request."
    var names: [String] = []
    var (date, age): (Int64?, Int64) = (nil, 0)
    if let headers = source.tape.member("headers", of: page) {
      source.tape.eachMember(of: headers) { name, value in
        guard let name = source.tape.text(of: name)?.lowercased() else { return }
        names.append(name)
        guard name == "date" || name == "age", let text = source.tape.text(of: value)
        else { return }
        if name == "date" { date = ResponseDate.seconds(of: text) }
        if name == "age", text.utf8.count < 10 { age = max(0, Int64(text) ?? 0) }
      }
    }
    func positive(_ value: Int?) -> Int? { value.flatMap { $0 > 0 ? $0 : nil } }
    return WebMeasurement.Control.Page(
      status: positive(source.tape.integer("status_code", of: page)),
      length: positive(source.tape.integer("body_length", of: page)),
      title: source.text("title", of: page, field) ?? "", headerNames: names,
      failure: source.failure(of: page, field), date: date.map { $0 + age })
  }
}
