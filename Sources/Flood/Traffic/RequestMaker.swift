internal import Signals

/// Makes numbers of a line's pieces: hashes under a key, and what the line tells of the request.
struct RequestMaker {
  let hash: KeyedHash
  /// Entries of ``forwarded`` that were added by servers one trusts, counted from the right; 0: the list is not looked at.
  let trustedProxies: Int
  /// What agents' texts say, by their hash: the same few come again and again.
  private var agents = [(hash: UInt64, traits: RequestTraits)](repeating: (0, []), count: 1 << 12)

  init(_ hash: KeyedHash, trustedProxies: Int) {
    self.hash = hash
    self.trustedProxies = trustedProxies
  }

  @inline(__always)
  mutating func make(_ record: LogRecord, into request: inout Request) {
    request.milliseconds = record.milliseconds
    request.status = record.status
    request.bytes = record.bytes
    request.seconds = record.seconds
    request.method = record.method
    request.version = record.version
    let client = trustedProxies > 0 ? forwardedClient(record) : record.client
    let address =
      ClientAddress(client) ?? ClientAddress(named: hash(client.start, count: client.count))
    request.client = address
    request.clientHash = hash(address.high, address.low)

    var traits: RequestTraits = []
    if record.agent.isEmpty {
      request.agent = 0
      traits.insert(.noAgent)
    } else {
      let agent = hash(record.agent.start, count: record.agent.count)
      request.agent = agent
      let place = Int(truncatingIfNeeded: agent) & 0xFFF
      if agents[place].hash != agent {
        agents[place] = (agent, DeclaredAgents.traits(record.agent))
      }
      traits.formUnion(agents[place].traits)
    }

    var path = record.path
    if PathClass.isAsset(path) {
      traits.insert(.asset)
    } else {
      if let cut = path.place(of: 0x3B) { path = Self.withoutSession(path, cut) }
      traits.insert(PathClass.isFeed(path) ? .feed : .page)
    }
    request.path = hash(path.start, count: path.count)
    request.section = section(path)
    if record.query.isEmpty {
      request.query = 0
    } else {
      traits.insert(.query)
      request.query = queryHash(record.query, request.path)
    }

    request.referrerPath = 0
    if record.referrer.isEmpty {
      traits.insert(.noReferrer)
      request.referrerHost = 0
    } else if let host = Self.host(ofAddress: record.referrer) {
      request.referrerHost = hostHash(host)
      let path = Piece(host.end, to: record.referrer.end)
      if path.count > 1 {
        let end = path.place(of: 0x3F) ?? path.count
        request.referrerPath = hash(path.start, count: end)
      }
    } else {
      request.referrerHost = 1
    }
    request.host = record.host.isEmpty ? 0 : hostHash(record.host)
    traits.formUnion(Self.answer(record))
    switch record.method {
    case .post, .put, .patch, .delete:
      traits.insert(.post)
      if PathClass.isSignIn(path) { traits.insert(.login) }
    case .head, .options: traits.insert(.asks)
    default: break
    }
    request.traits = traits
  }

  @inline(__always)
  private static func answer(_ record: LogRecord) -> RequestTraits {
    switch record.status {
    case 200..<300, 304: .served
    case 403, 404, 405, 410: .refused
    case 400, 408, 444, 460: .slow
    case 499: record.seconds > 20 ? [.failed, .slow] : .failed
    case 429, 500..<600: .failed
    default: []
    }
  }

  /// The path's first part; a part of digits is as good as any other.
  @inline(__always)
  private func section(_ path: Piece) -> UInt64 {
    guard path.count > 1 else { return 1 }
    let end = path.place(of: 0x2F, from: 1) ?? path.count
    if end == path.count { return 2 }
    if path[1] &- 0x30 < 10, path[end - 1] &- 0x30 < 10 { return 3 }
    return hash(path.start, count: end)
  }

  /// Whoever a chain of proxies says asked: the rightmost address that no trusted proxy added.
  private func forwardedClient(_ record: LogRecord) -> Piece {
    guard !record.forwarded.isEmpty else { return record.client }
    var list = record.forwarded
    for _ in 1..<trustedProxies {
      guard let comma = Self.lastComma(list) else { break }
      list = list.prefix(comma)
    }
    if let comma = Self.lastComma(list) { list = list.dropFirst(comma + 1) }
    while !list.isEmpty, list[0] == 0x20 { list = list.dropFirst(1) }
    return list.isEmpty ? record.client : list
  }

  private static func lastComma(_ list: Piece) -> Int? {
    var place = list.count - 1
    while place >= 0 {
      if list[place] == 0x2C { return place }
      place -= 1
    }
    return nil
  }

  private static func withoutSession(_ path: Piece, _ cut: Int) -> Piece {
    path.dropFirst(cut).starts(with: ";jsessionid=") ? path.prefix(cut) : path
  }

  /// A query's hash with its path's, without what a click adds. A query of such marks only is none.
  private func queryHash(_ query: Piece, _ path: UInt64) -> UInt64 {
    var rest = query
    if let fragment = rest.place(of: 0x23) { rest = rest.prefix(fragment) }
    var value = path
    var hasAny = false
    while !rest.isEmpty {
      let end = rest.place(of: 0x26) ?? rest.count
      let field = rest.prefix(end)
      rest = rest.dropFirst(end + 1)
      if field.isEmpty || PathClass.isClickMark(field) { continue }
      hasAny = true
      value = hash(value, hash(field.start, count: field.count))
    }
    return hasAny ? value | 1 : 0
  }

  /// The host in an address: what stands between the two slashes and the next.
  @inline(__always)
  static func host(ofAddress text: Piece) -> Piece? {
    guard text.count > 8 else { return nil }
    var from = 0
    if text[4] == 0x3A, text[5] == 0x2F {
      from = 7
    } else if text[5] == 0x3A, text[6] == 0x2F {
      from = 8
    } else {
      guard let mark = text.place(of: 0x3A), mark + 3 < text.count, text[mark + 1] == 0x2F else {
        return nil
      }
      from = mark + 3
    }
    let rest = text.dropFirst(from)
    return rest.prefix(rest.place(of: 0x2F) ?? rest.count)
  }

  /// The hash of a site's name without its port and without `www.`.
  @inline(__always)
  func hostHash(_ host: Piece) -> UInt64 {
    var name = host
    if name.count > 4, name[0] == 0x77, name[1] == 0x77, name[2] == 0x77, name[3] == 0x2E {
      name = name.dropFirst(4)
    }
    if name.count > 3, name[name.count - 1] &- 0x30 < 10, let colon = name.place(of: 0x3A) {
      name = name.prefix(colon)
    }
    return hash(name.start, count: name.count) | 2
  }
}
