import Testing

@testable import Interference

@Suite("Fields that cannot be what they are called")
struct ImpossibleFieldTests {
  private func read(_ text: String) -> MeasurementReader.Result {
    var reader = MeasurementReader()
    return reader.read(Array(text.utf8))
  }

  @Test(arguments: [
    "../../X", "<B>", "V\u{202E}N", "V", "ÀB", "12", String(repeating: "A", count: 9000),
  ])
  func aCountryThatIsNoneIsNotKnown(text: String) throws {
    let result = read(#"{"test_name":"x","probe_cc":"\#(text)","test_keys":{}}"#)
    #expect(try #require(result.measurement).country == nil)
    guard case .badCountry(let shown)? = result.defects.first?.reason else {
      Issue.record("\(result.defects)")
      return
    }
    #expect(shown.utf8.count < 100 && !shown.unicodeScalars.contains("\u{202E}"))
  }

  @Test func countriesAndNetworksAreReadAsTheyStand() throws {
    let one = read(
      #"{"test_name":"x","probe_cc":"vn","probe_asn":"AS64496","resolver_asn":"AS0","test_keys":{}}"#
    )
    let measurement = try #require(one.measurement)
    #expect(measurement.country == "VN" && measurement.network == 64496 && one.defects.isEmpty)
    let unknown = read(#"{"test_name":"x","probe_cc":"ZZ","probe_asn":null,"test_keys":{}}"#)
    #expect(unknown.measurement?.country == nil && unknown.defects.isEmpty)
  }

  @Test(arguments: ["AS-1", "<script>", "AS+7", "AS4294967296", "AS", "as1"])
  func aNetworkThatIsNoneIsNamed(text: String) throws {
    for field in ["probe_asn", "resolver_asn"] {
      let result = read(#"{"test_name":"x","\#(field)":"\#(text)","test_keys":{}}"#)
      #expect(try #require(result.measurement).network == nil)
      #expect(result.defects == [ReadingDefect(field: field, reason: .badNetwork(text))])
    }
    #expect(
      read(#"{"test_name":"x","probe_asn":7552,"test_keys":{}}"#).defects
        == [ReadingDefect(field: "probe_asn", reason: .wrongType)])
  }

  @Test(arguments: ["queries", "tcp_connect", "tls_handshakes", "requests", "network_events"])
  func whatIsNoStepIsNamedInItsPlace(list: String) throws {
    let result = read(
      #"{"test_name":"web_connectivity","test_keys":{"\#(list)":[null,"x",[],7]}}"#)
    #expect(result.measurement != nil)
    #expect(
      result.defects
        == (0..<4).map {
          ReadingDefect(field: "test_keys.\(list)[\($0)]", reason: $0 == 0 ? .missing : .wrongType)
        })
  }

  @Test(arguments: [
    (#""queries":[{}]"#, "queries[0].hostname"), (#""tcp_connect":[{}]"#, "tcp_connect[0].ip"),
    (#""tcp_connect":[{"ip":"192.0.2.1"}]"#, "tcp_connect[0].port"),
  ])
  func aStepThatCannotBeUsedIsNamed(keys: String, field: String) {
    let result = read(#"{"test_name":"web_connectivity","test_keys":{\#(keys)}}"#)
    #expect(result.defects.first == ReadingDefect(field: "test_keys.\(field)", reason: .missing))
  }

  @Test(arguments: [
    (#""control":[]"#, "control"), (#""control":"x""#, "control"),
    (#""control":{"dns":7}"#, "control.dns"),
    (#""control":{"dns":{},"tcp_connect":[]}"#, "control.tcp_connect"),
    (#""control":{"dns":{},"tls_handshake":{"192.0.2.1:443":"x"}}"#, "control.tls_handshake"),
    (#""control":{"http_request":[]}"#, "control.http_request"),
  ])
  func aControlOfAnotherTypeIsNamed(keys: String, field: String) {
    let result = read(#"{"test_name":"web_connectivity","test_keys":{\#(keys)}}"#)
    #expect(result.defects == [ReadingDefect(field: "test_keys.\(field)", reason: .wrongType)])
  }

  @Test func rowsOfListsAreNoMeasurements() {
    let score =
      #"{"anomaly":null,"confirmed":null,"input":"http://news.example/","measurement_start_time":"2018-11-01 01:13:15","probe_cc":"XX","scores":"","test_name":"web_connectivity","tid":""}"#
    #expect(read(score).measurement == nil && read(score).defects.first?.reason == .listsOnly)
    let other = #"{"input":"http://news.example/","probe_cc":"XX","test_name":"web_connectivity"}"#
    #expect(read(other).measurement == nil)
    #expect(read(other).defects.first?.reason == .notAMeasurement)
    // One that lost its keys is still one.
    let lost = #"{"test_name":"web_connectivity","software_name":"x","test_keys":null}"#
    #expect(read(lost).measurement != nil)
    #expect(read(lost).defects == [ReadingDefect(field: "test_keys", reason: .missing)])
  }

  /// 35,000 questions of nine hops took ten seconds.
  @Test func longListsCostNoMoreThanTheyAreLong() throws {
    func queries(_ count: Int) -> String {
      (0..<count).map {
        #"{"engine":"getaddrinfo","hostname":"h\#($0).example","query_type":"A","failure":null,"answers":[{"answer_type":"A","ipv4":"10.\#($0 >> 16).\#($0 >> 8 & 255).\#($0 & 255)","asn":64496}],"transaction_id":\#($0),"tags":["depth=\#($0 % 9)"]}"#
      }.joined(separator: ",")
    }
    let text =
      #"{"test_name":"web_connectivity","input":"http://h0.example/","test_keys":{"queries":[\#(queries(12_000))],"x_dns_duplicate_responses":[\#(queries(4000))]}}"#
    let result = read(text)
    #expect(
      result.defects == [
        ReadingDefect(field: "test_keys.queries", reason: .tooMany(kept: 2000, of: 12_000)),
        ReadingDefect(
          field: "test_keys.x_dns_duplicate_responses", reason: .tooMany(kept: 2000, of: 4000)),
      ])
    let measurement = try #require(result.measurement)
    guard case .web(let web) = measurement.test else { return }
    #expect(web.queries.count == 2000)
    let clock = ContinuousClock()
    let time = clock.measure { _ = WebJudge().verdict(on: web, measurement) }
    #expect(time < .seconds(2))
  }
}
