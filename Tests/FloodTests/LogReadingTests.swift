import Signals
import Testing

@testable import Flood

@Suite("Reading logs")
struct LogReadingTests {
  static let hash = KeyedHash(key: (3, 4))

  static func read(_ text: String, _ options: LogReadingOptions? = nil) -> (
    chunk: LogChunk, format: LogFormat?
  ) {
    let bytes = Array(text.utf8)
    var chunk = LogChunk()
    var found: LogFormat?
    bytes.withUnsafeBytes { buffer in
      found = LogFormat.detect(buffer)
      var reader = ChunkReader(options ?? LogReadingOptions(hash: hash), format: found ?? .common)
      reader.read(buffer, into: &chunk)
    }
    return (chunk, found)
  }

  /// One request in many shapes is one request.
  @Test(arguments: [
    (
      LogFormat.common,
      #"240.0.0.7 - - [02/Mar/2026:07:00:05 +0700] "GET /tin/1?a=b HTTP/1.1" 200 512 "https://tim.example/x" "Mozilla/5.0 (X11)""#
    ),
    (
      .common,
      #"toa-soan.example:443 240.0.0.7 - an nguyen [02/Mar/2026:00:00:05 +0000] "GET /tin/1?a=b HTTP/1.1" 200 512 "https://tim.example/x" "Mozilla/5.0 (X11)" 0.123"#
    ),
    (
      .common,
      #"Mar  2 00:00:05 web nginx[2869]: 240.0.0.7 - - [02/Mar/2026:00:00:05 +0000] "GET /tin/1?a=b HTTP/1.1" 200 512 "https://tim.example/x" "Mozilla/5.0 (X11)""#
    ),
    (
      .common,
      #"240.0.0.7 [02/Mar/2026:00:00:05 +0000] "GET http://toa-soan.example/tin/1?a=b HTTP/1.1" 200 512 "https://tim.example/x" "Mozilla/5.0 (X11)""#
    ),
    (
      .json,
      #"{"time":"2026-03-02T07:00:05+07:00","remote_addr":"240.0.0.7","request":"GET /tin/1?a=b HTTP/1.1","status":200,"body_bytes_sent":512,"http_referer":"https:\/\/tim.example\/x","http_user_agent":"Mozilla/5.0 (X11)"}"#
    ),
    (
      .json,
      #"{"level":"info","ts":1772409605.0,"request":{"remote_ip":"240.0.0.7","proto":"HTTP/1.1","method":"GET","host":"toa-soan.example","uri":"/tin/1?a=b","headers":{"User-Agent":["Mozilla/5.0 (X11)"],"Referer":["https://tim.example/x"]}},"duration":0.01,"size":512,"status":200}"#
    ),
    (
      .json,
      #"{"ClientIP":"240.0.0.7","ClientRequestHost":"toa-soan.example","ClientRequestMethod":"GET","ClientRequestPath":"/tin/1","ClientRequestURI":"/tin/1?a=b","EdgeStartTimestamp":1772409605000000000,"EdgeResponseStatus":200,"EdgeResponseBytes":512,"ClientRequestUserAgent":"Mozilla/5.0 (X11)","ClientRequestReferer":"https://tim.example/x","ClientRequestProtocol":"HTTP/1.1"}"#
    ),
    (
      .json,
      #"2026-03-02T00:00:05.1Z stdout F {"StartUTC":"2026-03-02T00:00:05.0Z","ClientHost":"240.0.0.7","RequestMethod":"GET","RequestPath":"/tin/1?a=b","RequestProtocol":"HTTP/1.1","DownstreamStatus":200,"DownstreamContentSize":512,"Duration":357313,"request_User-Agent":"Mozilla/5.0 (X11)","request_Referer":"https://tim.example/x"}"#
    ),
    (
      .fields,
      "#Fields: date time cs-method cs-uri-stem cs-uri-query c-ip cs(User-Agent) cs(Referer) cs-version sc-status sc-bytes\n2026-03-02 00:00:05 GET /tin/1 a=b 240.0.0.7 Mozilla/5.0+(X11) https://tim.example/x HTTP/1.1 200 512"
    ),
    (
      .balancer,
      #"https 2026-03-02T00:00:05.000000Z app/lb/50dc 240.0.0.7:2817 10.0.0.1:80 0.0 0.048 0.037 200 200 34 512 "GET https://toa-soan.example:443/tin/1?a=b HTTP/1.1" "Mozilla/5.0 (X11)" ECDHE TLSv1.2"#
    ),
    (
      .banjax,
      "1772409605.000 240.0.0.7 GET toa-soan.example GET /tin/1?a=b HTTP/1.1 Mozilla/5.0 (X11)"
    ),
    (
      .haproxy,
      #"Mar  2 00:00:05 lb haproxy[31]: 240.0.0.7:33317 [02/Mar/2026:00:00:05.000] in back/srv1 10/0/30/69/109 200 512 - - ---- 1/1/1/1/0 0/0 "GET /tin/1?a=b HTTP/1.1""#
    ),
  ])
  func oneRequestInManyShapes(format: LogFormat, text: String) throws {
    let (chunk, found) = Self.read(text + "\n")
    #expect(found == format)
    #expect(chunk.faults.total == 0)
    let request = try #require(chunk.requests.first)
    #expect(chunk.requests.count == 1)
    #expect(request.milliseconds == 1_772_409_605_000)
    #expect(request.client == ClientAddress("240.0.0.7"))
    if format != .banjax { #expect(request.status == 200) }
    #expect(request.method == .get)
    #expect(request.version == 11)
    let plain = try #require(
      Self.read(
        #"240.0.0.7 - - [02/Mar/2026:07:00:05 +0700] "GET /tin/1?a=b HTTP/1.1" 200 512 "https://tim.example/x" "Mozilla/5.0 (X11)""#
          + "\n"
      ).chunk.requests.first)
    #expect(request.path == plain.path && request.query == plain.query)
    if format != .haproxy { #expect(request.agent == plain.agent) }
    if format != .haproxy, format != .banjax, format != .balancer {
      #expect(request.referrerHost == plain.referrerHost)
    }
  }

  @Test func damagedLinesAreCountedAndLocated() {
    let good =
      #"240.0.0.7 - - [02/Mar/2026:07:00:05 +0700] "GET / HTTP/1.1" 200 512 "-" "Mozilla/5.0""#
    let lines = [
      good, "", String(good.prefix(30)), String(good.prefix(good.count - 5)), good + good,
      "\0\0\0\0" + good,
      #"240.0.0.7 - - [02/Mar/2026:07:00:05 +0700] "\x16\x03\x01" 400 0 "-" "-""#,
      "not a log line, but a longer sentence that stands in it by mistake somehow",
      good + String(repeating: "A", count: 70_000),
    ]
    let (chunk, _) = Self.read(lines.joined(separator: "\n") + "\n")
    #expect(chunk.lines == lines.count)
    let faults = chunk.faults
    #expect(faults[.blank] == 1 && faults.places(.blank).first?.line == 2)
    #expect(faults[.truncated] == 1 && faults.places(.truncated).first?.byte == good.utf8.count + 2)
    #expect(faults[.cutOff] == 1)
    #expect(faults[.glued] == 1)
    #expect(faults[.zeros] == 1)
    #expect(faults[.shape] == 1)
    #expect(faults[.oversize] == 1)
    // The first, the one cut off, two that were glued, the one behind zeros, the binary one.
    #expect(chunk.requests.count >= 6)
    #expect(faults.rejected == 4)
  }

  @Test(arguments: [
    ("240.0.0.1", "240.0.0.1"), ("::ffff:240.0.0.1", "240.0.0.1"), ("[3fff::1]:443", "3fff::1"),
    ("240.0.0.1:8080", "240.0.0.1"), ("3fff:0:0:1:0:0:0:1", "3fff:0:0:1::1"),
    ("fe80::1%eth0", "fe80::1"),
  ])
  func addressesHaveOneSpelling(text: String, told: String) {
    #expect(ClientAddress(text)?.description == told)
  }

  @Test(arguments: [
    "1.2.3", "1.2.3.4.5", "256.1.1.1", "unix:", "unknown", "1::2::3", "16:13:46", "", "12345::",
  ])
  func whatIsNoAddressIsNone(text: String) { #expect(ClientAddress(text) == nil) }

  @Test func onlyTheTrustedPartOfAListOfAddressesIsBelieved() {
    let line =
      #"10.0.0.1 - - [02/Mar/2026:07:00:05 +0700] "GET / HTTP/1.1" 200 512 "-" "Mozilla/5.0" "6.6.6.6, 240.0.0.9, 10.0.0.2""#
    var options = LogReadingOptions(hash: Self.hash)
    #expect(
      Self.read(line + "\n", options).chunk.requests.first?.client == ClientAddress("10.0.0.1"))
    options.trustedProxies = 2
    #expect(
      Self.read(line + "\n", options).chunk.requests.first?.client == ClientAddress("240.0.0.9"))
  }

  @Test func marksThatAClickAddsAreNoQuery() throws {
    let queries = [
      "fbclid=IwAR0", "utm_source=zalo&utm_medium=x", "gclid=7", "a=1&fbclid=IwAR1", "a=1", "a=2",
    ]
    let text = queries.map {
      #"240.0.0.7 - - [02/Mar/2026:07:00:05 +0700] "GET /?"# + $0
        + #" HTTP/1.1" 200 512 "-" "Mozilla/5.0""#
    }.joined(separator: "\n")
    let hashes = Self.read(text + "\n").chunk.requests.map(\.query)
    #expect(hashes[0] == 0 && hashes[1] == 0 && hashes[2] == 0)
    #expect(hashes[3] == hashes[4] && hashes[4] != hashes[5])
  }

  @Test(arguments: [
    ("/a/style.css?ver=6", RequestTraits.asset), ("/x.woff2", .asset), ("/anh.JPEG", .asset),
    ("/feed/", .feed),
    ("/tin.rss", .feed), ("/bai.pdf", .page), ("/", .page), ("/2026/03/x.html", .page),
    ("/.css/x", .page),
  ])
  func pathsTellWhatIsAsked(path: String, trait: RequestTraits) {
    let line =
      #"240.0.0.7 - - [02/Mar/2026:07:00:05 +0700] "GET "# + path
      + #" HTTP/1.1" 200 512 "-" "Mozilla/5.0""#
    #expect(Self.read(line + "\n").chunk.requests.first?.traits.contains(trait) == true)
  }

  @Test(arguments: [
    ("Mozilla/5.0 (compatible; Googlebot/2.1)", true), ("facebookexternalhit/1.1", true),
    ("WhatsApp/2.2", true),
    ("Mozilla/5.0 (Linux; Android 9; CUBOT NOTE)", false),
    ("WordPress/5.1; http://a.example; verifying pingback from 1.2.3.4", false),
    ("Mozilla/5.0 (X11; Linux x86_64) Firefox/120.0", false),
  ])
  func crawlersSayThatTheyAre(agent: String, isHerd: Bool) {
    let line =
      #"240.0.0.7 - - [02/Mar/2026:07:00:05 +0700] "GET / HTTP/1.1" 200 512 "-" ""# + agent + #"""#
    #expect(Self.read(line + "\n").chunk.requests.first?.traits.contains(.herd) == isHerd)
  }

  @Test(arguments: [
    ("2026-03-02T00:00:05Z", 1_772_409_605_000),
    ("2026-03-02T07:00:05.250+07:00", 1_772_409_605_250),
    ("1772409605", 1_772_409_605_000), ("1772409605.5", 1_772_409_605_500),
    ("1772409605123", 1_772_409_605_123),
    ("1772409605123456", 1_772_409_605_123), ("1772409605123456789", 1_772_409_605_123),
    ("29/Feb/2024:23:59:59 -0330", 1_709_263_799_000),
  ])
  func timesInManyShapes(text: String, milliseconds: Int64) {
    var clock = LogClock()
    let bytes = Array((text + "          ").utf8)
    let read = bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { clock.any(Piece($0, count: text.utf8.count)) }
    }
    #expect(read == milliseconds)
  }
}
