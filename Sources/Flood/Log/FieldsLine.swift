/// Takes lines of the W3C extended log format apart (IIS, CloudFront): a line `#Fields:` says what stands where.
struct FieldsLine {
  enum Field: UInt8 {
    case skipped, date, time, timestamp, client, method, stem, query, status, bytes, referrer, agent
    case host, version, taken, forwarded, tls
  }

  private static let names: [String: Field] = [
    "date": .date, "time": .time, "timestamp": .timestamp, "timestamp(ms)": .timestamp,
    "c-ip": .client,
    "cs-method": .method, "cs-uri-stem": .stem, "cs-uri": .stem, "cs-uri-query": .query,
    "sc-status": .status, "sc-bytes": .bytes, "cs(referer)": .referrer, "cs(user-agent)": .agent,
    "cs-host": .host, "cs(host)": .host, "x-host-header": .host, "cs-version": .version,
    "cs-protocol-version": .version, "time-taken": .taken, "x-forwarded-for": .forwarded,
    "ssl-cipher": .tls,
  ]

  var clock = LogClock()
  private(set) var fields: [Field] = []
  private var takenScale: Double = 1
  private let scratch = ScratchBytes(capacity: 1 << 17)
  private let stamp = ScratchBytes(capacity: 64)

  /// Whether the line is a directive; `#Fields:` is obeyed.
  mutating func obeys(_ line: Piece) -> Bool {
    guard line.count > 0, line[0] == 0x23 else { return false }
    guard line.starts(with: "#Fields:") else { return true }
    let text = String(decoding: line.dropFirst(8).prefix(4_096).bytes, as: UTF8.self)
    fields = text.split { $0 == " " || $0 == "\t" || $0 == "\r" }.map {
      Self.names[$0.lowercased()] ?? .skipped
    }
    // CloudFront gives seconds with a fraction, IIS thousandths.
    takenScale = text.contains("x-edge-location") ? 1 : 0.001
    return true
  }

  mutating func read(_ line: Piece, into record: inout LogRecord) -> LineFault? {
    guard !fields.isEmpty else { return .shape }
    scratch.reset()
    stamp.reset()
    let separator: UInt8 = line.place(of: 0x09) != nil ? 0x09 : 0x20
    var (date, time): (Piece?, Piece?) = (nil, nil)
    var (from, column) = (0, 0)
    while from <= line.count, column < fields.count {
      // A field in quotation marks may hold separators.
      var end = line.place(of: separator, from: from) ?? line.count
      var field = Piece(line.start + from, count: end - from)
      if field.count > 0, field[0] == 0x22, let close = line.place(of: 0x22, from: from + 1) {
        field = Piece(line.start + from + 1, count: close - from - 1)
        end = close + 1
      }
      switch fields[column] {
      case .skipped: break
      case .date: date = field
      case .time: time = field
      case .timestamp: record.milliseconds = LogClock.epoch(field) ?? 0
      case .client: record.client = field.orNone
      case .method: record.method = LogRecord.method(field) ?? .none
      case .stem: record.takeTarget(field)
      case .query: if !field.isAbsent { record.query = field }
      case .status: record.status = UInt16(clamping: field.number ?? 0)
      case .bytes: record.bytes = UInt32(clamping: field.number ?? 0)
      case .referrer: record.referrer = scratch.plain(field.orNone)
      case .agent: record.agent = scratch.plain(field.orNone)
      case .host: record.host = field.orNone
      case .version: record.version = JSONLine.version(field)
      case .taken: record.seconds = field.decimal.map { Float($0 * takenScale) } ?? -1
      case .forwarded: record.forwarded = field.orNone
      case .tls: record.tls = field.orNone
      }
      from = end + 1
      column += 1
    }
    if record.milliseconds == 0 {
      guard let date, let time, date.count == 10, time.count >= 8 else {
        return column < fields.count ? .truncated : .time
      }
      guard let moment = clock.iso(stamp.joined(date, time.prefix(12))) else { return .time }
      record.milliseconds = moment
    }
    guard column == fields.count else { return .truncated }
    return record.client.isEmpty ? .shape : nil
  }
}

extension ScratchBytes {
  /// Two texts with a T between them.
  func joined(_ one: Piece, _ other: Piece) -> Piece {
    var bytes = one.bytes
    bytes.append(0x54)
    bytes += other.bytes
    return kept(bytes)
  }

  /// A text in which plus signs stand for spaces, and per cent for what they encode, written out.
  func plain(_ text: Piece) -> Piece {
    guard text.place(of: 0x2B) != nil || text.place(of: 0x25) != nil else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var place = 0
    while place < text.count {
      let byte = text[place]
      if byte == 0x25, place + 2 < text.count, let one = digit(text[place + 1]),
        let other = digit(text[place + 2])
      {
        bytes.append(one << 4 | other)
        place += 3
      } else {
        bytes.append(byte == 0x2B ? 0x20 : byte)
        place += 1
      }
    }
    return kept(bytes)
  }

  private func digit(_ byte: UInt8) -> UInt8? {
    switch Piece.lower(byte) {
    case 0x30...0x39: byte &- 0x30
    case 0x61...0x66: Piece.lower(byte) &- 0x57
    default: nil
    }
  }
}
