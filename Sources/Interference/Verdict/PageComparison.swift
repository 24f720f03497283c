import Bytes
import Record

/// Whether a page is the one that was seen from outside (OONI's comparison, ooni/probe-cli
/// webconnectivitylte, with titles compared by letters instead of bytes).
struct PageComparison {
  let exchange: WebMeasurement.Exchange
  let control: WebMeasurement.Control.Page

  /// Headers that every other server sends.
  private static let common: Set<String> = [
    "date", "content-type", "server", "cache-control", "vary", "set-cookie", "location", "expires",
    "x-powered-by", "content-encoding", "last-modified", "accept-ranges", "pragma",
    "x-frame-options", "etag", "x-content-type-options", "age", "via", "p3p", "x-xss-protection",
    "content-language", "cf-ray", "strict-transport-security", "link", "x-varnish",
  ]

  /// Whether the two are one page: the status agrees, and length, title or headers do.
  var isMatch: Bool {
    statusMatches == true && (lengthMatches || headersMatch || titleMatches)
  }

  /// Whether so much agrees that a fingerprint on the page must be on the one outside as well.
  var isSamePage: Bool {
    exchange.status == control.status && lengthMatches && titleMatches
      && PageTitle.of(exchange.body) != nil
  }

  /// `nil` where the one outside was no success either, so that nothing follows.
  private var statusMatches: Bool? {
    guard let own = exchange.status, let other = control.status else { return nil }
    if own == other { return true }
    return other / 100 == 2 ? false : nil
  }

  private var lengthMatches: Bool {
    let own = exchange.body.count
    guard let other = control.length, own > 0, !exchange.isBodyTruncated else { return false }
    return Double(min(own, other)) / Double(max(own, other)) > 0.7
  }

  /// Whether the two share a header that not every server sends.
  var headersMatch: Bool {
    let own = Set(exchange.headers.map(\.name)).subtracting(Self.common)
    return !own.isDisjoint(with: control.headerNames)
  }

  private var titleMatches: Bool {
    guard let title = PageTitle.of(exchange.body) else { return control.title.isEmpty }
    return Self.words(title) == Self.words(control.title)
  }

  /// Words of five letters or more: shorter ones tell pages apart badly.
  private static func words(_ title: String) -> Set<String> {
    Set(
      Composition.nfc(title).lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        .filter { $0.count >= 5 })
  }
}

/// The title in the beginning of a page.
enum PageTitle {
  /// The text between the first `<title …>` and the next `<`, up to 512 bytes.
  static func of(_ body: [UInt8]) -> String? {
    let place = body.withUnsafeBufferPointer { range(in: $0) }
    return place.map { String(decoding: body[$0], as: UTF8.self) }
  }

  private static func range(in body: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    var place = 0
    while place + 7 <= body.count {
      guard body[place] == UInt8(ascii: "<"), isTag(body, at: place + 1) else {
        place += 1
        continue
      }
      guard let end = body[place...].firstIndex(of: UInt8(ascii: ">")) else { return nil }
      let text = body[(end + 1)...].prefix(512).prefix { $0 != UInt8(ascii: "<") }
      return text.isEmpty ? nil : text.startIndex..<text.endIndex
    }
    return nil
  }

  private static func isTag(_ body: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    guard body[place] | 0x20 == UInt8(ascii: "t"), body[place + 1] | 0x20 == UInt8(ascii: "i"),
      body[place + 2] | 0x20 == UInt8(ascii: "t"), body[place + 3] | 0x20 == UInt8(ascii: "l"),
      body[place + 4] | 0x20 == UInt8(ascii: "e")
    else { return false }
    let next = body[place + 5]
    return next == UInt8(ascii: ">") || next == 0x20 || next == 0x0A || next == 0x09
  }
}

/// Whether a response comes from the site's own shield and not from the network.
enum ServerAnswer {
  /// A page that asks for proof of being human.
  static func isChallenge(_ exchange: WebMeasurement.Exchange) -> Bool {
    guard let status = exchange.status, [403, 429, 503].contains(status), isOfShield(exchange)
    else { return false }
    let title = PageTitle.of(exchange.body) ?? ""
    let words = ["Just a moment", "Attention Required", "Access denied", "DDoS", "Checking your"]
    return exchange.headers.contains { $0.name == "cf-mitigated" }
      || words.contains { title.contains($0) } || status == 503
  }

  /// A refusal by the server: by its status, when it is the site's own server that says so.
  static func isRefusal(_ exchange: WebMeasurement.Exchange) -> Bool {
    exchange.status.map { [401, 403, 429, 451].contains($0) } ?? false
  }

  /// Whether a large host of sites answered, by the marks that it leaves.
  static func isOfShield(_ exchange: WebMeasurement.Exchange) -> Bool {
    exchange.headers.contains { header in
      switch header.name {
      case "cf-ray", "x-amz-cf-id", "x-sucuri-id", "x-iinfo", "x-akamai-request-id": true
      case "server":
        ["cloudflare", "akamaighost", "ddos-guard", "cloudfront"].contains(
          header.value.lowercased())
      default: false
      }
    }
  }
}
