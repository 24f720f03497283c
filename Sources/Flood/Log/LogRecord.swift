/// How a request asks.
public enum RequestMethod: UInt8, Sendable, Hashable, CaseIterable {
  /// No method could be read: an empty, binary or damaged request.
  case none
  /// GET.
  case get
  /// HEAD.
  case head
  /// POST.
  case post
  /// PUT.
  case put
  /// DELETE.
  case delete
  /// OPTIONS.
  case options
  /// PATCH.
  case patch
  /// PROPFIND, CONNECT and other words.
  case other
}

/// One line of a log, taken apart and not copied: it points into bytes that somebody else owns and is of use only inside
/// the call that handed it out.
struct LogRecord {
  /// When the request was logged, in milliseconds since 1970, UTC.
  var milliseconds: Int64 = 0
  var client: Piece
  /// Addresses that proxies have added (X-Forwarded-For).
  var forwarded: Piece
  var method = RequestMethod.none
  /// The path up to the question mark.
  var path: Piece
  /// What stands behind the question mark; none and empty are alike.
  var query: Piece
  /// 9, 10, 11, 20, 30; 0 unknown.
  var version: UInt8 = 0
  /// The answer's status; 0 unknown.
  var status: UInt16 = 0
  var bytes: UInt32 = 0
  var referrer: Piece
  var agent: Piece
  /// The site's name, where the log has it.
  var host: Piece
  /// A fingerprint or cipher of the connection, where the log has it.
  var tls: Piece
  /// How long the answer took, in seconds; below 0 unknown.
  var seconds: Float = -1
  /// Whether the line ends too early; what was read stands.
  var isCut = false

  init(at start: UnsafePointer<UInt8>) {
    let none = Piece(start, count: 0)
    client = none
    forwarded = none
    path = none
    query = none
    referrer = none
    agent = none
    host = none
    tls = none
  }

  /// Takes "METHOD target HTTP/v" apart; the target may hold spaces, the version may lack.
  @inline(__always)
  mutating func takeRequest(_ text: Piece) {
    var rest = text
    let count = text.count
    // "GET ", by far the most frequent.
    if count > 4, text[0] == 0x47, text[1] == 0x45, text[2] == 0x54, text[3] == 0x20 {
      method = .get
      rest = Piece(text.start + 4, count: count - 4)
    } else {
      guard let space = text.place(of: 0x20), let named = Self.method(text.prefix(space)) else {
        method = .none
        path = text.orNone
        return
      }
      method = named
      rest = text.dropFirst(space + 1)
    }
    let size = rest.count
    if size >= 9, rest[size - 9] == 0x20, rest[size - 8] == 0x48, rest[size - 4] == 0x2F {
      version = (rest[size - 3] &- 0x30) &* 10 &+ (rest[size - 1] &- 0x30)
      rest = rest.prefix(size - 9)
    } else if size >= 7, rest[size - 7] == 0x20, rest[size - 6] == 0x48, rest[size - 2] == 0x2F {
      version = (rest[size - 1] &- 0x30) &* 10
      rest = rest.prefix(size - 7)
    }
    takeTarget(rest)
  }

  /// Takes a target apart: a path with a query, or a whole address as proxies are asked for.
  @inline(__always)
  mutating func takeTarget(_ target: Piece) {
    var target = target
    if target.count > 8, target[0] != 0x2F { target = Self.withoutOrigin(target) }
    if let mark = target.place(of: 0x3F) {
      path = target.prefix(mark)
      query = target.dropFirst(mark + 1)
    } else {
      path = target
    }
  }

  private static func withoutOrigin(_ target: Piece) -> Piece {
    guard target.starts(with: "http://") || target.starts(with: "https://") else { return target }
    let from = target.starts(with: "https") ? 8 : 7
    guard let slash = target.place(of: 0x2F, from: from) else {
      return target.dropFirst(target.count)
    }
    return target.dropFirst(slash)
  }

  static func method(_ word: Piece) -> RequestMethod? {
    switch word.count {
    case 3: if word.equals("GET") { return .get } else if word.equals("PUT") { return .put }
    case 4: if word.equals("POST") { return .post } else if word.equals("HEAD") { return .head }
    case 5: if word.equals("PATCH") { return .patch }
    case 6: if word.equals("DELETE") { return .delete }
    case 7: if word.equals("OPTIONS") { return .options }
    default: break
    }
    guard word.count > 0, word.count <= 24 else { return nil }
    for place in 0..<word.count {
      let byte = word[place]
      guard (0x41...0x5A).contains(byte) || byte == 0x2D || byte == 0x5F else { return nil }
    }
    return .other
  }
}
