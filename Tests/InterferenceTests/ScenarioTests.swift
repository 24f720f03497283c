import Bytes
import Foundation
import Testing

@testable import Interference

/// Simulated censors of OONI's own tests; they lie beside the repository, for their licence does not
/// let us carry them.
enum Field {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "../shared/data/interference").standardizedFileURL.path

  static func files(_ folder: String) -> [String] {
    let paths = FileManager.default.enumerator(atPath: "\(root)/\(folder)")?.allObjects ?? []
    return paths.compactMap { $0 as? String }.sorted().map { "\(root)/\(folder)/\($0)" }
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }
}

@Suite("Simulated censors")
struct ScenarioTests {
  struct Truth: Sendable {
    var state: LayerState
    var layer: Layer?
    var mechanism: Mechanism?

    static let clean = Truth(state: .ok)
    static let down = Truth(state: .down)
    static func blocked(_ layer: Layer, _ mechanism: Mechanism) -> Truth {
      Truth(state: .blocked, layer: layer, mechanism: mechanism)
    }
  }

  static let truths: [String: Truth] = [
    "badSSLWithExpiredCertificate": .down,
    "badSSLWithUnknownAuthorityWithInconsistentDNS": .blocked(.dns, .dnsWrongAddress),
    "badSSLWithWrongServerName": .down,
    "cloudflareCAPTCHAWithHTTP": Truth(state: .refused, layer: nil, mechanism: .serverChallenge),
    "controlFailureWithSuccessfulHTTPWebsite": Truth(state: .insufficient),
    "dnsBlockingAndroidDNSCacheNoData": .blocked(.dns, .dnsNoSuchName),
    "dnsBlockingNXDOMAIN": .blocked(.dns, .dnsNoSuchName),
    "dnsHijackingToLocalhostWithHTTP": .blocked(.dns, .dnsBogon),
    // The page comes: named, and not called blocked.
    "dnsHijackingToProxyWithHTTPSURL": Truth(state: .ok, layer: nil, mechanism: .dnsProxied),
    "ghostDNSBlockingWithHTTP": .blocked(.dns, .dnsInventedAnswer),
    "httpBlockingConnectionReset": .blocked(.http, .httpReset),
    "httpDiffWithConsistentDNS": .blocked(.http, .httpAltered),
    "idnaWithoutCensorshipLowercase": .clean,
    "idnaWithoutCensorshipWithFirstLetterUppercase": .clean,
    "largeFileWithHTTP": .clean,
    "localhostWithHTTP": .down,
    "redirectWithBrokenLocationForHTTP": .clean,
    "redirectWithConsistentDNSAndThenConnectionRefusedForHTTP": .blocked(.tcp, .tcpRefused),
    "redirectWithConsistentDNSAndThenConnectionResetForHTTP": .blocked(.http, .httpReset),
    "redirectWithConsistentDNSAndThenEOFForHTTP": .blocked(.http, .httpClosed),
    "redirectWithConsistentDNSAndThenTimeoutForHTTP": .blocked(.http, .httpTimeout),
    "redirectWithMoreThanTenRedirectsAndHTTP": .down,
    "successWithHTTP": .clean,
    "tcpBlockingConnectTimeout": .blocked(.tcp, .tcpTimeout),
    "tcpBlockingConnectionRefusedWithInconsistentDNS": .blocked(.dns, .dnsWrongAddress),
    "throttlingWithHTTP": .blocked(.throughput, .throttled),
    "tlsBlockingConnectionResetWithInconsistentDNS": .blocked(.dns, .dnsWrongAddress),
    "websiteDownNXDOMAIN": .down,
    "websiteDownTCPConnect": .down,
  ]

  @Test(arguments: truths.keys.sorted()) func isJudged(name: String) throws {
    let path = "\(Field.root)/web-connectivity-scenarios/\(name)/measurement.json"
    guard FileManager.default.fileExists(atPath: path) else {
      print("skipped: \(name) does not lie beside the repository")
      return
    }
    let truth = try #require(Self.truths[name])
    var reader = MeasurementReader()
    let result = reader.read(try Field.bytes(path))
    #expect(result.defects == [])
    let measurement = try #require(result.measurement)
    guard case .web(let web) = measurement.test else {
      Issue.record("no test of the web")
      return
    }
    let verdict = WebJudge().verdict(on: web, measurement)
    let text = Comment(rawValue: verdict.layers.map { "\($0)" }.joined(separator: "\n"))
    #expect(verdict.state == truth.state, text)
    #expect(verdict.decisive?.layer == truth.layer, text)
    if let mechanism = truth.mechanism {
      #expect(verdict.layers.contains { $0.mechanism == mechanism }, text)
    }
  }

  @Test func aResetBehindAPoisonedNameIsNamedToo() throws {
    let path =
      "\(Field.root)/web-connectivity-scenarios/tlsBlockingConnectionResetWithInconsistentDNS"
    guard FileManager.default.fileExists(atPath: path) else {
      print("skipped: the scenario does not lie beside the repository")
      return
    }
    var reader = MeasurementReader()
    let measurement = try #require(
      reader.read(try Field.bytes("\(path)/measurement.json")).measurement)
    guard case .web(let web) = measurement.test else { return }
    let verdict = WebJudge().verdict(on: web, measurement)
    #expect(verdict.layers.contains { $0.layer == .tls && $0.mechanism == .tlsReset })
  }
}

@Suite("Files from the field")
struct FieldFileTests {
  static let folders = [
    "raw-measurements", "single-measurements", "web-connectivity-real",
    "web-connectivity-scenarios",
  ]

  @Test(arguments: folders) func everyFileIsReadOrItsDefectsAreNamed(folder: String) throws {
    let files = Field.files(folder).filter { $0.contains(".json") || $0.hasSuffix(".pretty") }
    if files.isEmpty { print("skipped: \(folder) does not lie beside the repository") }
    var reader = MeasurementReader()
    var counts = (read: 0, web: 0, defects: 0)
    for path in files {
      let result = reader.read(try Field.bytes(path))
      #expect(result.measurement != nil || !result.defects.isEmpty, "\(path)")
      counts.defects += result.defects.count
      guard let measurement = result.measurement else { continue }
      counts.read += 1
      guard case .web(let web) = measurement.test else { continue }
      counts.web += 1
      let one = WebJudge().verdict(on: web, measurement)
      #expect(WebJudge().verdict(on: web, measurement) == one)
    }
    print("\(folder): \(files.count) files, \(counts)")
  }

  /// Cut and flipped texts must give defects, never a crash.
  @Test func damagedMeasurementsAreNamed() throws {
    let files = Field.files("web-connectivity-scenarios").filter {
      $0.hasSuffix("measurement.json")
    }.prefix(4)
    if files.isEmpty { print("skipped: the scenarios do not lie beside the repository") }
    var reader = MeasurementReader()
    var random = SplitMix(state: 11)
    for path in files {
      let whole = try Field.bytes(path)
      for _ in 0..<400 {
        var bytes = Array(whole.prefix(Int(random.next() % UInt64(whole.count))))
        for _ in 0..<4 where !bytes.isEmpty {
          bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
        }
        let result = reader.read(bytes)
        #expect(result.measurement != nil || !result.defects.isEmpty)
      }
    }
  }
}

/// A small generator with a seed (SplitMix64).
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
