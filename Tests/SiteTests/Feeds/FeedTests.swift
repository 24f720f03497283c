import Bytes
import Record
import Testing

@testable import Site

@Suite("Feeds")
struct FeedTests {
  @Test("every format tells the same events in the same order")
  func sameEvents() throws {
    let feed = try Sample.feed(count: 25)
    let ids = feed.rows.map(\.key.id.text)
    let atom = String(decoding: AtomFeed.bytes(feed), as: UTF8.self)
    let entryIDs = atom.split(separator: "<entry><id>").dropFirst().map { entry in
      String(entry.prefix { $0 != "<" }.split(separator: "/").last ?? "")
    }
    #expect(entryIDs == ids)
    let json = try JSONValue(parsing: JSONFeed.bytes(feed))
    #expect(json["items"].elements.map { $0["_observatory"]["id"].text } == ids)
    let list = try JSONValue(parsing: EventTable.json(feed))
    #expect(list["events"].elements.map { $0["id"].text } == ids)
    let rows = try CSVReader.rows(of: EventTable.csv(feed)).dropFirst()
    #expect(try rows.map { try $0.texts()[0] } == ids)
    let uids = Calendar(CalendarFeed.bytes(feed)).values(of: "UID")
    #expect(uids == ids.map { "\($0)@log.example.org" })
  }

  @Test("an Atom feed has what RFC 4287 requires")
  func atom() throws {
    let feed = try Sample.feed(count: 3)
    let text = String(decoding: AtomFeed.bytes(feed), as: UTF8.self)
    for part in [
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">",
      "<id>tag:log.example.org,2026:vn/en/events?kind=law</id>",
      "<updated>2026-03-03T00:00:00Z</updated>",
      "<link rel=\"self\" type=\"application/atom+xml\" href=\"https://x.org/en/events/index.atom\"/>",
      "<link rel=\"next\" type=\"application/atom+xml\" href=\"https://x.org/n?a=1&amp;b=2\"/>",
      "<link rel=\"previous\" type=\"application/atom+xml\" href=\"https://x.org/p?b=1\"/>",
      "<link rel=\"first\" type=\"application/atom+xml\" href=\"https://x.org/f\"/>",
      "<author><name>Observatory</name></author>",
      "<id>tag:log.example.org,2026:vn/event/event-0</id>",
      "<title>Title 0 &lt;b&gt; &amp; &quot;Đăng&quot;</title>",
      "<title xml:lang=\"vi\">Chỉ có tiếng Việt</title>",
    ] { #expect(text.contains(part), "\(part)") }
  }

  @Test("every form that can say so tells when an event was first recorded")
  func published() throws {
    let feed = try Sample.feed(count: 3)
    let atom = String(decoding: AtomFeed.bytes(feed), as: UTF8.self)
    #expect(atom.split(separator: "<published>2026-02-19T00:00:00Z</published>").count == 4)
    for item in try JSONValue(parsing: JSONFeed.bytes(feed))["items"].elements {
      #expect(item["date_published"] == "2026-02-19T00:00:00Z")
    }
    let created = Calendar(CalendarFeed.bytes(feed)).values(of: "CREATED")
    #expect(created == Array(repeating: "20260219T000000Z", count: 3))
  }

  @Test("no text of the record can break a feed")
  func nasty() throws {
    var feed = try Sample.feed(count: 1)
    let nasty = "]]>&<x a=\"\u{0}\u{8}\u{1F}\u{FFFE}\u{FFFF}\r\n\u{85}\u{2028}😀"
    feed.rows[0].title = LocalizedText(en: nasty)
    let atom = AtomFeed.bytes(feed)
    let text = String(decoding: atom, as: UTF8.self)
    #expect(
      text.contains("]]&gt;&amp;&lt;x a=&quot;\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}&#13;\n"))
    #expect(!atom.contains { $0 < 0x20 && $0 != 0x0A })
    let json = try JSONValue(parsing: JSONFeed.bytes(feed))
    #expect(json["items"].elements.first?["title"].text == nasty)
    let table = try CSVReader.rows(of: EventTable.csv(feed))[1].texts()
    #expect(table[6] == nasty)
  }

  @Test("the bytes depend on the record alone")
  func deterministic() throws {
    let (one, other) = (try Sample.feed(count: 50), try Sample.feed(count: 50))
    #expect(AtomFeed.bytes(one) == AtomFeed.bytes(other))
    #expect(JSONFeed.bytes(one) == JSONFeed.bytes(other))
    #expect(CalendarFeed.bytes(one) == CalendarFeed.bytes(other))
    #expect(EventTable.json(one) == EventTable.json(other))
  }

  @Test(
    "a permanent name is a tag URI whatever the origin",
    arguments: [
      ("log.example.org/vn", "tag:log.example.org,2026:vn/event/x"),
      ("log.example.org", "tag:log.example.org,2026:event/x"),
      ("My Log/é", "tag:origin.invalid,2026:My%20Log/%C3%A9/event/x"),
      ("", "tag:origin.invalid,2026:/event/x"),
    ])
  func names(_ origin: String, _ name: String) throws {
    #expect(PermanentName(origin: origin).event(try #require(Slug("x"))) == name)
  }

  @Test("an empty feed is a feed")
  func empty() throws {
    let feed = try Sample.feed(count: 0)
    #expect(String(decoding: AtomFeed.bytes(feed), as: UTF8.self).contains("<updated>2026-05-01T"))
    #expect(try JSONValue(parsing: JSONFeed.bytes(feed))["items"] == [])
    #expect(try JSONValue(parsing: EventTable.json(feed))["events"] == [])
    #expect(try CSVReader.rows(of: EventTable.csv(feed)).count == 1)
    #expect(Calendar(CalendarFeed.bytes(feed)).lines.last == "END:VCALENDAR")
  }

  @Test("an end that is open is empty in the table and null in JSON")
  func open() throws {
    var feed = try Sample.feed(count: 1)
    feed.rows[0].key.lo = .min
    let row = try CSVReader.rows(of: EventTable.csv(feed))[1].texts()
    #expect(row[2] == "")
    #expect(row[3] == "2020-02-12T17:00:00Z")
    let json = try JSONValue(parsing: EventTable.json(feed))["events"].elements.first
    #expect(json?["first"] == .null)
    #expect(json?["last"] == "2020-02-12T17:00:00Z")
  }
}

@Suite("Calendars")
struct CalendarTests {
  @Test("no line is over 75 octets, none begins inside a character, and all end with CRLF")
  func folding() throws {
    var feed = try Sample.feed(count: 40)
    for index in feed.rows.indices {
      let words = String(repeating: "Máy chủ đệm bị ngắt 😀; ", count: index % 9)
      feed.rows[index].title = LocalizedText(en: String(repeating: "a", count: index) + words)
    }
    let bytes = CalendarFeed.bytes(feed)
    var line: [UInt8] = []
    for byte in bytes {
      line.append(byte)
      guard line.suffix(2) == [0x0D, 0x0A] else { continue }
      #expect(line.count <= 77)
      #expect(String(validating: line, as: UTF8.self) != nil)
      line.removeAll()
    }
    #expect(line.isEmpty)
    let titles = Calendar(bytes).values(of: "SUMMARY;LANGUAGE=en")
    let wanted = feed.rows.map { row in
      (row.title.en ?? "").split(separator: ";", omittingEmptySubsequences: false)
        .joined(separator: "\\;")
    }
    #expect(titles == wanted)
  }

  @Test(
    "a date becomes the days it may be",
    arguments: [
      ("2020-02-12", "DTSTART;VALUE=DATE:20200212", "DTEND;VALUE=DATE:20200213"),
      ("2020-02", "DTSTART;VALUE=DATE:20200201", "DTEND;VALUE=DATE:20200301"),
      ("2020-12~", "DTSTART;VALUE=DATE:20201201", "DTEND;VALUE=DATE:20210101"),
      ("2020", "DTSTART;VALUE=DATE:20200101", "DTEND;VALUE=DATE:20210101"),
      ("2020-33", "DTSTART;VALUE=DATE:20200101", "DTEND;VALUE=DATE:20200401"),
      ("2020-02/2020-04", "DTSTART;VALUE=DATE:20200201", "DTEND;VALUE=DATE:20200501"),
      ("2020-01-01/..", "DTSTART;VALUE=DATE:20200101", "DTEND;VALUE=DATE:20200102"),
      ("../2018-06", "DTSTART;VALUE=DATE:20180630", "DTEND;VALUE=DATE:20180701"),
      ("2020-02-12T08:30+07:00", "DTSTART:20200212T013000Z", nil),
      (
        "2020-02-12T08:30+07:00/2020-02-12T09:00+07:00", "DTSTART:20200212T013000Z",
        "DTEND:20200212T020100Z"
      ),
    ] as [(String, String, String?)])
  func dates(_ when: String, _ start: String, _ end: String?) throws {
    var feed = try Sample.feed(count: 1)
    feed.rows[0].when = when
    let lines = Calendar(CalendarFeed.bytes(feed)).lines
    #expect(lines.contains(start))
    #expect(lines.filter { $0.hasPrefix("DTEND") } == (end.map { [$0] } ?? []))
  }

  @Test("a retracted event is cancelled, under the same name and a higher sequence")
  func retraction() throws {
    var feed = try Sample.feed(count: 1)
    let before = Calendar(CalendarFeed.bytes(feed))
    feed.rows[0].standing = .retracted
    feed.rows[0].version += 1
    let after = Calendar(CalendarFeed.bytes(feed))
    #expect(before.values(of: "STATUS") == ["CONFIRMED"])
    #expect(after.values(of: "STATUS") == ["CANCELLED"])
    #expect(before.values(of: "SEQUENCE") == ["0"])
    #expect(after.values(of: "SEQUENCE") == ["1"])
    #expect(before.values(of: "UID") == after.values(of: "UID"))
  }

  @Test("text is escaped as RFC 5545 section 3.3.11 says")
  func escaping() {
    var writer = CalendarWriter()
    writer.text("SUMMARY", "a\\b;c,d\ne\r\u{7}f:g\"")
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "SUMMARY:a\\\\b\\;c\\,d\\nef:g\"\r\n")
  }
}

/// A calendar's content lines, unfolded.
private struct Calendar {
  var lines: [String] = []

  init(_ bytes: [UInt8]) {
    var out: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if bytes[place...].starts(with: [0x0D, 0x0A, 0x20]) {
        place += 3
      } else {
        out.append(bytes[place])
        place += 1
      }
    }
    lines = String(decoding: out, as: UTF8.self).split(separator: "\r\n").map(String.init)
  }

  func values(of name: String) -> [String] {
    lines.filter { $0.hasPrefix("\(name):") }.map { String($0.dropFirst(name.count + 1)) }
  }
}
