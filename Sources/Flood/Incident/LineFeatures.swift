internal import Signals

/// What requests of an attack may have in common.
public enum FeatureField: String, Sendable, Hashable, CaseIterable {
  /// The agent, letter by letter.
  case agent
  /// The agent's first 24 bytes, which cut-off agents share.
  case agentStart
  /// The referrer's host; `-` without one.
  case referrer
  /// HTTP's version.
  case version
  /// GET, POST and so on.
  case method
  /// The path, with numbers in it as N and long hexadecimal words as H.
  case path
  /// The query's shape.
  case query
  /// The answer's status.
  case status

  var place: Int {
    switch self {
    case .agent: 0
    case .agentStart: 1
    case .referrer: 2
    case .version: 3
    case .method: 4
    case .path: 5
    case .query: 6
    case .status: 7
    }
  }
}

/// One line kept for evidence, as features: hashes of their texts, so that lines can be compared quickly. The texts are made
/// of the line again for the few features that are told.
struct LineFeatures {
  /// The hash of each field's text, by ``FeatureField/place``.
  private let values: SIMD8<UInt64>
  let weight: Double
  let client: ClientAddress
  let query: QueryShape
  let isPingback: Bool
  let sample: SampledLine

  subscript(_ field: FeatureField) -> UInt64 { values[field.place] }

  init?(_ sample: SampledLine, weight: Double, parser: inout LineParser, hash: KeyedHash) {
    guard let texts = FeatureTexts(sample, parser: &parser) else { return nil }
    self.sample = sample
    self.weight = weight
    client = sample.request.client
    query = texts.query
    isPingback = texts.isPingback
    var values = SIMD8<UInt64>.zero
    values[FeatureField.agent.place] = sample.request.agent
    values[FeatureField.agentStart.place] = hash(texts.agentStart)
    values[FeatureField.referrer.place] = sample.request.referrerHost
    values[FeatureField.version.place] = UInt64(sample.request.version)
    values[FeatureField.method.place] = UInt64(sample.request.method.rawValue)
    values[FeatureField.path.place] = hash(texts.path)
    values[FeatureField.query.place] = UInt64(texts.query.rawValue)
    values[FeatureField.status.place] = UInt64(sample.request.status)
    self.values = values
  }

  /// The text of a field.
  func text(_ field: FeatureField, parser: inout LineParser) -> String {
    FeatureTexts(sample, parser: &parser)?.text(field, sample.request) ?? "-"
  }
}

/// A line's texts that may be told.
struct FeatureTexts {
  private let agent: [UInt8]
  private let referrer: [UInt8]
  private(set) var path: [UInt8]
  private(set) var query = QueryShape.none
  private(set) var isPingback = false

  var agentStart: [UInt8] { Array(agent.prefix(24)) }

  init?(_ sample: SampledLine, parser: inout LineParser) {
    let read = sample.line.withUnsafeBufferPointer {
      buffer -> (LogRecord, [[UInt8]], QueryShape)? in
      guard let base = buffer.baseAddress else { return nil }
      var record = LogRecord(at: base)
      let fault = parser.read(Piece(base, count: buffer.count), into: &record)
      guard fault == nil || fault == .cutOff else { return nil }
      let host = RequestMaker.host(ofAddress: record.referrer) ?? record.referrer
      return (
        record, [record.agent.bytes, host.bytes, Self.template(record.path)],
        QueryShape(record.query)
      )
    }
    guard let read else { return nil }
    (agent, referrer, path) = (read.1[0], read.1[1], read.1[2])
    query = read.2
    isPingback = agent.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { Self.pingback.areIn(Piece($0, count: buffer.count)) } ?? false
    }
  }

  private static let pingback = FoldedWords(["verifying pingback"])

  func text(_ field: FeatureField, _ request: Request) -> String {
    switch field {
    case .agent: Self.plain(agent)
    case .agentStart: Self.plain(agentStart)
    case .referrer: Self.plain(referrer)
    case .path: Self.plain(path)
    case .version: request.version == 0 ? "-" : "\(request.version / 10).\(request.version % 10)"
    case .method: "\(request.method)".uppercased()
    case .query: query.text
    case .status: "\(request.status)"
    }
  }

  private static func plain(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress, !bytes.isEmpty else { return "-" }
      return ChunkReader.excerpt(Piece(start, count: buffer.count), longest: 256)
    }
  }

  /// A path in which runs of two digits or more are N, and hexadecimal words of eight or more H.
  static func template(_ path: Piece) -> [UInt8] {
    var out: [UInt8] = []
    var place = 0
    let count = min(path.count, 200)
    while place < count {
      var end = place
      var (digits, letters) = (0, 0)
      while end < count {
        let byte = path[end]
        if byte &- 0x30 < 10 {
          digits += 1
        } else if (0x61...0x66).contains(byte) {
          letters += 1
        } else {
          break
        }
        end += 1
      }
      if letters == 0, digits >= 2 {
        out.append(0x4E)
        place = end
      } else if digits > 0, digits + letters >= 8 {
        out.append(0x48)
        place = end
      } else {
        end = max(end, place + 1)
        for index in place..<end { out.append(path[index]) }
        place = end
      }
    }
    return out
  }
}

/// What a query looks like.
enum QueryShape: UInt8, Sendable {
  case none, digits, pair, search, hex, words, other

  var text: String {
    switch self {
    case .none: "-"
    case .digits: "?digits"
    case .pair: "?N=N"
    case .search: "?search"
    case .hex: "?k=hex"
    case .words: "?k=word"
    case .other: "?other"
    }
  }

  init(_ query: Piece) {
    guard !query.isEmpty else {
      self = .none
      return
    }
    if query.number != nil || (query.count < 24 && Self.all(query, Self.isDigit)) {
      self = .digits
      return
    }
    let mark = query.place(of: 0x3D) ?? query.count
    let name = query.prefix(mark)
    let value = query.dropFirst(mark + 1)
    if Self.all(name, Self.isDigit), Self.all(value, Self.isDigit) {
      self = .pair
    } else if ["s", "q", "search", "query", "keyword", "keywords", "tim-kiem"].contains(
      String(decoding: name.prefix(16).bytes, as: UTF8.self))
    {
      self = .search
    } else if value.count >= 6, Self.all(value, Self.isHex) {
      self = .hex
    } else if Self.all(value, Self.isLetter) {
      self = .words
    } else {
      self = .other
    }
  }

  private static func all(_ piece: Piece, _ test: (UInt8) -> Bool) -> Bool {
    guard !piece.isEmpty else { return false }
    for place in 0..<piece.count where !test(piece[place]) { return false }
    return true
  }
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  private static func isHex(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (0x61...0x66).contains(byte | 0x20)
  }
  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D
  }
}
