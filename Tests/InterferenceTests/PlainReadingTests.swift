import Testing

@testable import Interference

@Suite("Tests without a control, and speeds, in all their forms")
struct PlainReadingTests {
  private func rows(_ name: String, _ keys: String, input: String? = nil) -> [Observation] {
    let input = input.map { "\"\($0)\"" } ?? "null"
    let text =
      #"{"test_name":"\#(name)","input":\#(input),"measurement_start_time":"2026-01-02 03:04:05","report_id":"r","test_keys":\#(keys)}"#
    var reader = MeasurementReader()
    let result = reader.read(Array(text.utf8))
    #expect(result.defects == [])
    return result.measurement?.observations(by: WebJudge()) ?? []
  }

  private func brief(_ rows: [Observation]) -> [String] {
    rows.map { "\($0.target) \($0.state) \($0.rule?.rawValue ?? "-")" }
  }

  @Test(arguments: [
    // Psiphon, by the table of its specification.
    ("psiphon", #"{"bootstrap_time":0,"failure":"generic_timeout_error"}"#, "tunnel", "failed"),
    ("psiphon", #"{"bootstrap_time":6.6,"failure":"eof_error"}"#, "tunnel", "failed"),
    ("psiphon", #"{"bootstrap_time":6.6,"failure":null}"#, "tunnel", "worked"),
    ("psiphon", #"{"bootstrap_time":0,"failure":null}"#, "tunnel", "nothing"),
    ("torsf", #"{"bootstrap_time":0,"failure":"generic_timeout_error"}"#, "tunnel", "failed"),
    ("vanilla_tor", #"{"success":true,"failure":null,"timeout":300}"#, "tunnel", "worked"),
    ("stunreachability", #"{"endpoint":"stun.example:3478","failure":null}"#, "whole", "worked"),
    (
      "stunreachability", #"{"endpoint":"stun.example:3478","failure":"connection_refused"}"#,
      "whole", "failed"
    ),
    ("openvpn", #"{"success":true,"failure":null}"#, "tunnel", "worked"),
    (
      "openvpn",
      #"{"success":false,"openvpn_handshake":[{"transport":"udp","failure":"generic_timeout_error"}]}"#,
      "tunnel-over-udp", "failed"
    ),
    (
      "http_header_field_manipulation",
      #"{"requests":[{"failure":null}],"tampering":{"total":false,"header_field_name":false}}"#,
      "echo", "worked"
    ),
    (
      "http_header_field_manipulation",
      #"{"requests":[{"failure":null}],"tampering":{"total":false,"header_name_capitalization":true}}"#,
      "echo", "altered"
    ),
    (
      "http_header_field_manipulation",
      #"{"requests":[{"failure":"eof_error"}],"tampering":{"total":true}}"#, "echo", "failed"
    ),
    (
      "http_header_field_manipulation",
      #"{"requests":[],"tampering":{"total":false,"header_name_diff":["Accept"]}}"#, "echo",
      "altered"
    ),
    (
      "http_invalid_request_line",
      #"{"failure_list":["generic_timeout_error",null],"tampering_list":[false,false]}"#, "echo",
      "worked"
    ),
    ("urlgetter", #"{"failure":"ssl_unknown_authority"}"#, "whole", "failed"),
    ("meek_fronted_requests_test", #"{"success":false}"#, "whole", "failed"),
    ("browser_web", #"{"result":"error"}"#, "page", "failed"),
  ])
  func whatCameOfItIsSaid(name: String, keys: String, part: String, outcome: String) throws {
    let rows = rows(name, keys)
    #expect(rows.count == 1)
    let row = try #require(rows.first)
    #expect(row.target == "\(name)/\(part)" && row.test == name)
    #expect(row.state == (outcome == "worked" ? .ok : .insufficient))
    #expect(row.rule?.rawValue.contains(outcome) == true, "\(row)")
    #expect(row.mechanism == nil)
  }

  @Test func aResolverIsATarget() {
    let keys =
      #"{"domain":"example.org","bootstrap":{"failure":null},"bootstrap_failure":null,"lookups":{"dot://8.8.4.4:853":{"failure":"generic_timeout_error"},"dot://8.8.8.8:853":{"failure":null}}}"#
    #expect(
      brief(rows("dnscheck", keys, input: "dot://dns.google:853")) == [
        "dnscheck/dot://dns.google:853/name ok plain.worked",
        "dnscheck/dot://dns.google:853/lookups ok plain.worked",
      ])
    #expect(
      brief(rows("dnscheck", #"{"bootstrap_failure":"dns_nxdomain_error","lookups":{}}"#)) == [
        "dnscheck/?/name insufficient plain.failed"
      ])
  }

  @Test func riseupHasItsParts() {
    let keys =
      #"{"ca_cert_status":true,"api_status":"blocked","api_failure":"connection_reset","transport_status":{"openvpn":"ok","obfs4":"blocked"}}"#
    #expect(
      brief(rows("riseupvpn", keys)) == [
        "riseupvpn/certificate ok plain.worked",
        "riseupvpn/interface insufficient plain.failed", "riseupvpn/gateways ok plain.worked",
        "riseupvpn/gateways-over-obfs4 insufficient plain.failed",
      ])
  }

  @Test func relaysAreCountedByTheirKind() throws {
    let target = { (kind: String, failure: String) in
      #"{"target_protocol":"\#(kind)","failure":\#(failure)}"#
    }
    let list = [
      target("or_port_dirauth", #""connection_reset""#),
      target("or_port_dirauth", #""connection_reset""#),
      target("obfs4", "null"), target("obfs4", #""generic_timeout_error""#), target("new", "null"),
    ]
    let map = list.enumerated().map { #""t\#($0)":\#($1)"# }.joined(separator: ",")
    for keys in [#"{"targets":{\#(map)}}"#, #"{"targets":[\#(list.joined(separator: ","))]}"#] {
      let rows = rows("tor", keys)
      #expect(
        brief(rows) == [
          "tor/directory-authorities insufficient plain.failed", "tor/bridges ok plain.worked",
          "tor/others ok plain.worked",
        ])
      #expect(rows[0].evidence == ["0 of 2 worked", "2 failed by connection_reset"])
    }
  }

  @Test func whatIsNotKnownHasNoRows() throws {
    #expect(rows("sni_blocking", #"{"result":"interference.reset"}"#) == [])
    #expect(rows("tor", "{}") == [])
  }

  // MARK: Speeds

  @Test func theOldNDTIsReadToo() throws {
    let keys =
      #"{"failure":null,"simple":{"download":5231.5,"upload":801,"ping":42},"advanced":{"min_rtt":40,"packet_loss":0.01},"server_address":"ndt.example","test_s2c":[]}"#
    let rows = rows("ndt", keys)
    #expect(rows.map(\.goodput) == [5_231_500, 801_000])
    #expect(rows.map(\.target) == ["ndt/download", "ndt/upload"])
  }

  @Test func aFilmWithoutSummaryIsAddedUp() {
    let keys =
      #"{"failure":"eof_error","receiver_data":[{"elapsed":2,"received":500000},{"elapsed":1,"received":1000000},{"elapsed":0,"received":5}]}"#
    #expect(rows("dash", keys).map(\.goodput) == [5_000_000])
  }

  @Test func nothingMovedIsNoSpeed() {
    let rows = rows("ndt", #"{"failure":null,"summary":{"download":0,"upload":0}}"#)
    #expect(rows.allSatisfy { $0.state == .insufficient && $0.goodput == nil })
  }

  @Test func wrongNumbersAreNamed() {
    var reader = MeasurementReader()
    let result = reader.read(
      Array(
        #"{"test_name":"ndt","test_keys":{"summary":{"download":"fast","upload":-1}}}"#.utf8))
    #expect(
      result.defects.map(\.field) == ["test_keys.summary.download", "test_keys.summary.upload"])
  }
}
