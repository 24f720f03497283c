import func Glibc.memchr

/// Reads a line of JSON for the few members that say something about a request, whatever their order and however deep
/// they lie: nginx, Caddy, Traefik, Cloudflare, Envoy and Deflect name them differently.
///
/// It looks for the marks of JSON's structure only and makes no values; what stands between members nobody asked for is
/// skipped.
struct JSONLine {
  var clock = LogClock()
  /// Texts with escapes are written out here and stay until the next line.
  private let scratch: ScratchBytes
  private var names = JSONNames()
  private var uri: Piece?
  private var pathSeen: Piece?
  private var request: Piece?
  private var querySeen: Piece?
  private var times = 0

  init() { scratch = ScratchBytes(capacity: 1 << 17) }

  mutating func read(_ line: Piece, into record: inout LogRecord) -> LineFault? {
    scratch.reset()
    (uri, pathSeen, request, querySeen, times) = (nil, nil, nil, nil, 0)
    // What container runtimes put in front of each line.
    guard let brace = line.place(of: 0x7B) else { return line.count < 2 ? .truncated : .shape }
    var place = line.start + brace
    let isWhole = readObject(&place, line.end, depth: 0, into: &record) != nil
    guard isWhole || (record.status != 0 && times > 0 && !record.client.isEmpty) else {
      return .truncated
    }
    if let request {
      record.takeRequest(request)
    } else if let uri = uri ?? pathSeen {
      let (method, version) = (record.method, record.version)
      record.takeTarget(uri)
      (record.method, record.version) = (method, version)
    }
    if record.query.isEmpty, let querySeen {
      record.query =
        querySeen.count > 0 && querySeen[0] == 0x3F ? querySeen.dropFirst(1) : querySeen
    }
    guard times > 0 else { return .time }
    guard !record.client.isEmpty else { return .shape }
    return isWhole ? nil : .cutOff
  }

  private mutating func readObject(
    _ place: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, depth: Int,
    into record: inout LogRecord
  ) -> Bool? {
    place += 1
    while place < end {
      switch place[0] {
      case 0x7D:
        place += 1
        return true
      case 0x22:
        guard let name = Self.text(&place, end) else { return nil }
        while place < end, place[0] == 0x20 || place[0] == 0x3A { place += 1 }
        guard place < end else { return nil }
        let field = names.field(name.piece)
        guard readValue(&place, end, field, depth: depth, into: &record) != nil else { return nil }
      default: place += 1
      }
    }
    return nil
  }

  private mutating func readValue(
    _ place: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ field: JSONField,
    depth: Int, into record: inout LogRecord
  ) -> Bool? {
    switch place[0] {
    case 0x22:
      guard let text = Self.text(&place, end) else { return nil }
      if field != .none {
        take(text.hasEscapes ? scratch.unescaped(text.piece) : text.piece, field, into: &record)
      }
      return true
    case 0x7B:
      guard depth < 8 else { return skip(&place, end) }
      return readObject(&place, end, depth: depth + 1, into: &record)
    case 0x5B:
      // The first of a list stands for it: headers come as lists.
      place += 1
      while place < end, place[0] == 0x20 { place += 1 }
      guard place < end else { return nil }
      if place[0] == 0x22, field != .none {
        guard readValue(&place, end, field, depth: depth, into: &record) != nil else { return nil }
      }
      return skipList(&place, end)
    default:
      let start = place
      while place < end, place[0] != 0x2C, place[0] != 0x7D, place[0] != 0x5D, place[0] != 0x20 {
        place += 1
      }
      if field != .none { take(Piece(start, to: place), field, into: &record) }
      return true
    }
  }

  /// Skips an object or list that lies too deep.
  private func skip(_ place: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool? {
    place += 1
    return skipList(&place, end)
  }

  private func skipList(_ place: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool? {
    var depth = 1
    while place < end {
      switch place[0] {
      case 0x22: guard Self.text(&place, end) != nil else { return nil }
      case 0x5B, 0x7B:
        depth += 1
        place += 1
      case 0x5D, 0x7D:
        depth -= 1
        place += 1
        if depth == 0 { return true }
      default: place += 1
      }
    }
    return nil
  }

  /// A text in quotation marks, without them; `place` is moved behind it.
  @inline(__always)
  private static func text(
    _ place: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> (piece: Piece, hasEscapes: Bool)? {
    let start = place + 1
    guard let close = CommonLine.quote(start, end) else { return nil }
    place = close + 1
    let piece = Piece(start, to: close)
    return (piece, !piece.isEmpty && memchr(start, 0x5C, piece.count) != nil)
  }

  private mutating func take(_ text: Piece, _ field: JSONField, into record: inout LogRecord) {
    switch field {
    case .none: break
    case .time:
      // The first time wins, but for one that has no zone.
      if times == 0, let time = clock.any(text) {
        record.milliseconds = time
        times = 1
      }
    case .client: if record.client.isEmpty { record.client = text.orNone }
    case .request: if request == nil { request = text }
    case .uri: if uri == nil, !text.isEmpty { uri = text }
    case .path: if pathSeen == nil, !text.isEmpty { pathSeen = text }
    case .query: if querySeen == nil, !text.isAbsent { querySeen = text }
    case .method: if record.method == .none { record.method = LogRecord.method(text) ?? .none }
    case .version: if record.version == 0 { record.version = Self.version(text) }
    case .status: if record.status == 0 { record.status = UInt16(clamping: text.number ?? 0) }
    case .bytes: if record.bytes == 0 { record.bytes = UInt32(clamping: text.number ?? 0) }
    case .referrer: if record.referrer.isEmpty { record.referrer = text.orNone }
    case .agent: if record.agent.isEmpty { record.agent = text.orNone }
    case .host: if record.host.isEmpty { record.host = text.orNone }
    case .seconds:
      // Caddy logs seconds under the name under which Traefik logs billionths.
      if record.seconds < 0, let time = text.decimal {
        record.seconds = Float(time < 100_000 ? time : time / 1e9)
      }
    case .nanoseconds:
      if record.seconds < 0, let time = text.decimal { record.seconds = Float(time / 1e9) }
    case .milliseconds:
      if record.seconds < 0, let time = text.decimal { record.seconds = Float(time / 1e3) }
    case .forwarded: if record.forwarded.isEmpty { record.forwarded = text.orNone }
    case .tls: if record.tls.isEmpty { record.tls = text.orNone }
    }
  }

  static func version(_ text: Piece) -> UInt8 {
    let word = text.starts(with: "HTTP/") ? text.dropFirst(5) : text
    guard word.count > 0, word[0] &- 0x30 < 10 else { return 0 }
    let minor = word.count >= 3 && word[1] == 0x2E && word[2] &- 0x30 < 10 ? word[2] &- 0x30 : 0
    return (word[0] &- 0x30) &* 10 &+ minor
  }
}
