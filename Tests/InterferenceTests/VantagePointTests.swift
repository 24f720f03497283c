import Foundation
import Testing

@testable import Interference

@Suite("Volunteers without pseudonyms")
struct VantagePointTests {
  private static func run(
    _ run: String, from start: Int64, to end: Int64, setting: String = "VN AS64496 probe android"
  ) -> [Observation] {
    stride(from: start, through: end, by: 30).map { time in
      Observation(
        measurement: "\(run)|\(time)", target: "news.example", test: "web_connectivity",
        country: "VN", network: 64496, vantagePoint: setting, isPseudonym: false, run: run,
        start: time, state: .ok)
    }
  }

  private static func count(_ runs: [[Observation]]) -> Int {
    ObservationCount(of: RunSpans.marked(runs.flatMap(\.self))).vantagePoints
  }

  @Test func threeEveningsAreOneVolunteer() {
    #expect(Self.count((0..<3).map { Self.run("r\($0)", from: $0 * 86_400, to: $0 * 86_400) }) == 1)
    let long = (0..<3).map { Self.run("r\($0)", from: $0 * 86_400, to: $0 * 86_400 + 900) }
    #expect(Self.count(long) == 1)
  }

  @Test func runsAtTheSameTimeAreAsManyVolunteers() {
    let together = (0..<3).map { Self.run("r\($0)", from: $0 * 100, to: 900 + $0 * 100) }
    #expect(Self.count(together) == 3)
    let marked = RunSpans.marked(together.flatMap(\.self))
    #expect(Set(marked.map(\.vantagePoint)).count == 3)
    // Two that follow each other beside a third are one and that third.
    let chain = [
      Self.run("a", from: 0, to: 600), Self.run("b", from: 900, to: 1500),
      Self.run("c", from: 0, to: 1500),
    ]
    #expect(Self.count(chain) == 2)
    // Without the third nothing tells the two apart.
    let two = RunSpans.marked(chain.flatMap(\.self)).filter { $0.run != "c" }
    #expect(ObservationCount(of: two).vantagePoints == 1)
  }

  @Test func aBurstOfReportsIsNoCrowd() {
    let burst = (0..<6).map { Self.run("r\($0)", from: $0, to: $0) }
    #expect(Self.count(burst) == 1)
    let short = (0..<6).map { Self.run("r\($0)", from: $0, to: $0 + 30) }
    #expect(Self.count(short) == 1)
  }

  @Test func anotherNetworkIsNoOtherVolunteer() {
    // At home and on the way, never at the same time.
    func runs(after pause: Int64) -> [[Observation]] {
      ["AS64496 probe android wifi", "AS64497 probe android mobile", "AS64497 probe windows"]
        .enumerated().map { number, setting in
          let start = Int64(number) * (900 + pause)
          return Self.run("r\(number)", from: start, to: start + 900, setting: setting).map { row in
            var row = row
            row.network = number == 0 ? 64496 : 64497
            return row
          }
        }
    }
    #expect(Self.count(runs(after: 60)) == 1)
    #expect(Self.count(runs(after: -700)) == 3)
    // One in two networks is below the floor.
    let rows = RunSpans.marked(runs(after: 60).flatMap(\.self))
    #expect(ReachabilityMethod().findings(in: rows).isEmpty)
    #expect(!DisclosureFloor().admits(vantagePoints: 1, networks: 2))
    #expect(DisclosureFloor().admits(vantagePoints: 2, networks: 2))
  }

  static func line(
    report: String = "20260310T100000Z_webconnectivity_VN_64496_n1_aaaaaaaaaaaaaaaa",
    start: String = "2026-03-10 10:00:00", uid: String? = nil, version: String = "5.0.0",
    failure: String = "ssl_invalid_certificate", date: String? = nil
  ) -> String {
    let name = uid.map { #""measurement_uid":"\#($0)","# } ?? ""
    let page = date.map {
      #"{"request":{"url":"https://news.example/x"},"response":{"code":200,"body":"x","headers_list":[["Date","\#($0)"]]}}"#
    }
    return
      #"{"test_name":"web_connectivity",\#(name)"input":"https://news.example/","probe_cc":"VN","probe_asn":"AS64496","report_id":"\#(report)","software_name":"probe","software_version":"\#(version)","annotations":{"platform":"android","network_type":"wifi"},"measurement_start_time":"\#(start)","test_keys":{"queries":[{"engine":"getaddrinfo","hostname":"news.example","query_type":"A","failure":null,"answers":[{"ipv4":"45.45.45.1"}]}],"tcp_connect":[{"ip":"45.45.45.1","port":443,"status":{"success":true,"failure":null}}],"tls_handshakes":[{"address":"45.45.45.1:443","server_name":"news.example","failure":"\#(failure)"}],"requests":[\#(page ?? "")],"control_failure":null,"control":{"dns":{"failure":null,"addrs":["45.45.45.1"]},"tcp_connect":{"45.45.45.1:443":{"status":true,"failure":null}},"tls_handshake":{"45.45.45.1:443":{"server_name":"news.example","status":true,"failure":null}},"http_request":{"failure":null,"status_code":200,"body_length":38,"title":"Local news today","headers":{}}}}}"#
  }

  private static func read(_ line: String) throws -> (Interference.Measurement, [ReadingDefect]) {
    var reader = MeasurementReader()
    let result = reader.read(line.utf8)
    return (try #require(result.measurement), result.defects)
  }

  @Test func aProgramsVersionIsNoVolunteer() throws {
    let settings = try ["5.0.0", "5.0.1"].map {
      try #require(
        try Self.read(Self.line(version: $0)).0.observations(by: WebJudge()).first
      ).vantagePoint
    }
    #expect(Set(settings).count == 1 && settings[0].contains("probe android wifi"))
  }

  @Test func aMeasurementIsTheSameWithAndWithoutTheServersName() throws {
    let uid = "20260310100001.123456_VN_webconnectivity_0123456789abcdef"
    let raw = try Self.read(Self.line()).0
    let named = try Self.read(Self.line(uid: uid)).0
    #expect(raw.id == named.id && raw.uid == nil && named.uid == uid && named.name == uid)
    #expect(try Self.read(Self.line(start: "2026-03-10 10:00:01")).0.id != raw.id)
  }

  @Test func aMeasurementWithoutAReportHasANameThatCanBeRead() throws {
    let name = try Self.read(Self.line(report: "")).0.name
    #expect(name.hasPrefix("https://news.example/ 2026-03-10T10:00:00Z #"), "\(name)")
    #expect(name.utf8.count == 52)
  }

  // MARK: Clocks

  private static let server: Int64 = 1_773_136_800

  @Test(
    arguments: [
      ("2017-01-01 00:00:00", nil, DeviceClock.wrong, true),
      ("2026-03-12 10:00:00", nil, .wrong, true),
      ("2026-03-10 22:00:00", nil, .agrees, false),
      // Kept and sent five days later, as after a shutdown, or a slow clock.
      ("2026-03-05 10:00:00", nil, .doubtful, false),
      ("2026-03-05 10:00:00", "Thu, 05 Mar 2026 10:00:02 GMT", .agrees, false),
      ("2026-03-05 10:00:00", "Tue, 10 Mar 2026 10:00:02 GMT", .wrong, true),
    ] as [(String, String?, DeviceClock, Bool)])
  func aClockIsHeldAgainstTheServers(
    start: String, date: String?, clock: DeviceClock, isServers: Bool
  ) throws {
    let (measurement, defects) = try Self.read(Self.line(start: start, date: date))
    #expect(measurement.clock == clock)
    #expect((measurement.start == Self.server) == isServers)
    #expect(defects.isEmpty == (clock == .agrees))
    if clock != .agrees { #expect("\(defects)".contains("measurement_start_time")) }
  }

  @Test(
    arguments: [
      ("2026-03-10 10:00:00", "ssl_invalid_certificate", LayerState.blocked),
      ("2017-01-01 00:00:00", "ssl_invalid_certificate", .insufficient),
      ("2017-01-01 00:00:00", "ssl_unknown_authority", .insufficient),
      ("2017-01-01 00:00:00", "ssl_invalid_hostname", .blocked),
      ("2017-01-01 00:00:00", "connection_reset", .blocked),
    ] as [(String, String, LayerState)])
  func aWrongClockExcusesCertificates(
    start: String, failure: String, state: LayerState
  ) throws {
    let measurement = try Self.read(Self.line(start: start, failure: failure)).0
    let row = try #require(measurement.observations(by: WebJudge()).first)
    #expect(row.state == state, "\(row)")
    if state == .insufficient { #expect(row.rule == .deviceClock) }
  }
}

@Suite("Copies of a measurement in files")
struct CopySieveTests {
  @Test func equalCopiesCountOnceAndThoseThatDifferNotAtAll() {
    var sieve = CopySieve()
    var one = Made.observation(1, by: "p")
    #expect(sieve.meets(one) == .new)
    one.uid = "u1"
    #expect(sieve.meets(one) == .copy && !sieve.isContested(0))
    // The server's name alone tells it.
    var forged = one
    forged.measurement = "other"
    forged.state = .blocked
    #expect(sieve.meets(Made.observation(2, by: "p")) == .new)
    #expect(sieve.meets(forged) == .twin(of: 0))
    #expect(sieve.isContested(0) && !sieve.isContested(1))
  }
}
