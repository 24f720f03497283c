import Foundation
import Testing

@testable import Interference

@Suite("The pace of transfers")
struct TransferPaceTests {
  private typealias Receipt = WebMeasurement.Receipt

  /// Bytes at a steady rate, in reads `every` so many seconds.
  private func steady(
    bytesPerSecond: Double, seconds: Double, every: Double, isSample: Bool = false
  ) -> [Receipt] {
    stride(from: 1, through: Int(seconds / every), by: 1).map { number in
      let at = Double(number) * every
      return Receipt(
        transaction: 1, at: at, bytes: Int(bytesPerSecond * at), isSample: isSample)
    }
  }

  private func paces(
    _ receipts: [Receipt], connect: Double = 0.04, handshake: Double? = nil, end: Double? = nil
  ) -> [TransferPace] {
    var web = WebMeasurement()
    let endpoint = WebMeasurement.Endpoint(address: IPAddress(v4: 1), port: 443)
    web.receipts = receipts
    web.connects = [
      WebMeasurement.Connect(endpoint: endpoint, transaction: 1, duration: connect)
    ]
    if let handshake {
      web.handshakes = [
        WebMeasurement.Handshake(
          endpoint: endpoint, serverName: "a.example", isUnchecked: false, transaction: 1,
          duration: handshake)
      ]
    }
    if let end {
      web.exchanges = [
        WebMeasurement.Exchange(
          url: "https://a.example/", headers: [], body: [], isBodyTruncated: false,
          failure: .timeout, transaction: 1, end: end)
      ]
    }
    return TransferPace.all(of: web)
  }

  @Test(arguments: [false, true]) func aSteadyRateIsMeasured(isSample: Bool) throws {
    let pace = try #require(
      paces(steady(bytesPerSecond: 16_000, seconds: 10, every: 0.25, isSample: isSample)).first)
    #expect(pace.bytes == 160_000)
    #expect(abs(try #require(pace.goodput) - 128_000) < 1)
    #expect(try #require(pace.plateau) < 0.01)
    #expect(abs(try #require(pace.plateauRate) - 128_000) < 1)
    #expect(pace.stalled == 0 && pace.handshakeScore == nil)
  }

  /// The bytes of a real page lie between two samples; the time since the request tells.
  @Test func aRealPageHasAPace() throws {
    let path = "\(Field.root)/web-connectivity-real/firefoxcom/measurement.json"
    guard FileManager.default.fileExists(atPath: path) else {
      print("skipped: the measurement does not lie beside the repository")
      return
    }
    var reader = MeasurementReader()
    let measurement = reader.read(try Field.bytes(path)).measurement
    let row = try #require(measurement?.observations(by: WebJudge()).first)
    // 122,785 bytes by 1.370437 s, asked for at 1.276101 s.
    #expect(row.state == .ok)
    #expect(abs(try #require(row.goodput) - 122_785 * 8 / 0.094336) < 1)
  }

  @Test func tooLittleHasNoGoodput() throws {
    let pace = try #require(paces(steady(bytesPerSecond: 6_000, seconds: 10, every: 0.1)).first)
    #expect(pace.bytes == 60_000 && pace.goodput == nil)
  }

  @Test func theBucketDoesNotCount() throws {
    // 16 kB at once, then 8 kB a second.
    let receipts =
      [Receipt(transaction: 1, at: 0.01, bytes: 16_384)]
      + (1...100).map {
        Receipt(transaction: 1, at: 0.01 + Double($0) / 10, bytes: 16_384 + $0 * 800)
      }
    let goodput = try #require(paces(receipts).first?.goodput)
    #expect(abs(goodput - 64_000) < 1)
  }

  @Test func aHandshakeIsMeasuredByTheWayThere() throws {
    let receipts = steady(bytesPerSecond: 16_000, seconds: 1, every: 0.1)
    #expect(paces(receipts, handshake: 4.8).first?.handshakeScore == 4.8 / 0.12)
    #expect(paces(receipts, connect: 0.001, handshake: 0.05).first?.handshakeScore == 1)
  }

  @Test func stallsAreCountedToTheDeadline() throws {
    let receipts = [
      Receipt(transaction: 1, at: 0, bytes: 1000), Receipt(transaction: 1, at: 1, bytes: 2000),
      Receipt(transaction: 1, at: 5, bytes: 3000),
    ]
    #expect(try #require(paces(receipts).first).stalled == 0.8)
    #expect(try #require(paces(receipts, end: 10).first).stalled == 0.9)
    // Samples that do not grow are silence too.
    let samples = (0...20).map {
      Receipt(transaction: 1, at: Double($0) / 2, bytes: $0 < 2 ? 1000 : 2000, isSample: true)
    }
    #expect(try #require(paces(samples, end: 11).first).stalled > 0.9)
  }

  @Test func aBusyNetworkVaries() throws {
    // Every other second four times as much.
    var total = 0
    let receipts = (1...120).map { number in
      total += (number / 10) % 2 == 0 ? 400 : 1600
      return Receipt(transaction: 1, at: Double(number) / 10, bytes: total)
    }
    #expect(try #require(paces(receipts).first?.plateau) > 0.35)
  }

  @Test func connectionsWithoutNumbersAreNotMixed() {
    let receipts = steady(bytesPerSecond: 16_000, seconds: 10, every: 0.1).map {
      var receipt = $0
      receipt.transaction = nil
      return receipt
    }
    #expect(paces(receipts) == [])
  }

  @Test func hostileNumbersAreSurvived() {
    let receipts = [
      Receipt(transaction: 1, at: -1e308, bytes: .max),
      Receipt(transaction: 1, at: 1e308, bytes: 1),
      Receipt(transaction: 1, at: 0, bytes: .max), Receipt(transaction: .max, at: 5, bytes: 0),
      Receipt(transaction: .min, at: 1e-300, bytes: .max),
      Receipt(transaction: .min, at: 1e300, bytes: .max),
      Receipt(transaction: 1, at: 2, bytes: -5), Receipt(transaction: 1, at: 1e17, bytes: .max),
    ]
    for pace in paces(receipts, connect: 1e308, handshake: 1e308, end: 1e308) {
      #expect(pace.goodput?.isFinite ?? true && pace.stalled.isFinite)
      #expect(!pace.evidence.isEmpty)
    }
  }

  // MARK: In judgements

  /// A page that ran into its deadline, with the receipts of one or two connections.
  private func verdict(_ events: [String]) throws -> LayerVerdict {
    let text = """
      {"test_name":"web_connectivity","input":"http://news.example/","test_keys":{
      "queries":[{"engine":"getaddrinfo","hostname":"news.example","query_type":"A",
      "failure":null,"answers":[{"answer_type":"A","ipv4":"45.45.45.1","asn":64501}]}],
      "tcp_connect":[{"ip":"45.45.45.1","port":80,"status":{"success":true},"transaction_id":1}],
      "requests":[{"failure":"generic_timeout_error","transaction_id":1,"t":12,
      "request":{"url":"http://news.example/"}}],
      "network_events":[\(events.joined(separator: ","))],
      "control":{"dns":{"failure":null,"addrs":["45.45.45.1"]},
      "tcp_connect":{"45.45.45.1:80":{"status":true,"failure":null}},
      "http_request":{"failure":null,"status_code":200,"body_length":200000}}}}
      """
    var reader = MeasurementReader()
    let measurement = try #require(reader.read(Array(text.utf8)).measurement)
    guard case .web(let web) = measurement.test else { throw CancellationError() }
    let layers = WebJudge().verdict(on: web, measurement).layers
    return try #require(layers.last { $0.layer == .throughput || $0.layer == .http })
  }

  private func events(
    _ operation: String, connection: Int = 1, bytesPerSecond: Double, every: Double,
    seconds: Double = 10
  ) -> [String] {
    var last = 0
    return stride(from: 1, through: Int(seconds / every), by: 1).map { number in
      let at = Double(number) * every
      let total = Int(bytesPerSecond * at)
      defer { last = total }
      let count = operation == "read" ? total - last : total
      return
        #"{"operation":"\#(operation)","t":\#(at),"num_bytes":\#(count),"transaction_id":\#(connection)}"#
    }
  }

  @Test func theNumbersAreTheEvidence() throws {
    let verdict = try verdict(
      events("bytes_received_cumulative", bytesPerSecond: 16_000, every: 0.25))
    #expect(verdict.state == .blocked && verdict.rule == .deadlineWhileReceiving)
    #expect(verdict.mechanism == .throttled)
    #expect(verdict.evidence.contains { $0.contains("128.00 kbit/s after the first 16 kB") })
  }

  /// Reads as they came through a policer and through a queue of about 128 kbit/s.
  @Test func droppingIsToldFromWaitingByThePauses() throws {
    let waiting = events("read", bytesPerSecond: 16_000, every: 0.09, seconds: 9)
    #expect(try verdict(waiting).mechanism == .throttledByShaping)
    // In bursts, with silence in between.
    let dropping = events("read", bytesPerSecond: 16_000, every: 0.25, seconds: 10)
    #expect(try verdict(dropping).mechanism == .throttledByPolicing)
    // Where no single reads were kept nothing is told.
    let sampled = events("bytes_received_cumulative", bytesPerSecond: 16_000, every: 0.09)
    #expect(try verdict(sampled).mechanism == .throttled)
    // Packets of a slower line have gaps between them anyway.
    let slower = events("read", bytesPerSecond: 8_000, every: 0.18, seconds: 11)
    #expect(try verdict(slower).mechanism == .throttled)
  }

  @Test func aPageThatRunsFastUntilItsDeadlineIsNotSlowed() throws {
    let verdict = try verdict(
      events("bytes_received_cumulative", bytesPerSecond: 1e6, every: 0.25))
    #expect(verdict.rule == .fastUntilDeadline && verdict.state == .ok)
  }

  @Test func aSlowLineIsNotSlowedForOnePage() throws {
    let own = events("bytes_received_cumulative", bytesPerSecond: 16_000, every: 0.25)
    let slow = try verdict(
      own
        + events(
          "bytes_received_cumulative", connection: 2, bytesPerSecond: 20_000, every: 0.25))
    #expect(slow.rule == .lineIsSlow && slow.state == .insufficient)
    let fast = try verdict(
      own
        + events("bytes_received_cumulative", connection: 2, bytesPerSecond: 1e6, every: 0.25))
    #expect(fast.rule == .deadlineWhileReceiving && fast.likelihood == 0.75)
  }
}
