@testable import Interference

/// Made measurements of messengers: steps are added one by one.
struct MadeMessenger {
  var test: String
  var access = "wifi"
  var country = "XX"
  var network = "AS64496"
  var report = "r"
  var start = "2026-01-02 03:04:05"
  var queries: [String] = []
  var connects: [String] = []
  var handshakes: [String] = []
  var requests: [String] = []

  init(_ test: String) { self.test = test }

  private static func text(_ value: String?) -> String { value.map { "\"\($0)\"" } ?? "null" }

  mutating func name(_ host: String, _ addresses: [String], network: UInt32? = nil) {
    let answers = addresses.map { address in
      #"{"answer_type":"A","ipv4":"\#(address)","asn":\#(network.map { "\($0)" } ?? "null")}"#
    }
    queries.append(
      #"{"engine":"system","hostname":"\#(host)","query_type":"A","failure":null,"answers":[\#(answers.joined(separator: ","))]}"#
    )
  }

  mutating func nameFails(_ host: String, _ failure: String) {
    queries.append(
      #"{"engine":"system","hostname":"\#(host)","query_type":"A","failure":"\#(failure)","answers":null}"#
    )
  }

  mutating func connect(_ address: String, _ port: Int = 443, _ failure: String? = nil) {
    connects.append(
      #"{"ip":"\#(address)","port":\#(port),"status":{"success":\#(failure == nil),"failure":\#(Self.text(failure))}}"#
    )
  }

  mutating func handshake(_ host: String, _ address: String, _ failure: String? = nil) {
    handshakes.append(
      #"{"address":"\#(address):443","server_name":"\#(host)","no_tls_verify":false,"failure":\#(Self.text(failure))}"#
    )
  }

  mutating func request(
    _ url: String, _ failure: String? = nil, status: Int = 200, location: String? = nil
  ) {
    let headers = location.map { #"[["Location","\#($0)"]]"# } ?? "[]"
    let response =
      failure == nil ? #"{"code":\#(status),"body":"","headers_list":\#(headers)}"# : "null"
    // The newest stands first.
    requests.insert(
      #"{"failure":\#(Self.text(failure)),"request":{"url":"\#(url)"},"response":\#(response)}"#,
      at: 0)
  }

  /// A host that works from name to page.
  mutating func works(_ host: String, _ address: String, network: UInt32? = nil) {
    name(host, [address], network: network)
    connect(address)
    handshake(host, address)
    request("https://\(host)/")
  }

  /// A host whose handshake fails.
  mutating func handshakeFails(
    _ host: String, _ address: String, _ failure: String, network: UInt32? = nil
  ) {
    name(host, [address], network: network)
    connect(address)
    handshake(host, address, failure)
    request("https://\(host)/", failure)
  }

  /// A host that cannot be connected to.
  mutating func connectFails(
    _ host: String, _ address: String, _ failure: String, network: UInt32? = nil
  ) {
    name(host, [address], network: network)
    connect(address, 443, failure)
    request("https://\(host)/", failure)
  }

  var json: String {
    """
    {"test_name":"\(test)","input":null,"probe_cc":"\(country)","probe_asn":"\(network)",
    "report_id":"\(report)","annotations":{"network_type":"\(access)"},
    "measurement_start_time":"\(start)","test_keys":{"queries":[\(queries.joined(separator: ","))],
    "tcp_connect":[\(connects.joined(separator: ","))],
    "tls_handshakes":[\(handshakes.joined(separator: ","))],
    "requests":[\(requests.joined(separator: ","))]}}
    """
  }

  func rows(_ judge: WebJudge = WebJudge()) -> [Observation] {
    var reader = MeasurementReader()
    return reader.read(Array(json.utf8)).measurement?.observations(by: judge) ?? []
  }

  func row(_ target: String, _ judge: WebJudge = WebJudge()) -> Observation? {
    rows(judge).first { $0.target == target }
  }

  // MARK: Telegram

  static let centres = [
    "149.154.175.50", "149.154.167.51", "149.154.175.100", "149.154.167.91", "149.154.171.5",
    "95.161.76.100",
  ]

  mutating func centres(_ failure: String?) {
    for address in Self.centres {
      for port in [80, 443] {
        connect(address, port, failure)
        request("http://\(address):\(port)/", failure, status: 501)
      }
    }
  }

  // MARK: Signal

  /// Hosts with owners that have nothing to do with one another.
  static let signal: [(host: String, address: String, network: UInt32)] = [
    ("chat.signal.org", "45.45.1.1", 64501), ("storage.signal.org", "45.46.1.1", 64502),
    ("cdn.signal.org", "45.47.1.1", 64501), ("cdn2.signal.org", "45.48.1.1", 64503),
    ("cdsi.signal.org", "45.49.1.1", 64504), ("sfu.voip.signal.org", "45.50.1.1", 64505),
  ]

  static func soundSignal() -> MadeMessenger {
    var made = MadeMessenger("signal")
    for part in signal { made.works(part.host, part.address, network: part.network) }
    made.name("uptime.signal.org", ["127.0.0.1"])
    return made
  }
}
