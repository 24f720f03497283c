/// Takes lines of HAProxy, of Amazon's load balancers and of Banjax apart.
struct ProxyLine {
  enum Kind: Sendable, Hashable { case haproxy, balancer, banjax }

  var clock = LogClock()
  let kind: Kind

  init(_ kind: Kind) { self.kind = kind }

  mutating func read(_ line: Piece, into record: inout LogRecord) -> LineFault? {
    switch kind {
    case .haproxy: haproxy(line, into: &record)
    case .balancer: balancer(line, into: &record)
    case .banjax: banjax(line, into: &record)
    }
  }

  /// `… haproxy[31]: 192.0.2.1:33317 [06/Feb/2026:12:14:14.655] in back/server 10/0/30/69/109 200 2750 … "GET / HTTP/1.1"`:
  /// its times name no zone and are taken for UTC.
  private mutating func haproxy(_ line: Piece, into record: inout LogRecord) -> LineFault? {
    guard let bracket = line.place(of: 0x5B, from: (line.place(of: 0x5D).map { $0 + 1 }) ?? 0),
      bracket > 1
    else { return .shape }
    let text = line.dropFirst(bracket + 1)
    guard text.count > 24, text[2] == 0x2F, text[6] == 0x2F, text[11] == 0x3A, text[20] == 0x2E,
      let close = text.place(of: 0x5D), close == 24
    else { return .shape }
    var stamp = text.prefix(20).bytes
    stamp += Array(" +0000".utf8)
    let seconds = stamp.withUnsafeBufferPointer { $0.baseAddress.flatMap { clock.common($0) } }
    guard let seconds, let thousandths = Piece(text.start + 21, count: 3).number else {
      return .time
    }
    record.milliseconds = seconds * 1_000 + Int64(thousandths)
    var before = line.prefix(bracket - 1)
    while let space = before.place(of: 0x20) { before = before.dropFirst(space + 1) }
    record.client = before
    var words = Words(text.dropFirst(close + 1))
    guard words.next() != nil, words.next() != nil, let timers = words.next(),
      let status = words.next(), let bytes = words.next()
    else { return .truncated }
    // The last of the timers is all the time there was.
    var last = timers
    while let slash = last.place(of: 0x2F) { last = last.dropFirst(slash + 1) }
    if let total = last.number { record.seconds = Float(total) / 1_000 }
    record.status = UInt16(clamping: status.number ?? 0)
    record.bytes = UInt32(clamping: bytes.number ?? 0)
    guard let quote = line.place(of: 0x22, from: bracket) else { return .truncated }
    let from = line.start + quote + 1
    guard let end = CommonLine.quote(from, line.end) else {
      record.takeRequest(Piece(from, to: line.end))
      return .cutOff
    }
    record.takeRequest(Piece(from, to: end))
    return nil
  }

  /// `https 2026-07-02T22:23:00.186641Z app/lb/50dc 192.0.2.1:2817 … 200 200 34 366 "GET https://host:443/ HTTP/1.1" "agent"
  /// cipher protocol …`
  private mutating func balancer(_ line: Piece, into record: inout LogRecord) -> LineFault? {
    var words = Words(line)
    guard let type = words.next(), let time = words.next(), words.next() != nil,
      let client = words.next(), words.next() != nil
    else { return .truncated }
    guard type.count <= 5, let moment = clock.iso(time) else { return .shape }
    record.milliseconds = moment
    record.client = client
    var seconds = 0.0
    for _ in 0..<3 {
      guard let part = words.next() else { return .truncated }
      seconds += part.decimal ?? 0
    }
    record.seconds = Float(seconds)
    guard let status = words.next(), words.next() != nil, words.next() != nil,
      let sent = words.next(), let request = words.next()
    else { return .truncated }
    record.status = UInt16(clamping: status.number ?? 0)
    record.bytes = UInt32(clamping: sent.number ?? 0)
    record.takeRequest(request)
    guard let agent = words.next() else { return .cutOff }
    record.agent = agent.orNone
    if let cipher = words.next() { record.tls = cipher.orNone }
    return nil
  }

  /// `1772384400.123 192.0.2.1 GET host GET /path HTTP/1.1 agent`
  private mutating func banjax(_ line: Piece, into record: inout LogRecord) -> LineFault? {
    var words = Words(line)
    guard let time = words.next(), time.count >= 10, let moment = LogClock.epoch(time) else {
      return .shape
    }
    guard let client = words.next(), words.next() != nil, let host = words.next(),
      let method = words.next(), let target = words.next()
    else { return .truncated }
    guard ClientAddress(client) != nil, let known = LogRecord.method(method) else { return .shape }
    record.milliseconds = moment
    record.client = client
    record.host = host
    record.takeTarget(target)
    record.method = known
    if let version = words.next() { record.version = JSONLine.version(version) }
    let agent = words.rest
    record.agent = (agent.isEmpty ? agent : agent.dropFirst(1)).orNone
    return nil
  }
}

/// Words between spaces; one in quotation marks may hold spaces.
struct Words {
  private(set) var rest: Piece

  init(_ text: Piece) { rest = text }

  mutating func next() -> Piece? {
    while !rest.isEmpty, rest[0] == 0x20 { rest = rest.dropFirst(1) }
    guard !rest.isEmpty else { return nil }
    if rest[0] == 0x22 {
      guard let close = CommonLine.quote(rest.start + 1, rest.end) else { return nil }
      let word = Piece(rest.start + 1, to: close)
      rest = Piece(close + 1, to: rest.end)
      return word
    }
    let end = rest.place(of: 0x20) ?? rest.count
    let word = rest.prefix(end)
    rest = rest.dropFirst(end)
    return word
  }
}
