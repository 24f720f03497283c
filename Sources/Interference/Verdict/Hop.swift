/// What was seen on one step of a chain of redirects.
struct Hop {
  var depth: Int
  /// The host that was asked for; `nil` when there is no address to tell it from.
  var host: String?
  /// Whether the address asked for is https.
  var isSealed: Bool
  var queries: [WebMeasurement.Query] = []
  var connects: [WebMeasurement.Connect] = []
  var handshakes: [WebMeasurement.Handshake] = []
  var exchange: WebMeasurement.Exchange?

  /// The answers of one way of asking, without repetitions.
  func answers(_ engine: WebMeasurement.Query.Engine) -> [WebMeasurement.Answer] {
    var seen: Set<IPAddress> = []
    return queries.filter { $0.engine == engine }.flatMap(\.answers).filter {
      seen.insert($0.address).inserted
    }
  }

  /// Whether a page came over TLS, with a certificate that was checked.
  var isSealedPage: Bool {
    guard let exchange, exchange.failure == nil, exchange.status != nil,
      PageAddress(exchange.url)?.isSealed == true
    else { return false }
    return !handshakes.contains {
      $0.isUnchecked && $0.transaction == exchange.transaction && $0.transaction != nil
    }
  }

  /// Why the system's resolver gave nothing; `nil` when it gave something or was not asked.
  ///
  /// That a name has no address of version 6 is ordinary.
  var systemFailure: Failure? {
    guard answers(.system).isEmpty else { return nil }
    return queries.first { query in
      query.engine == .system && query.failure != nil
        && !(query.asksForV6 && query.failure == .dnsNoAnswer)
    }?.failure
  }

  /// Splits a measurement into its hops, by the tags of the program, and by hosts and order where
  /// it wrote none.
  static func all(of web: WebMeasurement, input: String?) -> [Hop] {
    let urls = chain(of: web, input: input)
    let deepest = max(
      urls.count - 1,
      [
        web.queries.compactMap(\.depth).max(), web.connects.compactMap(\.depth).max(),
        web.handshakes.compactMap(\.depth).max(),
      ].compactMap(\.self).max() ?? 0)
    var hops = (0...max(0, min(deepest, 64))).map { depth in
      let url = depth < urls.count ? urls[depth] : nil
      return Hop(depth: depth, host: url?.host, isSealed: url?.isSealed ?? false)
    }
    func depth(_ step: some MeasuredStep, host: String?) -> Int {
      if let depth = step.depth { return min(depth, hops.count - 1) }
      return hops.firstIndex { $0.host == host } ?? 0
    }
    for query in web.queries {
      hops[depth(query, host: PageAddress.folded(query.host))].queries.append(query)
    }
    for index in hops.indices where hops[index].host == nil {
      hops[index].host = hops[index].queries.first.map { PageAddress.folded($0.host) }
    }
    var hosts: [IPAddress: String] = [:]
    for query in web.queries {
      for answer in query.answers where hosts[answer.address] == nil {
        hosts[answer.address] = PageAddress.folded(query.host)
      }
    }
    for connect in web.connects {
      hops[depth(connect, host: hosts[connect.endpoint.address])].connects.append(connect)
    }
    for handshake in web.handshakes {
      hops[depth(handshake, host: PageAddress.folded(handshake.serverName))].handshakes.append(
        handshake)
    }
    for (index, exchange) in web.exchanges.enumerated() {
      let place = min(exchange.depth ?? index, hops.count - 1)
      if hops[place].exchange == nil { hops[place].exchange = exchange }
    }
    return hops
  }

  private static func chain(of web: WebMeasurement, input: String?) -> [PageAddress?] {
    var urls: [PageAddress?] = [input.flatMap { PageAddress($0) }]
    for (index, exchange) in web.exchanges.enumerated() {
      let place = min(exchange.depth ?? index, 64)
      while urls.count <= place { urls.append(nil) }
      urls[place] = PageAddress(exchange.url)
    }
    // A hop that was never reached is named by the redirect before it.
    if let last = web.exchanges.last, let next = last.redirect { urls.append(next) }
    return urls
  }
}

extension WebMeasurement.Exchange {
  /// The address as evidence shows it: what stands behind a question mark may be somebody's own.
  var shownURL: String {
    guard let mark = url.firstIndex(of: "?") else { return url }
    return url[..<mark] + "?…"
  }

  /// Where a response sends the reader.
  var redirect: PageAddress? {
    guard let status, [301, 302, 303, 307, 308].contains(status) else { return nil }
    return headers.first { $0.name == "location" }.flatMap { PageAddress($0.value) }
  }
}

/// What of a page's address matters here.
struct PageAddress: Hashable {
  /// In lower case, without a port.
  var host: String
  var isSealed: Bool

  /// Reads an absolute address of http or https.
  init?(_ text: String) {
    var text = text
    let parts = text.withUTF8 { Self.parts(of: $0) }
    guard let parts else { return nil }
    host = Self.folded(parts.host)
    isSealed = parts.isSealed
    guard !host.isEmpty else { return nil }
  }

  private static func parts(
    of text: UnsafeBufferPointer<UInt8>
  ) -> (host: String, isSealed: Bool)? {
    func begins(with scheme: StaticString) -> Bool {
      let letters = UnsafeBufferPointer(
        start: scheme.utf8Start, count: scheme.utf8CodeUnitCount)
      return text.count >= letters.count
        && zip(text, letters).allSatisfy { $0 == $1 || $0 | 0x20 == $1 && $1 >= 0x61 }
    }
    let isSealed = begins(with: "https://")
    guard isSealed || begins(with: "http://") else { return nil }
    var authority = text[(isSealed ? 8 : 7)...].prefix { $0 != 0x2F && $0 != 0x3F && $0 != 0x23 }
    if let at = authority.lastIndex(of: UInt8(ascii: "@")) { authority = authority[(at + 1)...] }
    if authority.first == UInt8(ascii: "["),
      let end = authority.firstIndex(of: UInt8(ascii: "]"))
    {
      authority = authority[...end]
    } else {
      authority = authority.prefix { $0 != UInt8(ascii: ":") }
    }
    return (String(decoding: authority, as: UTF8.self), isSealed)
  }

  /// A name as names are compared: in lower case, as DNS carries it, without the dot of the root.
  static func folded(_ host: String) -> String {
    let isFolded = host.utf8.allSatisfy { $0 < 0x80 && $0 &- 0x41 >= 26 }
    let lower = isFolded ? host : Punycode.ascii(host.lowercased())
    return lower.utf8.last == UInt8(ascii: ".") ? String(lower.dropLast()) : lower
  }
}
