import Testing

@testable import Coordination

@Suite("Files of actions become columns") struct ActionReaderTests {
  static let head = "action_id,timestamp,actor,action,target,owner,target_time,reason,text\n"
  static let sample =
    head + """
      a1,1717200207,ana,report,p1,victim,1717200180,violence,
      a2,1717200321,ben,Comment,p2,other,1717200142,,"hay, ""quá"" đi"
      a3,1717200359,ana,share,p1,victim,1717200180,,

      """

  @Test("A plain table") func plain() throws {
    let result = try readActions(Self.sample)
    #expect(
      result.words == [
        "a1 ana report p1 1717200207000 victim 1717200180000 violence - -",
        "a2 ben comment p2 1717200321000 other 1717200142000 - - -",
        "a3 ana share p1 1717200359000 victim 1717200180000 - - -",
      ])
    let report = result.report
    #expect(report.form == .table(delimiter: UInt8(ascii: ",")))
    #expect(report.rowsRead == 3 && report.rowsKept == 3 && report.rowsRefused == 0)
    #expect(report.kinds == ["report": 1, "comment": 1, "share": 1])
    #expect(report.span == 1_717_200_207_000...1_717_200_359_000)
    #expect(report.rowsWithTargetTime == 3 && report.shareWithTargetTime == 1)
    #expect(report.missing == [.platform, .url, .hashtag, .image])
  }

  @Test("Other delimiters, line ends and marks say the same", arguments: [",", "\t", ";"])
  func forms(delimiter: String) throws {
    let expected = try readActions(Self.sample).words
    // The one comma that is text becomes the delimiter as well: it is quoted.
    let table = Self.sample.replacing(",", with: delimiter)
    for end in ["\n", "\r\n", "\r"] {
      for mark in ["", "\u{FEFF}", "\n\n", "sep=\(delimiter)\n"] {
        let text = mark + table.replacing("\n", with: end)
        let result = try readActions(text)
        #expect(result.words == expected, "\(delimiter.debugDescription) \(end.debugDescription)")
        #expect(result.report.rowsRefused == 0)
      }
    }
  }

  @Test("The last line needs no end, and blank lines do not count") func lastLine() throws {
    let result = try readActions(
      "\n\ntimestamp,actor,target\n\n1717200207,a,p\r\n\r\n1717200208,b,p")
    #expect(result.words.count == 2)
    #expect(result.words.first == "- a act p 1717200207000 - - - - -")
  }

  @Test("Quotes hold delimiters, line ends and quotes") func quotes() throws {
    let result = try readActions(
      "timestamp,actor,target\n1717200207,\"a,\n\"\"b\"\"\",p\n1717200208,5\" pipe,\"p\"\n")
    #expect(
      result.words == [
        "- 5\" pipe act p 1717200208000 - - - - -", "- a, \"b\" act p 1717200207000 - - - - -",
      ])
  }

  @Test("Rows that cannot be read are named and stop nothing") func refusals() throws {
    let rows = [
      "1,x,ana,report,p1,,", "2,1717200207,,report,p1,,", "3,1717200207,ana,report,  ,,",
      "4,1717200207,ana,,p1,,", "5,,ana,report,p1,,", "6,-1234,ana,report,p1,,",
      "7,2024-06-01 00:00:00,ana,report,p1,,", "8,1717200207,ana,report,p1", "9,1,2,3,4,5,6,7,8",
      "10,1717200207,\"ana\"x,report,p1,,", "11,1717200207,ana,post,,,",
      "12,1717200207,ana,report,p1,,",
    ]
    let result = try readActions(
      "action_id,timestamp,actor,action,target,owner,reason\n" + rows.joined(separator: "\n"))
    let report = result.report
    #expect(report.rowsRead == 12 && report.rowsKept == 2 && report.rowsRefused == 10)
    let lines = report.refused.mapValues { $0.places.map(\.line) }
    #expect(
      lines == [
        .unreadableTime: [2], .emptyActor: [3], .emptyTarget: [4], .emptyAction: [5],
        .noTime: [6], .impossibleTime: [7], .timeWithoutZone: [8], .fieldCount: [9, 10],
        .textAfterQuote: [11],
      ])
    #expect(report.refused[.noTime]?.places.first?.offset == 151)
    #expect(result.words.contains("11 ana post - 1717200207000 - - - - -"))
  }

  @Test("A quote that is never closed costs one row") func openQuote() throws {
    var text = "timestamp,actor,target\n1717200207,\"ana,p1\n"
    for row in 0..<20 { text += "17172002\(10 + row),ben,p\(row)\n" }
    let result = try readActions(text)
    #expect(result.report.rowsKept == 20)
    #expect(result.report.refused[.openQuote]?.places.map(\.line) == [2])
    // The same in the midst of a long file.
    let long = try readActions(
      text + String(repeating: "1717200209,cy,p\n", count: 100_000) + "1717200207,\"x\",p\n")
    #expect(long.report.refused[.rowTooLong]?.places.map(\.line) == [2])
    #expect(long.report.rowsRead == 1 + 20 + 100_001)
  }

  @Test("A file that is made to be read again and again comes to its end") func rescues() throws {
    let text = "a,actor,timestamp,target\n" + String(repeating: "a\",\"\n", count: 200_000)
    let result = try readActions(text)
    #expect(result.report.rowsKept == 0)
    #expect(result.report.rowsRefused > TableCutter.mostRescues)
  }

  @Test("Ten places of a reason are kept, all are counted") func places() throws {
    let result = try readActions(
      "timestamp,actor,target\n" + String(repeating: "x,a,b\n", count: 25))
    #expect(result.report.refused[.unreadableTime]?.count == 25)
    #expect(result.report.refused[.unreadableTime]?.places.map(\.row) == Array(2...11))
  }

  @Test("A file without a needed column is refused with what it has") func missing() throws {
    #expect(
      throws: ActionReadingError.missingColumns([.timestamp, .target], columns: ["actor", "x"])
    ) { try readActions("actor,x\na,b\n") }
    let error = ActionReadingError.missingColumns([.target], columns: ["actor", "x"])
    #expect(error.description.contains("--map target=COLUMN"))
    #expect(error.description.contains("`x`"))
    #expect(throws: ActionReadingError.empty) { try readActions("") }
    #expect(throws: ActionReadingError.empty) { try readActions("\u{FEFF}\n \n") }
    #expect(throws: ActionReadingError.list) { try readActions("[{}]") }
    #expect(throws: ActionReadingError.utf16) { try readActions([0xFF, 0xFE, 0x61, 0]) }
    #expect(throws: ActionReadingError.headTooLong) {
      try readActions(String(repeating: "x", count: 3 << 20))
    }
    #expect(throws: ActionReadingError.absentColumns(["y"], columns: ["actor"])) {
      try readActions("actor\n") { $0.map.set(.target, to: "y") }
    }
  }

  @Test("Only the kinds that are asked for") func kinds() throws {
    let result = try readActions(Self.sample) { $0.kinds = ["report", "share"] }
    #expect(result.report.kinds == ["report": 1, "share": 1])
    #expect(result.report.rowsOfOtherKinds == 1 && result.report.rowsRead == 3)
    #expect(result.columns.kinds.count == 2)
    #expect(result.columns.accounts.find("ben") == nil)
  }

  @Test("More kinds than a byte holds are refused") func tooManyKinds() throws {
    var text = "timestamp,actor,action,target\n"
    for kind in 0..<400 { text += "1717200207,a,kind \(kind),p\n" }
    let report = try readActions(text).report
    #expect(report.rowsKept + report.rowsRefused == 400)
    #expect(report.refused[.tooManyKinds]?.count == report.rowsRefused && report.rowsKept > 250)
  }

  @Test("One kind for all rows, and one platform") func constants() throws {
    let map = try ColumnMap(parsing: "action=:Report, platform=:Facebook")
    let result = try readActions("timestamp,actor,target\n1717200207,a,p\n") { $0.map = map }
    #expect(
      result.words == ["- facebook\u{1F}a report facebook\u{1F}p 1717200207000 - - - - -"])
  }

  @Test("A name on two platforms is two names") func platforms() throws {
    let result = try readActions(
      "timestamp,actor,target,platform\n1717200207,a,p,X\n1717200207,a,p,y\n1717200207,a,p,x\n")
    #expect(result.columns.accounts.count == 2 && result.columns.targets.count == 2)
    #expect(result.report.exactDuplicates == 1)
  }

  @Test("Times are cut down when asked for") func rounding() throws {
    let result = try readActions(Self.sample) { $0.roundedTo = 60 }
    #expect(result.report.shareOnMinute == 1)
    #expect(result.words.first?.contains("1717200180000 victim 1717200180000") == true)
  }
}
