import Record

/// A calendar (RFC 5545) of events.
///
/// Dates known to the day or less closely become all-day entries over all the days they may be;
/// `SEQUENCE` counts the versions of an event; a retracted event is `CANCELLED`.
enum CalendarFeed {
  static let mediaType = "text/calendar; charset=utf-8"

  static func bytes(_ feed: EventFeed) -> [UInt8] {
    var calendar = CalendarWriter(reserve: 512 + feed.rows.count * 500)
    let names = PermanentName(origin: feed.state.origin)
    let words = FeedWords.of(feed.language)
    calendar.line("BEGIN:VCALENDAR")
    calendar.line("VERSION:2.0")
    calendar.line("PRODID:-//Hai Dang//Hai Dang 1//EN")
    calendar.line("CALSCALE:GREGORIAN")
    calendar.line("METHOD:PUBLISH")
    calendar.text("NAME", feed.title)
    calendar.text("X-WR-CALNAME", feed.title)
    // RFC 7986 section 5.2, and the name that older programs know.
    if let part = feed.part(words) {
      calendar.text("DESCRIPTION", part)
      calendar.text("X-WR-CALDESC", part)
    }
    calendar.line("REFRESH-INTERVAL;VALUE=DURATION:P1D")
    calendar.line("X-PUBLISHED-TTL:P1D")
    for row in feed.rows { event(row, feed, names, words, &calendar) }
    calendar.line("END:VCALENDAR")
    return calendar.bytes
  }

  private static func event(
    _ row: EventRow, _ feed: EventFeed, _ names: PermanentName, _ words: FeedWords,
    _ calendar: inout CalendarWriter
  ) {
    let stamp = "\(Instant.compact(row.day))T000000Z"
    let title = row.title.text(for: feed.language)
    calendar.line("BEGIN:VEVENT")
    calendar.line("UID:\(row.key.id.text)@\(names.authority)")
    calendar.line("DTSTAMP:\(stamp)")
    calendar.line("CREATED:\(Instant.compact(row.firstDay))T000000Z")
    calendar.line("LAST-MODIFIED:\(stamp)")
    calendar.line("SEQUENCE:\(row.version - 1)")
    dates(of: row, &calendar)
    calendar.text("SUMMARY;LANGUAGE=\(title.language.rawValue)", title.text)
    calendar.text("DESCRIPTION", feed.summary(of: row, words))
    let address = feed.address(of: row)
    // RFC 5545 wants a whole URI here; a relative one would say nothing.
    if address.hasPrefix("http") { calendar.line("URL:\(address)") }
    calendar.text("CATEGORIES", words.kind(row.kind))
    calendar.line("STATUS:\(status(row.standing))")
    calendar.line("TRANSP:TRANSPARENT")
    calendar.line("END:VEVENT")
  }

  private static func dates(of row: EventRow, _ calendar: inout CalendarWriter) {
    guard let when = try? EDTF(parsing: row.when) else { return allDay(nil, nil, row, &calendar) }
    let isTimed = [when.start, when.end].allSatisfy { point in
      if case .minute? = point?.unit { true } else { false }
    }
    guard isTimed else { return allDay(when.earliest, when.latest, row, &calendar) }
    calendar.line("DTSTART:\(Instant.compact(when.lo()))")
    // One minute is a point in time: RFC 5545 lets it end when it begins.
    if when.precision != .minute { calendar.line("DTEND:\(Instant.compact(when.hi()))") }
  }

  /// An entry over whole days; what is open at one end stands on the day that is known.
  private static func allDay(
    _ first: CivilDay?, _ last: CivilDay?, _ row: EventRow, _ calendar: inout CalendarWriter
  ) {
    let start = first ?? last ?? row.day
    let end = (first == nil ? start : last ?? start).adding(days: 1)
    calendar.line("DTSTART;VALUE=DATE:\(Instant.compact(start))")
    calendar.line("DTEND;VALUE=DATE:\(Instant.compact(end))")
  }

  private static func status(_ standing: Standing) -> String {
    switch standing {
    case .confirmed: "CONFIRMED"
    case .reported, .alleged, .disputed: "TENTATIVE"
    case .retracted: "CANCELLED"
    }
  }
}

/// Writes content lines of RFC 5545: CRLF at the end, folded so that none is over 75 octets.
struct CalendarWriter: Sendable {
  /// What has been written.
  private(set) var bytes: [UInt8] = []

  init(reserve: Int = 0) { bytes.reserveCapacity(reserve) }

  /// Writes a line whose value needs no escaping.
  mutating func line(_ line: String) {
    var line = line
    line.withUTF8 { fold($0) }
  }

  /// Writes a property whose value is text.
  mutating func text(_ name: String, _ text: String) {
    var line = Array(name.utf8)
    line.append(UInt8(ascii: ":"))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: ";"), UInt8(ascii: ","):
        line.append(UInt8(ascii: "\\"))
        line.append(byte)
      case 0x0A: line.append(contentsOf: "\\n".utf8)
      case 0..<0x20, 0x7F: break
      default: line.append(byte)
      }
    }
    line.withUnsafeBufferPointer { fold($0) }
  }

  private mutating func fold(_ line: UnsafeBufferPointer<UInt8>) {
    var start = 0
    var room = 75
    while line.count - start > room {
      var end = start + room
      // A continuation byte of UTF-8 may not begin a line.
      while end > start + 1, line[end] & 0xC0 == 0x80 { end -= 1 }
      bytes.append(contentsOf: line[start..<end])
      bytes.append(contentsOf: "\r\n ".utf8)
      start = end
      room = 74
    }
    bytes.append(contentsOf: line[start...])
    bytes.append(contentsOf: "\r\n".utf8)
  }
}
