import Bytes
import Foundation
import Record
import Testing

@testable import Interference

@Suite("Known marks on answers, pages and certificates")
struct MarkTests {
  /// A chain of pages from http://news.example/; outside the page is another one.
  private func measurement(
    country: String = "XX", answer: String = "45.45.45.1", asn: Int = 64501,
    steps: [(url: String, status: Int, header: String, body: String)],
    control: Bool = true, title: String = "Evening paper", length: Int = 4000, more: String = ""
  ) -> String {
    let requests = steps.reversed().map { step in
      #"{"failure":null,"request":{"url":"\#(step.url)"},"response":{"code":\#(step.status),"body":"\#(step.body)","headers_list":[\#(step.header)]}}"#
    }
    let outside =
      control
      ? #"{"dns":{"failure":null,"addrs":["45.45.45.1"]},"http_request":{"failure":null,"status_code":200,"body_length":\#(length),"title":"\#(title)","headers":{}},"ip_info":{"45.45.45.1":{"asn":64501}}}"#
      : "null"
    return """
      {"test_name":"web_connectivity","input":"http://news.example/","probe_cc":"\(country)",
      "probe_asn":"AS64496","report_id":"r","measurement_start_time":"2026-01-02 03:04:05",
      "test_keys":{"queries":[{"engine":"getaddrinfo","hostname":"news.example","query_type":"A",
      "failure":null,"answers":[{"answer_type":"A","ipv4":"\(answer)","asn":\(asn)},
      {"answer_type":"CNAME","hostname":"Alias.Example."}]}],
      "requests":[\(requests.joined(separator: ","))],"control_failure":null,"control":\(outside)\(more)}}
      """
  }

  private func mark(
    _ scope: Fingerprint.Scope, _ place: Fingerprint.Place = .body,
    _ kind: BytePattern.Kind = .contains, _ text: String = "blocked by order",
    countries: [String] = []
  ) -> Fingerprint {
    Fingerprint(
      name: "mark.\(scope.rawValue)", scope: scope, place: place, pattern: .init(kind, text),
      countries: countries)
  }

  private func verdict(_ text: String, _ marks: Fingerprint...) throws -> WebVerdict {
    var reader = MeasurementReader()
    let measurement = try #require(reader.read(text.utf8).measurement)
    guard case .web(let web) = measurement.test else { throw CancellationError() }
    return WebJudge(fingerprints: FingerprintSet(marks)).verdict(on: web, measurement)
  }

  private static let page =
    (
      url: "http://news.example/", status: 200, header: "",
      body: "<title>No</title>blocked by order"
    )

  @Test(arguments: [Fingerprint.Scope.national, .network], [true, false])
  func aBlockPageIsOneWithAndWithoutControl(scope: Fingerprint.Scope, control: Bool) throws {
    let verdict = try verdict(measurement(steps: [Self.page], control: control), mark(scope))
    let decisive = try #require(verdict.decisive)
    #expect(verdict.state == .blocked && verdict.hasArtefact)
    #expect(decisive.layer == .http && decisive.mechanism == .httpBlockPage)
    #expect(decisive.rule == .blockPage && decisive.likelihood == 0.95)
    #expect(
      decisive.evidence.last
        == "fingerprint mark.\(scope.rawValue) (\(scope.rawValue)) in body at byte 17: \"blocked by order\""
    )
  }

  @Test func productsCountWhereTheyAreExpected() throws {
    let text = measurement(steps: [Self.page], control: false)
    #expect(try verdict(text, mark(.product, countries: ["XX"])).state == .blocked)
    for countries in [[], ["YY"]] {
      let verdict = try verdict(text, mark(.product, countries: countries))
      #expect(verdict.state == .insufficient && verdict.matches.count == 1)
    }
    // With a control that saw another page, the mark makes that surer.
    let altered = try verdict(measurement(steps: [Self.page]), mark(.product)).decisive
    #expect(altered?.mechanism == .httpAltered && altered?.likelihood == 0.8)
  }

  @Test(arguments: [
    (Fingerprint.Scope.vagueWords, LayerState.insufficient), (.falsePositive, .refused),
    (.benignInjection, .refused), (.institution, .insufficient), (.provider, .refused),
  ])
  func otherMarksNeverConfirm(scope: Fingerprint.Scope, state: LayerState) throws {
    let altered = try verdict(measurement(steps: [Self.page]), mark(scope, countries: ["XX"]))
    #expect(altered.state == state && !altered.hasArtefact)
    #expect(altered.decisive?.mechanism == (state == .blocked ? .httpAltered : nil))
    let alone = try verdict(
      measurement(steps: [Self.page], control: false), mark(scope, countries: ["XX"]))
    #expect(alone.state != .blocked)
  }

  @Test func aRedirectToABlockPageIsOne() throws {
    let steps = [
      (
        url: "http://news.example/", status: 302,
        header: #"["Location","http://warning.example/a?b=news"]"#, body: ""
      ),
      (url: "http://warning.example/a?b=news", status: 200, header: "", body: "x"),
    ]
    let verdict = try verdict(
      measurement(steps: steps),
      mark(.network, .header("location"), .prefix, "http://warning.example/"))
    #expect(verdict.decisive?.mechanism == .httpBlockPage && verdict.decisive?.hop == 0)
  }

  /// A redirect that leads nowhere is the site's, unless it leads to a filter's portal.
  @Test func aBrokenRedirectToAFilterIsNotTheSites() throws {
    let step = (
      url: Self.page.url, status: 307, header: #"["Location","http:///portal?id=7"]"#, body: ""
    )
    let text = measurement(steps: [step]).replacing(
      #""requests":[{"failure":null"#, with: #""requests":[{"failure":"http_invalid_redirect_url""#)
    #expect(try verdict(text).state == .ok)
    let marked = try verdict(text, mark(.product, .header("location"), .contains, "/portal?id="))
    #expect(marked.decisive?.mechanism == .httpAltered && !marked.hasArtefact)
  }

  @Test func titlesAndHeadersAreLookedAt() throws {
    let step = (url: Self.page.url, status: 403, header: #"["Via","wall-7"]"#, body: Self.page.body)
    let text = measurement(steps: [step], control: false)
    #expect(try verdict(text, mark(.national, .title, .full, "No")).state == .blocked)
    #expect(try verdict(text, mark(.national, .header("via"), .full, "wall-7")).state == .blocked)
    #expect(try verdict(text, mark(.national, .header("via"), .full, "wall")).state != .blocked)
  }

  @Test func aPageUnderTheSitesOwnCertificateIsTheSites() throws {
    let sealed = (url: "https://news.example/", status: 403, header: "", body: Self.page.body)
    for marks in [mark(.national), mark(.product, countries: ["XX"]), mark(.product)] {
      let text = measurement(steps: [sealed]).replacing(
        #""input":"http:"#, with: #""input":"https:"#)
      let verdict = try verdict(text, marks)
      #expect(verdict.state == .refused && verdict.decisive == nil, "\(verdict.layers)")
    }
    let moved = (
      url: "http://news.example/", status: 301,
      header: #"["Location","https://news.example/"]"#, body: ""
    )
    let verdict = try verdict(measurement(steps: [moved, sealed]), mark(.national))
    #expect(verdict.state == .refused)
  }

  @Test func aSealedBlockPageBehindAForgedRedirectIsTheNetworks() throws {
    let moved = (
      url: "http://news.example/", status: 302,
      header: #"["Location","https://warning.example/"]"#, body: ""
    )
    let sealed = (url: "https://warning.example/", status: 200, header: "", body: Self.page.body)
    let verdict = try verdict(measurement(steps: [moved, sealed]), mark(.network))
    #expect(verdict.decisive?.mechanism == .httpBlockPage && verdict.decisive?.hop == 1)
  }

  @Test func aPageThatIsTheSameOutsideIsNotTheNetworks() throws {
    let text = measurement(steps: [Self.page], title: "No", length: 33)
    let verdict = try verdict(text, mark(.national))
    #expect(verdict.state == .down && verdict.decisive == nil)
    #expect(verdict.layers.contains { $0.rule == .blockPageOutsideToo })
  }

  @Test func aKnownAddressIsASinkhole() throws {
    let text = measurement(answer: "45.45.46.1", asn: 64502, steps: [])
    for scope in [Fingerprint.Scope.national, .network] {
      let verdict = try verdict(text, mark(scope, .dns, .full, "45.45.46.1", countries: ["YY"]))
      #expect(verdict.decisive?.mechanism == .dnsSinkhole && verdict.hasArtefact)
      #expect(
        verdict.decisive?.evidence.last
          == "fingerprint mark.\(scope.rawValue) (\(scope.rawValue), expected in YY) in dns: \"45.45.46.1\""
      )
    }
    for scope in [Fingerprint.Scope.vagueWords, .falsePositive, .product] {
      let verdict = try verdict(text, mark(scope, .dns, .full, "45.45.46.1"))
      #expect(verdict.decisive?.mechanism == .dnsWrongAddress && !verdict.hasArtefact)
    }
    let portal = try verdict(text, mark(.institution, .dns, .full, "45.45.46.1"))
    #expect(portal.state == .insufficient)
    let alias = try verdict(text, mark(.national, .dns, .full, "alias.example"))
    #expect(alias.decisive?.mechanism == .dnsSinkhole)
  }

  @Test func anAddressThatIsKnownOutsideIsNoSinkhole() throws {
    let text = measurement(steps: [Self.page], title: "No", length: 33)
    #expect(try verdict(text, mark(.national, .dns, .full, "45.45.45.1")).state == .ok)
  }

  @Test func theNameDecidesAndTheBlockPageProvesIt() throws {
    let stranger = measurement(answer: "45.45.46.1", asn: 64502, steps: [Self.page])
    let verdict = try verdict(stranger, mark(.national))
    #expect(verdict.decisive?.layer == .dns && verdict.decisive?.mechanism == .dnsWrongAddress)
    #expect(verdict.decisive?.likelihood == 0.95 && verdict.hasArtefact)
    #expect(verdict.layers.contains { $0.mechanism == .httpBlockPage })
    let unknown = try self.verdict(
      stranger.replacing(#""asn":64502"#, with: #""asn":0"#), mark(.national))
    #expect(unknown.decisive?.rule == .addressGivesBlockPage && unknown.hasArtefact)
  }

  @Test func marksOfAnotherTimeDoNotCount() throws {
    var old = mark(.national)
    old.validTo = .init(parsing: "2026-01-01")
    #expect(try verdict(measurement(steps: [Self.page], control: false), old).state != .blocked)
    old.validTo = .init(parsing: "2026-01-02")
    #expect(try verdict(measurement(steps: [Self.page], control: false), old).state == .blocked)
  }

  @Test func excerptsCannotHarmWhoReadsThem() {
    let hostile = Array("a\r\n\u{1B}[2J\u{202E}b\u{2028}".utf8) + [0xFF]
    #expect(FingerprintMatch.excerpt(hostile) == "a   [2J b \u{FFFD}")
    let long = FingerprintMatch.excerpt(Array(repeating: UInt8(ascii: "x"), count: 5000))
    #expect(long.unicodeScalars.count == 101)
  }

  // MARK: Certificates

  /// DER of a certificate with these names and nothing else of use.
  static func certificate(subject: String, issuer: String) -> [UInt8] {
    func value(_ tag: UInt8, _ parts: [UInt8]...) -> [UInt8] {
      let bytes = Array(parts.joined())
      let length: [UInt8] =
        bytes.count < 0x80
        ? [UInt8(bytes.count)] : [0x82, UInt8(bytes.count >> 8), UInt8(bytes.count & 255)]
      return [tag] + length + bytes
    }
    func name(_ text: String) -> [UInt8] {
      let organisation = value(
        0x31, value(0x30, value(6, [0x55, 4, 0x0A]), value(0x13, Array("Org".utf8))))
      let common = value(
        0x31, value(0x30, value(6, [0x55, 4, 3]), value(0x0C, Array(text.utf8))))
      return value(0x30, organisation, text.isEmpty ? [] : common)
    }
    let body = value(
      0x30, value(0xA0, value(2, [2])), value(2, [1, 2, 3]), value(0x30, value(6, [42, 3])),
      name(issuer), value(0x30), name(subject), Array(repeating: 0, count: 200))
    return value(0x30, body)
  }

  @Test func namesInCertificatesAreRead() throws {
    let der = Self.certificate(subject: "news.example", issuer: "Wall CA")
    let names = try #require(CertificateNames(der))
    #expect(names.subject == "news.example" && names.issuer == "Wall CA")
    #expect(CertificateNames(Self.certificate(subject: "", issuer: ""))?.subject == "Org")
  }

  @Test func brokenCertificatesAreNone() {
    let der = Self.certificate(subject: "news.example", issuer: "Wall CA")
    #expect(
      CertificateNames([]) == nil && CertificateNames([0x30, 0x84, 255, 255, 255, 255]) == nil)
    for count in 0..<der.count { #expect(CertificateNames(Array(der.prefix(count))) == nil) }
    var random = SplitMix(state: 9)
    for _ in 0..<3000 {
      var bytes = der
      for _ in 0..<3 {
        bytes[Int(random.next() % UInt64(der.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      #expect(CertificateNames(bytes).map { $0.subject.count <= 200 } ?? true)
    }
  }

  @Test(arguments: [
    (Fingerprint.Scope.network, LayerState.blocked), (.product, .blocked),
    (.institution, .insufficient), (.vagueWords, .insufficient),
  ])
  func aCertificateOfAKnownFilterIsProof(scope: Fingerprint.Scope, state: LayerState) throws {
    let der = Base64.text(Self.certificate(subject: "news.example", issuer: "Wall CA"))
    let handshake =
      #","tls_handshakes":[{"address":"45.45.45.1:443","server_name":"news.example","failure":"ssl_unknown_authority","peer_certificates":[{"format":"base64","data":"\#(der)"}]}]"#
    let text = measurement(steps: [], control: false, more: handshake).replacing(
      #""input":"http:"#, with: #""input":"https:"#)
    let verdict = try verdict(text, mark(scope, .certificateIssuer, .prefix, "Wall"))
    #expect(verdict.state == state, "\(verdict.layers)")
    #expect(verdict.hasArtefact == (state == .blocked))
    if state == .blocked { #expect(verdict.decisive?.mechanism == .tlsMiddleboxCertificate) }
  }
}

@Suite("Marks on measurements from the field")
struct FieldMarkTests {
  /// The shipped set and OONI's; `nil` where the latter does not lie beside the repository.
  private static let set: FingerprintSet? = {
    let names = ["fingerprints_dns.csv", "fingerprints_http.csv"]
    let lists = names.compactMap { try? FieldFingerprintTests.list($0) }
    guard lists.count == names.count else { return nil }
    return FingerprintSet.shipped.adding(lists.flatMap(\.fingerprints))
  }()

  @Test func whatOONIConfirmedIsConfirmed() throws {
    guard let set = Self.set else { return }
    var reader = MeasurementReader()
    var confirmed: [String] = []
    let paths = Field.files("raw-measurements") + Field.files("single-measurements")
    for path in paths where path.contains(".json") {
      guard let measurement = reader.read(try Field.bytes(path)).measurement,
        case .web(let web) = measurement.test
      else { continue }
      let verdict = WebJudge(fingerprints: set).verdict(on: web, measurement)
      if verdict.hasArtefact { confirmed.append(path) }
    }
    for part in ["01202003039e13e3e38be1918d3a64c2ec27ea22", "web_connectivity_ir_fp", "802678_ID"]
    {
      #expect(confirmed.contains { $0.contains(part) }, "\(part)")
    }
    #expect(confirmed.count == 3)
  }

  @Test(arguments: ScenarioTests.truths.keys.sorted())
  func foreignSetsChangeNoScenario(name: String) throws {
    let path = "\(Field.root)/web-connectivity-scenarios/\(name)/measurement.json"
    guard FileManager.default.fileExists(atPath: path), let set = Self.set else { return }
    var reader = MeasurementReader()
    let measurement = try #require(reader.read(try Field.bytes(path)).measurement)
    guard case .web(let web) = measurement.test else { return }
    let verdict = WebJudge(fingerprints: set).verdict(on: web, measurement)
    let truth = try #require(ScenarioTests.truths[name])
    let text = Comment(rawValue: verdict.layers.map { "\($0)" }.joined(separator: "\n"))
    #expect(verdict.state == truth.state, text)
    #expect(verdict.decisive?.layer == truth.layer, text)
  }
}
