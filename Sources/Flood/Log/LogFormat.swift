/// The shapes of log lines that are read.
public enum LogFormat: String, Sendable, Hashable, CaseIterable {
  /// Common, combined and their relatives: with a virtual host or a syslog prefix in front, with more fields behind.
  case common
  /// One object a line: nginx, Caddy, Traefik, Cloudflare, Envoy, Deflect.
  case json
  /// W3C extended, with `#Fields:` (IIS, CloudFront).
  case fields
  /// HAProxy's HTTP log.
  case haproxy
  /// Amazon's application load balancers.
  case balancer
  /// Banjax's own log.
  case banjax

  /// The shape that most of the first lines have, or `nil` when none of them has any.
  ///
  /// - Parameters:
  ///   - sample: the beginning of a log.
  ///   - lines: how many lines of it are tried.
  public static func detect(_ sample: UnsafeRawBufferPointer, lines: Int = 200) -> LogFormat? {
    guard let base = sample.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return nil }
    var best: (format: LogFormat, read: Int)?
    for format in allCases {
      var parser = LineParser(format)
      var rest = Piece(base, count: sample.count)
      var (tried, read) = (0, 0)
      while tried < lines, !rest.isEmpty {
        let end = rest.place(of: 0x0A) ?? rest.count
        let line = LineParser.trimmed(rest.prefix(end))
        rest = rest.dropFirst(end + 1)
        if line.isEmpty || parser.isDirective(line) { continue }
        tried += 1
        var record = LogRecord(at: line.start)
        if parser.read(line, into: &record) == nil { read += 1 }
      }
      if read > best?.read ?? 0 { best = (format, read) }
    }
    return best?.format
  }
}

/// Reads lines of one shape.
struct LineParser {
  let format: LogFormat
  private var common = CommonLine()
  private var json: JSONLine?
  private var fields: FieldsLine?
  private var proxy: ProxyLine?

  init(_ format: LogFormat) {
    self.format = format
    switch format {
    case .common: break
    case .json: json = JSONLine()
    case .fields: fields = FieldsLine()
    case .haproxy: proxy = ProxyLine(.haproxy)
    case .balancer: proxy = ProxyLine(.balancer)
    case .banjax: proxy = ProxyLine(.banjax)
    }
  }

  /// Whether a line says something about the lines that follow instead of about a request.
  mutating func isDirective(_ line: Piece) -> Bool {
    format == .fields && fields?.obeys(line) ?? false
  }

  @inline(__always)
  mutating func read(_ line: Piece, into record: inout LogRecord) -> LineFault? {
    format == .common ? common.read(line, into: &record) : readOther(line, into: &record)
  }

  @inline(never)
  private mutating func readOther(_ line: Piece, into record: inout LogRecord) -> LineFault? {
    if json != nil { return json?.read(line, into: &record) }
    if fields != nil { return fields?.read(line, into: &record) }
    return proxy?.read(line, into: &record)
  }

  /// A line without a carriage return at its end.
  @inline(__always)
  static func trimmed(_ line: Piece) -> Piece {
    line.count > 0 && line[line.count - 1] == 0x0D ? line.prefix(line.count - 1) : line
  }
}
