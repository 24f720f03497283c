/// Whether a response comes from the site's own shield and not from the network.
enum ServerAnswer {
  /// A page that asks for proof of being human.
  static func isChallenge(_ exchange: WebMeasurement.Exchange) -> Bool {
    guard let status = exchange.status, [403, 429, 503].contains(status), isOfShield(exchange)
    else { return false }
    let title = PageTitle.of(exchange.text) ?? ""
    let words = ["Just a moment", "Attention Required", "Access denied", "DDoS", "Checking your"]
    return exchange.headers.contains { $0.name == "cf-mitigated" }
      || words.contains { title.contains($0) } || status == 503
  }

  /// A refusal by the server: by its status, when it is the site's own server that says so.
  static func isRefusal(_ exchange: WebMeasurement.Exchange) -> Bool {
    exchange.status.map { refusals.contains($0) } ?? false
  }

  /// The statuses with which servers refuse.
  static let refusals: Set<Int> = [401, 403, 429, 451]

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

  /// Whether the server says that it has no page to give: that it is not there, or that something
  /// behind it is broken.
  static func isError(_ status: Int) -> Bool { status >= 400 }

  /// Whether something is broken at the site, its gateway or its delivery network.
  static func isBroken(_ status: Int) -> Bool { status >= 500 }
}
