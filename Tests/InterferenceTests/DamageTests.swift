import Mutation
import Testing

@testable import Interference

@Suite("Damaged measurements of every kind are survived")
struct DamageTests {
  /// Made measurements of every kind that is read, so that the test needs no files.
  static var corpus: [[UInt8]] {
    var telegram = MadeMessenger("telegram")
    telegram.centres("generic_timeout_error")
    telegram.works("web.telegram.org", "149.154.167.99")
    var whatsapp = MadeMessenger("whatsapp")
    whatsapp.handshakeFails("web.whatsapp.com", "157.240.1.60", "connection_reset")
    whatsapp.name("e1.whatsapp.net", ["10.0.0.1"])
    whatsapp.request("http://web.whatsapp.com/", status: 302, location: "http://wifi.example/")
    var facebook = MadeMessenger("facebook_messenger")
    facebook.name("b-api.facebook.com", ["45.45.45.8"], network: 64497)
    facebook.connect("45.45.45.8", 443, "connection_refused")
    let head = #""measurement_start_time":"2026-01-02 03:04:05","report_id":"r","test_keys":"#
    let others = [
      #"{"test_name":"tor",\#(head){"targets":{"a":{"target_protocol":"obfs4","failure":null},"b":{"tcp_connect":[{"status":{"success":true}}]}}}}"#,
      #"{"test_name":"dnscheck","input":"dot://dns.example",\#(head){"bootstrap_failure":null,"lookups":{"x":{"failure":null}}}}"#,
      #"{"test_name":"psiphon",\#(head){"bootstrap_time":1.5,"failure":null}}"#,
      #"{"test_name":"openvpn",\#(head){"openvpn_handshake":[{"transport":"udp","failure":null,"t0":1,"t":2}]}}"#,
      #"{"test_name":"riseupvpn",\#(head){"ca_cert_status":true,"transport_status":{"obfs4":"ok"}}}"#,
      #"{"test_name":"http_invalid_request_line",\#(head){"failure_list":[null],"tampering_list":[true]}}"#,
      #"{"test_name":"http_requests",\#(head){"requests":[{"request":{"tor":{"is_tor":true}},"response":{"code":200}}]}}"#,
      #"{"test_name":"ndt",\#(head){"summary":{"download":1.5},"download":[{"AppInfo":{"ElapsedTime":5,"NumBytes":7}}]}}"#,
      #"{"test_name":"dash",\#(head){"simple":{"median_bitrate":3},"receiver_data":[{"elapsed":0.5,"received":9}]}}"#,
      #"{"test_name":"web_connectivity","input":"https://a.example/",\#(head){"requests":[{"failure":"generic_timeout_error","transaction_id":1,"t":9,"request":{"url":"https://a.example/"}}],"network_events":[{"operation":"read","t":1,"num_bytes":70000,"transaction_id":1},{"operation":"bytes_received_cumulative","t":8,"num_bytes":90000,"transaction_id":1}],"control":{"http_request":{"status_code":200}}}}"#,
    ]
    return [telegram, whatsapp, facebook, MadeMessenger.soundSignal()].map { Array($0.json.utf8) }
      + others.map { Array($0.utf8) }
  }

  @Test(arguments: [1, 2, 3, 4]) func nothingCrashes(seed: UInt64) {
    var mutator = Mutator(corpus: Self.corpus, seed: seed)
    var reader = MeasurementReader()
    var counts = (read: 0, rows: 0)
    for round in 0..<2500 {
      let result = reader.read(mutator.next())
      #expect(
        result.measurement != nil || !result.defects.isEmpty, "seed \(seed), round \(round)")
      guard let measurement = result.measurement else { continue }
      counts.read += 1
      let rows = measurement.observations(by: WebJudge())
      counts.rows += OutageCheck().judged(rows).count
      #expect(measurement.observations(by: WebJudge()) == rows, "seed \(seed), round \(round)")
    }
    // Damage that nothing survives would test the parser of JSON only.
    #expect(counts.read > 500 && counts.rows > 500, "\(counts)")
  }

  @Test func theSameSeedGivesTheSameDamage() {
    var one = Mutator(corpus: Self.corpus, seed: 7)
    var other = Mutator(corpus: Self.corpus, seed: 7)
    for _ in 0..<200 { #expect(one.next() == other.next()) }
  }

  @Test func damageOfNothingIsSurvived() {
    var mutator = Mutator(corpus: [], seed: 3)
    for _ in 0..<500 { #expect(mutator.next().count <= 1 << 20) }
  }
}
