import func Glibc.memchr

/// Takes lines of the common log format and its relatives apart: combined, with a virtual host or a syslog prefix in
/// front, with more fields behind.
struct CommonLine {
  var clock = LogClock()

  /// Reads a line; `nil` when it could be read, or why not.
  @inline(__always)
  mutating func read(_ line: Piece, into record: inout LogRecord) -> LineFault? {
    let start = line.start
    let end = line.end
    // The usual line: "ADDRESS - - [TIME] ", told by two words of eight bytes.
    var place = start
    let limit = min(end, start + 40)
    while place < limit, place[0] != 0x20 { place += 1 }
    guard end - place > 40,
      UnsafeRawPointer(place).loadUnaligned(as: UInt32.self) == 0x2D20_2D20, place[4] == 0x20,
      place[5] == 0x5B, place[32] == 0x5D
    else { return readAny(line, into: &record) }
    record.client = Piece(start, to: place)
    guard let seconds = clock.common(place + 6) else { return .time }
    record.milliseconds = seconds &* 1_000
    return readRest(place + 33, end, into: &record)
  }

  /// What stands behind the time's bracket.
  @inline(__always)
  private func readRest(
    _ from: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, into record: inout LogRecord
  ) -> LineFault? {
    guard end - from > 3, from[0] == 0x20, from[1] == 0x22,
      let close = Self.quote(from + 2, end)
    else { return end - from > 1 && from[0] == 0x20 && from[1] != 0x22 ? .shape : .truncated }
    record.takeRequest(Piece(from + 2, to: close))
    var place = close + 1
    guard end - place >= 4, place[0] == 0x20 else { return .truncated }
    // Three digits, or a dash.
    let hundreds = place[1] &- 0x30
    if hundreds < 10, place[2] &- 0x30 < 10, place[3] &- 0x30 < 10 {
      record.status =
        UInt16(hundreds) &* 100 &+ UInt16(place[2] &- 0x30) &* 10 &+ UInt16(place[3] &- 0x30)
      place += 4
    } else if place[1] == 0x2D, place[2] == 0x20 {
      place += 2
    } else {
      return .shape
    }
    guard place < end, place[0] == 0x20 else { return place == end ? nil : .shape }
    place += 1
    var bytes: UInt32 = 0
    while place < end, place[0] &- 0x30 < 10 {
      bytes = bytes &* 10 &+ UInt32(place[0] &- 0x30)
      place += 1
    }
    record.bytes = bytes
    if place < end, place[0] == 0x2D { place += 1 }
    guard end - place > 2, place[0] == 0x20, place[1] == 0x22 else {
      readExtra(Piece(place, to: end), into: &record)
      return nil
    }
    guard let referrerEnd = Self.quote(place + 2, end) else {
      record.referrer = Piece(place + 2, to: end)
      return .cutOff
    }
    record.referrer = Piece(place + 2, to: referrerEnd).orNone
    place = referrerEnd + 1
    guard end - place > 2, place[0] == 0x20, place[1] == 0x22 else {
      readExtra(Piece(place, to: end), into: &record)
      return nil
    }
    guard let agentEnd = Self.quote(place + 2, end) else {
      record.agent = Piece(place + 2, to: end)
      return .cutOff
    }
    record.agent = Piece(place + 2, to: agentEnd).orNone
    guard agentEnd + 1 < end else { return nil }
    // Without a space behind the agent another line begins here.
    guard agentEnd[1] == 0x20 || agentEnd[1] == 0x09 else { return .glued }
    readExtra(Piece(agentEnd + 1, to: end), into: &record)
    return nil
  }

  /// The next quotation mark that no backslash stands before.
  @inline(__always)
  static func quote(
    _ from: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    var from = from
    while from < end, let found = memchr(from, 0x22, end - from) {
      let place = UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
      if place[-1] != 0x5C { return place }
      // An even number of backslashes is backslashes only.
      var slashes = 1
      while place[-1 - slashes] == 0x5C { slashes += 1 }
      if slashes % 2 == 0 { return place }
      from = place + 1
    }
    return nil
  }

  /// Any order of what stands before the time: the bracket is found by the shape of what it holds.
  @inline(never)
  private mutating func readAny(_ line: Piece, into record: inout LogRecord) -> LineFault? {
    var from = 0
    while let bracket = line.place(of: 0x5B, from: from) {
      let text = line.dropFirst(bracket + 1)
      if text.count >= 27, text[2] == 0x2F, text[6] == 0x2F, text[11] == 0x3A, text[26] == 0x5D {
        guard let seconds = clock.common(text.start) else { return .time }
        record.milliseconds = seconds * 1_000
        guard takeClient(line.prefix(bracket), into: &record) else { return .shape }
        return readRest(text.start + 27, line.end, into: &record)
      }
      if text.count >= 20, text[4] == 0x2D, text[7] == 0x2D, text[13] == 0x3A,
        let close = text.place(of: 0x5D), let time = clock.iso(text.prefix(close))
      {
        record.milliseconds = time
        guard takeClient(line.prefix(bracket), into: &record) else { return .shape }
        return readRest(text.start + close + 1, line.end, into: &record)
      }
      from = bracket + 1
    }
    return line.place(of: 0x22) == nil && line.count < 60 ? .truncated : .shape
  }

  /// The client is the first word that is an address; the word before it may be the site's name. Without any, it is the
  /// first word of two or more.
  private func takeClient(_ text: Piece, into record: inout LogRecord) -> Bool {
    var words: [Piece] = []
    var from = 0
    while from < text.count, words.count < 24 {
      let end = text.place(of: 0x20, from: from) ?? text.count
      if end > from { words.append(Piece(text.start + from, count: end - from)) }
      from = end + 1
    }
    for (place, word) in words.enumerated() where ClientAddress(word) != nil {
      record.client = word
      if place > 0, let host = Self.host(words[place - 1]) { record.host = host }
      return true
    }
    guard words.count >= 2 else { return false }
    record.client = words[0]
    return true
  }

  /// A site's name with or without its port: letters with a point between them, or with a port.
  private static func host(_ word: Piece) -> Piece? {
    guard word.count >= 3, word[word.count - 1] != 0x3A else { return nil }
    let name = word.place(of: 0x3A).map { word.prefix($0) } ?? word
    guard name.place(of: 0x2E) != nil || name.count < word.count else { return nil }
    for place in 0..<name.count {
      switch name[place] {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: continue
      default: return nil
      }
    }
    return name
  }

  /// Fields behind the agent: a number with a fraction is how long the answer took; addresses in quotation marks are
  /// those that proxies have added.
  @inline(never)
  private func readExtra(_ text: Piece, into record: inout LogRecord) {
    var from = 0
    var fields = 0
    while from < text.count, fields < 16 {
      if text[from] == 0x20 || text[from] == 0x09 {
        from += 1
        continue
      }
      fields += 1
      if text[from] == 0x22 {
        let close = text.place(of: 0x22, from: from + 1) ?? text.count
        let field = Piece(text.start + from + 1, count: close - from - 1)
        if record.forwarded.isEmpty, !field.isAbsent, Self.isAddressList(field) {
          record.forwarded = field
        }
        from = close + 1
        continue
      }
      let end = text.place(of: 0x20, from: from) ?? text.count
      let field = Piece(text.start + from, count: end - from)
      if record.seconds < 0 {
        if field.ends(with: "ms"), let time = field.prefix(field.count - 2).decimal {
          record.seconds = Float(time / 1_000)
        } else if field.place(of: 0x2E) != nil, let time = field.decimal {
          record.seconds = Float(time)
        }
      }
      from = end + 1
    }
  }

  private static func isAddressList(_ field: Piece) -> Bool {
    let end = field.place(of: 0x2C) ?? field.count
    return ClientAddress(field.prefix(end)) != nil
  }
}
