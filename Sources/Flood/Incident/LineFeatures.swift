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

/// Numbers for texts, so that lines can be compared by numbers.
struct FeatureTexts {
  private var numbers: [String: Int32] = [:]
  private(set) var texts: [String] = []

  mutating func number(_ text: String) -> Int32 {
    if let known = numbers[text] { return known }
    let number = Int32(texts.count)
    numbers[text] = number
    texts.append(text)
    return number
  }

  /// The number of a text that was seen.
  func known(_ text: String) -> Int32? { numbers[text] }
}

/// One line kept for evidence, as features.
struct LineFeatures {
  /// The number of each field's text, in the order of ``FeatureField/allCases``.
  private(set) var values: [Int32]
  let weight: Double
  let client: ClientAddress
  let query: QueryShape
  let isPingback: Bool

  subscript(_ field: FeatureField) -> Int32 { values[field.place] }

  init?(
    _ sample: SampledLine, weight: Double, parser: inout LineParser, texts: inout FeatureTexts
  ) {
    self.weight = weight
    let request = sample.request
    client = request.client
    var found = [Int32](repeating: 0, count: FeatureField.allCases.count)
    var shape = QueryShape.none
    var isPingback = false
    let isRead = sample.line.withUnsafeBufferPointer { buffer -> Bool in
      guard let base = buffer.baseAddress else { return false }
      let line = Piece(base, count: buffer.count)
      var record = LogRecord(at: base)
      let fault = parser.read(line, into: &record)
      guard fault == nil || fault == .cutOff else { return false }
      shape = QueryShape(record.query)
      let agent = Self.text(record.agent)
      isPingback = agent.contains("verifying pingback")
      let host = RequestMaker.host(ofAddress: record.referrer) ?? record.referrer
      found[FeatureField.agent.place] = texts.number(agent)
      found[FeatureField.agentStart.place] = texts.number(Self.text(record.agent.prefix(24)))
      found[FeatureField.referrer.place] = texts.number(Self.text(host))
      found[FeatureField.path.place] = texts.number(Self.template(record.path))
      return true
    }
    guard isRead else { return nil }
    let version = request.version == 0 ? "-" : "\(request.version / 10).\(request.version % 10)"
    found[FeatureField.query.place] = texts.number(shape.rawValue)
    found[FeatureField.version.place] = texts.number(version)
    found[FeatureField.method.place] = texts.number("\(request.method)".uppercased())
    found[FeatureField.status.place] = texts.number("\(request.status)")
    values = found
    query = shape
    self.isPingback = isPingback
  }

  private static func text(_ piece: Piece) -> String {
    piece.isEmpty ? "-" : ChunkReader.excerpt(piece, longest: 256)
  }

  /// A path in which runs of two digits or more are N, and hexadecimal words of eight or more H.
  static func template(_ path: Piece) -> String {
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
    return out.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { ChunkReader.excerpt(Piece($0, count: buffer.count), longest: 200) }
        ?? "-"
    }
  }
}

/// What a query looks like.
enum QueryShape: String {
  case none = "-"
  case digits = "?digits"
  case pair = "?N=N"
  case search = "?search"
  case hex = "?k=hex"
  case words = "?k=word"
  case other = "?other"

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
