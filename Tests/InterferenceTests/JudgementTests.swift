import Bytes
import Record
import Testing

@testable import Interference

@Suite("Judgements on made measurements")
struct JudgementTests {
  /// A measurement of http://news.example/ from a volunteer's network, with a control that works.
  private func measurement(
    answers: String = #"{"answer_type":"A","ipv4":"45.45.45.1","asn":64501}"#,
    controlAnswers: String = #""45.45.45.1""#, info: String = #""45.45.45.1":{"asn":64501}"#,
    connect: String = #"{"success":true,"failure":null}"#,
    request: String =
      #"{"failure":null,"request":{"url":"http://news.example/"},"response":{"code":200,"body":"<title>Evening paper</title>","headers_list":[["X-Edge","1"]]}}"#,
    control: String? = nil, more: String = ""
  ) -> String {
    let outside =
      control
        ?? """
        {"dns":{"failure":null,"addrs":[\(controlAnswers)]},
        "tcp_connect":{"45.45.45.1:80":{"status":true,"failure":null}},
        "http_request":{"failure":null,"status_code":200,"body_length":28,"title":"Evening paper",
        "headers":{"X-Edge":"1"}},"ip_info":{\(info)}}
        """
    return """
      {"test_name":"web_connectivity","input":"http://news.example/","probe_cc":"XX",
      "probe_asn":"AS64496","resolver_asn":"AS64496","report_id":"r",
      "measurement_start_time":"2026-01-02 03:04:05","test_keys":{
      "queries":[{"engine":"getaddrinfo","hostname":"news.example","query_type":"A",
      "failure":null,"answers":[\(answers)]}],
      "tcp_connect":[{"ip":"45.45.45.1","port":80,"status":\(connect)}],
      "requests":[\(request)],"control_failure":null,"control":\(outside)\(more)}}
      """
  }

  private func verdict(_ text: String, _ judge: WebJudge = WebJudge()) throws -> WebVerdict {
    var reader = MeasurementReader()
    let measurement = try #require(reader.read(text.utf8).measurement)
    guard case .web(let web) = measurement.test else { throw CancellationError() }
    return judge.verdict(on: web, measurement)
  }

  @Test func whatIsTheSameIsFine() throws {
    let verdict = try verdict(measurement())
    #expect(verdict.state == .ok && verdict.decisive == nil)
  }

  @Test func withoutControlNothingIsCalledBlocked() throws {
    let verdict = try verdict(
      measurement(
        connect: #"{"success":false,"failure":"generic_timeout_error"}"#, request: "",
        control: "null"))
    #expect(verdict.state == .insufficient)
  }

  @Test func addressesOfUnknownNetworksAreNoProof() throws {
    let verdict = try verdict(
      measurement(
        answers: #"{"answer_type":"A","ipv4":"45.45.46.1"}"#, info: "", request: ""))
    #expect(verdict.layers.first { $0.layer == .dns }?.rule == .networksUnknown)
    #expect(verdict.state != .blocked)
  }

  private func table(_ rows: String) throws -> NetworkTable {
    var reader = NetworkCSVReader(source: .init(name: "a table", day: .init(sinceEpoch: 20_000)))
    try reader.read(Array("prefix,asn\n\(rows)".utf8))
    return try reader.finish().table
  }

  /// Measurements of version 0.4 know no networks of addresses.
  @Test func aTableSaysWhatTheMeasurementDoesNot() throws {
    let text = measurement(
      answers: #"{"answer_type":"A","ipv4":"45.45.46.1"}"#, info: "", request: "")
    let apart = try verdict(
      text, WebJudge(networks: table("45.45.45.0/24,64501\n45.45.46.0/24,64502\n")))
    #expect(apart.decisive?.rule == .addressUnlikeControl)
    #expect(
      apart.decisive?.evidence.contains("answered 45.45.46.1 (AS64502 by a table, 2024-10-04)")
        == true)
    let together = try verdict(text, WebJudge(networks: table("45.45.0.0/16,64501\n")))
    #expect(together.layers.first { $0.layer == .dns }?.rule == .networkMatches)
    let half = try verdict(text, WebJudge(networks: table("45.45.45.0/24,64501\n")))
    #expect(half.layers.first { $0.layer == .dns }?.rule == .networksUnknown)
  }

  @Test func theMeasurementsOwnWordGoesBeforeTheTables() throws {
    let judge = WebJudge(networks: try table("45.45.45.0/24,64510\n45.45.46.0/24,64510\n"))
    let verdict = try verdict(
      measurement(
        answers: #"{"answer_type":"A","ipv4":"45.45.46.1","asn":64502}"#, request: ""), judge)
    #expect(verdict.decisive?.mechanism == .dnsWrongAddress)
    #expect(verdict.decisive?.evidence.contains("answered 45.45.46.1 (AS64502)") == true)
  }

  @Test func aStrangersAddressThatGivesNothingIsBlocked() throws {
    let verdict = try verdict(
      measurement(
        answers: #"{"answer_type":"A","ipv4":"45.45.46.1","asn":64502}"#, request: ""))
    #expect(verdict.decisive?.mechanism == .dnsWrongAddress)
  }

  @Test func aKnownSinkholeIsNamed() throws {
    let sinkhole = Fingerprint(
      name: "example", scope: .network, place: .dns, pattern: .init(.full, "45.45.46.1"))
    let judge = WebJudge(fingerprints: FingerprintSet([sinkhole]))
    let verdict = try verdict(
      measurement(answers: #"{"answer_type":"A","ipv4":"45.45.46.1","asn":64502}"#), judge)
    #expect(verdict.decisive?.rule == .sinkholeAnswer && verdict.decisive?.likelihood == 1)
  }

  @Test func twoAnswersToOneQuestionAreAnInjection() throws {
    let query =
      #"{"engine":"udp","hostname":"news.example","query_type":"A","transaction_id":7,"failure":null,"answers":[{"ipv4":"ADDRESS"}]}"#
    let text = measurement(
      more: #","x_dns_duplicate_responses":["#
        + query.replacing("ADDRESS", with: "45.45.45.1") + "]")
    let first = query.replacing("ADDRESS", with: "45.45.47.9")
    let verdict = try verdict(text.replacing(#""queries":["#, with: #""queries":[\#(first),"#))
    #expect(verdict.decisive?.mechanism == .dnsInjected)
  }

  @Test func refusalByTheSiteIsNotTheNetworks() throws {
    let refused =
      #"{"failure":null,"request":{"url":"http://news.example/"},"response":{"code":451,"body":"Not available in your country","headers_list":[["X-Edge","1"]]}}"#
    let verdict = try verdict(measurement(request: refused))
    #expect(verdict.state == .refused && verdict.decisive == nil)
  }

  @Test func aResetAfterTheConnectionIsBlocked() throws {
    let reset = #"{"failure":"connection_reset","request":{"url":"http://news.example/"}}"#
    #expect(try verdict(measurement(request: reset)).decisive?.mechanism == .httpReset)
  }

  @Test func aDeadlineWhileDataCameIsSlownessAndNotFailure() throws {
    let slow =
      #"{"failure":"generic_timeout_error","transaction_id":3,"request":{"url":"http://news.example/"}}"#
    let events =
      #","network_events":[{"operation":"bytes_received_cumulative","t":2.5,"num_bytes":90000,"transaction_id":3}]"#
    let verdict = try verdict(measurement(request: slow, more: events))
    #expect(verdict.decisive?.layer == .throughput)
    #expect(try self.verdict(measurement(request: slow)).decisive?.mechanism == .httpTimeout)
  }

  @Test func downEverywhereIsDown() throws {
    let verdict = try verdict(
      measurement(
        connect: #"{"success":false,"failure":"connection_refused"}"#, request: "",
        control:
          #"{"dns":{"failure":null,"addrs":["45.45.45.1"]},"tcp_connect":{"45.45.45.1:80":{"status":false,"failure":"connection_refused"}},"http_request":{"failure":"connection_refused","status_code":-1,"body_length":-1}}"#
      ))
    #expect(verdict.state == .down)
  }

  @Test func threeMeasurementsAreNeededForAState() throws {
    var seen: [Observation] = []
    var reader = MeasurementReader()
    let text = measurement(
      answers: #"{"answer_type":"A","ipv4":"10.0.0.1"}"#, request: "")
    for number in 1...3 {
      let measurement = try #require(
        reader.read(
          text.replacing(#""r""#, with: "\"r\(number)\"").replacing(
            "03:04:05", with: "03:0\(number + 3):05"
          ).utf8
        ).measurement)
      let observations = measurement.observations(by: WebJudge())
      #expect(observations.count == 1)
      seen += observations
      var tally = ObservationTally()
      for row in Made.judged(seen) { tally.add(row) }
      let count = try #require(tally.rows.first?.count)
      #expect(count.state == (number < 3 ? .insufficient : .blocked))
      // Without a pseudonym they may all be of one volunteer.
      #expect(count.vantagePoints == 1 && count.firstBlocked == 1_767_323_045)
    }
  }

  @Test(arguments: [
    (#"{"test_name":"web_connectivity","test_version":"1"}"#, "test_keys is missing"),
    (#"{"test_name":"web_connectivity","test_keys":null}"#, "test_keys is missing"),
    (#"{"a":1}"#, "is not a measurement"), ("[1]", "is not a measurement"), ("{", "is not JSON"),
    (
      #"{"test_name":"web_connectivity","test_keys":{"requests":[{"request":null}]}}"#,
      "test_keys.requests[0].request is missing"
    ),
    (
      #"{"test_name":"web_connectivity","test_keys":{"requests":[{"request":{"url":"http://x/"},"response":{"body":{"format":"base64","data":"?"}}}]}}"#,
      "test_keys.requests[0].response.body is not base64"
    ),
    (
      #"{"test_name":"web_connectivity","test_keys":{"requests":[{"request":{"url":"http://x/"},"response":{"headers_list":[["a",null]]}}]}}"#,
      "headers_list[0] is missing"
    ),
    (
      #"{"test_name":"web_connectivity","measurement_start_time":"yesterday","test_keys":{}}"#,
      "measurement_start_time \"yesterday\" is not a time"
    ),
    (
      #"{"test_name":"web_connectivity","test_keys":{"tcp_connect":[{"ip":"1.2.3","port":80,"status":{}}]}}"#,
      "test_keys.tcp_connect[0].ip \"1.2.3\" is not an address"
    ),
    (#"{"test_name":"web_connectivity","test_keys":{"queries":{}}}"#, "queries has another type"),
  ])
  func defectsAreNamed(text: String, defect: String) {
    var reader = MeasurementReader()
    let defects = reader.read(text.utf8).defects.map(\.description)
    #expect(defects.contains { $0.contains(defect) }, "\(defects)")
  }

  /// The interface answers with facts about the measurement and the measurement itself as a text.
  @Test func answersOfTheInterfaceAreTakenOutOfTheirWrappers() throws {
    let inner =
      #"{\"test_name\":\"web_connectivity\",\"input\":\"http://news.example/\",\"test_keys\":{}}"#
    for text in [
      #"{"test_name":"web_connectivity","probe_cc":"XX","raw_measurement":"\#(inner)"}"#,
      #"{"raw_measurement":"\#(inner)"}"#, #"{"status":200,"body":"\#(inner)"}"#,
    ] {
      var reader = MeasurementReader()
      let result = reader.read(text.utf8)
      #expect(result.defects == [] && result.measurement?.host == "news.example")
    }
  }

  @Test func scrubbedAddressesAreNoDefect() {
    var reader = MeasurementReader()
    let result = reader.read(
      #"{"test_name":"web_connectivity","test_keys":{"tcp_connect":[{"ip":"[scrubbed]","port":80}]}}"#
        .utf8)
    #expect(result.defects == [] && result.measurement != nil)
  }
}

extension JudgementTests {
  @Test(arguments: [("5.6.7.8", "[scrubbed]"), ("127.0.0.1", "5.6.7.8")])
  func theVolunteersOwnAddressIsInNoEvidence(own: String, shown: String) throws {
    var reader = MeasurementReader()
    let text =
      #"{"test_name":"web_connectivity","input":"http://news.example/","probe_ip":"\#(own)","probe_cc":"VN","measurement_start_time":"2026-01-02 03:04:05","test_keys":{"queries":[{"engine":"getaddrinfo","hostname":"news.example","query_type":"A","failure":null,"answers":[{"ipv4":"45.45.45.1"}]}],"requests":[{"request":{"url":"http://news.example/"},"response":{"code":200,"body":"<title>Hello 5.6.7.8</title>"}}],"control":{"dns":{"failure":null,"addrs":["45.45.45.1"]},"http_request":{"failure":null,"status_code":200,"body_length":9000,"title":"News"}}}}"#
    let measurement = try #require(reader.read(text.utf8).measurement)
    let evidence = measurement.observations(by: WebJudge()).flatMap(\.evidence)
    #expect(evidence.contains { $0.contains("Hello \(shown)") }, "\(evidence)")
  }
}
