import Bytes

/// Reads the keys of tests that are observations without a control.
///
/// Each test has its own way of saying that it worked; those that are not named here are read by the
/// keys that all share, `success` and `failure`.
struct PlainReader {
  let name: String
  let keys: JSONTape.Node

  static let place = "test_keys."

  /// - Returns: `nil` when the test is not known and its keys say nothing of an outcome.
  func measurement(_ source: inout FieldSource) -> PlainMeasurement? {
    let attempts: [PlainMeasurement.Attempt]
    switch name {
    case "tor": attempts = tor(&source)
    case "dnscheck": attempts = resolver(&source)
    case "psiphon", "torsf", "vanilla_tor": attempts = [tunnel(&source)]
    case "openvpn": attempts = openVPN(&source)
    case "riseupvpn": attempts = riseup(&source)
    case "http_invalid_request_line": attempts = lines(&source)
    case "http_header_field_manipulation": attempts = headers(&source)
    case "http_requests": attempts = pages(&source)
    case "browser_web":
      guard let result = source.text("result", of: keys, Self.place) else { return nil }
      attempts = [attempt("page", result == "ok" ? .worked : .failed)]
    default:
      attempts = whole(&source)
      if attempts.isEmpty { return nil }
    }
    return PlainMeasurement(name: name, attempts: attempts)
  }

  func attempt(
    _ part: String, _ outcome: PlainMeasurement.Outcome, _ failure: Failure? = nil,
    _ seconds: Double? = nil
  ) -> PlainMeasurement.Attempt {
    PlainMeasurement.Attempt(part: part, outcome: outcome, failure: failure, seconds: seconds)
  }

  /// Whether the key is there, be it null.
  func isPresent(
    _ name: StaticString, of node: JSONTape.Node, _ source: FieldSource
  ) -> Bool {
    var isFound = false
    source.tape.eachMember(of: node) { key, _ in
      if source.tape.isText(key, name) { isFound = true }
    }
    return isFound
  }

  /// A number of seconds above zero; programs write zero for what did not happen.
  func seconds(
    _ name: StaticString, of node: JSONTape.Node, _ source: inout FieldSource
  ) -> Double? {
    source.amount(name, of: node, Self.place).flatMap { $0 > 0 ? $0 : nil }
  }

  // MARK: Tests with one outcome

  private func whole(_ source: inout FieldSource) -> [PlainMeasurement.Attempt] {
    let failure = source.failure(of: keys, Self.place)
    if let isDone = source.tape.bool("success", of: keys) {
      return [attempt("whole", isDone ? .worked : .failed, failure)]
    }
    guard isPresent("failure", of: keys, source) else { return [] }
    return [attempt("whole", failure == nil ? .worked : .failed, failure)]
  }

  private func tunnel(_ source: inout FieldSource) -> PlainMeasurement.Attempt {
    let failure = source.failure(of: keys, Self.place)
    let seconds = seconds("bootstrap_time", of: keys, &source)
    if let isDone = source.tape.bool("success", of: keys) {
      return attempt("tunnel", isDone ? .worked : .failed, failure, seconds)
    }
    if failure != nil { return attempt("tunnel", .failed, failure, seconds) }
    // Neither a failure nor a time: the specification says that it should not happen.
    return attempt("tunnel", seconds == nil ? .unknown : .worked, nil, seconds)
  }

  private func pages(_ source: inout FieldSource) -> [PlainMeasurement.Attempt] {
    source.list("requests", of: keys, Self.place).enumerated().compactMap { index, node in
      let isThroughTor =
        source.tape.member(["request", "tor"], of: node).flatMap {
          source.tape.bool("is_tor", of: $0)
        } ?? false
      let failure = source.failure(of: node, "\(Self.place)requests[\(index)].")
      let code = source.tape.member("response", of: node).flatMap {
        source.tape.integer("code", of: $0)
      }
      let outcome: PlainMeasurement.Outcome =
        failure != nil ? .failed : (code ?? 0) > 0 ? .worked : .unknown
      return attempt(isThroughTor ? "page-through-tor" : "page", outcome, failure)
    }
  }

  // MARK: Tests with many

  private func tor(_ source: inout FieldSource) -> [PlainMeasurement.Attempt] {
    guard let targets = source.tape.member("targets", of: keys) else { return [] }
    var nodes: [JSONTape.Node] = []
    // A map since 2020, a list in the program's first weeks.
    source.tape.eachMember(of: targets) { _, node in nodes.append(node) }
    source.tape.eachElement(of: targets) { nodes.append($0) }
    return nodes.map { node in
      let field = "\(Self.place)targets."
      let part =
        switch source.text("target_protocol", of: node, field) {
        case "or_port_dirauth": "directory-authorities"
        case "dir_port": "directory-ports"
        case "or_port": "relays"
        case "obfs4": "bridges"
        default: "others"
        }
      let failure = source.failure(of: node, field)
      if failure != nil || isPresent("failure", of: node, source) {
        return attempt(part, failure == nil ? .worked : .failed, failure)
      }
      return attempt(part, connected(node, &source))
    }
  }

  /// What the connections of a target say, where it does not say it itself.
  private func connected(
    _ node: JSONTape.Node, _ source: inout FieldSource
  ) -> PlainMeasurement.Outcome {
    let done = source.list("tcp_connect", of: node, "\(Self.place)targets.").map { connect in
      source.tape.member("status", of: connect).flatMap { source.tape.bool("success", of: $0) }
    }
    if done.isEmpty || done.contains(nil) { return .unknown }
    return done.allSatisfy { $0 == true } ? .worked : .failed
  }

  private func resolver(_ source: inout FieldSource) -> [PlainMeasurement.Attempt] {
    var attempts: [PlainMeasurement.Attempt] = []
    if let text = source.text("bootstrap_failure", of: keys, Self.place) {
      attempts.append(attempt("name", .failed, Failure(text)))
    } else if source.tape.member("bootstrap", of: keys) != nil {
      attempts.append(attempt("name", .worked))
    }
    guard let lookups = source.tape.member("lookups", of: keys) else { return attempts }
    var nodes: [JSONTape.Node] = []
    source.tape.eachMember(of: lookups) { _, node in nodes.append(node) }
    for node in nodes {
      let failure = source.failure(of: node, "\(Self.place)lookups.")
      attempts.append(attempt("lookups", failure == nil ? .worked : .failed, failure))
    }
    return attempts
  }

  private func openVPN(_ source: inout FieldSource) -> [PlainMeasurement.Attempt] {
    let tries = source.list("openvpn_handshake", of: keys, Self.place)
    guard !tries.isEmpty else {
      let isDone = source.tape.bool("success_handshake", of: keys)
      let failure = source.failure(of: keys, Self.place)
      if let isDone { return [attempt("tunnel", isDone ? .worked : .failed, failure)] }
      return whole(&source).map { attempt("tunnel", $0.outcome, $0.failure) }
    }
    return tries.enumerated().map { index, node in
      let field = "\(Self.place)openvpn_handshake[\(index)]."
      let failure = source.failure(of: node, field)
      let way = source.text("transport", of: node, field)
      return attempt(
        way == "udp" ? "tunnel-over-udp" : way == "tcp" ? "tunnel-over-tcp" : "tunnel",
        failure == nil ? .worked : .failed, failure, source.duration(of: node))
    }
  }

  private func riseup(_ source: inout FieldSource) -> [PlainMeasurement.Attempt] {
    var attempts: [PlainMeasurement.Attempt] = []
    if let isGood = source.tape.bool("ca_cert_status", of: keys) {
      attempts.append(attempt("certificate", isGood ? .worked : .failed))
    }
    if let status = source.text("api_status", of: keys, Self.place) {
      attempts.append(
        attempt(
          "interface", status == "ok" ? .worked : .failed,
          source.tape.text("api_failure", of: keys).map { Failure($0) }))
    }
    if let ways = source.tape.member("transport_status", of: keys) {
      source.tape.eachMember(of: ways) { name, status in
        let part = source.tape.isText(name, "obfs4") ? "gateways-over-obfs4" : "gateways"
        attempts.append(attempt(part, source.tape.isText(status, "ok") ? .worked : .failed))
      }
    }
    return attempts
  }

  // MARK: Echoes

  private func lines(_ source: inout FieldSource) -> [PlainMeasurement.Attempt] {
    let changed = source.list("tampering_list", of: keys, Self.place).map {
      source.tape.bool(of: $0)
    }
    let failures = source.list("failure_list", of: keys, Self.place).map { node in
      source.tape.text(of: node).map { Failure($0) }
    }
    guard !changed.isEmpty || !failures.isEmpty else {
      return source.tape.bool("tampering", of: keys).map {
        [attempt("echo", $0 ? .altered : .worked)]
      } ?? []
    }
    return (0..<max(changed.count, failures.count)).map { index in
      let failure = index < failures.count ? failures[index] : nil
      let isChanged = index < changed.count ? changed[index] : nil
      if let failure { return attempt("echo", .failed, failure) }
      return attempt(
        "echo", isChanged == true ? .altered : isChanged == false ? .worked : .unknown)
    }
  }

  private func headers(_ source: inout FieldSource) -> [PlainMeasurement.Attempt] {
    // What never came back is called tampered with by some programs.
    let failures = failures(&source)
    guard failures.isEmpty, let tampering = source.tape.member("tampering", of: keys) else {
      return failures.map { attempt("echo", .failed, $0) }
    }
    let kinds: [StaticString] = [
      "total", "request_line_capitalization", "header_name_capitalization", "header_field_name",
      "header_field_value", "header_field_number",
    ]
    let said = kinds.compactMap { source.tape.bool($0, of: tampering) }
    guard !said.isEmpty else { return [] }
    let isChanged =
      said.contains(true)
      || !source.list("header_name_diff", of: tampering, "\(Self.place)tampering.").isEmpty
    return [attempt("echo", isChanged ? .altered : .worked)]
  }

  private func failures(_ source: inout FieldSource) -> [Failure] {
    source.list("requests", of: keys, Self.place).enumerated().compactMap { index, node in
      source.failure(of: node, "\(Self.place)requests[\(index)].")
    }
  }
}
