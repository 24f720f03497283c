import Bytes
import Record
import Testing

@Suite("Timelines of others")
struct TimelineTests {
  private func setting(_ language: Language = .en) throws -> TimelineImport.Setting {
    let zone = try #require(TimeZoneOffset(minutesEast: 420))
    let source = try #require(Slug("a-timeline"))
    return TimelineImport.Setting(language: language, zone: zone, source: source)
  }

  private func event(_ slide: String, _ language: Language = .en) throws -> JSONValue {
    let json = "{\"events\":[\(slide)]}"
    let read = TimelineImport(json: Array(json.utf8), try setting(language))
    #expect(read.faults == [])
    return try #require(read.events.first).content
  }

  @Test(
    "the parts of a date give its precision",
    arguments: [
      ("{\"year\":2020}", "2020"), ("{\"year\":\"2020\",\"month\":\"\"}", "2020"),
      ("{\"year\":\"2020\",\"month\":\"2\"}", "2020-02"),
      ("{\"year\":2020,\"month\":2,\"day\":12}", "2020-02-12"),
      ("{\"year\":2020,\"month\":2,\"day\":12,\"hour\":8,\"minute\":30}", "2020-02-12T08:30+07:00"),
      ("{\"year\":2020,\"month\":2,\"day\":12,\"hour\":\"8\"}", "2020-02-12T08:00+07:00"),
      ("{\"year\":2020.0,\"month\":2}", "2020-02"), ("{\"year\":15}", "0015"),
      ("\"2/12/2020\"", "2020-02-12"), ("\"2/2020\"", "2020-02"), ("\"2020-02\"", "2020-02"),
      ("\"2/12/2020 8:30 PM\"", "2020-02-12T20:30+07:00"),
    ])
  func parts(_ date: String, _ when: String) throws {
    let content = try event("{\"start_date\":\(date),\"text\":{\"headline\":\"A\"}}")
    #expect(content["when"].text == when)
    #expect(SchemaCheck.faults(in: content, of: .event) == [])
  }

  @Test(
    "an end date makes a span, unless it is the start again",
    arguments: [
      ("{\"year\":2020}", "{\"year\":2020}", "2020"),
      ("{\"year\":1943,\"month\":7}", "{\"year\":1946}", "1943-07/1946"),
      ("{\"year\":2020}", "{\"year\":\"\",\"month\":\"\"}", "2020"),
      ("{\"year\":2020}", "{\"year\":2020,\"month\":3}", "2020/2020-03"),
    ])
  func spans(_ start: String, _ end: String, _ when: String) throws {
    let content = try event(
      "{\"start_date\":\(start),\"end_date\":\(end),\"text\":{\"headline\":\"A\"}}")
    #expect(content["when"].text == when)
  }

  @Test(
    "what the timeline shows for a date is kept, and \"about\" is understood",
    arguments: [
      ("c. 1900", .en, "1900~", "c. 1900"), ("Circa 1900", .en, "1900~", "Circa 1900"),
      ("khoảng năm 1900", .vi, "1900~", nil), ("about 1900", .en, "1900~", nil),
      ("turn of the century", .en, "1900", "turn of the century"), ("1900", .en, "1900", nil),
      ("since 1900", .en, "1900/..", nil), ("<b>around</b> 1900", .en, "1900~", "around 1900"),
    ] as [(String, Language, String, String?)])
  func shown(_ words: String, _ language: Language, _ when: String, _ shown: String?) throws {
    for place in [
      "\"start_date\":{\"year\":1900},\"display_date\":\"\(words)\"",
      "\"start_date\":{\"year\":1900,\"display_date\":\"\(words)\"}",
    ] {
      let content = try event("{\(place),\"text\":{\"headline\":\"A\"}}", language)
      #expect(content["when"].text == when)
      #expect(content["when_shown"].text == shown)
    }
  }

  @Test(
    "HTML becomes plain text",
    arguments: [
      ("<p>One</p><p>Two</p>", "One\nTwo"), ("a <b>b</b> c", "a b c"), ("a<br>b", "a\nb"),
      ("<a href='https://x.org/?a=1&amp;b=2'>see</a> it", "see (https://x.org/?a=1&b=2) it"),
      ("<a href=\"javascript:alert(1)\">x</a>", "x"),
      ("<a href=https://x.org/>y</a>", "y (https://x.org/)"),
      ("<script>alert('<p>')</script>after", "after"), ("<SCRIPT >a</sCript >b", "b"),
      ("<style>p{}</style>x<!-- <p>hidden</p> -->y", "xy"),
      ("<iframe src='x'>no</iframe>yes", "yes"),
      ("1 < 2 && 3 > 2", "1 < 2 && 3 > 2"), ("&lt;script&gt;&amp;amp;", "<script>&amp;"),
      ("&#272;&#x110;&hellip;&bogus;&#xD800;", "ĐĐ…&bogus;&#xD800;"),
      ("<ul><li>a</li><li>b</li></ul>", "a\nb"), ("<img alt='<p>' src=x onerror=alert(1)>t", "t"),
      ("<p", ""), ("<", "<"), ("a\u{0}b\u{8}", "ab"), ("  a \t\n\n  b  ", "a\nb"),
      ("e\u{301}", "\u{E9}"), ("<p title='>'>x</p>", "x"), ("</p>x</div>", "x"), ("&", "&"),
    ])
  func html(_ html: String, _ plain: String) throws {
    let text = JSONValue.string(html).canonicalText
    let content = try event(
      "{\"start_date\":{\"year\":2020},\"text\":{\"headline\":\"A\",\"text\":\(text)}}")
    #expect(content["summary"]["en"].text ?? "" == plain)
  }

  @Test("a group is a kind where it names one, and a tag otherwise")
  func groups() throws {
    let arrest = try event(
      "{\"start_date\":{\"year\":2020},\"text\":{\"headline\":\"A\"},\"group\":\"Arrest\"}")
    #expect(arrest["kind"] == "arrest")
    #expect(arrest["tags"] == .null)
    let other = try event(
      "{\"start_date\":{\"year\":2020},\"text\":{\"headline\":\"A\"},\"group\":\"Đắk Lắk!\"}")
    #expect(other["kind"] == "report")
    #expect(other["tags"] == ["dak-lak"])
  }

  @Test("events that share a name get one each")
  func names() throws {
    let slide = "{\"start_date\":{\"year\":2020},\"text\":{\"headline\":\"A b\"}"
    let json = """
      {"events":[\(slide)},\(slide)},\(slide),"unique_id":"u"},\(slide),"unique_id":"u"},
      \(slide),"unique_id":"Ünique Id"}]}
      """
    let read = TimelineImport(json: Array(json.utf8), try setting())
    #expect(
      read.events.map { $0.content["id"].text } == [
        "2020-a-b", "2020-a-b-2", "u", "u-2", "unique-id",
      ])
    #expect(
      read.events.map { $0.content["external_id"].text } == [
        nil, nil, "u", "u-2", "Ünique Id",
      ])
    #expect(read.remarks == [TimelineFault(row: 4, "unique_id", .duplicate(renamed: "u-2"))])
  }

  @Test("a timeline that is none is refused with the reason")
  func refused() throws {
    for (json, reason) in [
      ("{\"scale\":\"cosmological\",\"events\":[{}]}", TimelineFault.Reason.cosmological),
      ("{\"scale\":\"galactic\"}", .wrongType(expected: "\"human\"")),
      ("{\"events\":[]}", .noEvents), ("{}", .noEvents),
      ("[]", .wrongType(expected: "an object with a list \"events\"")),
    ] {
      let read = TimelineImport(json: Array(json.utf8), try setting())
      #expect(read.events == [])
      #expect(read.faults.map(\.reason) == [reason])
    }
    #expect(TimelineImport(json: Array("{".utf8), try setting()).faults.count == 1)
    #expect(TimelineImport(csv: [], try setting()).faults.map(\.reason) == [.noEvents])
    #expect(TimelineImport(csv: Array("Year\n\"".utf8), try setting()).faults.count == 1)
  }

  @Test("each of twenty malformed rows is reported with its number and the reason")
  func malformed() throws {
    let head = "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Headline,Type"
    let rows: [(String, String, String)] = [
      (",,,,,,,,No date,", "start_date", "is missing"),
      (",2,,,,,,,No year,", "start_date.year", "is missing"),
      ("twenty,,,,,,,,A,", "start_date.year", "\"twenty\" is not a whole number"),
      ("2020,13,,,,,,,A,", "start_date.month", "month 13 does not exist"),
      ("2020,0,,,,,,,A,", "start_date.month", "month 0 does not exist"),
      ("2020,2,30,,,,,,A,", "start_date.day", "day 30 does not exist"),
      ("2019,2,29,,,,,,A,", "start_date.day", "day 29 does not exist"),
      ("2020,,5,,,,,,A,", "start_date.day", "needs the month"),
      ("-500,,,,,,,,A,", "start_date.year", "outside 0 to 9999"),
      ("20200,,,,,,,,A,", "start_date.year", "outside 0 to 9999"),
      ("2020,2,12,25:00,,,,,A,", "Time", "\"25:00\" is not a time"),
      ("2020,2,12,noon,,,,,A,", "Time", "\"noon\" is not a time"),
      ("2020,2,,8:30,,,,,A,", "start_date.hour", "needs the day"),
      ("2020,,,,2019,,,,A,", "end_date", "is before the start"),
      ("2020,2,,,2020,1,31,,A,", "end_date", "is before the start"),
      ("2020,,,,x,,,,A,", "end_date.year", "\"x\" is not a whole number"),
      ("2020,,,,,5,,,A,", "end_date.year", "is missing"),
      ("2020,,,,,,,,,", "text.headline", "is missing"),
      ("2020,,,,,,,,A,chapter", "Type", "\"chapter\" is not a type of row"),
      ("2020,,,,,,,,A,era", "end_date", "is missing"),
      ("2020,2,12,8:30,2020,2,12,9 AM extra,A,", "End Time", "is not a time"),
      ("2020,,,,,,,,A,,surplus", "", "more cells than there are columns"),
    ]
    let text = ([head] + rows.map(\.0) + ["2021,,,,,,,,Good,"]).joined(separator: "\n")
    let read = TimelineImport(csv: Array(text.utf8), try setting())
    #expect(read.events.map(\.row) == [rows.count + 2])
    try #require(read.faults.count == rows.count)
    for (index, row) in rows.enumerated() {
      let fault = read.faults[index]
      #expect(fault.row == index + 2)
      #expect(fault.field == row.1, "\(row.0)")
      #expect(fault.description.contains(row.2), "\(fault)")
    }
  }

  @Test("columns are known by any case, old names included, and others are remarked upon")
  func columns() throws {
    let text =
      "START DATE,end date,Headline, media ,Tag,Colour\n12/10/1815,1852,Ada,//x.org/a b.jpg,law,red\n"
    let read = TimelineImport(csv: Array(text.utf8), try setting())
    let content = try #require(read.events.first).content
    #expect(content["when"] == "1815-12-10/1852")
    #expect(content["media"]["url"] == "https://x.org/a%20b.jpg")
    #expect(content["kind"] == "law")
    #expect(read.remarks == [TimelineFault(row: 1, "Colour", .unknownColumn)])
  }

  @Test("titles and eras are kept apart from events")
  func titles() throws {
    let text =
      "Year,End Year,Headline,Text,Type\n,,Whole,<p>Intro</p>,title\n1900,1910,War,,era\n1905,,A,,\n,,Two,,TITLE\n"
    let read = TimelineImport(csv: Array(text.utf8), try setting())
    #expect(read.title?.headline == "Whole")
    #expect(read.title?.text == "Intro")
    #expect(read.bands.map(\.headline) == ["War"])
    #expect(read.bands.map(\.when.description) == ["1900/1910"])
    #expect(read.events.count == 1)
    #expect(read.remarks.map(\.reason) == [.secondTitle])
  }

  @Test("no document makes the reader crash")
  func fuzz() throws {
    var random = Seeded(seed: 31)
    let pieces = [
      "{\"events\":[", "{\"start_date\":", "{\"year\":", "2020", "\"x\"", "null", "[]", "}", "]",
      ",",
      "\"text\":{\"headline\":\"<p>&#x\"}", "\"media\":{\"url\":\"<iframe src=\"}",
      "\"group\":true",
      "\"end_date\":{\"year\":-1}", "\"unique_id\":\"../\"", "\"display_date\":\"c. \"",
    ]
    for _ in 0..<5_000 {
      let text = (0..<(random.next() % 14)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      _ = TimelineImport(json: Array(text.utf8), try setting())
      _ = TimelineImport(csv: Array(("Year,Headline,Text\n" + text).utf8), try setting())
    }
  }
}

@Suite("A timeline that goes out and comes back")
struct TimelineRoundTripTests {
  private func setting(_ language: Language) throws -> TimelineImport.Setting {
    let zone = try #require(TimeZoneOffset(minutesEast: 420))
    return TimelineImport.Setting(
      language: language, zone: zone, source: try #require(Slug("a-timeline")))
  }

  private func written(_ read: TimelineImport, _ setting: TimelineImport.Setting) throws -> [UInt8]
  {
    var writer = TimelineWriter(
      in: setting.language, zone: setting.zone, bands: read.bands.map { ($0.when, $0.headline) })
    for entry in read.events {
      let event = try Event(entry.content)
      writer.append(event, group: event.tags.first?.text ?? "")
    }
    return writer.finish(headline: read.title?.headline ?? "", text: read.title?.text ?? "")
  }

  @Test(
    "every date of ours keeps its meaning, in both languages",
    arguments: Language.allCases,
    [
      "2020-02-12", "2020-02", "2020", "201X", "2020-02~", "2020-02?", "2020-33", "2020-36",
      "2020-40", "2020-41", "2020-02/2020-04", "2020-01-01/..", "../2018-06", "2018~/2019",
      "2020-02-12T08:30+07:00", "2020-02-12T08:30+07:00/2020-02-12T09:00+07:00", "2020-33/2020-34",
      "2019-12-30/2020-01-02", "2020%",
    ])
  func dates(_ language: Language, _ when: String) throws {
    let setting = try setting(language)
    let content: JSONValue = [
      "id": "x", "when": .string(when), "title": [language.rawValue: "A"], "kind": "law",
      "sources": ["s"], "confidence": "reported",
    ]
    var writer = TimelineWriter(in: language, zone: setting.zone)
    writer.append(try Event(content), group: "law")
    let bytes = writer.finish(headline: "")
    let read = TimelineImport(json: bytes, setting)
    #expect(read.faults == [])
    #expect(
      read.events.first?.content["when"].text == when, "\(String(decoding: bytes, as: UTF8.self))")
    #expect(read.events.first?.content["when_shown"].text == nil)
  }

  @Test("markup in our text is text to the reader, and comes back as it was")
  func markup() throws {
    let setting = try setting(.en)
    let nasty = "<script>alert(1)</script> & \"quotes\" <b>"
    let content: JSONValue = [
      "id": "x", "when": "2020", "title": ["en": .string(nasty)], "kind": "law",
      "summary": ["en": .string("One \(nasty)\nTwo")], "sources": ["s"], "confidence": "reported",
    ]
    var writer = TimelineWriter(in: .en, zone: setting.zone)
    writer.append(
      try Event(content), group: "",
      page: .init(address: "https://x.org/?a=1&b=\"2\"", label: "More <i>"))
    let bytes = writer.finish(headline: nasty)
    #expect(!String(decoding: bytes, as: UTF8.self).contains("<script"))
    let read = TimelineImport(json: bytes, setting)
    #expect(read.title?.headline == nasty)
    #expect(read.events.first?.content["title"]["en"].text == nasty)
    // The link to the page of the event is not part of what is told of it.
    #expect(read.events.first?.content["summary"]["en"].text == "One \(nasty)\nTwo")
  }

  @Test("the sample timeline of TimelineJS comes back the same", arguments: ["json", "csv"])
  func sample(_ ending: String) throws {
    guard let bytes = Shared.file("data/publishing/timeline/women_in_computing.\(ending)") else {
      print("skipped: the sample timeline is not beside the checkout")
      return
    }
    let setting = try setting(.en)
    let first =
      ending == "json" ? TimelineImport(json: bytes, setting) : TimelineImport(csv: bytes, setting)
    #expect(first.faults == [])
    #expect(first.events.count >= 8)
    for entry in first.events {
      #expect(SchemaCheck.faults(in: entry.content, of: .event) == [])
    }
    let second = TimelineImport(json: try written(first, setting), setting)
    #expect(second.faults == [])
    #expect(second.title == first.title)
    #expect(second.bands.map(\.headline) == first.bands.map(\.headline))
    try #require(second.events.count == first.events.count)
    for (one, other) in zip(first.events, second.events) {
      var (old, new) = (one.content, other.content)
      // The name it has here goes out as its unique_id.
      if old["external_id"].isNull { old["external_id"] = old["id"] }
      new["id"] = old["id"]
      #expect(new == old)
    }
  }

  @Test("the sample's parts of dates are written as they were read")
  func sampleDates() throws {
    guard let bytes = Shared.file("data/publishing/timeline/women_in_computing.json") else {
      print("skipped: the sample timeline is not beside the checkout")
      return
    }
    let setting = try setting(.en)
    let first = TimelineImport(json: bytes, setting)
    let out = try JSONValue(parsing: try written(first, setting))
    let before = try JSONValue(parsing: bytes)["events"].elements
    for (slide, entry) in zip(out["events"].elements, first.events) {
      let original = before[entry.row - 1]
      for date in ["start_date", "end_date"] {
        for part in ["year", "month", "day"] {
          let was = original[date][part].text.flatMap { Int($0) } ?? original[date][part].int
          #expect(slide[date][part].int == was)
        }
      }
    }
  }
}
