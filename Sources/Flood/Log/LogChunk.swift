public import Signals

/// How a log is read.
public struct LogReadingOptions: Sendable {
  /// The shape of the lines; found out when `nil`.
  public var format: LogFormat?
  /// The secret under which texts are hashed.
  public var hash: KeyedHash
  /// How many proxies in front of the server are trusted to say who asked (X-Forwarded-For); 0: none.
  public var trustedProxies = 0
  /// The times that can be, in milliseconds since 1970; others are a fault.
  public var plausible: ClosedRange<Int64> = 631_152_000_000...4_102_444_799_999

  /// The usual options.
  public init(hash: KeyedHash) { self.hash = hash }
}

/// What was read of a piece of a log that ends at an end of line.
public struct LogChunk: Sendable {
  /// The requests, in the order of their lines.
  public internal(set) var requests: [Request] = []
  /// How many lines there were.
  public internal(set) var lines = 0
  /// What was wrong with them; places are counted from the piece's beginning.
  public internal(set) var faults = LineFaults()
  /// How long the piece is in bytes.
  public internal(set) var byteCount = 0

  /// Nothing read yet.
  public init() {}

  mutating func clear() {
    requests.removeAll(keepingCapacity: true)
    lines = 0
    faults = LineFaults()
    byteCount = 0
  }
}

/// Reads pieces of a log, each of which ends at an end of line. Several of them may read pieces of one log at the same
/// time: what is read hangs on the piece alone, but for the W3C format, whose lines hang on those before.
public struct ChunkReader {
  /// A line beyond this many bytes is cut, and the rest skipped.
  public static let longestLine = 64 << 10

  private let options: LogReadingOptions
  private var parser: LineParser
  private var maker: RequestMaker
  /// The shape of the lines.
  public var format: LogFormat { parser.format }

  /// A reader of one shape of lines.
  public init(_ options: LogReadingOptions, format: LogFormat) {
    self.options = options
    parser = LineParser(format)
    maker = RequestMaker(options.hash, trustedProxies: options.trustedProxies)
  }

  /// Reads a piece into a chunk, which is cleared first.
  /// - Complexity: O(n) in the number of bytes.
  public mutating func read(_ bytes: UnsafeRawBufferPointer, into chunk: inout LogChunk) {
    chunk.clear()
    chunk.byteCount = bytes.count
    guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    var requests: [Request] = []
    swap(&requests, &chunk.requests)
    let end = base + bytes.count
    var place = base
    var request = Request()
    while place < end {
      let rest = Piece(place, to: end)
      let line = rest.prefix(rest.place(of: 0x0A) ?? rest.count)
      place = line.end + 1
      chunk.lines &+= 1
      var record = LogRecord(at: line.start)
      let size = line.count
      if size > 0, size <= Self.longestLine, line[size - 1] != 0x0D, line[0] > 0x23,
        parser.read(line, into: &record) == nil, options.plausible.contains(record.milliseconds)
      {
        maker.make(record, into: &request)
        request.lineStart = UInt32(truncatingIfNeeded: line.start - base)
        request.lineCount = UInt32(truncatingIfNeeded: size)
        requests.append(request)
      } else {
        readOdd(line, base, &requests, &chunk)
      }
    }
    swap(&requests, &chunk.requests)
  }

  /// A line that is not as the others are: read once more, with all that may be wrong with it.
  @inline(never)
  private mutating func readOdd(
    _ whole: Piece, _ base: UnsafePointer<UInt8>, _ requests: inout [Request],
    _ chunk: inout LogChunk
  ) {
    // A line has one fault: the first that was found.
    var isNoted = false
    func note(_ fault: LineFault) {
      if isNoted { return }
      isNoted = true
      let place =
        chunk.faults.wantsPlace(fault)
        ? LinePlace(line: chunk.lines, byte: whole.start - base, excerpt: Self.excerpt(whole)) : nil
      chunk.faults.note(fault, at: place)
    }
    var line = LineParser.trimmed(whole)
    if line.count > Self.longestLine {
      note(.oversize)
      line = line.prefix(Self.longestLine)
    }
    var zeros = 0
    while zeros < line.count, line[zeros] == 0 { zeros += 1 }
    if zeros > 0 { line = line.dropFirst(zeros) }
    if zeros == 0, line.count >= 3, line[0] == 0xEF, line[1] == 0xBB { line = line.dropFirst(3) }
    guard !line.isEmpty else {
      if parser.format != .fields || zeros > 0 { note(zeros > 0 ? .zeros : .blank) }
      return
    }
    if parser.isDirective(line) { return }
    var record = LogRecord(at: line.start)
    var fault = parser.read(line, into: &record)
    if fault == nil, !options.plausible.contains(record.milliseconds) { fault = .time }
    if fault == nil || fault == .cutOff {
      add(record, line, base, &requests)
      if zeros > 0 { note(.zeros) } else if let fault { note(fault) }
      return
    }
    // Two lines in one: the second begins where a word is followed by a time in brackets.
    if parser.format == .common, let second = Self.secondLine(line) {
      note(.glued)
      for part in [line.prefix(second), line.dropFirst(second)] {
        var record = LogRecord(at: part.start)
        let fault = parser.read(part, into: &record)
        if fault == nil || fault?.isRead == true { add(record, part, base, &requests) }
      }
      return
    }
    if fault == .glued { add(record, line, base, &requests) }
    if let fault { note(fault) }
  }

  private mutating func add(
    _ record: LogRecord, _ line: Piece, _ base: UnsafePointer<UInt8>, _ requests: inout [Request]
  ) {
    guard options.plausible.contains(record.milliseconds) else { return }
    var request = Request()
    maker.make(record, into: &request)
    request.lineStart = UInt32(truncatingIfNeeded: line.start - base)
    request.lineCount = UInt32(truncatingIfNeeded: line.count)
    requests.append(request)
  }

  /// Where a second line begins that nothing parts from the first: an address before ` - `, and a time in brackets.
  private static func secondLine(_ line: Piece) -> Int? {
    var from = 40
    while let bracket = line.place(of: 0x5B, from: from) {
      let text = line.dropFirst(bracket + 1)
      if text.count >= 26, text[2] == 0x2F, text[6] == 0x2F, text[11] == 0x3A, text[20] == 0x20 {
        var place = bracket - 1
        var spaces = 0
        while place > 0, spaces < 4 {
          if line[place] == 0x20 { spaces += 1 }
          if line[place] == 0x22 { break }
          place -= 1
        }
        return place > 0 ? place + 1 : nil
      }
      from = bracket + 1
    }
    return nil
  }

  /// A line's beginning as plain text.
  static func excerpt(_ line: Piece, longest: Int = 120) -> String {
    var text = ""
    for byte in UnsafeBufferPointer(start: line.start, count: min(line.count, longest)) {
      if byte >= 0x20, byte < 0x7F {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "\\x" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
      }
    }
    return text
  }
}
